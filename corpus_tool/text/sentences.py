"""Where sentences end in Arabic and Hebrew news, where no capital letter tells.

A line always ends one. Inside a line a sentence ends behind `.`, `!`, `?` and the like with the quotes and brackets
that close there, if white space follows, or if two long words meet without it (الروسية.ودارت). It does not end in
decimals, addresses and abbreviations, nor at the two dots that Arabic headlines use for a dash.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from corpus_tool.text.classes import INNER_FORMATS, joins
from corpus_tool.text.scripts import LETTERS

RULES = 1
"""The number of these rules. A corpus keeps where sentences begin, and asks anew where it was found by others."""

_UNSEEN = f"[{INNER_FORMATS}]*"
_MARKS = ".!?\u061f\u06d4\u2026"
_MARK = f"[{_MARKS}]"


def _end(first: str) -> re.Pattern[str]:
    """The mark that may end a sentence, which begins with `first`, and what closes with it; a straight quote may as
    well open the next one."""
    return re.compile(
        rf"(?P<mark>{first}{_MARK}*){_UNSEEN}"
        rf"(?P<quote>[\"'\u05f4]?)(?P<closing>(?:[ \u00a0]?[\u00bb\u201d\u2019)\]}}])*[\"']?){_UNSEEN}"
    )


# `re` finds one character four times as fast as one of several, and most articles end all their sentences alike. It
# runs over what is no mark when a pattern begins with one set of characters, and tries at each where that has a `+`.
_END = _end(_MARK)
_END_OF_ONE_KIND = {mark: _end(re.escape(mark)) for mark in _MARKS}

_GOES_ON = frozenset(",\u060c;\u061b:-\u2013\u2014")
"""Behind «…؟», these carry the sentence on."""

_LONG_WORD = re.compile(f"[\u00ab\u201c\u201e(\\[\"']?[{LETTERS['arabic']}{LETTERS['hebrew']}]{{3}}")
_ENDS_LONG_WORD = re.compile(f'[{LETTERS["arabic"]}{LETTERS["hebrew"]}]{{3}}[\u00bb\u201d)\\]"]?\\Z')

_ABBREVIATION = re.compile(
    r"(?:\A|(?<=[\s.(\[\"\u00ab\u201c\u201d-]))(?:[وו]?[^\W\d_]\u0640?|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|No|vs)\Z"
)
"""At the end of what stands before a full stop: a single letter, or an English title."""

_AFTER_NUMBER = re.compile(r"\d\s?[^\W\d_]\u0640?\Z")
"""There a single letter is a unit or an era (عام 1445 هـ.), which may well end a sentence."""

_LIST_NUMBER = re.compile(r"\s*[\d\u0660-\u0669]{1,3}\Z")

_LOOK_BACK = 8
"""Characters in which an abbreviation and what stands before it fit."""


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as half-open ranges: in order, disjoint, without white space at the edges, nothing lost.

    None reaches over a "\\n". Rules of our own; UAX #29 section 5 splits behind every full stop where case cannot tell.
    """
    found = []
    for start, border in pairwise((*sentence_starts(text), len(text))):
        end = border
        while text[end - 1].isspace():
            end -= 1
        found.append((start, end))
    return found


@lru_cache(maxsize=2)
def sentence_starts(text: str) -> tuple[int, ...]:
    """Where each sentence begins; kept for a moment: whoever cuts a text for its marks cuts it for its words next."""
    return tuple(starts_of_sentences(text))


def starts_of_sentences(text: str) -> list[int]:
    """The same, for whoever asks once."""
    found = []
    start = 0
    for border in (*_borders(text), len(text)):
        while start < border and text[start].isspace():
            start += 1
        if start < border:
            found.append(start)
        start = border
    return found


def _borders(text: str) -> Iterator[int]:
    """Offsets where one sentence is over, ascending: behind its last mark, and at every line end."""
    begun, line_end = 0, text.find("\n")
    for found in _ends(text):
        while 0 <= line_end < found.start():
            yield line_end
            begun, line_end = line_end + 1, text.find("\n", line_end + 1)
        border = _border(text, begun, found, line_end if line_end >= 0 else len(text))
        if border is not None:
            yield border
            begun = border
    while line_end >= 0:
        yield line_end
        line_end = text.find("\n", line_end + 1)


def _ends(text: str) -> Iterator[re.Match[str]]:
    """What may end a sentence, one after the other."""
    kinds = [mark for mark in _MARKS if mark in text]
    return (_END_OF_ONE_KIND[kinds[0]] if len(kinds) == 1 else _END).finditer(text)


def _border(text: str, begun: int, found: re.Match[str], end: int) -> int | None:
    """Where the sentence that began at `begun` ends if this mark ends it; the end of its line ends it anyway."""
    behind = found.end()
    if behind == end or found["mark"] == "..":
        return None
    if text[behind].isspace():
        rest = text[behind : behind + 80].lstrip()
        goes_on = rest[:1] in _GOES_ON or joins(rest[:1] or " ")
        return None if goes_on or _is_abbreviation(text, begun, found) else behind
    return _border_without_space(text, begun, found)


def _border_without_space(text: str, begun: int, found: re.Match[str]) -> int | None:
    """Between two words too long for an abbreviation the space was forgotten; a straight quote there opens."""
    behind = found.end() if found["closing"] else found.end("mark")
    before = text[max(begun, found.start() - _LOOK_BACK) : found.start()]
    return behind if _ENDS_LONG_WORD.search(before) and _LONG_WORD.match(text, behind) else None


def _is_abbreviation(text: str, begun: int, found: re.Match[str]) -> bool:
    """Whether a lone full stop belongs to the letter, title or list number before it."""
    if found["mark"] != "." or found["quote"] or found["closing"]:
        return False
    start = max(begun, found.start() - _LOOK_BACK)
    before = text[start : found.start()]
    if start == begun and _LIST_NUMBER.match(before):
        return True
    return _ABBREVIATION.search(before) is not None and _AFTER_NUMBER.search(before) is None
