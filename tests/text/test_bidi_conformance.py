"""Unicode's own test files for UAX #9: a sample of them always, all of them where the machine has them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus_tool.text.bidi import Direction, line_levels, resolve, visual_order

SAMPLES = Path(__file__).parent / "data"
FULL = Path("/usr/share/unicode")
DIRECTIONS: tuple[Direction, ...] = ("ltr", "rtl", "auto")

# One character of each class, none of them a bracket.
REPRESENTATIVES = {
    "L": "a",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "1",
    "AN": "\u0661",
    "ES": "+",
    "ET": "$",
    "CS": ",",
    "NSM": "\u0300",
    "BN": "\u00ad",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "LRE": "\u202a",
    "RLE": "\u202b",
    "PDF": "\u202c",
    "LRO": "\u202d",
    "RLO": "\u202e",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}
BITS: tuple[tuple[int, Direction], ...] = ((1, "auto"), (2, "ltr"), (4, "rtl"))


class Case(NamedTuple):
    text: str
    direction: Direction
    paragraph_level: int | None
    levels: list[int | None]
    order: tuple[int, ...]


def numbers(field: str) -> list[int | None]:
    return [None if item == "x" else int(item) for item in field.split()]


def data_lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from (line for line in lines if line.strip() and not line.startswith("#"))


def character_cases(path: Path) -> Iterator[Case]:
    for line in data_lines(path):
        points, direction, level, levels, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        places = tuple(int(place) for place in order.split())
        yield Case(text, DIRECTIONS[int(direction)], int(level), numbers(levels), places)


def class_cases(path: Path) -> Iterator[Case]:
    levels: list[int | None] = []
    order: tuple[int, ...] = ()
    for line in data_lines(path):
        if line.startswith("@Levels:"):
            levels = numbers(line.removeprefix("@Levels:"))
        elif line.startswith("@Reorder:"):
            order = tuple(int(place) for place in line.removeprefix("@Reorder:").split())
        else:
            classes, bits = line.split(";")
            text = "".join(REPRESENTATIVES[name] for name in classes.split())
            for bit, direction in BITS:
                if int(bits, 16) & bit:
                    yield Case(text, direction, None, levels, order)


def passes(case: Case) -> bool:
    paragraph = resolve(case.text, case.direction)
    return (
        case.paragraph_level in (None, paragraph.level)
        and line_levels(paragraph, 0, len(case.text)) == case.levels
        and visual_order(paragraph, 0, len(case.text)) == case.order
    )


def failures(cases: Iterator[Case]) -> tuple[int, list[Case]]:
    """How many cases there were, and those that failed."""
    count = 0
    failed: list[Case] = []
    for case in cases:
        count += 1
        if not passes(case):
            failed.append(case)
    return count, failed


def test_the_sampled_character_cases_are_ordered_as_unicode_says() -> None:
    count, failed = failures(character_cases(SAMPLES / "BidiCharacterTest.sample.txt"))
    assert count > 1000
    assert failed == []


def test_the_sampled_class_cases_are_ordered_as_unicode_says() -> None:
    count, failed = failures(class_cases(SAMPLES / "BidiTest.sample.txt"))
    assert count > 1000
    assert failed == []


@pytest.mark.skipif(not (FULL / "BidiCharacterTest.txt").exists(), reason="needs Debian's unicode-data")
def test_all_character_cases_are_ordered_as_unicode_says() -> None:
    count, failed = failures(character_cases(FULL / "BidiCharacterTest.txt"))
    assert count > 90_000
    assert failed == []


@pytest.mark.skipif(not (FULL / "BidiTest.txt").exists(), reason="needs Debian's unicode-data")
def test_all_class_cases_are_ordered_as_unicode_says() -> None:
    count, failed = failures(class_cases(FULL / "BidiTest.txt"))
    assert count > 770_000
    assert failed == []
