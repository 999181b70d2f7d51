"""What a fresh Python loads: help answers at once, and the model can be used without a screen or a tokenizer."""

import json
import subprocess
import sys

import pytest
from typer.main import get_command

from corpus_tool.cli.program import app
from corpus_tool.model.default_schema import default_schema
from corpus_tool.store.store import Store

HEAVY = {
    "textual",
    "polars",
    "pyarabic",
    "hebrew_tokenizer",
    "sqlite_utils",
    "datasketch",
    "numpy",
    "trafilatura",
    "spacy",
}
"""What no help needs; loading it would make completion slow."""

SCREEN_AND_TOKENIZERS = {"textual", "rich", "polars", "pyarabic", "hebrew_tokenizer", "datasketch", "sqlite_utils"}
"""What nothing below the front ends loads before it is used."""

REPORT = """
import json, sys
sys.stderr.write("\\n" + json.dumps([name for name in sys.modules if "." not in name]))
"""

SLOW_FOR_THE_ANNOTATOR = HEAVY - {"textual"} | {"typer", "click"}
"""What the annotator opens without."""

ANNOTATOR = f"""
import sys
from pathlib import Path
from corpus_tool.cli import main, looks, keys, interface, terminals
from corpus_tool.cli.front import asked_plainly
from corpus_tool.cli.opening import opened
from corpus_tool.cli.settings import annotator_name
from corpus_tool.tui import app
asked = asked_plainly(sys.argv[1:])
annotator_name(asked.name)
opened(asked.corpus).close()
assert "corpus_tool.workbench.annotating" not in sys.modules, "what only a document needs is loaded with the list"
{REPORT}
"""
"""All that is loaded before the documents are listed."""

HELP = f"""
import sys
sys.argv[0] = "corpus-tool"
from corpus_tool.cli.main import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
{REPORT}
"""


def loaded_by(program: str, *arguments: str) -> set[str]:
    """Top-level names of the modules that `program` leaves loaded; it has to succeed."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.rpartition("\n")[2]))


def verbs() -> list[str]:
    """Every verb of the command line."""
    return sorted(get_command(app).commands)


def test_the_verbs_are_those_promised():
    assert {"new", "import", "annotate", "documents", "show", "export", "demo"} <= set(verbs())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], *([verb, "--help"] for verb in verbs())], ids=" ".join
)
def test_help_loads_nothing_heavy(arguments):
    assert loaded_by(HELP, *arguments) & HEAVY == set()


def test_the_annotator_opens_a_corpus_of_today_without_typer_and_sqlite_utils(tmp_path):
    path = tmp_path / "corpus.db"
    Store.create(path, default_schema(), "now").close()
    assert loaded_by(ANNOTATOR, "--corpus", str(path), "annotate", "--as", "noa") & SLOW_FOR_THE_ANNOTATOR == set()


def test_the_package_loads_nothing_until_a_corpus_is_asked_for():
    assert loaded_by(f"import corpus_tool\n{REPORT}") & {*HEAVY, "msgspec", "sqlite3"} == set()


def test_a_corpus_loads_no_frames_before_it_is_asked_for_some():
    assert loaded_by(f"from corpus_tool import Corpus\n{REPORT}") & SCREEN_AND_TOKENIZERS == set()


@pytest.mark.parametrize(
    "module",
    [
        "corpus_tool.workbench.desk",
        "corpus_tool.languages",
        "corpus_tool.model.edits",
        "corpus_tool.store.store",
        "corpus_tool.workbench.importing",
    ],
)
def test_what_lies_below_the_front_ends_loads_neither_screen_nor_tokenizer(module):
    assert loaded_by(f"import {module}\n{REPORT}") & SCREEN_AND_TOKENIZERS == set()
