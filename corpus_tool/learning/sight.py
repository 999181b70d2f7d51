"""What is to be seen of a sentence, for those who learn and those who tell alike: its words, and what is known of them.

Known is what was marked in other stories, and what a list says that stands beside the schema.
"""

from msgspec import Struct

from corpus_tool.learning import features
from corpus_tool.learning.articles import Sentence
from corpus_tool.learning.chunks import Chunk
from corpus_tool.learning.crf import Seen
from corpus_tool.learning.gazetteer import Gazetteer, Row

TRIGGER = "!"
"""Stands for the label of a trigger: no label of a name is so called."""


class Known(Struct, frozen=True):
    """Words with their labels and where these are from, as a model keeps them."""

    names: list[Row] = []
    """Marked in the stories that were learned from."""
    triggers: list[Row] = []
    listed_names: list[Row] = []
    """Of the list."""
    listed_triggers: list[Row] = []


class Sight:
    """Reads sentences."""

    def __init__(self, known: Known) -> None:
        self.names, self.triggers = Gazetteer(known.names), Gazetteer(known.triggers)
        self._listed_names = Gazetteer(known.listed_names)
        self._listed_triggers = Gazetteer(known.listed_triggers)

    def of_names(self, sentence: Sentence, but: str = "") -> Seen:
        """What tells names; `but`: a story whose own names are not known."""
        return features.of_names(sentence, self.names.features(sentence, but), self._listed_names.features(sentence))

    def of_new_names(self, sentence: Sentence) -> Seen:
        """What tells names where none of them was ever marked; the list is the same for every article."""
        return features.of_names(sentence, [""] * len(sentence), self._listed_names.features(sentence))

    def of_inner(self, sentence: Sentence, chunk: Chunk, but: str = "") -> Seen:
        """What tells the names inside a name: each word with the label that it is in."""
        words = sentence[chunk.start : chunk.end]
        said = [self.names.knows((word.core,), but) or self.names.knows((word.folded,), but) for word in words]
        listed = [self._listed_names.knows((word.core,)) or self._listed_names.knows((word.folded,)) for word in words]
        return features.of_names(words, said, listed, chunk.label)

    def of_triggers(self, sentence: Sentence, but: str = "") -> Seen:
        """What tells triggers."""
        known, listed = self.triggers.features(sentence, but), self._listed_triggers.features(sentence)
        return features.of_triggers(sentence, known, listed)

    def of_border(
        self, sentence: Sentence, chunk: Chunk, offset: int, *, is_trigger: bool = False, but: str = ""
    ) -> list[str]:
        """What tells whether a chunk begins at an offset of its first word, which is 0 or one of its borders."""
        first = sentence[chunk.start]
        rest = dict(first.borders).get(offset, first.folded)
        key = (rest, *(word.folded for word in sentence[chunk.start + 1 : chunk.end]))
        said, listed = (self.triggers, self._listed_triggers) if is_trigger else (self.names, self._listed_names)
        is_known, is_listed = bool(said.knows(key, but)), bool(listed.knows(key))
        is_best = offset == first.borders[0][0]
        label = TRIGGER if is_trigger else chunk.label
        return features.of_border(first, offset, rest, label, is_known, is_listed, is_best)
