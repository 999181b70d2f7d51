"""IOB2 columns: a token, a tab, a tag; a blank line between sentences, `-DOCSTART-` before a document.

Holds one flat sequence of whole-word spans for each layer, so each layer has a file of its own.
"""

from collections.abc import Iterable, Iterator

from corpus_tool.formats import Format, Piece
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import Layer
from corpus_tool.model.losses import Loss, beyond_labels, losses_of
from corpus_tool.model.tagging import OUTSIDE, Tagging, iob2, sentence_starts
from corpus_tool.text.sentences import sentences

DOCUMENT_START = f"-DOCSTART-\t{OUTSIDE}\n\n"


def write(bundles: Iterable[Bundle], _name: str) -> Iterator[Piece]:
    """Each layer's columns, in a file named after its annotator."""
    for bundle in bundles:
        starts = _sentence_starts(bundle)
        for layer in bundle.layers:
            tagging = _tagging(bundle, layer, starts)
            yield Piece(f"{layer.name.short}{FORMAT.suffix}", DOCUMENT_START + _columns(bundle, tagging, starts))


def _columns(bundle: Bundle, tagging: Tagging, starts: list[int]) -> str:
    text = bundle.document.text
    first_tokens = set(starts[1:])
    rows = []
    for number, (token, tag) in enumerate(zip(bundle.document.tokens, tagging.tags, strict=True)):
        if number in first_tokens:
            rows.append("\n")
        rows.append(f"{text[token.start : token.end]}\t{tag}\n")
    return "".join(rows) + "\n"


def losses(bundle: Bundle) -> Iterator[Loss]:
    """Everything but whole-word spans that no wider one covers."""
    starts = _sentence_starts(bundle)
    for layer in bundle.layers:
        tagging = _tagging(bundle, layer, starts)
        yield from losses_of((*tagging.lost, *beyond_labels(layer, tagging.kept)), bundle, layer)


def _tagging(bundle: Bundle, layer: Layer, starts: list[int]) -> Tagging:
    return iob2(layer.spans, bundle.document.tokens, starts)


def _sentence_starts(bundle: Bundle) -> list[int]:
    return sentence_starts(bundle.document.tokens, sentences(bundle.document.text))


FORMAT = Format(
    name="iob2", title="IOB2 columns, whole words, flat", suffix=".iob2", write=write, losses=losses, by_tokens=True
)
