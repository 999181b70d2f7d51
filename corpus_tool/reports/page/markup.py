"""HTML as values: whatever is not markup yet is escaped where it is put in. What is written is XML as well."""

import re
from html import escape

from corpus_tool.saying import tr


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


VOID = frozenset({"br", "col", "hr", "link", "meta"})
"""Elements that hold nothing and are not closed."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""What HTML or XML forbids, and what would turn round the text beside it."""


def text(plain: str) -> Markup:
    """Plain text as markup; controls are named in boxes, since they would say something to the browser."""
    parts = _UNSEEN.split(plain)
    if len(parts) == 1:
        return Markup(escape(plain))
    boxes = [f'<span class="unseen">{_name(found)}</span>' for found in _UNSEEN.findall(plain)] + [""]
    return Markup("".join(escape(part) + box for part, box in zip(parts, boxes, strict=True)))


def element(tag: str, /, *inside: str, **attributes: str | float | None) -> Markup:
    """An element; None leaves an attribute out, and `class_`, `data_label` are written `class`, `data-label`."""
    written = "".join(f' {_attribute(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    if tag in VOID:
        return Markup(f"<{tag}{written}/>")
    return Markup(f"<{tag}{written}>{joined(*inside)}</{tag}>")


def joined(*inside: str) -> Markup:
    """Pieces one behind the other."""
    return Markup("".join(one if isinstance(one, Markup) else text(one) for one in inside))


def start(tag: str, /, **attributes: str | float | None) -> Markup:
    """The start tag of an element whose inside is written piece by piece; `end` closes it."""
    return Markup(element(tag, **attributes).removesuffix(f"</{tag}>"))


def end(tag: str) -> Markup:
    """The end tag."""
    return Markup(f"</{tag}>")


def isolated(plain: str, **attributes: str | float | None) -> Markup:
    """A word of any direction inside a line of another."""
    return element("bdi", plain, **attributes)


def said(sentence: str) -> Markup | str:
    """A sentence in the language that is spoken; where it is not said in that, apart, so that it runs its own way."""
    found = tr(sentence)
    return isolated(sentence) if found == sentence else found


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    plain = _UNSEEN.sub(lambda found: _name(found[0]), str(value))
    return escape(plain).replace("\n", "&#10;").replace("\t", "&#9;")


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
