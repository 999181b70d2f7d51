"""The whole tool, as its users have it: processes in a folder of their own, with a terminal or without one."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from corpus_tool_testing.terminal import Terminal, surroundings

from corpus_tool.workbench.demo import make_demo

Open = Callable[..., Terminal]
Tool = Callable[..., str]


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Open]:
    """Start the tool in a terminal; what is still open at the end of the test is closed."""
    opened: list[Terminal] = []

    def start(*words: str, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
        opened.append(Terminal(tmp_path, *words, size=size, **environment))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.fixture
def tool(tmp_path: Path, tool_in: Callable[[Path], Tool]) -> Tool:
    """Run the tool without a terminal; answer what it prints. It has to succeed."""
    return tool_in(tmp_path)


@pytest.fixture(scope="session")
def tool_in() -> Callable[[Path], Tool]:
    """The same in any folder."""
    return lambda folder: partial(_run, folder)


def _run(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "corpus_tool", *words],
        cwd=folder,
        env=surroundings(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, imported once."""
    path = tmp_path_factory.mktemp("sample") / "demo.db"
    make_demo(path)
    return path


@pytest.fixture
def demo(tmp_path: Path, sample: Path) -> Path:
    """A copy of the sample corpus, where `corpus-tool demo` looks for it."""
    return Path(shutil.copy(sample, tmp_path))
