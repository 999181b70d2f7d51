"""IOB2 columns: a token, a tab, a tag; a blank line between sentences, `-DOCSTART-` before a document.

Holds one flat sequence of whole-word spans for each layer, so each layer has a file of its own.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from corpus_tool.formats import Format, Piece, Writing
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import LABELS_ONLY
from corpus_tool.model.tagging import OUTSIDE, iob2, sentence_starts
from corpus_tool.text.sentences import sentences

DOCUMENT_START = f"-DOCSTART-\t{OUTSIDE}\n\n"


def write(bundles: Iterable[Bundle], _writing: Writing) -> Iterator[Piece]:
    """Each layer's columns, in a file named after its annotator."""
    for bundle in bundles:
        words = _words(bundle)
        for layer in bundle.layers:
            tags = iob2(layer.spans, bundle.document.tokens)
            rows = (f"{word}\t{tag}\n" for word, tag in zip(words, tags, strict=True))
            yield Piece(f"{layer.name.short}{FORMAT.suffix}", DOCUMENT_START + "".join(rows) + "\n")


def _words(bundle: Bundle) -> list[str]:
    """The text of each token; a blank line before those that begin a sentence."""
    text, tokens = bundle.document.text, bundle.document.tokens
    words = [text[token.start : token.end] for token in tokens]
    for number in {number for number in sentence_starts(tokens, sentences(text)) if 0 < number < len(words)}:
        words[number] = f"\n{words[number]}"
    return words


FORMAT = Format(
    name="iob2",
    title="IOB2 columns, whole words, flat",
    suffix=".iob2",
    write=write,
    carries=replace(LABELS_ONLY, whole_words=True, windowed=True, fragments=False),
    by_tokens=True,
)
