"""A check finds whatever does not fit together, and says nothing of what does."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store, strike

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk

NOA = LayerName("noa", LayerKind.ANNOTATOR)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        desk = Desk(store, 1, NOA, counting_surroundings())
        for annotation in strike():
            desk.do(f"Mark {annotation.id}", edits.add(desk.layer, annotation))
        desk.undo()
        desk.redo()
        yield store


def test_a_corpus_nobody_tampered_with_is_sound(store):
    report = check(store)
    assert report.findings == []
    assert (report.documents, report.layers, report.revisions) == (1, 1, 7)


def test_a_check_tells_how_far_it_is(store):
    heard = []
    check(store, heard.append)
    assert [(step.done, step.total, step.what) for step in heard] == [(1, 1, "ar-0001")]


TAMPERINGS = {
    "an offset that moved": (
        "UPDATE spans SET fragments = '[[0,3]]' WHERE id = 's4'",
        "is stored, but the document has",
    ),
    "an offset outside": ("UPDATE spans SET fragments = '[[0,9999]]' WHERE id = 's4'", "is not a range of a text"),
    "a column that moved": ("UPDATE spans SET start = 1 WHERE id = 's4'", "its columns say 1:"),
    "a lost row": ("DELETE FROM spans WHERE id = 's4'", "1 annotations differ, the first s4"),
    "a lost target": ("DELETE FROM spans WHERE id = 's1'", "e1 points at s1, which is not in this layer"),
    "a lost argument": ("DELETE FROM arguments WHERE position = 0", "1 annotations differ, the first e1"),
    "a label": ("UPDATE spans SET label = 'PER' WHERE id = 's4'", "1 annotations differ"),
    "a status": ("UPDATE layers SET status = 'done'", "leads to in-progress, but the table says done"),
    "a revision taken back": ("UPDATE layers SET revision = 6", "its newest revision is 7, but the tables are at 6"),
    "a text": ("UPDATE texts SET text = 'x' || text", "its text is not the one whose digest"),
    "a shorter text": ("UPDATE texts SET text = ''", "its tokens do not lie in its text"),
    "broken JSON": ("UPDATE spans SET attributes = '{' WHERE id = 's4'", "A record of the corpus is damaged"),
    "broken metadata": ("UPDATE documents SET metadata = '{'", "A record of the corpus is damaged"),
    "a layer of nothing": ("UPDATE layers SET document_id = 77", "points at a row of documents that is not there"),
    "a lost revision": ("DELETE FROM revisions WHERE number = 3", "it cannot be replayed"),
    "a forged revision": (
        "DROP TRIGGER revisions_are_never_edited; UPDATE revisions SET who = 'sami' WHERE number = 2",
        "1 revisions are not what they were when they were written",
    ),
}


@pytest.mark.parametrize(("sql", "sentence"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_whatever_was_tampered_with_is_found(store, sql, sentence):
    store._db.conn.execute("PRAGMA foreign_keys = OFF")
    store._db.conn.executescript(sql)
    report = check(store)
    assert not report.sound
    assert any(sentence in finding.message for finding in report.findings), report.findings


def test_work_that_breaks_a_rule_is_a_warning_and_the_corpus_is_sound(store):
    store._db.execute("UPDATE schemas SET definition = replace(definition, '\"GPE\"', '\"TOWN\"')")
    report = check(store)
    assert report.sound
    assert "label 'GPE' is not in schema" in report.findings[0].message
