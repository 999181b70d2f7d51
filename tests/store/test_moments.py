"""What one moment of a corpus is to two processes."""

from contextlib import closing

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, document, new_store

from corpus_tool.store.document_rows import Extent
from corpus_tool.store.moments import Moment, Watch


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document(ARABIC, "one"))
        yield store


def test_a_moment_stays_what_it_was(store):
    with closing(Moment.of(store.path)) as moment:
        add_document(store, document(ARABIC + "\nx", "two"))
        assert [row[1] for row in moment.documents([1, 2], Extent())] == ["one"]
        with closing(Moment.of(store.path)) as later:
            assert [row[1] for row in later.documents([2, 1], Extent())] == ["two", "one"]


def test_who_watches_sees_whether_anybody_writes_and_not_who_reads(store):
    with closing(Watch(store.path)) as watch:
        with closing(Moment.of(store.path)), store.reading():
            store.moment.hold()
        assert watch.nobody_wrote
        add_document(store, document(ARABIC + "\nx", "two"))
        assert not watch.nobody_wrote


def test_a_transaction_that_looked_sees_what_was_there_before_a_watch(store):
    with store.beside() as other, store.watched() as watch, store.reading():
        store.moment.hold()
        assert watch.nobody_wrote
        add_document(other, document(ARABIC + "\nx", "two"))
        assert not watch.nobody_wrote
        assert not store.moment.documents([2], Extent())
        with store.watched() as inside:
            assert inside is None


def test_rows_hold_no_more_than_is_wanted(store):
    (whole,), (bare,) = (store.moment.documents([1], extent) for extent in (Extent(), Extent(False, False)))
    assert whole[:2] == bare[:2] == (1, "one") and whole[-2] == bare[-2] == ARABIC.encode()
    assert whole[-1] and bare[2:] == ("", "", "", "{}", "", "", ARABIC.encode(), b"")
