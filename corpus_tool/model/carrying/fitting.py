"""Whether a layer can be written as it is: asked first, since most layers of names can, and then no step is taken."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain, repeat
from operator import eq

from corpus_tool.model.carrying.carries import Carries, Nesting
from corpus_tool.model.carrying.places import Places
from corpus_tool.model.layers import Layer
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.text.cuts import borders


def fits(layer: Layer, carries: Carries, places: Places) -> bool:
    """Whether no step of `restricted` changes or tells anything of the layer, seen without taking one.

    Only of flat spans with nothing but a label; False of all others, whatever the steps would do. A span on whole
    words covers a word and has no white space at its edges, so only what tells of lines is not asked here.
    """
    if not (carries.lines and carries.white_edges) or carries.fragment_a_line or carries.part_a_sentence:
        return False
    spans = layer.plain
    return (
        spans is not None
        and (carries.nesting is Nesting.ANY or _are_apart(spans))
        and (not carries.whole_words or _are_whole_words(spans, places))
        and (not carries.windowed or _are_in_windows(spans, places.windows))
    )


def _are_apart(spans: SpanColumns) -> bool:
    """Whether no two share a character."""
    borders = list(chain.from_iterable(sorted(zip(spans.starts, spans.ends, strict=True))))
    return borders == sorted(borders)


def _are_whole_words(spans: SpanColumns, places: Places) -> bool:
    """Whether each is from the start of a word to the end of one."""
    starts, ends = borders(places.tokens)
    return _are_among(spans.starts, starts) and _are_among(spans.ends, ends)


def _are_among(offsets: Sequence[int], borders: Sequence[int]) -> bool:
    """Whether each of some offsets is one of the borders, which ascend."""
    numbers = list(map(bisect_left, repeat(borders), offsets))
    return max(numbers, default=-1) < len(borders) and list(map(borders.__getitem__, numbers)) == offsets


def _are_in_windows(spans: SpanColumns, windows: Sequence[int]) -> bool:
    """Whether none begins in one window and ends in another."""
    first = map(bisect_right, repeat(windows), spans.starts)
    last = map(bisect_left, repeat(windows), spans.ends)
    return all(map(eq, first, last))
