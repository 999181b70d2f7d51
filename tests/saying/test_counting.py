"""Whatever counts things in a sentence says one of them in the singular: found in the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus_tool
from corpus_tool.saying.counting import counted, counted_of

FOLDER = Path(corpus_tool.__file__).parent

THINGS = (
    "annotations|annotators|arguments|articles|assignments|cells|columns|differences|documents|draws|errors|events"
    "|event types|files|labels|layers|lists|places|positions|problems|relations|revisions|roles|rows|rules|sentences"
    "|shelves|spans|stories|strings|subtypes|suggestions|values|warnings|words"
)
COUNTS = re.compile(rf"^ (?:\w+ )?(?:{THINGS})\b")


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 stories"), (1, "1 story"), (2, "2 stories"), (2000, "2,000 stories")]
)
def test_one_thing_is_told_in_the_singular(count, told):
    assert counted(count, "story", "stories") == told


def uncounted(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each plural that stands behind a figure which may be 1."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            for figure, behind in zip(node.values, node.values[1:], strict=False):
                if isinstance(figure, ast.FormattedValue) and isinstance(behind, ast.Constant):
                    shown = ast.unparse(figure.value)
                    if COUNTS.match(str(behind.value)) and not shown.startswith("counted(") and not is_fixed(shown):
                        yield node.lineno, f"{{{shown}}}{behind.value}"


NO_FIGURES = ("kind", "layer.name.kind")
"""What stands before a plural and is a word."""


def is_fixed(shown: str) -> bool:
    """Whether it is no figure, or one that the code fixes, as LONGEST_LINE."""
    return shown in NO_FIGURES or re.fullmatch(r"[A-Z_]+(?: [+-] 1)?", shown) is not None


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.py")), ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_no_figure_stands_before_a_plural_that_is_not_counted(file):
    assert list(uncounted(file.read_text(encoding="utf-8"))) == []


def test_a_plural_that_is_not_counted_is_found():
    assert [line for line, _ in uncounted('f"{found} documents"\n\nf"{n:,} new places."')] == [1, 3]
    assert not list(uncounted("f\"{MOST} files, {counted(n, 'file')}, {name} holds\""))


def test_of_a_plural_alone_the_singular_is_known():
    assert [counted_of(1, many) for many in ("stories", "comments")] == ["1 story", "1 comment"]
    assert counted_of(3, "stories") == "3 stories"
