"""The documentation as a site: it builds without a warning, has every page, and loads nothing from elsewhere."""

import re
from pathlib import Path
from runpy import run_path

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "site"
LOADED = re.compile(r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=[\"']?(https?:[^\"' >]+)")


def test_it_builds_without_a_warning_has_every_page_and_loads_nothing_from_elsewhere():
    builder = run_path(str(ROOT / "scripts" / "make_site.py"))
    assert builder["main"]() == 0
    pages = {page.relative_to(SITE): page.read_text(encoding="utf-8") for page in SITE.rglob("*.html")}
    assert {_made_of(page.relative_to(ROOT)) for page in builder["pages"]()} <= pages.keys()
    assert [found for page in pages.values() for found in LOADED.findall(page)] == []
    drawn, there = ({file.name for file in (at / "docs" / "pictures").glob("*.svg")} for at in (ROOT, SITE))
    assert drawn == there


def _made_of(page: Path) -> Path:
    return page.parent / ("index.html" if page.name == "README.md" else f"{page.stem}.html")


def test_pictures_load_nothing_either():
    for picture in (ROOT / "docs" / "pictures").glob("*.svg"):
        assert re.findall(r"(?:href=|src=|url\()[\"']?https?:", picture.read_text(encoding="utf-8")) == []
