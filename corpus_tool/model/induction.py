"""A schema built from annotated data: what labels, types, roles and attributes were used, and on what."""

from collections import defaultdict
from collections.abc import Iterable

from corpus_tool.model.annotations import Annotation, Attributes, Event, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.keys import letter_keys
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import (
    EVENT_FILLER,
    SUBTYPE,
    Attribute,
    EventType,
    Head,
    Label,
    RelationType,
    Role,
    Schema,
    Subtype,
)

MANY_VALUES = 20
"""An attribute with more values than this is taken for free text."""

COLOURS = ("cyan", "yellow", "green", "blue", "red", "magenta")


class _Seen:
    """What has been met so far, each in the order of its first use."""

    def __init__(self) -> None:
        self.subtypes: dict[str, dict[str, None]] = defaultdict(dict)
        self.fillers: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        self.values: dict[str, dict[object, None]] = defaultdict(dict)
        self.owners: dict[str, dict[str, None]] = defaultdict(dict)
        self.relations: dict[str, None] = {}
        self.languages: dict[str, None] = {}

    def layer(self, layer: Layer) -> None:
        """Note what a layer uses."""
        for annotation in layer.ordered:
            match annotation:
                case Span():
                    self.span(annotation)
                case Event():
                    self.event(annotation, layer)
                case Relation():
                    self.relations[annotation.type] = None

    def span(self, span: Span) -> None:
        """Note a span's label, subtype and attributes."""
        subtypes = self.subtypes[span.label]
        if isinstance(subtype := span.attributes.get(SUBTYPE), str):
            subtypes[subtype] = None
        self.attributes({name: value for name, value in span.attributes.items() if name != SUBTYPE}, "entity")

    def event(self, event: Event, layer: Layer) -> None:
        """Note an event's type, roles, fillers and attributes."""
        roles = self.fillers[event.type]
        for argument in event.arguments:
            roles[argument.role][_filler(layer[argument.target])] = None
        self.attributes(event.attributes, "event")

    def attributes(self, attributes: Attributes, owner: str) -> None:
        """Note attributes and their values."""
        for name, value in attributes.items():
            self.owners[name][owner] = None
            self.values[name][value if isinstance(value, str) else None] = None


def _filler(target: Annotation) -> str:
    return target.label if isinstance(target, Span) else EVENT_FILLER


def induce_schema(name: str, bundles: Iterable[Bundle]) -> Schema:
    """The smallest schema under which every annotation of `bundles` is known. Version 1.0.0."""
    seen = _Seen()
    for bundle in bundles:
        seen.languages[bundle.document.language] = None
        for layer in bundle.layers:
            seen.layer(layer)
    label_keys = letter_keys(list(seen.subtypes))
    event_keys = letter_keys([event.rpartition(".")[2] for event in seen.fillers])
    return Schema(
        head=Head(name=name, version="1.0.0", languages=tuple(seen.languages)),
        labels=tuple(
            Label(
                id=label,
                key=key,
                color=COLOURS[number % len(COLOURS)],
                subtypes=tuple(Subtype(id=subtype) for subtype in subtypes),
            )
            for number, ((label, subtypes), key) in enumerate(zip(seen.subtypes.items(), label_keys, strict=True))
        ),
        attributes=tuple(_attribute(name, tuple(owners), seen.values[name]) for name, owners in seen.owners.items()),
        relations=tuple(RelationType(id=relation) for relation in seen.relations),
        events=tuple(
            EventType(
                id=event,
                key=key,
                roles=tuple(Role(id=role, fillers=tuple(fillers)) for role, fillers in roles.items()),
            )
            for (event, roles), key in zip(seen.fillers.items(), event_keys, strict=True)
        ),
    )


def _attribute(name: str, owners: tuple[str, ...], values: dict[object, None]) -> Attribute:
    """A choice where the values are few strings, else free text."""
    strings = tuple(value for value in values if isinstance(value, str))
    if len(strings) < len(values) or len(strings) > MANY_VALUES:
        return Attribute(id=name, on=owners, type="string")
    return Attribute(id=name, on=owners, values=strings)
