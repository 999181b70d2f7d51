"""TextEE JSONL, one window of a document a line: words, entity mentions, event mentions, relation mentions.

Places are word numbers within the window, the end exclusive. A window is a sentence, a paragraph or a document
(`--window`); `wnd_id` is the document's key, a hyphen and the number of the window, from 0. Each layer has a file of
its own. TextEE (https://github.com/ej0cl6/TextEE) trains its models on such files.

Attributes, links and notes stand in fields that TextEE passes over; the field `corpus_tool` holds the white space
around the windows, title, metadata and whose layer it is. So these files come home complete. A file from elsewhere
needs none of that: the windows of a document follow each other, and each is taken as a line of its text.
"""

from collections.abc import Iterable, Iterator
from operator import attrgetter

import msgspec
from msgspec import Struct

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing, a_file_each_layer
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import EVENTS_IN_WINDOWS
from corpus_tool.model.layers import Layer
from corpus_tool.model.mention_lines import documents_of
from corpus_tool.model.mentions import Entity, Happening, Tie, mentions_of
from corpus_tool.model.window_lines import Around, lines_of_windows


class WindowLine(Struct):
    """A line of the file."""

    doc_id: str
    wnd_id: str
    tokens: list[str]
    text: str | None = None
    lang: str = ""
    entity_mentions: list[Entity] = []
    event_mentions: list[Happening] = []
    relation_mentions: list[Tie] = []
    corpus_tool: Around = Around()


_decoder = msgspec.json.Decoder(WindowLine)


def write(found: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A file for each layer; a line for each window of each document."""
    return a_file_each_layer(found, writing, FORMAT.suffix, _lines)


def _lines(bundle: Bundle, layer: Layer, writing: Writing) -> Iterator[WindowLine]:
    for name, window, around in lines_of_windows(bundle, layer, writing.policy):
        mentions = mentions_of(window, typed=False)
        yield WindowLine(
            doc_id=bundle.document.key,
            wnd_id=name,
            tokens=list(window.words),
            text=window.text,
            lang=bundle.document.language,
            entity_mentions=mentions.entities,
            event_mentions=mentions.events,
            relation_mentions=mentions.relations,
            corpus_tool=around,
        )


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """A document for all lines of one `doc_id` that follow each other."""
    return documents_of(lines, _decoder, reading.annotator, attrgetter("text"), attrgetter("lang"))


FORMAT = Format(
    name="textee",
    title="TextEE JSONL, events in windows of words",
    suffix=".textee.jsonl",
    write=write,
    by_splits=True,
    read=read,
    by_name_only=True,
    carries=EVENTS_IN_WINDOWS,
)
