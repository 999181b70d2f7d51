"""The recommender: everything that is learned of a corpus, how good that is, and what it then suggests.

Two layers of names are learned, those outside and those inside these. What is lost: a third layer, names in pieces,
names over the end of a sentence, and suffixes: a name ends where its last word does.
"""

from collections.abc import Iterable, Sequence
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

VERSION = 3
"""Raised whenever a model that was kept would tell otherwise."""

GOOD = 0.5
"""The part of its guesses that must be right for a label to be suggested."""
SEEN = 3
"""So many guesses of a label must have been judged."""
LEAST = 0.4
"""A guess that is less sure is not suggested."""


class Quality(Struct, frozen=True):
    """How well a label was told in articles that were held out."""

    label: str
    is_event: bool
    hits: int
    told: int
    there: int

    @property
    def tally(self) -> Tally:
        """The same to reckon with."""
        return Tally(self.hits, self.told, self.there)

    @property
    def is_good(self) -> bool:
        """Whether the label is suggested."""
        return self.told >= SEEN and self.tally.precision >= GOOD


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
    return Model(
        VERSION,
        models[-1],
        calibrations(results),
        tuple(Quality(label, event, *tally) for (event, label), tally in tallies(results).items()),
        len(examples),
        len(results),
    )


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
        return guess._replace(belief=self.model.calibrations.get(guess.sort, Calibration()).share(guess.belief))

    def _is_worth(self, guess: Guess) -> bool:
        return guess.belief >= LEAST and (guess.is_event, guess.label) in self._good
