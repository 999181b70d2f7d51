"""One thing as two layers have it, document by document: what agreement, feedback and guideline work lists count."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus_tool.model.alignment import Aligned, aligned
from corpus_tool.model.annotations import Annotation, Event, Fragments, Relation, Span, label_of
from corpus_tool.model.disagreements import What, what_of
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.readings import Kind
from corpus_tool.store.store import Store
from corpus_tool.workbench.concordance import CONTEXT, Line


class Spot(NamedTuple):
    """What one layer has."""

    label: str
    fragments: Fragments
    """Of a relation, none."""
    id: str
    said: tuple[tuple[str, Fragments | str], ...] = ()
    """Attribute or role to its value, or to where what fills it is marked."""


class Case(NamedTuple):
    """One thing as two layers have it; at least one of them does."""

    document_id: int
    layers: tuple[LayerName, LayerName]
    what: What
    first: Spot | None
    second: Spot | None
    kinds: tuple[Kind, ...]
    """How they differ; nothing where they say the same."""
    details: tuple[str, ...]
    """The attributes and roles said differently."""
    place: tuple[int, int]
    """From the first to the last code point of what either marked."""

    @property
    def labels(self) -> tuple[str, str]:
        """What each calls it; nothing where a layer does not have it."""
        return (self.first.label if self.first else "", self.second.label if self.second else "")

    @property
    def places(self) -> tuple[Fragments, Fragments]:
        """What each marks; nothing where a layer does not have it."""
        return (self.first.fragments if self.first else (), self.second.fragments if self.second else ())

    @property
    def marked(self) -> tuple[tuple[LayerName, Fragments], ...]:
        """Each layer with what it marks; nothing where it does not have it."""
        return tuple(zip(self.layers, self.places, strict=True))

    @property
    def is_strictly_same(self) -> bool:
        """Whether both have the same label on the same place, whatever else they say of it."""
        return self.first is not None and self.second is not None and self.first[:2] == self.second[:2]


def cases_of(document_id: int, first: Layer, second: Layer) -> Iterator[Case]:
    """Everything that either layer of a document has, in text order, relations last."""
    for row in aligned((first, second)):
        yield _case(document_id, (first, second), row)


def _case(document_id: int, layers: tuple[Layer, Layer], row: Aligned) -> Case:
    names = (layers[0].name, layers[1].name)
    spots = (_spot(row.of(names[0]), layers[0]), _spot(row.of(names[1]), layers[1]))
    return Case(document_id, names, what_of(row), *spots, row.kinds, row.details, row.place)


def _spot(one: Annotation | None, layer: Layer) -> Spot | None:
    if one is None:
        return None
    said: list[tuple[str, Fragments | str]] = [(name, str(value)) for name, value in one.attributes.items()]
    if isinstance(one, Span) and one.link:
        said.append(("link", one.link))
    if isinstance(one, Event):
        said += [(part.role, getattr(layer[part.target], "fragments", ())) for part in one.arguments]
    return Spot(label_of(one), () if isinstance(one, Relation) else one.fragments, one.id, tuple(said))


def lines_of_cases(store: Store, cases: Sequence[Case]) -> list[Line]:
    """Each case with the text around it; the label says both readings, a dash for none."""
    texts: dict[int, tuple[str, str]] = {}
    found = []
    for case in cases:
        if case.document_id not in texts:
            texts[case.document_id] = store.documents.key_and_text(case.document_id)
        key, text = texts[case.document_id]
        start, end = case.place
        around = text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT]
        one, other = case.labels
        label = one if one == other else f"{one or '-'} / {other or '-'}"
        found.append(Line(key, start, end, *around, "", case.what, "", label))
    return found
