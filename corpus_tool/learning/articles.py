"""What is learned from: articles as sentences of words, and what was said of them."""

from collections.abc import Iterator
from typing import NamedTuple

from corpus_tool.model.annotations import Event, Span


class Word(NamedTuple):
    """A piece of a text."""

    start: int
    """Code points, as `end`, half-open."""
    end: int
    kind: str
    """`word`, `number`, `punctuation` ... as the tokens of `text.tokens`."""
    folded: str
    """In one spelling."""
    borders: tuple[tuple[int, str], ...]
    """(offset in the word, the folded rest) of each place where a name may begin behind proclitics, the best first."""

    @property
    def core(self) -> str:
        """The word without what is likely to be written onto it."""
        return self.borders[0][1] if self.borders else self.folded


Sentence = tuple[Word, ...]


class Article(NamedTuple):
    """A text that is learned from, or told about."""

    id: int
    language: str
    cluster: str
    """What tells the same story has the same; it is never learned from for judging the others."""
    sentences: tuple[Sentence, ...]

    def words(self) -> Iterator[Word]:
        """All of them, in text order."""
        for sentence in self.sentences:
            yield from sentence


class Example(NamedTuple):
    """An article with what somebody said of it."""

    article: Article
    spans: tuple[Span, ...]
    events: tuple[Event, ...]
