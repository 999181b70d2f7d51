"""What a character is called, also where Unicode gives it no name."""

import unicodedata

_CONTROLS = {
    0x00: "NULL",
    0x09: "CHARACTER TABULATION",
    0x0A: "LINE FEED",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
    0x9B: "CONTROL SEQUENCE INTRODUCER",
}
"""Aliases of the Unicode Character Database for the controls one meets."""

_NAMELESS = {"Cc": "CONTROL", "Cn": "UNASSIGNED", "Co": "PRIVATE USE", "Cs": "LONE SURROGATE"}


def name_of(character: str) -> str:
    """Return "U+200F RIGHT-TO-LEFT MARK" for one code point. ASCII only."""
    code_point = ord(character)
    nameless = _NAMELESS.get(unicodedata.category(character), "NAMELESS")
    return f"U+{code_point:04X} {_CONTROLS.get(code_point) or unicodedata.name(character, nameless)}"
