"""What the page is made from, besides the disagreements themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus_tool.agreement import Measure, Score
from corpus_tool.agreement.explaining import REASONS
from corpus_tool.learning.curve import Point
from corpus_tool.saying import tr, tr_many

_KEY = re.compile(r"(?P<measure>[^\[{.]*)(?:\{(?P<label>.*)\})?(?:\[(?P<pair>.*)\])?(?:\.(?P<over>\w+))?")


class Key(NamedTuple):
    """What a figure is about."""

    measure: str
    label: str = ""
    pair: str = ""
    over: str = ""
    """How pairs were put together: mean, pooled."""


def key_of(written: str) -> Key:
    """The parts of `f1_strict{ORG}[noa,sami]`."""
    found = _KEY.fullmatch(written)
    return Key(**found.groupdict(default="")) if found else Key(written)


class Work(NamedTuple):
    """What one annotator did, in documents."""

    done: int = 0
    open: int = 0
    """Assigned or begun, and not done."""
    assisted: int = 0
    """Done after she had seen another's work or suggestions."""
    shared: int = 0
    """Compared with somebody's."""


class Curve(NamedTuple):
    """A learning curve."""

    whose: str
    """Whose done work it is learned from; empty: everybody's."""
    points: Sequence[Point]
    is_old: bool
    """Whether more was done since."""


class PageFacts(NamedTuple):
    """Figures, and what is to be said of how they came about."""

    corpus: str
    """The name of the file."""
    made_at: str
    """When, in UTC, ISO 8601."""
    program: str
    """Its name and version."""
    schema: str
    """Its name and version."""
    annotators: tuple[str, ...]
    work: Mapping[str, Work]
    """Annotator to what she did."""
    unit: str
    """What a position is: tokens or characters."""
    level: float
    """Of the intervals: 0.95."""
    times: int
    """Draws of documents for them."""
    seed: int
    scores: Mapping[str, Score]
    """Key, as `f1_strict{ORG}[noa,sami]`, to score."""
    measures: Mapping[str, Measure]
    """Those that are known, by name."""
    uses: Mapping[str, int] = {}
    """Label to how many spans have it, all annotators together."""
    independent: Mapping[str, Score] = {}
    """The figures without work that saw another's, and with it; both empty where there is none."""
    assisted: Mapping[str, Score] = {}
    concerns: Sequence[tuple[str, str]] = ()
    """(key, a sentence that warns of it); an empty key: of everything."""
    filters: Sequence[tuple[str, str]] = ()
    """What was left out or asked for: (what, which)."""
    by_document: Mapping[str, float] = {}
    """Document's key to its strict F1, where it has one."""
    curves: Sequence[Curve] = ()
    """Learning curves that were reckoned before."""

    def overall(self, measure: str, label: str = "") -> Score | None:
        """The figure over everybody: that of all at once, or the mean of the pairs; None where it was not taken."""
        name = f"{measure}{{{label}}}" if label else measure
        return self.scores.get(name) or self.scores.get(f"{name}.mean")

    @property
    def taken(self) -> list[str]:
        """The measures that were taken, in their order."""
        return list(dict.fromkeys(key_of(key).measure for key in self.scores))

    def title(self, measure: str) -> str:
        """The measure as people call it."""
        return tr(self.measures[measure].title) if measure in self.measures else measure

    @property
    def labels(self) -> list[str]:
        """Those that figures were taken of, in their order."""
        return list(dict.fromkeys(key_of(key).label for key in self.scores if "{" in key))

    def pairs(self, measure: str) -> Iterator[tuple[tuple[str, str], Score]]:
        """((annotator, annotator), score) of each pair."""
        for key, score in self.scores.items():
            parts = key_of(key)
            names = parts.pair.split(",")
            if parts.measure == measure and not parts.label and len(names) == 2 and set(names) <= set(self.annotators):
                yield (names[0], names[1]), score

    def warnings(self, measure: str = "", label: str = "") -> list[str]:
        """What is to be said of a figure over all labels, of those of one label, or, of neither, of everything."""
        found = ((key_of(key), sentence) for key, sentence in self.concerns)
        if label:
            return [sentence for key, sentence in found if key.label == label]
        return [sentence for key, sentence in found if key.measure == measure and not key.label]

    def further_warnings(self, shown: Sequence[str]) -> list[str]:
        """What is to be said of figures over all labels that do not stand among `shown`."""
        found = ((key_of(key), sentence) for key, sentence in self.concerns)
        return [sentence for key, sentence in found if key.measure not in {"", *shown} and not key.label]


def documents(count: int) -> str:
    """`1 document`, `2 documents`."""
    return tr_many("{count:,} document", "{count:,} documents", count)


def figure(value: float | None) -> str:
    """As it is printed: 0.815, or n/a."""
    return "n/a" if value is None else f"{value:.3f}"


def interval(score: Score) -> str:
    """`0.797 to 0.833`; nothing where there is none."""
    return (
        ""
        if score.low is None or score.high is None
        else tr("{low} to {high}", low=f"{score.low:.3f}", high=f"{score.high:.3f}")
    )


def why_not(score: Score) -> str:
    """Why there is no figure, in words; nothing where there is one."""
    said = tr(REASONS[score.reason]) if score.reason else ""
    return ": ".join(part for part in (said, f"\u2068{tr(score.note)}\u2069" if score.note else "") if part)
