"""The parts of a reading that can be taken from different annotators: borders, label, each attribute, each role."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.model.adjudicating.matters import Content, Matter, Matters
from corpus_tool.model.annotations import Annotation, Event, Relation, Span, label_of
from corpus_tool.model.layers import LayerName
from corpus_tool.model.rulings import Wanted

PLACE, LABEL, LINK = "place", "label", "link"


class Part(NamedTuple):
    """Something that readings of one matter say differently."""

    what: str
    """`place`, `label`, `attribute` or `role`; the link of a span is `link`."""
    name: str
    """Of the attribute or the role; else empty."""


def parts_of(matters: Matters, matter: Matter) -> tuple[Part, ...]:
    """Everything that those who have the matter say differently, in the order it is asked in."""
    said = [(reading.layer, reading.annotation) for reading in matter.row.readings]
    names = dict.fromkeys(
        part
        for _, one in said
        for part in (
            Part(PLACE, ""),
            Part(LABEL, ""),
            Part(LINK, ""),
            *(Part("attribute", name) for name in one.attributes),
            *(Part("role", argument.role) for argument in getattr(one, "arguments", ())),
        )
    )
    return tuple(part for part in names if len({repr(part_said(matters, name, one, part)) for name, one in said}) > 1)


def part_said(matters: Matters, name: LayerName, one: Annotation, part: Part) -> Content:
    """What a reading says of a part, in values that mean the same in every layer."""
    match part.what:
        case "place":
            return getattr(one, "fragments", ())
        case "label":
            return (label_of(one),)
        case "link":
            return (getattr(one, "link", None),)
        case "attribute":
            return (one.attributes.get(part.name),)
        case _:
            targets = (argument.target for argument in getattr(one, "arguments", ()) if argument.role == part.name)
            return tuple(sorted(matters.home.get((name.short, target), -1) for target in targets))


def mixed(matter: Matter, base: LayerName, picked: Mapping[Part, LayerName]) -> tuple[Annotation, tuple[Wanted, ...]]:
    """The reading of `base`, with each part that was picked as that layer has it; and the arguments it is to have."""
    one = _reading(matter, base)
    attributes = dict(one.attributes)
    wanted = {role: name for (what, role), name in picked.items() if what == "role"}
    for (what, attribute), name in picked.items():
        other = _reading(matter, name)
        if what == "attribute":
            attributes.pop(attribute, None)
            attributes |= {attribute: other.attributes[attribute]} if attribute in other.attributes else {}
        elif what == PLACE and not isinstance(one, Relation) and not isinstance(other, Relation):
            one = replace(one, fragments=other.fragments)
        elif what == LABEL:
            one = replace(one, **{"label" if isinstance(one, Span) else "type": label_of(other)})
        elif what == LINK and isinstance(one, Span) and isinstance(other, Span):
            one = replace(one, link=other.link)
    return replace(one, attributes=attributes), _arguments(matter, base, wanted)


def _arguments(matter: Matter, base: LayerName, picked: Mapping[str, LayerName]) -> tuple[Wanted, ...]:
    """The arguments of every role: of the layer it was picked from, else of `base`."""
    found = []
    for reading in matter.row.readings:
        if isinstance(event := reading.annotation, Event):
            found += [
                Wanted(argument.role, reading.layer.short, argument.target)
                for argument in event.arguments
                if picked.get(argument.role, base) == reading.layer
            ]
    return tuple(found)


def _reading(matter: Matter, name: LayerName) -> Annotation:
    one = matter.row.of(name)
    if one is None:
        raise ValueError(f"{name.short} has no reading of {matter.key}")
    return one
