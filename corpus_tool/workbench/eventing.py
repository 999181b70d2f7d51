"""Events on a desk: what may fill their roles, filling them, another type, and what is still open. No screen in it."""

from collections.abc import Sequence

from msgspec.structs import replace

from corpus_tool.errors import NotFoundError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Annotation, Argument, Event, Relation, Span, first_offset, in_words, label_of
from corpus_tool.model.changes import Change, Changes
from corpus_tool.model.event_edits import fill, retype
from corpus_tool.model.naming import attribute_named, mark_named, plainly, role_named
from corpus_tool.model.rules import filled, misfit, reached_from, unfit_end, wanted_roles
from corpus_tool.model.schemas import EVENT_FILLER, EventType, Label, RelationType, Role
from corpus_tool.saying import listed, tr, tr_many
from corpus_tool.saying.counting import counted
from corpus_tool.workbench.desk import Desk

RECENT = 4
"""How many types used last are offered before the others."""


def event_of(desk: Desk, id: str) -> Event:
    """The event with that id. Raises NotFoundError where it is gone, or none."""
    if id in desk.layer and isinstance(found := desk.layer[id], Event):
        return found
    gone = desk.last_seen(id)
    named = id if gone is None else in_words(gone, desk.document.text)
    raise NotFoundError(tr("The event {event} is not in this layer any more.", event=named))


def recent_types(desk: Desk) -> list[EventType]:
    """The types of the events made last, the newest first."""
    ids = dict.fromkeys(event.type for event in reversed(desk.layer.events))
    return [desk.schema.event_by_id[id] for id in ids if id in desk.schema.event_by_id][:RECENT]


def candidates(desk: Desk, event_id: str, role: Role) -> list[Span | Event]:
    """What may fill a role of an event and does not yet, the nearest to its trigger first."""
    event = event_of(desk, event_id)
    layer = desk.layer
    taken = {event_id, *(argument.target for argument in event.arguments if argument.role == role.id)}
    fitting = [one for one in _placed(desk) if one.id not in taken and misfit(role, one) is None]
    open_ones = [one for one in fitting if not (isinstance(one, Event) and event_id in reached_from(one.id, layer))]
    return sorted(open_ones, key=lambda one: (abs(first_offset(one) - first_offset(event)), one.id))


def labels_for(desk: Desk, role: Role) -> list[Label]:
    """The labels that a fresh mark may have to fill a role."""
    return [label for label in desk.schema.labels if not role.fillers or label.id in role.fillers]


def takes_events(role: Role) -> bool:
    """Whether another event may fill a role."""
    return not role.fillers or EVENT_FILLER in role.fillers


def fill_role(desk: Desk, event_id: str, role: Role, target: str) -> str:
    """Let an annotation play a role in an event; where the role takes one only, instead of the one that does."""
    changes = fill(desk.layer, event_of(desk, event_id), Argument(role.id, target), role)
    desk.do(f"Add {role.id}", changes)
    return f"{plainly(role)}: {desk.text_of(desk.layer[target])}"


def fill_roles(desk: Desk, event_id: str, fillers: Sequence[tuple[Role, str]]) -> str:
    """Let several annotations play roles in an event, as one act."""
    layer, event = desk.layer, event_of(desk, event_id)
    changes: Changes = ()
    for role, target in fillers:
        filled_in = fill(layer, event, Argument(role.id, target), role)
        layer, changes = layer.apply(filled_in), (*changes, *filled_in)
        event = next(one for one in layer.events if one.id == event_id)
    desk.do(f"Add {counted(len(fillers), 'role')}", changes)
    return "; ".join(f"{plainly(role)}: {desk.text_of(desk.layer[target])}" for role, target in fillers)


def mark_filler(desk: Desk, event_id: str, role: Role, label: str, place: tuple[int, int]) -> str:
    """Mark a place and let it play a role, as one act; what is marked there with that label already is taken."""
    there = next((one for one in desk.layer.spans if (one.label, one.fragments) == (label, (place,))), None)
    if there is not None:
        return fill_role(desk, event_id, role, there.id)
    span = Span(id=desk.new_id("s"), label=label, fragments=(place,))
    filled_in = fill(desk.layer, event_of(desk, event_id), Argument(role.id, span.id), role)
    desk.do(f"Mark {label} as {role.id}", (*edits.add(desk.layer, span), *filled_in))
    return f"{plainly(role)}: {desk.text_of(span)} ({label})"


