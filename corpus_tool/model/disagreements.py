"""Where annotators of a document do not say the same: each place typed, in its sentence, with borders held apart.

Pure: `workbench/agreement/disagreements.py` takes documents from a corpus.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_fields
from enum import StrEnum
from itertools import combinations

from msgspec.structs import replace

from corpus_tool.model.alignment import Aligned, aligned
from corpus_tool.model.annotations import Annotation, Event, Fragments, Relation, Span, label_of
from corpus_tool.model.border_gaps import Clitics, Gap, gaps_of
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.readings import Kind
from corpus_tool.text.clusters import behind_marks
from corpus_tool.text.coordinates import Range
from corpus_tool.text.structure import sentence_at

NOTHING = ""
"""The label of who has nothing here."""


class What(StrEnum):
    """What is disagreed about."""

    SPAN = "span"
    EVENT = "event"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that not all say the same about."""

    row: Aligned
    gaps: tuple[Gap, ...]
    """Between each two readings of a span or trigger."""
    sentence: Range
    """From the start of the sentence with the first code point that is marked to the end of that with the last."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """How they differ, at least one."""
        return self.row.kinds

    @property
    def place(self) -> Range:
        """From the first to the last code point of what any of them marked."""
        return Range(*self.row.place)

    @property
    def what(self) -> What:
        """What is disagreed about."""
        return what_of(self.row)

    @property
    def labels(self) -> dict[LayerName, str]:
        """Layer to its label or type here, `NOTHING` for the silent."""
        return labels_of(self.row)

    @property
    def is_of_clitics(self) -> bool:
        """Whether nothing but borders differs, and only by what is written onto the word."""
        return self.kinds == (Kind.BORDER,) and bool(self.gaps) and all(gap.is_clitic for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Collated:
    """A document as its annotators read it, side by side."""

    document: Document
    layers: tuple[Layer, ...]
    """At least two, whole, whatever of them is looked at."""
    last_changed: Mapping[LayerName, str]
    """When each was changed last, in UTC, ISO 8601: when it was finished, unless it was changed since."""
    rows: tuple[Aligned, ...]
    """Everything that at least one of them has, agreed or not, in text order."""
    disagreements: tuple[Disagreement, ...]

    @property
    def names(self) -> tuple[LayerName, ...]:
        """Whose layers they are."""
        return tuple(layer.name for layer in self.layers)

    @property
    def agreed(self) -> int:
        """How many things all say the same about."""
        return len(self.rows) - len(self.disagreements)

    @property
    def last_finished(self) -> str:
        """When the last of them was finished; empty where nobody knows."""
        return max(self.last_changed.values(), default="")


def what_of(row: Aligned) -> What:
    """What a row is about; the readings of one row are of one kind."""
    match row.readings[0].annotation:
        case Span():
            return What.SPAN
        case Event():
            return What.EVENT
        case _:
            return What.RELATION


def labels_of(row: Aligned) -> dict[LayerName, str]:
    """Layer to its label or type in a row, `NOTHING` for the silent."""
    said = {one.layer: label_of(one.annotation) for one in row.readings}
    return said | dict.fromkeys(row.silent, NOTHING)


def label_pairs(row: Aligned) -> Iterator[tuple[LayerName, LayerName, str, str]]:
    """(layer, layer, label, label) for each two layers of which one has something here, in the order of their names."""
    labels = labels_of(row)
    for one, other in combinations(sorted(labels), 2):
        if labels[one] or labels[other]:
            yield one, other, labels[one], labels[other]


def collated(
    document: Document,
    layers: Sequence[Layer],
    clitics: Clitics,
    *,
    labels: Collection[str] = (),
    leaving_out: Sequence[tuple[int, int]] = (),
    ignore_marks: bool = False,
    last_changed: Mapping[LayerName, str] | None = None,
) -> Collated:
    """A document's layers side by side, and where they disagree.

    `labels`: only what at least one of them gives one of these; `leaving_out`: not what lies in these stretches.
    `ignore_marks`: an edge that stands before combining marks is moved behind them, in all layers.
    """
    if ignore_marks:
        layers = [_behind_marks(layer, document.text) for layer in layers]
    rows = tuple(row for row in aligned(layers) if _is_wanted(row, labels, leaving_out))
    found = (_disagreement(document, row, clitics) for row in rows if not row.is_agreed)
    return Collated(document, tuple(layers), last_changed or {}, rows, tuple(found))


def _behind_marks(layer: Layer, text: str) -> Layer:
    placed = {id: there._replace(annotation=_moved(there.annotation, text)) for id, there in layer.placed.items()}
    return with_fields(layer, placed=placed)


def _moved(one: Annotation, text: str) -> Annotation:
    if isinstance(one, Relation):
        return one
    return replace(
        one, fragments=tuple((behind_marks(text, start), behind_marks(text, end)) for start, end in one.fragments)
    )


def _is_wanted(row: Aligned, labels: Collection[str], leaving_out: Sequence[tuple[int, int]]) -> bool:
    start, end = row.place
    is_outside = not any(first <= start and end <= last for first, last in leaving_out)
    return is_outside and (not labels or any(label_of(one.annotation) in labels for one in row.readings))


def _disagreement(document: Document, row: Aligned, clitics: Clitics) -> Disagreement:
    start, end = row.place
    first, last = sentence_at(document.text, start), sentence_at(document.text, max(start, end - 1))
    return Disagreement(
        row=row,
        gaps=gaps_of(_marked(row), document.text, document.tokens, clitics),
        sentence=Range(min(first.start, start), max(last.end, end)),
    )


def _marked(row: Aligned) -> Iterator[tuple[LayerName, Fragments]]:
    for one in row.readings:
        if not isinstance(one.annotation, Relation):
            yield one.layer, one.annotation.fragments
