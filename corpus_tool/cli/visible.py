"""Characters that command a terminal or reorder a line, written out, where somebody is looking.

To a file or a pipe data goes as it is: a program that reads it wants the very text.
"""

from typing import TextIO

_COMMANDS = [*range(0x09), *range(0x0B, 0x20)]
_SINCE_DELETE = [*range(0x7F, 0xA0)]
_REORDERING = [0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]

ESCAPES = {code_point: f"\\x{code_point:02x}" for code_point in _COMMANDS} | {
    # As JSON would write them: a C0 control never stands in JSON, the others do, and it stays JSON on the screen.
    code_point: f"\\u{code_point:04x}"
    for code_point in (*_SINCE_DELETE, *_REORDERING)
}
"""Joiners stay: they are part of the spelling, and command nothing."""


def for_reader_of(stream: TextIO, text: str) -> str:
    """`text` as it may go to `stream`: on a terminal with every control but tab and line feed written out."""
    return text.translate(ESCAPES) if stream.isatty() else text
