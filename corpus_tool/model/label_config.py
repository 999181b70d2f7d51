"""A schema in the words of Label Studio: the XML that says what can be marked in a text, and with which attributes.

Controls are called `label` (spans), `event` (triggers), `subtype` (a tree: label, then subtype) and, for each attribute
that is a choice, by the attribute's id. Roles and relations are the values of its `Relations`.
"""

from collections.abc import Iterator
from html import escape

from corpus_tool.model.annotations import Annotation, Attributes, Relation, Span, label_of
from corpus_tool.model.schemas import SUBTYPE, Attribute, Label, Schema

TEXT = "text"
"""The name of the text, and of the field of a task that holds it."""
LABEL = "label"
EVENT = "event"

_TAKEN = frozenset((TEXT, LABEL, EVENT, SUBTYPE))


def label_config(schema: Schema) -> str:
    """The whole configuration."""
    return "\n".join(("<View>", *(f"  {line}" for line in _lines(schema)), "</View>")) + "\n"


def _lines(schema: Schema) -> Iterator[str]:
    yield f"<Relations>{_values('Relation', _relation_types(schema))}</Relations>"
    yield _control("Labels", LABEL, "".join(_label(label) for label in schema.labels))
    yield _control("Labels", EVENT, _values("Label", [event.id for event in schema.events]))
    yield f'<Text name="{TEXT}" value="${TEXT}" granularity="symbol"/>'
    if subtypes := "".join(
        f'<Choice value="{escape(label.id)}">{_values("Choice", [one.id for one in label.subtypes])}</Choice>'
        for label in schema.labels
        if label.subtypes
    ):
        yield _control("Taxonomy", SUBTYPE, subtypes, 'perRegion="true"')
    for attribute in choices(schema).values():
        yield _control("Choices", attribute.id, _values("Choice", attribute.values), 'perRegion="true"')


def _label(label: Label) -> str:
    color = f' background="{escape(label.color)}"' if label.color else ""
    return f'<Label value="{escape(label.id)}"{color}/>'


def _control(tag: str, name: str, inside: str, more: str = "") -> str:
    opening = f'{tag} name="{escape(name)}" toName="{TEXT}" {more}'.strip()
    return f"<{opening}>{inside}</{tag}>"


def _values(tag: str, values: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return "".join(f'<{tag} value="{escape(value)}"/>' for value in values)


def _relation_types(schema: Schema) -> list[str]:
    roles = (role.id for event in schema.events for role in event.roles)
    return list(dict.fromkeys((*(relation.id for relation in schema.relations), *roles)))


def choices(schema: Schema) -> dict[str, Attribute]:
    """The attributes that have a control of their own, by their id."""
    return {
        attribute.id: attribute
        for attribute in schema.attributes
        if attribute.type == "choice" and attribute.values and attribute.id not in _TAKEN
    }


def chosen(one: Annotation, schema: Schema) -> tuple[dict[str, dict[str, object]], Attributes]:
    """The attributes for which there is a control: its id to what Label Studio keeps for it; and all others."""
    controls, rest = dict[str, dict[str, object]](), Attributes()
    known = choices(schema)
    subtypes = {label.id: {subtype.id for subtype in label.subtypes} for label in schema.labels}
    for name, value in one.attributes.items():
        if isinstance(one, Relation) or not isinstance(value, str):
            rest[name] = value
        elif name == SUBTYPE and isinstance(one, Span) and value in subtypes.get(one.label, ()):
            controls[name] = {"taxonomy": [[label_of(one), value]]}
        elif name in known and value in known[name].values:
            controls[name] = {"choices": [value]}
        else:
            rest[name] = value
    return controls, rest
