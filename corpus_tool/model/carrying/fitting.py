"""Whether spans can be written as they are: asked first, since most layers of names can, and then no step is taken."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import le

from corpus_tool.model.carrying.carries import Carries, Nesting
from corpus_tool.model.carrying.places import Places
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.text.cuts import whole


def fits(spans: SpanColumns | None, carries: Carries, places: Places) -> bool:
    """Whether no step of `restricted` changes or tells anything of a layer of these plain spans, without taking one.

    False of a layer that is more (None), and of spans that are not flat, whatever the steps would do. A span on whole
    words covers a word and has no white space at its edges, so only what tells of lines is not asked here.
    """
    if not (carries.lines and carries.white_edges) or carries.fragment_a_line or carries.part_a_sentence:
        return False
    return (
        spans is not None
        and (carries.nesting is Nesting.ANY or _are_apart(spans))
        and (not carries.whole_words or whole(places.tokens, spans.starts, spans.ends) is not None)
        and (not carries.windowed or _are_in_windows(spans, places.windows))
    )


def _are_apart(spans: SpanColumns) -> bool:
    """Whether no two share a character."""
    return _ascend(spans.starts, spans.ends) or _ascend(sorted(spans.starts), sorted(spans.ends))


def _ascend(starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether each ends before the next one starts."""
    return all(map(le, ends, starts[1:]))


def _are_in_windows(spans: SpanColumns, windows: Sequence[int]) -> bool:
    """Whether none begins in one window and ends in another."""
    if _ascend(spans.starts, spans.ends):
        return are_between(spans, windows)
    first = [bisect_right(windows, start) for start in spans.starts]
    return first == [bisect_left(windows, end) for end in spans.ends]


def are_between(spans: SpanColumns, borders: Sequence[int]) -> bool:
    """Whether none of some spans one behind the other reaches over a border: there are fewer borders than spans."""
    starts, ends = spans.starts, spans.ends
    for border in borders:
        before = bisect_left(starts, border)
        if before and ends[before - 1] > border:
            return False
    return True
