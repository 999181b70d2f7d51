"""A layer as an answer that measures compare: places instead of ids, since ids mean nothing between two people."""

from collections.abc import Iterable, Iterator, Mapping

from corpus_tool.agreement.marks import Marks, Names
from corpus_tool.agreement.study import Answer, Filler, Happening, Tie
from corpus_tool.model.annotations import Event, Fragments, Relation
from corpus_tool.model.chains import chains
from corpus_tool.model.layers import Layer
from corpus_tool.workbench.agreement.rulers import Ruler

COREFERENCE = "coreference"
"""The relation whose chains are compared."""


def answer_of(layer: Layer, ruler: Ruler, wanted: frozenset[str], names: Names, *, has_chains: bool) -> Answer:
    """What the layer says; `wanted`: labels and types, all where none is named. What has no position is left out.

    A mark that is there twice counts twice, but where places are merged. `names` numbers the labels of all answers
    that are to be compared.
    """
    placed = {span.id: ruler.place(span.fragments) for span in layer.spans}
    placed |= {event.id: ruler.place(event.fragments) for event in layer.events}
    labelled = ((placed[one.id], one.label) for one in layer.spans if not wanted or one.label in wanted)
    marks = [mark for mark in labelled if mark[0]]
    return Answer(
        spans=Marks.of(dict.fromkeys(marks) if ruler.merges else marks, names),
        events=tuple(
            _happening(one, placed) for one in layer.events if placed[one.id] and (not wanted or one.type in wanted)
        ),
        ties=tuple(_ties((one for one in layer.relations if not wanted or one.type in wanted), placed)),
        chains=tuple(_chains(layer, placed)) if has_chains else (),
    )


def _happening(event: Event, placed: Mapping[str, Fragments]) -> Happening:
    fillers = (Filler(one.role, placed[one.target]) for one in event.arguments if placed[one.target])
    attributes = ((name, str(value)) for name, value in event.attributes.items())
    return Happening(placed[event.id], event.type, tuple(fillers), tuple(attributes))


def _ties(relations: Iterable[Relation], placed: Mapping[str, Fragments]) -> Iterator[Tie]:
    return (
        Tie(one.type, placed[one.source], placed[one.target])
        for one in relations
        if one.type != COREFERENCE and placed.get(one.source) and placed.get(one.target)
    )


def _chains(layer: Layer, placed: Mapping[str, Fragments]) -> Iterator[frozenset[Fragments]]:
    """The chains of at least two mentions: a span that nobody tied to anything says nothing about chains."""
    found = (frozenset(placed[span.id] for span in chain if placed[span.id]) for chain in chains(layer, COREFERENCE))
    return (chain for chain in found if len(chain) > 1)
