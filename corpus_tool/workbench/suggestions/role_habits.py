"""Who is likely to play which role in an event, by what was marked in the sentence and by the events of done work.

For each role and each label, on each side of the trigger, it is counted how often such a mark in the trigger's sentence
played the role; what was seen seldom for a type is drawn towards its family, and that towards all events.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus_tool.model.annotations import Event, Span, first_offset, label_of, last_offset
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import filled, misfit, reached_from
from corpus_tool.model.schemas import EVENT_FILLER, Role, Schema
from corpus_tool.store.store import Store
from corpus_tool.text.structure import sentence_at
from corpus_tool.workbench.desk import Desk

LEAST = 0.45
"""Below it, a role is not proposed: most of those are wrong."""
DRAWN = 2.0
"""So many of the wider group are added to what was seen."""
NEAR_GUESS, FAR_GUESS = 0.5, 0.25
"""How often any mark that may play a role does, near its trigger and farther away."""
SURE = 0.55
"""From here on, roles are taken with one key together."""
NEAR = 2
"""How many marks may stand between it and the trigger for it to be near."""
HALVED = 40
"""So many code points from the trigger a mark is half as likely as beside it, among those that are picked from."""
LATER = 0.3
"""So much less likely is a label for each that the schema names before it for a role."""

Trait = tuple[str, str, bool, bool]
"""Role, label, whether it stands before the trigger, whether it is near."""


class Proposal(NamedTuple):
    """Somebody who may play a role."""

    role: Role
    target: Span | Event
    score: float


class RoleHabits:
    """What was counted. Nothing is known at first: then every guess is below what is proposed."""

    def __init__(self) -> None:
        self._played: Counter[tuple[str, Trait]] = Counter()
        self._could: Counter[tuple[str, Trait]] = Counter()

    def learn(self, layer: Layer, text: str, schema: Schema) -> None:
        """Count the events of a layer."""
        for event in layer.events:
            roles = schema.roles_of(event.type)
            playing = {(argument.role, argument.target) for argument in event.arguments}
            for target, before, near in around(event, layer, text):
                for role in roles.values():
                    if misfit(role, target) is None:
                        trait = (role.id, _label(target), before, near)
                        for group in _groups(event.type):
                            self._could[group, trait] += 1
                            self._played[group, trait] += (role.id, target.id) in playing

    def score(self, type: str, trait: Trait) -> float:
        """How likely it is, from 0 to 1."""
        guess = NEAR_GUESS if trait[3] else FAR_GUESS
        for group in reversed(_groups(type)):
            guess = (self._played[group, trait] + DRAWN * guess) / (self._could[group, trait] + DRAWN)
        return guess


def habits_of(store: Store, annotator: str, schema: Schema) -> RoleHabits:
    """What the events of one annotator's newest done work tell; everybody's and the gold where nobody is named."""
    habits = RoleHabits()
    newest = store.names.newest(annotator)
    heads = {head.id: head for some in store.layers.heads([id for id, _ in newest]).values() for head in some}
    layers = store.layers.loaded(heads[layer_id] for _, layer_id in newest)
    for document_id, layer_id in newest:
        habits.learn(layers[layer_id], store.documents.key_and_text(document_id)[1], schema)
    return habits


def proposals(desk: Desk, event: Event, habits: RoleHabits) -> list[Proposal]:
    """Who may play which open role, the likeliest first; each mark one role, and a role no more than it takes."""
    found = sorted(_possible(desk, event, habits), key=lambda one: -one.score)
    taken = {argument.target for argument in event.arguments}
    counts = {role.id: filled(event, role) for role in desk.schema.roles_of(event.type).values()}
    chosen = []
    for one in found:
        is_free = not one.role.max or counts[one.role.id] < one.role.max
        if one.score >= LEAST and one.target.id not in taken and is_free:
            chosen.append(one)
            taken.add(one.target.id)
            counts[one.role.id] += 1
    return chosen


def likeliest(desk: Desk, event: Event, habits: RoleHabits, limit: int) -> list[Proposal]:
    """The open roles with those who may play them, the likeliest first.

    Of those that are alike in done work, who stands nearer, and whose label the schema names sooner for the role.
    """
    playing = {argument.target for argument in event.arguments}
    start = first_offset(event)

    def weight(one: Proposal) -> float:
        way, label = abs(first_offset(one.target) - start), _label(one.target)
        later = one.role.fillers.index(label) if label in one.role.fillers else len(one.role.fillers)
        return -one.score / (1 + way / HALVED) / (1 + LATER * later)

    open_ones = (
        one
        for one in _possible(desk, event, habits)
        if one.target.id not in playing and not (one.role.max and filled(event, one.role) >= one.role.max)
    )
    return sorted(open_ones, key=weight)[:limit]


def sure_ones(found: Sequence[Proposal]) -> list[Proposal]:
    """Those to be taken together: the sure ones; the likeliest alone where none is sure."""
    return [one for one in found if one.score >= SURE] or list(found[:1])


def around(event: Event, layer: Layer, text: str) -> Iterator[tuple[Span | Event, bool, bool]]:
    """Every other mark in the sentence of an event's trigger, whether it is before it, and whether it is near."""
    start, end = sentence_at(text, first_offset(event))
    placed: list[Span | Event] = [*layer.spans, *layer.events]
    inside = sorted(
        (one for one in placed if one.id != event.id and start <= first_offset(one) and last_offset(one) <= end),
        key=lambda one: (first_offset(one), -last_offset(one)),
    )
    before = [one for one in inside if first_offset(one) < first_offset(event)]
    behind = [one for one in inside if first_offset(one) >= first_offset(event)]
    for rank, one in enumerate(reversed(before)):
        yield one, True, rank <= NEAR
    for rank, one in enumerate(behind):
        yield one, False, rank <= NEAR


def _possible(desk: Desk, event: Event, habits: RoleHabits) -> Iterator[Proposal]:
    for target, before, near in around(event, desk.layer, desk.document.text):
        if isinstance(target, Event) and event.id in reached_from(target.id, desk.layer):
            continue
        for role in desk.schema.roles_of(event.type).values():
            if misfit(role, target) is None:
                score = habits.score(event.type, (role.id, _label(target), before, near))
                yield Proposal(role, target, score)


def _groups(type: str) -> tuple[str, str, str]:
    """The type, its family, and all events."""
    return type, f"{type.partition('.')[0]}.", ""


def _label(one: Span | Event) -> str:
    return EVENT_FILLER if isinstance(one, Event) else label_of(one)
