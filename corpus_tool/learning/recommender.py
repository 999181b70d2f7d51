"""The recommender: everything that is learned of a corpus, how good that is, and what it then suggests.

Two layers of names are learned, those outside and those inside these. What is lost: a third layer, names in pieces,
names over the end of a sentence, and suffixes: a name ends where its last word does.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec
from msgspec import Struct

from corpus_tool.learning.articles import Article, Example
from corpus_tool.learning.beside import all_fitted
from corpus_tool.learning.calibration import Calibration, calibrated
from corpus_tool.learning.judging import Judged, Tally, folds, judged, place_of, places_of, tallies
from corpus_tool.learning.parts import MANY, Parts
from corpus_tool.learning.sight import Known
from corpus_tool.learning.telling import Guess, Teller

VERSION = 4
"""Raised whenever a model that was kept would tell otherwise."""

LEAST = 0.4
"""A guess that is less sure is not suggested."""
GOOD = 0.5
"""The part of its sure guesses that must be right for a label to be suggested.

Of all its guesses it would be the wrong question: with eight documents hardly a label passes, for the many unsure ones
that nobody would ever see. Asked of the sure ones, twice as many right suggestions are as often right (.62 and .65).
"""
SEEN = 2
"""So many sure guesses of a label must have been judged; with five a fifth fewer are right, and no larger part."""


class Quality(Struct, frozen=True):
    """How well a label was told in articles that were held out."""

    label: str
    is_event: bool
    hits: int
    told: int
    there: int
    sure_hits: int
    sure: int
    """How many guesses were sure enough to be suggested."""

    @property
    def tally(self) -> Tally:
        """All guesses, to reckon with."""
        return Tally(self.hits, self.told, self.there)

    @property
    def sure_tally(self) -> Tally:
        """The sure ones, likewise."""
        return Tally(self.sure_hits, self.sure, self.there)

    @property
    def is_good(self) -> bool:
        """Whether the label is suggested."""
        return self.sure >= SEEN and self.sure_tally.precision >= GOOD


class Model(Struct, frozen=True):
    """What was learned, as it is kept."""

    version: int
    parts: Parts
    calibrations: dict[str, Calibration]
    quality: tuple[Quality, ...]
    examples: int
    held_out: int
    """How many of them were told about by a model that did not know them; 0: nothing is known of how good it is."""

    def to_bytes(self) -> bytes:
        """To be kept."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Model":
        """What was kept. Raises msgspec.DecodeError for what another version made."""
        return msgspec.msgpack.decode(kept, type=cls)


def learn(examples: Sequence[Example], listed: Known | None = None, *, beside: bool = False) -> Model:
    """Learn from all examples, and judge it by some that were held out for that: of many one part of five, else all.

    `listed`: what is known of words beside them; `beside`: in two processes at once, for a program without threads.
    """
    is_many = len(examples) >= MANY
    parts = folds(examples, 5 if is_many else 3)
    models = all_fitted(parts, listed, [0, -1] if is_many else [*range(len(parts)), -1], beside=beside and is_many)
    results = list(judged(models, parts))
    known = calibrations(results)
    return Model(VERSION, models[-1], known, qualities(results, known), len(examples), len(results))


def calibrations(results: Iterable[Judged]) -> dict[str, Calibration]:
    """How often guesses of each sort were right, by how sure the models were."""
    seen = sorted(
        (guess.sort, guess.belief, place_of(guess) in right)
        for example, guesses in results
        for right in (places_of((*example.spans, *example.events)),)
        for guess in guesses
    )
    return {
        sort: calibrated((belief, is_right) for _, belief, is_right in some)
        for sort, some in groupby(seen, key=lambda one: one[0])
    }


def qualities(results: Sequence[Judged], known: Mapping[str, Calibration]) -> tuple[Quality, ...]:
    """How well each label was told, by all guesses and by those that would be suggested."""
    sure = (
        one._replace(guesses=tuple(guess for guess in one.guesses if surety(guess, known) >= LEAST)) for one in results
    )
    suggested = tallies(sure)
    return tuple(
        Quality(label, is_event, *tally, *suggested.get((is_event, label), Tally())[:2])
        for (is_event, label), tally in tallies(results).items()
    )


def surety(guess: Guess, known: Mapping[str, Calibration]) -> float:
    """How often guesses like this were right; what the model believes where none was judged."""
    return known.get(guess.sort, Calibration()).share(guess.belief)


class Recommender:
    """A model at work."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._teller = Teller(model.parts)
        self._good = {(one.is_event, one.label) for one in model.quality if one.is_good}

    def suggest(self, article: Article) -> list[Guess]:
        """What is worth suggesting, with calibrated beliefs; arguments point into this list."""
        found = [(number, self._sure(one)) for number, one in enumerate(self._teller.guesses(article))]
        kept = [(number, one) for number, one in found if self._is_worth(one)]
        at = {number: place for place, (number, _) in enumerate(kept)}
        return [
            one._replace(arguments=tuple((role, at[target]) for role, target in one.arguments if target in at))
            for _, one in kept
        ]

    def doubt(self, article: Article) -> float:
        """How unsure it is of an article, per sentence."""
        doubts = self._teller.doubts(article)
        return sum(doubts) / max(1, len(doubts))

    def _sure(self, guess: Guess) -> Guess:
        return guess._replace(belief=surety(guess, self.model.calibrations))

    def _is_worth(self, guess: Guess) -> bool:
        return guess.belief >= LEAST and (guess.is_event, guess.label) in self._good
