"""The stretches that writing itself marks around a place: word, phrase in quotes or brackets, clause, sentence, line.

All ranges are half-open, in code points, and lie within one line. Quotes are told from gershayim by the tokens: what
is inside a word is a letter of it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus_tool.text.clusters import is_border
from corpus_tool.text.coordinates import Range
from corpus_tool.text.sentences import sentences
from corpus_tool.text.tokens import Token, snap, tokens_in
from corpus_tool.text.unicode_tables import CLOSING_BRACKETS, OPENING_BRACKETS

_CLOSED_BY = dict(zip(OPENING_BRACKETS, CLOSING_BRACKETS, strict=True))

_QUOTES = {
    quote: kind
    for kind, quotes in enumerate(("\u00ab\u00bb", '"\u201c\u201d\u201e\u05f4', "'\u2018\u2019\u201a\u05f3"))
    for quote in quotes
}
"""Quote to its kind. Any of a kind closes what any of it opened: «…» and »…«, „…” and "…“ are all written."""

_CLAUSE_MARKS = frozenset(",;:\u060c\u061b\u2013\u2014")


def around(text: str, tokens: Sequence[Token], start: int, end: int) -> list[Range]:
    """Every stretch that holds `start`..`end`, the narrowest first; one that several structures make is told once."""
    if not text:
        return []
    line = line_of(text, start, end)
    found = {Range(*snap(tokens, start, end)), _trimmed(text, *line)}
    found |= {pair for pair in _quoted(text, tokens, line) if _holds(pair, start, end)}
    for sentence in _sentences(text, line):
        if _holds(sentence, start, end):
            found |= {sentence, _clause(text, tokens, sentence, start, end)}
    whole = (
        one for one in found if _holds(one, start, end) and is_border(text, one.start) and is_border(text, one.end)
    )
    return sorted(whole, key=lambda one: (one.end - one.start, one.start))


def sentence_at(text: str, offset: int) -> Range:
    """The sentence at `offset`, 0 <= offset <= len(text); between two, the one behind; an empty line, as it is."""
    line = line_of(text, offset, offset)
    found = list(_sentences(text, line))
    return next((one for one in found if offset < one.end), found[-1] if found else line)


def line_of(text: str, start: int, end: int) -> Range:
    """The line, or lines, that hold `start`..`end`, without the last line end."""
    after = text.find("\n", max(start, end - 1))
    return Range(text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after)


def _sentences(text: str, line: Range) -> Iterator[Range]:
    for start, end in sentences(text[line.start : line.end]):
        yield Range(line.start + start, line.start + end)


def _quoted(text: str, tokens: Sequence[Token], line: Range) -> Iterator[Range]:
    """What stands between two quotes or brackets, without and with them."""
    open_: list[Token] = []
    for mark in _marks(tokens, line):
        before = next((at for at in reversed(range(len(open_))) if _closes(text, open_[at], mark)), None)
        if before is not None:
            yield _trimmed(text, open_[before].end, mark.start)
            yield Range(open_[before].start, mark.end)
            del open_[before:]
        elif text[mark.start] in _CLOSED_BY or text[mark.start] in _QUOTES:
            open_.append(mark)


def _closes(text: str, opening: Token, mark: Token) -> bool:
    first, second = text[opening.start], text[mark.start]
    if first in _QUOTES:
        return _QUOTES[first] == _QUOTES.get(second)
    return _CLOSED_BY[first] == second


def _clause(text: str, tokens: Sequence[Token], sentence: Range, start: int, end: int) -> Range:
    """The stretch between two commas, or between one and an end of the sentence, that holds `start`..`end`."""
    commas = [mark for mark in _marks(tokens, sentence) if text[mark.start] in _CLAUSE_MARKS]
    edges = [(sentence.start, sentence.start), *((mark.start, mark.end) for mark in commas), (sentence.end,) * 2]
    pieces = (Range(left, right) for (_, left), (right, _) in pairwise(edges))
    return next((_trimmed(text, *piece) for piece in pieces if _holds(piece, start, end)), sentence)


def _marks(tokens: Sequence[Token], within: Range) -> Iterator[Token]:
    return (tokens[at] for at in tokens_in(tokens, *within) if tokens[at].kind in {"punctuation", "symbol"})


def _holds(one: Range, start: int, end: int) -> bool:
    return one.start <= start and end <= one.end and one.start < one.end


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Range(start, end)
