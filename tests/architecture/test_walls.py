"""The walls: who may import whom, types, style. Each check runs as by hand in the project's folder."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

CHECKS = {
    "imports only point down": ["-c", LINT_IMPORTS, "--no-logo", "--no-cache"],
    "ruff has nothing to say": ["-m", "ruff", "check", "--no-cache", "."],
    "everything is formatted": ["-m", "ruff", "format", "--check", "--no-cache", "."],
    "the types agree": ["-m", "mypy"],
}


@pytest.mark.parametrize("arguments", CHECKS.values(), ids=CHECKS)
def test_the_walls_stand(arguments):
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
