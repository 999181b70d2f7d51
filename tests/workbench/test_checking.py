"""A check finds whatever does not fit together, and says nothing of what does."""

import pytest
from corpus_tool_testing.builders import HEBREW, add_document, counting_surroundings, document, new_store, strike

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.regions import RegionKind
from corpus_tool.model.schemas import Migration
from corpus_tool.store.stories import Pair
from corpus_tool.text.audit import audit
from corpus_tool.text.shingles import ToldTwice
from corpus_tool.workbench.assigning import give, lock
from corpus_tool.workbench.checking import CheckReport, check
from corpus_tool.workbench.commenting import comment
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.progress import CancelledError
from corpus_tool.workbench.regions import document_regions, set_region

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
    assert [(step.done, step.total, step.what) for step in heard] == [(0, 1, "pages"), (1, 1, "ar-0001")]


TAMPERINGS = {
    "an offset that moved": (
        "UPDATE spans SET fragments = '[[0,3]]' WHERE id = 's4'",
        "is stored, but the document has",
    ),
    "an offset outside": ("UPDATE spans SET fragments = '[[0,9999]]' WHERE id = 's4'", "is not a range of a text"),
    "a column that moved": ("UPDATE spans SET start = 1 WHERE id = 's4'", "its columns say 1:"),
    "a lost row": ("DELETE FROM spans WHERE id = 's4'", "1 annotation differs, the first s4"),
    "a lost target": ("DELETE FROM spans WHERE id = 's1'", "e1 points at s1, which is not in this layer"),
    "a lost argument": ("DELETE FROM arguments WHERE position = 0", "1 annotation differs, the first e1"),
    "a label": ("UPDATE spans SET label = 'PER' WHERE id = 's4'", "1 annotation differs"),
    "a status": ("UPDATE layers SET status = 'done'", "leads to in-progress, but the table says done"),
    "a revision taken back": ("UPDATE layers SET revision = 6", "its newest revision is 7, but the tables are at 6"),
    "a text": ("UPDATE texts SET text = 'x' || text", "its text is not the one whose digest"),
    "a shorter text": ("UPDATE texts SET text = ''", "its tokens do not lie in its text"),
    "broken JSON": ("UPDATE spans SET attributes = '{' WHERE id = 's4'", "A record of the corpus is damaged"),
    "broken metadata": ("UPDATE documents SET metadata = '{'", "A record of the corpus is damaged"),
    "a layer of nothing": ("UPDATE layers SET document_id = 77", "points at a row of documents that is not there"),
    "a lost revision": ("DELETE FROM revisions WHERE number = 3", "it cannot be replayed"),
    "a side that nobody took": (
        "INSERT INTO sides SELECT id, 3 FROM layers",
        "end at none but the one shown, but the tables say 3",
    ),
    "a forged revision": (
        "DROP TRIGGER revisions_are_never_edited; UPDATE revisions SET who = 'sami' WHERE number = 2",
        "1 revision is not as written",
    ),
}


