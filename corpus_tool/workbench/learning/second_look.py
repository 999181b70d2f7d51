"""A second look: annotations that the recommender or the lexicon contradicts, the likeliest errors first.

Each document is judged by a model that did not learn from it, nor from the same story. What somebody found to be right
does not come again, as long as the place and both readings stay what they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from corpus_tool.errors import UsageError
from corpus_tool.learning.articles import Example
from corpus_tool.learning.judging import Judged, folds, judged, tallies
from corpus_tool.learning.parts import Lessons
from corpus_tool.learning.placing import key_of, placed
from corpus_tool.learning.recommender import calibrations, surety
from corpus_tool.learning.telling import Guess
from corpus_tool.model.annotations import Event, Span, first_offset, label_of, last_offset
from corpus_tool.model.layers import LayerName
from corpus_tool.store.identity import digest_of
from corpus_tool.store.store import Store
from corpus_tool.workbench.learning.learning import chosen_layers, enough_examples, state_of
from corpus_tool.workbench.learning.reckoning import kept_or_reckoned
from corpus_tool.workbench.suggestions.listed_words import listed_words
from corpus_tool.workbench.surroundings import Surroundings

PARTS = 5
SURE = 0.5
"""A guess that is less sure contradicts nobody."""
KNOWN = 0.6
"""How likely an error is where the same words are something else everywhere else."""
MISSED = 0.3
"""So much of how often a label is found counts against one that was not."""


class Kind(StrEnum):
    """What is in doubt."""

    LABEL = "label"
    EXTENT = "extent"
    MISSING = "missing"
    UNLIKELY = "unlikely"


class Doubt(NamedTuple):
    """A place that may be wrong."""

    document_id: int
    layer: LayerName
    kind: Kind
    start: int
    """Code points, as `end`: where the annotation stands, or would."""
    end: int
    said: str
    """The label it has; empty where nothing is marked."""
    told: str
    """What contradicts it: the label, with the place where that is another; empty: nothing should be there."""
    weight: float
    """How likely it is an error, from 0 to 1."""
    source: str
    """`learned` or `lexicon`."""
    is_event: bool

    @property
    def what(self) -> str:
        """The doubt, as it is remembered."""
        return f"{'event' if self.is_event else 'span'} {self.start}-{self.end} {self.said}>{self.told}"


def second_look(store: Store, whose: str = "") -> list[Doubt]:
    """Doubts about one annotator's done work; about everybody's and the gold where nobody is named.

    They are kept until more is done. Raises RefusedError where too little is done, NotFoundError where nothing is
    installed to learn by.
    """
    found = kept_or_reckoned(store, "doubts", whose, _state(store, whose), lambda: _doubts(store, whose), list[Doubt])
    known_right = store.models.found_right()
    best: dict[tuple[int, int, int, bool], Doubt] = {}
    for one in found:
        if (one.document_id, one.what) not in known_right:
            best.setdefault((one.document_id, one.start, one.end, one.is_event), one)
    return sorted(best.values(), key=lambda one: (-one.weight, one.document_id, one.start))


def _state(store: Store, whose: str) -> str:
    """What changes with what is judged, and with how: a story that is found, or a document that is hidden."""
    stories = sorted((story, sorted(ids)) for story, ids in store.stories.all().items())
    heads = sorted((id, name.short) for id, name in chosen_layers(store, whose).items())
    return f"{state_of(store, whose)} {digest_of(stories, heads)}"


def _doubts(store: Store, whose: str) -> list[Doubt]:
    """All of them, the likeliest errors first."""
    examples = enough_examples(store, whose)
    layers = chosen_layers(store, whose)
    parts = folds(examples, PARTS)
    lessons = Lessons(parts, listed_words(store))
    results = list(judged({number: lessons.fitted(number) for number in range(len(parts))}, parts))
    found = [*_told(results, layers), *_known(examples, lessons, layers)]
    own = [one for one in found if not whose or one.layer.annotator == whose]
    return sorted(own, key=lambda one: -one.weight)


def find_right(store: Store, doubt: Doubt, who: str, surroundings: Surroundings | None = None) -> None:
    """Let a doubt not come again."""
    with store.writing():
        store.models.find_right(doubt.document_id, doubt.what, who, (surroundings or Surroundings()).now())


def doubt_at(doubts: Iterable[Doubt], document_id: int, start: int, end: int) -> Doubt:
    """The doubt about a place. Raises UsageError where there is none."""
    for one in doubts:
        if (one.document_id, one.start, one.end) == (document_id, start, end):
            return one
    raise UsageError(f"Nothing is in doubt at {start}-{end}; the list says which places are.")


def _told(results: Sequence[Judged], layers: dict[int, LayerName]) -> Iterator[Doubt]:
    """What the recommender contradicts."""
    scales = calibrations(results)
    recalls = {key: tally.recall for key, tally in tallies(results).items()}
    for example, guesses in results:
        name = layers[example.article.id]
        sure = [one._replace(belief=surety(one, scales)) for one in guesses]
        for is_event, marked in ((False, example.spans), (True, example.events)):
            some = [one for one in sure if one.is_event is is_event]
            for guess in some:
                if guess.belief >= SURE and (doubt := _against(guess, marked, example.article.id, name)):
                    yield doubt
            for one in marked:
                if not any(_meet(one, guess) for guess in some):
                    weight = MISSED * recalls.get((is_event, label_of(one)), 0.0)
                    yield _doubt(example.article.id, name, Kind.UNLIKELY, one, "", weight, "learned")


def _against(guess: Guess, marked: Sequence[Span | Event], id: int, name: LayerName) -> Doubt | None:
    """What a guess contradicts; None where it says the same as somebody."""
    touched = [one for one in marked if _meet(one, guess)]
    exact = [one for one in touched if (first_offset(one), last_offset(one)) == (guess.start, guess.end)]
    if any(label_of(one) == guess.label for one in exact):
        return None
    if exact:
        return _doubt(id, name, Kind.LABEL, exact[0], guess.label, guess.belief, "learned")
    if alike := [one for one in touched if label_of(one) == guess.label]:
        told = f"{guess.label} {guess.start}-{guess.end}"
        return _doubt(id, name, Kind.EXTENT, alike[0], told, guess.belief * 0.9, "learned")
    return Doubt(
        id, name, Kind.MISSING, guess.start, guess.end, "", guess.label, guess.belief, "learned", guess.is_event
    )


def _known(examples: Sequence[Example], lessons: Lessons, layers: dict[int, LayerName]) -> Iterator[Doubt]:
    """What the lexicon contradicts: words that are something else in other stories."""
    for article, spans, events in examples:
        for known, marked in ((lessons.sight.names, spans), (lessons.sight.triggers, events)):
            for number, some in placed(article, marked).items():
                for one in some:
                    key = key_of(article.sentences[number], one)
                    told = known.knows(key, article.cluster) if key else ""
                    if key and told and one.chunk.label not in known.labels(key, article.cluster):
                        name = layers[article.id]
                        yield _doubt(article.id, name, Kind.LABEL, one.annotation, told, KNOWN, "lexicon")


def _doubt(id: int, name: LayerName, kind: Kind, one: Span | Event, told: str, weight: float, source: str) -> Doubt:
    place = first_offset(one), last_offset(one)
    return Doubt(id, name, kind, *place, label_of(one), told, weight, source, isinstance(one, Event))


def _meet(one: Span | Event, guess: Guess) -> bool:
    return first_offset(one) < guess.end and guess.start < last_offset(one)
