"""How far the work has come. A few sums: made without polars, which takes longer to load than they take."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from corpus_tool.store.work import Share

STATES = ("new", "in-progress", "done", "locked")

By = Literal["annotator", "language", "source"]


def progress(shares: Iterable[Share], by: By) -> list[dict[str, str | int]]:
    """For each annotator, language or source, in order: documents, those in each state, words and annotations."""
    groups: dict[str, list[Share]] = defaultdict(list)
    for one in shares:
        groups[_group_of(one, by)].append(one)
    return [{by: name, **_counted(groups[name])} for name in sorted(groups)]


def _group_of(one: Share, by: By) -> str:
    return {"annotator": one.annotator, "language": one.language, "source": one.source}[by]


def _counted(shares: list[Share]) -> dict[str, int]:
    states = {state: sum(one.state == state for one in shares) for state in STATES}
    words, annotations = sum(one.words for one in shares), sum(one.annotations for one in shares)
    return {"documents": len(shares), **states, "words": words, "annotations": annotations}
