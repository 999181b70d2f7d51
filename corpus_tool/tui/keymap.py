"""From what a terminal sends to a stroke, under any keyboard layout.

With an Arabic or Hebrew layout active the key `a` arrives as ش or ש; a stroke is always named as on a Latin
keyboard, so that nobody has to switch layouts to mark what she reads.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus_tool.saying import tr_later

NAMES = {" ": "space"}

USUAL = ("arabic-101", "hebrew-si-1452")
"""The layouts that are read where nobody says which; the first is believed where two disagree."""

CAPITAL_NEXT = tr_later("The next letter is a capital; escape drops that.")
"""Said by whatever reads strokes, where a capital was asked for."""

MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")


class Layout(Struct, frozen=True, forbid_unknown_fields=True):
    """One keyboard layout."""

    title: str
    rows: tuple[tuple[str, str], ...]
    """Latin keys, and in the same order what the layout sends for them, one code point each."""
    otherwise: tuple[tuple[str, str], ...] = ()
    """The same for what a Latin layout sends as well: read so only where the stroke itself means nothing."""
    joined: dict[str, str] = {}
    """Several letters that one key press sends, to the Latin key."""

    @property
    def sent(self) -> dict[str, str]:
        """Latin key to what arrives when it is pressed."""
        return {
            latin: sent
            for keys, prints in (*self.rows, *self.otherwise)
            for latin, sent in zip(keys, prints, strict=True)
        }


class Keyboard:
    """The layouts a user may have active: reads what any of them sends."""

    def __init__(self, layouts: Mapping[str, Layout]) -> None:
        """`layouts` in the order in which they are believed."""
        self.layouts = layouts
        least_first = list(reversed(list(layouts.values())))
        self._latin = _reading(one.rows for one in least_first)
        self.otherwise: Mapping[str, str] = _reading(one.otherwise for one in least_first)
        """What only means a Latin key where it means nothing itself, to that key."""
        self.joined: Mapping[str, str] = {letters: key for one in least_first for letters, key in one.joined.items()}
        """Letters that one press may send as two, to its Latin key."""

    def stroke(self, key: str, character: str | None) -> str:
        """The name of a key press: the Latin character where it is printable, else the terminal library's key name.

        A letter pressed together with ctrl or alt is looked up as well: terminals with kitty's protocol name it.
        """
        if key.partition("+")[0] in MODIFIERS:
            modifiers, _, letter = key.rpartition("+")
            return f"{modifiers}+{self._latin.get(letter, letter)}"
        if character is None or not character.isprintable():
            return key
        return NAMES.get(character) or self._of(character)

    def latin(self, text: str) -> str:
        """What would have been typed with a Latin layout active."""
        return "".join(map(self._of, text))

    def caps(self, stroke: str) -> tuple[str, ...]:
        """What stands on the key of a stroke in each layout; `⇧` for shift. None for keys with names of their own."""
        if len(stroke) != 1 or not stroke.isascii():
            return ()
        shift = "⇧" if stroke.isupper() else ""
        sent = [one.sent.get(stroke.lower()) for one in self.layouts.values()]
        return tuple(dict.fromkeys(shift + one for one in sent if one and one != stroke))

    def _of(self, character: str) -> str:
        digit = unicodedata.decimal(character, None)
        return self._latin.get(character, character) if digit is None else str(digit)


def _reading(tables: Iterable[Iterable[tuple[str, str]]]) -> dict[str, str]:
    """What is sent, to the Latin key; the last table wins."""
    return {sent: latin for rows in tables for keys, prints in rows for latin, sent in zip(keys, prints, strict=True)}


@cache
def known_layouts() -> Mapping[str, Layout]:
    """Every layout that comes with the tool, by name."""
    return msgspec.toml.decode(Path(__file__).with_name("layouts.toml").read_bytes(), type=dict[str, Layout])


@cache
def usual_keyboard() -> Keyboard:
    """The keyboard where the user has said nothing about hers."""
    return Keyboard({name: known_layouts()[name] for name in USUAL})


def stroke(key: str, character: str | None) -> str:
    """The name of a key press on the usual keyboard."""
    return usual_keyboard().stroke(key, character)
