"""Columns of plain layers: what `columns` makes of them, many at a time."""

from collections.abc import Iterator, Sequence

from corpus_tool.model.carrying.fitting import are_between
from corpus_tool.model.carrying.places import starts_of_windows
from corpus_tool.model.columns import LAST_CELL, lines_of
from corpus_tool.model.plain_layers import NotPlainError, PlainLayer
from corpus_tool.model.policies import Window
from corpus_tool.model.tagging import Tagger, token_numbers
from corpus_tool.text.cuts import Borders, Cut, Ranges, borders


def plain_columns(layers: Sequence[PlainLayer], window: Window, tagger: Tagger) -> Iterator[str]:
    """The lines of the document of each layer, with one column of tags.

    Raises NotPlainError where spans of one are not flat, on whole words, and each in one window. A step is done for all
    of them, then the next: its program is not fetched anew for each document.
    """
    tokens = [borders(layer.document.tokens) for layer in layers]
    windows = [_windows(layer, window, there.starts) for layer, there in zip(layers, tokens, strict=True)]
    if not all(map(are_between, [layer.spans for layer in layers], [offsets for _, offsets in windows])):
        raise NotPlainError
    tags = [_tags(layer, there, tagger) for layer, there in zip(layers, tokens, strict=True)]
    documents = [layer.document for layer in layers]
    return map(lines_of, documents, zip(tags, strict=True), [numbers for numbers, _ in windows])


def _windows(layer: PlainLayer, window: Window, tokens: Sequence[int]) -> tuple[list[int], list[int]]:
    """The number of the first token of each window, and where it starts; `tokens`: where these start."""
    kept = layer.document.tokens.sentences if isinstance(layer.document.tokens, Cut) else None
    if window is Window.SENTENCE and kept is not None:
        return kept, [tokens[number] for number in kept]
    starts = starts_of_windows(layer.document.text, window)
    return token_numbers(layer.document.tokens, starts), starts


def _tags(layer: PlainLayer, tokens: Borders, tagger: Tagger) -> list[str]:
    """What stands behind each word."""
    under = Ranges.of_whole(tokens, layer.spans.starts, layer.spans.ends)
    if under is None or not under.are_in_turn:
        raise NotPlainError
    return tagger(layer.spans.labels, under, len(tokens.starts), LAST_CELL)
