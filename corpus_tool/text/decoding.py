"""Bytes to text: UTF-8 unless an encoding is named, strictly, and a helpful word where it fails. Nothing is guessed."""

from collections.abc import Iterable
from io import BytesIO

LONGEST_TEXT = 10_000_000
"""Code points of an article that is taken in: no book has as many."""

BYTES_SHOWN = 8
"""How many doubtful bytes are shown."""

CONTEXT = 40
"""Bytes before and behind the doubtful ones that are read in another way, to let a reader judge."""

LIKELY = ("windows-1256", "windows-1255")
"""What Arabic and Hebrew pages were written in before UTF-8."""

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UndecodableError(Exception):
    """Bytes that are not in the encoding they should be in; the message says what would have worked."""

    def __init__(self, at: int, reason: str) -> None:
        super().__init__(reason)
        self.at = at
        """Of the first doubtful byte."""


def is_encoding(name: str) -> bool:
    """Whether Python knows an encoding of texts by that name."""
    try:
        "a".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def joined(lines: Iterable[bytes]) -> bytes:
    """All of them as one, without a list of them: where a file is made of line ends, that is eighty times as large."""
    content = BytesIO()
    content.writelines(lines)
    return content.getvalue()


def too_long(length: int) -> str:
    """What to say of an article of so many characters that none is taken in of; nothing of any other."""
    if length <= LONGEST_TEXT:
        return ""
    return f"a text of {length:,} characters; an article has {LONGEST_TEXT:,} at most, so cut it into several"


def decode(content: bytes, encoding: str = "") -> str:
    """The text in `content`; raises UndecodableError where it is not in `encoding`, or UTF-8 where none is named."""
    wanted = encoding or "utf-8"
    try:
        return content.decode(wanted)
    except UnicodeDecodeError as broken:
        seen = content[broken.start : broken.start + BYTES_SHOWN].hex(" ")
        hint = "" if encoding else _hint(content, broken.start)
        shown_name = encoding or "UTF-8"
        reason = f"not {shown_name} ({broken.reason}; the bytes there are {seen}){hint}"
        raise UndecodableError(broken.start, reason) from None


def _hint(content: bytes, at: int) -> str:
    """How the bytes would read in the encodings they are likely to be in."""
    if content.startswith(_UTF_16_MARKS):
        return "; it begins like UTF-16: --encoding utf-16 would read it"
    around = content[max(0, at - CONTEXT) : at + CONTEXT]
    readings = [f"--encoding {name} would read «{text}»" for name in LIKELY if (text := _as_letters(around, name))]
    return "; " + ", ".join(readings) if readings else ""


def _as_letters(content: bytes, encoding: str) -> str:
    """One line of how `content` reads in `encoding`, where that gives any letters of Arabic or Hebrew."""
    text = " ".join(content.decode(encoding, errors="replace").split())
    letters = sum("\u05d0" <= character <= "\u064a" for character in text)
    return text if letters > len(text) / 3 and "\ufffd" not in text else ""
