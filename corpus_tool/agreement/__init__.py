"""How far annotators agree: measures, one module each in `measures/`, over a `Study` of what they said.

A measure counts for each document apart (`Tally`), and makes a figure of the sums; so every figure has an interval
from resampled documents without being computed anew. What is undefined is said with its reason, never as 0 or 1.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec import Struct

from corpus_tool.registry import discover

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus_tool.agreement.study import Numbers, Study


class Why(StrEnum):
    """Why a figure is not there."""

    NO_SHARED_DOCUMENTS = "no_shared_documents"
    FEWER_THAN_TWO_ANNOTATORS = "fewer_than_two_annotators"
    NO_ANNOTATIONS = "no_annotations"
    NO_VARIATION = "no_variation"
    OVERLAPPING_UNITS = "overlapping_units"
    NO_DOCUMENT_DONE_BY_ALL = "no_document_done_by_all"
    LABEL_NOT_USED = "label_not_used"
    NO_SPANS_BY_FIRST = "no_spans_by_first"
    NO_SPANS_BY_SECOND = "no_spans_by_second"
    NO_SHARED_EVENTS = "no_shared_events"
    NO_SHARED_SPANS = "no_shared_spans"
    TOO_MANY_UNITS = "too_many_units"
    NOT_INSTALLED = "not_installed"


Value: TypeAlias = float | Why


class Tally(NamedTuple):
    """What a measure counted, document by document."""

    documents: "Numbers"
    """Which documents of the study were counted."""
    counts: "NDArray[np.float64]"
    """Those documents x cells; what a cell means is the measure's affair."""
    value: "Callable[[NDArray[np.float64]], Value]"
    """The sums of the cells over some documents to the figure."""
    n: int
    """How many items the figure is about: spans, positions, events, as the measure says."""
    many: "Callable[[NDArray[np.float64]], NDArray[np.float64]] | None" = None
    """The same as `value` for many sums at once, draws x cells; nan where it is undefined. For speed."""
    is_of_draws: bool = False
    """Whether the figure is no function of sums: `value` and `many` are told how often each document is drawn."""

    @property
    def total(self) -> "NDArray[np.float64]":
        """What `value` is told of all documents, each taken once."""
        found: NDArray[np.float64] = self.counts.sum(axis=0)
        return found

    def drawn(self, draws: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """What `many` is told of draws x documents."""
        return draws if self.is_of_draws else draws @ self.counts


class Comparison(StrEnum):
    """Who is compared."""

    PAIR = "pair"
    """Two annotators: each pair, and the mean over pairs."""
    ALL = "all"
    """Any number at once."""


class Measure(Struct, frozen=True, kw_only=True):
    """One way to say how far annotators agree."""

    name: str
    """As in the JSON."""
    title: str
    question: str
    """What it answers, in one plain sentence."""
    definition: str
    """How it is computed, so that another can compute it again."""
    source: str = ""
    """Who said so."""
    undefined: tuple[Why, ...] = ()
    """When there is no figure, besides what holds of all: nobody shares a document, or nobody marked anything."""
    comparison: Comparison
    items: str
    """What `Score.n` counts: spans, positions, triggers, arguments."""
    tally: "Callable[[Study, tuple[str, ...]], Tally | Why]"
    """Counts over the documents that these annotators share, or why there are none. The order does not matter to
    the figure, but for precision and recall, where the first is the one measured against."""
    by_label: bool = True
    """Whether it means anything for one label alone."""
    hint: str = ""
    """What would install what it needs."""
    in_label: "Callable[[Study, tuple[str, ...], str], Tally | Why] | None" = None
    """Counts for one label among the others, where leaving the others out would change what they are."""
    in_pairs: bool = False
    """Of a measure of all: whether it is taken of each pair too."""
    only_by_label: bool = False
    """Whether it means nothing over all labels."""
    can_be_pooled: bool = False
    """Whether the cells of all pairs may be added up to one figure."""
    no_interval: str = ""
    """Why no interval can be had, where none can: it is told beside the figure."""


class Score(Struct, frozen=True):
    """A figure with its interval, or the reason why there is none."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    """Items that it is about, as the measure counts them; of a figure over pairs: pairs."""
    reason: Why | None = None
    note: str = ""
    """What else there is to say: what would install what is missing, why there is no interval."""


@cache
def known() -> dict[str, Measure]:
    """Name to measure."""
    found = (one for declared in discover(f"{__name__}.measures", "MEASURES") for one in _measures_of(declared))
    return {measure.name: measure for measure in found}


def _measures_of(declared: object) -> list[Measure]:
    return [one for one in declared if isinstance(one, Measure)] if isinstance(declared, tuple) else []
