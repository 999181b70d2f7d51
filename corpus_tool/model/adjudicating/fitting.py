"""As much of a decision as the rules allow: what breaks one is left out, piece by piece, and said.

Where a decision is refused there is always something that can stand: an event without an argument that does not fit,
a span without the value that its label does not have, in place of what it may not overlap; at the least nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec

from corpus_tool.model import edits
from corpus_tool.model.adjudicating.matters import Matter, Matters
from corpus_tool.model.annotations import Annotation, Argument, Event, Span, first_offset, last_offset
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import Violation, errors_after, new_errors
from corpus_tool.model.rulings import Origin, Ruling, Wanted
from corpus_tool.model.schemas import Schema


class Fitted(NamedTuple):
    """A gold layer in which nothing breaks a rule that did not before."""

    layer: Layer
    left_out: tuple[str, ...]
    """For each thing that could not stand, the rule that it would have broken."""


def fitted(
    matters: Matters, matter: Matter, before: Layer, wanted: Layer, schema: Schema, document: Document
) -> Fitted:
    """What of `wanted`, which a decision about `matter` makes of `before`, breaks no rule."""
    fitting = _Fitting(matters, matter, before, schema, document)
    layer, left_out = wanted, []
    while (wrong := fitting.first_error(layer)) is not None:
        left_out.append(wrong.message)
        layer = fitting.smaller(layer, wrong.annotation)
    return Fitted(layer, tuple(dict.fromkeys(left_out)))


@dataclass(frozen=True, slots=True)
class _Fitting:
    matters: Matters
    matter: Matter
    before: Layer
    schema: Schema
    document: Document

    def first_error(self, layer: Layer) -> Violation | None:
        """The first rule that is broken in `layer`, by what is new or by what hangs on it."""
        return next(errors_after(self.before, layer, self.schema, self.document), None)

    def _errors(self, one: Annotation, layer: Layer) -> list[Violation]:
        return new_errors(one, self.before, layer, self.schema, self.document)

    def smaller(self, layer: Layer, id: str) -> Layer:
        """`layer` with one thing less; where nothing else helps, without the annotation itself."""
        errors = len(self._errors(layer[id], layer))
        for less in self._without_a_part(layer, layer[id]):
            if len(self._errors(less[id], less)) < errors:
                return less
        return self._without(layer, id)

    def _without_a_part(self, layer: Layer, one: Annotation) -> Iterator[Layer]:
        """Without an argument, an attribute, or what stands in the way of what was decided."""
        if isinstance(one, Event):
            for argument in reversed(one.arguments):
                yield self._without_argument(layer, one, argument)
        for name in one.attributes:
            yield layer.apply(edits.set_attribute(layer, one.id, name, None))
        if isinstance(one, Span) and one.id in self._decided(layer):
            for other in layer.span_index.between(first_offset(one), last_offset(one)):
                if (other.label, other.fragments) != (one.label, one.fragments):
                    yield self._without(layer, other.id)

    def _decided(self, layer: Layer) -> set[str]:
        """The ids of what stands by the decision."""
        ruling = layer.rulings.get(self.matter.key)
        return {item.id for item in ruling.items} if ruling else set()

    def _without_argument(self, layer: Layer, event: Event, argument: Argument) -> Layer:
        """Nor is it wanted any more, when something else is decided."""
        after = layer.apply(edits.remove_argument(layer, event.id, argument))
        key, ruling = _ruling_of(layer, event.id)
        if ruling is None:
            return after
        wanted = tuple(one for one in ruling.wanted if not self._is(one, argument, layer))
        return replace(after, rulings={**after.rulings, key: msgspec.structs.replace(ruling, wanted=wanted)})

    def _is(self, one: Wanted, argument: Argument, layer: Layer) -> bool:
        return one.role == argument.role and self.matters.standing_for(one.layer, one.target, layer) == argument.target

    def _without(self, layer: Layer, id: str) -> Layer:
        """Nothing stands for its matter then; what only came along with the decision is open again."""
        after = layer.apply(edits.remove(layer, id))
        key, ruling = _ruling_of(layer, id)
        if ruling is None:
            return after
        items = tuple(item for item in ruling.items if item.id != id)
        rulings = dict(after.rulings)
        if items or key == self.matter.key or key in self.before.rulings:
            origin = ruling.origin if items else Origin.NOTHING
            rulings[key] = msgspec.structs.replace(ruling, items=items, origin=origin)
        else:
            del rulings[key]
        return replace(after, rulings=rulings)


def _ruling_of(layer: Layer, id: str) -> tuple[str, Ruling | None]:
    """The decision by which an annotation stands, and its key."""
    found = ((key, one) for key, one in layer.rulings.items() if any(item.id == id for item in one.items))
    return next(found, ("", None))
