"""The documentation: generated pages are those of today's code, and no link leads nowhere."""

import re
from pathlib import Path
from runpy import run_path

import pytest

ROOT = Path(__file__).parents[2]
PAGES: dict[str, str] = run_path(str(ROOT / "scripts" / "make_docs.py"))["pages"]()
FOLDERS = ("", "docs", "docs/decisions", "sample_corpus", "exports", "benchmarks")
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
