"""Tables to bundles, by way of the CAS that they stand for."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from corpus_tool.formats import AS_IT_IS, Notice, Reading, Refusal
from corpus_tool.formats.webanno_tsv.columns import (
    CHAINS,
    FORMAT_LINE,
    NO_VALUE,
    NOBODY,
    RELATIONS,
    SPANS,
    TEXT,
    Column,
    Group,
    Holds,
    group_of,
    link_of,
    numbered,
    parted,
    unescaped,
    width,
)
from corpus_tool.model.abouts import passed_over_in_words
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.uima import types as names
from corpus_tool.model.uima.cas import BASE, SOFA, STRING, VIEW, Cas, Feature, Refs, Structure, Type, Types, Value
from corpus_tool.model.uima.chain_links import next_of
from corpus_tool.model.uima.taking import taken
from corpus_tool.saying.counting import counted
from corpus_tool.text.units import utf16

_SOFA = 1
LONGEST = 16_000_000
"""Bytes of a line that we read."""

_NUMBERED = frozenset({Holds.VALUE, Holds.ROLES, Holds.KIND})
"""What has a number behind its value."""

_BEFORE_COLUMNS = 3
"""Id, offsets and text of a token."""


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The document and layer of one table."""
    table = _Table()
    try:
        for raw in lines:
            table.hear(raw)
        found = taken(table.cas(reading.beside(f"{reading.stem}.about.json")), reading.stem, reading.annotator)
    except UnusableError as wrong:
        yield Refusal(table.where, str(wrong))
        return
    if found.passed_over:
        yield Notice(passed_over_in_words(found.passed_over))
    yield found.bundle


class _Mark:
    """Something marked, while the units it covers come by."""

    def __init__(self, id: int, type: str, begin: int, end: int, unit: str, line: int) -> None:
        self.id, self.type, self.begin, self.end, self.unit, self.line = id, type, begin, end, unit, line
        self.features: dict[str, str] = {}
        self.roles: dict[str, list[str]] = {}
        self.targets: dict[str, tuple[str, list[str]]] = {}
        """A feature to the type of what it links to, and where that is."""
        self.source = ("", "")
        """The type of what a relation is between, and where it comes from."""
        self.link: tuple[int, int] | None = None
        """The number of its chain, and its own in that."""


