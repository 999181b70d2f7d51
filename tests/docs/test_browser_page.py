"""The page about browsers: its commands are understood, and those that end by themselves are run."""

import re
import shlex
from pathlib import Path

import pytest
from corpus_tool_testing.builders import new_store
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from corpus_tool.cli.program import app

PAGE = (Path(__file__).parents[2] / "docs" / "browser.md").read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line)[1:]
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.split("\n")
    if line
]


def test_the_commands_about_tokens_do_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new_store(tmp_path).close()
    for words in COMMANDS:
        if words[0] == "token":
            done = CliRunner().invoke(app, words)
            assert done.exit_code == 0, (words, done.output)


@pytest.mark.parametrize("words", [words[1:] for words in COMMANDS if words[0] == "serve"], ids=" ".join)
def test_every_way_to_serve_is_understood(words):
    program = get_command(app)
    assert isinstance(program, TyperGroup)
    assert program.commands["serve"].make_context("serve", list(words)).params


def test_options_that_the_page_names_are_there():
    program = get_command(app)
    assert isinstance(program, TyperGroup)
    known = {name for option in program.commands["serve"].params for name in option.opts}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) <= known
