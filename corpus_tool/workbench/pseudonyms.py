"""Annotators under other names in what leaves the house. Who is who stays in the corpus."""

import dataclasses
from collections.abc import Collection, Mapping

from corpus_tool.model import decided
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.store.store import Store
from corpus_tool.workbench.surroundings import Surroundings


def pseudonyms(store: Store, surroundings: Surroundings | None = None, others: Collection[str] = ()) -> dict[str, str]:
    """Everybody who has a layer or is named in a decision, and `others` -> A1, A2 and on: as in earlier exports.

    New ones come by chance. The gold that belongs to nobody (`gold`) keeps its name.
    """
    token = (surroundings or Surroundings()).token
    if new := sorted(nameless(store, others), key=lambda _: token()):
        with store.writing():
            store.pseudonyms.give(new, _there(store, others))
    return store.pseudonyms.all()


def nameless(store: Store, others: Collection[str] = ()) -> set[str]:
    """Who of them has no pseudonym yet."""
    return _there(store, others) - store.pseudonyms.all().keys()


def _there(store: Store, others: Collection[str]) -> set[str]:
    annotators = {name.annotator for name in store.layers.all_names()}
    return {*others, *annotators, *store.adjudication.people()} - {LayerKind.GOLD.value}


def masked(bundle: Bundle, names: Mapping[str, str]) -> Bundle:
    """The bundle with its annotators under their pseudonyms."""
    return Bundle(bundle.document, tuple(masked_layer(layer, names) for layer in bundle.layers))


def masked_layer(layer: Layer, names: Mapping[str, str]) -> Layer:
    """The layer, and what was decided in it, with its annotators under their pseudonyms."""
    name = layer.name._replace(annotator=names.get(layer.name.annotator, layer.name.annotator))
    return dataclasses.replace(layer, name=name, rulings=decided.masked(layer.rulings, names))
