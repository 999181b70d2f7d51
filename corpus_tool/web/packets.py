"""What a program and the page say to each other, by way of the server.

Textual's driver for browsers frames everything: a letter for the kind, four bytes for the length, the content. What the
page (textual.js of textual-serve) sends is JSON: a kind and what belongs to it.
"""

import json
from asyncio import IncompleteReadError, StreamReader
from collections.abc import AsyncIterator
from typing import NamedTuple

import msgspec
from msgspec import Struct

READY = b"__GANGLION__\n"
"""What the driver writes before the first packet."""

LINES_BEFORE = 10
"""A program that has not written READY by then is not one of ours."""

DATA, META = b"D", b"M"
LONGEST = 1 << 24
"""Bytes in a packet; a whole screen has some ten thousand."""

SMALLEST, LARGEST = 1, 1_000
"""Cells of a window, in either direction."""


class Typed(NamedTuple):
    """Keys, mouse or pasted text, as a terminal sends them."""

    text: str


class Told(NamedTuple):
    """Something about the window, in the driver's words."""

    content: dict[str, str | int]


class Ping(NamedTuple):
    """A question whether we are there."""

    mark: str


class _Size(Struct):
    width: int
    height: int


class NotOursError(Exception):
    """A message that no page of ours sends."""


def heard(message: str) -> Typed | Told | Ping:
    """What a message of the page means. Raises NotOursError."""
    try:
        kind, *rest = msgspec.json.decode(message, type=list[object])
        match kind, rest:
            case "stdin", [str(text)]:
                return Typed(text)
            case "ping", [str(mark)]:
                return Ping(mark)
            case "resize", [size]:
                return Told({"type": "resize", **_cells(msgspec.convert(size, _Size))})
            case "focus" | "blur", []:
                return Told({"type": str(kind)})
    except (msgspec.DecodeError, ValueError) as wrong:
        raise NotOursError(str(wrong)) from None
    raise NotOursError(str(kind))


def cells(text: str, usual: int) -> int:
    """A width or height as the address of the page gives it; the usual one where it gives none."""
    return within(int(text)) if text.isascii() and text.isdigit() and len(text) < LINES_BEFORE else usual


def within(number: int) -> int:
    """The nearest number of cells that a window can have."""
    return min(max(number, SMALLEST), LARGEST)


def _cells(size: _Size) -> dict[str, int]:
    return {"width": within(size.width), "height": within(size.height)}


def packet(kind: bytes, content: bytes) -> bytes:
    """A framed packet."""
    return kind + len(content).to_bytes(4, "big") + content


def packet_for(message: Typed | Told) -> bytes:
    """What the program is to be told of this."""
    if isinstance(message, Typed):
        return packet(DATA, message.text.encode(errors="replace"))
    return packet(META, json.dumps(message.content).encode())


async def packets(stream: StreamReader) -> AsyncIterator[tuple[bytes, bytes]]:
    """Kind and content of everything a program sends, until it ends; nothing from one that is not of ours."""
    for _ in range(LINES_BEFORE):
        line = await _line(stream)
        if line == READY:
            break
    else:
        return
    while head := await _exactly(stream, 5):
        length = int.from_bytes(head[1:], "big")
        if length > LONGEST:
            return
        yield head[:1], await _exactly(stream, length)


async def _line(stream: StreamReader) -> bytes:
    try:
        return await stream.readline()
    except ValueError:  # longer than the stream holds
        return b""


async def _exactly(stream: StreamReader, length: int) -> bytes:
    """So many bytes, or nothing where the program ended before."""
    try:
        return await stream.readexactly(length)
    except IncompleteReadError:
        return b""
