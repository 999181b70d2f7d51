"""Whether a layer can be written as it is: asked first, since most layers of names can, and then no step is taken."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from corpus_tool.model.annotations import Fragment
from corpus_tool.model.carrying.carries import Carries, Nesting
from corpus_tool.model.carrying.places import Places
from corpus_tool.model.layers import Layer
from corpus_tool.text.cuts import borders


def fits(layer: Layer, carries: Carries, places: Places) -> bool:
    """Whether no step of `restricted` changes or tells anything of the layer, seen without taking one.

    Only of flat spans with nothing but a label; False of all others, whatever the steps would do. A span on whole
    words covers a word and has no white space at its edges, so only what tells of lines is not asked here.
    """
    if not (carries.lines and carries.white_edges) or carries.fragment_a_line or carries.part_a_sentence:
        return False
    found = _bare_places(layer)
    return (
        found is not None
        and (carries.nesting is Nesting.ANY or all(end <= start for (_, end), (start, _) in pairwise(found)))
        and (not carries.whole_words or _are_whole_words(found, places))
        and (not carries.windowed or _are_in_windows(found, places.windows))
    )


def _bare_places(layer: Layer) -> list[Fragment] | None:
    """Where the spans of a layer are, ascending; None where one has several places or anything beside its label."""
    spans = layer.spans
    if len(spans) < len(layer.placed):
        return None
    for span in spans:
        if len(span.fragments) > 1 or span.attributes or span.link is not None or span.note is not None:
            return None
    return sorted([span.fragments[0] for span in spans])


def _are_whole_words(found: Sequence[Fragment], places: Places) -> bool:
    """Whether each is from the start of a word to the end of one."""
    starts, ends = borders(places.tokens)
    count = len(starts)
    first = 0
    for start, end in found:
        first = bisect_left(starts, start, first)
        last = bisect_left(ends, end, first)
        if last >= count or starts[first] != start or ends[last] != end:
            return False
    return True


def _are_in_windows(found: Sequence[Fragment], windows: Sequence[int]) -> bool:
    """Whether none begins in one window and ends in another."""
    return all(bisect_right(windows, start) == bisect_left(windows, end) for start, end in found)
