"""What the recommender learns from in a corpus, and what it learned: kept beside the work, made anew at any time."""

from collections import Counter
from collections.abc import Iterable, Iterator
from time import perf_counter

import msgspec

from corpus_tool.errors import RefusedError
from corpus_tool.learning.articles import Example
from corpus_tool.learning.crf import refuse_missing
from corpus_tool.learning.recommender import VERSION, Model, Recommender, learn
from corpus_tool.learning.telling import Guess
from corpus_tool.model.annotations import Annotation, Argument, Event, Span
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.gold import LayerHead, gold_of
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.rules import misfit
from corpus_tool.model.schemas import SUBTYPE, Schema
from corpus_tool.model.suggestions import scored
from corpus_tool.saying.counting import counted
from corpus_tool.store.models import Kept
from corpus_tool.store.store import Store
from corpus_tool.workbench.articles import article_of
from corpus_tool.workbench.corpus_settings import STARTER, value_of
from corpus_tool.workbench.listed_words import listed_words
from corpus_tool.workbench.suggesting import Suggester, Suggestions
from corpus_tool.workbench.surroundings import Surroundings

SOURCE = "learned"
LEAST = 2
"""Documents to learn from; of one alone nothing can be held out."""

AT_ONCE = 200
"""Documents that are read at a time."""

EVERYTHING = 10**9
"""More layers than there are."""


def examples_of(store: Store, whose: str = "") -> Iterator[Example]:
    """Done work to learn from, each document once: the named annotator's own, else its gold.

    Where nobody is named: its gold, else whichever done layer was changed last.
    """
    chosen = _chosen(store, whose)
    stories = {id: story for story, ids in store.stories.all().items() for id in ids}
    ids = sorted(chosen)
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        layers = store.layers.loaded(chosen[id] for id in some)
        for document in store.documents.loaded(some):
            layer = layers[chosen[document.id or 0].id]
            yield Example(article_of(document, str(stories.get(document.id or 0, ""))), layer.spans, layer.events)


def learn_from(
    store: Store, whose: str = "", surroundings: Surroundings | None = None, *, beside: bool = False
) -> Model:
    """Learn from done work, and keep what was learned instead of what was before; `beside`: in two processes.

    Raises RefusedError where there is nothing to learn from, and NotFoundError where nothing is installed to learn by.
    """
    begin = perf_counter()
    with store.reading():
        state, examples = state_of(store, whose), enough_examples(store, whose)
        listed = listed_words(store)
    model = learn(examples, listed, beside=beside)
    made_at = (surroundings or Surroundings()).now()
    with store.writing():
        store.models.keep(Kept(whose, state, made_at, perf_counter() - begin, model.to_bytes()))
    return model


def enough_examples(store: Store, whose: str) -> list[Example]:
    """What there is to learn from. Raises RefusedError where it is too little, NotFoundError where nothing learns."""
    refuse_missing()
    examples = list(examples_of(store, whose))
    if len(examples) < LEAST:
        raise RefusedError(
            f"{counted(len(examples), 'document is', 'documents are')} done; learning begins with {LEAST}."
        )
    return examples


def state_of(store: Store, whose: str) -> str:
    """What changes whenever there is more to learn: how much is done, the newest act in it, and how it is learned."""
    everybody, own = store.names.state(""), store.names.state(whose)
    return " ".join(map(str, (VERSION, *everybody, *own, value_of(store, STARTER))))


def is_stale(store: Store, whose: str) -> bool:
    """Whether there is more to learn than was learned."""
    head = store.models.head_of(whose)
    return head is None or head[0] != state_of(store, whose)


def learned_model(store: Store, whose: str = "") -> Model | None:
    """What was learned from somebody's work; None where nothing was, or by another version of the tool."""
    kept = store.models.of(whose)
    if kept is None:
        return None
    try:
        model = Model.from_bytes(kept.model)
    except msgspec.DecodeError:
        return None
    return model if model.version == VERSION else None


def suggester(
    model: Model, schema: Schema, name: str = SOURCE, learned_from: frozenset[int] = frozenset()
) -> Suggester:
    """What proposes by what was learned."""
    recommender = Recommender(model)

    def suggest(documents: Iterable[Document]) -> Iterator[Suggestions]:
        for one in documents:
            yield Suggestions(one.id or 0, suggestions_in(one, recommender, schema))

    return Suggester(name, suggest, learned_from)


def suggestions_in(document: Document, recommender: Recommender, schema: Schema) -> tuple[Annotation, ...]:
    """What a recommender says of a document, scored; ids are the same whenever it is asked.

    What the schema does not have any more is left out, and arguments that a role of it does not take; so are rows of
    dashes and the like, which name nothing.
    """
    guesses = recommender.suggest(article_of(document))
    found: dict[int, Annotation] = {}
    for number, one in sorted(enumerate(guesses), key=lambda item: item[1].is_event):
        if not any(character.isalnum() for character in document.text[one.start : one.end]):
            continue
        id, place = f"{'e' if one.is_event else 's'}{one.start}-{one.end}-{number}", ((one.start, one.end),)
        if one.is_event and one.label in schema.event_by_id:
            arguments = _arguments(one, found, schema)
            found[number] = scored(Event(id=id, type=one.label, fragments=place, arguments=arguments), one.belief)
        elif not one.is_event and one.label in schema.label_by_id:
            attributes = {SUBTYPE: one.subtype} if one.subtype in schema.subtypes_of(one.label) else {}
            found[number] = scored(Span(id=id, label=one.label, fragments=place, attributes=attributes), one.belief)
    return tuple(found.values())


def _arguments(guess: Guess, found: dict[int, Annotation], schema: Schema) -> tuple[Argument, ...]:
    roles, chosen, counts = schema.roles_of(guess.label), [], Counter[str]()
    for name, number in guess.arguments:
        target, role = found.get(number), roles.get(name)
        fits = role is not None and isinstance(target, Span) and misfit(role, target) is None
        if fits and role is not None and target is not None and not (role.max and counts[name] >= role.max):
            chosen.append(Argument(name, target.id))
            counts[name] += 1
    return tuple(chosen)


def chosen_layers(store: Store, whose: str = "") -> dict[int, LayerName]:
    """Document to the layer of it that is learned from."""
    return {id: head.name for id, head in _chosen(store, whose).items()}


def _chosen(store: Store, whose: str) -> dict[int, LayerHead]:
    """Document id to the layer that is learned from."""
    ids = sorted({id for id, _ in store.names.newest("", EVERYTHING)})
    found = {}
    for id, heads in store.layers.heads(ids).items():
        gold = gold_of(heads)
        done = [head for head in heads if head.status is Status.DONE and head.name.kind is LayerKind.ANNOTATOR]
        own = next((head for head in done if head.name.annotator == whose), None)
        newest = max(done, key=lambda head: head.revision, default=None)
        if one := (own or gold) if whose else (gold or newest):
            found[id] = one
    return found
