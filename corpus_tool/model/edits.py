"""Edits: pure functions from a layer and a wish to the changes that fulfil it.

An edit decides nothing about rules (`model/rules` does) and stores nothing (the desk does).
"""

from msgspec.structs import replace

from corpus_tool.errors import NotFoundError
from corpus_tool.model.annotations import Annotation, Argument, Event, Fragments, Relation, Span, references
from corpus_tool.model.changes import Change, Changes, RulingChange, Status, StatusChange
from corpus_tool.model.layers import Layer
from corpus_tool.saying import tr


def add(layer: Layer, annotation: Annotation) -> Changes:
    """Add an annotation behind all others."""
    return (Change(layer.next_position, None, annotation),)


def remove(layer: Layer, id: str) -> Changes:
    """Remove an annotation with everything that cannot stand without it.

    Events lose the arguments that pointed at it; relations from or to it go too.
    """
    gone = {id}
    dying = [placed.annotation.id for placed in layer.placed.values() if _dies_with(placed.annotation, gone)]
    changes = [
        _changed(layer, placed.annotation.id, _without(placed.annotation, gone))
        for placed in layer.placed.values()
        if isinstance(placed.annotation, Event)
        and gone & set(references(placed.annotation))
        and placed.annotation.id != id
    ]
    return (*changes, *(_death(layer, other) for other in dying), _death(layer, id))


def relabel(layer: Layer, id: str, label: str) -> Changes:
    """Give a span another label, or an event another type. A subtype of the old label goes."""
    match _existing(layer, id):
        case Span() as span:
            kept = {name: value for name, value in span.attributes.items() if name != "subtype"}
            return (_changed(layer, id, replace(span, label=label, attributes=kept)),)
        case Event() | Relation() as other:
            return (_changed(layer, id, replace(other, type=label)),)


def resize(layer: Layer, id: str, fragments: Fragments) -> Changes:
    """Move the edges of a span or a trigger."""
    annotation = _positioned(layer, id)
    return (_changed(layer, id, replace(annotation, fragments=fragments)),)


def set_attribute(layer: Layer, id: str, name: str, value: object | None) -> Changes:
    """Set an attribute; None takes it away."""
    annotation = _existing(layer, id)
    attributes = {other: kept for other, kept in annotation.attributes.items() if other != name}
    if value is not None:
        attributes[name] = value
    return (_changed(layer, id, replace(annotation, attributes=attributes)),)


def set_note(layer: Layer, id: str, note: str) -> Changes:
    """Write a note on a span or an event; an empty one takes it away. No change where it says so already."""
    annotation = _positioned(layer, id)
    if (annotation.note or "") == note:
        return ()
    return (_changed(layer, id, replace(annotation, note=note or None)),)


def set_link(layer: Layer, id: str, link: str) -> Changes:
    """Say which thing a span names, by its id in a knowledge base; an empty one takes it away."""
    span = _existing(layer, id)
    if not isinstance(span, Span):
        raise NotFoundError(tr("{id} is no span: only a span has a link.", id=id))
    if (span.link or "") == link:
        return ()
    return (_changed(layer, id, replace(span, link=link or None)),)


def remove_argument(layer: Layer, event_id: str, argument: Argument) -> Changes:
    """Take an argument off an event."""
    event = _event(layer, event_id)
    if argument not in event.arguments:
        raise NotFoundError(
            tr(
                "Event {event_id} has no argument {role} = {target}.",
                event_id=event_id,
                role=argument.role,
                target=argument.target,
            )
        )
    left = list(event.arguments)
    left.remove(argument)
    return (_changed(layer, event_id, replace(event, arguments=tuple(left))),)


def set_status(layer: Layer, status: Status) -> Changes:
    """Say how far one has come; no change where that is said already."""
    return _status_moves(layer.status, status)


def births(layer: Layer) -> Changes:
    """What makes an empty, new layer of that name into `layer`; positions are counted anew."""
    born = (Change(position, None, annotation) for position, annotation in enumerate(layer.ordered))
    ruled = (RulingChange(key, None, ruling) for key, ruling in layer.rulings.items())
    return (*born, *ruled, *_status_moves(Status.NEW, layer.status))


def difference(before: Layer, after: Layer) -> Changes:
    """What makes `before` into `after`."""
    changes: list[Change] = []
    for id in {**before.placed, **after.placed}:
        was, becomes = before.placed.get(id), after.placed.get(id)
        if was == becomes:
            continue
        if was and becomes and was.position == becomes.position:
            changes.append(Change(was.position, was.annotation, becomes.annotation))
            continue
        # An annotation that stands elsewhere dies and is born again: a change knows one position, and so does undo.
        if was:
            changes.append(Change(was.position, was.annotation, None))
        if becomes:
            changes.append(Change(becomes.position, None, becomes.annotation))
    ruled = [
        RulingChange(key, before.rulings.get(key), after.rulings.get(key))
        for key in {**before.rulings, **after.rulings}
        if before.rulings.get(key) != after.rulings.get(key)
    ]
    return (*changes, *ruled, *_status_moves(before.status, after.status))


def _status_moves(before: Status, after: Status) -> Changes:
    return () if before is after else (StatusChange(before, after),)


def _existing(layer: Layer, id: str) -> Annotation:
    if id not in layer:
        raise NotFoundError(tr("There is no annotation {id} in this layer.", id=id))
    return layer[id]


def _positioned(layer: Layer, id: str) -> Span | Event:
    annotation = _existing(layer, id)
    if isinstance(annotation, Relation):
        raise NotFoundError(tr("{id} is a relation: it has no place in the text.", id=id))
    return annotation


def _event(layer: Layer, id: str) -> Event:
    annotation = _existing(layer, id)
    if not isinstance(annotation, Event):
        raise NotFoundError(tr("{id} is no event.", id=id))
    return annotation


def _changed(layer: Layer, id: str, after: Annotation) -> Change:
    return Change(layer.placed[id].position, layer[id], after)


def _death(layer: Layer, id: str) -> Change:
    return Change(layer.placed[id].position, _existing(layer, id), None)


def _dies_with(annotation: Annotation, gone: set[str]) -> bool:
    return isinstance(annotation, Relation) and bool(gone & set(references(annotation)))


def _without(event: Event, gone: set[str]) -> Event:
    return replace(event, arguments=tuple(kept for kept in event.arguments if kept.target not in gone))
