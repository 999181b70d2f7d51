"""Ids of new annotations. Chance comes from outside, so that tests can count instead."""

from collections.abc import Callable

from corpus_tool.model.layers import Layer


def mint(layer: Layer, letter: str, token: Callable[[], str]) -> str:
    """An id that is free in `layer`: `letter` (s, e or r) and what `token` answers, asked until it is new."""
    while (id := letter + token()) in layer:
        pass
    return id
