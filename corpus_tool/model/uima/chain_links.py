"""Chains of a CAS (coreference): annotations of which each says which one is next. A tie from each to the next."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from corpus_tool.model.annotations import Relation
from corpus_tool.model.uima.cas import ANNOTATION, STRING, Cas, Feature, Refs, Structure, Type, Value

NEXT = "next"
"""The feature of a link that leads to the one behind it."""
TIE = "referenceRelation"
"""The feature of a link that says what ties it to the next."""


def is_chained(features: Mapping[str, Feature], name: str) -> bool:
    """Whether annotations of a type with such features are the links of chains."""
    return NEXT in features and features[NEXT].range == name


def chain_type(name: str, features: Iterable[str]) -> Type:
    """The type of the links of a layer of chains."""
    return Type(name, ANNOTATION, {**dict.fromkeys(features, Feature(STRING)), NEXT: Feature(name)})


def next_of(links: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, tuple[str, Value]]]:
    """The id of each link of which another is behind, with its feature `next`.

    `links`: number of the chain and number in it, to the id of the link.
    """
    places = sorted(links)
    for place, behind in pairwise(places):
        if place[0] == behind[0]:
            yield links[place], (NEXT, Refs((links[behind],)))


def ties(cas: Cas, links: Iterable[Structure], ids: Mapping[int, str], there: Collection[str]) -> Iterator[Relation]:
    """A relation from each link to its next, where both came in.

    `ids`: number of a structure to the id of its annotation; `there`: the ids of all that came in.
    """
    taken = set(there)
    for one in links:
        for target in cas.refs(one, NEXT):
            source, behind = ids[one.id], ids.get(target.id, "")
            if source in there and behind in there:
                id = f"{source}-{NEXT}"
                while id in taken:
                    id += "+"
                taken.add(id)
                said = one.features.get(TIE)
                type = said if isinstance(said, str) and said else one.type.rpartition(".")[2]
                yield Relation(id=id, type=type, source=source, target=behind)
