"""Undo and redo are read from the log."""

from corpus_tool_testing.builders import ARABIC, NOW, span

from corpus_tool.model.changes import Act, Change, Revision
from corpus_tool.model.history import History, Step, made_under


def stacks(*acts: Act) -> tuple[list[int], list[int]]:
    steps = [Step(number, act) for number, act in enumerate(acts, 1)]
    together, one_by_one = History().after(*steps), History()
    for step in steps:
        one_by_one = one_by_one.after(step)
    assert together == one_by_one
    return list(together.undoable), list(together.redoable)


def test_what_was_done_last_is_undone_first():
    assert stacks(Act.DO, Act.DO) == ([1, 2], [])
    assert stacks(Act.DO, Act.DO, Act.UNDO) == ([1], [3])
    assert stacks(Act.DO, Act.DO, Act.UNDO, Act.UNDO) == ([], [3, 4])


def test_redo_brings_back_what_was_undone_last():
    assert stacks(Act.DO, Act.DO, Act.UNDO, Act.UNDO, Act.REDO) == ([5], [3])


def test_a_new_act_ends_redoing():
    assert stacks(Act.DO, Act.UNDO, Act.DO) == ([3], [])


def test_what_came_in_by_import_is_nobodys_keystroke():
    assert stacks(Act.IMPORT) == ([], [])
    assert stacks(Act.IMPORT, Act.DO) == ([2], [])


def test_an_annotation_keeps_the_version_it_was_made_under():
    born, other = (span(id, ARABIC, "حلب") for id in ("s1", "s2"))
    revisions = [
        Revision(title="", changes=changes, who="noa", at=NOW, schema_version=version)
        for version, changes in (
            ("1", (Change(0, None, born),)),
            ("2", (Change(0, born, None), Change(1, None, other))),
            ("3", (Change(0, None, born),)),
        )
    ]
    assert made_under(revisions) == {"s1": "1", "s2": "2"}
