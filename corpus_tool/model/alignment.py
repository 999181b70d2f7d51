"""What several layers say about the same places: their readings side by side, and how they differ.

Readings are put together one to one, the best pair first: the same place and label, then the same place, then the same
label over the largest shared part, then what merely overlaps. For reading and adjudicating, not for measuring.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

from corpus_tool.model.annotations import Annotation, Event, Fragments, Relation, Span, label_of
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.readings import Kind, Said, details_of, kinds_of

Marked: TypeAlias = Span | Event

Rank: TypeAlias = tuple[float, ...]
"""How well two annotations go together; the smallest is the best."""


class Reading(NamedTuple):
    """What one layer says."""

    layer: LayerName
    annotation: Annotation


class Aligned(NamedTuple):
    """One thing that at least one layer has, as each of them has it."""

    readings: tuple[Reading, ...]
    """At most one of each layer, in the order the layers were given."""
    silent: tuple[LayerName, ...]
    """The layers that have nothing here."""
    kinds: tuple[Kind, ...]
    """How they differ, in the order of `Kind`; empty where all say the same."""
    details: tuple[str, ...]
    """The attributes and roles said differently."""
    place: tuple[int, int]
    """From the first to the last code point of what any of them marked."""

    @property
    def is_agreed(self) -> bool:
        """Whether all layers say the same."""
        return not self.kinds

    def of(self, name: LayerName) -> Annotation | None:
        """What that layer has here."""
        return next((one.annotation for one in self.readings if one.layer == name), None)


def aligned(layers: Sequence[Layer]) -> list[Aligned]:
    """Every span, event and relation of the layers, in text order; relations stand behind everything else.

    The order of the layers decides nothing but the order of the readings of one thing.
    """
    by_name = sorted(layers, key=lambda layer: layer.name)
    groups = [*_put_together(by_name, Span), *_put_together(by_name, Event)]
    home = {_key(one): number for number, group in enumerate(groups) for one in group}
    groups += _put_ties_together(by_name, home)
    places = {layer.name: _places(layer) for layer in layers}
    names = [layer.name for layer in layers]
    rows = [_aligned(group, names, home, places) for group in groups]
    return sorted(rows, key=lambda row: (isinstance(row.readings[0].annotation, Relation), row.place))


Home: TypeAlias = Mapping[tuple[LayerName, str], int]
"""Layer and id of a span or event to the thing that it is a reading of."""


def _key(reading: Reading) -> tuple[LayerName, str]:
    return reading.layer, reading.annotation.id


def _put_together(layers: Iterable[Layer], kind: type[Span] | type[Event]) -> list[list[Reading]]:
    groups: list[list[Reading]] = []
    for layer in layers:
        marked = [Reading(layer.name, one) for one in layer.ordered if isinstance(one, kind)]
        _join(groups, marked, _near(groups, marked))
    return groups


def _join(groups: list[list[Reading]], found: Sequence[Reading], pairs: Iterable[tuple[Rank, int, int]]) -> None:
    """Put each of `found` into the group that it fits best, at most one into each, or into one of its own."""
    homeless = dict(enumerate(found))
    taken: set[int] = set()
    for _, group, number in sorted(pairs):
        if group not in taken and number in homeless:
            groups[group].append(homeless.pop(number))
            taken.add(group)
    groups += [[one] for one in homeless.values()]


def _near(groups: Sequence[Sequence[Reading]], found: Sequence[Reading]) -> Iterator[tuple[Rank, int, int]]:
    """(rank, group, number of a reading) of all that share a code point with one of the group."""
    marked = ((number, one.annotation) for number, one in enumerate(found) if not isinstance(one.annotation, Relation))
    standing = sorted(((one.fragments[0][0], number, one) for number, one in marked), key=lambda at: at[:2])
    starts = [start for start, _, _ in standing]
    longest = max((one.fragments[-1][1] - start for start, _, one in standing), default=0)
    for group, readings in enumerate(groups):
        for member in readings:
            if isinstance(member.annotation, Relation):
                continue
            first, last = member.annotation.fragments[0][0], member.annotation.fragments[-1][1]
            for _, number, one in standing[bisect_left(starts, first - longest) : bisect_left(starts, last)]:
                if (rank := closeness(member.annotation, one)) is not None:
                    yield rank, group, number


def closeness(one: Marked, other: Marked) -> Rank | None:
    """How well two spans, or two events, go together; None where they share no code point."""
    shared = shared_length(one.fragments, other.fragments)
    if not shared:
        return None
    overlap = 2 * shared / (length(one.fragments) + length(other.fragments))
    return (one.fragments != other.fragments, label_of(one) != label_of(other), -overlap)


def shared_length(one: Fragments, other: Fragments) -> int:
    """How many code points lie in both."""
    return sum(max(0, min(end, last) - max(start, first)) for (start, end), (first, last) in product(one, other))


def length(fragments: Fragments) -> int:
    """How many code points they cover."""
    return sum(end - start for start, end in fragments)


def _put_ties_together(layers: Iterable[Layer], home: Home) -> list[list[Reading]]:
    """Relations between the same things; of several, those of one type first."""
    between: dict[tuple[int, int], list[list[Reading]]] = defaultdict(list)
    for layer in layers:
        found: dict[tuple[int, int], list[Reading]] = defaultdict(list)
        for one in layer.relations:
            ends = _end(layer.name, one.source, home), _end(layer.name, one.target, home)
            found[ends].append(Reading(layer.name, one))
        for ends, readings in found.items():
            groups = between[ends]
            _join(groups, readings, _by_type(groups, readings))
    return [group for groups in between.values() for group in groups]


def _end(name: LayerName, id: str, home: Home) -> int:
    """The thing at an end of a relation; no thing's number where a relation leads to another relation."""
    return home.get((name, id), -1)


