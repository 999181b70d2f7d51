"""What stands in the last column of CoNLL-U: the white space around a word, and where mentions open and close.

White space is escaped as UDPipe does, and anything that is none of its five as `\\uXXXX`. Mentions are the brackets of
CorefUD 1.0: `(e1-ORG` opens, `e1)` closes, `(e1-ORG)` does both, `e1[1/2]` is the first of two fragments.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

ALONE = "SpaceAfter=No"

_SPACES = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p", "\\": "\\\\"}
_FROM_SPACES = {escaped: space for space, escaped in _SPACES.items()}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")

_RESERVED = frozenset("%|=()[]-/, ")
"""What has a meaning in a mention, or in the column."""

_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_FRAGMENT = re.compile(r"(.*)\[(\d+)/(\d+)\]", re.DOTALL)


def escaped_spaces(spaces: str) -> str:
    """White space on one line."""
    return "".join(_SPACES.get(space, f"\\u{ord(space):04X}") for space in spaces)


def spaces_of(said: str) -> str:
    """The white space again; what is no escape stays as it is."""

    def one(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else _FROM_SPACES.get(found[0], found[0])

    return _ESCAPE.sub(one, said)


def after(gap: str, *, is_last: bool) -> list[str]:
    """What the column says of the white space behind a word; of a single space nothing, unless the text ends there."""
    if not gap:
        return [ALONE]
    return [] if gap == " " and not is_last else [f"SpacesAfter={escaped_spaces(gap)}"]


def escaped_name(name: str) -> str:
    """A name with percent codes, of its UTF-8, for every sign that has a meaning there."""
    return "".join(_percent(sign) if sign in _RESERVED or not sign.isprintable() else sign for sign in name)


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())


class Mention(NamedTuple):
    """A fragment of a span: from its first to its last word, by their numbers in the file."""

    id: str
    label: str
    first: int
    last: int
    fragment: int = 1
    fragments: int = 1

    @property
    def _name(self) -> str:
        part = f"[{self.fragment}/{self.fragments}]" if self.fragments > 1 else ""
        return f"{escaped_name(self.id)}{part}"

    @property
    def opening(self) -> str:
        """What stands at its first word."""
        return f"({self._name}-{escaped_name(self.label)}" + (")" if self.first == self.last else "")

    @property
    def closing(self) -> str:
        """What stands at its last word, where that is another one."""
        return f"{self._name})"


def brackets(mentions: Iterable[Mention]) -> dict[int, str]:
    """The number of a word to the brackets there: first what closes, then what opens, the longest first."""
    opening: dict[int, list[Mention]] = {}
    closing: dict[int, list[Mention]] = {}
    for mention in mentions:
        opening.setdefault(mention.first, []).append(mention)
        if mention.last > mention.first:
            closing.setdefault(mention.last, []).append(mention)
    return {
        number: "".join(
            (
                *(one.closing for one in sorted(closing.get(number, ()), key=lambda one: -one.first)),
                *(one.opening for one in sorted(opening.get(number, ()), key=lambda one: -one.last)),
            )
        )
        for number in opening.keys() | closing.keys()
    }


class BracketError(Exception):
    """Why brackets are no mentions."""


class Brackets:
    """Brackets as they come in, word by word."""

    def __init__(self, label_at: int = 1) -> None:
        self._label_at = label_at
        self._open: dict[str, list[tuple[str, int]]] = {}

    def closed(self, said: str, number: int) -> Iterator[Mention]:
        """The mentions that end at a word; raises BracketError for what closes nothing or names no label."""
        for found in _BRACKET.finditer(said):
            name, *_ = fields = (found[1] or found[3]).split("-")
            if found[3]:
                if not (begun := self._open.get(name)):
                    raise BracketError(f"Entity closes {name!r}, which is not open")
                label, first = begun.pop()
                yield _mention(name, label, first, number)
                continue
            if len(fields) <= self._label_at or not fields[self._label_at]:
                raise BracketError(f"Entity opens {name!r} without a type")
            label = fields[self._label_at]
            if found[2]:
                yield _mention(name, label, number, number)
            else:
                self._open.setdefault(name, []).append((label, number))

    def still_open(self) -> list[str]:
        """The names of what is not closed yet."""
        return [name for name, begun in self._open.items() if begun]


def _mention(name: str, label: str, first: int, last: int) -> Mention:
    part = _FRAGMENT.fullmatch(name)
    if part:
        return Mention(unquote(part[1]), unquote(label), first, last, int(part[2]), int(part[3]))
    return Mention(unquote(name), unquote(label), first, last)


def misc(cell: str) -> Mapping[str, str]:
    """The last column: name to value."""
    return {} if cell == "_" else {name: value for name, _, value in (part.partition("=") for part in cell.split("|"))}


def joined_fragments(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The fragments of each span together, in the order in which spans begin, the longest first."""
    ordered = sorted(mentions, key=lambda one: (one.first, -one.last))
    found: list[list[Mention]] = []
    waiting: dict[tuple[str, int], list[Mention]] = {}
    for mention in ordered:
        key = (mention.id, mention.fragments)
        if mention.fragment > 1 and key in waiting:
            waiting[key].append(mention)
        else:
            found.append([mention])
            waiting[key] = found[-1]
    return found
