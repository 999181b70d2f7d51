"""Folding: one spelling for what readers take for the same word, and the way back to the text as written.

A folded text is for finding and comparing, never for showing or storing. Every folded character knows where in the
original it came from, because the text is folded character by character.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from enum import Flag, auto
from functools import cache
from typing import NamedTuple
from unicodedata import category, decimal, normalize

from corpus_tool.text.alphabet import alphabet
from corpus_tool.text.classes import joins
from corpus_tool.text.everyday import EVERYDAY, in_bytes, in_characters

_TATWEEL = "\u0640"
_HAMZA_MARKS = frozenset("\u0653\u0654\u0655")
_GERESH = frozenset("'\u05f3\u2019")
_QUOTES = _GERESH | frozenset('"\u05f4\u201d')
_QUOTE = re.compile(f"[{''.join(_QUOTES)}]")


class Fold(Flag):
    """What may be folded; each can be left out alone."""

    MARKS = auto()
    """Vowel marks, niqqud and accents are dropped: دمّرت, דָּבָר, é."""
    TATWEEL = auto()
    """The stretching stroke is dropped: للمســلحين."""
    UNSEEN = auto()
    """Joiners, direction marks and other format characters are dropped."""
    ALEF = auto()
    """أ إ آ ٱ become ا, whether the hamza is a part of the letter or a mark on it."""
    HAMZA = auto()
    """ؤ becomes و, and ئ becomes ي."""
    YA = auto()
    """ى and the Persian ی become ي, the Persian ک becomes ك."""
    TA_MARBUTA = auto()
    """ة becomes ه."""
    QUOTES = auto()
    """Geresh and gershayim of Hebrew words are dropped, typed or set: דאע"ש, דאע״ש. Final letters stay."""
    DIGITS = auto()
    """All decimal digits become ASCII, ٫ a full stop, ٬ a comma."""
    HYPHENS = auto()
    """Maqaf, hyphens and dashes become a space."""
    SPACES = auto()
    """Every white space but the line feed becomes a space."""
    FORMS = auto()
    """Presentation forms become the letters they show; a ligature becomes several."""
    CASE = auto()
    """Lower case."""


ALL = ~Fold(0)

FOLDS_OF = {
    "ar": ALL & ~Fold.QUOTES,
    "he": ALL & ~(Fold.TATWEEL | Fold.ALEF | Fold.HAMZA | Fold.YA | Fold.TA_MARBUTA),
}
"""Language to the folds that its own letters know."""


