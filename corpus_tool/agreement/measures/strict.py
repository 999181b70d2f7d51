"""Strict F1: the same borders and the same label; precision and recall take the first annotator as the measure."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.f1 import TP, f1, f1_of_many, f1_tally, precision, recall
from corpus_tool.agreement.shared import shared_by_document
from corpus_tool.agreement.study import Study


def tally(study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    """Spans with the same place and label, spans of either."""
    return f1_tally(study.done_by(annotators), shared_by_document(study, *annotators, with_label=True))


def _as(value: Callable[[NDArray[np.float64]], Value]) -> Callable[[Study, tuple[str, ...]], Tally | Why]:
    def tally_with(study: Study, annotators: tuple[str, ...]) -> Tally | Why:
        found = tally(study, annotators)
        many = f1_of_many if value is f1 else None
        return found._replace(value=value, many=many) if isinstance(found, Tally) else found

    return tally_with


MEASURES = tuple(
    Measure(
        name=f"{kind}_strict",
        title=title,
        question=question,
        definition=definition,
        source="Hripcsak and Rothschild 2005",
        undefined=undefined,
        comparison=Comparison.PAIR,
        items="spans",
        tally=_as(value),
        can_be_pooled=True,
    )
    for kind, title, question, definition, undefined, value in (
        (
            "f1",
            "strict F1",
            "Of everything either marked, how much did both mark alike, borders and label?",
            f"{TP}multiset intersection of (document, place, label).",
            (),
            f1,
        ),
        (
            "precision",
            "strict precision",
            "How much of what the second marked did the first mark alike?",
            "tp / |B|, with tp of strict F1.",
            (Why.NO_SPANS_BY_SECOND,),
            precision,
        ),
        (
            "recall",
            "strict recall",
            "How much of what the first marked did the second mark alike?",
            "tp / |A|, with tp of strict F1.",
            (Why.NO_SPANS_BY_FIRST,),
            recall,
        ),
    )
)
