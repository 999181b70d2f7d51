"""Painting only what is not on the screen already: each row repainted costs about 300 bytes to the terminal."""

from collections.abc import Iterable, Sequence

from textual.geometry import Region

from corpus_tool.tui.widgets.kept_rows import OnGround


def repaint_rows(widget: OnGround, rows: Iterable[int]) -> None:
    """Paint these rows of a widget anew, counted from the first that is seen."""
    height, width = widget.size.height, widget.size.width
    regions = [Region(0, row, width, 1) for row in rows if 0 <= row < height]
    if regions and widget.is_painted:
        widget.refresh(*regions)


def rows_that_differ(before: Sequence[object], after: Sequence[object]) -> list[int]:
    """The numbers of the rows that are not what they were; where one has more rows, those too."""
    shared = min(len(before), len(after))
    changed = [row for row in range(shared) if before[row] != after[row]]
    return [*changed, *range(shared, max(len(before), len(after)))]
