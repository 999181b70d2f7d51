"""The page for `man`: all verbs are in it, and it is understood."""

import shutil
import subprocess
from pathlib import Path

import pytest

from corpus_tool.cli.verbs import VERBS

PAGE = Path(__file__).parents[2] / "docs" / "corpus-tool.1"


def test_every_verb_is_in_it():
    text = PAGE.read_text(encoding="utf-8").replace("\\-", "-")
    titles = [line for line in text.split("\n") if line.startswith(".SS ")]
    for verb in VERBS:
        assert any(f"{title} ".startswith(f".SS corpus-tool {verb} ") for title in titles), verb


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_it_is_set_without_a_warning():
    done = subprocess.run(
        ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", PAGE], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    assert "corpus-tool serve" in done.stdout.replace("\u2010", "-")
