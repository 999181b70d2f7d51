"""Two lines of one layer made into one: all that either says, where they do not contradict each other."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from msgspec.structs import replace as with_fields

from corpus_tool.model.annotations import Annotation, Event, Placed, Relation, Span
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import Layer
from corpus_tool.model.references import missing_references


class Joined(NamedTuple):
    """What two lines come to."""

    layer: Layer
    contested: tuple[str, ...]
    """The ids of annotations that both changed, each otherwise: as the first line has them, or else the other."""


def joined(base: Layer, shown: Layer, other: Layer) -> Joined:
    """A three-way merge of annotations by their ids; `base` is where the lines parted.

    What one line alone did counts, what it deleted too. A span that both marked anew is one: what the other line says
    of it is said of the one that is shown. What somebody points at is brought back where the other line deleted it.
    """
    twins = _twins(base, shown, other)
    placed = {id: one for id, one in shown.placed.items() if not _is_deleted(id, base, shown, other)}
    place = max((one.position for one in placed.values()), default=-1)
    contested = [id for id in base.placed if id not in other.placed and id in placed]
    for theirs in (_renamed(one, twins) for one in other.ordered if one.id not in twins):
        was, ours = _said(base, theirs.id), _said(shown, theirs.id)
        if theirs in (was, ours):
            continue
        if ours is None:
            place += 1
            placed[theirs.id] = Placed(place, theirs)
        elif ours == was:
            placed[theirs.id] = Placed(placed[theirs.id].position, theirs)
        if ours != was:
            contested.append(theirs.id)
    whole = _with_what_is_pointed_at(placed, (shown, other, base))
    status = shown.status if shown.status is other.status else Status.IN_PROGRESS
    rulings = {**other.rulings, **shown.rulings}
    return Joined(replace(shown, placed=whole, status=status, rulings=rulings), tuple(contested))


def _is_deleted(id: str, base: Layer, shown: Layer, other: Layer) -> bool:
    """Whether the other line deleted what is as it was here."""
    return id in base.placed and id not in other.placed and _said(shown, id) == _said(base, id)


def _twins(base: Layer, shown: Layer, other: Layer) -> dict[str, str]:
    """The ids of spans that are new on the other line to those of the same spans here."""
    return {
        one.id: there[0]
        for one in other.spans
        if one.id not in base.placed
        and one.id not in shown.placed
        and (there := shown.spans_at.get((one.label, one.fragments)))
    }


def _said(layer: Layer, id: str) -> Annotation | None:
    return layer.placed[id].annotation if id in layer.placed else None


def _renamed(one: Annotation, twins: Mapping[str, str]) -> Annotation:
    """It, pointing at the spans that are kept."""
    match one:
        case Event():
            arguments = tuple(with_fields(each, target=twins.get(each.target, each.target)) for each in one.arguments)
            return with_fields(one, arguments=arguments) if twins else one
        case Relation():
            return with_fields(one, source=twins.get(one.source, one.source), target=twins.get(one.target, one.target))
        case Span():
            return one


def _with_what_is_pointed_at(placed: dict[str, Placed], layers: Iterable[Layer]) -> dict[str, Placed]:
    """With the annotations that others point at and that were deleted on one of the lines."""
    known = {id: one for layer in reversed([*layers]) for id, one in layer.placed.items()}
    place = max((one.position for one in placed.values()), default=-1)
    while missing := [id for _, id in missing_references([one.annotation for one in placed.values()])]:
        for id in dict.fromkeys(missing):
            place += 1
            placed[id] = Placed(place, known[id].annotation)
    return placed
