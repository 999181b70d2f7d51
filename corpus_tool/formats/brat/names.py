"""Names that brat can hold: ASCII letters, digits, `_` and `-`; and ours, exactly, back from them."""

import re

_OTHER = re.compile(r"[^A-Za-z0-9_-]|(?<![A-Za-z0-9-])_|_(?![A-Za-wyz0-9-]|\Z)")
"""What cannot stand as it is: an underscore neither, where it might be taken for a part of one of our own."""

_WRITTEN = re.compile(r"__|_x([0-9A-F]*)_")
_NOTHING = "_x_"
"""For a name that is empty, and behind a role that ends in a digit, which would be taken for its number."""

_LAST = 0x10FFFF


def brat_name(name: str) -> str:
    """A label, type, role or attribute as brat writes it."""
    return _OTHER.sub(_written, name) or _NOTHING


def brat_role(name: str) -> str:
    """The same for a role, to which a number can be added."""
    written = brat_name(name)
    return written + _NOTHING if written[-1].isdigit() else written


def our_name(name: str) -> str:
    """What `brat_name` or `brat_role` was given."""
    return _WRITTEN.sub(_unwritten, name) if "_" in name else name


def _written(found: re.Match[str]) -> str:
    return "__" if found[0] == "." else f"_x{ord(found[0]):X}_"


def _unwritten(found: re.Match[str]) -> str:
    if found[0] == "__":
        return "."
    number = int(found[1] or "0", 16)
    return chr(number) if found[1] and number <= _LAST and not 0xD800 <= number < 0xE000 else ""
