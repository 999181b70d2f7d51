"""A disk that fills up, a file that is damaged, cut short or locked: one sentence, and the corpus as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, add_document, document, layer, new_store, span, strike

from corpus_tool.errors import StoreError
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model import edits
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench import importing
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk

SMALL = 4 << 20
"""Bytes on a disk that fills up soon; an empty corpus with its log needs a quarter."""

LEFT = 256 << 10
"""Bytes that are left on it beside an empty corpus: less than a dozen articles need."""

PAGE = 8192

VERBS = [
    ["documents"],
    ["show", "ar-0001"],
    ["history", "ar-0001"],
    ["check"],
    ["export", "--layers", "all"],
    ["backup", "copy.db"],
    ["bundle", "--for", "noa", "--to", "bundle.db"],
    ["delete", "ar-0001", "--as", "lea"],
    ["import", "more.txt"],
]


def told(err: str) -> list[str]:
    return [line for line in err.split("\n") if line]


@pytest.fixture
def corpus(folder, well) -> Path:
    line = line_of(Bundle(document(), (layer(strike()),)))
    (folder / "noa.jsonl").write_text(line + "\n", encoding="utf-8")
    (folder / "more.txt").write_text(HEBREW, encoding="utf-8")
    well("new")
    well("import", "noa.jsonl")
    return folder / "corpus.db"


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of its own, of two megabytes."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root mounts disks")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", disk], check=False)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def articles(folder: Path, count: int) -> list[Path]:
    files = [folder / f"article-{number}.txt" for number in range(count)]
    for number, file in enumerate(files):
        file.write_text(f"{number} {ARABIC * 100}", encoding="utf-8")
    return files


def test_a_disk_that_fills_up_keeps_every_whole_document(folder, small_disk, tool, well, monkeypatch):
    monkeypatch.setattr(importing, "TRANSACTION_SECONDS", 0)  # else all may be one, and nothing of it kept
    path = small_disk / "corpus.db"
    well("new", "--corpus", path)
    done = tool("import", "--corpus", path, *articles(folder, 100))
    assert done.code == 1
    with Store.open(path) as store:
        report = check(store)
        assert report.sound, report.findings
        assert 0 < report.documents < 100
    assert told(done.err) == [
        f"corpus-tool: {path}: the disk is full; nothing of this act was kept. Make room and do it again."
        f" {report.documents} new documents had come in before, whole; they stay."
    ]
    for words in (
        ["backup", small_disk / "copy.db"],
        ["bundle", "--for", "noa", "--documents", "all", "--to", small_disk / "noa.db"],
        ["new", "--corpus", small_disk / "new.db"],
    ):
        done = tool(*words, *([] if words[0] == "new" else ["--corpus", path]))
        assert done.code == 1
        assert "the disk is full" in done.err
        assert len(told(done.err)) == 1
    # The log beside it waits for room; what is in it is not lost.
    assert {file.name for file in small_disk.iterdir()} <= {"corpus.db", "corpus.db-wal", "corpus.db-shm"}


def test_what_a_full_disk_kept_out_comes_in_later(folder, small_disk, tool, well):
    path, ballast = small_disk / "corpus.db", small_disk / "ballast"
    well("new", "--corpus", path)
    ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - LEFT))
    files = articles(folder, 12)
    assert tool("import", "--corpus", path, *files).code == 1
    ballast.unlink()
    well("import", "--corpus", path, *files)
    with Store.open(path) as store:
        assert store.documents.count() == 12
        assert check(store).findings == []


def test_an_act_on_a_full_disk_is_refused_and_the_desk_is_as_it_was(small_disk):
    with new_store(small_disk) as store:
        add_document(store, document())
        desk = Desk(store, 1, LayerName("noa", LayerKind.ANNOTATOR))
        desk.do("Mark GPE", edits.add(desk.layer, span("s1", ARABIC, "حلب", "GPE")))
        before = desk.layer
        with pytest.raises(OSError, match="No space"), (small_disk / "ballast").open("wb", buffering=0) as ballast:
            while True:
                ballast.write(bytes(4096))
        with pytest.raises(StoreError, match="the disk is full; nothing of this act was kept"):
            for number in range(1000):  # the log beside the file has room for a few
                before = desk.layer
                desk.do("Note", edits.set_attribute(desk.layer, "s1", "canonical", str(number) * 2000))
        assert desk.layer is before
        (small_disk / "ballast").unlink()
        desk.do("Note", edits.set_attribute(desk.layer, "s1", "canonical", "room again"))
        assert check(store).sound


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_a_disk_that_may_only_be_read_is_told(corpus, small_disk, tool, words):
    shutil.copy(corpus, small_disk / "corpus.db")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    before = (small_disk / "corpus.db").read_bytes()
    done = tool(*words, "--corpus", small_disk / "corpus.db")
    assert done.code == 1
    assert len(told(done.err)) == 1
    assert "read-only" in done.err or "may you write there" in done.err
    assert (small_disk / "corpus.db").read_bytes() == before


def test_work_comes_home_from_a_disk_that_may_only_be_read_and_no_copy_goes_there(corpus, small_disk, tool, well):
    part = small_disk / "noa.db"
    well("bundle", "--for", "noa", "--to", part)
    well("comment", "ar-0001", "seen", "--as", "noa", "--corpus", part)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert "1 comment" in well("merge", part).out
    for words in (["backup", small_disk / "copy.db"], ["bundle", "--for", "noa", "--to", small_disk / "again.db"]):
        done = tool(*words)
        assert (done.code, len(told(done.err))) == (1, 1)
        assert "may you write there" in done.err
    assert [file.name for file in small_disk.iterdir()] == ["noa.db"]


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_a_file_of_a_newer_program_is_told_and_nothing_appears_beside_it(corpus, tool, words):
    with sqlite3.connect(corpus) as db:
        db.execute("UPDATE _sqlite_migrations SET name = 'm999_future' WHERE id = 1")
    db.close()
    before = corpus.read_bytes(), sorted(corpus.parent.iterdir())
    done = tool(*words)
    assert (done.code, len(told(done.err))) == (1, 1)
    assert "was written by a newer corpus-tool" in done.err
    assert (corpus.read_bytes(), sorted(corpus.parent.iterdir())) == before


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
@pytest.mark.parametrize("kept", [0, 50, 100, 5000, PAGE, 5 * PAGE, 12 * PAGE + 100])
def test_a_file_that_was_cut_short_is_told(corpus, tool, words, kept):
    corpus.write_bytes(corpus.read_bytes()[:kept])
    before = corpus.read_bytes()
    done = tool(*words)
    assert done.code == 1, done
    assert len(told(done.err)) == 1
    assert "corpus.db" in done.err
    assert corpus.read_bytes() == before


@pytest.mark.parametrize("noise", [bytes(PAGE), b"\xff" * PAGE, b"\x0d\x00\x00\x00\x07\x11" * PAGE])
def test_whatever_page_is_damaged_it_is_found_and_told(corpus, folder, tool, noise):
    whole = corpus.read_bytes()
    assert len(whole) % PAGE == 0
    found = 0
    for page in range(1, len(whole) // PAGE):
        corpus.write_bytes(whole[: page * PAGE] + noise[:PAGE] + whole[(page + 1) * PAGE :])
        done = tool("check")
        assert done.code == 1, (page, done)
        assert "Traceback" not in done.err
        assert told(done.err)
        found += 1
        for words in (["documents"], ["show", "ar-0001"], ["backup", "copy.db"]):
            done = tool(*words)
            assert done.code in {0, 1}
            assert len(told(done.err)) == done.code, (page, done)
        (folder / "copy.db").unlink(missing_ok=True)  # where letters are damaged, but no page
    assert found > 10


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
@pytest.mark.parametrize("path", ["drawer", "no/such/corpus.db", "more.txt", "more.txt/corpus.db", ""])
def test_a_path_that_is_no_corpus_is_told(corpus, folder, tool, words, path):
    (folder / "drawer").mkdir()
    before = sorted(folder.iterdir())
    done = tool(*words, "--corpus", path)
    assert (done.code, done.out) == (1, "")
    assert len(told(done.err)) == 1
    assert sorted(folder.iterdir()) == before


def test_a_damaged_bundle_stays_outside(corpus, folder, tool, well):
    well("bundle", "--for", "noa")
    whole = (folder / "noa.db").read_bytes()
    for page in range(1, len(whole) // PAGE):
        (folder / "noa.db").write_bytes(whole[: page * PAGE] + bytes(PAGE) + whole[(page + 1) * PAGE :])
        done = tool("merge", "noa.db")
        assert done.code == 1, page
        assert "Traceback" not in done.err
    assert well("check").err == ""
    assert len(well("history", "ar-0001").out.split("\n")) == 3
