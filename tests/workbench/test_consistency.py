"""The same words in many places: labelled one way, another way, or not at all; and put right from the list."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, event, new_store, span
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model import edits
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.usage import Use, bare_forms, grouped
from corpus_tool.workbench.consistency import GOLD, consistency, lines_of
from corpus_tool.workbench.correcting import relabel, remove
from corpus_tool.workbench.desk import Desk

NOA = LayerName("noa", LayerKind.ANNOTATOR)
FIRST = "قصف الجيش مواقع لداعش في حلب. وقالت داعش إنها انسحبت."
SECOND = "عاد مقاتلو داعش وبداعش ينتهي النص."
HEBREW = 'צה"ל תקף מטרות של דאע"ש. לדאע״ש אין מטרות.'


def work(store, id, *annotations, who=NOA, done=True):
    desk = Desk(store, id, who, counting_surroundings())
    for one in annotations:
        desk.do("Mark", edits.add(desk.layer, one))
    if done:
        desk.do("Done", edits.set_status(desk.layer, Status.DONE))
    return desk


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        for number, text in enumerate((FIRST, SECOND, HEBREW), 1):
            add_document(store, document(text, f"doc-{number}"))
        yield store


def test_a_string_with_two_labels_and_places_without_one_is_found_behind_proclitics(store):
    work(store, 1, span("s1", FIRST, "داعش"), span("s2", FIRST, "حلب", "GPE"))
    work(store, 2, span("s1", SECOND, "داعش", "NORP"))
    (group,) = consistency(store, ["noa"])
    assert (group.words, dict(group.labels), group.unlabelled) == ("داعش", {"NORP": 1, "ORG": 1}, 2)
    shown = [(line.document, line.label, line.text) for line in lines_of(store, group.uses)]
    assert ("doc-1", "", "داعش") in shown and ("doc-2", "", "داعش") in shown  # the latter behind its preposition


def test_a_mark_with_its_proclitic_is_the_same_string_where_the_bare_one_is_marked_too(store):
    work(store, 1, span("s1", FIRST, "لداعش"))
    work(store, 2, span("s1", SECOND, "داعش", "NORP"))
    (group,) = consistency(store)
    assert (group.words, group.marked) == ("داعش", 2)


def test_another_spelling_is_the_same_string(store):
    work(store, 3, span("s1", HEBREW, 'דאע"ש'))
    (group,) = consistency(store)
    (line,) = lines_of(store, [use for use in group.uses if not use.id])
    assert line.text == "דאע״ש"


def test_nothing_is_found_inside_a_word_or_under_another_mark(store):
    inside = add_document(store, document("داعشيون كثر قالوا إن داعش وتنظيم داعش هربا.", "doc-4"))
    text = store.documents.key_and_text(inside)[1]
    work(store, inside, span("s1", text, "داعش وتنظيم"), span("s2", text, "تنظيم داعش"))
    assert consistency(store) == []


def test_in_progress_only_what_stands_before_the_last_mark_counts_as_unmarked(store):
    work(store, 1, span("s1", FIRST, "داعش"), done=False)
    assert consistency(store) == []
    work(store, 1, span("s9", FIRST, "انسحبت", "LOC"), done=False)
    (group,) = consistency(store)
    assert group.unlabelled == 1


def test_between_annotators_and_in_gold(store):
    sami, gold = LayerName("sami", LayerKind.ANNOTATOR), LayerName("gold", LayerKind.GOLD)
    work(store, 2, span("s1", SECOND, "مقاتلو"))
    work(store, 2, span("s1", SECOND, "مقاتلو", "PER"), who=sami)
    work(store, 2, span("s1", SECOND, "داعش"), who=gold)
    assert consistency(store, ["noa"]) == consistency(store, ["sami"]) == []
    (between,) = consistency(store)
    assert {use.layer.short: use.label for use in between.uses} == {"noa": "ORG", "sami": "PER"}
    (in_gold,) = consistency(store, [GOLD])
    assert in_gold.unlabelled == 1


def test_triggers_are_strings_of_their_own(store):
    work(store, 1, event("e1", FIRST, "قصف"), span("s1", FIRST, "انسحبت", "LOC"))
    work(store, 2, event("e1", SECOND, "عاد", "Conflict.Attack"))
    assert consistency(store) == []


def test_chosen_places_are_put_right_with_one_act_a_document_that_undoes_as_one(store):
    work(store, 1, span("s1", FIRST, "داعش"))
    work(store, 2, span("s1", SECOND, "داعش", "NORP"))
    (group,) = consistency(store)
    done = relabel(store, "noa", group.uses, "ORG", counting_surroundings())
    assert (done.places, done.documents, done.refused) == (3, 2, ())
    assert consistency(store) == []
    desk = Desk(store, 2, NOA)
    assert {one.label for one in desk.layer.spans} == {"ORG"} and len(desk.layer.spans) == 2
    desk.undo()
    assert [one.label for one in desk.layer.spans] == ["NORP"]


def test_marks_are_taken_off_and_what_hangs_on_them_goes_too(store):
    work(store, 1, span("s1", FIRST, "داعش"), event("e1", FIRST, "قصف", Target="s1"))
    (group,) = [one for one in consistency(store) if one.words == "داعش"]
    assert remove(store, "noa", group.uses).places == 1
    layer = Desk(store, 1, NOA).layer
    assert layer.spans == () and layer.events[0].arguments == ()


def test_others_work_is_not_touched_and_what_changed_meanwhile_is_told(store):
    work(store, 1, span("s1", FIRST, "داعش"))
    (group,) = consistency(store)
    assert relabel(store, "sami", group.uses, "PER").places == 0
    desk = Desk(store, 1, NOA)
    desk.do("Remove", edits.remove(desk.layer, "s1"))
    (refusal,) = relabel(store, "noa", group.uses, "PER").refused
    assert refusal.document == "doc-1" and "meanwhile" in refusal.why
    assert Desk(store, 1, NOA).layer.spans == ()


def test_a_rule_that_refuses_leaves_the_document_as_it_is(store):
    work(store, 1, span("s1", FIRST, "داعش"))
    (group,) = consistency(store)
    done = relabel(store, "noa", group.uses, "NO_SUCH")
    assert done.places == 0 and len(done.refused) == 1
    assert [one.label for one in Desk(store, 1, NOA).layer.spans] == ["ORG"]


LABELS = st.sampled_from(["", "ORG", "PER"])


@given(st.lists(st.tuples(st.sampled_from(["a", "b c", "xa"]), LABELS)))
def test_no_use_is_lost_and_what_is_alike_is_left_out(pairs):
    uses = [
        Use(1, NOA, ((at, at + 1),), words, "span", label, label and f"s{at}")
        for at, (words, label) in enumerate(pairs)
    ]
    bare = bare_forms({words for words, _ in pairs}, lambda word: [1] if word.startswith("x") else [])
    groups = grouped(uses, bare)
    kept = [use for group in groups for use in group.uses]
    assert len(kept) == len(set(kept))
    for use in set(uses) - set(kept):
        alike = {one.label for one in uses if bare[one.words] == bare[use.words]}
        assert len(alike) == 1
    assert [group.doubt for group in groups] == sorted((group.doubt for group in groups), reverse=True)
    assert all(group.doubt <= 2 * group.marked for group in groups)
