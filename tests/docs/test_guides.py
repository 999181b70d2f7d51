"""The guides: each command in them is run, in the order of the page, and each picture is one that can be drawn anew."""

import os
import re
import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from runpy import run_path

import psycopg
import pytest
from corpus_tool_testing.hubs import as_, running_server
from corpus_tool_testing.terminal import Terminal, surroundings
from psycopg.conninfo import conninfo_to_dict, make_conninfo

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
BLOCK = re.compile(r'^```(\w+)(?: title="([\w.-]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[[^\]]+\]\(\.\./pictures/([\w-]+)\.svg\)")
ON_SCREEN = {"annotate", "demo", "adjudicate"}
"""Verbs that open a screen, unless they are asked not to."""
WITHOUT_SCREEN = {"--no-ui", "--list", "--auto"}
HUB = "postgresql://{}@db.example.org/war"


@pytest.fixture
def folder(tmp_path):
    """A working folder in which `corpus-tool` and `python3` are those of the tests."""
    programs = tmp_path / "bin"
    programs.mkdir()
    _program(programs / "corpus-tool", f'exec {shlex.quote(sys.executable)} -m corpus_tool "$@"')
    _program(programs / "python3", f'exec {shlex.quote(sys.executable)} "$@"')
    return tmp_path


def _program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.terminal
@pytest.mark.parametrize("page", [one for one in GUIDES if one.stem != "hub"], ids=lambda page: page.stem)
def test_every_command_of_a_guide_does_what_it_says(page, folder):
    _follow(page.read_text(encoding="utf-8"), folder)


@pytest.mark.terminal
def test_every_command_of_the_hubs_guide_does_what_it_says(folder):
    with running_server() as server:
        address = make_conninfo(server.address, dbname="war")
        with psycopg.connect(server.address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE war")
            connection.execute("CREATE ROLE lea SUPERUSER LOGIN")
        for program in ("psql", "pg_dump", "pg_dumpall", "pg_restore", "vacuumdb"):
            (folder / "bin" / program).symlink_to(server.programs / program)
        page = (ROOT / "docs" / "guide" / "hub.md").read_text(encoding="utf-8")
        for name in ("lea", "noa", "rita"):
            page = page.replace(HUB.format(name), shlex.quote(as_(address, name)))
        page = page.replace(f"{HUB.format('lea').removesuffix('war')}postgres", shlex.quote(as_(server.address, "lea")))
        assert "@db.example.org" not in page
        assert conninfo_to_dict(address)["host"] in page
        _follow(page, folder)


def _follow(page: str, folder: Path) -> None:
    """Do what a page says from top to bottom; a block with a title is a file."""
    exported: dict[str, str] = {}
    for language, title, body in BLOCK.findall(page):
        if title:
            (folder / title).write_text(body, encoding="utf-8")
        elif language == "sh":
            for line in body.split("\n"):
                if line and not _installs(line):
                    _run(line, folder, exported)


def _installs(line: str) -> bool:
    """Whether it is a line about installing, which is the README's own and tried where this suite is installed."""
    if "-m venv" not in line:
        return False
    assert line in (ROOT / "README.md").read_text(encoding="utf-8").split("\n")
    return True


def _run(line: str, folder: Path, exported: dict[str, str]) -> None:
    words = shlex.split(line)
    if words[0] == "export":
        name, _, value = words[1].partition("=")
        exported[name] = value
    elif words[0] == "corpus-tool" and words[1] in ON_SCREEN and not WITHOUT_SCREEN.intersection(words):
        _look(words[1:], folder, exported)
    else:
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line],
            cwd=folder,
            env=_environment(folder) | exported,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 0, (line, ran.stdout.decode(), ran.stderr.decode())


def _environment(folder: Path) -> dict[str, str]:
    usual = surroundings(folder)
    return usual | {"PATH": f"{folder / 'bin'}{os.pathsep}{usual['PATH']}", "NO_COLOR": "1"}


def _look(words: list[str], folder: Path, exported: dict[str, str]) -> None:
    """Open a screen, and leave it again by the key that leaves everywhere."""
    with closing(Terminal(folder, *words, size=(100, 30), **exported)) as terminal:
        terminal.wait_for("?")
        terminal.quit()


def test_every_picture_of_a_guide_is_a_scene_and_every_scene_is_shown():
    shown = {name for page in GUIDES for name in PICTURE.findall(page.read_text(encoding="utf-8"))}
    drawn = {file.stem for file in (ROOT / "docs" / "pictures").glob("*.svg")}
    assert shown == drawn == set(run_path(str(ROOT / "scripts" / "make_pictures.py"))["SCENES"])
