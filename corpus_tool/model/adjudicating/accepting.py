"""Taking over what needs no judgement: what all say, what most say, what the only annotator says."""

from collections.abc import Collection
from typing import NamedTuple

from corpus_tool.errors import BrokenRuleError
from corpus_tool.model.adjudicating.deciding import Deciding, Stamp
from corpus_tool.model.adjudicating.matters import Matter, Matters
from corpus_tool.model.annotations import references
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import errors_after
from corpus_tool.model.rulings import Origin
from corpus_tool.model.schemas import Schema


class Accepted(NamedTuple):
    """A gold layer with what was taken over."""

    layer: Layer
    taken: tuple[Matter, ...]
    left: tuple[Matter, ...]
    """They would have been, but what they say breaks a rule, or the ends of a relation are still open."""


def accepted(
    matters: Matters, gold: Layer, stamp: Stamp, schema: Schema, document: Document, origins: Collection[Origin]
) -> Accepted:
    """Take over every open matter whose proposal is of one of `origins`, but for what would break a rule."""
    wanted = [one for one in matters.all if matters.is_left(one, gold) and _origin(matters, one) in origins]
    refused: set[int] = set()
    while True:
        trying = [matter for matter in wanted if matter.number not in refused]
        after, untied = _taken(matters, gold, stamp, trying, refused)
        numbers = {matter.number for matter in trying}
        wrong = untied | _breaking(matters, after, gold, schema, document, numbers)
        if not wrong:
            return Accepted(after, tuple(trying), tuple(matter for matter in wanted if matter.number in refused))
        refused |= wrong


def _origin(matters: Matters, matter: Matter) -> Origin | None:
    proposal = matters.proposals[matter.number]
    return proposal.origin if proposal else None


def _taken(
    matters: Matters, gold: Layer, stamp: Stamp, wanted: list[Matter], refused: Collection[int]
) -> tuple[Layer, set[int]]:
    """The gold layer with all of them, and the numbers of those that could not be taken."""
    deciding = Deciding(matters, gold, stamp, brings_disputed=False, leaves=refused)
    untied: set[int] = set()
    for matter in wanted:
        proposal = matters.proposals[matter.number]
        if proposal is None:
            continue
        try:
            deciding.take(matter, proposal.names, proposal.origin)
        except BrokenRuleError:  # an end of a relation is open: it waits for the adjudicator
            untied.add(matter.number)
    return deciding.layer, untied


def _breaking(
    matters: Matters, after: Layer, gold: Layer, schema: Schema, document: Document, tried: set[int]
) -> set[int]:
    """The numbers of the tried matters by which a rule is broken; where it cannot be said by which, all of them."""
    owners = {
        item.id: matter.number
        for matter in matters.all
        if (ruling := after.rulings.get(matter.key))
        for item in ruling.items
    }
    blamed = []
    for wrong in errors_after(gold, after, schema, document):
        fillers = {owners.get(target, -1) for target in references(after[wrong.annotation])}
        blamed.append({owners.get(wrong.annotation, -1)} & tried or fillers & tried)
    return set().union(*blamed) or (tried if blamed else set())
