"""Layer: what one annotator says about one document."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from corpus_tool.errors import RefusedError
from corpus_tool.model.annotations import Annotation, Event, Fragments, Placed, Relation, Span, references
from corpus_tool.model.changes import AnyChange, Change, Changes, RulingChange, Status, StatusChange, annotation_id
from corpus_tool.model.references import missing_references
from corpus_tool.model.rulings import Ruling
from corpus_tool.model.span_columns import PlacedColumns, SpanColumns, is_plain
from corpus_tool.model.span_index import SpanIndex
from corpus_tool.saying import tr


class LayerKind(StrEnum):
    """Whose word a layer is."""

    ANNOTATOR = "annotator"
    GOLD = "gold"
    SUGGESTION = "suggestion"


_KINDS = frozenset(LayerKind)


class LayerName(NamedTuple):
    """What tells the layers of one document apart."""

    annotator: str
    kind: LayerKind

    @property
    def short(self) -> str:
        """The annotator's name, with the kind behind it where that is not plain: `noa`, `gold`, `noa.gold`.

        No two layers share one: somebody called as a kind, or as if a kind stood behind her name, has her own.
        """
        looks_like_a_kind = self.annotator.rpartition(".")[2] in _KINDS
        if self.kind is LayerKind.ANNOTATOR:
            return f"{self.annotator}.{self.kind}" if looks_like_a_kind else self.annotator
        return self.annotator if self.annotator == self.kind else f"{self.annotator}.{self.kind}"


class SchemaRef(NamedTuple):
    """The schema a layer was made under."""

    name: str
    version: str


@dataclass(frozen=True)
class Layer:
    """A frozen set of annotations with an order, a status and the newest revision it includes."""

    name: LayerName
    schema: SchemaRef
    status: Status = Status.NEW
    placed: Mapping[str, Placed] = field(default_factory=dict)
    """Id to annotation and position. Treated as frozen."""
    revision: int = 0
    """The number of the newest revision included; 0 before the first."""
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    """What an adjudicator decided, by the key of what it is about; nothing but in a gold layer. Treated as frozen."""

    @classmethod
    def of(
        cls,
        name: LayerName,
        schema: SchemaRef,
        annotations: Iterator[Annotation] | list[Annotation],
        status: Status = Status.NEW,
    ) -> "Layer":
        """A layer of `annotations` in the order given.

        Raises RefusedError where two have one id, or one points at an annotation that is not there.
        """
        given = list(annotations)
        placed = {annotation.id: Placed(position, annotation) for position, annotation in enumerate(given)}
        if len(placed) < len(given):
            twice = next(one.id for position, one in enumerate(given) if placed[one.id].position != position)
            raise RefusedError(f"Two annotations of this layer have the id {twice}.")
        for id, missing in missing_references(given):
            raise RefusedError(f"{id} points at {missing}, which is not in this layer.")
        return cls(name, schema, status, placed)

    @cached_property
    def ordered(self) -> tuple[Annotation, ...]:
        """Every annotation, in the layer's order."""
        return tuple([annotation for _, annotation in sorted(self.placed.values(), key=itemgetter(0))])

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The spans, in the layer's order."""
        return tuple([annotation for annotation in self.ordered if isinstance(annotation, Span)])

    @property
    def plain(self) -> SpanColumns | None:
        """The spans as columns where they are plain and nothing else is there; None of every other layer."""
        return self.placed.columns if isinstance(self.placed, PlacedColumns) else self._plain

    @cached_property
    def _plain(self) -> SpanColumns | None:
        spans = self.spans
        return SpanColumns.of(spans) if len(spans) == len(self.placed) and all(map(is_plain, spans)) else None

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events, in the layer's order."""
        if self._is_spans_alone:
            return ()
        return tuple([annotation for annotation in self.ordered if isinstance(annotation, Event)])

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations, in the layer's order."""
        if self._is_spans_alone:
            return ()
        return tuple([annotation for annotation in self.ordered if isinstance(annotation, Relation)])

    @property
    def _is_spans_alone(self) -> bool:
        """Whether nothing else is there, as in most layers of names."""
        return isinstance(self.placed, PlacedColumns) or len(self.spans) == len(self.placed)

    @cached_property
    def relations_at(self) -> Mapping[str, tuple[Relation, ...]]:
        """Id of an annotation to the relations from or to it."""
        found: dict[str, tuple[Relation, ...]] = {}
        for relation in self.relations:
            for end in {relation.source, relation.target}:
                found[end] = (*found.get(end, ()), relation)
        return found

    @cached_property
    def _triggered(self) -> tuple[list[int], list[int]]:
        """Where triggers begin, in order, and the last offset up to which any of those before reaches."""
        places = sorted((one.fragments[0][0], one.fragments[-1][1]) for one in self.events if one.fragments)
        return [start for start, _ in places], list(accumulate((end for _, end in places), max))

    def has_event_within(self, start: int, end: int) -> bool:
        """Whether an event's trigger, from its first character to its last, shares one with `start`..`end`."""
        starts, reaches = self._triggered
        before = bisect_left(starts, end)
        return before > 0 and reaches[before - 1] > start

    @cached_property
    def events_at(self) -> Mapping[Fragments, tuple[Event, ...]]:
        """Trigger to the events that have it."""
        found: dict[Fragments, tuple[Event, ...]] = {}
        for event in self.events:
            found[event.fragments] = (*found.get(event.fragments, ()), event)
        return found

    @cached_property
    def spans_at(self) -> Mapping[tuple[str, Fragments], list[str]]:
        """Label and place to the ids of the spans that are so marked: one, where the rules are kept."""
        found: dict[tuple[str, Fragments], list[str]] = {}
        for span in self.spans:
            found.setdefault((span.label, span.fragments), []).append(span.id)
        return found

    @cached_property
    def next_position(self) -> int:
        """A position behind all others."""
        return max(map(itemgetter(0), self.placed.values()), default=-1) + 1

    @cached_property
    def span_index(self) -> SpanIndex:
        """Where the spans are; made at the first question, and taken along by `apply`."""
        return SpanIndex.of(placed.annotation for placed in self.placed.values())

    def numbered(self, revision: int) -> "Layer":
        """The same layer, as of `revision`."""
        return self._like(replace(self, revision=revision), ())

    def _like(self, after: "Layer", changes: Changes) -> "Layer":
        """`after`, which `changes` make of this layer, with the index that this one has."""
        if "span_index" in vars(self):
            vars(after)["span_index"] = self.span_index.after(changes) if changes else self.span_index
        return after

    def __contains__(self, id: object) -> bool:
        return id in self.placed

    def __getitem__(self, id: str) -> Annotation:
        return self.placed[id].annotation

    def apply(self, changes: Changes) -> "Layer":
        """A new layer with `changes` made, all of them or none.

        Raises RefusedError where an annotation is not what the change says it was, or where the result would
        point at an annotation that is not there.
        """
        placed, rulings = dict(self.placed), dict(self.rulings)
        status = _make(placed, rulings, self.status, changes)
        _refuse_dangling(placed, changes)
        return self._like(replace(self, placed=placed, status=status, rulings=rulings), changes)

    def replay(self, acts: Iterable[Changes]) -> "Layer":
        """What applying `acts` one after the other leads to, in one pass; what dangles is looked for at the end only.

        Raises RefusedError as `apply` does.
        """
        placed, rulings = dict(self.placed), dict(self.rulings)
        status = self.status
        for changes in acts:
            status = _make(placed, rulings, status, changes)
        for id, missing in missing_references([there.annotation for there in placed.values()]):
            raise RefusedError(f"{id} points at {missing}, which is not in this layer.")
        return replace(self, placed=placed, status=status, rulings=rulings)


