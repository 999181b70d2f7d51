"""Going through a corpus: what is asked for, and what is found at once."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, NOW, add_document, document, new_store

from corpus_tool.store.list_questions import NOBODY, Column, Order
from corpus_tool.store.listing import STEPS, Progress, StoppedError
from corpus_tool.workbench.catalogue import Catalogue, Question


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document(ARABIC, "ar-0001"))
        add_document(store, document(HEBREW.split("\n")[0], "he-0001"))
        yield store


def keys(store, question: Question) -> list[str]:
    found = Catalogue(store, "noa")
    return [row.key for row in found.rows(found.first(question).ids)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", ["ar-0001", "he-0001"]),
        ("AR-0001", ["ar-0001"]),
        ("ar 0001", ["ar-0001"]),
        ("\u0642\u064e\u0635\u0641", ["ar-0001"]),
        ("\u05d3\u05d0\u05e2\u05f4\u05e9", ["he-0001"]),
        ("\u05d3\u05d0\u05e2\u05f4", ["he-0001"]),
        ("test", ["ar-0001", "he-0001"]),
        ("%", []),
        ("2026", []),
    ],
)
def test_documents_are_found_by_key_title_and_source_in_any_spelling(store, typed, wanted):
    assert keys(store, Question(typed=typed)) == wanted


def test_words_do_not_run_from_a_title_into_a_source_but_over_any_white_space(store):
    add_document(store, document("one \u00a0two", "key"))
    assert keys(store, Question(typed="two test")) == []
    assert keys(store, Question(typed="one two")) == ["key"]


def test_a_large_corpus_is_answered_with_its_beginning_and_read_whole_beside(store, monkeypatch):
    monkeypatch.setattr("corpus_tool.store.listing.BATCH", 10)
    monkeypatch.setattr("corpus_tool.store.listing.STEPS", 10)
    for number in range(98):
        add_document(store, document(f"text {number}", f"k{number}"))
    found = Catalogue(store, "noa")
    assert found.first(Question(), steps=0) == (range(1, 101), True)
    asked = Question(typed="t")
    first = found.first(asked, steps=20 * STEPS)
    assert not first.is_whole and 0 < len(first.ids) < 100
    whole = found.whole(asked, lambda: True)
    assert whole.is_whole and len(whole.ids) == 100
    assert whole.ids[: len(first.ids)] == first.ids
    with pytest.raises(StoppedError):
        found.whole(Question(order=Order(Column.TITLE)), lambda: False)


def test_the_same_column_once_more_turns_the_list_round_and_counts_begin_with_the_greatest():
    asked = Question().sorted_by(Column.KEY)
    assert asked.order == Order(Column.KEY)
    assert asked.sorted_by(Column.KEY).order == Order(Column.KEY, descending=True)
    assert asked.sorted_by(Column.SPANS).order == Order(Column.SPANS, descending=True)


def test_a_question_is_told_in_words():
    assert Question().told() == ""
    assert not Question(typed=" ").narrows
    asked = Question(typed="haleb", language="he", source="", state="done", assigned=NOBODY)
    assert asked.narrows
    assert asked.told() == "done, he, no source, of nobody, \u201chaleb\u201d"


def test_how_far_the_work_is_comes_at_once_or_beside(store):
    with store.writing():
        store.work.assign([1, 2], "noa", "lea", NOW)
        store.work.assign([2], "sami", "lea", NOW)
    found = Catalogue(store, "noa")
    done = found.done_at_once()
    assert done is not None and done == found.done(lambda: True)
    assert done == (Progress(0, 2), Progress(0, 3))
