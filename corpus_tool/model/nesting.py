"""How deep spans lie in each other: which column of a file, outermost first, each of them goes to."""

from collections.abc import Sequence

from corpus_tool.model.annotations import Annotation, Span, first_offset, last_offset
from corpus_tool.model.losses import Lost, Reason


def levels(spans: Sequence[Span], depth: int) -> list[int | None]:
    """For each span how many lie over it, counted through those that began before it or reach further.

    No two of a level share a character. None where it would be `depth` or more; such a span counts for no other.
    """
    order = sorted(range(len(spans)), key=lambda number: (first_offset(spans[number]), -last_offset(spans[number])))
    found: list[int | None] = [None] * len(spans)
    running: list[tuple[int, int]] = []
    for number in order:
        start, end = first_offset(spans[number]), last_offset(spans[number])
        running = [(over, level) for over, level in running if over > start]
        level = 1 + max((level for _, level in running), default=-1)
        if level < depth:
            found[number] = level
            running.append((end, level))
    return found


def in_columns(spans: Sequence[Span], depth: int) -> list[list[Span]]:
    """The spans of each of `depth` levels, in order; what is deeper is in none."""
    columns: list[list[Span]] = [[] for _ in range(depth)]
    for span, level in zip(spans, levels(spans, depth), strict=True):
        if level is not None:
            columns[level].append(span)
    return columns


def not_too_deep(annotations: Sequence[Annotation], depth: int) -> tuple[list[Annotation], list[Lost]]:
    """Annotations without the spans that lie deeper than there are columns."""
    spans = [one for one in annotations if isinstance(one, Span)]
    deep = {span.id for span, level in zip(spans, levels(spans, depth), strict=True) if level is None}
    kept = [one for one in annotations if one.id not in deep]
    return kept, [(one, Reason.TOO_DEEP) for one in annotations if one.id in deep]
