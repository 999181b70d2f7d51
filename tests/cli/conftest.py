"""The command line as its users meet it, without a process of its own for each call."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus_tool.cli import main as program
from corpus_tool.cli.opening import CORPUS_VARIABLE


class Done(NamedTuple):
    """What a call of the tool came to."""

    code: int
    out: str
    err: str


Tool = Callable[..., Done]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """A working folder, with a home in it that holds no settings."""
    here = tmp_path / "work"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv(CORPUS_VARIABLE, raising=False)
    return here


@pytest.fixture
def tool(folder, monkeypatch, capsys) -> Tool:
    """Call the tool with these words; it ends as a process would."""

    def call(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["corpus-tool", *map(str, words)])
        code: object = 0
        try:
            program.main()
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return Done(int(str(code or 0)), said.out, said.err)

    return call


@pytest.fixture
def well(tool) -> Tool:
    """The same, for what has to succeed."""

    def call(*words: object) -> Done:
        done = tool(*words)
        assert done.code == 0, done
        return done

    return call
