"""The process that learns beside the annotator is gone when she is."""

import os
import subprocess
import sys
from select import select

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, counting_surroundings, document, new_store

from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.desk import Desk

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="processes that end with another")
AT_LAST = 60
"""Seconds after which a test fails; nothing waits for them to pass."""
SLOW_LEARNER = """
import os, signal
os.write(os.open({fifo!r}, os.O_WRONLY), b"x")
signal.pause()
"""
ANNOTATOR = """
import signal, sys
from pathlib import Path
from corpus_tool.store.store import Store
from corpus_tool.workbench.learning.apprentice import Apprentice

apprentice = Apprentice(Store.open(Path(sys.argv[1])))
apprentice.look("noa")
signal.pause()
"""


@pytest.fixture
def corpus(tmp_path):
    """Three documents are done."""
    with new_store(tmp_path) as store:
        for number in range(3):
            add_document(store, document(f"{ARABIC} {number}", f"d{number}"))
            desk = Desk(store, number + 1, LayerName("noa", LayerKind.ANNOTATOR), counting_surroundings())
            desk.do("Mark", edits.add(desk.layer, Span(id="s", label="GPE", fragments=((0, 3),))))
            desk.do("Done", edits.set_status(desk.layer, Status.DONE))
        return store.path


def test_a_learner_ends_with_an_annotator_that_was_killed(tmp_path, corpus):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "pycrfsuite.py").write_text(SLOW_LEARNER.format(fifo=str(fifo)), encoding="utf-8")
    path = os.pathsep.join([str(slow), *sys.path])
    heard = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    program = [sys.executable, "-c", ANNOTATOR, str(corpus)]
    with subprocess.Popen(program, env={**os.environ, "PYTHONPATH": path}) as annotator:
        try:
            assert said(heard) == b"x"
        finally:
            annotator.kill()
    assert said(heard) == b""
    os.close(heard)


def said(pipe):
    """What comes next, as soon as it comes; nothing where nobody is left to say it."""
    assert select([pipe], [], [], AT_LAST)[0]
    return os.read(pipe, 1)
