"""Where an annotation may lie in the text."""

import re
from collections.abc import Iterator
from itertools import islice
from unicodedata import category

from corpus_tool.model.annotations import (
    Annotation,
    Fragments,
    Relation,
    Span,
    first_offset,
    in_words,
    last_offset,
    surface,
)
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import Schema
from corpus_tool.saying import tr
from corpus_tool.text.tokens import snap

QUOTED = re.compile('^[«“”„"].*[»“”"]$', re.DOTALL)
INNER_QUOTE = re.compile('(?<=[^\\W_])"(?=[^\\W_])')
"""Typed for the gershayim of a Hebrew acronym: part of the word."""
MOST_TOLD = 20
"""Spans that one is told to overlap: a file may have thousands on a word, and so many times as many sentences."""


def misplaced(fragments: Fragments, text: str) -> str | None:
    """Why `fragments` are no ranges of `text`, in order and apart; None where they are."""
    if not fragments:
        return tr("it has no fragment")
    previous_end = 0
    for start, end in fragments:
        if not 0 <= start < end <= len(text):
            return tr(
                "fragment [{start}, {end}] is not a range of a text of {count} code points",
                start=start,
                end=end,
                count=len(text),
            )
        if start < previous_end:
            return tr(
                "fragment [{start}, {end}] begins before the one in front of it ends ({previous_end})",
                start=start,
                end=end,
                previous_end=previous_end,
            )
        previous_end = end
    return None


def white_edges(annotation: Annotation, _layer: Layer, _schema: Schema, document: Document) -> Iterator[str]:
    """White space at an edge belongs to nothing."""
    if isinstance(annotation, Relation):
        return
    for start, end in annotation.fragments:
        piece = document.text[start:end]
        if piece != piece.strip():
            yield tr("white space at its edge")


def torn_clusters(annotation: Annotation, _layer: Layer, _schema: Schema, document: Document) -> Iterator[str]:
    """A letter keeps its marks."""
    if isinstance(annotation, Relation):
        return
    for start, end in annotation.fragments:
        for edge in (start, end):
            if 0 < edge < len(document.text) and category(document.text[edge]) in {"Mn", "Me"}:
                yield tr("its edge at {edge} falls between a letter and its mark", edge=edge)


def parts_of_words(annotation: Annotation, _layer: Layer, schema: Schema, document: Document) -> Iterator[str]:
    """Whole words only, where the schema says so."""
    if schema.rules.part_of_word or isinstance(annotation, Relation) or not document.tokens:
        return
    for start, end in annotation.fragments:
        if snap(document.tokens, start, end) != (start, end):
            yield tr("its edge falls inside a word, which this schema does not allow")


def fragmented(annotation: Annotation, _layer: Layer, schema: Schema, _document: Document) -> Iterator[str]:
    """In one piece, where the schema says so."""
    if not schema.rules.discontinuous and not isinstance(annotation, Relation) and len(annotation.fragments) > 1:
        yield tr("it has several fragments, which this schema does not allow")


def twins(annotation: Annotation, layer: Layer, _schema: Schema, document: Document) -> Iterator[str]:
    """The same label stands once on one place."""
    if not isinstance(annotation, Span):
        return
    if any(id != annotation.id for id in layer.spans_at.get((annotation.label, annotation.fragments), ())):
        words = " ".join(surface(document.text, annotation.fragments).split())
        yield tr("{label} is marked there already: {words}", label=annotation.label, words=words)


def nests(annotation: Annotation, layer: Layer, schema: Schema, document: Document) -> Iterator[str]:
    """Spans stand apart, where the schema says so."""
    if schema.rules.nesting or not isinstance(annotation, Span):
        return
    for other in islice(_crossing(annotation, layer), MOST_TOLD):
        mark = in_words(other, document.text)
        yield tr("it overlaps {mark}, which this schema does not allow", mark=mark)


def parts_of_quotes(annotation: Annotation, _layer: Layer, _schema: Schema, document: Document) -> Iterator[str]:
    """Quotation marks stay outside, or inside both; those of an acronym are letters."""
    if not isinstance(annotation, Span):
        return
    piece = INNER_QUOTE.sub("", surface(document.text, annotation.fragments))
    if QUOTED.match(piece) and len(piece) > 1:
        yield tr("the quotation marks around it belong outside")
    elif piece.count("«") != piece.count("»") or piece.count('"') % 2 or sum(map(piece.count, "“”„")) % 2:
        yield tr("it takes one quotation mark of a pair")


def _crossing(annotation: Span, layer: Layer) -> Iterator[Span]:
    """The spans that share a character with one, but for itself and its twins, by their starts."""
    for other in layer.span_index.around(first_offset(annotation), last_offset(annotation)):
        is_twin = (other.label, other.fragments) == (annotation.label, annotation.fragments)
        if not is_twin and _overlap(annotation.fragments, other.fragments):
            yield other


def _overlap(one: Fragments, other: Fragments) -> bool:
    return any(start < other_end and other_start < end for start, end in one for other_start, other_end in other)
