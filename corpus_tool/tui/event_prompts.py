"""Questions about an event: which role, who fills it, its attributes. Each leads to the next; escape leaves.

Whatever was answered is on disk; leaving says what is still open.
"""

from collections.abc import Callable, Sequence
from functools import partial

from corpus_tool.model.annotations import Argument, Event, Span
from corpus_tool.model.keys import letter_keys
from corpus_tool.model.naming import (
    mark_named,
    named,
    plainly,
    role_named,
    type_named,
    value_of,
    words_and_name,
)
from corpus_tool.model.rules import wanted_roles
from corpus_tool.model.schemas import EventType, Role
from corpus_tool.saying import tr
from corpus_tool.tui.acting import act, hinted
from corpus_tool.tui.event_types import ask_type
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Choice, Prompt, choices_of, keys_for
from corpus_tool.tui.suggestions import go_on
from corpus_tool.workbench import eventing
from corpus_tool.workbench.suggestions.role_habits import Proposal, likeliest, proposals, sure_ones

DIGITS = "123456789"
"""What picks a likely filler with its role."""


def ask_role(place: Place, event_id: str, said: str = "") -> None:
    """Ask which role to fill next, or which other thing to do with the event. `said` stays at the foot meanwhile."""
    event = eventing.event_of(place.work.desk, event_id)
    roles = list(place.work.desk.schema.roles_of(event.type).values())
    choices = tuple(
        Choice(key, _role_title(place, role, event), partial(ask_filler, place, event_id, role))
        for key, role in zip(keys_for([role.id for role in roles]), roles, strict=True)
    )
    place.ask(
        Prompt(
            _title(place, event),
            (*choices, *_likely(place, event)),
            others=_besides(place, event),
            moved=partial(_leave_by_moving, place, event_id),
            left=lambda: _leave(place, event_id),
            about=event_id,
        )
    )
    if said:
        place.say(said)


def _likely(place: Place, event: Event) -> tuple[Choice, ...]:
    """Who may play which role, each by a digit; it stands in the text, too."""
    work, shown = place.work, set()
    found = []
    for digit, one in zip(DIGITS, likeliest(work.desk, event, work.habits, len(DIGITS)), strict=False):
        title = f"{named(one.role)} {work.desk.text_of(one.target)}"
        target = None if one.target.id in shown else one.target.id
        shown.add(one.target.id)
        act_on = partial(_fill, place, event.id, one.role, one.target.id)
        found.append(Choice(digit, title, act_on, target, group=tr("likely")))
    return tuple(found)


def _besides(place: Place, event: Event) -> tuple[Choice, ...]:
    """What else there is to do with an event: the sure fillers together, its attributes, its type, enough."""
    work = place.work
    others = [
        Choice("=", tr("attributes"), partial(ask_attribute, place, event.id)),
        Choice("E", tr("another type"), partial(ask_other_type, place, event.id)),
    ]
    if event.arguments:
        others.insert(1, Choice("-", tr("take one off"), partial(ask_removal, place, event.id)))
    if sure := sure_ones(proposals(work.desk, event, work.habits)):
        words = ", ".join(f"{named(one.role)} {work.desk.text_of(one.target)}" for one in sure)
        others.insert(
            0, Choice("enter", tr("likely: {filler}", filler=words), partial(_fill_all, place, event.id, sure))
        )
    if work.offers.listed():
        others.append(Choice("}", tr("enough: the next suggestion"), partial(_to_suggestion, place)))
    return tuple(others)


def _leave_by_moving(place: Place, event_id: str) -> None:
    """Whoever goes on in the text has said enough of the event."""
    place.ask(None)
    place.changed()
    _leave(place, event_id)


def _title(place: Place, event: Event) -> str:
    wanted = ", ".join(named(role) for role in wanted_roles(event, place.work.desk.schema))
    still = tr("  open: {wanted}", wanted=wanted) if wanted else ""
    return tr(
        "{event}: which role?{still}  (escape or moving on: enough)",
        event=words_and_name(type_named(place.work.desk.schema, event.type), place.work.desk.text_of(event)),
        still=still,
    )


