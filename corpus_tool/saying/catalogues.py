"""Reading a catalogue: a .po file of gettext, as it is, without a compiled twin that could lag behind it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"

_PLURALS = "Plural-Forms:"


@dataclass(frozen=True)
class Catalogue:
    """What a language says for what."""

    messages: Mapping[str, str] = field(default_factory=dict)
    """English to what is said."""
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """English for one to every form of the language."""
    form_of: Callable[[int], int] = int
    """A count to the number of its form."""


NOTHING = Catalogue()
"""Leaves everything in English."""


def po_file(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "corpus_tool.po"


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language. What it does not translate stays English."""
    messages: dict[str, str] = {}
    forms: dict[str, tuple[str, ...]] = {}
    for entry in entries(po_file(language).read_text(encoding="utf-8")):
        if "msgid_plural" in entry:
            found = tuple(said for key, said in entry.items() if key.startswith("msgstr["))
            if all(found):
                forms[entry["msgid"]] = found
        elif entry["msgstr"]:
            messages[entry["msgid"]] = entry["msgstr"]
    return Catalogue(messages, forms, c2py(plural_rule(messages.pop("", ""))[1]))


def plural_rule(header: str) -> tuple[int, str]:
    """How many forms the header of a catalogue tells of, and the rule in C that chooses among them."""
    line = next((line for line in header.split("\n") if line.startswith(_PLURALS)), f"{_PLURALS} nplurals=1; plural=0;")
    count, rule = (part.partition("=")[2] for part in line.removeprefix(_PLURALS).strip().rstrip(";").split(";"))
    return int(count), rule


def entries(source: str) -> Iterator[dict[str, str]]:
    """The entries of a .po file, header first: msgid, msgid_plural, msgstr or msgstr[n], in its order.

    Strings are quoted as in JSON, of which all are read at once: one by one takes five times as long.
    """
    parts = [line.partition('"') for line in source.split("\n") if line.startswith(("msg", '"'))]
    texts = json.loads(f"[{','.join(quote + quoted for _, quote, quoted in parts)}]")
    entry: dict[str, str] = {}
    key = ""
    for (name, _, _), text in zip(parts, texts, strict=True):
        if name == "msgid " and entry:
            yield entry
            entry = {}
        if name:
            key = name.rstrip()
            entry[key] = text
        else:
            entry[key] += text
    if entry:
        yield entry
