"""Mentions of the same thing: what relations of one type tie together, however far round."""

from collections.abc import Iterable

from corpus_tool.model.annotations import Relation, Span
from corpus_tool.model.layers import Layer


def chains(layer: Layer, type: str) -> list[tuple[Span, ...]]:
    """Every span in the one chain it belongs to, alone where nothing ties it; chains and mentions in text order."""
    ties = [relation for relation in layer.relations if relation.type == type]
    first_of = _roots((span.id for span in layer.spans), ties)
    members: dict[str, list[Span]] = {}
    for span in sorted(layer.spans, key=lambda span: (span.fragments, span.id)):
        members.setdefault(_root(first_of, span.id), []).append(span)
    return [tuple(chain) for chain in members.values()]


def _roots(ids: Iterable[str], ties: Iterable[Relation]) -> dict[str, str]:
    """Union-find: id to an id nearer to what stands for its chain (Tarjan 1975, without ranks)."""
    above = {id: id for id in ids}
    for tie in ties:
        if tie.source in above and tie.target in above:
            above[_root(above, tie.source)] = _root(above, tie.target)
    return above


def _root(above: dict[str, str], id: str) -> str:
    while above[id] != id:
        above[id] = id = above[above[id]]
    return id