BESIDE = {
    "a comment on nothing": ("UPDATE comments SET document_id = 77", "a row of comments"),
    "a comment in no layer": ("UPDATE comments SET layer_id = 77 WHERE id = 2", "a row of comments"),
    "a comment outside": ('UPDATE comments SET "end" = 9999 WHERE id = 1', "a comment at 32:9999 is outside its text"),
    "a quote": ("UPDATE comments SET quote = 'x' WHERE id = 1", "comment 1 quotes 'x', but the document has"),
    "a comment of others": ("UPDATE comments SET who = 'sami' WHERE id = 1", "comment 1 is not what was said"),
    "an assignment of nothing": ("UPDATE assignments SET document_id = 77", "a row of assignments"),
    "an assignment nobody made": ("INSERT INTO assignments VALUES (1, 'zoe', 't', 'zoe')", "not what was decided last"),
    "a lock that went": ("DELETE FROM locks", "not what was decided last"),
    "a lock of nothing": ("UPDATE locks SET document_id = 77", "a row of locks"),
    "a corrected line": ("UPDATE regions SET kind = 'byline'", "not what was decided last"),
    "a line outside": ('UPDATE regions SET "end" = 9999', "a region at 0:9999 is outside"),
    "a line of nothing": ("UPDATE regions SET document_id = 77", "a row of regions"),
    "a decision of nothing": (
        "DROP TRIGGER decisions_are_never_edited; UPDATE decisions SET document_id = 77",
        "a row of decisions",
    ),
    "a forged decision": (
        "DROP TRIGGER decisions_are_never_edited; UPDATE decisions SET who = 'zoe' WHERE about = 'lock'",
        "the lock noa is not what was decided",
    ),
    "a finding of nothing": ("UPDATE findings SET document_id = 77", "a row of findings"),
    "a finding outside": ("UPDATE findings SET first_offset = 9999", "a finding at 9999:9999 is outside"),
    "a story of nothing": ("UPDATE stories SET document_id = 77", "a row of stories"),
    "a story without its first": ("UPDATE stories SET story = 2", "story 2 is named after a document"),
    "a signature of nothing": ("UPDATE signatures SET document_id = 77", "a row of signatures"),
    "a pair of nothing": ("UPDATE near_duplicates SET second_id = 77", "a row of near_duplicates"),
    "a paragraph outside": ("UPDATE told_twice SET again_end = 9999", "a paragraph told twice at 5:9999 is outside"),
    "forged guidelines": ("UPDATE guidelines SET text = 'x'", "the guidelines of conflict-news 1.0.0 are not what"),
    "a list that says otherwise": ("UPDATE listing SET words = 1 WHERE document_id = 1", "list the list of documents"),
    "a document that is not listed": ("DELETE FROM listing WHERE document_id = 2", "list the list of documents"),
    "guidelines of no schema": ("UPDATE guidelines SET schema_id = 77", "a row of guidelines"),
    "a splitting of no schema": ("UPDATE splits SET schema_id = 77", "a row of splits"),
    "a word index without it": ("DELETE FROM word_index_data", "index a search does not find it"),
    "an index that lost it": ("INSERT INTO word_index (word_index) VALUES ('delete-all')", "a search does not find it"),
}


@pytest.mark.parametrize(("sql", "sentence"), BESIDE.values(), ids=BESIDE)
def test_whatever_points_at_nothing_beside_the_layers_is_found(store, sql, sentence):
    one = store.documents.load(1)
    comment(store, 1, "a town?", "lea", place=(32, 35))
    comment(store, 1, "why?", "lea", on="s1")
    give(store, [1], ["noa"], "lead")
    lock(store, [1], "noa", "lead")
    set_region(store, one, document_regions(store, one)[0], RegionKind.TITLE, "lea")
    add_document(store, document(HEBREW, "he-0001"))
    with store.writing():
        store.findings.add(1, audit("\u200f\u202e"))
        store.stories.keep_signatures("m", [(1, b"")])
        store.stories.keep_told_twice({1: [ToldTwice((0, 3), (5, 8), 1.0)]})
        store.stories.add_pairs([Pair(1, 2, 0.5, 0.9)], [1, 2])
        store.stories.replace([(1, 1)])
        store.schemas.explain("# ORG", "t")
        store.schemas.split(Migration(sources=("ORG",), targets=("A", "B")))
    assert check(store).findings == []
    store._db.conn.execute("PRAGMA foreign_keys = OFF")
    store._db.conn.executescript(sql)
    report = check(store)
    assert not report.sound
    assert any(sentence in f"{finding.kind} {finding.message}" for finding in report.findings), report.findings


def test_a_check_that_is_stopped_has_told_what_it_found(store):
    add_document(store, document(HEBREW, "he-0001"))
    store._db.execute("UPDATE layers SET status = 'done'")

    def stop(step):
        if step.done:
            raise CancelledError

    report = CheckReport()
    with pytest.raises(CancelledError):
        check(store, stop, report)
    assert (report.documents, len(report.findings)) == (1, 1)


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