def _leave(place: Place, event_id: str) -> None:
    place.say(eventing.what_is_open(place.work.desk, event_id))


def _to_suggestion(place: Place) -> None:
    place.ask(None)
    go_on(place)


def _role_title(place: Place, role: Role, event: Event) -> str:
    """`Target!: حلب`: what fills it; or what may, where nothing does. `!` is wanted, `≤1` how many at most."""
    desk = place.work.desk
    filling = [desk.text_of(desk.layer[one.target]) for one in event.arguments if one.role == role.id]
    mark = "!" if len(filling) < role.min else ""
    most = f" ≤{role.max}" if role.max else ""
    what = f": {', '.join(filling)}" if filling else f" ({' '.join(role.fillers) or tr('any')})"
    return f"{named(role)}{mark}{most}{what}"


def ask_filler(place: Place, event_id: str, role: Role) -> None:
    """Ask who fills a role: a mark by its letters; or words that are gone to, by the key of their label."""
    event = eventing.event_of(place.work.desk, event_id)
    if eventing.is_full(event, role) and role.max != 1:
        ask_role(
            place,
            event_id,
            tr("{role} is filled {max} times, and takes no more; - takes one off.", role=named(role), max=role.max),
        )
        return
    found = eventing.candidates(place.work.desk, event_id, role)
    if not found:
        _ask_fresh(place, event_id, role)
        place.say(tr("Nothing is marked that may be {role}: go to the words and press their label.", role=named(role)))
        return
    title = tr(
        "{role} is instead ...?  (or go to the words and press their label)"
        if eventing.is_full(event, role)
        else "{role} is ...?  (or go to the words and press their label)",
        role=named(role),
    )
    place.ask(
        Prompt(
            title,
            hinted(place, found, partial(_fill, place, event_id, role)),
            others=(Choice("backspace", tr("the roles"), partial(ask_role, place, event_id)),),
            moved=partial(_ask_fresh, place, event_id, role),
            left=lambda: _leave(place, event_id),
            about=event_id,
        )
    )


def _ask_fresh(place: Place, event_id: str, role: Role) -> None:
    """Ask for the label under which what is selected shall fill a role; moving goes on."""
    work = place.work
    labels = eventing.labels_for(work.desk, role)
    given = iter(letter_keys([label.id for label in labels if not label.key], [label.key for label in labels]))
    keyed = [(label.key or next(given), label) for label in labels]
    choices = tuple(
        Choice(key, label.id, partial(_mark, place, event_id, role, label.id), of=label.id)
        for key, label in keyed
        if key
    )
    others = [Choice("backspace", tr("the marks"), partial(_back_to_marks, place, event_id, role))]
    if fitting := _fitting_here(place, event_id, role):
        take = partial(_fill, place, event_id, role, fitting.id)
        label = mark_named(work.desk.schema, fitting)
        others.insert(0, Choice("enter", tr("the mark here ({label})", label=label), take))
    if eventing.takes_events(role):
        then = partial(_mark_event, place, event_id, role)
        others.insert(
            0, Choice("E", tr("a new event"), lambda: ask_type(place, tr("{role} is an event", role=named(role)), then))
        )
    words = " ".join(work.desk.document.text[slice(*work.spot.selection.range)].split())
    place.ask(
        Prompt(
            tr("{role} is {words}: its label?", role=named(role), words=words),
            choices,
            others=tuple(others),
            moved=partial(_ask_fresh, place, event_id, role),
            left=lambda: _leave(place, event_id),
            about=event_id,
        )
    )


def _fitting_here(place: Place, event_id: str, role: Role) -> Span | Event | None:
    """The mark under the selection that may fill a role."""
    fitting = {one.id for one in eventing.candidates(place.work.desk, event_id, role)}
    return next((one for one in place.work.spot.here() if one.id in fitting), None)


