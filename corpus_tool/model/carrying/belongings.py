"""What hangs on annotations: arguments, relations, attributes, links, notes. What leads nowhere any more goes too."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Relation, Span, first_offset
from corpus_tool.model.carrying.carries import Carries
from corpus_tool.model.carrying.places import Places
from corpus_tool.model.losses import Lost, Reason


def without_events(annotations: Sequence[Annotation]) -> tuple[list[Annotation], list[Lost]]:
    """Spans and relations."""
    return (
        [one for one in annotations if not isinstance(one, Event)],
        [(one, Reason.EVENT) for one in annotations if isinstance(one, Event)],
    )


def without_lost_arguments(
    annotations: Sequence[Annotation], carries: Carries, places: Places
) -> tuple[list[Annotation], list[Lost]]:
    """Events with those arguments only that the format can hold."""
    by_id = {one.id: one for one in annotations}
    kept, lost = list[Annotation](), list[Lost]()
    for one in annotations:
        if isinstance(one, Event) and one.arguments:
            arguments, reasons = _arguments(one, by_id, carries, places)
            lost += [(one, reason) for reason in reasons]
            kept.append(replace(one, arguments=arguments) if reasons else one)
        else:
            kept.append(one)
    return kept, lost


def _arguments(
    event: Event, by_id: Mapping[str, Annotation], carries: Carries, places: Places
) -> tuple[tuple[Argument, ...], list[Reason]]:
    kept, reasons = list[Argument](), list[Reason]()
    for argument in event.arguments:
        if reason := _why_not(argument, event, by_id, carries, places, kept):
            reasons.append(reason)
        else:
            kept.append(argument)
    return tuple(kept), reasons


def _why_not(
    argument: Argument,
    event: Event,
    by_id: Mapping[str, Annotation],
    carries: Carries,
    places: Places,
    before: Sequence[Argument],
) -> Reason | None:
    """Why an argument cannot be held; None where it can."""
    target = by_id.get(argument.target)
    if isinstance(target, Event) and not carries.events_as_arguments:
        return Reason.EVENT_AS_ARGUMENT
    if target is None or isinstance(target, Relation):
        return Reason.ARGUMENT
    if carries.windowed and places.window_of(first_offset(target)) != places.window_of(first_offset(event)):
        return Reason.ARGUMENT_CROSSES
    if not carries.repeated_roles and any(other.role == argument.role for other in before):
        return Reason.ROLE_REPEATED
    return None


def without_lost_relations(
    annotations: Sequence[Annotation], carries: Carries, places: Places
) -> tuple[list[Annotation], list[Lost]]:
    """Relations go where the format has none, where an end is gone, or where they cross the border of a window.

    One that goes may be an end of another in what was made elsewhere, so it is asked until no more go.
    """
    by_id = {one.id: one for one in annotations}
    waiting = [one for one in annotations if isinstance(one, Relation)]
    lost: list[Lost] = []
    while gone := [(one, why) for one in waiting if (why := _why_no_relation(one, by_id, carries, places))]:
        lost += gone
        for one, _ in gone:
            del by_id[one.id]
        waiting = [one for one in waiting if one.id in by_id]
    return [one for one in annotations if one.id in by_id], lost


def _why_no_relation(
    relation: Relation, by_id: Mapping[str, Annotation], carries: Carries, places: Places
) -> Reason | None:
    """Why a relation cannot be held; None where it can."""
    ends = [by_id.get(relation.source), by_id.get(relation.target)]
    if not carries.relations or None in ends:
        return Reason.RELATION
    if not carries.relations_of_relations and any(isinstance(end, Relation) for end in ends):
        return Reason.RELATION
    if not carries.relations_of_events and not all(isinstance(end, Span) for end in ends):
        return Reason.RELATION
    windows = {places.window_of(first_offset(end)) for end in ends if isinstance(end, Span | Event)}
    return Reason.RELATION_CROSSES if carries.windowed and len(windows) > 1 else None


def bare_of_attributes(annotations: Sequence[Annotation], carries: Carries) -> tuple[list[Annotation], list[Lost]]:
    """Annotations with those attributes only that the format can hold."""
    kept, lost = list[Annotation](), list[Lost]()
    for one in annotations:
        if not one.attributes:
            kept.append(one)
            continue
        held = _held_attributes(one, carries)
        if len(held) == len(one.attributes):
            kept.append(one)
        else:
            lost.append((one, Reason.ATTRIBUTES))
            kept.append(replace(one, attributes=held))
    return kept, lost


def _held_attributes(one: Annotation, carries: Carries) -> Attributes:
    names = carries.span_attributes
    if isinstance(one, Event):
        names = carries.event_attributes
    elif isinstance(one, Relation):
        names = carries.relation_attributes
    return {name: value for name, value in one.attributes.items() if names is None or name in names}


def bare_of_links_and_notes(annotations: Sequence[Annotation], carries: Carries) -> tuple[list[Annotation], list[Lost]]:
    """Annotations without a link or a note where the format has no place for it."""
    if carries.links and carries.notes:
        return list(annotations), []
    kept, lost = list[Annotation](), list[Lost]()
    for one in annotations:
        bare: Annotation = one
        if isinstance(bare, Span) and bare.link is not None and not carries.links:
            lost.append((one, Reason.LINK))
            bare = replace(bare, link=None)
        if not isinstance(bare, Relation) and bare.note is not None and not carries.notes:
            lost.append((one, Reason.NOTE))
            bare = replace(bare, note=None)
        kept.append(bare)
    return kept, lost
