"""Lists of documents: any part of one is a part of all, sorted; what is said of each is true for its reader."""

from array import array
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, NOW, add_document, document, new_store, span
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.comments import Comment
from corpus_tool.store.list_questions import NOBODY, STATES, Column, Order, Wanted
from corpus_tool.store.listing import AS_ADDED, EVERYTHING, STEPS, Listed, Progress, StoppedError
from corpus_tool.store.store import Store
from corpus_tool.text.finding import in_one_spelling, sought_in_names
from corpus_tool.text.oddities import Finding, Oddity
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import chosen, delete, purge, undelete

NAMES = ("noa", "sami")
LETTERS = 'aB\u0627\u0623\u05d3" \u064b'
columns = st.sampled_from(list(Column))


@st.composite
def corpora(draw: st.DrawFn) -> tuple[dict[str, object], ...]:
    """What a few documents are to be: names that are much alike, so that many are equal in something."""
    one = st.fixed_dictionaries(
        {
            "key": st.text(alphabet="abAB1", min_size=1, max_size=3),
            "title": st.text(alphabet=LETTERS, max_size=4),
            "language": st.sampled_from(["ar", "he", "other"]),
            "source": st.sampled_from(["", "sana", "\u0633\u0627\u0646\u0627"]),
            "date": st.sampled_from(["", "2026-01-31", "2025-12-01"]),
            "assigned": st.lists(st.sampled_from(NAMES), unique=True),
            "status": st.sampled_from(["", "new", "in-progress", "done", "locked"]),
            "questions": st.integers(0, 2),
            "hidden": st.booleans(),
        }
    )
    return tuple(draw(st.lists(one, min_size=1, max_size=8, unique_by=lambda made: made["key"])))


def built(folder: Path, corpus: tuple[dict[str, object], ...]) -> Store:
    """A corpus of such documents."""
    store = new_store(folder)
    for number, made in enumerate(corpus):
        plain = replace(
            document(f"{number} " + "word " * (number % 3), str(made["key"])),
            title=made["title"],
            language=made["language"],
            metadata={"source": made["source"], "date": made["date"]},
        )
        id = add_document(store, plain)
        with store.writing():
            for name in made["assigned"]:
                store.work.assign([id], name, "lea", NOW)
            if made["status"] == "locked":
                store.work.lock(id, "noa", "lea", NOW)
            elif made["status"]:
                store._db.execute(
                    "INSERT INTO layers (document_id, annotator, kind, status, schema_name, schema_version, revision)"
                    " VALUES (?, 'noa', 'annotator', ?, 'x', '1', 0)",
                    (id, made["status"]),
                )
            for _ in range(made["questions"]):
                store.comments.add(Comment(document_id=id, who="noa", at=NOW, text="?", is_question=True))
            if made["hidden"]:
                store.hiding.hide(id, None, NOW)
    return store


def ids(store: Store, order: Order = AS_ADDED, wanted: Wanted = EVERYTHING) -> list[int]:
    return [id for batch in store.listing.ids("noa", order, wanted) for id in batch]


def sorting_key(row: Listed, column: Column) -> object:
    """What a row is sorted by, said in Python."""
    match column:
        case Column.ADDED:
            return row.id
        case Column.TITLE | Column.SOURCE:
            return in_one_spelling(getattr(row, column)).encode()
        case Column.STATE:
            return STATES.index(row.state)
        case _:
            return getattr(row, column)


@settings(max_examples=60, deadline=None)
@given(corpora(), columns, st.booleans())
def test_a_list_is_all_documents_sorted_and_those_that_are_equal_stand_by_their_keys(corpus, column, descending):
    with TemporaryDirectory() as folder, built(Path(folder), corpus) as store:
        rows = store.listing.rows(store.documents.ids(), "noa")
        by_key = sorted(rows, key=lambda row: row.key)
        # Python's sort leaves equals in their order, backwards too.
        wanted = sorted(by_key, key=lambda row: sorting_key(row, column), reverse=descending)
        found = ids(store, Order(column, descending))
        assert found == [row.id for row in wanted]
        for start, end in ((0, 2), (1, 4), (len(found) - 1, len(found))):
            assert store.listing.rows(found[start:end], "noa") == wanted[start:end]


@settings(max_examples=60, deadline=None)
@given(
    corpora(),
    st.none() | st.sampled_from(["ar", "he", "xx"]),
    st.none() | st.sampled_from(["", "sana"]),
    st.none() | st.sampled_from(STATES),
    st.none() | st.sampled_from([*NAMES, NOBODY]),
    st.text(alphabet=LETTERS, max_size=2),
)
def test_a_narrowed_list_holds_what_fits_and_nothing_else(corpus, language, source, state, assigned, typed):
    with TemporaryDirectory() as folder, built(Path(folder), corpus) as store:
        names = sought_in_names(typed)
        rows = store.listing.rows(store.documents.ids(), "noa")
        fitting = [
            row.id
            for row in rows
            if language in {None, row.language}
            and source in {None, row.source}
            and state in {None, row.state}
            and (assigned is None or (assigned in row.assigned.split(", ")))
            and any(names in in_one_spelling(name) for name in (row.key, row.title, row.source))
        ]
        assert ids(store, wanted=Wanted(names, language, source, state, assigned)) == fitting
        assert store.listing.count() == len(rows) == store.documents.count()
        assert store.listing.languages() == sorted({row.language for row in rows})
        assert store.listing.sources() == sorted({row.source for row in rows}, key=str.encode)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document(ARABIC, "ar-0001"))
        add_document(store, document(HEBREW, "he-0001"))
        yield store


