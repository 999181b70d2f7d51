"""Hebrew: words by hebrew-tokenizer, asked word by word because it loses what it does not know."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise, product

from corpus_tool.languages import Language, NameStart, quietly
from corpus_tool.text.hebrew_amounts import AMOUNTS
from corpus_tool.text.prefixes import prefixes
from corpus_tool.text.runs import runs
from corpus_tool.text.scripts import LETTERS
from corpus_tool.text.suffixes import suffixes
from corpus_tool.text.tokens import Token

_Piece = tuple[str, str, int, tuple[int, int]]

_LETTER = re.compile(f"[{LETTERS['hebrew']}]")

_AS_TYPED = str.maketrans({"\u05f3": "'", "\u05f4": '"', "\u2019": "'", "\u201d": '"'})
"""One character for one, so that offsets stay: hebrew-tokenizer knows only the typewriter's quotes."""

_PROCLITICS = re.compile("ו?(?:לכש|כש|מש|בש|ש)?[מבכל]?[הש]?")
"""Conjunction, relative, preposition, article."""

_PROCLITIC_FORMS = tuple(
    "".join(parts) for parts in product(("", "ו"), ("", "לכש", "כש", "מש", "בש", "ש"), ("", *"מבכל"), ("", "ה", "ש"))
)
"""Everything that pattern matches."""

_BEFORE_NAMES = frozenset(form for form in _PROCLITIC_FORMS if not form.endswith("ה"))
"""Of these, those without the article, which a name keeps."""
_LONGEST = max(map(len, _BEFORE_NAMES))

_PRONOUNS = (
    "יהם",
    "יהן",
    "יכם",
    "יכן",
    "ינו",
    "יו",
    "יה",
    "יך",
    "הם",
    "הן",
    "כם",
    "כן",
    "נו",
    "ו",
    "ה",
    "ך",
    "י",
    "ם",
    "ן",
)
"""The suffixed pronouns, the longest first; the first letter of some is the plural's."""

_PROCLITIC_AND_QUOTE = re.compile(f"{_PROCLITICS.pattern}([\"'\u05f4\u201d])")

_INFLECTED_ABBREVIATION = re.compile(".(?:ים|ות|ית|יות|ניק|ניקים)")
"""What follows the gershayim of מ"פים or מש"קית: one letter and an ending."""

_TAKES_GERESH = re.compile("[ושמכלבה]{0,2}(?:רח|פרופ|גב|מס|עמ|אונ|טל|נק|שד|מח)|וכו|וגו|ה?[א-ת]|.*[גזצץ]")
"""Words that may end in a geresh: abbreviations, numerals and days (ד'), foreign sounds (ג'ורג')."""

_LONGEST_WORD = 64
"""Characters, marks among them."""

_CLOSING_WITHIN = 120
"""Characters in which a quotation that opens behind a proclitic is expected to close."""


@cache
def _tokenizer() -> Callable[[str], Iterator[_Piece]]:
    with quietly():
        from hebrew_tokenizer.api import tokenize
    found: Callable[[str], Iterator[_Piece]] = tokenize
    return found


def propose(text: str) -> list[Token]:
    """The runs of `text`; those of Hebrew letters as hebrew-tokenizer cuts them, quotes and geresh set right."""
    proposed: list[Token] = []
    for run in runs(text):
        if run.kind == "word" and _LETTER.match(text, run.start):
            proposed.extend(_words(text, run))
        else:
            proposed.append(run)
    return proposed


def clitic_borders(word: str) -> list[int]:
    """Offsets in `word` where a name may start behind proclitics; the shortest, right in 93 of 100 names, first."""
    return [found.border for found in prefixes(word, _PROCLITICS, least_rest=1)]


def enclitic_borders(word: str) -> list[int]:
    """Offsets in `word` where it may end before a suffixed pronoun, the longest pronoun first."""
    return suffixes(word, _PRONOUNS, least_rest=2)


def behind_proclitics(word: str) -> list[str]:
    """The forms of a folded Hebrew word behind conjunction, relative, preposition and article."""
    if not re.fullmatch(f"[{LETTERS['hebrew']}]+", word):
        return []
    return [proclitics + word for proclitics in dict.fromkeys(_PROCLITIC_FORMS) if proclitics]


def _words(text: str, run: Token) -> list[Token]:
    quote = _opening_quote(text, run)
    if quote is None:
        return _unquoted(text, run)
    return [Token(run.start, quote, "word"), *_unquoted(text, Token(quote + 1, run.end, "word"))]