def mark_event_filler(desk: Desk, event_id: str, role: Role, type: str, place: tuple[int, int]) -> str:
    """Make a place the trigger of a new event that plays a role in another, as one act."""
    event = Event(id=desk.new_id("e"), type=type, fragments=(place,))
    filled_in = fill(desk.layer, event_of(desk, event_id), Argument(role.id, event.id), role)
    desk.do(f"Mark {type} as {role.id}", (*edits.add(desk.layer, event), *filled_in))
    return f"{plainly(role)}: {desk.text_of(event)} ({mark_named(desk.schema, event)})"


def change_type(desk: Desk, event_id: str, type: str) -> str:
    """Give an event another type; say which arguments and attributes it had no place for."""
    event = event_of(desk, event_id)
    retyped = retype(desk.layer, desk.schema, event, type)
    left = [
        f"{role_named(desk.schema, event.type, one.role)} {desk.text_of(desk.layer[one.target])}"
        for one in retyped.arguments
    ]
    desk.do(f"Change to {type}", retyped.changes)
    names = [*left, *(attribute_named(desk.schema, name) for name in retyped.attributes)]
    told = f"{mark_named(desk.schema, event_of(desk, event_id))}: {desk.text_of(event)}"
    return tr("{told}. Left out: {names}", told=told, names=listed(names)) if names else told


def what_is_open(desk: Desk, event_id: str) -> str:
    """A sentence about an event: who plays in it, and what is still wanted."""
    if event_id not in desk.layer:
        return ""
    event = event_of(desk, event_id)
    wanted = [plainly(role) for role in wanted_roles(event, desk.schema)]
    count = len(event.arguments)
    # The words stand last: a digit behind Arabic or Hebrew would be shown in front of it.
    said = tr_many(
        "{type} with {count} argument: {text}",
        "{type} with {count} arguments: {text}",
        count,
        type=mark_named(desk.schema, event),
        text=desk.text_of(event),
    )
    return tr("{said}. Still open: {wanted}.", said=said, wanted=listed(wanted)) if wanted else f"{said}."


def is_full(event: Event, role: Role) -> bool:
    """Whether a role takes no more fillers."""
    return bool(role.max) and filled(event, role) >= role.max


def relation_targets(desk: Desk, type: RelationType, source: str) -> list[Span | Event]:
    """What a relation of that type may go to from `source`, the nearest first; like to like where all is allowed."""
    one = desk.layer[source]
    if isinstance(one, Relation):
        return []
    tied = {relation.target for relation in desk.layer.relations_at.get(source, ()) if relation.type == type.id}
    fitting = [other for other in _placed(desk) if other.id not in {source, *tied} and _may_end(type, one, other)]
    return sorted(fitting, key=lambda other: (abs(first_offset(other) - first_offset(one)), other.id))


def relations_from(desk: Desk, source: str) -> list[RelationType]:
    """The relations that may go from an annotation."""
    one = desk.layer[source]
    return [type for type in desk.schema.relations if unfit_end(type, type.source, one, "from") is None]


def relation_arrow(desk: Desk, relation: Relation) -> str:
    """What stands between the ends of a relation."""
    type = desk.schema.relation_by_id.get(relation.type)
    return "↔" if type is not None and type.symmetric else tr("→")


def turn_relation(desk: Desk, id: str) -> str:
    """Let a relation go the other way."""
    relation = desk.layer[id]
    if not isinstance(relation, Relation):
        raise NotFoundError(tr("{id} is no relation.", id=id))
    turned = replace(relation, source=relation.target, target=relation.source)
    desk.do(f"Turn {relation.type}", (Change(desk.layer.placed[id].position, relation, turned),))
    return f"{mark_named(desk.schema, relation)}: {words_of(desk, turned)}"


def words_of(desk: Desk, one: Annotation) -> str:
    """The words under a mark; of a relation, those of its ends with the arrow between them."""
    if not isinstance(one, Relation):
        return desk.text_of(one)
    source, target = (desk.text_of(desk.layer[end]) for end in (one.source, one.target))
    return f"{source} {relation_arrow(desk, one)} {target}"


def _placed(desk: Desk) -> tuple[Span | Event, ...]:
    return (*desk.layer.spans, *desk.layer.events)


def _may_end(type: RelationType, source: Span | Event, target: Span | Event) -> bool:
    if not type.target:
        return isinstance(target, Event) is isinstance(source, Event)
    return unfit_end(type, type.target, target, f"from {label_of(source)} to") is None
