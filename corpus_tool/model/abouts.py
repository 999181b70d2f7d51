"""What a layer's own file in somebody else's format says in a corner of it: whose layer it is, of which document.

Such formats know a text and its annotations; everything else is kept as one line of JSON wherever they have room.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.model.annotations import (
    Annotation,
    Argument,
    Attributes,
    Event,
    Fragments,
    Span,
    references,
)
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.whole import refuse_broken

_TO_ESCAPE = {number: f"\\u{number:04x}" for number in (*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF)}
"""What somebody's reader takes for a line end, or an XML file cannot hold; JSON itself escapes C0."""


_NOT_OURS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


REPLACEMENT = "\ufffd"


class About(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document without its text, and a layer without its annotations."""

    key: str
    language: str = ""
    direction: str = ""
    title: str = ""
    metadata: dict[str, Any] = {}
    annotator: str
    kind: LayerKind = LayerKind.ANNOTATOR
    status: Status = Status.IN_PROGRESS
    schema: tuple[str, str] = ("", "")
    ids: dict[str, str] = {}
    """What the file calls an annotation to what we call it, in the layer's order."""
    replaced: dict[int, str] = {}
    """Offset to the character there, where the file cannot hold it and has U+FFFD or other white space; or ends."""


class Extras(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What of an annotation a format has no field for, or whose field cannot hold it exactly."""

    attributes: Attributes = {}
    label: str | None = None
    link: str | None = None
    note: str | None = None
    fragments: Fragments | None = None
    roles: tuple[str, ...] | None = None


NO_EXTRAS = Extras()


def one_line(value: object) -> str:
    """A value as JSON on one line that is a line for everybody; letters of every script as they are."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":")).translate(_TO_ESCAPE)


def about(document: Document, layer: Layer, ids: dict[str, str] | None = None) -> About:
    """What there is to say of a document and a layer of it."""
    return About(
        key=document.key,
        language=document.language,
        direction=document.direction,
        title=document.title,
        metadata=document.metadata,
        annotator=layer.name.annotator,
        kind=layer.name.kind,
        status=layer.status,
        schema=(layer.schema.name, layer.schema.version),
        ids=ids or {},
    )


def read_about(said: str | bytes) -> About:
    """What `one_line` wrote of it; raises UnusableError where it is something else."""
    try:
        found = msgspec.json.decode(said, type=About)
    except _NOT_OURS as wrong:
        raise UnusableError(f"what corpus-tool says of the document cannot be read: {wrong}") from None
    if not found.key.strip() or not found.annotator.strip():
        raise UnusableError("what corpus-tool says of the document has an empty key or annotator")
    return found


def read_extras(said: str | bytes) -> Extras:
    """What `one_line` wrote of it; raises UnusableError where it is something else."""
    try:
        return msgspec.json.decode(said, type=Extras)
    except _NOT_OURS as wrong:
        raise UnusableError(f"what corpus-tool says of an annotation cannot be read: {wrong}") from None


def passed_over_in_words(counts: Counter[str]) -> str:
    """What there was that we have no place for, in one line: what it is to how often it was there."""
    return "passed over: " + ", ".join(f"{times:,} {what}" for what, times in sorted(counts.items()) if times)


def bundle_of(said: About, text: str, found: Sequence[Annotation]) -> Bundle:
    """The document with the one layer, its annotations under our ids and in our order as far as `said` knows them.

    Raises UnusableError where they do not make a layer of this text.
    """
    refuse_broken(found, text)
    names = _names(said.ids, [one.id for one in found])
    order = {id: number for number, id in enumerate(said.ids)}
    ordered = sorted(found, key=lambda one: order.get(one.id, len(order)))
    document = Document(
        key=said.key,
        text=_restored(text, said.replaced),
        language=said.language,
        direction=said.direction,
        title=said.title,
        metadata=said.metadata,
    )
    name = LayerName(said.annotator, said.kind)
    layer = Layer.of(name, SchemaRef(*said.schema), [_renamed(one, names) for one in ordered], said.status)
    return Bundle(document, (layer,))


def _restored(text: str, replaced: Mapping[int, str]) -> str:
    """The text with the characters that a file could not hold."""
    if not replaced:
        return text
    characters = list(text)
    for offset, character in sorted(replaced.items()):
        there = characters[offset] if 0 <= offset < len(characters) else " " if offset == len(characters) else ""
        if len(character) != 1 or not (there == REPLACEMENT or there.isspace()):
            raise UnusableError(f"what corpus-tool says of the document does not fit the text at offset {offset}")
        characters[offset : offset + 1] = character
    return "".join(characters)


def _names(known: Mapping[str, str], there: Sequence[str]) -> dict[str, str]:
    """What each annotation of a file is called here: as we know it, else as there, unless that is taken."""
    names = {id: known[id] for id in there if id in known}
    taken = set(names.values())
    if len(taken) < len(names):
        raise UnusableError("what corpus-tool says of the document gives two annotations one id")
    for id in there if len(names) < len(there) else ():
        if id not in names:
            name = id
            while name in taken:
                name += "+"
            names[id] = name
            taken.add(name)
    return names


def _renamed(one: Annotation, names: Mapping[str, str]) -> Annotation:
    id = names[one.id]
    if isinstance(one, Span):  # most are, and they point nowhere
        return one if id == one.id else replace(one, id=id)
    if id == one.id and all(names[other] == other for other in references(one)):  # in files of others, all of them
        return one
    if isinstance(one, Event):
        arguments = tuple([Argument(argument.role, names[argument.target]) for argument in one.arguments])
        return replace(one, id=id, arguments=arguments)
    return replace(one, id=id, source=names[one.source], target=names[one.target])
