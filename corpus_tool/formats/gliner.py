"""GLiNER's JSON: a list of sentences, each with its words in `tokenized_text` and its spans in `ner`.

A span is `[first, last, label]`: word numbers within the sentence, the last one inclusive; spans may lie in each other.
`relations`, where there are some, are `[source, target, type]`: numbers of spans in `ner`. Sentences are the windows of
`--window`, one a line. `key` names the document, so that its sentences come home together; GLiNER passes it over.
GLiNER trains on `json.load(open("noa.gliner.json"))`. Each layer has a file of its own.

Read with `--format gliner`: this, the same without `key` (each sentence is a document then), and one object a line.
A text is made of the words. A document without words has no sentence and is not written.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing, one_name
from corpus_tool.model.annotations import Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import LABELS_ONLY, NOTHING, Nesting
from corpus_tool.model.carrying.places import window_starts
from corpus_tool.model.json_values import UnusableError, decoded_by
from corpus_tool.model.layers import Layer
from corpus_tool.model.policies import Policy
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.model.tagged import Marked, Sentence, Tied, bundle_of_words
from corpus_tool.model.tagging import TokenRange, token_numbers, token_ranges
from corpus_tool.text.decoding import too_long

LARGEST = 1 << 28
"""Bytes of a file that are taken in: a JSON list has to be in memory as a whole."""


class Item(Struct, frozen=True):
    """A sentence as the file has it."""

    tokenized_text: list[str]
    ner: list[tuple[int, int, str]]
    relations: list[tuple[int, int, str]] | UnsetType = UNSET
    key: str | UnsetType = UNSET


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A list for each layer, a sentence a line."""
    begun: set[str] = set()
    for bundle in bundles:
        for layer in bundle.layers:
            file = f"{one_name(layer.name.short)}{FORMAT.suffix}"
            for item in _items(bundle, layer, writing.policy):
                line = msgspec.json.encode(item).decode()
                yield Piece(file, f",\n{line}" if file in begun else f"[\n{line}")
                begun.add(file)
    for file in sorted(begun):
        yield Piece(file, "\n]\n")


def _items(bundle: Bundle, layer: Layer, policy: Policy) -> Iterator[Item]:
    """The sentences of a document that have words."""
    document, tokens = bundle.document, bundle.document.tokens
    spans, ranges = layer.spans, token_ranges(SpanColumns.of(layer.spans), tokens)
    borders = [*token_numbers(tokens, window_starts(document.text, policy.window)), len(tokens)]
    spans_in, ties_in = _by_sentence(layer, ranges, borders)
    for first, end in pairwise(borders):
        inside = spans_in.get(first, [])
        numbers = {spans[number].id: place for place, number in enumerate(inside)}
        tied = [(numbers[one.source], numbers[one.target], one.type) for one in ties_in.get(first, ())]
        if first < end:
            yield Item(
                tokenized_text=[document.text[token.start : token.end] for token in tokens[first:end]],
                ner=[
                    (ranges[number].first - first, ranges[number].end - 1 - first, spans[number].label)
                    for number in inside
                ],
                relations=tied or UNSET,
                key=document.key,
            )


def _by_sentence(
    layer: Layer, ranges: Sequence[TokenRange], borders: Sequence[int]
) -> tuple[dict[int, list[int]], dict[int, list[Relation]]]:
    """The first word of each sentence to the numbers of the spans in it, and to the relations from one of these."""
    spans_in: dict[int, list[int]] = {}
    ties_in: dict[int, list[Relation]] = {}
    home: dict[str, int] = {}
    for number, (span, place) in enumerate(zip(layer.spans, ranges, strict=True)):
        home[span.id] = borders[bisect_right(borders, place.first) - 1]
        spans_in.setdefault(home[span.id], []).append(number)
    for one in layer.relations:
        ties_in.setdefault(home[one.source], []).append(one)
    return spans_in, ties_in


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The sentences of each document as one text, with one layer. JSON is UTF-8 always."""
    try:
        items = _decoded(_content(lines))
    except UnusableError as unusable:
        yield Refusal("", str(unusable))
        return
    for key, group in groupby(enumerate(items, 1), lambda one: _key(one, reading.stem)):
        yield _document(key, list(group), reading)


def _key(numbered: tuple[int, Item], stem: str) -> str:
    """Of the document a sentence is from."""
    number, item = numbered
    return f"{stem}-{number}" if isinstance(item.key, UnsetType) else item.key


def _content(lines: Iterable[bytes]) -> bytes:
    content = bytearray()
    for line in lines:
        content += line
        if len(content) > LARGEST:
            raise UnusableError(f"it has more than {LARGEST:,} bytes; cut it into several files")
    return bytes(content.removeprefix(b"\xef\xbb\xbf"))


def _decoded(content: bytes) -> list[Item]:
    """What is in a JSON list, or in one object a line; raises UnusableError."""
    is_lines = content.lstrip().startswith(b"{")
    decode = msgspec.json.Decoder(Item).decode_lines if is_lines else msgspec.json.Decoder(list[Item]).decode
    return decoded_by(decode, content, "GLiNER's JSON")


def _document(key: str, numbered: Sequence[tuple[int, Item]], reading: Reading) -> Bundle | Refusal:
    length = 0
    for number, item in numbered:
        length += sum(map(len, item.tokenized_text)) + len(item.tokenized_text)
        if wrong := _wrong(item) or too_long(length):
            return Refusal(f"sentence {number}", wrong)
    sentences = [
        Sentence(
            item.tokenized_text,
            [Marked(label, first, last + 1) for first, last, label in item.ner],
            [] if isinstance(item.relations, UnsetType) else [Tied(*one) for one in item.relations],
        )
        for _, item in numbered
    ]
    return bundle_of_words(key, sentences, reading.annotator)


def _wrong(item: Item) -> str:
    """What cannot be in a sentence; nothing where all is well."""
    words, spans = len(item.tokenized_text), len(item.ner)
    if "" in item.tokenized_text:
        return f"word {item.tokenized_text.index('')} is empty"
    for first, last, label in item.ner:
        if not 0 <= first <= last < words:
            return f"{label!r} is on words {first} to {last} of {words}; they count from 0, the last one is inclusive"
    for source, target, type in [] if isinstance(item.relations, UnsetType) else item.relations:
        if not (0 <= source < spans and 0 <= target < spans):
            return f"{type!r} ties the spans {source} and {target} of {spans}; they count from 0"
    return ""


FORMAT = Format(
    name="gliner",
    title="GLiNER's JSON, to train on",
    suffix=".gliner.json",
    write=write,
    read=read,
    carries=replace(
        LABELS_ONLY,
        whole_words=True,
        windowed=True,
        fragments=False,
        nesting=Nesting.ANY,
        relations=True,
        relations_of_events=False,
        relation_attributes=NOTHING,
    ),
    by_tokens=True,
    by_name_only=True,
)
