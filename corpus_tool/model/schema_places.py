"""Which line of a TOML file says what, so that a mistake in it can be pointed at.

This is no parser: it reads files that tomllib has accepted, and knows tables, keys, and the items of an array that
begin a line of their own. What stands deeper is told by the line of what it stands in.
"""

import re
from collections import Counter

Place = tuple[str | int, ...]
"""Keys and item numbers from the top: ("entity", 3, "subtypes", 0, "id")."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*([\w.-]+|\"[^\"]*\"|'[^']*')\s*=\s*(.*)")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_COMMENT = re.compile("#.*")
_LONG_QUOTES = re.compile("\"\"\"|'''")


def places(source: str) -> dict[Place, int]:
    """Line numbers, from 1, of the tables, keys and array items in `source`."""
    found: dict[Place, int] = {}
    counts: Counter[Place] = Counter()
    table: Place = ()
    array: Place | None = None
    depth = items = 0
    in_long_string = False
    for number, line in enumerate(source.split("\n"), 1):
        if in_long_string:
            in_long_string = len(_LONG_QUOTES.findall(line)) % 2 == 0
            continue
        if array is not None:
            if depth == 1 and line.strip() and line.strip()[0] not in "#]":
                found[*array, items] = number
                items += 1
            depth += _opened(line)
            array = array if depth > 0 else None
        elif header := _HEADER.fullmatch(line):
            table = _table(header[2], is_array=header[1] == "[[", counts=counts)
            found[table] = number
        elif key := _KEY.match(line):
            place = (*table, *(_bare(part) for part in key[1].split(".")))
            found[place] = number
            in_long_string = len(_LONG_QUOTES.findall(line)) % 2 == 1
            depth, items = (0 if in_long_string else _opened(key[2])), 0
            array = place if depth > 0 else None
    return found


def line_of(lines: dict[Place, int], place: Place) -> int:
    """The line of `place`, or of the nearest thing around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def spelled(place: Place) -> str:
    """`entity[3].subtypes[0].id`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")


def _table(name: str, *, is_array: bool, counts: Counter[Place]) -> Place:
    """The place of a table; within an array of tables, in its newest item."""
    place: Place = ()
    parts = [_bare(part.strip()) for part in name.split(".")]
    for number, part in enumerate(parts):
        place = (*place, part)
        if is_array and number == len(parts) - 1:
            counts[place] += 1
        if counts[place]:
            place = (*place, counts[place] - 1)
    return place


def _opened(code: str) -> int:
    """How many more brackets and braces are opened than closed, strings and comments apart."""
    bare = _COMMENT.sub("", _STRING.sub("", code))
    return sum(bare.count(opening) for opening in "[{") - sum(bare.count(closing) for closing in "]}")


def _bare(key: str) -> str:
    return key[1:-1] if key[:1] in "\"'" else key