def _unquoted(text: str, run: Token) -> list[Token]:
    end = run.end + _has_closing_geresh(text, run)
    edges = [run.start, *_new_words(text, run), end]
    return [Token(left, right, "word") for left, right in pairwise(edges)]


def _new_words(text: str, run: Token) -> list[int]:
    """Offsets inside `run` where hebrew-tokenizer begins a word between two letters.

    Its borders at quotes, marks and letters it does not know are no evidence (it cuts צ'רצ'יל in three), nor is a
    piece whose slice is not its text. It is spared runs too long for a word: its time grows with their cube.
    """
    if run.end - run.start > _LONGEST_WORD:
        return []
    typed = text[run.start : run.end].translate(_AS_TYPED)
    begun = {start for _, piece, _, (start, end) in _tokenizer()(typed) if piece == typed[start:end] != ""}
    return sorted(run.start + start for start in begun if start and typed[start - 1 : start + 1].isalpha())


def _opening_quote(text: str, run: Token) -> int | None:
    """The offset of a quote that opens behind a proclitic, as in ל"הארץ"; None where it is gershayim, as in ב"כ.

    With three letters or more behind it that are not letter and ending, the mark opens a quotation; with two, or
    behind a geresh, only if the quotation also closes.
    """
    found = _PROCLITIC_AND_QUOTE.match(text, run.start, run.end)
    if found is None or found.end() - found.start() == 1:
        return None
    quoted = text[found.end() : run.end]
    letters = len(_LETTER.findall(quoted))
    clear = letters > 2 and found[1] != "'" and not _INFLECTED_ABBREVIATION.fullmatch(quoted)
    return found.start(1) if clear or (letters > 1 and _closes(text, found.end(), found[1])) else None


def _closes(text: str, start: int, quote: str) -> bool:
    """Whether the next mark of that kind, gershayim inside words apart, stands behind a word rather than before one."""
    letter = _LETTER.pattern
    inner = f"(?<={letter}){quote}(?={letter})"
    closing = f"(?:[^{quote}\n]|{inner}){{1,{_CLOSING_WITHIN}}}(?<=\\S){quote}(?!{letter})"
    return re.compile(closing).match(text, start) is not None


def _has_closing_geresh(text: str, run: Token) -> bool:
    """Whether the apostrophe behind `run` is its geresh and not the end of a quotation."""
    closed = text[run.end : run.end + 1] in ("'", "\u2019")
    opened = text[max(run.start - 1, 0) : run.start] in ("'", "\u2018", "\u2019")
    return closed and not opened and _TAKES_GERESH.fullmatch(text, run.start, run.end) is not None


def name_starts(word: str) -> list[NameStart]:
    """The names that may begin in a folded word: behind proclitics, with or without its article.

    Behind ב, כ and ל the article is not written: בכנסת may have הכנסת from its second letter on. A ו that begins a
    name is doubled behind a proclitic: בוואדי.
    """
    found = []
    for at in range(min(len(word), _LONGEST) + 1):
        proclitics, rest = word[:at], word[at:]
        if proclitics not in _BEFORE_NAMES:
            continue
        if not at or len(rest) >= 2 or (rest and rest.isascii()):
            found.append(NameStart(at, rest))
        if rest.startswith("ה") and len(rest) > 2:
            found.append(NameStart(at, rest[1:], is_exact=False))
        if proclitics[-1:] in {"ב", "כ", "ל"} and len(rest) >= 2:
            found.append(NameStart(at, "ה" + rest, is_exact=False))
        if at and rest.startswith("וו"):
            found.append(NameStart(at, rest[1:], is_exact=False))
    return found


LANGUAGE = Language(
    code="he",
    name="Hebrew",
    propose=propose,
    direction="rtl",
    script="hebrew",
    clitic_borders=clitic_borders,
    enclitic_borders=enclitic_borders,
    behind_proclitics=behind_proclitics,
    name_starts=name_starts,
    amounts=AMOUNTS,
    # Yiddish: its digraphs, and alef with patah or qamats in a word that is not vocalised throughout.
    strangers="[\u05f0-\u05f2]|(?<![\u05b0-\u05c7])א[\u05b7\u05b8](?=[א-ת](?![\u05b0-\u05c7]))",
    package="hebrew-tokenizer",
)