class _Table:
    """A table, line by line."""

    def __init__(self) -> None:
        self.where = ""
        """The line that is being read; nothing where all are."""
        self._number = 0
        self._types: dict[str, Type] = {names.ABOUT: Type(names.ABOUT, BASE, {names.SAID: Feature(STRING)})}
        self._groups: list[Group] = []
        self._in_head = True
        self._text: list[str] = []
        self._length = 0
        self._sentence: list[str] = []
        self._ids = count(_SOFA + 1)
        self._marks: list[_Mark] = []
        self._by_number: dict[str, _Mark] = {}
        self._at: dict[str, list[_Mark]] = {}

    def hear(self, raw: bytes) -> None:
        """Take one line; raises UnusableError where it cannot be taken."""
        self._number += 1
        self.where = f"line {self._number}"
        line = _decoded(raw, is_first=self._number == 1)
        if self._number == 1:
            if not line.startswith(FORMAT_LINE):
                raise UnusableError(f"it begins with {line[:40]!r}; a table of this kind with {FORMAT_LINE}3.3")
        elif self._in_head and line.startswith((SPANS, RELATIONS, CHAINS)):
            self._declare(line)
        elif line.startswith(TEXT):
            self._in_head = False
            self._sentence.append(unescaped(line.removeprefix(TEXT)))
        elif line and not line.startswith("#"):
            self._unit(line)

    def _declare(self, line: str) -> None:
        group, types = group_of(line)
        self._groups.append(group)
        self._types |= {type.name: type for type in types}

    def _unit(self, line: str) -> None:
        """A token or a part of one: where it is, and what is marked on it."""
        fields = line.split("\t")
        wanted = width(self._groups) + _BEFORE_COLUMNS
        if len(fields) < wanted:
            raise UnusableError(f"{counted(len(fields), 'column')}; the head of the file tells of {wanted}")
        begin, end = _offsets(fields[1])
        if self._sentence:
            self._begin_sentence(begin)
        at = _BEFORE_COLUMNS
        for group in self._groups:
            cells = fields[at : at + len(group.columns)]
            at += len(group.columns)
            if any(cell != NOBODY for cell in cells):
                self._stacked(group, cells, fields[0], begin, end)

    def _begin_sentence(self, begin: int) -> None:
        """Put the sentence that was told behind the text, at the offset of its first token in UTF-16 units."""
        text, self._sentence = "\n".join(self._sentence), []
        gap = begin - self._length
        if gap < 0:
            raise UnusableError(f"the sentence begins at {begin}, before the end of the last one at {self._length}")
        if gap > LONGEST:
            raise UnusableError(f"the sentence begins at {begin}, far behind the last one at {self._length}")
        self._text += (("\n" if self._length else " ") + " " * (gap - 1) if gap else "", text)
        self._length = begin + utf16(text).length

    def _stacked(self, group: Group, cells: list[str], unit: str, begin: int, end: int) -> None:
        """What is marked on one unit in one layer: the first values of all cells are of one, the second of another."""
        columns = [[] if cell == NOBODY else parted(cell, "|") for cell in cells]
        for place in range(max(map(len, columns))):
            said = [column[place] if place < len(column) else NO_VALUE for column in columns]
            self._mark(group, said, unit, begin, end)

    def _mark(self, group: Group, said: list[str], unit: str, begin: int, end: int) -> None:
        """One that is marked: a new one, or some more of one that has the same number."""
        pairs = [
            numbered(value) if column.holds in _NUMBERED and not group.is_relation else (value, "")
            for column, value in zip(group.columns, said, strict=True)
        ]
        number = _link(group, said) or next((number for _, number in pairs if number), "")
        mark = self._by_number.get(number) if number else None
        if mark is None:
            mark = _Mark(next(self._ids), group.type, begin, end, unit, self._number)
            self._marks.append(mark)
            if not group.is_relation:
                self._at.setdefault(unit, []).append(mark)
            if number:
                self._by_number[number] = mark
        elif mark.type != group.type:
            raise UnusableError(f"[{number}] is the number of a {mark.type} and of a {group.type}")
        mark.begin, mark.end = min(mark.begin, begin), max(mark.end, end)
        for column, (value, _) in zip(group.columns, pairs, strict=True):
            _note(mark, column, value)

    def cas(self, beside: bytes | None) -> Cas:
        """The CAS that the table stands for, with what is said of it beside it."""
        if self._number == 0:
            raise UnusableError("it is empty")
        self.where = ""
        text = "".join((*self._text, *self._sentence))
        structures = {_SOFA: Structure(_SOFA, SOFA, {"sofaID": VIEW, "sofaString": text})}
        behind = dict(self._chained())
        for mark in self._marks:
            self.where = f"line {mark.line}"
            said = dict(self._features(mark, structures)) | dict([behind[mark.id]] if mark.id in behind else [])
            structures[mark.id] = Structure(mark.id, mark.type, said)
        self.where = ""
        if beside is not None:
            id = next(self._ids)
            structures[id] = Structure(id, names.ABOUT, {names.SAID: beside.decode("utf-8", "replace")})
        return Cas(Types(self._types), structures)

    def _chained(self) -> Iterator[tuple[int, tuple[str, Value]]]:
        """The id of each link of a chain that is not its last, with the feature that leads to the next."""
        for type in {mark.type for mark in self._marks if mark.link}:
            yield from next_of({mark.link: mark.id for mark in self._marks if mark.link and mark.type == type})

    def _features(self, mark: _Mark, structures: dict[int, Structure]) -> Iterator[tuple[str, Value]]:
        """Its features; links become structures of their own."""
        yield "begin", mark.begin
        yield "end", mark.end
        yield from mark.features.items()
        type, said = mark.source
        if said:
            source, number = numbered(said)
            from_number, _, to_number = number.partition("_")
            yield names.SOURCE_END, Refs((self._target(source, from_number, type).id,))
            yield names.TARGET_END, Refs((self._target(mark.unit, to_number, type).id,))
        for slot, (type, targets) in mark.targets.items():
            roles = mark.roles.get(slot, [])
            if len(roles) != len(targets):
                raise UnusableError(
                    f"{mark.type} at {mark.unit} has {counted(len(roles), 'role')}"
                    f" and {counted(len(targets), 'target')}"
                )
            link = self._types[mark.type].features[slot].element
            ends = [self._target(*numbered(target), type).id for target in targets]
            yield slot, Refs(self._link(link, role, end, structures) for role, end in zip(roles, ends, strict=True))

    def _link(self, type: str, role: str, target: int, structures: dict[int, Structure]) -> int:
        id = next(self._ids)
        said: dict[str, Value] = {} if role == NO_VALUE else {names.ROLE: unescaped(role)}
        structures[id] = Structure(id, type, {**said, names.TARGET: Refs((target,))})
        return id

    def _target(self, unit: str, number: str, type: str) -> _Mark:
        """What has a number; else the first of that type, or of any, that is at a unit. `0` is no number."""
        if number and number != "0":
            if found := self._by_number.get(number):
                return found
            raise UnusableError(f"[{number}] is not there")
        if not (there := self._at.get(unit)):
            raise UnusableError(f"nothing is marked at {unit}")
        return next((mark for mark in there if mark.type == type), there[0])


def _link(group: Group, said: Sequence[str]) -> str:
    """The number of a link of a chain, which no other mark has; empty where it is none."""
    at = next((value for value, column in zip(said, group.columns, strict=True) if column.holds is Holds.PLACE), "")
    return f"{group.type} {link_of(at)[1]}" if at else ""


def _note(mark: _Mark, column: Column, value: str) -> None:
    """Keep what a cell says; each unit of a mark says it again."""
    match column.holds:
        case Holds.PLACE:
            tie, mark.link = link_of(value)
            if tie != NO_VALUE:
                mark.features.setdefault(column.feature, unescaped(tie))
        case Holds.VALUE | Holds.KIND:
            if value != NO_VALUE and column.feature:
                mark.features.setdefault(column.feature, unescaped(value))
        case Holds.ROLES:
            mark.roles.setdefault(column.feature, [] if value == NOBODY else parted(value, ";"))
        case Holds.TARGETS:
            if value != NO_VALUE:
                mark.targets.setdefault(column.feature, (column.of, parted(value, ";")))
        case Holds.SOURCE:
            mark.source = column.of, value


def _decoded(raw: bytes, *, is_first: bool) -> str:
    if len(raw) > LONGEST:
        raise UnusableError(f"a line of {len(raw):,} bytes; {LONGEST:,} are read")
    try:
        line = raw.decode().rstrip("\r\n")
    except UnicodeDecodeError as broken:
        raise UnusableError(f"not UTF-8 at byte {broken.start} of the line") from None
    return line.removeprefix("\ufeff") if is_first else line


def _offsets(said: str) -> tuple[int, int]:
    begin, _, end = said.partition("-")
    if not (begin.isascii() and begin.isdigit() and end.isascii() and end.isdigit() and len(said) < 30):
        raise UnusableError(f"{said[:40]!r} are no offsets; BEGIN-END")
    return int(begin), int(end)
