"""What is odd about a text: looked for once, when it comes in, and told. Nothing is changed.

Everything that hides, misleads or breaks tools: characters nobody sees, glyphs stored for letters, lines stored in
the order of the screen, remains of other programs. Each check looks only for what the text's own alphabet lets it find.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from corpus_tool.text.alphabet import alphabet as alphabet_of
from corpus_tool.text.classes import marks
from corpus_tool.text.details import ARABIC, BETWEEN, COMPOSED, HEBREW, NONE_COMPOSED, ONE_COMPOSED, TOLD_BEFORE
from corpus_tool.text.naming import name_of
from corpus_tool.text.oddities import GRAVITY, Finding, Oddity
from corpus_tool.text.repetition import repeated_paragraphs
from corpus_tool.text.stored_order import reasons_for_visual_order
from corpus_tool.text.width import INVISIBLE, kinds_of


def audit(text: str) -> tuple[Finding, ...]:
    """Everything odd about `text`, gravest first; within a kind, by the place it is first met."""
    alphabet = alphabet_of(text)
    found = [finding for check in _CHECKS for finding in check(text, alphabet)]
    return tuple(sorted(found, key=lambda finding: (GRAVITY[finding.kind], finding.first_offset)))


def _visual_order(text: str, alphabet: str) -> Iterator[Finding]:
    reasons = reasons_for_visual_order(text, alphabet)
    if reasons:
        count = sum(reason.times for reason in reasons)
        first = min(reason.first_offset for reason in reasons)
        yield Finding(Oddity.VISUAL_ORDER, count, first, BETWEEN.join(reason.sentence for reason in reasons))


_ESCAPES = re.compile("[\x1b\x9b\ufffd]\\[[0-?]*[ -/]*[@-~]|[\x1b\x9d\ufffd]\\][0-9]+;")
"""CSI and OSC (ECMA-48, 5.4 and 5.6), whose ESC may have been made U+FFFD on the way in."""


def _escapes(text: str, alphabet: str) -> Iterator[Finding]:
    if not _ESCAPING.isdisjoint(alphabet):
        yield from _summed(Oddity.ESCAPES, _ESCAPES.finditer(text))


_ESCAPING = frozenset("\x1b\x9b\x9d\ufffd")


def _single_characters(text: str, alphabet: str) -> Iterator[Finding]:
    """What a character is odd for by itself: one finding a character."""
    for character in alphabet:
        if kind := _oddity_of(character):
            yield Finding(kind, text.count(character), text.index(character), name_of(character))


@lru_cache(maxsize=1 << 12)
def _oddity_of(character: str) -> Oddity | None:
    category = unicodedata.category(character)
    if character in "\u202d\u202e":
        return Oddity.OVERRIDES
    if character == "\ufffd":
        return Oddity.REPLACED
    if character in "\u00a0\u2007\u202f":
        return Oddity.NO_BREAK
    if character in "\u2028\u2029" or (category == "Cc" and character not in "\t\n"):
        return Oddity.CONTROLS
    if category in {"Cn", "Cs"}:
        return Oddity.UNASSIGNED
    if category == "Co":
        return Oddity.PRIVATE
    is_odd = category == "Cf" and kinds_of(character) == INVISIBLE
    return Oddity.INVISIBLE if is_odd or character in "\u200b\u2060" else None


_ARABIC_FORMS = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc]")
"""Without the ornate brackets and the word signs (\\ufdfa-\\ufdff), which have no other spelling."""
_HEBREW_FORMS = re.compile("[\ufb1d-\ufb4f]")


def _forms(text: str, alphabet: str) -> Iterator[Finding]:
    for script, forms in ((ARABIC, _ARABIC_FORMS), (HEBREW, _HEBREW_FORMS)):
        if forms.search(alphabet):
            yield from _summed(Oddity.FORMS, forms.finditer(text), script)


_PAIR = re.compile("[^\\W\\d_][\u0300-\u036f\u0653-\u0655]")
"""A letter and a mark that may be one code point together. Vowel signs never are."""


def _composition(text: str, alphabet: str) -> Iterator[Finding]:
    if not re.search("[\u0300-\u036f\u0653-\u0655]", alphabet):
        return
    apart = (pair for pair in _PAIR.finditer(text) if len(unicodedata.normalize("NFC", pair[0])) == 1)
    composed = sum(text.count(one) for one in alphabet if one.isalpha() and _is_composed(one))
    detail = {0: NONE_COMPOSED, 1: ONE_COMPOSED}.get(composed, COMPOSED)
    yield from _summed(Oddity.COMPOSITION, apart, detail.format(count=f"{composed:,}"))


def _is_composed(character: str) -> bool:
    decomposed = unicodedata.normalize("NFD", character)
    return decomposed != character and unicodedata.normalize("NFC", decomposed) == character


def _repeated(text: str, alphabet: str) -> Iterator[Finding]:
    repeated = repeated_paragraphs(text, alphabet)
    if repeated:
        detail = TOLD_BEFORE.format(place=repeated[0][0].start)
        yield Finding(Oddity.REPEATED, len(repeated), repeated[0][1].start, detail)


_DIGITS = {
    "ASCII": re.compile("[0-9]"),
    "Arabic-Indic": re.compile("[\u0660-\u0669]"),
    "Eastern Arabic-Indic": re.compile("[\u06f0-\u06f9]"),
}


def _digits(text: str, alphabet: str) -> Iterator[Finding]:
    """Counts the digits of every system but the commonest."""
    systems = [name for name, digits in _DIGITS.items() if digits.search(alphabet)]
    if len(systems) > 1:
        found = {name: _DIGITS[name].findall(text) for name in systems}
        rarer = sorted(found, key=lambda name: len(found[name]))[:-1]
        first = min(text.index(found[name][0]) for name in rarer)
        detail = ", ".join(f"{len(digits)} {name}" for name, digits in found.items())
        yield Finding(Oddity.DIGITS, sum(len(found[name]) for name in rarer), first, detail)


_RUN_ON = re.compile("[.!?\u061f](?<=[^\\W\\d_a-zA-Z]{3}.)(?=[\u05d0-\u05ea\u0621-\u064a]{3})")
"""Three letters on either side: shorter ones are abbreviations (\u05d0\u05d9.\u05d0\u05e3.\u05e4\u05d9)."""


def _run_on(text: str, _alphabet: str) -> Iterator[Finding]:
    return _summed(Oddity.RUN_ON, _RUN_ON.finditer(text))


def _tatweel(text: str, alphabet: str) -> Iterator[Finding]:
    if "\u0640" in alphabet:
        letter = "[\u0620-\u063f\u0641-\u064a\u0671-\u06d3]"
        inside = re.compile(f"{letter}[{marks()}]*(\u0640+)[{marks()}]*(?={letter})")
        found = [match.start(1) for match in inside.finditer(text)]
        if found:
            yield Finding(Oddity.TATWEEL, len(found), found[0], "")


_CHECKS = (
    _visual_order,
    _escapes,
    _single_characters,
    _forms,
    _composition,
    _repeated,
    _digits,
    _run_on,
    _tatweel,
)


def _summed(kind: Oddity, matches: Iterable[re.Match[str]], detail: str = "") -> Iterator[Finding]:
    """One finding for all matches; none for none."""
    places = [match.start() for match in matches]
    if places:
        yield Finding(kind, len(places), places[0], detail)
