"""Which type an event is of: asked by key, by family, by name, or as the one used last."""

from collections.abc import Callable
from functools import partial

from corpus_tool.model.keys import letter_keys
from corpus_tool.model.naming import called, family_named, named
from corpus_tool.model.schemas import EventType, Schema
from corpus_tool.saying import tr
from corpus_tool.tui.filtering import Named, ask_by_name
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Choice, Prompt, choices_of
from corpus_tool.workbench import eventing

TypeTaken = Callable[[EventType], None]


def ask_type(place: Place, title: str, then: TypeTaken) -> None:
    """Ask for an event type: by its key, by family and key, by name, or one used last."""
    desk = place.work.desk
    types = desk.schema.events
    if not types:
        place.say(tr("The schema has no events."))
        return
    others: list[Choice] = []
    recent = eventing.recent_types(desk)
    if recent:
        others.append(Choice("enter", tr("{recent} again", recent=named(recent[0])), partial(then, recent[0])))
    others += _families(place, title, then)
    others.append(Choice("/", tr("by name"), partial(_ask_type_by_name, place, title, types, then)))
    place.ask(Prompt(title, _type_choices(desk.schema, recent, then), others=tuple(others)))


def _type_choices(schema: Schema, recent: list[EventType], then: TypeTaken) -> tuple[Choice, ...]:
    """Each type under its family; those used last stand in front of the others, too."""
    types = schema.events
    keys = type_keys(types)
    last = [
        Choice(keys[type.id], named(type), partial(then, type), group=tr("last used"), of=type.id)
        for type in recent[1:]
    ]
    all = [
        Choice(keys[type.id], named(type), partial(then, type), group=family_named(schema, family), of=type.id)
        for family in _families_of(types)
        for type in types
        if type.family == family
    ]
    return tuple(choice for choice in (*last, *all) if choice.key)


def every_type(schema: Schema, then: TypeTaken) -> tuple[Choice, ...]:
    """The same where nothing else leads to a type: all of them, by two letters where there are more than keys."""
    types = schema.events
    if all(type_keys(types).values()):
        return _type_choices(schema, [], then)
    return choices_of([named(type) for type in types], lambda number: then(types[number]), [type.id for type in types])


def type_keys(types: tuple[EventType, ...]) -> dict[str, str]:
    """Type id to the one key that picks it: the schema's, else one that is free, else none."""
    without = [type for type in types if not type.key]
    free = letter_keys([_short(type) for type in without], besides=[type.key for type in types])
    found = dict(zip([type.id for type in without], free, strict=True))
    return {type.id: type.key or found[type.id] for type in types}


def _families_of(types: tuple[EventType, ...]) -> list[str]:
    return list(dict.fromkeys(type.family for type in types))


def _families(place: Place, title: str, then: TypeTaken) -> list[Choice]:
    """A capital for each family, where there are several."""
    schema = place.work.desk.schema
    families = _families_of(schema.events)
    if len(families) < 2:
        return []
    return [
        Choice(key.upper(), family_named(schema, family), partial(_ask_in_family, place, title, family, then))
        for family, key in zip(families, letter_keys(families), strict=True)
        if key.isalpha()
    ]


def _ask_in_family(place: Place, title: str, family: str, then: TypeTaken) -> None:
    schema = place.work.desk.schema
    members = [type for type in schema.events if type.family == family]
    ids = [_short(type) for type in members]
    choices = choices_of([named(type) for type in members], lambda number: then(members[number]), ids)
    back = Choice("backspace", tr("back"), partial(ask_type, place, title, then))
    place.ask(Prompt(f"{title}: {family_named(schema, family)}", choices, others=(back,)))


def _ask_type_by_name(place: Place, title: str, types: tuple[EventType, ...], then: TypeTaken) -> None:
    choices = [
        Named(f"{type.id} ({called(type)})", (type.id, *type.names.values()), partial(then, type)) for type in types
    ]
    ask_by_name(place, title, choices, back=lambda: ask_type(place, title, then))


def _short(type: EventType) -> str:
    return type.id.partition(".")[2] or type.id
