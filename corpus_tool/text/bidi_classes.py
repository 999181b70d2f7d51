"""The bidirectional class of each character, as one letter, so that the rules of UAX #9 can be regular expressions.

L R A(l)        strong        E(n) N(an)      numbers       + % ,     separator, terminator, common separator
M(nsm)          mark          0 (bn)          invisible     B S W O   paragraph, segment, white space, other
( )             brackets, which are class ON until rule N0 has looked at them
l r             embeddings    p q             overrides     d         the end of either (PDF)
i j f           isolates      t               the end of an isolate (PDI)
"""

import re
import unicodedata
from collections.abc import Mapping

from corpus_tool.text.lookup import Lookup
from corpus_tool.text.unicode_tables import CLOSING_BRACKETS, OPENING_BRACKETS, UNASSIGNED_CLASSES

LETTERS = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "AN": "N",
    "ES": "+",
    "ET": "%",
    "CS": ",",
    "NSM": "M",
    "BN": "0",
    "B": "B",
    "S": "S",
    "WS": "W",
    "ON": "O",
    "LRE": "l",
    "RLE": "r",
    "LRO": "p",
    "RLO": "q",
    "PDF": "d",
    "LRI": "i",
    "RLI": "j",
    "FSI": "f",
    "PDI": "t",
}
ISOLATES = "ijf"
REMOVED = "lrpqd0"
"""What rule X9 takes out."""

_STRONG_OR_ISOLATE = re.compile("[LRAijf]")


def _class_letter(code_point: int) -> str:
    return LETTERS[unicodedata.bidirectional(chr(code_point)) or _unassigned(code_point)]


def _unassigned(code_point: int) -> str:
    return next(name for first, last, name in UNASSIGNED_CLASSES if first <= code_point <= last)


_letters = Lookup(_class_letter)
_letters.update(str.maketrans(dict.fromkeys(OPENING_BRACKETS, "(")))
_letters.update(str.maketrans(dict.fromkeys(CLOSING_BRACKETS, ")")))


def classes_of(text: str) -> str:
    """Return one letter per code point."""
    return text.translate(_letters)


def matching_isolates(classes: str) -> dict[int, int]:
    """Return where the isolate that begins at each position ends (BD9). One that never ends is not in it."""
    matches: dict[int, int] = {}
    open_isolates: list[int] = []
    for found in re.finditer("[ijft]", classes):
        if found[0] != "t":
            open_isolates.append(found.start())
        elif open_isolates:
            matches[open_isolates.pop()] = found.start()
    return matches


def first_strong_level(classes: str, start: int, end: int, matches: Mapping[int, int]) -> int | None:
    """Return 0 or 1 for the first strong character of a range, isolates passed over (P2, P3); None if there is none."""
    found = _STRONG_OR_ISOLATE.search(classes, start, end)
    while found and found[0] in ISOLATES:
        after = matches.get(found.start(), end)
        found = _STRONG_OR_ISOLATE.search(classes, after, end)
    return None if found is None else int(found[0] != "L")
