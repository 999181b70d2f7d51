"""Decisions about gold when they travel: what is left of them, whom they name, and whether they fit their layer."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.model.rulings import Candidate, Item, Ruling

STROKE = "/"
"""Between the layer and the id of a reading, in the key of what is decided about it."""


def decided(layer: Layer) -> Iterator[Annotation]:
    """The gold annotations that were decided about; where nothing was taken, the first reading that was not."""
    for ruling in layer.rulings.values():
        there = [layer[item.id] for item in ruling.items if item.id in layer]
        yield from there or [candidate.annotation for candidate in ruling.candidates[:1]]


def with_only(layer: Layer, kept: list[Annotation]) -> Layer:
    """A layer with some of its annotations, and the decisions by which these came to be."""
    left = Layer.of(layer.name, layer.schema, kept, layer.status)
    stays = {key: one for key, one in layer.rulings.items() if one.items and all(item.id in left for item in one.items)}
    return dataclasses.replace(left, rulings=stays)


def misfit(rulings: Mapping[str, Ruling], kind: LayerKind, ids: Collection[str]) -> str:
    """Why decisions cannot belong to a layer of that kind with annotations of these ids; empty where they can."""
    if rulings and kind is not LayerKind.GOLD:
        return f"it has decisions and is of kind {kind}; only a gold layer has"
    for key, ruling in rulings.items():
        if missing := [item.id for item in ruling.items if item.id not in ids]:
            return f"the decision {key} is about {missing[0]!r}, which is not in that layer"
    return ""


def people_of(rulings: Iterable[Ruling]) -> set[str]:
    """Everybody whom decisions name: who decided, and whose readings there were."""
    names: set[str] = set()
    for ruling in rulings:
        names.add(ruling.who)
        names.update(map(_annotator, _layers(ruling)))
    return names - {LayerKind.GOLD.value, ""}


def layers_of(rulings: Iterable[Ruling]) -> set[str]:
    """The short names of all layers that decisions name."""
    return {name for ruling in rulings for name in _layers(ruling)}


def _layers(ruling: Ruling) -> Iterator[str]:
    """The short name of every layer that a decision names."""
    yield from (candidate.layer for candidate in ruling.candidates)
    yield from (name for item in ruling.items for name in item.of)
    yield from (wanted.layer for wanted in ruling.wanted)
    yield from ruling.silent


def _annotator(short: str) -> str:
    """Whose layer it is that is called so for short (`LayerName.short`)."""
    name, dot, kind = short.rpartition(".")
    return name if dot and kind in set(LayerKind) else short


def masked(rulings: Mapping[str, Ruling], names: Mapping[str, str]) -> dict[str, Ruling]:
    """The same decisions with people under the names that `names` gives them."""
    return {_masked_key(key, one, names): _masked(one, names) for key, one in rulings.items()}


def _masked(ruling: Ruling, names: Mapping[str, str]) -> Ruling:
    return replace(
        ruling,
        items=tuple(Item(item.id, tuple(_called(one, names) for one in item.of)) for item in ruling.items),
        candidates=tuple(Candidate(_called(one.layer, names), one.annotation) for one in ruling.candidates),
        silent=tuple(_called(one, names) for one in ruling.silent),
        wanted=tuple(replace(one, layer=_called(one.layer, names)) for one in ruling.wanted),
        who=names.get(ruling.who, ruling.who),
    )


def _called(short: str, names: Mapping[str, str]) -> str:
    name = _annotator(short)
    return f"{names.get(name, name)}{short.removeprefix(name)}"


def _masked_key(key: str, ruling: Ruling, names: Mapping[str, str]) -> str:
    """A key begins with the layer of a reading, whatever strokes its name has."""
    layer = max((one for one in _layers(ruling) if key.startswith(one + STROKE)), key=len, default="")
    return f"{_called(layer, names)}{key.removeprefix(layer)}" if layer else key
