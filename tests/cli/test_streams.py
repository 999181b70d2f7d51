"""Where the words go: data to stdout, talk to stderr, also into pipes that break and streams that know no Arabic."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def demo(well):
    well("demo", "--no-ui")


def start(*words: str, stdout: int = subprocess.PIPE, **environment: str) -> "subprocess.Popen[bytes]":
    """The tool as a process of its own, buffered as from a shell."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment = {**inherited, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "corpus_tool", *words], stdout=stdout, stderr=subprocess.PIPE, env=environment
    )


@pytest.mark.parametrize(
    "words", [["documents"], ["show", "ar-0010"], ["documents", "--json"], ["--version"]], ids=" ".join
)
def test_a_reader_that_is_gone_is_no_error(demo, words):
    reading, writing = os.pipe()
    os.close(reading)
    process = start("--corpus", "demo.db", *words, stdout=writing)
    os.close(writing)
    _, err = process.communicate()
    assert (process.returncode, err) == (0, b"")


def test_a_reader_that_leaves_early_has_its_lines_and_nobody_complains(demo):
    process = start("--corpus", "demo.db", "show", "ar-0010")
    assert process.stdout
    assert process.stdout.readline().decode().startswith("ثمانون")
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.parametrize("words", [["documents"], ["show", "he-0001"], ["demo", "--no-ui"], ["--help"]], ids=" ".join)
def test_what_goes_into_a_pipe_has_no_colours(demo, words):
    for environment in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        out, err = start("--corpus", "demo.db", *words, **environment).communicate()
        assert out
        assert b"\x1b" not in out + err


def test_a_stream_that_knows_no_arabic_gets_escapes_instead_of_a_crash(demo):
    process = start("--corpus", "demo.db", "show", "ar-0001", PYTHONIOENCODING="ascii")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert rb"\u0642\u062a\u0644\u0649" in out


def test_talk_stays_out_of_the_data(well):
    done = well("demo", "--no-ui")
    assert "Made demo.db" in done.err
    assert "Made demo.db" not in done.out
    assert "Lost (" in done.err
