"""How far annotators agree: what they finished becomes a study, and every measure is taken of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from corpus_tool.agreement import Measure, Score, known
from corpus_tool.agreement.scoring import AS_USUAL, Resampling, figures
from corpus_tool.agreement.study import Answer, Filler, Happening, Mark, Shared, Study, Tie
from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.model.annotations import Event, Fragments, Relation, Span
from corpus_tool.model.chains import chains
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.model.schemas import Schema
from corpus_tool.store.store import Store

COREFERENCE = "coreference"
"""The relation whose chains are compared."""


class Unit(StrEnum):
    """What a position is."""

    TOKENS = "tokens"
    CHARACTERS = "characters"


class Agreement(Struct, frozen=True):
    """Figures, and what they were counted from."""

    annotators: tuple[str, ...]
    unit: Unit
    documents: Mapping[str, int]
    """Annotator to how many documents she has done."""
    shared: int
    """Documents that at least two of them have done."""
    resampling: Resampling
    figures: Mapping[str, Score]
    """Key, as `f1_strict[A,B]`, `f1_strict{ORG}[A,B]`, `alpha`, `alpha{ORG}`, to score."""


def measure(
    store: Store,
    between: Sequence[str] = (),
    unit: Unit = Unit.TOKENS,
    names: Sequence[str] = (),
    resampling: Resampling = AS_USUAL,
) -> Agreement:
    """Take measures (all where none is named) of what annotators (all where none is named) have finished.

    Only documents that are done count: done with nothing marked is an answer, open is none. Raises NotFoundError for
    a measure or an annotator that is not there, UsageError where there are not two of them.
    """
    chosen = _measures(names)
    study = study_of(store, between, unit)
    annotators = _annotators(study, between)
    found: dict[str, Score] = {}
    for one in chosen:
        found.update(figures(one, study, annotators, resampling))
        if one.by_label:
            for label in study.labels:
                in_label = figures(one, study.of_label(label), annotators, resampling)
                found.update((key.replace(one.name, f"{one.name}{{{label}}}", 1), score) for key, score in in_label)
    done = {name: len(study.done_by((name,))) for name in annotators}
    shared = sum(len(document.answers) > 1 for document in study.documents)
    return Agreement(annotators, unit, done, shared, resampling, found)


def _measures(names: Sequence[str]) -> list[Measure]:
    there = known()
    if unknown := [name for name in names if name not in there]:
        raise NotFoundError(f"There is no measure {unknown[0]!r} (known: {', '.join(there)}).")
    return [there[name] for name in names] if names else list(there.values())


def _annotators(study: Study, between: Sequence[str]) -> tuple[str, ...]:
    annotators = tuple(between) or study.annotators
    if missing := [name for name in annotators if name not in study.annotators]:
        there = ", ".join(study.annotators) or "nobody"
        raise NotFoundError(f"{missing[0]} has finished no document here (who has: {there}).")
    if len(set(annotators)) < 2:
        there = ", ".join(study.annotators) or "nobody"
        raise UsageError(f"Agreement needs two annotators who have finished documents (here: {there}).")
    return annotators


def study_of(store: Store, between: Sequence[str] = (), unit: Unit = Unit.TOKENS) -> Study:
    """Every document that one of the annotators has done, with what they said about it, in the order of the corpus."""
    schema = store.schemas.current()
    shared = (_shared(store, id, set(between), unit, schema) for id in store.documents.ids())
    return Study(tuple(one for one in shared if one.answers), unit.value)


def _shared(store: Store, id: int, between: set[str], unit: Unit, schema: Schema) -> Shared:
    names = [name for name in store.layers.names(id) if _is_wanted(name, between)]
    loaded = ((name.annotator, store.layers.load(id, name)) for name in names)
    done = {who: layer for who, layer in loaded if layer is not None and layer.status is Status.DONE}
    if not done:
        return Shared("", 0, {})
    document = store.documents.load(id)
    place, length = _places(document, unit)
    return Shared(document.key, length, {who: _answer(layer, place, schema) for who, layer in done.items()})


def _is_wanted(name: LayerName, between: set[str]) -> bool:
    return name.kind is LayerKind.ANNOTATOR and (not between or name.annotator in between)


def _places(document: Document, unit: Unit) -> tuple[Callable[[Fragments], Fragments], int]:
    """How places in characters become places in the unit, and how many positions the document has."""
    if unit is Unit.CHARACTERS:
        return lambda fragments: fragments, len(document.text)
    starts = [token.start for token in document.tokens]
    ends = [token.end for token in document.tokens]

    def in_tokens(fragments: Fragments) -> Fragments:
        """A token is in if it shares a character; a stretch without any stays the empty one before the next token."""
        return tuple((bisect_right(ends, start), bisect_left(starts, end)) for start, end in fragments)

    return in_tokens, len(document.tokens)


def _answer(layer: Layer, place: Callable[[Fragments], Fragments], schema: Schema) -> Answer:
    placed = {span.id: place(span.fragments) for span in layer.spans}
    placed |= {event.id: place(event.fragments) for event in layer.events}
    marks = dict.fromkeys(Mark(placed[span.id], span.label) for span in layer.spans if _is_there(placed[span.id]))
    has_chains = any(relation.id == COREFERENCE for relation in schema.relations)
    return Answer(
        spans=tuple(marks),
        events=tuple(_happening(event, placed) for event in layer.events),
        ties=tuple(_ties(layer.relations, placed)),
        chains=tuple(_chains(layer, placed)) if has_chains else (),
    )


def _is_there(fragments: Fragments) -> bool:
    return all(start < end for start, end in fragments)


def _happening(event: Event, placed: Mapping[str, Fragments]) -> Happening:
    fillers = (Filler(one.role, placed[one.target]) for one in event.arguments)
    attributes = ((name, str(value)) for name, value in event.attributes.items())
    return Happening(placed[event.id], event.type, tuple(fillers), tuple(attributes))


def _ties(relations: Iterable[Relation], placed: Mapping[str, Fragments]) -> Iterable[Tie]:
    return (
        Tie(one.type, placed[one.source], placed[one.target])
        for one in relations
        if one.type != COREFERENCE and one.source in placed and one.target in placed
    )


def _chains(layer: Layer, placed: Mapping[str, Fragments]) -> Iterable[frozenset[Fragments]]:
    """The chains of at least two mentions: a span that nobody tied to anything says nothing about chains."""
    found: Iterable[tuple[Span, ...]] = chains(layer, COREFERENCE)
    return (frozenset(placed[span.id] for span in chain) for chain in found if len(chain) > 1)
