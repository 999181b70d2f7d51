"""Who may play which role in an event, and how many."""

from collections.abc import Iterator

from corpus_tool.model.annotations import Annotation, Event, Span, in_words
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.naming import plainly
from corpus_tool.model.schemas import EVENT_FILLER, Role, Schema
from corpus_tool.saying import listed, tr


def arguments(annotation: Annotation, layer: Layer, schema: Schema, _document: Document) -> Iterator[str]:
    """Each argument plays a role of its event, fits it, and is given once; no more than the role takes."""
    if not isinstance(annotation, Event):
        return
    roles = schema.roles_of(annotation.type)
    for argument in annotation.arguments:
        role = roles.get(argument.role)
        if role is None:
            yield tr(
                "{type} has no role {role!r} (known: {roles})",
                type=annotation.type,
                role=argument.role,
                roles=", ".join(roles),
            )
        elif argument.target == annotation.id:
            yield tr("it cannot be its own {role}", role=plainly(role))
        elif wrong := misfit(role, layer[argument.target]):
            yield wrong
    if len(set(annotation.arguments)) < len(annotation.arguments):
        yield tr("the same argument is given twice")
    for role in roles.values():
        count = filled(annotation, role)
        if role.max and count > role.max:
            yield tr(
                "{role} can be filled {max} times at most, not {count}", role=plainly(role), max=role.max, count=count
            )


def open_roles(annotation: Annotation, _layer: Layer, schema: Schema, _document: Document) -> Iterator[str]:
    """What the schema wants of every event of a type is there."""
    if isinstance(annotation, Event):
        for role in wanted_roles(annotation, schema):
            yield tr("{role} is still open: at least {min} wanted", role=plainly(role), min=role.min)


def circles(annotation: Annotation, layer: Layer, _schema: Schema, document: Document) -> Iterator[str]:
    """No event plays a role in itself by way of others."""
    if not isinstance(annotation, Event):
        return
    for argument in annotation.arguments:
        if argument.target != annotation.id and annotation.id in reached_from(argument.target, layer):
            target = in_words(layer[argument.target], document.text)
            yield tr("it would play a role in itself, by way of {target}", target=target)


def twin_events(annotation: Annotation, layer: Layer, _schema: Schema, document: Document) -> Iterator[str]:
    """One trigger tells a type of event once, unless others play in it."""
    if not isinstance(annotation, Event):
        return
    for other in layer.events_at.get(annotation.fragments, ()):
        same = (other.type, set(other.arguments)) == (annotation.type, set(annotation.arguments))
        if other.id != annotation.id and same:
            yield tr("the same event is marked there already: {event}", event=in_words(other, document.text))


def wanted_roles(event: Event, schema: Schema) -> list[Role]:
    """The roles of an event with fewer fillers than the schema wants."""
    return [role for role in schema.roles_of(event.type).values() if filled(event, role) < role.min]


def filled(event: Event, role: Role) -> int:
    """How many fillers a role has."""
    return sum(argument.role == role.id for argument in event.arguments)


def reached_from(id: str, layer: Layer) -> set[str]:
    """The ids of all that plays a role in the event `id`, in those that do, and so on; itself only in a circle."""
    reached: set[str] = set()
    ahead = [id]
    while ahead:
        event = layer[ahead.pop()]
        if isinstance(event, Event):
            new = {argument.target for argument in event.arguments} - reached
            reached |= new
            ahead += new
    return reached


def misfit(role: Role, target: Annotation) -> str | None:
    """Why `target` cannot fill `role`; None where it can."""
    filler = (
        target.label if isinstance(target, Span) else EVENT_FILLER if isinstance(target, Event) else tr("a relation")
    )
    if not role.fillers or filler in role.fillers:
        return None
    return tr(
        "{role} is filled by {fillers}, not by {filler}",
        role=plainly(role),
        fillers=listed(role.fillers),
        filler=filler,
    )
