"""Documents to DocBins, some hundreds a file."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from corpus_tool.formats import Piece, Writing, one_name
from corpus_tool.formats.spacy_docbin.notes import OURS, notes_of
from corpus_tool.model.annotations import Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.overlaps import one_at_a_place
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.policies import Policy
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.model.tagging import token_ranges
from corpus_tool.model.words_and_spaces import with_white_space
from corpus_tool.text.sentences import sentences

if TYPE_CHECKING:
    import spacy.tokens

SUFFIX = ".spacy"

SHARD = 500
"""Documents a file: a DocBin is made in memory."""

GROUP = "sc"
"""The group of spans that spaCy's span categorizer looks in."""


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """Files of `SHARD` documents in a folder for each layer and part of the data."""
    shards: dict[str, _Shard] = {}
    for bundle in bundles:
        part = writing.split_of(bundle.document.key)
        for layer in bundle.layers:
            shard = shards.setdefault(f"{one_name(layer.name.short)}/{part}", _Shard())
            shard.add(bundle.document, layer, writing.policy)
            if shard.documents == SHARD:
                yield from shard.taken(f"{one_name(layer.name.short)}/{part}")
    for folder, shard in shards.items():
        yield from shard.taken(folder)


class _Shard:
    """The documents of the file that is being filled."""

    def __init__(self) -> None:
        self.number = 0
        self._begin()

    def _begin(self) -> None:
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab

        # A vocabulary keeps every word it ever met, so each file has its own.
        self.documents = 0
        self._vocabulary = Vocab()
        self._bin = DocBin(("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID", "SENT_START"), store_user_data=True)

    def add(self, document: Document, layer: Layer, policy: Policy) -> None:
        """Put one more document in."""
        self._bin.add(_doc(document, layer, policy, self._vocabulary))
        self.documents += 1

    def taken(self, folder: str) -> Iterator[Piece]:
        """The file, unless it is empty; the next one begins."""
        if self.documents:
            yield Piece(f"{folder}/{self.number:05}{SUFFIX}", self._bin.to_bytes())
            self.number += 1
            self._begin()


def _doc(document: Document, layer: Layer, policy: Policy, vocabulary: "spacy.vocab.Vocab") -> "spacy.tokens.Doc":
    """A document with one layer as spaCy has it."""
    from spacy.tokens import Doc

    words, spaces, numbers = with_white_space(document.text, document.tokens)
    starts = {start for start, _ in sentences(document.text)}
    begins: list[bool | int | None] = [False] * len(words)
    for number, token in zip(numbers, document.tokens, strict=True):
        begins[number] = token.start in starts
    doc = Doc(vocabulary, words=words, spaces=spaces, sent_starts=begins)
    flat, _ = one_at_a_place(layer.spans, policy.overlaps)
    doc.spans[GROUP] = _spans(layer.spans, document, doc, numbers)
    doc.ents = _spans([one for one in flat if isinstance(one, Span)], document, doc, numbers)
    doc.user_data[OURS] = msgspec.json.encode(notes_of(document, layer)).decode()
    return doc


def _spans(
    spans: Iterable[Span], document: Document, doc: "spacy.tokens.Doc", numbers: list[int]
) -> list["spacy.tokens.Span"]:
    """Spans of the document's tokens as spans of the doc's; `numbers` are those of our tokens in it."""
    from spacy.tokens import Span as DocSpan

    spans = list(spans)
    return [
        DocSpan(
            doc,
            numbers[first],
            numbers[end - 1] + 1,
            label=span.label,
            kb_id=span.link or "",
            span_id=span.id,
        )
        for span, (first, end) in zip(spans, token_ranges(SpanColumns.of(spans), document.tokens), strict=True)
    ]
