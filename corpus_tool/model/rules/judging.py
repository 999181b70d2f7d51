"""Holding the rules against annotations: one, all of a layer, or only those that an act can have touched."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

from corpus_tool.model.annotations import Annotation, Event, Relation, Span, first_offset, last_offset, references
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import arguments, meanings, places
from corpus_tool.model.rules.weights import Check, Violation, Weight
from corpus_tool.model.schemas import Schema

RULES: dict[str, tuple[Weight, Check]] = {
    "known": (Weight.ERROR, meanings.known),
    "white-edge": (Weight.ERROR, places.white_edges),
    "torn-cluster": (Weight.ERROR, places.torn_clusters),
    "part-of-word": (Weight.ERROR, places.parts_of_words),
    "discontinuous": (Weight.ERROR, places.fragmented),
    "twin": (Weight.ERROR, places.twins),
    "overlap": (Weight.ERROR, places.nests),
    "part-of-quote": (Weight.WARNING, places.parts_of_quotes),
    "attribute": (Weight.ERROR, meanings.values),
    "unknown-attribute": (Weight.WARNING, meanings.unknown_attributes),
    "argument": (Weight.ERROR, arguments.arguments),
    "open-role": (Weight.WARNING, arguments.open_roles),
    "twin-event": (Weight.WARNING, arguments.twin_events),
    "circle": (Weight.ERROR, arguments.circles),
    "relation": (Weight.ERROR, meanings.relation_ends),
    "twin-relation": (Weight.ERROR, meanings.twin_relations),
}
"""Name to what it weighs where the schema does not say otherwise, and the rule; in the order they are told in."""

Found = Mapping[str, tuple[Violation, ...]]
"""Annotation id to what is wrong with it; nothing for those that are right."""


def violations(layer: Layer, schema: Schema, document: Document) -> list[Violation]:
    """Everything that is wrong in a layer, in the layer's order."""
    return [
        violation for annotation in layer.ordered for violation in violations_of(annotation, layer, schema, document)
    ]


def violations_of(annotation: Annotation, layer: Layer, schema: Schema, document: Document) -> list[Violation]:
    """Everything that is wrong with one annotation of `layer`."""
    if not isinstance(annotation, Relation) and (wrong := places.misplaced(annotation.fragments, document.text)):
        return [Violation("place", annotation.id, wrong)]  # the other rules would read outside the text
    return [
        Violation(name, annotation.id, message, weight)
        for name, (usual, check) in RULES.items()
        if (weight := Weight(schema.rules.weights.get(name, usual))) is not Weight.OFF
        for message in check(annotation, layer, schema, document)
    ]


def new_errors(
    annotation: Annotation, before: Layer, after: Layer, schema: Schema, document: Document
) -> list[Violation]:
    """The errors that an annotation of `after` has there, and did not have in `before`."""
    there = before.placed.get(annotation.id)
    known = {one.message for one in violations_of(there.annotation, before, schema, document)} if there else set()
    found = violations_of(annotation, after, schema, document)
    return [one for one in found if one.weight is Weight.ERROR and one.message not in known]


def errors_after(before: Layer, after: Layer, schema: Schema, document: Document) -> Iterator[Violation]:
    """The new errors of all that `after` has otherwise, then of what points at that or lies beside it."""
    changed = _changed(before, after)
    beside = _touched(changed, before, after) - changed
    for id in (*(id for id in after.placed if id in changed), *(id for id in after.placed if id in beside)):
        yield from new_errors(after[id], before, after, schema, document)


def found_in(layer: Layer, schema: Schema, document: Document) -> Found:
    """Everything that is wrong in a layer, by annotation."""
    return _judged(layer.placed, layer, schema, document)


def found_after(before: Layer, found: Found, after: Layer, schema: Schema, document: Document) -> Found:
    """What is wrong in `after`, asking again only what differs from `before`, of which `found` was said.

    0.6 ms after an act in a layer of 1,300 annotations, where asking everything takes 27 ms.
    """
    changed = _changed(before, after)
    if not changed:
        return found
    again = _touched(changed, before, after)
    kept = {id: said for id, said in found.items() if id not in again and id in after}
    return {**kept, **_judged((id for id in again if id in after), after, schema, document)}


def news_in(before: Layer, after: Layer, schema: Schema, document: Document) -> set[Violation]:
    """What is wrong in `after` and was not in `before`, asking only of what an act on the one can have touched."""
    changed = _changed(before, after)
    if not changed:
        return set()
    again = _touched(changed, before, after)
    then, now = (_judged((id for id in again if id in layer), layer, schema, document) for layer in (before, after))
    return {one for said in now.values() for one in said}.difference(*then.values())


def _judged(ids: Iterable[str], layer: Layer, schema: Schema, document: Document) -> Found:
    judged = ((id, tuple(violations_of(layer[id], layer, schema, document))) for id in ids)
    return {id: said for id, said in judged if said}


def _changed(before: Layer, after: Layer) -> set[str]:
    """The ids of what is not the same value in both."""
    died = before.placed.keys() - after.placed.keys()
    return died | {id for id, there in after.placed.items() if before.placed.get(id) is not there}


def _touched(changed: set[str], before: Layer, after: Layer) -> set[str]:
    """What rules may say something new of: what changed, what points at it however indirectly, and its neighbours."""
    touched = {*changed, *_users(changed, after)}
    for layer in (before, after):
        found = [layer[id] for id in changed if id in layer]
        for start, end in {(first_offset(one), last_offset(one)) for one in found if _is_placed_span(one)}:
            touched.update(other.id for other in layer.span_index.around(start, end))
        for one in found:
            if isinstance(one, Event):
                touched.update(other.id for other in layer.events_at[one.fragments])
            elif isinstance(one, Relation):
                touched.update(other.id for other in layer.relations_at[one.source])
    return touched


def _is_placed_span(one: Annotation) -> TypeGuard[Span]:
    return isinstance(one, Span) and bool(one.fragments)


def _users(ids: set[str], layer: Layer) -> set[str]:
    """The events and relations that point at `ids`, or at those that do."""
    pointing: tuple[Event | Relation, ...] = (*layer.events, *layer.relations)
    users: set[str] = set()
    new = ids
    while new:
        new = {one.id for one in pointing if one.id not in users and not new.isdisjoint(references(one))}
        users |= new
    return users
