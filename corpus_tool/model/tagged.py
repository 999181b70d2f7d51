"""Words with labelled stretches, as files that hold no text have them, made into a document and a layer."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from corpus_tool.model.aligning import laid_out
from corpus_tool.model.annotations import Annotation, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.text.tokens import Token

UNSAID = SchemaRef("", "")
"""The schema of work from a file that names none."""


class Marked(NamedTuple):
    """A labelled stretch of a sentence."""

    label: str
    first: int
    """The number of its first word in the sentence, from 0."""
    end: int
    """One more than that of its last."""


class Tied(NamedTuple):
    """A relation between two stretches of a sentence, by their numbers in it, from 0."""

    source: int
    target: int
    type: str


class Sentence(NamedTuple):
    """The words of a sentence and what is marked in it, in order."""

    words: Sequence[str]
    marked: Sequence[Marked]
    tied: Sequence[Tied] = ()


def bundle_of_words(key: str, sentences: Sequence[Sentence], annotator: str) -> Bundle:
    """A text of the words, a sentence a line, with the words as its tokens; and one layer with what is marked."""
    text, placed = laid_out([sentence.words for sentence in sentences])
    tokens = tuple(token for line in placed for token in line)
    annotations = [*_spans(sentences, placed), *_relations(sentences)]
    layer = Layer.of(LayerName(annotator, LayerKind.ANNOTATOR), UNSAID, annotations, Status.DONE)
    return Bundle(Document(key=key, text=text, language="", direction="", tokens=tokens), (layer,))


def _spans(sentences: Sequence[Sentence], placed: Sequence[Sequence[Token]]) -> Iterator[Annotation]:
    numbers = count(1)
    for sentence, tokens in zip(sentences, placed, strict=True):
        for label, first, end in sentence.marked:
            place = (tokens[first].start, tokens[end - 1].end)
            yield Span(id=f"s{next(numbers)}", label=label, fragments=(place,))


def _relations(sentences: Sequence[Sentence]) -> Iterator[Annotation]:
    numbers = count(1)
    before = 1
    for sentence in sentences:
        for source, target, type in sentence.tied:
            id = f"r{next(numbers)}"
            yield Relation(id=id, type=type, source=f"s{before + source}", target=f"s{before + target}")
        before += len(sentence.marked)
