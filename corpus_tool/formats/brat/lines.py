"""The lines of an .ann file, taken apart: one value for each kind. UnusableError says what a line should have been."""

import re
from itertools import pairwise
from typing import NamedTuple

from corpus_tool.model.annotations import Fragments
from corpus_tool.model.json_values import UnusableError

LONGEST = 16_000_000
"""Bytes of a line that we read."""

_OFFSETS = re.compile(r"[0-9]{1,10} [0-9]{1,10}(;[0-9]{1,10} [0-9]{1,10})*")
_ID = re.compile(r"[TERANM#*][0-9A-Za-z_.-]*|\*")
_NUMBERED = re.compile(r"[0-9]+\Z")


class Place(NamedTuple):
    """A `T` line: `T1<tab>ORG 4 16<tab>text`."""

    id: str
    label: str
    fragments: Fragments
    text: str


class Happening(NamedTuple):
    """An `E` line: `E1<tab>Attack:T2 Target:T1 Target2:T3`."""

    id: str
    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]
    """Role, without its number, and the id that fills it."""


class Tie(NamedTuple):
    """An `R` line: `R1<tab>located Arg1:T1 Arg2:T2`; or two of a `*` line."""

    id: str
    type: str
    source: str
    target: str


class Property(NamedTuple):
    """An `A` or `M` line: `A1<tab>Polarity E1 Negative`; True where it has no value."""

    id: str
    name: str
    of: str
    value: str | bool


class Reference(NamedTuple):
    """An `N` line: `N1<tab>Reference T1 Wikidata:Q1<tab>name`."""

    of: str
    base: str
    entry: str


class Remark(NamedTuple):
    """A `#` line: `#1<tab>AnnotatorNotes T1<tab>what was noted`."""

    type: str
    of: str
    text: str


Line = Place | Happening | Tie | Property | Reference | Remark


def parsed(raw: bytes, equivalences: int) -> list[Line]:
    """What a line says; nothing for a blank one. `equivalences`: how many `*` ties there were before it."""
    line = _decoded(raw)
    if not line.strip():
        return []
    id, _, rest = line.partition("\t")
    body, _, tail = rest.partition("\t")
    if not _ID.fullmatch(id) or not body:
        raise UnusableError(f"{line[:40]!r} is not a line of brat: an id such as T1, a tab, what it says")
    match id[0]:
        case "T":
            return [_place(id, body, tail)]
        case "E":
            return [_happening(id, body)]
        case "R":
            return [_tie(id, body)]
        case "*":
            return list(_equivalences(body, equivalences))
        case "N":
            return [_reference(id, body)]
        case "#":
            return [_remark(body, tail)]
        case _:
            return [_property(id, body)]


def _decoded(raw: bytes) -> str:
    if len(raw) > LONGEST:
        raise UnusableError(f"a line of {len(raw):,} bytes; {LONGEST:,} are read")
    try:
        return raw.decode().rstrip("\r\n")
    except UnicodeDecodeError as broken:
        raise UnusableError(f"not UTF-8 at byte {broken.start} of the line") from None


def _place(id: str, body: str, tail: str) -> Place:
    label, _, offsets = body.partition(" ")
    if not _OFFSETS.fullmatch(offsets):
        raise UnusableError(f"{id}: {offsets!r} are no offsets; START END, and more with a semicolon before each")
    if ";" not in offsets:
        start, _, end = offsets.partition(" ")
        return Place(id, label, ((int(start), int(end)),), tail)
    pairs = (piece.split(" ") for piece in offsets.split(";"))
    return Place(id, label, tuple((int(start), int(end)) for start, end in pairs), tail)


def _happening(id: str, body: str) -> Happening:
    pairs = [piece.rpartition(":") for piece in body.split(" ") if piece]
    if not all(name and target for name, _, target in pairs):
        raise UnusableError(f"{id}: {body!r} is no event; TYPE:TRIGGER, then ROLE:ID for each argument")
    (type, _, trigger), *arguments = pairs
    return Happening(id, type, trigger, tuple((_NUMBERED.sub("", role) or role, of) for role, _, of in arguments))


def _tie(id: str, body: str) -> Tie:
    type, *ends = body.split(" ")
    targets = [target for _, colon, target in (end.partition(":") for end in ends) if colon and target]
    if len(targets) != 2 or len(ends) != 2:
        raise UnusableError(f"{id}: {body!r} is no relation; TYPE Arg1:ID Arg2:ID")
    return Tie(id, type, *targets)


def _equivalences(body: str, before: int) -> list[Tie]:
    """Each member tied to the next."""
    type, *members = body.split(" ")
    if len(members) < 2:
        raise UnusableError(f"{body!r} is no equivalence; Equiv ID ID, and more")
    ties = pairwise(members)
    return [Tie(f"*{before + number}", type, one, other) for number, (one, other) in enumerate(ties, 1)]


def _property(id: str, body: str) -> Property:
    name, _, rest = body.partition(" ")
    of, _, value = rest.partition(" ")
    if not of:
        raise UnusableError(f"{id}: {body!r} is no attribute; NAME ID, then its value if it has one")
    return Property(id, name, of, value or True)


def _reference(id: str, body: str) -> Reference:
    pieces = body.split(" ", 2)
    base, colon, entry = pieces[-1].partition(":")
    if len(pieces) != 3 or not colon or not base or not entry:
        raise UnusableError(f"{id}: {body!r} is no normalization; Reference ID BASE:ENTRY")
    return Reference(pieces[1], base, entry)


def _remark(body: str, tail: str) -> Remark:
    type, _, of = body.partition(" ")
    return Remark(type, of, tail)
