"""Lines of JSON, each one thing; or several lines that follow each other and make one document."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

import msgspec

Row = TypeVar("Row")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class UnusableJsonError(Exception):
    """Why some bytes are not the JSON asked for; the message says where in them."""


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
    """What some bytes say. Raises UnusableJsonError where they are not UTF-8, not JSON or of another shape."""
    content = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        content.decode()
        return decoder.decode(content)
    except UnicodeDecodeError as broken:
        raise UnusableJsonError(f"not UTF-8 at byte {broken.start} of it ({broken.reason})") from None
    except msgspec.ValidationError as wrong:
        raise UnusableJsonError(f"not of the shape expected: {wrong}") from None
    except msgspec.DecodeError as broken:
        raise UnusableJsonError(f"not JSON: {broken}") from None
    except RecursionError:
        raise UnusableJsonError("not JSON that we can read: nested too deeply") from None


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
        except UnusableJsonError as wrong:
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
