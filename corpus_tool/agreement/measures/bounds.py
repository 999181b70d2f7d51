"""Borders F1: the same borders, whatever the label."""

from corpus_tool.agreement import Comparison, Measure, Tally, Why
from corpus_tool.agreement.f1 import TP, f1_tally
from corpus_tool.agreement.shared import shared_by_document
from corpus_tool.agreement.study import Study


def tally(study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    """Spans with the same place, spans of either."""
    return f1_tally(study.done_by(annotators), shared_by_document(study, *annotators, with_label=False))


MEASURES = (
    Measure(
        name="f1_bounds",
        title="borders F1",
        question="Of everything either marked, how much did both mark with the same borders, whatever the label?",
        definition=f"{TP}multiset intersection of (document, place).",
        source="Hripcsak and Rothschild 2005",
        comparison=Comparison.PAIR,
        items="spans",
        tally=tally,
        can_be_pooled=True,
    ),
)
