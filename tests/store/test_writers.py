"""Several processes on one corpus, killed at random: what was confirmed is there, and nobody hears of locks.

The full measure is `benchmarks/writers.py`; this is the same with fewer writers and acts.
"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.sharing import SAID
from corpus_tool.store.store import Store
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk

WRITERS = run_path(str(Path(__file__).parents[2] / "benchmarks" / "writers.py"))

NOA = LayerName("noa", LayerKind.ANNOTATOR)


@pytest.fixture(params=["no", "yes"], ids=["one machine", "shared folder"])
def is_shared(request, monkeypatch):
    """How the programs are told that the corpus lies; they are other processes."""
    monkeypatch.setenv(SAID, request.param)
    return request.param == "yes"


def test_writers_that_are_killed_lose_nothing_that_was_confirmed(tmp_path, is_shared):
    report = WRITERS["run"](tmp_path / "corpus.db", writers=3, acts=60, kills=4)
    assert report.findings == []
    assert report.revisions >= 3 * 60


def test_a_reader_and_a_writer_do_not_wait_for_each_other(tmp_path):
    with new_store(tmp_path) as writer, Store.open(writer.path) as reader:
        add_document(writer, document())
        with reader.reading():
            assert reader.layers.names(1) == []
            desk = Desk(writer, 1, NOA, counting_surroundings())
            desk.do("Mark", edits.add(desk.layer, span("s1", desk.document.text, "حلب", "GPE")))
            assert reader.layers.names(1) == []  # one moment all through
        assert reader.layers.names(1) == [NOA]


OPEN_AND_CLOSE = """
import sys
from pathlib import Path
from corpus_tool.store.store import Store

for number in range(30):
    with Store.open(Path(sys.argv[1])) as store, store.writing():
        store.documents.note_file(sys.argv[2] + str(number), "a", "now")
"""


@pytest.mark.parametrize("migrating", [False, True])
def test_opening_and_closing_all_at_once_meets_no_lock(tmp_path, migrating, is_shared):
    path = tmp_path / "corpus.db"
    if migrating:  # all of them find an old corpus; one brings it to today
        db = sqlite3.connect(path)
        db.executescript((Path(__file__).parent / "kept" / "m001_corpus.sql").read_text(encoding="utf-8"))
        db.close()
    else:
        new_store(tmp_path).close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folder for folder in sys.path if folder)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_CLOSE, path, str(number)], stderr=subprocess.PIPE, env=environment
        )
        for number in range(4)
    ]
    assert [process.communicate()[1] for process in processes] == [b""] * 4
    with Store.open(path) as store:
        assert check(store).sound
        assert store.documents.when_imported("329") == "now"
