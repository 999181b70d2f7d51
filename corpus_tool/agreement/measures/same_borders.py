"""What was called what, of the spans whose borders agree: the labels alone, borders aside."""

from collections import Counter
from functools import partial

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Tally, Why
from corpus_tool.agreement.chance import Floats, Table
from corpus_tool.agreement.study import Answer, Study


def tally(study: Study, annotators: tuple[str, ...], *, by_chance: bool) -> Tally | Why:
    """By document: labels of the first x labels of the second, of places that both marked once."""
    documents = study.done_by(annotators)
    if not len(documents):
        return Why.NO_SHARED_DOCUMENTS
    number = {label: one for one, label in enumerate(study.labels)}
    size = len(number)

    def count(first: Answer, second: Answer) -> tuple[float, ...]:
        table = np.zeros((size, size))
        for one, other in _pairs(first, second):
            table[number[one], number[other]] += 1
        return tuple(table.ravel())

    counts = study.counts_by_document(annotators, count)
    if not counts.any():
        marked = any(np.isin(documents, study.spans(name).document).any() for name in annotators)
        return Why.NO_SHARED_SPANS if marked else Why.NO_ANNOTATIONS
    rows, columns = np.divmod(np.arange(size * size), max(1, size))
    table = Table(rows, columns, size, _expected if by_chance else None)
    return Tally(documents, counts, table.value, int(counts.sum()), table.many)


def _pairs(first: Answer, second: Answer) -> list[tuple[str, str]]:
    """The two labels of each place that either marked once: where somebody gave two, no label answers another."""
    one, other = ({mark.fragments: mark.label for mark in answer.spans} for answer in (first, second))
    twice = [Counter(mark.fragments for mark in answer.spans) for answer in (first, second)]
    return [(one[place], other[place]) for place in one if all(found[place] == 1 for found in twice)]


def _expected(one: Floats, other: Floats) -> Floats:
    return np.asarray((one * other).sum(axis=-1))


MEASURES = (
    Measure(
        name="label_percent",
        title="same label where borders agree",
        question="When both marked the same thing, how often did they call it the same?",
        definition="Of places both marked once: the share with equal labels.",
        undefined=(Why.NO_SHARED_SPANS,),
        comparison=Comparison.PAIR,
        items="spans both marked",
        tally=partial(tally, by_chance=False),
        by_label=False,
    ),
    Measure(
        name="label_cohen",
        title="Cohen's kappa where borders agree",
        question="The same, above chance?",
        definition="Cohen's kappa of the labels of places both marked once.",
        source="Cohen 1960",
        undefined=(Why.NO_VARIATION, Why.NO_SHARED_SPANS),
        comparison=Comparison.PAIR,
        items="spans both marked",
        tally=partial(tally, by_chance=True),
        by_label=False,
    ),
)
