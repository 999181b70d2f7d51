"""Character classes that `re` lacks, each written as the inside of a `[...]`."""

from functools import cache
from itertools import pairwise
from unicodedata import category

FORMATS = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
"""What takes no room of its own: joiners, bidi controls, soft hyphen, BOM, emoji modifiers and tags."""

INNER_FORMATS = "\u00ad\u061c\u200c-\u200f\u2060\ufeff"
"""Those of them that do not end a word."""

REGIONAL_INDICATORS = "\U0001f1e6-\U0001f1ff"
"""Two of them are one flag."""


@cache
def marks() -> str:
    """Every mark (Mn, Mc, Me) of the basic plane, by the Unicode version of this Python.

    Asked for rather than built on import: walking the plane takes 6 ms.
    """
    found = [code for code in range(0x300, 0x10000) if category(chr(code))[0] == "M"]
    breaks = [(left, right) for left, right in pairwise(found) if right - left > 1]
    firsts = [found[0], *(right for _, right in breaks)]
    lasts = [*(left for left, _ in breaks), found[-1]]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))
