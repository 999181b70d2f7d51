"""How many cells a character takes, and what is sent for it, wherever terminals disagree or would do harm.

Terminals agree on letters, marks, East Asian wide characters and presentation forms. They disagree on Arabic number
signs (0 or 1), soft hyphens, joiners (mlterm 1), symbols that Unicode made wide late, and obey controls. Whatever they
disagree on is not sent: it is left out, or a sign takes its place whose width is sure.
"""

import unicodedata

from corpus_tool.text.lookup import Lookup

ONE, TWO, SPACE, MARK, INVISIBLE = "12 mi"
"""The kind of a character: one cell; two cells; one cell after which a line may end; a mark on the character before
it, no cell; something that is not sent, no cell."""

REPLACEMENT = "\ufffd"
NO_BASE = "\u25cc"
"""What a mark stands on that has nothing to stand on."""

_UNSENT_SYMBOLS = {
    *range(0xFE00, 0xFE10),  # variation selectors: an emoji one makes its base wide in some terminals
    *range(0xE0100, 0xE01F0),
    *range(0x1F3FB, 0x1F400),  # skin tones: two cells, or none after an emoji
    0x3164,  # Hangul fillers
    0xFFA0,
}
_CONJOINING_JAMO = {*range(0x1160, 0x1200), *range(0xD7B0, 0xD800)}
_VISIBLE_FORMATS = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
_WIDE_SINCE_UNICODE_16 = {
    *range(0x2630, 0x2638),
    *range(0x268A, 0x2690),
    *range(0x4DC0, 0x4E00),
    *range(0x1D300, 0x1D357),
    *range(0x1D360, 0x1D379),
}
_NO_BREAK_SPACES = {0x00A0, 0x2007, 0x202F}
_SEPARATORS = {0x0009, 0x000B, 0x000C, 0x0085, 0x2028, 0x2029}
"""Not line ends for us, but a line may end after them."""
_SIGNS = {0x0009: " ", 0x007F: "\u2421", 0x0085: "\u2424", 0x2028: "\u21b5", 0x2029: "\u00b6", 0x06DD: "\u06de"}
_MADE_VISIBLE = {
    **dict.fromkeys((0x200E, 0x202A, 0x202D, 0x2066), "\u2192"),
    **dict.fromkeys((0x200F, 0x061C, 0x202B, 0x202E, 0x2067), "\u2190"),
    **dict.fromkeys((0x2068, 0x2069, 0x202C), "\u2194"),
    0x00AD: "\u00ac",
    0x200C: "\u00a6",
    0x200D: "\u203f",
}


def _kind(code_point: int) -> str:
    character = chr(code_point)
    category = unicodedata.category(character)
    if code_point in _UNSENT_SYMBOLS or (category == "Cf" and code_point not in _VISIBLE_FORMATS):
        return INVISIBLE
    if category.startswith("M") or (category == "Lo" and code_point in _CONJOINING_JAMO):
        return MARK
    if code_point in _SEPARATORS:
        return SPACE
    if _sign(code_point) == character and unicodedata.east_asian_width(character) in "WF":
        return TWO
    return SPACE if category == "Zs" and code_point not in _NO_BREAK_SPACES else ONE


def _sign(code_point: int) -> str:
    character = chr(code_point)
    category = unicodedata.category(character)
    if code_point in _SIGNS:
        return _SIGNS[code_point]
    if code_point < 0x20:
        return chr(0x2400 + code_point)
    if category == "Zs" and unicodedata.east_asian_width(character) not in "WF":
        return " "
    unknown = category in ("Cc", "Cs", "Cn")
    return REPLACEMENT if unknown or code_point in _VISIBLE_FORMATS | _WIDE_SINCE_UNICODE_16 else character


_kinds = Lookup(_kind)
_signs = Lookup(_sign)


def kinds_of(text: str) -> str:
    """Return the kind of each code point."""
    return text.translate(_kinds)


def signs_of(text: str) -> str:
    """Return what is sent for each code point that is sent at all, one for one.

    Control pictures stand for controls, U+FFFD for what has no character or no sure width, a space for other spaces.
    """
    return text.translate(_signs)


def sign_of_invisible(character: str) -> str:
    """Return what stands for a joiner, a bidi control and the like when the reader wants to see them; one cell."""
    return _MADE_VISIBLE.get(ord(character), "\u00b7")