def _make(placed: dict[str, Placed], rulings: dict[str, Ruling], status: Status, changes: Changes) -> Status:
    """Make `changes` in `placed` and `rulings`; answer the status they lead to."""
    for change in changes:
        match change:
            case Change():
                _apply_change(placed, change)
            case StatusChange(before, after):
                if status is not before:
                    raise RefusedError(
                        tr(
                            "The layer is {status}, not {before}: it was changed meanwhile.",
                            status=status,
                            before=before,
                        )
                    )
                status = after
            case RulingChange():
                _apply_ruling(rulings, change)
    return status


def _apply_ruling(rulings: dict[str, Ruling], change: RulingChange) -> None:
    """Make one change in `rulings`."""
    if rulings.get(change.key) != change.before:
        raise RefusedError(tr("What was decided about {key} was changed meanwhile.", key=change.key))
    if change.after is None:
        del rulings[change.key]
    else:
        rulings[change.key] = change.after


def _apply_change(placed: dict[str, Placed], change: Change) -> None:
    """Make one change in `placed`."""
    id = annotation_id(change)
    there = placed.get(id)
    if (there.annotation if there else None) != change.before:
        raise RefusedError(tr("Annotation {id} is not what this act expects: it was changed meanwhile.", id=id))
    if change.after is None:
        del placed[id]
    elif change.before is not None and change.before.id != change.after.id:
        raise RefusedError(f"Annotation {change.before.id} cannot become {change.after.id}: ids do not change.")
    else:
        placed[id] = Placed(change.position, change.after)


def _refuse_dangling(placed: Mapping[str, Placed], changes: Changes) -> None:
    """Raise where, after `changes`, something points at nothing."""
    for missing, user in _dangling(placed, changes):
        raise RefusedError(f"{user} points at {missing}, which is not in this layer.")


def _dangling(placed: Mapping[str, Placed], changes: tuple[AnyChange, ...]) -> Iterator[tuple[str, str]]:
    """Yield (missing id, id that points at it). Looks only where `changes` can have broken something."""
    died = set()
    for change in changes:
        if isinstance(change, Change):
            if change.after is None and change.before is not None:
                died.add(change.before.id)
            elif change.after is not None and change.after.id in placed:
                for id in references(change.after):
                    if id not in placed:
                        yield id, change.after.id
    died -= placed.keys()
    if died:
        for id, there in placed.items():
            for missing in died.intersection(references(there.annotation)):
                yield missing, id
