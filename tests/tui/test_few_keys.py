"""What the names and triggers of the sample corpus cost in keys, its label's key with them, from their first word."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from corpus_tool.model.annotations import Span
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.text.selection import Selection, over_words, word_at
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.demo import make_demo
from corpus_tool.workbench.desk import Desk

PROMISED = 3


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("few") / "demo.db"
    make_demo(path)
    return path


def ways(words: int) -> Iterator[tuple[int, int, int, int]]:
    """Presses of ), [ and ], and the count before the label, the cheapest first."""
    found = product(range(3), range(3), range(2), {1, words})
    return iter(sorted(found, key=lambda way: sum(way[:3]) + (way[3] > 1)))


def keys_for(work: Annotating, span: Span) -> int | None:
    """How many keys mark it; None where none of these ways does."""
    start, end = span.fragments[0]
    first = Selection(*word_at(work.spot.words, start).range)
    words = sum(one.start < end and start < one.end for one in work.spot.words)
    for grows, trims, trims_at_end, count in ways(words):
        work.spot.selection = first
        for _ in range(grows):
            work.spot.selection = work.spot.growing.grown(work.spot.selection)
        for _ in range(trims):
            work.spot.trim_proclitic()
        work.spot.selection = over_words(work.spot.selection, work.spot.words, count)
        for _ in range(trims_at_end):
            work.spot.trim_enclitic()
        if work.spot.selection.range == (start, end):
            return grows + trims + trims_at_end + (count > 1) + 1
    return None


@pytest.mark.parametrize("key", [f"{language}-000{number}" for language in ("ar", "he") for number in (1, 2, 3, 4)])
def test_a_name_takes_no_more_keys_than_promised(demo, key):
    with Store.open(demo) as store:
        id = store.documents.id_of_key(key) or 0
        gold = store.layers.load(id, LayerName("gold", LayerKind.GOLD))
        assert gold is not None
        work = Annotating(Desk(store, id, LayerName("lena", LayerKind.ANNOTATOR)))
        cost = Counter(keys_for(work, span) for span in gold.spans if len(span.fragments) == 1)
    within = sum(count for keys, count in cost.items() if keys is not None and keys <= PROMISED)
    assert within >= 0.95 * sum(cost.values())
    assert cost[1] + cost[2] >= 0.8 * sum(cost.values())
    assert max(keys for keys in cost if keys is not None) <= PROMISED + 1  # two proclitics and several words
