"""Gamma (Mathet, Widlöcher, Métivier 2015): units of all annotators aligned, place and label together.

Computed by pygamma-agreement, which aligns exactly and draws what chance would give; it is heavy, and loaded only when
it is asked for. Both distances weigh 1, and so does a unit without a partner (it is inconsistent with other values).
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import partial
from importlib import import_module
from io import StringIO
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.study import END_TO_END, Study

SAMPLES = 30
SEED = 1
MOST_UNITS = {2: 1_000, 3: 100}
"""Units of one annotator, by the number of annotators, that are aligned within some 15 seconds; it grows steeply."""
MOST_UNITS_OF_MANY = 20

HINT = "pip install 'corpus-tool[gamma]'"


def tally(study: Study, annotators: tuple[str, ...], figure: Callable[[Any], float]) -> Tally | Why:
    """One row: the figure is one of the whole line."""
    if len(annotators) < 2:
        return Why.FEWER_THAN_TWO_ANNOTATORS
    documents = study.done_by(annotators)
    if not len(documents):
        return Why.NO_DOCUMENT_DONE_BY_ALL
    units = _units(study, annotators)
    most = max(len(mine) for mine in units.values())
    if not most:
        return Why.NO_ANNOTATIONS
    with _quietly():
        try:
            library = import_module("pygamma_agreement")
        except ImportError:
            return Why.NOT_INSTALLED
        if most > MOST_UNITS.get(len(annotators), MOST_UNITS_OF_MANY):
            return Why.TOO_MANY_UNITS
        found = figure(_results(library, units))
    count = sum(len(mine) for mine in units.values())

    def value(_sums: NDArray[np.float64]) -> Value:
        return found if np.isfinite(found) else Why.NO_VARIATION

    return Tally(documents[:1], np.ones((1, 1)), value, count)


def _units(study: Study, annotators: tuple[str, ...]) -> dict[str, list[tuple[int, int, str]]]:
    """Annotator to (start, end, label) on the line of the documents that all have done, laid end to end."""
    units: dict[str, list[tuple[int, int, str]]] = {name: [] for name in annotators}
    offset = 0
    for number in study.done_by(annotators):
        document = study.documents[number]
        for name in annotators:
            for mark in document.answers[name].spans:
                place = (offset + mark.fragments[0][0], offset + mark.fragments[-1][1])
                units[name].append((*place, mark.label))
        offset += document.length
    return units


@contextmanager
def _quietly() -> Iterator[None]:
    """Nothing of what the library prints and warns of, of its solvers, reaches the user."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with redirect_stdout(StringIO()):
            yield
    finally:
        logging.disable(before)


def _results(library: ModuleType, units: dict[str, list[tuple[int, int, str]]]) -> Any:
    """What the library answers; an annotator without units counts."""
    segment = import_module("pyannote.core").Segment
    continuum = library.Continuum()
    for name, mine in units.items():
        continuum.add_annotator(name)
        for start, end, label in sorted(mine):
            continuum.add(name, segment(start, end), label)
    np.random.seed(SEED)
    return continuum.compute_gamma(library.CombinedCategoricalDissimilarity(), n_samples=SAMPLES)


MEASURES = tuple(
    Measure(
        name=name,
        title=title,
        question=question,
        definition=definition,
        source=source,
        undefined=(Why.NO_DOCUMENT_DONE_BY_ALL, Why.NO_VARIATION, Why.NOT_INSTALLED, Why.TOO_MANY_UNITS),
        comparison=Comparison.ALL,
        items="units",
        tally=partial(tally, figure=figure),
        by_label=False,
        no_interval="no interval: each draw of documents would have to be aligned anew, which takes minutes",
        hint=HINT,
    )
    for name, title, question, definition, source, figure in (
        (
            "gamma",
            "gamma",
            "How far above chance do aligned units stand at the same places with the same labels?",
            (f"{END_TO_END}1 - observed / expected disorder of the best alignment; place and label weigh 1 each."),
            "Mathet, Widlöcher, Métivier 2015; pygamma-agreement",
            lambda found: float(found.gamma),
        ),
        (
            "gamma_cat",
            "gamma-cat",
            "Of aligned units, how far above chance are their labels alike?",
            "Gamma's agreement on labels alone, of aligned units.",
            "Mathet 2017; pygamma-agreement",
            lambda found: float(found.gamma_cat),
        ),
        (
            "gamma_disorder",
            "gamma's disorder",
            "How far apart are aligned units in place and label? 0: they are the same.",
            "The mean dissimilarity in the best alignment; smaller is better.",
            "Mathet and others 2015",
            lambda found: float(found.observed_disorder),
        ),
    )
)
