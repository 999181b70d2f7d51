"""Spans as columns: an export of a million names asks where each is and what it is called, and makes no object of it.

A span is plain that is in one piece and has nothing but its label. Most layers of most corpora are plain spans and
nothing else; the store brings such a layer as columns, what only reads columns writes them, and objects are made for
whoever looks at the first of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from msgspec import Struct

from corpus_tool.model.annotations import Annotation, Placed, Span


class SpanColumns(Struct, frozen=True, gc=False):
    """Spans that are in one piece, in the layer's order."""

    ids: list[str]
    labels: list[str]
    starts: list[int]
    """In code points, as in every other place."""
    ends: list[int]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> "SpanColumns":
        """Where some spans are and what they are called, whatever else is said of them."""
        places = [place for span in spans for place in span.fragments]
        if len(places) != len(spans):
            raise ValueError("spans of several fragments are no columns")
        return cls(
            [span.id for span in spans],
            [span.label for span in spans],
            [start for start, _ in places],
            [end for _, end in places],
        )

    def surfaces(self, text: str) -> list[str]:
        """What stands at each in its text."""
        return [text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]

    def spans(self) -> list[Span]:
        """The plain spans."""
        rows = zip(self.ids, self.labels, self.starts, self.ends, strict=True)
        return [Span(id=id, label=label, fragments=((start, end),)) for id, label, start, end in rows]

    def only(self, cut: slice) -> "SpanColumns":
        """Some of them that stand together."""
        return SpanColumns(self.ids[cut], self.labels[cut], self.starts[cut], self.ends[cut])

    def at(self, numbers: Sequence[int]) -> "SpanColumns":
        """Some of them, by their numbers."""
        return SpanColumns(
            [self.ids[number] for number in numbers],
            [self.labels[number] for number in numbers],
            [self.starts[number] for number in numbers],
            [self.ends[number] for number in numbers],
        )


class PlacedColumns(Mapping[str, Placed]):
    """Id to annotation and position, of a layer of plain spans that is kept as columns until somebody looks at one."""

    def __init__(self, columns: SpanColumns, positions: Sequence[int]) -> None:
        """Take the spans, ascending by their positions."""
        self.columns = columns
        self._positions = positions

    @cached_property
    def _placed(self) -> dict[str, Placed]:
        placed = map(_as_placed, zip(self._positions, self.columns.spans(), strict=True))
        return dict(zip(self.columns.ids, placed, strict=True))

    def __getitem__(self, id: str) -> Placed:
        return self._placed[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns.ids)

    def __len__(self) -> int:
        return len(self.columns.ids)


_as_placed: Callable[[tuple[int, Annotation]], Placed] = partial(tuple.__new__, Placed)
"""No function of Python is called for it."""


def is_plain(span: Span) -> bool:
    """Whether it is in one piece and has nothing but its label."""
    return len(span.fragments) == 1 and not span.attributes and span.link is None and span.note is None
