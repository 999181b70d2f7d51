"""Do chains group the same mentions? MUC, B-cubed, CEAF-e, LEA, and the mean of the first three (CoNLL).

Vilain et al. 1995; Bagga and Baldwin 1998; Luo 2005 (entity similarity phi 4); Moosavi and Strube 2016; Pradhan et
al. 2012. Neither side is gold: F1 is the same both ways.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.assignment import best_assignment
from corpus_tool.agreement.study import Answer, Study
from corpus_tool.model.annotations import Fragments

Chain: TypeAlias = frozenset[Fragments]
Part = tuple[float, float]
"""What was found and what there was to find, of one side."""


def muc(key: Sequence[Chain], other: Sequence[Chain]) -> Part:
    """Links of `key` that `other` has: a chain in k parts lacks k - 1 of its links."""
    home = _home(other)
    parts = (len({home.get(mention, mention) for mention in chain}) for chain in key)
    return sum(len(chain) - count for chain, count in zip(key, parts, strict=True)), sum(len(one) - 1 for one in key)


def b_cubed(key: Sequence[Chain], other: Sequence[Chain]) -> Part:
    """For each mention of `key`, how much of its chain stands with it in `other`."""
    home = _home(other)
    found = 0.0
    for chain in key:
        together: dict[object, int] = {}
        for mention in chain:
            if mention in home:
                together[home[mention]] = together.get(home[mention], 0) + 1
        found += sum(count * count for count in together.values()) / len(chain)
    return found, sum(map(len, key))


def ceaf_e(key: Sequence[Chain], other: Sequence[Chain]) -> Part:
    """The similarity of chains, best matched one to one."""
    credits = [[2 * len(one & two) / (len(one) + len(two)) for two in other] for one in key]
    return best_assignment(credits), len(key)


def lea(key: Sequence[Chain], other: Sequence[Chain]) -> Part:
    """Links of each chain that `other` has, weighted by the chain's size; a single mention links to itself."""
    found = 0.0
    for chain in key:
        if len(chain) == 1:
            found += chain in other
        else:
            links = sum(_links(len(chain & one)) for one in other)
            found += len(chain) * links / _links(len(chain))
    return found, sum(map(len, key))


def _links(mentions: int) -> int:
    return mentions * (mentions - 1) // 2


def _home(chains: Sequence[Chain]) -> dict[Fragments, int]:
    return {mention: number for number, chain in enumerate(chains) for mention in chain}


Scheme = Callable[[Sequence[Chain], Sequence[Chain]], Part]


def tally(schemes: Sequence[Scheme], study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    """By document, for each scheme: found and there of the first side, then of the second; at the end, mentions."""

    def count(first: Answer, second: Answer) -> tuple[float, ...]:
        sides = ((first.chains, second.chains), (second.chains, first.chains))
        numbers = (number for scheme in schemes for key, other in sides for number in scheme(key, other))
        return (*numbers, sum(len(chain) for chain in (*first.chains, *second.chains)))

    documents = study.done_by(annotators)
    if not len(documents):
        return Why.NO_SHARED_DOCUMENTS
    counts = study.counts_by_document(annotators, count)
    return Tally(documents, counts, _value, int(counts[:, -1].sum()))


def _value(sums: NDArray[np.float64]) -> Value:
    """The mean F1 of the schemes; there is none where one of them has nothing to count, as MUC of single mentions."""
    parts = sums[:-1].reshape(-1, 4)
    if not (parts[:, 1] + parts[:, 3]).all():
        return Why.NO_ANNOTATIONS
    return float(np.mean([_f1(*part) for part in parts]))


def _f1(found: float, there: float, found_other: float, there_other: float) -> float:
    recall = found / there if there else 0.0
    precision = found_other / there_other if there_other else 0.0
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _measures(named: Iterable[tuple[str, str, Sequence[Scheme], str, str]]) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            name=name,
            title=title,
            question="Do both group the same mentions together?",
            definition=definition,
            source=source,
            comparison=Comparison.PAIR,
            items="mentions",
            tally=partial(tally, schemes),
            by_label=False,
        )
        for name, title, schemes, definition, source in named
    )


MEASURES = _measures(
    (
        ("coref_muc", "chains, MUC", (muc,), "F1 of links: a chain in k parts lacks k - 1.", "Vilain and others 1995"),
        (
            "coref_b3",
            "chains, B-cubed",
            (b_cubed,),
            "F1 over mentions: how much of the chain stands with it.",
            "Bagga and Baldwin 1998",
        ),
        (
            "coref_ceafe",
            "chains, CEAF-e",
            (ceaf_e,),
            "F1 of the best one-to-one matching of chains, phi 4.",
            "Luo 2005",
        ),
        (
            "coref_lea",
            "chains, LEA",
            (lea,),
            "F1 of the links of each chain, weighted by its size.",
            "Moosavi and Strube 2016",
        ),
        (
            "coref_conll",
            "chains, CoNLL mean",
            (muc, b_cubed, ceaf_e),
            "The mean of MUC, B-cubed and CEAF-e.",
            "Pradhan and others 2012",
        ),
    )
)
