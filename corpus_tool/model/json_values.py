"""JSON out of files of other programs: values one after the other, in small memory, checked against a shape."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec

DEEPEST = 1_000
"""Brackets in one another; no decoder of JSON goes deeper."""
LONGEST_VALUE = 1 << 26
"""Bytes; a document with its annotations that needs more is none."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]]')
"""A string holds no raw line feed, so a line can be looked at by itself. Possessive: no step is ever tried again."""

_OPENING = frozenset((b"{", b"["))
_CLOSING = frozenset((b"}", b"]"))

_BETWEEN = b" \t\r\n,[]"
"""What may stand between the objects of an array, or of several lines."""

_TO_ESCAPE = {number: f"\\u{number:04x}" for number in (*range(0x7F, 0xA0), 0x2028, 0x2029)}
"""What somebody's reader takes for a line end; JSON itself escapes C0."""

Shape = TypeVar("Shape")


class UnusableError(Exception):
    """Why something in a file cannot be taken in, with what would have worked."""


def one_line(value: object) -> str:
    """A value as JSON on one line that is a line for everybody; letters of every script as they are."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False).translate(_TO_ESCAPE)


def value_lines(lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Where it stands and what it is, for each line that is not blank, without a byte order mark."""
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(BYTE_ORDER_MARK) if number == 1 else raw
        if line.strip():
            yield f"line {number}", line


def objects(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The number and the bytes of each `{...}` in an array, or one behind the other; none is held longer than needed.

    Raises UnusableError where something else stands between them, or where the file ends too early.
    """
    cutter = _Cutter()
    for line_number, raw in enumerate(lines, 1):
        line = raw.removeprefix(BYTE_ORDER_MARK) if line_number == 1 else raw
        yield from cutter.whole(line, line_number)
    if cutter.depth:
        raise UnusableError(f"the file ends inside number {cutter.number + 1}: a part of it is missing")


class _Cutter:
    """How deep in brackets a file is, and the part of an object that came so far."""

    def __init__(self) -> None:
        self.number = 0
        """Of the objects that came whole."""
        self.depth = 0
        self._base = 0
        """1 where an array is around them."""
        self._held = bytearray()

    def whole(self, line: bytes, line_number: int) -> Iterator[tuple[int, bytes]]:
        """The objects that end on a line."""
        begun = 0
        for found in _STRING_OR_BRACKET.finditer(line):
            if found[0] in _OPENING:
                if self._opened(found[0]):
                    _refuse_strange(line[begun : found.start()], line_number)
                    begun = found.start()
            elif found[0] in _CLOSING and self._closed():
                yield self.number, bytes(self._held + line[begun : found.end()])
                self._held.clear()
                begun = found.end()
        if self.depth > self._base:
            self._held += line[begun:]
        else:
            _refuse_strange(line[begun:], line_number)
        if len(self._held) > LONGEST_VALUE:
            raise UnusableError(f"line {line_number}: number {self.number + 1} has more than {LONGEST_VALUE:,} bytes")

    def _opened(self, bracket: bytes) -> bool:
        """Go one deeper; answers whether an object begins there."""
        if bracket == b"[" and not self.depth and not self.number:
            self._base = self.depth = 1
            return False
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnusableError(f"number {self.number + 1} has more than {DEEPEST:,} brackets in one another")
        return self.depth == self._base + 1

    def _closed(self) -> bool:
        """Come out by one; answers whether an object ends there."""
        if not self.depth:
            return False
        self.depth -= 1
        is_whole = self.depth == self._base
        self.number += is_whole
        return is_whole


def _refuse_strange(between: bytes, line_number: int) -> None:
    if strange := between.strip(_BETWEEN):
        shown = strange[:20].decode("utf-8", "replace")
        raise UnusableError(f"line {line_number}: {shown!r} where an object, {{...}}, was expected")


def decoded(raw: bytes, shape: type[Shape], what: str) -> Shape:
    """The value, checked against its shape; raises UnusableError. `what` names the shape for the message."""
    refuse_too_long(raw, what)
    return decoded_by(msgspec.json.Decoder(shape).decode, raw, what)


def refuse_too_long(raw: bytes, what: str) -> None:
    """Raise UnusableError where a value is longer than any `what` is."""
    if len(raw) > LONGEST_VALUE:
        raise UnusableError(f"it is longer than {LONGEST_VALUE:,} bytes; {what} was expected")


def decoded_by(decode: Callable[[bytes], Shape], raw: bytes, what: str) -> Shape:
    """What `decode` makes of some bytes; raises UnusableError where they are not UTF-8, not JSON or no `what`."""
    try:
        raw.decode()
        return decode(raw)
    except UnicodeDecodeError as broken:
        raise UnusableError(f"not UTF-8 at byte {broken.start} of it ({broken.reason})") from None
    except msgspec.ValidationError as wrong:
        raise UnusableError(f"not {what}: {wrong}") from None
    except msgspec.DecodeError as broken:
        raise UnusableError(f"not JSON: {broken}") from None
    except RecursionError:
        raise UnusableError("not JSON that we can read: nested too deeply") from None


def converted(value: Any, shape: type[Shape], what: str) -> Shape:
    """A value that was decoded already, checked against its shape; raises UnusableError."""
    try:
        return msgspec.convert(value, type=shape)
    except msgspec.ValidationError as wrong:
        raise UnusableError(f"not {what}: {wrong}") from None
