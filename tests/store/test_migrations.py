"""Every version's corpus, kept as it was written, opens in today's program with nothing lost."""

import sqlite3
from pathlib import Path

import pytest

from corpus_tool.formats.jsonl import line_of
from corpus_tool.store import steps
from corpus_tool.store.connection import connect
from corpus_tool.store.store import Store
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.selecting import bundles, taken_layers

KEPT = sorted((Path(__file__).parent / "kept").glob("*.sql"))


def kept_corpus(script: Path, folder: Path) -> Path:
    """The corpus that a script tells."""
    path = folder / f"{script.stem}.db"
    db = sqlite3.connect(path)
    db.executescript(script.read_text(encoding="utf-8"))
    db.close()
    return path


def everything(path: Path) -> list[str]:
    with Store.open(path) as store:
        return [line_of(bundle) for bundle in bundles(store, taken_layers(store, "all"))]


@pytest.mark.parametrize("script", KEPT, ids=lambda script: script.stem)
def test_a_kept_corpus_migrates_and_is_sound(script, tmp_path):
    path = kept_corpus(script, tmp_path)
    with Store.open(path) as store:
        assert steps.pending(store._db) == []
        report = check(store)
        assert report.sound, report.findings
        assert report.revisions > 0


def test_the_first_version_keeps_its_work_its_history_and_its_states(tmp_path):
    path = kept_corpus(KEPT[0], tmp_path)
    with Store.open(path) as store:
        states = {
            state.annotator: (state.status, state.annotations)
            for entry in store.documents.entries()
            for state in entry.layers
        }
        assert states == {"noa": ("in-progress", 4), "gold": ("done", 1), "sami": ("in-progress", 1)}
        desk = Desk(store, 1, store.layers.names(1)[0])
        assert [desk.undo().title for _ in range(2)] == ["Undo Reopen", "Undo Remove s3"]
        assert len(desk.layer.ordered) == 5


def test_two_copies_of_one_old_corpus_know_each_others_revisions(tmp_path):
    uids = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        with Store.open(kept_corpus(KEPT[0], tmp_path / name)) as store:
            uids.append([entry.uid for id in (1, 2, 3) for entry in store.lines.entries(id)])
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == 9


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = kept_corpus(KEPT[0], tmp_path)

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("corpus_tool.store.migrations.m003_keeping._chain_revisions", broken)
    with pytest.raises(ZeroDivisionError):
        Store.open(path)
    monkeypatch.undo()
    db = sqlite3.connect(path)
    assert [row[0] for row in db.execute("SELECT name FROM _sqlite_migrations")] == ["m001_corpus"]
    assert "uid" not in {row[1] for row in db.execute("PRAGMA table_info(revisions)")}
    db.close()
    assert len(everything(path)) == 2


def test_what_was_said_and_decided_before_it_had_names_gets_the_same_in_two_copies(tmp_path):
    names = []
    for name in ("one.db", "other.db"):
        path = kept_corpus(KEPT[0], tmp_path).rename(tmp_path / name)
        db = connect(path)
        steps.apply(db, stop_before="m008_travel")
        for _ in range(2):  # the same to the letter: one comment
            db.execute(
                "INSERT INTO comments (document_id, quote, who, at, text, is_question)"
                " VALUES (1, '', 'lea', 't', 'q', 1)"
            )
        db.execute("INSERT INTO assignments VALUES (1, 'noa', 't', 'lead')")
        db.execute("INSERT INTO locks VALUES (1, 'sami', 't', 'lead')")
        db.execute("INSERT INTO regions VALUES (1, 0, 3, 'title', 'user', 'noa', 't')")
        for text in ("# One", "# Two"):
            db.execute("INSERT INTO guidelines (schema_id, text, adopted_at) VALUES (1, ?, 't')", (text,))
        for _ in range(2):
            db.execute(
                "INSERT INTO splits (schema_id, what, owner, source, targets) VALUES (1, 'label', '', 'A', '[]')"
            )
        db.close()
        with Store.open(path) as store:
            assert check(store).sound
            assert [(one.who, one.text) for one in store.comments.on(1)] == [("lea", "q")]
            assert store.work.assigned() == {1: ["noa"]}
            assert store.work.lock_of(1, "sami") is not None
            assert store.schemas.guidelines(store.schemas.current()) == "# Two"
            assert len(store.schemas.splits()) == 1
            assert store.decisions.astray() == []
            rows = store._db.execute(
                "SELECT uid FROM decisions UNION SELECT uid FROM comments UNION SELECT uid FROM guidelines"
            )
            names.append(rows.fetchall())
    assert names[0] == names[1]
    assert len(names[0]) == 3 + 1 + 2
