"""What is selected: a stretch of text with an edge that moves. Never empty where there is text.

Motions are functions from a selection to a selection, in logical order: forward is towards the end of the text, which
in a right-to-left paragraph is leftwards. Tokens are those of the document; clusters are never cut.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

from corpus_tool.text.clusters import around, is_border
from corpus_tool.text.cuts import Cut
from corpus_tool.text.tokens import Token

WORDLESS = frozenset({"punctuation", "symbol", "gap"})
"""The kinds of tokens that a reader would not call words."""

_START = attrgetter("start")
_END = attrgetter("end")


class Edge(Enum):
    """Which edge of a selection moves when it is extended."""

    NEITHER = "neither"
    """It was just made: the first extension decides."""
    START = "start"
    END = "end"


class Selection(NamedTuple):
    """A half-open range of code points, and the edge that moves."""

    start: int
    end: int
    moving: Edge = Edge.NEITHER

    @property
    def head(self) -> int:
        """The offset of the character at the moving edge: where the caret stands."""
        return self.start if self.moving is Edge.START else max(self.start, self.end - 1)

    @property
    def range(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end


def words_of(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens that motions stop at: words, numbers and the like; all of them where there is no such token."""
    if isinstance(tokens, Cut):
        return tokens.without(WORDLESS) or tokens
    return tuple(token for token in tokens if token.kind not in WORDLESS) or tuple(tokens)


def word_at(tokens: Sequence[Token], offset: int) -> Selection:
    """The token at `offset`, or the nearest one behind it, or the last; nothing where there are no tokens."""
    if not tokens:
        return Selection(0, 0)
    number = min(bisect_right(tokens, offset, key=_END), len(tokens) - 1)
    return Selection(tokens[number].start, tokens[number].end)


def next_word(selection: Selection, tokens: Sequence[Token]) -> Selection:
    """The token behind the selection; the selection's last where there is none behind."""
    return word_at(tokens, selection.end)


def previous_word(selection: Selection, tokens: Sequence[Token]) -> Selection:
    """The token in front of the selection; the first where there is none in front."""
    number = bisect_left(tokens, selection.start, key=_START) - 1
    return Selection(tokens[max(number, 0)].start, tokens[max(number, 0)].end) if tokens else selection


def extend_word(selection: Selection, tokens: Sequence[Token], *, forward: bool) -> Selection:
    """Move the moving edge over one token."""
    edge = _moving(selection, forward=forward)
    if edge is Edge.END:
        return _with_end(
            selection, _next_end(tokens, selection.end) if forward else _previous_end(tokens, selection.end)
        )
    start = _next_start(tokens, selection.start) if forward else _previous_start(tokens, selection.start)
    return _with_start(selection, start)


def over_words(selection: Selection, tokens: Sequence[Token], count: int) -> Selection:
    """From where the selection starts over `count` words; one that covers as many already stays as it is."""
    while sum(one.start < selection.end and selection.start < one.end for one in tokens) < count:
        end = _next_end(tokens, selection.end)
        if end == selection.end:
            break
        selection = _with_end(selection, end)
    return selection


def extend_cluster(selection: Selection, text: str, *, forward: bool) -> Selection:
    """Move the moving edge over one cluster."""
    edge = _moving(selection, forward=forward)
    at = selection.end if edge is Edge.END else selection.start
    step = 1 if forward else -1
    at += step
    while 0 < at < len(text) and not is_border(text, at):
        at += step
    at = min(max(at, 0), len(text))
    return _with_end(selection, at) if edge is Edge.END else _with_start(selection, at)


def between(one: Selection, other: Selection) -> Selection:
    """The stretch that holds both, its moving edge at `other`'s: what is dragged over from one to the other."""
    edge = Edge.START if other.start < one.start else Edge.END
    return Selection(min(one.start, other.start), max(one.end, other.end), edge)


def cluster_at(text: str, offset: int) -> Selection:
    """The cluster that holds `offset`, 0 <= offset < len(text)."""
    return Selection(*around(text, offset))


def standing(selection: Selection) -> int:
    """The offset of the character at the edge that does not move."""
    return max(selection.start, selection.end - 1) if selection.moving is Edge.START else selection.start


def swap_edge(selection: Selection) -> Selection:
    """Let the other edge move."""
    return selection._replace(moving=Edge.END if selection.moving is Edge.START else Edge.START)


def trim(selection: Selection, tokens: Sequence[Token], borders: Sequence[int]) -> Selection:
    """Move the start to the next of `borders` inside its word, and from the last back to the word's own start.

    `borders` are offsets in the text, best first: where the name may begin behind its proclitics.
    """
    inside = [border for border in borders if border < selection.end]
    word = word_at(tokens, selection.start)
    steps = [word.start, *inside]
    here = steps.index(selection.start) if selection.start in steps else 0
    return selection._replace(start=steps[(here + 1) % len(steps)])


def trim_end(selection: Selection, tokens: Sequence[Token], borders: Sequence[int]) -> Selection:
    """Move the end to the next of `borders` inside its word, and from the last back to the word's own end.

    `borders` are offsets in the text, best first: where the name may end before its suffixes.
    """
    inside = [border for border in borders if border > selection.start]
    word = word_at(tokens, max(selection.start, selection.end - 1))
    steps = [word.end, *inside]
    here = steps.index(selection.end) if selection.end in steps else 0
    return selection._replace(end=steps[(here + 1) % len(steps)])


def _moving(selection: Selection, *, forward: bool) -> Edge:
    if selection.moving is Edge.NEITHER:
        return Edge.END if forward else Edge.START
    return selection.moving


def _with_end(selection: Selection, end: int) -> Selection:
    return Selection(selection.start, end, Edge.END) if end > selection.start else selection


def _with_start(selection: Selection, start: int) -> Selection:
    return Selection(start, selection.end, Edge.START) if start < selection.end else selection


def _next_end(tokens: Sequence[Token], offset: int) -> int:
    number = bisect_right(tokens, offset, key=_END)
    return tokens[number].end if number < len(tokens) else offset


def _previous_end(tokens: Sequence[Token], offset: int) -> int:
    number = bisect_left(tokens, offset, key=_END) - 1
    return tokens[number].end if number >= 0 else offset


def _next_start(tokens: Sequence[Token], offset: int) -> int:
    number = bisect_right(tokens, offset, key=_START)
    return tokens[number].start if number < len(tokens) else offset


def _previous_start(tokens: Sequence[Token], offset: int) -> int:
    number = bisect_left(tokens, offset, key=_START) - 1
    return tokens[number].start if number >= 0 else offset
