"""annotation.conf and visual.conf: what brat has to know of the labels, made from the schema."""

from collections.abc import Iterable, Iterator

from corpus_tool.formats.brat.names import brat_name, brat_role
from corpus_tool.model.schemas import EVENT_FILLER, SUBTYPE, Attribute, EventType, Label, RelationType, Role, Schema

_ANY = "<ANY>"
_ENTITY, _EVENT = "<ENTITY>", "<EVENT>"
_FORBIDDEN = set("|, \t\n:")
"""What parts values from one another there."""


def annotation_conf(schema: Schema) -> str:
    """Which labels, relations, events with their roles, and attributes there are."""
    return "\n".join(
        (
            "[entities]",
            *(brat_name(label.id) for label in schema.labels),
            "\n[relations]",
            *(_relation(relation) for relation in schema.relations),
            "\n[events]",
            *_events(schema),
            "\n[attributes]",
            *_attributes(schema),
            "",
        )
    )


def visual_conf(schema: Schema) -> str:
    """How labels are called and coloured on brat's screen."""
    named: list[Label | EventType | RelationType] = [*schema.labels, *schema.events, *schema.relations]
    names = (f"{brat_name(one.id)} | {_words(one.names['en'])}" for one in named if one.names.get("en"))
    colours = (f"{brat_name(one.id)}\tbgColor:{one.color}" for one in schema.labels if one.color.isalpha())
    return "\n".join(("[labels]", *names, "\n[drawing]", *colours, ""))


def _words(name: str) -> str:
    return " ".join(name.replace("|", "/").split())


def _relation(relation: RelationType) -> str:
    ends = f"Arg1:{_fillers(relation.source)}, Arg2:{_fillers(relation.target)}"
    kind = ", <REL-TYPE>:symmetric" if relation.symmetric else ""
    return f"{brat_name(relation.id)}\t{ends}{kind}"


def _events(schema: Schema) -> Iterator[str]:
    """Each family, not to be marked itself, with its types below it."""
    families: dict[str, list[EventType]] = {}
    for event in schema.events:
        families.setdefault(event.family, []).append(event)
    for family, types in families.items():
        is_family = len(types) > 1 or types[0].id != family
        if is_family and family not in schema.event_by_id:
            yield f"!{brat_name(family)}"
        indent = "\t" if is_family and family not in schema.event_by_id else ""
        for event in types:
            roles = ", ".join(_role(role) for role in schema.roles_of(event.id).values())
            yield f"{indent}{brat_name(event.id)}\t{roles}".rstrip("\t")


def _role(role: Role) -> str:
    """`Target*:PER|ORG`: a mark for how many, and what may fill it."""
    many = role.max != 1
    mark = ("+" if many else "") if role.min else ("*" if many else "?")
    return f"{brat_role(role.id)}{mark}:{_fillers(role.fillers)}"


def _fillers(fillers: Iterable[str]) -> str:
    return "|".join(_EVENT if filler == EVENT_FILLER else brat_name(filler) for filler in fillers) or _ANY


def _attributes(schema: Schema) -> Iterator[str]:
    subtypes = {subtype.id: None for label in schema.labels for subtype in label.subtypes}
    if values := _values(subtypes):
        yield f"{SUBTYPE}\tArg:{_ENTITY}, Value:{values}"
    for attribute in schema.attributes:
        if attribute.id != SUBTYPE and attribute.type in {"choice", "boolean"}:
            yield _attribute(attribute)


def _attribute(attribute: Attribute) -> str:
    on = {"entity": _ENTITY, "event": _EVENT}
    line = f"{brat_name(attribute.id)}\tArg:{'|'.join(on.get(where, brat_name(where)) for where in attribute.on)}"
    values = _values(attribute.values)
    return f"{line}, Value:{values}" if values else line


def _values(values: Iterable[str]) -> str:
    return "|".join(value for value in values if value and not _FORBIDDEN & set(value))
