"""Words in a document, documents in a list."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, add_document, document, new_store

from corpus_tool.workbench.searching import Search, Shortlist

TEXT = "ab cd ab ef ab"


def test_the_places_are_walked_forwards_and_backwards_and_round():
    search = Search(TEXT)
    search.look_for("AB")
    assert search.at_or_after(0) == (0, 2)
    assert search.at_or_after(1) == (6, 8)
    assert search.at_or_after(13) == (0, 2)
    assert search.before(12) == (6, 8)
    assert search.before(0) == (12, 14)
    assert search.told(search.places[1]) == "2 of 3"


def test_what_is_nowhere_has_no_place():
    search = Search(TEXT)
    search.look_for("x")
    assert search.at_or_after(0) is search.before(0) is None


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("", ["ar-0001", "he-0001"]),
        ("AR-0001", ["ar-0001"]),
        ("ar 0001", ["ar-0001"]),
        ("\u0642\u064e\u0635\u0641", ["ar-0001"]),
        ("\u05d3\u05d0\u05e2\u05f4\u05e9", ["he-0001"]),
        ("test", ["ar-0001", "he-0001"]),
        ("2026", []),
    ],
)
def test_documents_are_found_by_key_title_and_source(tmp_path, typed, keys):
    with new_store(tmp_path) as store:
        add_document(store, document(ARABIC, "ar-0001"))
        add_document(store, document(HEBREW.split("\n")[0], "he-0001"))
        entries = list(store.documents.entries())
    assert [entry.key for entry in Shortlist().matching(entries, typed)] == keys


def test_words_do_not_run_from_a_title_into_a_source(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document("one two", "key"))
        entries = list(store.documents.entries())
    assert Shortlist().matching(entries, "two test") == []
    assert len(Shortlist().matching(entries, "one two")) == 1
