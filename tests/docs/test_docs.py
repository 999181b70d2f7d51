"""The documentation: generated pages are those of today's code, examples can be used, and no link leads nowhere."""

import json
import re
from pathlib import Path
from runpy import run_path

import pytest

from corpus_tool.formats.jsonl import line_of, read
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.rules import violations
from corpus_tool.model.schema_reading import read_schema

ROOT = Path(__file__).parents[2]
PAGES: dict[str, str] = run_path(str(ROOT / "scripts" / "make_docs.py"))["pages"]()
FOLDERS = ("", "docs", "docs/guide", "docs/decisions", "sample_corpus", "exports", "benchmarks")
MARKDOWN = sorted(file for folder in FOLDERS for file in (ROOT / folder).glob("*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("file", sorted(PAGES))
def test_a_generated_page_is_what_the_code_says_today(file: str) -> None:
    written = (ROOT / "docs" / file).read_text(encoding="utf-8")
    assert written == PAGES[file], "run `python scripts/make_docs.py`"


@pytest.mark.parametrize("file", sorted(PAGES))
def test_a_generated_page_says_first_that_it_is_generated(file: str) -> None:
    assert "scripts/make_docs.py" in PAGES[file].split("\n")[0]


def test_there_are_pages_to_look_at() -> None:
    assert {"README.md", "ARCHITECTURE.md", "CHANGELOG.md"} <= {file.name for file in MARKDOWN}


@pytest.mark.parametrize("file", MARKDOWN, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file_and_a_heading_that_are_there(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not _leads_somewhere(file, *link)] == []


def _leads_somewhere(file: Path, target: str, anchor: str) -> bool:
    there = (file.parent / target).resolve() if target else file
    if not there.exists():
        return False
    return not anchor or anchor in {_anchor(title) for title in HEADING.findall(there.read_text(encoding="utf-8"))}


def _anchor(title: str) -> str:
    """The name a heading is linked by: lower case, hyphens for spaces, no punctuation."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_the_example_of_the_file_format_is_read_and_written_again_as_it_stands() -> None:
    example = _fenced("format.md", "json")
    line = json.dumps(json.loads(example), ensure_ascii=False, separators=(",", ":"))
    (bundle,) = read([line.encode()])
    assert isinstance(bundle, Bundle)
    assert line_of(bundle) == line
    assert violations(bundle.layers[0], default_schema(), bundle.document) == []


def test_the_example_schema_can_be_used() -> None:
    schema = read_schema(_fenced("schema.md", "toml"), "docs/schema.md")
    assert schema.name == "strikes"


def _fenced(file: str, language: str) -> str:
    text = (ROOT / "docs" / file).read_text(encoding="utf-8")
    return text.partition(f"```{language}\n")[2].partition("\n```")[0]


def test_the_table_of_the_sample_corpus_has_a_row_for_each_document() -> None:
    files = sorted((ROOT / "sample_corpus").glob("*.jsonl"))
    keys = [json.loads(line)["key"] for file in files for line in file.read_text(encoding="utf-8").split("\n") if line]
    table = (ROOT / "sample_corpus" / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\w\w-\d{4}) \|", table, re.MULTILINE) == keys


def test_there_is_a_benchmark_for_each_row_that_names_one() -> None:
    told = set(re.findall(r"`(\w+\.py)`", (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")))
    assert told == {file.name for file in (ROOT / "benchmarks").glob("*.py")}
