"""Articles as lines of JSON, an object each with a text and what a crawler knows of it; no layers, no offsets."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from corpus_tool.model.article_rows import article_in, with_others
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_lines import decoded
from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.refusals import Refusal

WORK = frozenset(
    {"layers", "entities", "events", "spans", "label", "labels", "tokens", "annotations", "sentences", "ner"}
)
"""Fields under which lists hold annotations: then a line is more than an article, and of a format of its own."""

_decoder = msgspec.json.Decoder(dict[str, Any])


def fields_of_article(line: bytes) -> list[str] | None:
    """The names of the fields of a line that is an article and nothing else; none of any other line.

    None where it cannot be told, as the line cannot be read.
    """
    try:
        found = decoded(line, _decoder)
    except UnusableError:
        return None
    return [] if any(_is_work(name, value) for name, value in found.items()) else list(found)


def _is_work(name: str, value: object) -> bool:
    if name in ("format", "text_sha256"):
        return True
    if isinstance(value, dict):
        return name in WORK
    return isinstance(value, list) and (name in WORK or any(isinstance(one, list | dict) for one in value))


def articles(lines: Iterable[bytes], columns: Mapping[str, str]) -> Iterator[Bundle | Refusal]:
    """The article in each line; `columns` says which field is what (`article_rows.columns_of`)."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = decoded(line, _decoder)
        except UnusableError as wrong:
            yield Refusal(f"line {number}", str(wrong))
        else:
            yield article_in(row, with_others(columns, row), number)
