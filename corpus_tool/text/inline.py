"""Text of one line outside documents: labels, menus, tables, the search box."""

from functools import lru_cache
from itertools import pairwise
from unicodedata import bidirectional

from corpus_tool.text.bidi import Direction
from corpus_tool.text.clusters import cut
from corpus_tool.text.coordinates import Range
from corpus_tool.text.lines import Cluster
from corpus_tool.text.paragraphs import LaidParagraph
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.text.wrapping import line_borders

ELLIPSIS = "\u2026"
STRONG = {"L", "R", "AL"}
"""Bidi classes of letters that have a direction."""

KEPT = 4096
"""Texts that were laid out and are kept: of a line that is painted anew, most pieces are what they were. Measured: a
screen of 19 titles in 12 columns takes 3 ms then, else 14."""


@lru_cache(KEPT)
def visual(text: str, terminal: Terminal = PLAIN, direction: Direction = "auto") -> tuple[Cluster, ...]:
    """Return the clusters of `text` from left to right, from column 0 on; none for an empty text.

    A "\\n" is shown as a control picture: there is one line only.
    """
    if not text:
        return ()
    return LaidParagraph(text, 0, 0, cells(text, terminal), direction, terminal).line(0).clusters


def visual_string(text: str, terminal: Terminal = PLAIN, direction: Direction = "auto") -> str:
    """Return what to send so that the terminal shows `text` right. Its cells are those of `text`."""
    return "".join([cluster.glyph for cluster in visual(text, terminal, direction)])


@lru_cache(KEPT)
def cells(text: str, terminal: Terminal = PLAIN) -> int:
    """Return how many cells `text` takes on one line."""
    return sum(cut(text, terminal).widths)


@lru_cache(KEPT)
def fit(text: str, width: int, terminal: Terminal = PLAIN) -> str:
    """Return `text`, or as much of its beginning as leaves room for an ellipsis in `width` cells.

    The text stays in logical order and is cut between clusters. Less than one cell holds nothing.
    """
    clusters = cut(text, terminal)
    if sum(clusters.widths) <= width:
        return text
    if width < 1:
        return ""
    kept = crop(text, width - 1, terminal)
    end = ELLIPSIS + _mark_behind(kept)
    return kept + end if sum(cut(kept + end, terminal).widths) <= width else kept + ELLIPSIS


def _mark_behind(text: str) -> str:
    """What holds an ellipsis at the end of words that run against the line: an Arabic name in an English sentence.

    Where a terminal shows such marks there may be no cell for it.
    """
    directions = [one for one in map(bidirectional, text) if one in STRONG]
    if not directions or (directions[0] == "L") == (directions[-1] == "L"):
        return ""
    return "\u200e" if directions[-1] == "L" else "\u200f"


def crop(text: str, width: int, terminal: Terminal = PLAIN) -> str:
    """Return as much of the beginning of `text` as `width` cells hold, in logical order, cut between clusters."""
    clusters = cut(text, terminal)
    room = width
    for start, cluster_width in zip(clusters.starts, clusters.widths, strict=True):
        room -= cluster_width
        if room < 0:
            return text[:start]
    return text


def wrapped(text: str, width: int, terminal: Terminal = PLAIN) -> list[Range]:
    """Return the ranges of the lines that `text`, one paragraph, breaks into at `width` cells; one at least.

    They tile the text: the space at which a line breaks is the last character of that line.
    """
    clusters = cut(text, terminal)
    borders = line_borders(clusters, max(2, width))
    offsets = [*clusters.starts, len(text)]
    starts = [offsets[border] for border in borders]
    return [Range(start, end) for start, end in pairwise(starts)] or [Range(0, 0)]
