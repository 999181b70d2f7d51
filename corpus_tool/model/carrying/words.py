"""Annotations on whole words: what begins or ends inside one is left out, grows, or has the word cut."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Event, Fragment, Relation, Span
from corpus_tool.model.layers import Layer
from corpus_tool.model.losses import Lost, Reason
from corpus_tool.model.policies import Clitics
from corpus_tool.text.cuts import borders
from corpus_tool.text.tokens import Token


def on_whole_words(
    annotations: Sequence[Annotation], tokens: Sequence[Token], clitics: Clitics
) -> tuple[list[Annotation], list[Lost]]:
    """Annotations whose edges are token edges; what covers no word goes in any case.

    With `Clitics.SPLIT` every edge becomes one, so all stay. White space at an edge goes in any case, and is told.
    """
    kept, lost = list[Annotation](), list[Lost]()
    starts, ends = borders(tokens)
    for one in annotations:
        if isinstance(one, Relation) or _has_word_edges(one.fragments, starts, ends):
            kept.append(one)
            continue
        grown = [_words(fragment, starts, ends) for fragment in one.fragments]
        exact = [_inner(fragment, words) for fragment, words in zip(one.fragments, grown, strict=True)]
        cuts_a_word = exact != grown
        if None in grown:
            lost.append((one, Reason.WORDLESS))
            continue
        if tuple(exact) != one.fragments:
            lost.append((one, Reason.WHITE_SPACE))
        if cuts_a_word and clitics is Clitics.DROP:
            lost.append((one, Reason.PART_OF_WORD))
            continue
        if cuts_a_word and clitics is Clitics.EXPAND:
            lost.append((one, Reason.GROWN))
            exact = grown
        place = tuple(_joined(fragment for fragment in exact if fragment))
        kept.append(one if place == one.fragments else replace(one, fragments=place))
    return kept, lost


def _has_word_edges(fragments: Sequence[Fragment], starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether it is one fragment from the start of a word to the end of one, as nearly all are."""
    if len(fragments) > 1:
        return False
    ((start, end),) = fragments
    first = bisect_left(starts, start)
    last = bisect_left(ends, end, first)
    return last < len(ends) and starts[first] == start and ends[last] == end


def _words(fragment: Fragment, starts: Sequence[int], ends: Sequence[int]) -> Fragment | None:
    """From the first to the last word that has a character of the fragment, of words that start and end so."""
    start, end = fragment
    first = bisect_right(ends, start)
    after = bisect_left(starts, end, lo=first)
    return (starts[first], ends[after - 1]) if after > first else None


def _inner(fragment: Fragment, words: Fragment | None) -> Fragment | None:
    """The fragment without the white space at its edges."""
    return (max(fragment[0], words[0]), min(fragment[1], words[1])) if words else None


def _joined(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    """Fragments that met when they grew, as one."""
    running: Fragment | None = None
    for start, end in fragments:
        if running and start < running[1]:
            running = (running[0], max(end, running[1]))
        else:
            if running:
                yield running
            running = (start, end)
    if running:
        yield running


def split_tokens(tokens: Sequence[Token], layers: Iterable[Layer]) -> tuple[Token, ...]:
    """The tokens, cut wherever an annotation of the layers begins or ends inside one. Each part keeps its kind."""
    edges = sorted(
        {
            edge
            for layer in layers
            for one in layer.ordered
            if isinstance(one, Span | Event)
            for fragment in one.fragments
            for edge in fragment
        }
    )
    return tuple(part for token in tokens for part in _parts(token, edges))


def _parts(token: Token, edges: Sequence[int]) -> Iterator[Token]:
    inside = edges[bisect_right(edges, token.start) : bisect_left(edges, token.end)]
    borders = (token.start, *inside, token.end)
    return (token._replace(start=start, end=end) for start, end in pairwise(borders))
