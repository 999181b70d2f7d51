"""What an annotation may say: its label, its attributes, what a relation ties."""

from collections.abc import Iterator

from corpus_tool.model.annotations import Annotation, Event, Relation, Span, in_words, label_of
from corpus_tool.model.attribute_values import unfit
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import EVENT_FILLER, SUBTYPE, Attribute, RelationType, Schema
from corpus_tool.saying import tr


def known(annotation: Annotation, _layer: Layer, schema: Schema, _document: Document) -> Iterator[str]:
    """Its label is one of the schema's."""
    if wrong := unknown_label(annotation, schema):
        yield wrong


def unknown_label(annotation: Annotation, schema: Schema) -> str | None:
    """Why the schema does not know the annotation's label, with those it knows; None where it does."""
    kind, known = _vocabulary(annotation, schema)
    label = label_of(annotation)
    if label in known:
        return None
    return tr(
        "{kind} {label!r} is not in schema {schema} {version} (known: {known})",
        kind=kind,
        label=label,
        schema=schema.name,
        version=schema.version,
        known=", ".join(known) or tr("none"),
    )


def _vocabulary(annotation: Annotation, schema: Schema) -> tuple[str, list[str]]:
    match annotation:
        case Span():
            return tr("label"), list(schema.label_by_id)
        case Event():
            return tr("event type"), list(schema.event_by_id)
        case Relation():
            return tr("relation type"), list(schema.relation_by_id)


def values(annotation: Annotation, _layer: Layer, schema: Schema, _document: Document) -> Iterator[str]:
    """The subtype is one of the label's, a choice one of its values, a number a number."""
    label = label_of(annotation)
    attributes = _attributes_of(annotation, schema)
    for name, value in annotation.attributes.items():
        if name == SUBTYPE:
            subtypes = tuple(schema.subtypes_of(label))  # not the dict: a value from a file may be unhashable
            if value not in subtypes:
                yield tr(
                    "subtype {value!r} is not one of {label} (known: {subtypes})",
                    value=value,
                    label=label,
                    subtypes=", ".join(subtypes) or tr("none"),
                )
        elif name in attributes and (wrong := unfit(attributes[name], value)):
            yield wrong


def unknown_attributes(annotation: Annotation, _layer: Layer, schema: Schema, _document: Document) -> Iterator[str]:
    """Each attribute is one that the schema gives to such an annotation."""
    attributes = _attributes_of(annotation, schema)
    for name in annotation.attributes:
        if name != SUBTYPE and name not in attributes:
            known = ", ".join(attributes) or tr("none")
            yield tr(
                "attribute {name!r} is not one of {label} (known: {known})",
                name=name,
                label=label_of(annotation),
                known=known,
            )


def _attributes_of(annotation: Annotation, schema: Schema) -> dict[str, Attribute]:
    kind = {Span: "entity", Event: "event", Relation: "relation"}[type(annotation)]
    return schema.attributes_on(kind, label_of(annotation))


def relation_ends(annotation: Annotation, layer: Layer, schema: Schema, _document: Document) -> Iterator[str]:
    """A relation ties two annotations that it may tie, once."""
    if not isinstance(annotation, Relation):
        return
    if annotation.source == annotation.target:
        yield tr("it ties an annotation to itself")
    for end in (annotation.source, annotation.target):
        if isinstance(layer[end], Relation):
            yield tr("it ties {end}, which is a relation itself", end=label_of(layer[end]))
    if type := schema.relation_by_id.get(annotation.type):
        for allowed, end, where in (
            (type.source, annotation.source, tr("from")),
            (type.target, annotation.target, tr("to")),
        ):
            if wrong := unfit_end(type, allowed, layer[end], where):
                yield wrong


def twin_relations(annotation: Annotation, layer: Layer, schema: Schema, document: Document) -> Iterator[str]:
    """The same tie is made once; a symmetric one is the same in both directions."""
    if not isinstance(annotation, Relation):
        return
    type = schema.relation_by_id.get(annotation.type)
    ends = [(annotation.source, annotation.target)]
    if type is not None and type.symmetric:
        ends.append((annotation.target, annotation.source))
    for other in layer.relations_at.get(annotation.source, ()):
        if other.id != annotation.id and other.type == annotation.type and (other.source, other.target) in ends:
            one, two = (in_words(layer[end], document.text) for end in (other.source, other.target))
            yield tr("{one} and {two} are tied by {type} already", one=one, two=two, type=other.type)


def unfit_end(type: RelationType, allowed: tuple[str, ...], end: Annotation, where: str) -> str | None:
    """Why `end` is none of the labels `allowed` at one end of a relation; None where it is, or where any is."""
    label = EVENT_FILLER if isinstance(end, Event) else label_of(end)
    if not allowed or label in allowed or label_of(end) in allowed:
        return None
    return tr(
        "{type} goes {where} {allowed}, not {where} {label}",
        type=type.id,
        where=where,
        allowed=", ".join(allowed),
        label=label,
    )