def _back_to_marks(place: Place, event_id: str, role: Role) -> None:
    if eventing.candidates(place.work.desk, event_id, role):
        ask_filler(place, event_id, role)
    else:
        ask_role(place, event_id)


def _fill(place: Place, event_id: str, role: Role, target: str) -> None:
    _then_role(place, event_id, lambda: eventing.fill_role(place.work.desk, event_id, role, target))


def _fill_all(place: Place, event_id: str, likely: Sequence[Proposal]) -> None:
    _then_role(
        place,
        event_id,
        lambda: eventing.fill_roles(place.work.desk, event_id, [(one.role, one.target.id) for one in likely]),
    )


def _mark(place: Place, event_id: str, role: Role, label: str) -> None:
    desk, spot = place.work.desk, place.work.spot
    _then_role(place, event_id, lambda: eventing.mark_filler(desk, event_id, role, label, spot.range_selected()))


def _mark_event(place: Place, event_id: str, role: Role, type: EventType) -> None:
    desk, spot = place.work.desk, place.work.spot
    _then_role(
        place, event_id, lambda: eventing.mark_event_filler(desk, event_id, role, type.id, spot.range_selected())
    )


def _then_role(place: Place, event_id: str, what: Callable[[], str]) -> None:
    """Do an act, and go on with the roles, back at the trigger."""
    act(place, what)
    place.work.spot.select(eventing.event_of(place.work.desk, event_id))
    place.moved()
    ask_role(place, event_id)


def ask_attribute(place: Place, event_id: str) -> None:
    """All values of all attributes at once: the attribute's letter, then the value's."""
    work = place.work
    event = eventing.event_of(work.desk, event_id)
    attributes, type = work.attributes(event), type_named(work.desk.schema, event.type)
    if not attributes:
        ask_role(
            place,
            event_id,
            tr("The schema has no attributes for {type}.", type=type),
        )
        return
    choices: list[Choice] = []
    for first, attribute in zip(keys_for([one.id for one in attributes]), attributes, strict=True):
        now = event.attributes.get(attribute.id, attribute.default)
        values: list[str | None] = [*attribute.values, None]
        for key, value in zip(keys_for([value or "nothing" for value in values]), values, strict=True):
            shown = tr("nothing") if value is None else f"{value_of(attribute, value)}{' ●' * (value == now)}"
            then = partial(work.set_attribute, event_id, attribute.id, value)
            choices.append(
                Choice(first + key, shown, partial(_then_role, place, event_id, then), group=plainly(attribute))
            )
    back = Choice("backspace", tr("the roles"), partial(ask_role, place, event_id))
    title = tr("{type} {text}: which value?", type=type, text=work.desk.text_of(event))
    place.ask(Prompt(title, tuple(choices), others=(back,), left=lambda: _leave(place, event_id), about=event_id))


def ask_other_type(place: Place, event_id: str) -> None:
    """Give an event another type."""
    desk = place.work.desk
    title = tr("Another type for {text}", text=desk.text_of(eventing.event_of(desk, event_id)))

    def then(type: EventType) -> None:
        message = place.work.relabel(event_id, type.id)
        act(place, lambda: message)
        ask_role(place, event_id, message)

    ask_type(place, title, then)


def ask_removal(place: Place, event_id: str) -> None:
    """Take an argument off an event."""
    event = eventing.event_of(place.work.desk, event_id)
    titles = [argument_title(place, event, argument) for argument in event.arguments]

    def then(number: int) -> None:
        act(place, partial(place.work.remove_argument, event_id, event.arguments[number]))

    place.ask(
        Prompt(
            tr("Remove which argument of {text}?", text=place.work.desk.text_of(event)),
            choices_of(titles, then, [argument.role for argument in event.arguments]),
        )
    )


def argument_title(place: Place, event: Event, argument: Argument) -> str:
    """Role and text of an argument."""
    desk = place.work.desk
    return f"{role_named(desk.schema, event.type, argument.role)} {desk.text_of(desk.layer[argument.target])}"
