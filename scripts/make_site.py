"""Build the documentation as a site, in build/site. Needs the extra `docs`.

    python scripts/make_site.py

The pages are those of the repository, in the same folders, so that a link that leads somewhere here does there as well.
What they link to besides pages goes along as it is.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "build" / "pages"
FOLDERS = (".", "docs", "docs/guide", "docs/decisions", "sample_corpus", "exports", "benchmarks")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")


def main() -> int:
    """Gather the pages and build; the exit code is that of the builder, which is strict."""
    shutil.rmtree(PAGES, ignore_errors=True)
    for page in pages():
        for file in (page, *linked_from(page)):
            there = PAGES / file.relative_to(ROOT)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, there)
    return subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean", "--strict"], cwd=ROOT, check=False
    ).returncode


def pages() -> list[Path]:
    """Every page, by folder."""
    return [page for folder in FOLDERS for page in sorted((ROOT / folder).glob("*.md"))]


def linked_from(page: Path) -> list[Path]:
    """The files that a page leads to."""
    named = (page.parent / name for name in LINK.findall(page.read_text(encoding="utf-8")))
    return [file.resolve() for file in named if file.is_file()]


if __name__ == "__main__":
    sys.exit(main())
