"""Words with labelled stretches, as files that hold no text have them, made into a document and a layer."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus_tool.model.aligning import laid_out
from corpus_tool.model.annotations import Annotation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef

UNSAID = SchemaRef("", "")
"""The schema of work from a file that names none."""


class Marked(NamedTuple):
    """A labelled stretch of a sentence."""

    label: str
    first: int
    """The number of its first word in the sentence, from 0."""
    end: int
    """One more than that of its last."""


class Sentence(NamedTuple):
    """The words of a sentence and what is marked in it, in order."""

    words: Sequence[str]
    marked: Sequence[Marked]


def bundle_of_words(key: str, sentences: Sequence[Sentence], annotator: str) -> Bundle:
    """A text of the words, a sentence a line, with the words as its tokens; and one layer with what is marked."""
    text, placed = laid_out([sentence.words for sentence in sentences])
    places = [
        (marked.label, tokens[marked.first].start, tokens[marked.end - 1].end)
        for sentence, tokens in zip(sentences, placed, strict=True)
        for marked in sentence.marked
    ]
    tokens = tuple(token for line in placed for token in line)
    return Bundle(Document(key=key, text=text, language="", direction="", tokens=tokens), (_layer(places, annotator),))


def _layer(places: Iterable[tuple[str, int, int]], annotator: str) -> Layer:
    spans: list[Annotation] = [
        Span(id=f"s{number}", label=label, fragments=((start, end),))
        for number, (label, start, end) in enumerate(places, 1)
    ]
    return Layer.of(LayerName(annotator, LayerKind.ANNOTATOR), UNSAID, spans, Status.DONE)
