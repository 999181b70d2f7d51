"""The rules of annotation, each written once.

`violations_of` answers what is wrong with one annotation in its layer. An act is refused where it makes an error
that was not there before; imported data keeps its errors and has them listed.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from unicodedata import category

from msgspec import Struct

from corpus_tool.model.annotations import (
    Annotation,
    Event,
    Fragments,
    Relation,
    Span,
    first_offset,
    label_of,
    last_offset,
)
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import EVENT_FILLER, SUBTYPE, Role, Schema
from corpus_tool.text.tokens import snap


class Weight(StrEnum):
    """What a violation does: an error refuses the act, a warning only shows."""

    ERROR = "error"
    WARNING = "warning"


class Violation(Struct, frozen=True):
    """A rule that an annotation breaks."""

    rule: str
    annotation: str
    """The annotation's id."""
    message: str
    weight: Weight = Weight.ERROR


Rule = Callable[[Annotation, Layer, Schema, Document], Iterator[tuple[Weight, str]]]
"""Yields (weight, sentence) for every way in which the annotation breaks the rule."""


def violations(layer: Layer, schema: Schema, document: Document) -> list[Violation]:
    """Everything that is wrong in a layer, in the layer's order."""
    _ = layer.span_index  # every span is about to be asked about
    return [
        violation for annotation in layer.ordered for violation in violations_of(annotation, layer, schema, document)
    ]


def violations_of(annotation: Annotation, layer: Layer, schema: Schema, document: Document) -> list[Violation]:
    """Everything that is wrong with one annotation of `layer`."""
    if not isinstance(annotation, Relation) and (wrong := misplaced(annotation.fragments, document.text)):
        return [Violation("place", annotation.id, wrong)]  # the other rules would read outside the text
    return [
        Violation(name, annotation.id, message, weight)
        for name, rule in RULES.items()
        for weight, message in rule(annotation, layer, schema, document)
    ]


def misplaced(fragments: Fragments, text: str) -> str | None:
    """Why `fragments` are no ranges of `text`, in order and apart; None where they are."""
    if not fragments:
        return "it has no fragment"
    previous_end = 0
    for start, end in fragments:
        if not 0 <= start < end <= len(text):
            return f"fragment [{start}, {end}] is not a range of a text of {len(text)} code points"
        if start < previous_end:
            return f"fragment [{start}, {end}] begins before the one in front of it ends ({previous_end})"
        previous_end = end
    return None


def _known(annotation: Annotation, _layer: Layer, schema: Schema, _document: Document) -> Iterator[tuple[Weight, str]]:
    if wrong := unknown_label(annotation, schema):
        yield Weight.ERROR, wrong


def unknown_label(annotation: Annotation, schema: Schema) -> str | None:
    """Why the schema does not know the annotation's label, with those it knows; None where it does."""
    kind, known = _vocabulary(annotation, schema)
    label = label_of(annotation)
    if label in known:
        return None
    return f"{kind} {label!r} is not in schema {schema.name} {schema.version} (known: {', '.join(known) or 'none'})"


def _vocabulary(annotation: Annotation, schema: Schema) -> tuple[str, list[str]]:
    match annotation:
        case Span():
            return "label", list(schema.label_by_id)
        case Event():
            return "event type", list(schema.event_by_id)
        case Relation():
            return "relation type", list(schema.relation_by_id)


def _white_edges(
    annotation: Annotation, _layer: Layer, _schema: Schema, document: Document
) -> Iterator[tuple[Weight, str]]:
    if isinstance(annotation, Relation):
        return
    for start, end in annotation.fragments:
        piece = document.text[start:end]
        if piece != piece.strip():
            yield Weight.ERROR, "white space at its edge"


def _torn_clusters(
    annotation: Annotation, _layer: Layer, _schema: Schema, document: Document
) -> Iterator[tuple[Weight, str]]:
    if isinstance(annotation, Relation):
        return
    for start, end in annotation.fragments:
        for edge in (start, end):
            if 0 < edge < len(document.text) and category(document.text[edge]) in {"Mn", "Me"}:
                yield Weight.ERROR, f"its edge at {edge} falls between a letter and its mark"


def _parts_of_words(
    annotation: Annotation, _layer: Layer, schema: Schema, document: Document
) -> Iterator[tuple[Weight, str]]:
    if schema.rules.part_of_word or isinstance(annotation, Relation) or not document.tokens:
        return
    for start, end in annotation.fragments:
        if snap(document.tokens, start, end) != (start, end):
            yield Weight.ERROR, "its edge falls inside a word, which this schema does not allow"


