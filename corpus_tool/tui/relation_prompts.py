"""Questions about a relation: from which mark, of which type, to which other."""

from functools import partial

from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.naming import plainly
from corpus_tool.model.schemas import RelationType
from corpus_tool.saying import tr
from corpus_tool.tui.acting import act, describe, hinted, pick_here
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Prompt, choices_of
from corpus_tool.workbench import eventing


def ask_relation(place: Place) -> None:
    """Tie the mark under the selection to another."""
    if place.work.desk.schema.relations:
        pick_here(place, tr("Tie which?"), partial(_ask_type, place))
    else:
        place.say(tr("The schema has no relations."))


def _ask_type(place: Place, one: Span | Event) -> None:
    types = eventing.relations_from(place.work.desk, one.id)
    if not types:
        place.say(tr("No relation of this schema goes from {mark}.", mark=describe(place, one)))
    elif len(types) == 1:
        _ask_other(place, types[0], one)
    else:
        titles = [_title(type) for type in types]
        choices = choices_of(titles, lambda number: _ask_other(place, types[number], one), [type.id for type in types])
        place.ask(Prompt(tr("Which relation from {mark}?", mark=describe(place, one)), choices))


def _title(type: RelationType) -> str:
    if not (type.source or type.target):
        return plainly(type)
    return f"{plainly(type)} ({' '.join(type.source) or tr('any')} → {' '.join(type.target) or tr('any')})"


def _ask_other(place: Place, type: RelationType, one: Span | Event) -> None:
    others = eventing.relation_targets(place.work.desk, type, one.id)
    if not others:
        ends = f" ({', '.join(type.target)})" if type.target else ""
        place.say(
            tr(
                "There is nothing else that {mark} could be tied to by {type}{ends}.",
                mark=describe(place, one),
                type=plainly(type),
                ends=ends,
            )
        )
        return
    arrow = "↔" if type.symmetric else tr("→")
    choices = hinted(place, others, lambda id: act(place, partial(place.work.tie, type.id, one.id, id)))
    title = tr("{type}: {mark} {arrow} ...?", type=plainly(type), mark=describe(place, one), arrow=arrow)
    place.ask(Prompt(title, choices))
