"""The learning curve of a corpus: reckoned when it is asked for, kept, and shown again as it was."""

from collections.abc import Iterable, Iterator

import msgspec

from corpus_tool.learning.curve import Point, curve_of
from corpus_tool.reports.page.facts import Curve
from corpus_tool.store.store import Store
from corpus_tool.workbench.learning.learning import enough_examples, state_of
from corpus_tool.workbench.learning.reckoning import kept_or_reckoned
from corpus_tool.workbench.suggestions.listed_words import listed_words

WHAT = "curve"


def learning_curve(store: Store, whose: str = "") -> list[Point]:
    """How good the recommender is after so many of somebody's done documents; kept until more is done.

    Raises RefusedError where too little is done, NotFoundError where nothing is installed to learn by.
    """

    def reckon() -> list[Point]:
        return curve_of(enough_examples(store, whose), listed_words(store))

    return kept_or_reckoned(store, WHAT, whose, state_of(store, whose), reckon, list[Point])


def kept_curves(store: Store, annotators: Iterable[str]) -> Iterator[Curve]:
    """Those that were reckoned, of these annotators' work and of everybody's; nothing is learned for it."""
    for whose in ("", *annotators):
        found = store.models.reckoned(WHAT, whose)
        if found is None:
            continue
        try:
            points = msgspec.msgpack.decode(found[1], type=list[Point])
        except msgspec.DecodeError:  # another version of the tool kept it otherwise
            continue
        if points:
            yield Curve(whose, points, is_old=found[0] != state_of(store, whose))