def _fragmented(
    annotation: Annotation, _layer: Layer, schema: Schema, _document: Document
) -> Iterator[tuple[Weight, str]]:
    if not schema.rules.discontinuous and not isinstance(annotation, Relation) and len(annotation.fragments) > 1:
        yield Weight.ERROR, "it has several fragments, which this schema does not allow"


def _twins_and_nests(
    annotation: Annotation, layer: Layer, schema: Schema, _document: Document
) -> Iterator[tuple[Weight, str]]:
    if not isinstance(annotation, Span):
        return
    for other in layer.spans_between(first_offset(annotation), last_offset(annotation)):
        if other.id == annotation.id:
            continue
        if other.label == annotation.label and other.fragments == annotation.fragments:
            yield Weight.ERROR, f"{other.label} is marked there already ({other.id})"
        elif not schema.rules.nesting and _overlap(annotation.fragments, other.fragments):
            yield Weight.ERROR, f"it overlaps {other.label} ({other.id}), which this schema does not allow"


def _overlap(one: Fragments, other: Fragments) -> bool:
    return any(start < other_end and other_start < end for start, end in one for other_start, other_end in other)


def _attributes(
    annotation: Annotation, _layer: Layer, schema: Schema, _document: Document
) -> Iterator[tuple[Weight, str]]:
    label = label_of(annotation)
    kind = {Span: "entity", Event: "event", Relation: "relation"}[type(annotation)]
    known = schema.attributes_on(kind, label)
    for name, value in annotation.attributes.items():
        if name == SUBTYPE:
            subtypes = tuple(schema.subtypes_of(label))  # not the dict: a value from a file may be unhashable
            if value not in subtypes:
                yield Weight.ERROR, f"subtype {value!r} is not one of {label} (known: {', '.join(subtypes) or 'none'})"
        elif name not in known:
            yield Weight.WARNING, f"attribute {name!r} is not one of {label} (known: {', '.join(known) or 'none'})"
        elif known[name].type == "choice" and value not in known[name].values:
            yield Weight.ERROR, f"{name} cannot be {value!r} (known: {', '.join(known[name].values)})"


def _arguments(
    annotation: Annotation, layer: Layer, schema: Schema, _document: Document
) -> Iterator[tuple[Weight, str]]:
    if not isinstance(annotation, Event):
        return
    roles = schema.roles_of(annotation.type)
    for argument in annotation.arguments:
        role = roles.get(argument.role)
        if role is None:
            yield Weight.ERROR, f"{annotation.type} has no role {argument.role!r} (known: {', '.join(roles)})"
        elif argument.target == annotation.id:
            yield Weight.ERROR, f"it cannot be its own {argument.role}"
        elif wrong := misfit(role, layer[argument.target]):
            yield Weight.ERROR, wrong
    if len(set(annotation.arguments)) < len(annotation.arguments):
        yield Weight.ERROR, "the same argument is given twice"
    for role in roles.values():
        count = sum(argument.role == role.id for argument in annotation.arguments)
        if role.max and count > role.max:
            yield Weight.ERROR, f"{role.id} can be filled {role.max} times at most, not {count}"
        if count < role.min:
            yield Weight.WARNING, f"{role.id} is still open: at least {role.min} wanted"


def misfit(role: Role, target: Annotation) -> str | None:
    """Why `target` cannot fill `role`; None where it can."""
    filler = target.label if isinstance(target, Span) else EVENT_FILLER if isinstance(target, Event) else "a relation"
    if not role.fillers or filler in role.fillers:
        return None
    return f"{role.id} is filled by {', '.join(role.fillers)}, not by {filler}"


def _relation_ends(
    annotation: Annotation, layer: Layer, _schema: Schema, _document: Document
) -> Iterator[tuple[Weight, str]]:
    if not isinstance(annotation, Relation):
        return
    if annotation.source == annotation.target:
        yield Weight.ERROR, "it ties an annotation to itself"
    for end in (annotation.source, annotation.target):
        if isinstance(layer[end], Relation):
            yield Weight.ERROR, f"it ties {end}, which is a relation itself"


RULES: dict[str, Rule] = {
    "known": _known,
    "white-edge": _white_edges,
    "torn-cluster": _torn_clusters,
    "part-of-word": _parts_of_words,
    "discontinuous": _fragmented,
    "overlap": _twins_and_nests,
    "attribute": _attributes,
    "argument": _arguments,
    "relation": _relation_ends,
}
"""Name to rule, in the order in which violations are told."""
