"""Work of others on its way in: under our names, as an annotator's or as suggestions; what is left out is counted."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from corpus_tool.formats import Format
from corpus_tool.model.annotations import Annotation
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.name_map import Brought, Name, NameMap, only_known, renamed, unknown_name
from corpus_tool.model.schemas import Schema
from corpus_tool.model.suggestions import SCORE
from corpus_tool.model.thinning import thinned


class Taking(Struct, frozen=True, kw_only=True):
    """What the user says about the work that comes in."""

    format: Format | None = None
    """What reads the files; None: each by its ending."""
    names: NameMap = NameMap()
    skip_unknown: bool = False
    """Leave out what the schema has no name for, instead of refusing the document."""
    as_suggestions: str = ""
    """Whose suggestions all work is to be; empty: it stays what the file says."""


AS_IT_COMES = Taking()
"""Nothing said about it."""


class Intake:
    """Brings layers under our names, and counts what is left out or not known."""

    def __init__(self, taking: Taking, schema: Schema) -> None:
        self._taking = taking
        self._schema = schema
        self.left_out: Counter[Name] = Counter()
        """What was left out, how often."""
        self.unknown: Counter[Name] = Counter()
        """What the schema does not know, in how many annotations."""

    @property
    def renews(self) -> bool:
        """Whether layers that are here become what comes in: suggestions that the user names are told anew."""
        return bool(self._taking.as_suggestions)

    def layers(self, layers: Sequence[Layer]) -> tuple[Layer, ...]:
        """The layers of a document as they are to be kept."""
        return tuple(self._layer(layer, alone=len(layers) == 1) for layer in layers)

    def knows(self, layers: Iterable[Layer]) -> bool:
        """Whether the schema has the label of every annotation; those that it has not are counted."""
        found = [wrong for layer in layers for one in layer.ordered if (wrong := unknown_name(one, self._schema))]
        self.unknown.update(found)
        return not found

    def take_left_out(self) -> str:
        """What was left out since this was last asked, in words."""
        said = ", ".join(f"{one.part} {one.name}: {count:,}" for one, count in self.left_out.most_common())
        self.left_out.clear()
        return said

    def _layer(self, layer: Layer, *, alone: bool) -> Layer:
        annotations: Sequence[Annotation] = layer.ordered
        if self._taking.names != NameMap():
            annotations = self._through([renamed(one, self._taking.names) for one in annotations], annotations)
        if self._taking.skip_unknown:
            besides = {SCORE} if self._taking.as_suggestions or layer.name.kind is LayerKind.SUGGESTION else set[str]()
            annotations = self._through([only_known(one, self._schema, besides) for one in annotations], annotations)
        schema = layer.schema if layer.schema.name else SchemaRef(self._schema.name, self._schema.version)
        name = layer.name
        status = layer.status
        if self._taking.as_suggestions:
            name = self._suggested(name, alone=alone)
            status = Status.NEW
        if (annotations, schema, name, status) == (layer.ordered, layer.schema, layer.name, layer.status):
            return layer
        return Layer.of(name, schema, list(annotations), status)

    def _through(self, brought: Sequence[Brought], before: Sequence[Annotation]) -> list[Annotation]:
        """What is left, with nothing that points at what is gone."""
        for one in brought:
            self.left_out.update(one.left_out)
        gone = {old.id for old, one in zip(before, brought, strict=True) if one.annotation is None}
        kept = [one.annotation for one in brought if one.annotation is not None]
        if not gone:
            return kept
        left, arguments, relations = thinned(kept, gone)
        self.left_out.update(Name("argument", argument.role) for _, argument in arguments)
        self.left_out.update(Name("relation", relation.type) for relation in relations)
        return left

    def _suggested(self, name: LayerName, *, alone: bool) -> LayerName:
        """Where a document has several layers, each becomes suggestions of its own."""
        whose = self._taking.as_suggestions
        return LayerName(whose if alone else f"{whose} {name.short}", LayerKind.SUGGESTION)
