"""Which document to annotate next: where the recommender is unsure, where words are new, where a story is new.

What each would bring is reckoned once and kept, so that a list can be put in its order; it is said how old it is.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus_tool.learning.recommender import Recommender
from corpus_tool.store.models import Gain
from corpus_tool.store.store import Store
from corpus_tool.workbench.articles import article_of
from corpus_tool.workbench.learning import chosen_layers, is_stale, learn_from, learned_model
from corpus_tool.workbench.surroundings import Surroundings

MOST = 1_000
"""Documents that are looked at: those that came in first of what is not done."""

UNSURE, NEW_WORDS, NEW_STORY = 0.5, 0.3, 0.2
"""What each counts for. Doubts are compared with one another, new words and stories are what they are."""


class Outlook(NamedTuple):
    """What is known of a document before anybody annotates it."""

    document_id: int
    doubt: float
    """How unsure the recommender is, per sentence."""
    new_words: float
    """The part of its different words that no done document has."""
    is_new_story: bool


def what_next(store: Store, whose: str, surroundings: Surroundings | None = None) -> list[Gain]:
    """What the documents that somebody has not done would bring, the most first; kept for later, too.

    Learns first where there is more to learn. Raises RefusedError where too little is done.
    """
    surroundings = surroundings or Surroundings()
    model = None if is_stale(store, whose) else learned_model(store, whose)
    recommender = Recommender(model or learn_from(store, whose, surroundings))
    done = set(chosen_layers(store, whose))
    left = [id for id in store.documents.ids() if id not in done][:MOST]
    gains = reckoned(_outlooks(store, left, done, recommender), surroundings.now())
    with store.writing():
        store.models.keep_gains(whose, gains)
    return gains


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
    }
    reasons = [reason for reason, share in sorted(shares.items(), key=lambda item: -item[1]) if share > 0]
    return Gain(one.document_id, round(sum(shares.values()), 4), ", ".join(reasons), now)


def _outlooks(store: Store, left: Sequence[int], done: set[int], recommender: Recommender) -> list[Outlook]:
    stories = {id: story for story, ids in store.stories.all().items() for id in ids}
    known = set(_words(store, sorted(done)))
    told = {stories[id] for id in done if id in stories}
    found = []
    for document in store.documents.loaded(left):
        article = article_of(document)
        words = {word.core for word in article.words() if word.kind == "word"}
        id = document.id or 0
        new = len(words - known) / max(1, len(words))
        found.append(Outlook(id, recommender.doubt(article), new, stories.get(id) not in told))
    return found


def _words(store: Store, ids: Sequence[int]) -> Iterable[str]:
    for document in store.documents.loaded(ids):
        yield from (word.core for word in article_of(document).words())
