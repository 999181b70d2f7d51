"""Which script a text is written in, and which way it runs."""

import re
from collections import Counter
from functools import cache
from typing import Literal
from unicodedata import bidirectional

from corpus_tool.text.alphabet import alphabet
from corpus_tool.text.everyday import times

Direction = Literal["rtl", "ltr"]

LETTERS = {
    "arabic": (
        "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f"
        "\u08a0-\u08c7\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfb\ufe70-\ufe74\ufe76-\ufefc"
    ),
    "hebrew": (
        "\u05d0-\u05ea\u05ef-\u05f2"
        "\ufb1d\ufb1f-\ufb28\ufb2a-\ufb36\ufb38-\ufb3c\ufb3e\ufb40\ufb41\ufb43\ufb44\ufb46-\ufb4f"
    ),
    "latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff",
}
"""The letters of the scripts we know by name, tatweel among the Arabic ones, as the inside of a `[...]`."""

_LETTER_OF = {script: re.compile(f"[{letters}]") for script, letters in LETTERS.items()}


def shares(text: str) -> dict[str, float]:
    """The part each script, `other` among them, has in the letters of `text`; 0 everywhere where there is no letter."""
    scripts = dict(zip(characters := alphabet(text), map(_script, characters), strict=True))
    written = set(scripts.values()) - {""}
    found = dict.fromkeys([*LETTERS, "other"], 0.0)
    if len(written) == 1:  # most articles: nothing needs to be counted
        return found | dict.fromkeys(written, 1.0)
    for script in written:
        found[script] = times(text, "".join(letter for letter in scripts if scripts[letter] == script))
    total = sum(found.values())
    return {script: count / total if total else 0.0 for script, count in found.items()}


def direction_of(text: str) -> Direction:
    """`rtl` where more than half of the letters run from right to left (UAX #9 classes R and AL)."""
    counts = Counter({"rtl": 0, "ltr": 0})
    for character, count in Counter(text).items():
        strong = bidirectional(character)
        if strong in ("R", "AL"):
            counts["rtl"] += count
        elif strong == "L":
            counts["ltr"] += count
    return "rtl" if counts["rtl"] > counts["ltr"] else "ltr"


@cache
def _script(character: str) -> str:
    """The script of a letter; empty for what is none."""
    if not character.isalpha():
        return ""
    return next((script for script, pattern in _LETTER_OF.items() if pattern.match(character)), "other")
