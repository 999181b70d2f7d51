"""Relations: their ends, and their ends with the type."""

from collections.abc import Hashable, Iterator
from functools import partial

from corpus_tool.agreement import Comparison, Measure
from corpus_tool.agreement.f1 import SETS, counted_sets
from corpus_tool.agreement.study import Answer


def _ends(answer: Answer) -> Iterator[Hashable]:
    return ((tie.source, tie.target) for tie in answer.ties)


def _typed(answer: Answer) -> Iterator[Hashable]:
    return iter(answer.ties)


MEASURES = tuple(
    Measure(
        name=name,
        title=title,
        question="Of the relations either drew, how many did both draw alike?",
        definition=f"{SETS}(document, {told}).",
        comparison=Comparison.PAIR,
        items="relations",
        tally=partial(counted_sets, said=said),
        by_label=False,
        can_be_pooled=True,
    )
    for name, title, told, said in (
        ("rel_id", "relations", "source, target", _ends),
        ("rel_cls", "relations with type", "source, target, type", _typed),
    )
)
