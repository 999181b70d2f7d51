"""The lines of an .ann file, taken apart: one value for each kind. UnusableError says what a line should have been."""

import re
from collections.abc import Callable
from itertools import pairwise

from msgspec import Struct

from corpus_tool.model.annotations import Fragments
from corpus_tool.model.json_values import UnusableError

LONGEST = 16_000_000
"""Bytes of a line that we read."""

_PLACE = re.compile(
    r"(T[0-9A-Za-z_.-]*)\t([^\t ]*) ([0-9]{1,10}) ([0-9]{1,10})((?:;[0-9]{1,10} [0-9]{1,10})*)(?:\t(.*))?", re.DOTALL
)
"""A whole line: half of all that there are, so that it is taken apart at once."""

_ID = re.compile(r"[TERANM#*][0-9A-Za-z_.-]*|\*")
_DIGITS = "0123456789"


class Place(Struct, frozen=True, gc=False):
    """A `T` line: `T1<tab>ORG 4 16<tab>text`."""

    id: str
    label: str
    fragments: Fragments
    text: str


class Happening(Struct, frozen=True, gc=False):
    """An `E` line: `E1<tab>Attack:T2 Target:T1 Target2:T3`."""

    id: str
    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]
    """Role, without its number, and the id that fills it."""


class Tie(Struct, frozen=True, gc=False):
    """An `R` line: `R1<tab>located Arg1:T1 Arg2:T2`; or two of a `*` line."""

    id: str
    type: str
    source: str
    target: str


class Equivalence(Struct, frozen=True, gc=False):
    """A `*` line: `*<tab>Equiv T1 T2 T3`."""

    type: str
    members: tuple[str, ...]

    def ties(self, before: int) -> list[Tie]:
        """Each member tied to the next; `before`: how many ties of such lines there are already."""
        ends = enumerate(pairwise(self.members), before + 1)
        return [Tie(f"*{number}", self.type, one, other) for number, (one, other) in ends]


class Property(Struct, frozen=True, gc=False):
    """An `A` or `M` line: `A1<tab>Polarity E1 Negative`; True where it has no value."""

    id: str
    name: str
    of: str
    value: str | bool


class Reference(Struct, frozen=True, gc=False):
    """An `N` line: `N1<tab>Reference T1 Wikidata:Q1<tab>name`."""

    of: str
    base: str
    entry: str


class Remark(Struct, frozen=True, gc=False):
    """A `#` line: `#1<tab>AnnotatorNotes T1<tab>what was noted`."""

    type: str
    of: str
    text: str


Line = Place | Happening | Tie | Equivalence | Property | Reference | Remark


def parsed(raw: bytes) -> Line | None:
    """What a line says; None for a blank one."""
    line = _decoded(raw)
    if place := _PLACE.fullmatch(line):
        return _place(*place.groups(""))
    if not line.strip():
        return None
    id, _, rest = line.partition("\t")
    body, _, tail = rest.partition("\t")
    if not body or not _ID.fullmatch(id):
        raise UnusableError(f"{line[:40]!r} is not a line of brat: an id such as T1, a tab, what it says")
    return _READ[id[0]](id, body, tail)


def _decoded(raw: bytes) -> str:
    if len(raw) > LONGEST:
        raise UnusableError(f"a line of {len(raw):,} bytes; {LONGEST:,} are read")
    try:
        return raw.decode().rstrip("\r\n")
    except UnicodeDecodeError as broken:
        raise UnusableError(f"not UTF-8 at byte {broken.start} of the line") from None


def _place(id: str, label: str, start: str, end: str, more: str, text: str) -> Place:
    first = int(start), int(end)
    if not more:
        return Place(id, label, (first,), text)
    pairs = (piece.split(" ") for piece in more[1:].split(";"))
    return Place(id, label, (first, *((int(start), int(end)) for start, end in pairs)), text)


def _no_place(id: str, body: str, _tail: str) -> Place:
    offsets = body.partition(" ")[2]
    raise UnusableError(f"{id}: {offsets!r} are no offsets; START END, and more with a semicolon before each")


def _happening(id: str, body: str, _tail: str) -> Happening:
    pairs = [piece.rpartition(":") for piece in body.split(" ") if piece]
    if not pairs or not all(name and target for name, _, target in pairs):
        raise UnusableError(f"{id}: {body!r} is no event; TYPE:TRIGGER, then ROLE:ID for each argument")
    (type, _, trigger), *arguments = pairs
    return Happening(id, type, trigger, tuple([(role.rstrip(_DIGITS) or role, of) for role, _, of in arguments]))


def _tie(id: str, body: str, _tail: str) -> Tie:
    type, *ends = body.split(" ")
    targets = [target for _, colon, target in (end.partition(":") for end in ends) if colon and target]
    if len(targets) != 2 or len(ends) != 2:
        raise UnusableError(f"{id}: {body!r} is no relation; TYPE Arg1:ID Arg2:ID")
    return Tie(id, type, *targets)


def _equivalence(_id: str, body: str, _tail: str) -> Equivalence:
    type, *members = body.split(" ")
    if len(members) < 2:
        raise UnusableError(f"{body!r} is no equivalence; Equiv ID ID, and more")
    return Equivalence(type, tuple(members))


def _property(id: str, body: str, _tail: str) -> Property:
    name, _, rest = body.partition(" ")
    of, _, value = rest.partition(" ")
    if not of:
        raise UnusableError(f"{id}: {body!r} is no attribute; NAME ID, then its value if it has one")
    return Property(id, name, of, value or True)


def _reference(id: str, body: str, _tail: str) -> Reference:
    pieces = body.split(" ", 2)
    base, colon, entry = pieces[-1].partition(":")
    if len(pieces) != 3 or not colon or not base or not entry:
        raise UnusableError(f"{id}: {body!r} is no normalization; Reference ID BASE:ENTRY")
    return Reference(pieces[1], base, entry)


def _remark(_id: str, body: str, tail: str) -> Remark:
    type, _, of = body.partition(" ")
    return Remark(type, of, tail)


_READ: dict[str, Callable[[str, str, str], Line]] = {
    "T": _no_place,
    "E": _happening,
    "R": _tie,
    "*": _equivalence,
    "A": _property,
    "M": _property,
    "N": _reference,
    "#": _remark,
}
"""The first letter of an id to what reads such a line; of places only those that are none are left."""
