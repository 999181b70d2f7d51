"""Words that came without a text, found again in the document that they are the words of."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from msgspec.structs import replace

from corpus_tool.model.aligning import placed
from corpus_tool.model.annotations import Annotation, Fragment, Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import Layer
from corpus_tool.text.tokens import Token

_START = attrgetter("start")
_END = attrgetter("end")


def in_text(bundle: Bundle, text: str) -> Bundle:
    """The bundle with `text` instead of the one that was made of its words, and everything where it stands there.

    Raises MisalignedError where these are not the words of the text.
    """
    document = bundle.document
    words = [document.text[token.start : token.end] for token in document.tokens]
    there = placed(words, text)
    layers = tuple(_moved(layer, document.tokens, there) for layer in bundle.layers)
    return Bundle(replace(document, text=text, tokens=tuple(there)), layers)


def _moved(layer: Layer, here: Sequence[Token], there: Sequence[Token]) -> Layer:
    moved = [_moved_annotation(one, here, there) for one in layer.ordered]
    return Layer.of(layer.name, layer.schema, moved, layer.status)


def _moved_annotation(one: Annotation, here: Sequence[Token], there: Sequence[Token]) -> Annotation:
    if isinstance(one, Relation):
        return one
    return replace(one, fragments=tuple(_moved_fragment(fragment, here, there) for fragment in one.fragments))


def _moved_fragment(fragment: Fragment, here: Sequence[Token], there: Sequence[Token]) -> Fragment:
    """From its first to its last character, each at the same place of the same word."""
    first = bisect_right(here, fragment[0], key=_END)
    last = bisect_left(here, fragment[1], key=_START) - 1
    return (
        there[first].start + max(0, fragment[0] - here[first].start),
        there[last].end - max(0, here[last].end - fragment[1]),
    )
