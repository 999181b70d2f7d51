"""Arabic: words by PyArabic, which is shown nothing but plain Arabic."""

import re
from collections.abc import Iterator
from functools import cache

from corpus_tool.languages import Language, NameStart, quietly
from corpus_tool.text.arabic_amounts import AMOUNTS
from corpus_tool.text.prefixes import Prefix, prefixes
from corpus_tool.text.runs import runs
from corpus_tool.text.scripts import LETTERS
from corpus_tool.text.suffixes import suffixes
from corpus_tool.text.tokens import Token

_BEYOND_PYARABIC = re.compile(
    rf"[^{LETTERS['arabic']}\u064b-\u0652\u0670\s!\"$%&()*+,./:;<=>?\[\\\]^{{|}}~\u00ab\u00bb\u2013\u2014\u2018-\u201e\u2026\u060c\u061b\u061f-]"
)
"""Where PyArabic is not to be trusted: it takes 3.5, F-16, addresses and words with rarer marks or joiners apart, and
apostrophes, digits and Latin letters for a part of the Arabic word beside them."""

_PROCLITICS = re.compile("(?P<conjunction>[وفأ])?(?P<preposition>[بكلس])?(?P<article>ال|(?<=ل)ل)?")
"""Conjunction, preposition, article; behind ل the article is written as a second ل (للحزب)."""

_PROCLITIC_FORMS = tuple(
    conjunction + preposition for conjunction in ("", "و", "ف") for preposition in ("", "ب", "ك", "ل", "س")
)
"""The question's أ is left out: folded it is ا, with which too many other words begin."""

_BEFORE_NAMES = frozenset(_PROCLITIC_FORMS)
_LONGEST = max(map(len, _PROCLITIC_FORMS))

_NO_NAMES = frozenset({"على", "إلى", "الى", "أن", "إن", "ان", "آن", "أو", "لدى", "حتى", "متى", "أي", "إذ", "إذا"})

_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "كن", "نا", "ني", "ه", "ك", "ي")
"""The suffixed pronouns, the longest first: ضربوني ends in ني before it may end in ي."""

_SPACE = re.compile(r"\s|\Z")


@cache
def _word() -> re.Pattern[str]:
    """What `pyarabic.araby.tokenize_with_location` looks for; asked itself, it takes a third of the time."""
    with quietly():
        from pyarabic.araby import TOKEN_PATTERN_SPLIT
    found: re.Pattern[str] = TOKEN_PATTERN_SPLIT
    return found


def propose(text: str) -> list[Token]:
    """The words of `text` as PyArabic cuts them; what stands between two spaces and is not plain Arabic, as runs."""
    proposed: list[Token] = []
    position = 0
    for start, end in _beyond_pyarabic(text):
        proposed += _words(text, position, start)
        proposed += runs(text, start, end)
        position = end
    return proposed + _words(text, position, len(text))


def _words(text: str, start: int, end: int) -> list[Token]:
    new = tuple.__new__  # a tenth of the time of calling Token
    kind = ("word",)
    return [new(Token, piece.span() + kind) for piece in _word().finditer(text, start, end)]


def _beyond_pyarabic(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between white space that hold anything but Arabic letters, vowel marks and plain punctuation."""
    end = 0
    while found := _BEYOND_PYARABIC.search(text, end):
        start = found.start()
        while start > end and not text[start - 1].isspace():
            start -= 1
        space = _SPACE.search(text, found.end())
        end = space.start() if space else len(text)
        yield start, end


def clitic_borders(word: str) -> list[int]:
    """Offsets in `word` where a name may start behind proclitics, best first; two letters at least remain.

    The shortest first, but those that take the article off behind all that leave it (names keep theirs), and those
    that need س or أ last: they stand before verbs and questions.
    """
    return [found.border for found in sorted(prefixes(word, _PROCLITICS, least_rest=2), key=_doubt)]


def _doubt(prefix: Prefix) -> tuple[bool, bool]:
    parts = prefix.match.groupdict()
    return parts["preposition"] == "س" or parts["conjunction"] == "أ", parts["article"] is not None


def enclitic_borders(word: str) -> list[int]:
    """Offsets in `word` where it may end before a suffixed pronoun, the longest pronoun first."""
    return suffixes(word, _PRONOUNS, least_rest=2)


def behind_proclitics(word: str) -> list[str]:
    """The forms of a folded Arabic word behind conjunction, preposition and article; l + article is written لل."""
    if not re.fullmatch(f"[{LETTERS['arabic']}]+", word):
        return []
    bare = word.removeprefix("ال") if len(word) > len("ال") + 1 else word
    joined = [word, "ال" + word] if bare == word else [word]
    forms = [proclitics + form for proclitics in _PROCLITIC_FORMS for form in joined]
    forms += [conjunction + "لل" + bare for conjunction in ("", "و", "ف")]
    return [form for form in dict.fromkeys(forms) if form != word]


def name_starts(word: str) -> list[NameStart]:
    """The names that may begin in a folded word: behind conjunction and preposition, with or without its article.

    Behind ل the article's alef is not written: للجيش has الجيش from its second letter on.
    """
    found = []
    for at in range(min(len(word), _LONGEST) + 1):
        proclitics, rest = word[:at], word[at:]
        if proclitics not in _BEFORE_NAMES:
            continue
        if not at or len(rest) >= 2 or (rest and rest.isascii()):
            found.append(NameStart(at, rest))
        if rest.startswith("ال") and len(rest) > 3:
            found.append(NameStart(at, rest[2:], is_exact=False))
        if proclitics.endswith("ل") and rest.startswith("ل") and len(rest) > 2:
            found += [NameStart(at, "ا" + rest), NameStart(at, rest[1:], is_exact=False)]
    return found


LANGUAGE = Language(
    code="ar",
    name="Arabic",
    propose=propose,
    direction="rtl",
    script="arabic",
    clitic_borders=clitic_borders,
    enclitic_borders=enclitic_borders,
    behind_proclitics=behind_proclitics,
    name_starts=name_starts,
    amounts=AMOUNTS,
    no_names=_NO_NAMES,
    # Persian, Kurdish and Urdu letters; a final ی is also typed for ي, but no Arabic newsroom does so throughout.
    strangers="[پچژگکڤیۀەێۆڕڵےہھںٹڈڑ]",
    package="pyarabic",
)
