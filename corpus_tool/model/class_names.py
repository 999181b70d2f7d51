"""What numbers in a data set of Hugging Face's stand for: names that its card, or the file itself, has for them.

A card begins with YAML between two lines of dashes. What `datasets` writes there is blocks of names and values, and no
more of YAML is read: what is written otherwise names nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

ClassNames: TypeAlias = Mapping[tuple[str, ...], Sequence[str]]
"""The way to a column, through those that it is in, to the names that its numbers stand for."""

_DASHES = re.compile(r"\A(?:\ufeff)?---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"""(?P<name>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'][^:]*):(?:\s+(?P<value>.*))?""")
_DEEPEST = 60


class _Line(NamedTuple):
    indent: int
    words: str


def names_in_card(card: str) -> ClassNames:
    """The names of every column that a card describes, whichever configuration it is of; the first one counts."""
    head = _DASHES.search(card.replace("\r\n", "\n"))
    if head is None:
        return {}
    lines = [_Line(len(line) - len(line.lstrip(" ")), line.strip()) for line in head[1].split("\n")]
    lines = [line for line in lines if line.words and not line.words.startswith("#")]
    described = _block(_Lines(lines), 0)
    info = described.get("dataset_info") if isinstance(described, dict) else None
    found: dict[tuple[str, ...], Sequence[str]] = {}
    for one in info if isinstance(info, list) else [info]:
        columns = one.get("features") if isinstance(one, dict) else None
        for way, names in _of_columns(columns, ()):
            found.setdefault(way, names)
    return found


def names_in_info(info: object) -> ClassNames:
    """The names that a `dataset_info.json`, or what a file says of itself, has for the numbers in columns."""
    features = info.get("features") if isinstance(info, dict) else None
    return dict(_of_features(features, ()))


def _of_features(feature: object, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
    """As JSON describes them: `_type` says what a thing is, and what is in a list stands in `feature`, or in a list."""
    match feature:
        case {"_type": "ClassLabel", "names": list(names)} if len(way) < _DEEPEST:
            yield way, [str(name) for name in names]
        case dict() if len(way) < _DEEPEST:
            for name, of in feature.items():
                yield from _of_features(of, way if name == "feature" and "_type" in feature else (*way, str(name)))
        case [of] if len(way) < _DEEPEST:
            yield from _of_features(of, way)
        case _:
            return


def _of_columns(columns: object, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
    """As a card describes them: a list of columns, each with a name and what it holds."""
    for column in columns if isinstance(columns, list) else ():
        if isinstance(column, dict):
            yield from _of_column(column, (*way, str(column.get("name", ""))))


def _of_column(said: Mapping[str, Any], way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
    for word in ("dtype", "sequence", "list", "struct"):
        match said.get(word):
            case {"class_label": {"names": names}}:
                yield way, _listed(names)
            case dict(of):
                yield from _of_column(of, way)
            case list(columns):
                yield from _of_columns(columns, way)


def _listed(names: object) -> list[str]:
    """Names by their numbers, or in their order."""
    if isinstance(names, dict):
        numbered = {int(number): str(name) for number, name in names.items() if str(number).isdecimal()}
        return [numbered.get(number, str(number)) for number in range(min(max(numbered, default=-1) + 1, 100_000))]
    return [str(name) for name in names] if isinstance(names, list) else []


class _Lines:
    """Lines that are read one after the other."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._at = 0

    def next(self, indent: int) -> _Line | None:
        """The next line, where it is not further out than `indent`."""
        line = self._lines[self._at] if self._at < len(self._lines) else None
        return line if line and line.indent >= indent else None

    def pass_by(self) -> None:
        """Go on behind the next line."""
        self._at += 1

    def instead(self, line: _Line) -> None:
        """Read this in place of the next line: what stands behind its dash."""
        self._lines[self._at] = line


def _block(lines: _Lines, indent: int, deep: int = 0) -> Any:
    """What the lines say that are as far in as the next one, or further."""
    first = lines.next(indent)
    if first is None or deep > _DEEPEST:
        return None
    if first.words == "-" or first.words.startswith("- "):
        return _list(lines, first.indent, deep)
    return _mapping(lines, first.indent, deep)


def _list(lines: _Lines, indent: int, deep: int) -> list[Any]:
    found: list[Any] = []
    while (line := lines.next(indent)) and line.indent == indent and line.words[:2] in ("-", "- "):
        behind = line.words[1:].lstrip()
        if behind and not _NAMED.fullmatch(behind):
            lines.pass_by()
            found.append(_plain(behind))
        else:
            lines.instead(_Line(indent + len(line.words) - len(behind), behind))
            if not behind:
                lines.pass_by()
            found.append(_block(lines, indent + 1, deep + 1))
    return found


def _mapping(lines: _Lines, indent: int, deep: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while (line := lines.next(indent)) and line.words[:2] not in ("-", "- "):
        lines.pass_by()
        named = _NAMED.fullmatch(line.words)
        if named is None or line.indent != indent:
            continue
        behind = (named["value"] or "").strip()
        # A list may stand as far in as its name.
        below = lines.next(indent)
        is_below = below and (below.indent > indent or below.words[:2] in ("-", "- "))
        found[str(_plain(named["name"]))] = (
            _plain(behind) if behind else _block(lines, indent, deep + 1) if is_below else None
        )
    return found


def _plain(said: str) -> str | list[str]:
    """A value in one line."""
    if said.startswith("[") and said.endswith("]"):
        parts = re.findall(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\[\]]+""", said)
        return [str(_plain(part.strip())) for part in parts if part.strip()]
    if said.startswith("'") and said.endswith("'") and len(said) > 1:
        return said[1:-1].replace("''", "'")
    if said.startswith('"'):
        try:
            return str(json.loads(said))
        except ValueError:
            return said
    return said
