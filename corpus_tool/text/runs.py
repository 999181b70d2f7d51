"""Cuts a text into runs of one script, without asking any tokenizer.

A run is a word of letters with their marks, or one of the protected pieces. A word of mixed scripts is several runs;
so are letters and digits, unless they make a code (F-16).
"""

import re
from functools import cache
from sys import maxsize

from corpus_tool.text import protected
from corpus_tool.text.classes import INNER_FORMATS, marks
from corpus_tool.text.scripts import LETTERS
from corpus_tool.text.tokens import Token

INNER_QUOTES = "\"'\u05f3\u05f4\u2019\u201d"
"""Geresh and gershayim, as typed: between two Hebrew letters they belong to the word."""

_NUMERALS = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2150-\u218b\u2460-\u249b"
"""Fractions, superscripts and the like, which `\\w` takes for letters."""

_WORDS = frozenset({"arabic", "hebrew", "latin", "letters"})


def runs(text: str, start: int = 0, end: int = maxsize) -> list[Token]:
    """The words and protected pieces of `text` from `start` to `end`, in order; other characters are left out."""
    return [
        Token(match.start(), match.end(), "word" if group in _WORDS else group)
        for match in _run().finditer(text, start, end)
        if (group := match.lastgroup)
    ]


@cache
def _run() -> re.Pattern[str]:
    """One pattern, the commonest words first: the protected pieces begin with none of their letters."""
    inner = marks() + INNER_FORMATS
    arabic, hebrew, latin = LETTERS["arabic"], LETTERS["hebrew"], LETTERS["latin"]
    hebrew_part = f"[{hebrew}][{hebrew}{inner}]*"
    latin_part = f"[{latin}][{latin}{inner}]*"
    other = rf"[^\W\d_{arabic}{hebrew}{latin}{_NUMERALS}]"
    patterns = {
        "arabic": f"[{arabic}][{arabic}{inner}]*",
        "hebrew": f"{hebrew_part}(?:[{INNER_QUOTES}]{hebrew_part})*\u05f3?",
        **protected.patterns(inner),
        "latin": rf"(?:[A-Z]\.){{2,}}|{latin_part}(?:['\u2019]{latin_part})*",
        "letters": f"{other}(?:{other}|[{inner}])*",
    }
    return re.compile("|".join(f"(?P<{group}>{pattern})" for group, pattern in patterns.items()))
