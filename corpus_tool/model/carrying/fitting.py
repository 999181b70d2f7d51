"""Whether a layer can be written as it is: asked first, since most layers of names can, and then no step is taken."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import le

from corpus_tool.model.carrying.carries import Carries, Nesting
from corpus_tool.model.carrying.places import Places
from corpus_tool.model.layers import Layer
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.text.cuts import borders, ranges


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
    return _ascend(spans.starts, spans.ends) or _ascend(sorted(spans.starts), sorted(spans.ends))


def _ascend(starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether each ends before the next one starts."""
    return all(map(le, ends, starts[1:]))


def _are_whole_words(spans: SpanColumns, places: Places) -> bool:
    """Whether each is from the start of a word to the end of one."""
    starts, ends = borders(places.tokens)
    firsts, behind = ranges(places.tokens, spans.starts, spans.ends)
    return (
        max(firsts, default=-1) < len(starts)
        and [starts[first] for first in firsts] == spans.starts
        and [ends[end - 1] for end in behind] == spans.ends
    )


def _are_in_windows(spans: SpanColumns, windows: Sequence[int]) -> bool:
    """Whether none begins in one window and ends in another."""
    first = [bisect_right(windows, start) for start in spans.starts]
    return first == [bisect_left(windows, end) for end in spans.ends]
