"""What is wrong in the layer on the desk: kept up with every act, without asking every rule of everything anew."""

from collections.abc import Iterable

from corpus_tool.model.annotations import Annotation, Relation
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import Found, Violation, Weight, found_after, found_in, news_in
from corpus_tool.model.schemas import Schema
from corpus_tool.workbench.desk import Desk

ORDER = {weight: number for number, weight in enumerate(Weight)}


class Problems:
    """The problems of a desk's layer, as of its newest act."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._layer: Layer = desk.layer
        self._schema: Schema | None = None
        """None until somebody asks: a document that is only read costs nothing."""
        self._found: Found = {}
        self._told_of: Layer = desk.layer
        """What the layer was when its news was told last."""

    def found(self) -> Found:
        """Annotation id to what is wrong with it."""
        desk = self._desk
        if desk.schema is not self._schema:
            self._schema = desk.schema
            self._found = found_in(self._layer, desk.schema, desk.document)
        if desk.layer is not self._layer:
            self._found = found_after(self._layer, self._found, desk.layer, desk.schema, desk.document)
            self._layer = desk.layer
        return self._found

    def listed(self) -> list[Violation]:
        """Every problem, in the order of the text; of one place the gravest first."""
        self.found()
        return sorted(self._all(), key=lambda one: (self.place(one.annotation), ORDER[one.weight], one.rule))

    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self.found().values()))

    def blocking(self) -> list[Violation]:
        """Those because of which the document is not done, in the order of the text."""
        return [one for one in self.listed() if one.blocks_done]

    def news(self) -> list[Violation]:
        """Those that came up since this was asked last: what the acts since then can have touched is asked again."""
        desk = self._desk
        before, self._told_of = self._told_of, desk.layer
        new = news_in(before, desk.layer, desk.schema, desk.document)
        return sorted(new, key=lambda one: (ORDER[one.weight], one.rule))

    def place(self, id: str) -> tuple[int, int]:
        """Where an annotation stands in the text: its first fragment; for a relation, that of its source."""
        layer = self._desk.layer
        one: Annotation = layer[id]
        while isinstance(one, Relation):
            one = layer[one.source]
        return one.fragments[0] if one.fragments else (0, 0)

    def _all(self) -> Iterable[Violation]:
        return (one for several in self._found.values() for one in several)
