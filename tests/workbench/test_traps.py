"""What silently breaks other tools: characters and bytes on a text's way in, and a database taken for granted."""

import re
import sqlite3
from pathlib import Path
from threading import Thread

import pytest
from corpus_tool_testing.builders import add_document, document, new_store
from msgspec.structs import replace

import corpus_tool
from corpus_tool.model.regions import lines_of
from corpus_tool.text.sentences import sentences
from corpus_tool.workbench.import_report import Outcome
from corpus_tool.workbench.importing import import_files

KEPT = (
    "\u2028a\u2029b\u0085c",  # line ends that are none
    "e\u0301 \u00e9 \u0627\u0655 \u0625",  # two normal forms side by side
    "\u0627\u0644\u0639\u0640\u0640\u0646\u0643\u0627\u0648\u064a",  # tatweel
    "\u05d0\u00a0\u00a0\u05d1\t \u05d2",  # no-break spaces, a tab, two spaces
    "\U0001f469\u200d\U0001f4bb\u05d0\u200f\u200c\ufeff\u05d1",  # beyond the first plane; joiners, a mark inside
)


@pytest.mark.parametrize("text", KEPT)
def test_a_text_is_stored_as_it_came(tmp_path, text):
    (tmp_path / "a.txt").write_bytes(text.encode())
    with new_store(tmp_path) as store:
        import_files(store, [tmp_path / "a.txt"])
        assert store.documents.load(1).text == text
        assert store.documents.repairs(1) == []


def test_only_a_line_feed_ends_a_line():
    text = "\u05d0\u2028\u05d1\u0085\u05d2\u2029\u05d3"
    assert len(lines_of(text)) == 1
    assert len(lines_of(f"{text}\n{text}")) == 2
    assert len(sentences(text)) == 1


def test_a_lone_surrogate_is_refused_with_its_place(tmp_path):
    (tmp_path / "a.txt").write_bytes("\u05d0".encode() + b"\xed\xa0\x80")
    with new_store(tmp_path) as store:
        (entry,) = import_files(store, [tmp_path / "a.txt"]).entries
    assert entry.outcome is Outcome.REFUSED
    assert entry.where == "byte 2"
    assert "not UTF-8" in entry.message


def test_what_sqlite_counts_is_what_we_count(tmp_path):
    """SQLite ends a text at NUL where it counts characters."""
    (tmp_path / "a.txt").write_bytes(b"a\x00b\x01\r\nc\rd")
    with new_store(tmp_path) as store:
        import_files(store, [tmp_path / "a.txt"])
        text = store.documents.load(1).text
    assert text == "a\ufffdb\ufffd\nc\nd"
    with sqlite3.connect(tmp_path / "corpus.db") as db:
        assert db.execute("SELECT length(text) FROM texts").fetchone() == (len(text),)
    db.close()


@pytest.mark.parametrize("query", ["F-16", '\u05d3\u05d0\u05e2"\u05e9', "a AND", "NEAR(", '"', "b:c", "*", "^d"])
def test_no_query_is_taken_for_the_language_of_the_index(tmp_path, query):
    from corpus_tool.errors import UsageError
    from corpus_tool.workbench.concordance import search

    (tmp_path / "a.txt").write_text('F-16 \u05d3\u05d0\u05e2"\u05e9', encoding="utf-8")
    with new_store(tmp_path) as store:
        import_files(store, [tmp_path / "a.txt"])
        try:
            found = search(store, query).lines
        except UsageError:
            found = []
    assert [line.text for line in found] == ([query] if query in {"F-16", '\u05d3\u05d0\u05e2"\u05e9'} else [])


def test_no_index_hangs_on_a_trigger_that_a_rebuilt_table_would_lose(tmp_path):
    new_store(tmp_path).close()
    with sqlite3.connect(tmp_path / "corpus.db") as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    db.close()
    assert "revisions_are_never_edited" in dict(triggers)
    for _name, sql in triggers:  # each keeps a log from being edited, and does nothing else
        assert re.search(r"BEGIN\s+SELECT RAISE\(ABORT, '[^']+'\);\s+END$", sql), sql


STORE = Path(corpus_tool.__file__).parent / "store"


def test_no_table_is_rebuilt_in_a_way_that_loses_its_triggers_or_fails_in_a_transaction():
    for module in STORE.rglob("*.py"):
        assert not re.search(r"\.(transform|add_foreign_keys?|enable_fts)\(|replace=True", module.read_text("utf-8")), (
            module
        )


def test_no_row_is_replaced_that_others_would_be_deleted_with(tmp_path):
    """REPLACE deletes the row first; what points at it goes along where the foreign key says so."""
    replaced = {
        name
        for module in STORE.rglob("*.py")
        for name in re.findall(r"(?:INSERT OR )?REPLACE INTO (\w+)", module.read_text("utf-8"))
    }
    assert "signatures" in replaced
    with new_store(tmp_path) as store:
        tables = [name for (name,) in store._db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        pointed_at = {row[2] for name in tables for row in store._db.execute(f"PRAGMA foreign_key_list({name})")}
    assert not replaced & pointed_at


def test_a_connection_belongs_to_its_thread_and_another_thread_has_its_own(tmp_path):
    found = []
    with new_store(tmp_path) as store:
        add_document(store, document())

        def look():
            try:
                store.documents.count()
            except sqlite3.ProgrammingError:
                found.append("refused")
            with store.beside() as other:
                found.append(other.documents.count())

        thread = Thread(target=look)
        thread.start()
        thread.join()
    assert found == ["refused", 1]


def test_what_fails_half_way_leaves_nothing_behind(tmp_path):
    with new_store(tmp_path) as store:
        with pytest.raises(ZeroDivisionError), store.writing():
            add_document(store, document())
            _ = 1 / 0
        assert store.documents.count() == 0
        add_document(store, document())
    with new_store(tmp_path, "other.db") as other, other.reading():
        assert other.documents.count() == 0


def test_installed_plugins_of_the_database_never_run(tmp_path, monkeypatch):
    from sqlite_utils import plugins

    def run(*_):
        raise AssertionError

    monkeypatch.setattr(plugins.pm.hook, "prepare_connection", run)
    with new_store(tmp_path) as store:
        assert store._db["documents"].count == 0


def test_values_of_every_kind_come_back_from_a_strict_table_as_they_went_in(tmp_path):
    said = {
        "tags": ["أ", {"ב": None}],
        "number": 1,
        "share": 0.5,
        "yes": True,
        "text": '{"not": "parsed"}',
        "date": "2026",
    }
    with new_store(tmp_path) as store:
        id = add_document(store, replace(document(), metadata=said))
        assert store.documents.load(id).metadata == said
