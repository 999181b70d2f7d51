"""Everything there is to do in a document, as the palette offers it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace

from corpus_tool.model.naming import called, named
from corpus_tool.model.schemas import EventType
from corpus_tool.saying import LANGUAGES, in_every_language, speak, tr
from corpus_tool.tui.acting import act
from corpus_tool.tui.bindings import Keymap, all_commands, plans
from corpus_tool.tui.event_prompts import ask_role
from corpus_tool.tui.place import Place
from corpus_tool.tui.themes import THEMES


@dataclass(frozen=True)
class Offer:
    """One thing to do."""

    title: str
    keys: str
    """What does it without the palette."""
    act: Callable[[], None]
    names: tuple[str, ...] = ()
    """What else it is found by."""


def offers(place: Place, keymap: Keymap) -> list[Offer]:
    """Commands, labels, event types, themes and keymaps."""
    schema = place.work.desk.schema
    found = [
        Offer(tr(one.title), "  ".join(keymap.keys_of(one)), partial(one.run, place), in_every_language(one.title))
        for one in all_commands()
    ]
    for label in schema.labels:
        mark = partial(act, place, partial(place.work.mark, label))
        found.append(Offer(tr("Mark {label}: {name}", label=label.id, name=called(label)), label.key, mark))
    found += [
        Offer(
            tr("New event {type}", type=named(type)), "", partial(_begin, place, type), (type.id, *type.names.values())
        )
        for type in schema.events
    ]
    found += [
        Offer(tr("Keymap {name}: {plan}", name=name, plan=tr(plan.title)), "", partial(place.guides.use_keymap, name))
        for name, plan in plans().items()
    ]
    found += [
        Offer(tr("Theme: {theme}", theme=tr(theme.title)), "", partial(_wear, place, name), (theme.title,))
        for name, theme in THEMES.items()
    ]
    found += [Offer(f"{tr('Interface')}: {name}", "", partial(_speak, place, code)) for code, name in LANGUAGES.items()]
    return found


def _wear(place: Place, theme: str) -> None:
    place.looks.wear(replace(place.looks.look, theme=theme))


def _speak(place: Place, language: str) -> None:
    speak(language)
    place.looks.wear(replace(place.looks.look, interface=language))
    place.changed()
    place.say("")


def _begin(place: Place, type: EventType) -> None:
    event = place.work.new_event(type)
    place.extending = False
    place.changed()
    ask_role(place, event.id)
