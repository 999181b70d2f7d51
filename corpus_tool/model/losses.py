"""Loss: what a format cannot hold, said before it is lost."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct, field

from corpus_tool.model.annotations import Annotation, Relation, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import Layer


class Reason(StrEnum):
    """Why something is lost, in words for a report."""

    NESTED = "nested in another span"
    AROUND = "around another span"
    OVERLAPPING = "overlaps another span"
    TOO_DEEP = "nested deeper than there are columns"
    PART_OF_WORD = "edge inside a word"
    GROWN = "edge inside a word: grown to whole words"
    DISCONTINUOUS = "several fragments"
    CROSSES_LINE = "goes over a line end"
    CROSSES_SENTENCE = "crosses a sentence border"
    WHITE_SPACE = "white space at its edges"
    WORDLESS = "covers no word"
    BOILERPLATE = "in boilerplate that is left out"
    ARGUMENT_NOT_CHOSEN = "argument whose mark was not chosen"
    RELATION_NOT_CHOSEN = "relation of a mark that was not chosen"
    EVENT = "event"
    LONG_TRIGGER = "trigger of several words"
    EVENT_AS_ARGUMENT = "event as argument"
    ROLE_REPEATED = "role repeated"
    ARGUMENT = "argument whose mark is lost"
    ARGUMENT_CROSSES = "argument in another sentence"
    RELATION = "relation"
    RELATION_CROSSES = "relation to another sentence"
    ATTRIBUTES = "attributes"
    LINK = "link"
    NOTE = "note"
    IN_LINES = "goes over a line end: a fragment on each line"
    IN_SENTENCES = "crosses a sentence border: a part in each sentence"
    IN_PIECES = "several fragments: marked on the first, the others are beside it"
    DECIDED = "how gold was decided"


BY_CHOICE = {Reason.BOILERPLATE, Reason.ARGUMENT_NOT_CHOSEN, Reason.RELATION_NOT_CHOSEN}
"""What is lost because the user left something out, not because a format cannot hold it."""

OF_ITS_ENDS = {Reason.ARGUMENT, Reason.RELATION}
"""What is lost since something else is: a part of an export that has no more than marks has none of it anyway."""

WHOLE_AT_HOME = {Reason.IN_LINES, Reason.IN_SENTENCES, Reason.IN_PIECES, Reason.DECIDED}
"""What is told of and keeps nobody from writing: other programs see it otherwise, or it is history of what is there."""


class Loss(Struct, frozen=True):
    """One thing that is lost of one annotation."""

    reason: Reason
    document: str
    """The document's key."""
    annotator: str
    annotation: str
    """The annotation's id."""
    text: str
    """What stands there; empty for a relation."""
    part: str = ""
    """Of what is written: the one that does not hold it, where another one does; empty where none does."""

    @property
    def why(self) -> str:
        """The reason in words, and where it is one."""
        return f"{self.reason.value}: not in {self.part}" if self.part else self.reason.value

    @property
    def keeps_from_writing(self) -> bool:
        """Whether it is lost indeed, so that nothing is written unless the user says so."""
        return not self.part and self.reason not in WHOLE_AT_HOME


Lost: TypeAlias = tuple[Annotation, Reason]
"""An annotation, and why it or something of it is lost."""


def losses_of(annotations: Iterable[Lost], bundle: Bundle, layer: Layer) -> Iterator[Loss]:
    """A Loss for each (annotation, reason) of a layer."""
    for annotation, reason in annotations:
        text = "" if isinstance(annotation, Relation) else surface(bundle.document.text, annotation.fragments)
        yield Loss(reason, bundle.document.key, layer.name.annotator, annotation.id, text)


EXAMPLES = 3
"""How many losses of one reason are kept as examples."""


class LossTally(Struct):
    """How often each reason occurs (`Loss.why`), with a few examples: as small for a million losses as for ten."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Loss]] = field(default_factory=dict)
    refused: int = 0
    """How many are lost indeed."""

    @property
    def total(self) -> int:
        """How many things there are to tell."""
        return self.counts.total()

    def add(self, losses: Iterable[Loss]) -> None:
        """Count some more."""
        for loss in losses:
            self.counts[loss.why] += 1
            self.refused += loss.keeps_from_writing
            examples = self.examples.setdefault(loss.why, [])
            if len(examples) < EXAMPLES:
                examples.append(loss)

    def commonest(self, *, refused: bool) -> dict[str, int]:
        """Reasons that keep from writing, or those that do not, with their counts, the commonest first."""
        found = self.counts.most_common()
        return {why: count for why, count in found if self.examples[why][0].keeps_from_writing is refused}
