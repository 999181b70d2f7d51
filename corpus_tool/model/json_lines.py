"""Lines of JSON, each one thing; or several lines that follow each other and make one document."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

import msgspec

from corpus_tool.model.json_values import BYTE_ORDER_MARK, UnusableError, decoded_by, refuse_too_long

Row = TypeVar("Row")


class Line(NamedTuple, Generic[Row]):
    """A line of a file."""

    number: int
    """From 1."""
    key: str | None
    """Of the document it belongs to; None where it is too broken to tell."""
    row: Row | None
    """What it says; None where it cannot be read."""
    wrong: str = ""
    """Why not."""


def decoded(content: bytes, decoder: "msgspec.json.Decoder[Row]") -> Row:
    """What some bytes say. Raises UnusableError where they are too many, not UTF-8, not JSON or of another shape."""
    refuse_too_long(content, "a document with its annotations")
    return decoded_by(decoder.decode, content.removeprefix(BYTE_ORDER_MARK), "of the shape expected")


def lines_of(
    lines: Iterable[bytes], decoder: "msgspec.json.Decoder[Row]", field: str, key: Callable[[Row], str]
) -> Iterator[Line[Row]]:
    """Each line that is not blank. `field` is the one with the document's key, looked for in a line that is broken."""
    told = re.compile(rb'"%s"\s*:\s*("(?:[^"\\]|\\.)*")' % field.encode())
    for number, content in enumerate(lines, 1):
        if not content.strip():
            continue
        try:
            row = decoded(content, decoder)
        except UnusableError as wrong:
            yield Line(number, _key_in(content, told), None, str(wrong))
        else:
            yield Line(number, key(row), row)


def _key_in(content: bytes, told: re.Pattern[bytes]) -> str | None:
    found = told.search(content)
    try:
        return msgspec.json.decode(found[1], type=str) if found else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def by_document(lines: Iterable[Line[Row]]) -> Iterator[list[Line[Row]]]:
    """Lines that follow each other and belong to one document. One that does not tell belongs to both around it."""
    group: list[Line[Row]] = []
    unknown: list[Line[Row]] = []
    for line in lines:
        if line.key is None:
            unknown.append(line)
            continue
        if group and group[-1].key != line.key:
            yield group + unknown
            group = []
        group += [*unknown, line]
        unknown = []
    if group or unknown:
        yield group + unknown
