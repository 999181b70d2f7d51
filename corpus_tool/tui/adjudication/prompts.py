"""What is asked while adjudicating: whose part to take, what to edit, why it was decided so."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from corpus_tool.model.adjudicating import Matter, Part, parts_of
from corpus_tool.model.adjudicating.mixing import LABEL, LINK, PLACE, part_said
from corpus_tool.model.annotations import Event, Relation
from corpus_tool.model.layers import LayerName
from corpus_tool.model.rulings import Reason
from corpus_tool.saying import tr
from corpus_tool.tui.acting import act
from corpus_tool.tui.commands.adjusting import begin
from corpus_tool.tui.commands.marking import ask_what
from corpus_tool.tui.panels.events import Events
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Choice, LinePrompt, Prompt, choices_of
from corpus_tool.workbench.adjudication.adjudicating import Adjudicating


class Decide(Protocol):
    """Makes a decision."""

    def __call__(self, place: Place, matter: Matter, decide: Callable[[], str], *, goes_on: bool = True) -> None:
        """Say what `decide` says it did, and go on; or why it was refused."""


Shown = Callable[[Place, str], None]
"""Told what was done, to draw everything anew."""


def ask_mix(place: Place, gold: Adjudicating, matter: Matter, keys: Mapping[LayerName, str], decide: Decide) -> None:
    """Ask for each part that differs whose it shall be; one reading that all have is no mixing."""
    parts = parts_of(gold.desk.matters, matter)
    if not parts:
        place.say(tr("There are no parts that differ: a letter takes one, x takes none."))
        return
    _ask_part(place, gold, matter, keys, decide, parts, {})


def _ask_part(
    place: Place,
    gold: Adjudicating,
    matter: Matter,
    keys: Mapping[LayerName, str],
    decide: Decide,
    parts: tuple[Part, ...],
    picked: dict[Part, LayerName],
) -> None:
    part = parts[len(picked)]

    def take(name: LayerName) -> None:
        now = {**picked, part: name}
        if len(now) < len(parts):
            _ask_part(place, gold, matter, keys, decide, parts, now)
        else:
            base = next(iter(now.values()))
            decide(place, matter, partial(gold.mix, matter, base, now))

    readings = sorted(matter.row.readings, key=lambda one: keys[one.layer])
    choices = tuple(
        Choice(keys[one.layer], _said(gold, one.layer, one.annotation, part), partial(take, one.layer))
        for one in readings
    )
    title = tr(
        "Whose {part}? ({number} of {count})", part=_called(part, matter), number=len(picked) + 1, count=len(parts)
    )
    place.ask(Prompt(title, choices))


def _called(part: Part, matter: Matter) -> str:
    match part.what:
        case "place":
            return tr("trigger") if matter.kind is Event else tr("borders")
        case "label":
            return tr("type") if matter.kind is Event else tr("label")
        case "link":
            return tr("link")
        case _:
            return part.name


def _said(gold: Adjudicating, name: LayerName, one: object, part: Part) -> str:
    layer = gold.desk.matters.layers[name]
    if isinstance(one, Relation) and part.what == PLACE:
        return ""
    if isinstance(one, Event) and part.what == "role":
        targets = (layer[argument.target] for argument in one.arguments if argument.role == part.name)
        told = [gold.words.text_of(target.fragments) for target in targets if not isinstance(target, Relation)]
        return ", ".join(told) or tr("nothing")
    reading = next(annotation for annotation in layer.ordered if annotation is one or annotation == one)
    said = part_said(gold.desk.matters, name, reading, part)
    if part.what == PLACE and not isinstance(reading, Relation):
        return gold.words.text_of(reading.fragments)
    (value,) = said if part.what in {LABEL, LINK, "attribute"} else ("",)
    return tr("nothing") if value is None else str(value)


def ask_edit(place: Place, gold: Adjudicating, matter: Matter, shown: Callable[[str], None]) -> None:
    """Let her change by hand what stands; where nothing stands yet, the first reading is taken first."""
    if gold.ruling(matter) is None or not gold.standing(matter):
        gold.take(matter, matter.row.readings[0].layer)
        shown(tr("Taken to be edited."))
    one = gold.standing(matter)[0]
    if isinstance(one, Relation):
        turn = Choice("d", tr("delete"), lambda: shown(place.work.remove(one.id)))
        place.ask(Prompt(tr("Edit the relation"), (turn,)))
        return
    place.work.spot.select(one)
    choices = [
        Choice("b", tr("trigger") if isinstance(one, Event) else tr("borders"), partial(begin, place, one)),
        Choice(
            "l",
            tr("type, attributes") if isinstance(one, Event) else tr("label, attributes"),
            partial(ask_what, place, one),
        ),
        Choice("d", tr("delete"), lambda: act(place, partial(place.work.remove, one.id))),
    ]
    if isinstance(one, Event):
        choices.insert(2, Choice("a", tr("arguments, in the list of events"), lambda: place.open_panel(Events())))
    place.ask(Prompt(tr("Edit"), tuple(choices)))


def ask_reason(place: Place, gold: Adjudicating, matter: Matter, shown: Shown) -> None:
    """Ask why it was decided so."""

    def give(reason: str) -> None:
        shown(place, gold.say_why(matter, reason=reason))

    reasons = list(Reason)
    own = Choice("o", tr("in your own words"), lambda: place.ask_line(LinePrompt(tr("Reason:"), give)))
    known = choices_of([tr(one) for one in reasons], lambda number: give(reasons[number]), list(reasons))
    place.ask(Prompt(tr("Why so?"), (*known, own)))


def ask_guideline(place: Place, gold: Adjudicating, matter: Matter, shown: Shown) -> None:
    """Ask where the guidelines speak of it."""
    ruling = gold.ruling(matter)

    def give(where: str) -> None:
        shown(place, gold.say_why(matter, guideline=where))

    place.ask_line(LinePrompt(tr("Guideline:"), give, ruling.guideline if ruling else ""))
