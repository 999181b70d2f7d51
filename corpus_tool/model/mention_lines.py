"""Lines that hold the words of a window with what is mentioned in it, as TextEE and OneIE write them, to documents."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from msgspec.json import Decoder

from corpus_tool.model.asides import Aside
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_lines import lines_of
from corpus_tool.model.mentions import Entity, Happening, Mentions, Tie, annotations_of
from corpus_tool.model.refusals import Refusal
from corpus_tool.model.window_lines import Around, Said, bundles, laid_out


class MentionLine(Protocol):
    """What all such lines have."""

    doc_id: str
    tokens: list[str]
    entity_mentions: list[Entity]
    event_mentions: list[Happening]
    relation_mentions: list[Tie]
    corpus_tool: Around


Row = TypeVar("Row", bound=MentionLine)


def nothing_said(_row: MentionLine) -> str:
    """The line has no field for it."""
    return ""


def documents_of(
    lines: Iterable[bytes],
    decoder: Decoder[Row],
    annotator: str,
    text_of: Callable[[Row], str | None],
    language_of: Callable[[Row], str] = nothing_said,
) -> Iterator[Bundle | Refusal]:
    """A document for all lines of one `doc_id` that follow each other. `annotator`: whose work, where no line says.

    `text_of` answers the text of a window, or None where the line has its words only.
    """

    def said(row: Row, is_first: bool) -> Said:
        mentions = Mentions(row.entity_mentions, row.event_mentions, row.relation_mentions)
        window = laid_out(row.tokens, text_of(row), row.corpus_tool, annotations_of(mentions), is_first=is_first)
        language = language_of(row) if is_first else ""
        return Said(window, row.corpus_tool.about or (Aside(language=language) if language else None))

    return bundles(lines_of(lines, decoder, "doc_id", lambda row: row.doc_id), said, annotator)
