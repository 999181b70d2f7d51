"""The README: its two commands can be pasted, and the second is the one that checks every change."""

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from corpus_tool.errors import LossError, RefusedError, UsageError

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for line in re.findall(r"^```sh\n(.+)\n```$", README, re.MULTILINE) if "-m venv" in line]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_there_are_two_commands_that_begin_with_a_fresh_environment() -> None:
    assert len(COMMANDS) == 2
    assert all(shlex.split(command)[:4] == ["python3", "-m", "venv", ".venv"] for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one_line_of_shell_without_a_mistake(command: str) -> None:
    assert subprocess.run(["bash", "-n", "-c", command], capture_output=True, check=False).returncode == 0


def test_the_first_command_starts_what_the_project_installs() -> None:
    started = shlex.split(COMMANDS[0].rpartition("&&")[2])
    assert started == [".venv/bin/corpus-tool", "demo"]
    assert "corpus-tool" in PROJECT["scripts"]


def test_the_second_command_installs_the_test_extra_and_is_what_ci_runs() -> None:
    assert "-e '.[test]'" in COMMANDS[1]
    assert "test" in PROJECT["optional-dependencies"]
    assert COMMANDS[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").split("\n")


def test_the_script_that_ci_runs_has_no_mistake_and_may_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert subprocess.run(["bash", "-n", str(script)], capture_output=True, check=False).returncode == 0
    assert script.stat().st_mode & 0o111


def test_the_table_of_dependencies_names_each_of_them_and_no_other() -> None:
    wanted = {re.split(r"[<>=]", dependency)[0] for dependency in PROJECT["dependencies"]}
    table = README.partition("## Dependencies")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == wanted


@pytest.mark.parametrize("error", [RefusedError, UsageError, LossError])
def test_every_exit_code_is_told(error: type[RefusedError | UsageError | LossError]) -> None:
    codes = README.partition("## Exit codes")[2].partition("\n## ")[0]
    assert f"| {error.exit_code} |" in codes