def _by_type(groups: Sequence[Sequence[Reading]], found: Sequence[Reading]) -> Iterator[tuple[Rank, int, int]]:
    for (group, readings), (number, one) in product(enumerate(groups), enumerate(found)):
        is_other = all(label_of(member.annotation) != label_of(one.annotation) for member in readings)
        yield (is_other,), group, number


Places: TypeAlias = Mapping[str, Fragments]
"""Id of a span or event to where it stands."""


def _places(layer: Layer) -> Places:
    marked: tuple[Marked, ...] = (*layer.spans, *layer.events)
    return {one.id: one.fragments for one in marked}


def _aligned(
    group: Sequence[Reading], names: Sequence[LayerName], home: Home, places: Mapping[LayerName, Places]
) -> Aligned:
    of_layer = {one.layer: one for one in group}
    readings = tuple(of_layer[name] for name in names if name in of_layer)
    silent = tuple(name for name in names if name not in of_layer)
    said = [_said(one, home, places[one.layer]) for one in readings]
    kinds = kinds_of(said) | ({Kind.MISSING} if silent else set())
    standing = [fragment for one in said for fragment in one.fragments]
    place = (min(start for start, _ in standing), max(end for _, end in standing))
    return Aligned(readings, silent, tuple(kind for kind in Kind if kind in kinds), details_of(said), place)


def _said(reading: Reading, home: Home, places: Places) -> Said:
    one = reading.annotation
    details: dict[str, object] = dict(one.attributes)
    fillers: dict[tuple[int, str], Fragments] = {}
    if isinstance(one, Span) and one.link:
        details["link"] = one.link
    if isinstance(one, Event):
        fillers = {
            (home[reading.layer, argument.target], argument.role): places[argument.target] for argument in one.arguments
        }
    if isinstance(one, Relation):
        fragments = tuple(sorted((*places.get(one.source, ()), *places.get(one.target, ())))) or ((0, 0),)
    else:
        fragments = one.fragments
    return Said(one, fragments, label_of(one), details, fillers)
