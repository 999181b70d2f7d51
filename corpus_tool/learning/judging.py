"""How good a model is, honestly: each article is told about by a model that never saw it, nor the same story."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus_tool.learning.articles import Example
from corpus_tool.learning.parts import Parts
from corpus_tool.learning.telling import Guess, Teller
from corpus_tool.model.annotations import Event, Span, first_offset, label_of, last_offset

Place = tuple[int, int, str, bool]
"""Start, end, label, whether it is an event's trigger."""


class Tally(NamedTuple):
    """How much was found, how much was told, how much there is."""

    hits: int = 0
    told: int = 0
    there: int = 0

    @property
    def precision(self) -> float:
        """The part of what was told that is right."""
        return self.hits / max(1, self.told)

    @property
    def recall(self) -> float:
        """The part of what is there that was told."""
        return self.hits / max(1, self.there)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / max(self.told + self.there, 1)

    def and_also(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.hits + other.hits, self.told + other.told, self.there + other.there)


class Judged(NamedTuple):
    """What was told of an example by a model that did not know it."""

    example: Example
    guesses: tuple[Guess, ...]


def folds(examples: Sequence[Example], count: int) -> list[list[Example]]:
    """Examples in at most so many parts of about one size, no story in two of them; the same for the same examples."""
    stories: dict[str, list[Example]] = defaultdict(list)
    for one in examples:
        stories[one.article.cluster].append(one)
    parts: list[list[Example]] = [[] for _ in range(min(count, len(stories)))]
    for _, some in sorted(stories.items(), key=lambda item: (-len(item[1]), item[0])):
        min(parts, key=len).extend(some)
    return parts


def judged(models: Mapping[int, Parts], parts: Sequence[Sequence[Example]]) -> Iterator[Judged]:
    """Every example of the parts that there is a model without, told about by that model.

    Nothing where all are one story: there is nothing to judge by.
    """
    if len(parts) < 2:
        return
    for number in sorted(models.keys() & set(range(len(parts)))):
        teller = Teller(models[number])
        for example in parts[number]:
            yield Judged(example, tuple(teller.guesses(example.article, example.article.cluster)))


def places_of(annotations: Iterable[Span | Event]) -> set[Place]:
    """Where what stands."""
    return {(first_offset(one), last_offset(one), label_of(one), isinstance(one, Event)) for one in annotations}


def place_of(guess: Guess) -> Place:
    """Where a guess stands."""
    return guess.start, guess.end, guess.label, guess.is_event


def tallies(all_judged: Iterable[Judged]) -> dict[tuple[bool, str], Tally]:
    """(whether it is an event, label) to how well it was told."""
    hits: Counter[tuple[bool, str]] = Counter()
    told: Counter[tuple[bool, str]] = Counter()
    there: Counter[tuple[bool, str]] = Counter()
    for example, guesses in all_judged:
        right = places_of((*example.spans, *example.events))
        said = {place_of(one) for one in guesses}
        for kind, places in ((hits, right & said), (told, said), (there, right)):
            kind.update((is_event, label) for _, _, label, is_event in places)
    return {key: Tally(hits[key], told[key], there[key]) for key in sorted(told.keys() | there.keys())}


def together(some: Iterable[Tally]) -> Tally:
    """All of them as one."""
    total = Tally()
    for one in some:
        total = total.and_also(one)
    return total
