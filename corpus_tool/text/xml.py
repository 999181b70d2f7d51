"""XML in and out, safely: no document type, so no entity of anybody's making and nothing fetched; bounded size."""

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

LARGEST = 200_000_000
"""Bytes of a file that are read."""

DEEPEST = 1_000
"""Elements in one another that are read: expat keeps each that is open, and a file of nothing else fills the memory."""

_UNICODE = re.compile(r"utf-8|utf-16(be|le)?|us-ascii", re.IGNORECASE)
"""Encodings that expat knows itself."""
_ONE_BYTE = re.compile(r"iso-?8859-\d{1,2}|(windows-|cp)\d{3,4}|koi8-[ru]", re.IGNORECASE)
"""Those that it asks Python for; any other codec of Python (`rot13`, `uu`) would end in an error of its own."""

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


class UnsafeXmlError(Exception):
    """XML that cannot be read, or that we will not read; the message says why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(why)
        self.where = where


Start = Callable[[str, dict[str, str]], None]
"""Hears of an element that begins: `namespace name` (or the name alone), and its attributes, named likewise."""

End = Callable[[str], None]
Words = Callable[[str], None]


def parse(lines: Iterable[bytes], start: Start, end: End, words: Words) -> None:
    """Tell of everything in a file, in order; raises UnsafeXmlError where it is not XML that we read.

    What `start`, `end` and `words` raise goes through.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = _Bounded(parser, start, end).handlers
    parser.CharacterDataHandler = words
    parser.XmlDeclHandler = lambda _version, encoding, _alone: _refuse_encoding(encoding)
    parser.StartDoctypeDeclHandler = lambda *_said: _refuse(parser)
    size = 0
    try:
        for line in lines:
            size += len(line)
            if size > LARGEST:
                raise UnsafeXmlError("", f"it is larger than the {LARGEST:,} bytes that are read of such a file")
            parser.Parse(line, False)
        parser.Parse(b"", True)
    except expat.ExpatError as wrong:
        raise UnsafeXmlError(f"line {wrong.lineno}", f"not XML: {expat.ErrorString(wrong.code)}") from None


class _Bounded:
    """Elements as they begin and end, as long as they do not lie too deep in one another."""

    def __init__(self, parser: "expat.XMLParserType", start: Start, end: End) -> None:
        self._parser = parser
        self._start = start
        self._end = end
        self._depth = 0

    @property
    def handlers(self) -> tuple[Start, End]:
        """What the parser calls."""
        return self._begun, self._ended

    def _begun(self, element: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            where = f"line {self._parser.CurrentLineNumber}"
            raise UnsafeXmlError(where, f"more than {DEEPEST:,} elements lie in one another")
        self._start(element, attributes)

    def _ended(self, element: str) -> None:
        self._depth -= 1
        self._end(element)


def _refuse_encoding(name: str | None) -> None:
    if name is None or _UNICODE.fullmatch(name):
        return
    try:
        is_read = _ONE_BYTE.fullmatch(name) is not None and len(bytes(range(256)).decode(name, "replace")) == 256
    except LookupError:
        is_read = False
    if not is_read:
        raise UnsafeXmlError("line 1", f"it says that it is in {name!r}, which is not read here; save it as UTF-8")


def _refuse(parser: "expat.XMLParserType") -> None:
    raise UnsafeXmlError(
        f"line {parser.CurrentLineNumber}",
        "it declares a document type (DOCTYPE), which can hide anything; take it out",
    )


def quoted(value: str) -> str:
    """A value of an attribute with its quotation marks; an XML parser gives back exactly `value`."""
    return f'"{value.translate(_ESCAPES)}"'
