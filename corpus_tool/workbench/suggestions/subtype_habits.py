"""Which subtype a mark is likely to have, by those that the annotator has given to marks of its label."""

from collections import Counter

from corpus_tool.model.annotations import Span
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.store.store import Store
from corpus_tool.text.queries import index_words
from corpus_tool.workbench.desk import Desk

Head = tuple[str, str]
"""Label, and the first word of a name, folded; empty for every name of the label."""


class SubtypeHabits:
    """How often each subtype was given: to marks that begin with the same word, and to all of a label."""

    def __init__(self) -> None:
        self._given: dict[Head, Counter[str]] = {}

    def learn(self, label: str, words: str, subtype: str, times: int = 1) -> None:
        """Count a mark; nothing where no subtype was given."""
        if subtype:
            for head in {_head(words), ""}:
                self._given.setdefault((label, head), Counter())[subtype] += times

    def given(self, label: str, head: str) -> Counter[str]:
        """How often each was given to marks of a label that begin with a word; to all of them for an empty one."""
        return self._given.get((label, head)) or Counter()


def known_subtypes(store: Store, annotator: str) -> SubtypeHabits:
    """What one annotator's newest done work tells."""
    habits = SubtypeHabits()
    for one in store.names.subtyped(annotator):
        habits.learn(one.label, one.words, one.subtype, one.times)
    return habits


def likely_subtypes(desk: Desk, one: Span, known: SubtypeHabits) -> list[str]:
    """The subtypes that a mark may have, by done work and by the other marks of its layer.

    First those of marks that begin with its first word, then those of its label, each by how often they were given.
    """
    here = SubtypeHabits()
    for other in desk.layer.spans:
        if other.label == one.label and other.id != one.id:
            said = other.attributes.get(SUBTYPE)
            here.learn(other.label, desk.text_of(other), said if isinstance(said, str) else "")
    found: dict[str, None] = {}
    for head in (_head(desk.text_of(one)), ""):
        counts = here.given(one.label, head) + known.given(one.label, head)
        found |= dict.fromkeys(subtype for subtype, _ in counts.most_common())
    return [subtype for subtype in found if subtype in desk.schema.subtypes_of(one.label)]


def _head(words: str) -> str:
    return next(iter(index_words(words).split()), "")
