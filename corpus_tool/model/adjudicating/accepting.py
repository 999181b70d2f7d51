"""Taking over what needs no judgement: what all say, what most say, what the only annotator says."""

from collections.abc import Collection
from typing import NamedTuple

from corpus_tool.errors import RefusedError
from corpus_tool.model.adjudicating.deciding import Deciding, Stamp
from corpus_tool.model.adjudicating.matters import Matter, Matters
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import Weight, violations_of
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
        after, untied = _taken(matters, gold, stamp, trying)
        wrong = untied | _breaking(matters, after, gold, schema, document)
        if not wrong - refused:
            taken = [matter for matter in trying if matter.number not in wrong]
            left = tuple(matter for matter in wanted if matter.number in wrong | refused)
            return Accepted(after, tuple(taken), left)
        refused |= wrong


def _origin(matters: Matters, matter: Matter) -> Origin | None:
    proposal = matters.proposals[matter.number]
    return proposal.origin if proposal else None


def _taken(matters: Matters, gold: Layer, stamp: Stamp, wanted: list[Matter]) -> tuple[Layer, set[int]]:
    """The gold layer with all of them, and the numbers of those that could not be taken."""
    deciding = Deciding(matters, gold, stamp, brings_disputed=False)
    untied: set[int] = set()
    for matter in wanted:
        proposal = matters.proposals[matter.number]
        if proposal is None:
            continue
        try:
            deciding.take(matter, proposal.names, proposal.origin)
        except RefusedError:  # an end of a relation is open: it waits for the adjudicator
            untied.add(matter.number)
    return deciding.layer, untied


def _breaking(matters: Matters, after: Layer, gold: Layer, schema: Schema, document: Document) -> set[int]:
    """The numbers of the matters whose new gold annotations break a rule."""
    new = {id for id in after.placed if after.placed[id] != gold.placed.get(id)}
    wrong = {
        id for id in new if any(one.weight is Weight.ERROR for one in violations_of(after[id], after, schema, document))
    }
    return {
        matter.number
        for matter in matters.all
        if (ruling := after.rulings.get(matter.key)) and any(item.id in wrong for item in ruling.items)
    }
