"""What a file may be that is none of ours: told by the fields of its first object."""

import re
from collections.abc import Iterable

from corpus_tool import formats

HEAD = 64 * 1024
"""Bytes that are looked at."""

MANY_FIELDS = 200
"""Names that are looked at; those of a format stand near the start."""

SIGNS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"tokenized_text", "ner"}), "gliner"),
    (frozenset({"wnd_id", "entity_mentions"}), "textee"),
    (frozenset({"sent_id", "entity_mentions"}), "oneie"),
    (frozenset({"doc_key", "sentences"}), "dygie"),
    (frozenset({"denotations"}), "pubannotation"),
    (frozenset({"%FEATURE_STRUCTURES"}), "cas-json"),
    (frozenset({"%TYPES"}), "cas-json"),
    (frozenset({"from_name", "to_name"}), "label-studio"),
    (frozenset({"data", "annotations"}), "label-studio"),
    (frozenset({"data", "predictions"}), "label-studio"),
    (frozenset({"start_offset", "end_offset"}), "doccano"),
    (frozenset({"text", "label"}), "doccano"),
    (frozenset({"text", "spans", "answer"}), "prodigy"),
    (frozenset({"text", "tokens", "spans"}), "prodigy"),
    (frozenset({"text", "spans", "_input_hash"}), "prodigy"),
    (frozenset({"event_type", "source_actor"}), "plover"),
)
"""Fields that stand together in a format alone, and its name."""

_OURS = frozenset({"format", "layers"})
"""Fields of our own lines: what is wrong with one is not that it is another program's."""

_SENTENCE = b"<Sentence "
"""In the XML of PLOVER."""

_FIELD = re.compile(rb'"((?:[^"\\]|\\.){1,60})"\s*:')


def looks_like(head: bytes) -> str:
    """A hint on which formats a file that begins so may be, to stand behind a sentence; empty where none is known."""
    names = guesses(match[1].decode(errors="replace") for match in _FIELD.finditer(head[:HEAD]))
    if not names and head.lstrip().startswith(b"<") and _SENTENCE in head:
        names = ["plover"]
    if not names:
        return ""
    return f"; it looks like {' or '.join(names)}: say --format {names[0]}"


def guesses(fields: Iterable[str]) -> list[str]:
    """The formats with a reader that have these fields, the likeliest first."""
    there = {field for field, _ in zip(fields, range(MANY_FIELDS), strict=False)}
    if there >= _OURS:
        return []
    known = {format.name for format in formats.formats().values() if format.read}
    return list(dict.fromkeys(name for signs, name in SIGNS if signs <= there and name in known))
