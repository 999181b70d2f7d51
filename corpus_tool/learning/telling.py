"""What fitted models tell of an article: spans and events, with what the models themselves believe."""

from collections.abc import Iterator, Sequence
from math import prod
from typing import NamedTuple

from corpus_tool.learning import features
from corpus_tool.learning.articles import Article, Sentence
from corpus_tool.learning.chunks import OUTSIDE, Chunk, chunks_of
from corpus_tool.learning.crf import Tagger, Told
from corpus_tool.learning.parts import NO_ROLE, YES, Parts, of_pair
from corpus_tool.learning.sight import Sight

CLEAR = 0.7
"""A subtype that is less likely is not told."""
LIKELY = 0.5
"""A role that is less likely is not told."""


class Guess(NamedTuple):
    """A place, what is there, and how sure the model is."""

    start: int
    """Code points, as `end`."""
    end: int
    label: str
    belief: float
    is_event: bool = False
    is_inner: bool = False
    """Whether it stands inside a longer one."""
    arguments: tuple[tuple[str, int], ...] = ()
    """Role, and the number of who plays it among all guesses of the article."""
    subtype: str = ""
    """Where it is clear."""

    @property
    def sort(self) -> str:
        """What is calibrated together."""
        return "event" if self.is_event else "inner" if self.is_inner else "span"


class Teller:
    """Models that were fitted, read in."""

    def __init__(self, parts: Parts) -> None:
        self._names, self._inner, self._borders = (Tagger(one) for one in (parts.names, parts.inner, parts.borders))
        self._triggers, self._types, self._roles = (Tagger(one) for one in (parts.triggers, parts.types, parts.roles))
        self._subtypes = Tagger(parts.subtypes)
        self._sight = Sight(parts.known)

    def guesses(self, article: Article, but: str = "") -> list[Guess]:
        """What may be there, sentence by sentence, spans before events; `but`: a story whose names are not known."""
        found: list[Guess] = []
        for sentence in article.sentences:
            spans = list(self._spans(sentence, but))
            placed = [self._guess(sentence, chunk, belief, inner, but) for chunk, belief, inner in spans]
            events = self._events(sentence, [chunk for chunk, _, _ in spans], len(found), but)
            found += [*placed, *events]
        return found

    def doubts(self, article: Article) -> list[float]:
        """For each sentence, how unsure the models are of its words: 0 where they are sure of all."""
        told = (self._named(sentence) for sentence in article.sentences)
        return [sum(1 - sure for sure in one.sure) for one in told]

    def _named(self, sentence: Sentence, but: str = "") -> Told:
        return self._names.tell(self._sight.of_names(sentence, but), eager=True)

    def _spans(self, sentence: Sentence, but: str) -> Iterator[tuple[Chunk, float, bool]]:
        told = self._named(sentence, but)
        for chunk in chunks_of(told.tags):
            sure = prod(told.sure[chunk.start : chunk.end])
            yield chunk, sure, False
            if chunk.end - chunk.start > 1:
                inside = self._inner.tell(self._sight.of_inner(sentence, chunk, but))
                for one in chunks_of(inside.tags):
                    moved = Chunk(one.start + chunk.start, one.end + chunk.start, one.label)
                    yield moved, sure * prod(inside.sure[one.start : one.end]), True

    def _guess(self, sentence: Sentence, chunk: Chunk, belief: float, is_inner: bool, but: str) -> Guess:
        offset, share = self._begins(sentence, chunk, but)
        start = sentence[chunk.start].start + offset
        subtype, end = self._subtype(sentence, chunk), sentence[chunk.end - 1].end
        return Guess(start, end, chunk.label, belief * share, is_inner=is_inner, subtype=subtype)

    def _subtype(self, sentence: Sentence, chunk: Chunk) -> str:
        told = self._subtypes.tell([features.of_subtype(sentence[chunk.start : chunk.end], chunk.label)])
        return told.tags[0] if told.tags[0] != OUTSIDE and told.sure[0] >= CLEAR else ""

    def _begins(self, sentence: Sentence, chunk: Chunk, but: str, *, is_trigger: bool = False) -> tuple[int, float]:
        """Where in its first word a name or a trigger begins, and how sure that is."""
        word = sentence[chunk.start]
        if not word.borders:
            return 0, 1.0
        shares = {
            offset: self._borders.share(
                self._sight.of_border(sentence, chunk, offset, is_trigger=is_trigger, but=but), YES
            )
            for offset in (0, *dict(word.borders))
        }
        best = max(shares, key=lambda offset: shares[offset])
        total = sum(shares.values())
        return (best, shares[best] / total) if total else (0, 1.0)

    def _events(self, sentence: Sentence, spans: Sequence[Chunk], first: int, but: str) -> Iterator[Guess]:
        told = self._triggers.tell(self._sight.of_triggers(sentence, but))
        for chunk in chunks_of(told.tags):
            words = sentence[chunk.start : chunk.end]
            type = self._types.tell([features.of_type(words, chunk.label)])
            kind = type.tags[0] if type.tags[0] != "O" else chunk.label
            offset, share = self._begins(sentence, chunk, but, is_trigger=True)
            belief = prod(told.sure[chunk.start : chunk.end]) * type.sure[0] * share
            roles = tuple(self._arguments(sentence, chunk._replace(label=kind), spans, first))
            yield Guess(words[0].start + offset, words[-1].end, kind, belief, is_event=True, arguments=roles)

    def _arguments(
        self, sentence: Sentence, event: Chunk, spans: Sequence[Chunk], first: int
    ) -> Iterator[tuple[str, int]]:
        for number, span in enumerate(spans):
            told = self._roles.tell([of_pair(sentence, event, span, spans)])
            if told.tags[0] not in {NO_ROLE, "O"} and told.sure[0] >= LIKELY:
                yield told.tags[0], first + number
