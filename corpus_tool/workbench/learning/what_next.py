"""Which document to annotate next: where the recommender is unsure or is contradicted, where words or a story are new.

What each would bring is reckoned once and kept, until something is done that it follows from.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corpus_tool.learning.recommender import Recommender
from corpus_tool.learning.telling import Guess
from corpus_tool.model.annotations import Event, Span, first_offset, label_of, last_offset
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.store.identity import digest_of
from corpus_tool.store.models import Gain
from corpus_tool.store.store import Store
from corpus_tool.workbench.learning.learning import chosen_layers, is_stale, learn_from, learned_model, state_of
from corpus_tool.workbench.learning.reckoning import kept_or_reckoned
from corpus_tool.workbench.suggestions.articles import article_of
from corpus_tool.workbench.surroundings import Surroundings

MOST = 1_000
"""Documents that are looked at: those that came in first of what is not done."""

UNSURE, NEW_WORDS, NEW_STORY, DISPUTED = 0.4, 0.25, 0.15, 0.2
"""What each counts for. Doubts are compared with one another, the others are what they are."""


class Outlook(NamedTuple):
    """What is known of a document before anybody annotates it."""

    document_id: int
    doubt: float
    """How unsure the recommender is, per sentence."""
    new_words: float
    """The part of its different words that no done document has."""
    is_new_story: bool
    disputed: float = 0.0
    """The part of the marks begun with of which the recommender says something else."""


def what_next(store: Store, whose: str, surroundings: Surroundings | None = None) -> list[Gain]:
    """What the documents that somebody has not done would bring, the most first; kept until more is done or begun.

    Learns first where there is more to learn. Raises RefusedError where too little is done.
    """
    surroundings = surroundings or Surroundings()
    done = set(chosen_layers(store, whose))
    left = [id for id in store.documents.ids() if id not in done][:MOST]
    begun = _begun(store, whose, left)
    stories = sorted((story, sorted(ids)) for story, ids in store.stories.all().items())
    made_of = digest_of(left, sorted((id, head.id, head.revision) for id, head in begun.items()), stories)

    def reckon() -> list[Gain]:
        model = None if is_stale(store, whose) else learned_model(store, whose)
        recommender = Recommender(model or learn_from(store, whose, surroundings))
        gains = reckoned(_outlooks(store, left, done, begun, recommender), surroundings.now())
        with store.writing():
            store.models.keep_gains(whose, gains)
        return gains

    return kept_or_reckoned(store, "gains", whose, f"{state_of(store, whose)} {made_of}", reckon, list[Gain])


def _begun(store: Store, whose: str, left: Sequence[int]) -> dict[int, LayerHead]:
    """Document to the layer of it that somebody has begun, whoever it is where nobody is named."""
    found = {}
    for id, heads in store.layers.heads(left).items():
        own = [one for one in heads if one.name.kind is LayerKind.ANNOTATOR and whose in ("", one.name.annotator)]
        if own:
            found[id] = max(own, key=lambda one: one.revision)
    return found


def reckoned(outlooks: Sequence[Outlook], now: str) -> list[Gain]:
    """Gains with their reasons, the greatest first."""
    most = max((one.doubt for one in outlooks), default=0.0) or 1.0
    gains = [_gain(one, one.doubt / most, now) for one in outlooks]
    return sorted(gains, key=lambda one: (-one.gain, one.document_id))


def _gain(one: Outlook, doubt: float, now: str) -> Gain:
    shares = {
        f"unsure {one.doubt:.2f}": UNSURE * doubt,
        f"new words {one.new_words:.0%}": NEW_WORDS * one.new_words,
        "new story": NEW_STORY * one.is_new_story,
        f"contradicts {one.disputed:.0%} of your marks": DISPUTED * one.disputed,
    }
    reasons = [reason for reason, share in sorted(shares.items(), key=lambda item: -item[1]) if share > 0]
    return Gain(one.document_id, round(sum(shares.values()), 4), ", ".join(reasons), now)


def _outlooks(
    store: Store, left: Sequence[int], done: set[int], begun: Mapping[int, LayerHead], recommender: Recommender
) -> list[Outlook]:
    stories = {id: story for story, ids in store.stories.all().items() for id in ids}
    known = set(_words(store, sorted(done)))
    told = {stories[id] for id in done if id in stories}
    layers = store.layers.loaded(begun.values())
    found = []
    for document in store.documents.loaded(left):
        article = article_of(document)
        words = {word.core for word in article.words() if word.kind == "word"}
        id = document.id or 0
        new = len(words - known) / max(1, len(words))
        disputed = disputed_part(layers[begun[id].id], recommender.suggest(article)) if id in begun else 0.0
        found.append(Outlook(id, recommender.doubt(article), new, stories.get(id) not in told, disputed))
    return found


def disputed_part(layer: Layer, guesses: Iterable[Guess]) -> float:
    """The part of the marks of a layer about which a guess says something else."""
    said = list(guesses)
    marks: list[Span | Event] = [*layer.spans, *layer.events]
    return sum(_is_disputed(one, said) for one in marks) / max(1, len(marks))


def _is_disputed(mark: Span | Event, guesses: Iterable[Guess]) -> bool:
    start, end = first_offset(mark), last_offset(mark)
    about = [one for one in guesses if one.is_event is isinstance(mark, Event) and one.start < end and start < one.end]
    return bool(about) and all((one.start, one.end, one.label) != (start, end, label_of(mark)) for one in about)


def _words(store: Store, ids: Sequence[int]) -> Iterable[str]:
    for document in store.documents.loaded(ids):
        yield from (word.core for word in article_of(document).words())