def test_a_row_says_what_is_true_for_its_reader(store):
    desk = Desk(store, 1, LayerName("noa", LayerKind.ANNOTATOR))
    for number, word in enumerate(("\u062d\u0644\u0628", "\u0633\u0627\u0646\u0627")):
        desk.do("Mark", edits.add(desk.layer, span(f"s{number}", ARABIC, word, "GPE")))
    with store.writing():
        store.findings.add(1, [Finding(Oddity.FORMS, 3, 0, ""), Finding(Oddity.TATWEEL, 1, 5, "")])
        store.work.assign([1], "sami", "lea", NOW)
        store.work.assign([1], "noa", "lea", NOW)
    (row,) = store.listing.rows([1], "noa")
    assert (row.state, row.spans, row.events, row.findings, row.assigned) == ("in-progress", 2, 0, 2, "noa, sami")
    (row,) = store.listing.rows([1], "sami")
    assert (row.state, row.spans) == ("new", 0)
    assert (row.source, row.date, row.direction) == ("test", "2026-01-31", "rtl")


def test_what_was_deleted_is_in_no_list_until_it_is_taken_back(store):
    before = store.listing.rows([1, 2])
    delete(store, ["ar-0001"], "", "lea")
    assert ids(store) == [2]
    assert store.listing.rows([1, 2]) == before[1:]
    undelete(store, ["ar-0001"], "", "lea")
    assert store.listing.rows(ids(store)) == before
    delete(store, ["ar-0001"], "", "lea")
    purge(store, chosen(store, [], ""), "lea")
    assert ids(store) == [2]


def test_a_list_is_given_up_where_nobody_wants_it_any_more(store):
    with store.writing():
        store._db.execute(
            "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
            " INSERT INTO documents (id, key, title, language, direction, metadata, word_count, text_sha256,"
            " source_sha256, cutter, imported_at) SELECT i, i, i, 'ar', 'rtl', '{}', 1, i, i, '', '' FROM n"
        )
        store._db.execute("DELETE FROM listing")
        store.listing.fill()
    asked = count()
    with pytest.raises(StoppedError):
        list(store.listing.ids("noa", Order(Column.TITLE), go_on=lambda: next(asked) < 2))
    assert next(asked) == 3
    assert sum(map(len, store.listing.ids())) == 4993
    assert STEPS == 10_000


def test_progress_counts_what_is_done_or_locked_among_what_is_assigned(store):
    assert store.listing.progress("noa") == Progress(0, 0)
    with store.writing():
        store.work.assign([1, 2], "noa", "lea", NOW)
        store.work.assign([1], "sami", "lea", NOW)
        store.work.lock(1, "noa", "lea", NOW)
    assert store.listing.progress("noa") == Progress(1, 2)
    assert store.listing.progress() == Progress(1, 3)
    assert store.listing.people() == ["noa", "sami"]
    delete(store, ["ar-0001"], "", "lea")
    assert store.listing.progress() == Progress(0, 1)


def test_damaged_metadata_keep_no_document_out_of_the_list(store):
    store._db.execute("UPDATE documents SET metadata = '{' WHERE id = 1")
    with store.writing():
        store.listing.follow(1)
    (row,) = store.listing.rows([1])
    assert (row.key, row.source, row.date) == ("ar-0001", "", "")


def test_another_thread_reads_over_a_connection_of_its_own(store):
    with store.beside() as other:
        assert list(other.listing.ids()) == [array("q", [1, 2])]


def test_an_unbroken_corpus_is_known_by_its_ends(store):
    assert store.listing.unbroken() == range(1, 3)
    add_document(store, document("third", "third"))
    delete(store, ["he-0001"], "", "lea")
    assert store.listing.unbroken() is None
    delete(store, ["ar-0001"], "", "lea")
    assert store.listing.unbroken() == range(3, 4)
    delete(store, ["third"], "", "lea")
    assert store.listing.unbroken() is None


said = st.one_of(st.none(), st.text(max_size=4), st.integers(-3, 3), st.booleans(), st.lists(st.text(max_size=2)))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["source", "sitename", "date", "author"]), said), st.text(max_size=6))
def test_a_new_document_is_listed_as_it_would_be_by_its_row(metadata, title):
    with TemporaryDirectory() as folder, new_store(Path(folder)) as store:
        id = add_document(store, replace(document("word", "a\u0623"), title=title, metadata=metadata))
        rows = "SELECT * FROM listing"
        added = store._db.execute(rows).fetchall()
        with store.writing():
            store.listing.follow(id)
        assert store._db.execute(rows).fetchall() == added
        assert store.regions.sources() == {added[0][3]: 1}