class Folded(NamedTuple):
    """A folded text and where it came from: `starts[i]`..`ends[i]` is what became `text[i]`, in code points.

    Marks, kept or dropped, belong to the character they stand on; both columns never decrease.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def offsets(self) -> tuple[int, ...]:
        """Where in the original each folded character begins."""
        return self.starts

    def position(self, offset: int) -> int:
        """The way back: the first folded position that comes from `offset` of the original or behind it."""
        return bisect_right(self.ends, offset)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that became `text[start:end]`; for an empty range, the place where it stands.

        Raises `IndexError` if the range does not lie in `text`.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"{start}..{end} is not a range of a folded text of {len(self.text)} characters")
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.text) else (self.ends[-1] if self.ends else 0)
        return place, place


_SPELLINGS = {
    Fold.ALEF: str.maketrans("أإآٱ", "اااا"),
    Fold.HAMZA: str.maketrans("ؤئ", "وي"),
    Fold.YA: str.maketrans("ىیک", "ييك"),
    Fold.TA_MARBUTA: str.maketrans("ة", "ه"),
    Fold.DIGITS: str.maketrans("٫٬", ".,"),
}


def fold(text: str, language: str = "", folds: Fold = ALL) -> Folded:
    """Fold `text`, character by character: only the quotes of Hebrew words look at their neighbours.

    A `language` we know ("ar", "he") leaves the letters of the other alone; without one, all `folds` are made.
    """
    folds &= FOLDS_OF.get(language, ALL)
    spelling = _spelling(folds)
    quotes = _QUOTES if Fold.QUOTES in folds else frozenset[str]()
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    begun = 0
    for offset, character in enumerate(text):
        if joins(character) and offset and not text[offset - 1].isspace():
            _stretch(ends, offset)
        else:
            begun = offset
        spelled = spelling[character]
        if spelled and not (character in quotes and _is_inner_quote(text, offset, folded, spelling)):
            folded.extend(spelled)
            starts.extend([begun] * len(spelled))
            ends.extend([offset + 1] * len(spelled))
    return Folded("".join(folded), tuple(starts), tuple(ends))


def folded_text(text: str, folds: Fold = ALL) -> str:
    """Return `fold(text, folds).text`, in a hundredth of the time: for an index, which asks for no way back.

    What a character becomes is folded itself, so the few of them that are folded can be replaced one after the other,
    which takes a third of the time of `str.translate`; everyday texts are translated as bytes.
    """
    plan = _plan(folds)
    coded = in_bytes(text)
    if coded is not None:
        folded = in_characters(coded.translate(plan.table, plan.dropped))
    else:
        folded = text
        for character in alphabet(text):
            if (spelled := plan.spelling[character]) != character:
                folded = folded.replace(character, spelled)
    return _INNER_QUOTES.sub("", folded) if plan.has_quotes and _QUOTE.search(text) else folded


class _Plan(NamedTuple):
    """How whole texts are folded: everyday characters by what `bytes.translate` wants, others by their spelling."""

    spelling: "_Spelling"
    table: bytes
    dropped: bytes
    has_quotes: bool


@cache
def _plan(folds: Fold) -> _Plan:
    spelling = _spelling(folds)
    kept = [character for character in EVERYDAY if spelling[character]]
    dropped = [character for character in EVERYDAY if not spelling[character]]
    table = bytes.maketrans(_places(kept), _places(spelling[character] for character in kept))
    return _Plan(spelling, table, _places(dropped), Fold.QUOTES in folds)


def _places(characters: Iterable[str]) -> bytes:
    """Their bytes; folding an everyday character gives another one or none."""
    return bytes(map(EVERYDAY.index, characters))


def _stretch(ends: list[int], offset: int) -> None:
    """Let whatever ends at `offset` end behind the character there, which joins it."""
    place = len(ends)
    while place and ends[place - 1] == offset:
        place -= 1
        ends[place] = offset + 1


def _is_inner_quote(text: str, offset: int, folded: list[str], spelling: "_Spelling") -> bool:
    """Whether a geresh stands behind a Hebrew letter, or gershayim between two."""
    if not (folded and _is_hebrew(folded[-1])):
        return False
    following = (spelling[text[place]] for place in range(offset + 1, len(text)))
    return text[offset] in _GERESH or _is_hebrew(next(filter(None, following), " ")[0])


_INNER_QUOTES = re.compile(
    "(?<=[\u05d0-\u05f2])(?:[{0}]+(?:[{1}](?=[\u05d0-\u05f2]))?|[{1}](?=[\u05d0-\u05f2]))".format(
        "".join(_GERESH), "".join(_QUOTES - _GERESH)
    )
)
"""What `_is_inner_quote` drops, in a text whose characters are folded already."""


def _is_hebrew(character: str) -> bool:
    return "\u05d0" <= character <= "\u05f2"


class _Spelling(dict[str, str]):
    """Character -> what becomes of it: nothing, itself, another, or the letters of a ligature. Filled as they come."""

    def __init__(self, folds: Fold) -> None:
        self.folds = folds

    def __missing__(self, character: str) -> str:
        folds = self.folds
        letters = (
            normalize("NFKC", character) if Fold.FORMS in folds and _is_presentation_form(character) else character
        )
        spelled = "".join(_recased(_respelled(one, folds), folds) for one in letters if not _is_dropped(one, folds))
        self[character] = spelled
        return spelled


@cache
def _spelling(folds: Fold) -> _Spelling:
    return _Spelling(folds)


def _is_presentation_form(character: str) -> bool:
    return "\ufb1d" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"


def _is_dropped(character: str, folds: Fold) -> bool:
    if character == _TATWEEL:
        return Fold.TATWEEL in folds
    if character in _HAMZA_MARKS:
        return Fold.ALEF in folds
    kind = category(character)
    return (kind == "Mn" and Fold.MARKS in folds) or (kind == "Cf" and joins(character) and Fold.UNSEEN in folds)


def _respelled(character: str, folds: Fold) -> str:
    for one, table in _SPELLINGS.items():
        if one in folds and ord(character) in table:
            return character.translate(table)
    kind = category(character)
    if kind == "Nd" and Fold.DIGITS in folds:
        return str(decimal(character))
    if (kind == "Pd" or character == "\u2212") and Fold.HYPHENS in folds:
        return " "
    if character.isspace() and character != "\n" and Fold.SPACES in folds:
        return " "
    return _unaccented(character) if Fold.MARKS in folds else character


def _unaccented(character: str) -> str:
    """The letter an accented one is composed of; hamza is not an accent."""
    parts = normalize("NFD", character)
    only_accents = all(category(accent) == "Mn" and accent not in _HAMZA_MARKS for accent in parts[1:])
    return parts[0] if only_accents else character


def _recased(character: str, folds: Fold) -> str:
    lower = character.lower() if Fold.CASE in folds else character
    return lower if len(lower) == 1 else character
