"""Position F1: each position under each label as an item of its own; nested labels count side by side."""

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Tally, Why
from corpus_tool.agreement.f1 import TP, f1_tally
from corpus_tool.agreement.positions import covered_lengths
from corpus_tool.agreement.study import Study


def tally(study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    """Positions that both, the first, the second have under a label."""
    documents = study.done_by(annotators)
    both, first, second = covered_lengths(study, *annotators)
    counts = np.stack([part[documents] for part in (both, first, second)], axis=1)
    return f1_tally(documents, counts.astype(np.float64))


MEASURES = (
    Measure(
        name="f1_token",
        title="position F1",
        question="How much of the text that either labelled did both label alike?",
        definition=f"{TP}set intersection of (document, position, label).",
        comparison=Comparison.PAIR,
        items="positions",
        tally=tally,
        can_be_pooled=True,
    ),
)
