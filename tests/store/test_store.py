"""The corpus on disk: real files, two connections, damage."""

import sqlite3

import pytest
from corpus_tool_testing.builders import NOW, add_document, document, new_store

from corpus_tool.errors import NotFoundError, StoreError
from corpus_tool.model.cleaning import Repair
from corpus_tool.model.default_schema import default_schema
from corpus_tool.store.store import Store


def test_a_new_corpus_has_its_schema_and_nothing_else(tmp_path):
    with new_store(tmp_path):
        pass
    with Store.open(tmp_path / "corpus.db") as store:
        assert store.schemas.current() == default_schema()
        assert store.documents.ids() == []


def test_what_is_there_is_never_overwritten(tmp_path):
    new_store(tmp_path).close()
    with pytest.raises(StoreError, match="is there already"):
        Store.create(tmp_path / "corpus.db", default_schema(), NOW)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a corpus"),
        (b"This is a letter to my aunt, not a database. " * 100, "not a corpus, nor any SQLite file"),
    ],
)
def test_a_file_that_is_no_corpus_is_refused_and_left_alone(tmp_path, content, sentence):
    path = tmp_path / "corpus.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=sentence):
        Store.open(path)
    assert path.read_bytes() == content


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "corpus.db"
    stranger = sqlite3.connect(path)
    stranger.execute("CREATE TABLE recipes (name)")
    stranger.commit()
    stranger.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="an SQLite file, but not a corpus"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_newer_programs_corpus_is_refused_and_left_alone(tmp_path):
    new_store(tmp_path).close()
    path = tmp_path / "corpus.db"
    future = sqlite3.connect(path)
    future.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('corpus_tool', 'm999_future', '')"
    )
    future.commit()
    future.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    future.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer corpus-tool .*m999_future"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_missing_corpus_says_how_to_make_one(tmp_path):
    with pytest.raises(NotFoundError, match="corpus-tool new"):
        Store.open(tmp_path / "nothing.db")
    with pytest.raises(StoreError, match="cannot be made"):
        Store.create(tmp_path / "no" / "corpus.db", default_schema(), NOW)


def test_the_pragmas_are_those_we_promise(tmp_path):
    with new_store(tmp_path) as store:
        asked = {
            name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_size", "journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert asked == {
        "page_size": 8192,
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "busy_timeout": 30_000,
    }
    with Store.open(tmp_path / "corpus.db") as again:
        assert again._db.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_a_document_comes_back_as_it_went_in(tmp_path):
    with new_store(tmp_path) as store:
        for of in (
            document(),
            document("e\u0301\u2028\u0085 \u00a0x\ufeff😀 العــنكاوي\t\n", "odd"),
            document("", "empty"),
        ):
            id = add_document(store, of)
            loaded = store.documents.load(id)
            assert (loaded.text, loaded.tokens, loaded.metadata, loaded.cutter) == (
                of.text,
                of.tokens,
                of.metadata,
                of.cutter,
            )
            assert store.documents.id_of_digest(of.text_sha256) == store.documents.id_of_key(of.key) == id


def test_repairs_are_kept_with_the_document(tmp_path):
    repairs = [Repair("CRLF made LF", 3, 10)]
    with new_store(tmp_path) as store:
        with store.writing():
            id = store.documents.add(document(), repairs, NOW)
        assert store.documents.repairs(id) == repairs


def test_a_transaction_that_fails_leaves_nothing(tmp_path):
    with new_store(tmp_path) as store:
        with pytest.raises(ZeroDivisionError), store.writing():
            store.documents.add(document(), (), NOW)
            raise ZeroDivisionError
        assert store.documents.count() == 0


def test_a_second_reader_sees_what_was_written(tmp_path):
    with new_store(tmp_path) as store, Store.open(store.path) as other:
        add_document(store, document())
        assert other.documents.count() == 1


def test_the_log_cannot_be_rewritten(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        store._db.execute(
            "INSERT INTO layers (document_id, annotator, kind, status, schema_name, schema_version, revision)"
            " VALUES (1, 'noa', 'annotator', 'new', 'a', '1', 0)"
        )
        store._db.execute(
            "INSERT INTO revisions (layer_id, at, who, title, act, schema_version, changes)"
            " VALUES (1, '', 'noa', 'x', 'do', '1', '[]')"
        )
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            store._db.execute("UPDATE revisions SET title = 'y'")
