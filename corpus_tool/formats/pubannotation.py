"""PubAnnotation JSON, one file for each layer of each document: LAYER/KEY.json with text, denotations, relations.

Offsets are code points, the end exclusive; what has several fragments has a list of spans (the bag model). An event
is a denotation of its type over its trigger, and each argument a relation from it, named after the role; attributes
are attributes. bconv reads these files, and PubAnnotation and TextAE do (http://www.pubannotation.org/docs).

Which denotations are events (`is`), which relations are arguments, links, notes, attributes of relations, and in the
field `corpus_tool` title, metadata and whose layer it is, stand in fields that those programs pass over; so these
files come home complete. Reading takes a document, a list of documents or a document a line, and `tracks` as layers
of their projects. In a file from elsewhere every denotation is a span, and fragments chained by `_lexicallyChainedTo`
are put together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing, one_name
from corpus_tool.model.annotations import (
    Annotation,
    Argument,
    Attributes,
    Event,
    Fragments,
    Relation,
    Span,
)
from corpus_tool.model.asides import PLAIN, Aside
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_lines import decoded
from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.layers import Layer
from corpus_tool.model.references import missing_references
from corpus_tool.model.rules import misplaced
from corpus_tool.text.decoding import joined

EVENT, ARGUMENT = "event", "argument"
"""What `is` says of a denotation, of a relation, that is no plain one."""

CHAINED, FRAGMENT = "_lexicallyChainedTo", "_FRAGMENT"
"""The other model of what has several fragments: denotations of their own, chained to the first."""


class Place(Struct, frozen=True):
    """A range of the text."""

    begin: int
    end: int


class Denotation(Struct, omit_defaults=True):
    """A span, or the trigger of an event."""

    span: Place | list[Place]
    obj: str
    id: str = ""
    kind: str = msgspec.field(default="", name="is")
    link: str | None = None
    note: str | None = None


class Tie(Struct, omit_defaults=True):
    """A relation, or an argument of the event it comes from."""

    subj: str
    pred: str
    obj: str
    id: str = ""
    kind: str = msgspec.field(default="", name="is")
    attributes: Attributes = {}
    """Of a relation; readers expect none among those of denotations."""


class Property(Struct, omit_defaults=True):
    """An attribute of what `subj` names."""

    subj: str
    pred: str
    obj: Any = msgspec.UNSET
    """Its value; a flag has none."""
    id: str = ""


class Track(Struct, omit_defaults=True):
    """What one project says of a document."""

    project: str = ""
    denotations: list[Denotation] = []
    relations: list[Tie] = []
    attributes: list[Property] = []
    corpus_tool: Aside | None = None


class DocumentFile(Track, omit_defaults=True):
    """A file, or one document of several in it."""

    sourcedb: str = ""
    sourceid: str = ""
    text: str = ""
    tracks: list[Track] = []


_decoder = msgspec.json.Decoder(DocumentFile | list[DocumentFile])


def write(found: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A file for each layer of each document."""
    for bundle in found:
        for layer in bundle.layers:
            folder = writing.stem(layer.name, bundle.document.key)
            key = one_name(bundle.document.key)
            content = msgspec.json.encode(_file(bundle, layer))
            yield Piece(f"{folder}/{key}{FORMAT.suffix}", msgspec.json.format(content, indent=1).decode() + "\n")


def _file(bundle: Bundle, layer: Layer) -> DocumentFile:
    document = bundle.document
    free = _free_ids(layer)
    marks: tuple[Span | Event, ...] = (*layer.spans, *layer.events)
    return DocumentFile(
        sourcedb="corpus_tool",
        sourceid=document.key,
        text=document.text,
        project=layer.name.short,
        denotations=[
            *(Denotation(_place(one), one.label, one.id, "", one.link, one.note) for one in layer.spans),
            *(Denotation(_place(one), one.type, one.id, EVENT, None, one.note) for one in layer.events),
        ],
        relations=[
            *(Tie(one.source, one.type, one.target, one.id, "", one.attributes) for one in layer.relations),
            *(
                Tie(one.id, argument.role, argument.target, next(free), ARGUMENT)
                for one in layer.events
                for argument in one.arguments
            ),
        ],
        attributes=[
            Property(one.id, name, value, next(free)) for one in marks for name, value in one.attributes.items()
        ],
        corpus_tool=Aside.of(document, layer),
    )


def _place(one: Span | Event) -> Place | list[Place]:
    places = [Place(start, end) for start, end in one.fragments]
    return places if len(places) > 1 else places[0]


def _free_ids(layer: Layer) -> Iterator[str]:
    """Ids for arguments and attributes that no annotation has."""
    return (id for number in count(1) if (id := f"A{number}") not in layer)


class _UnusableDocumentError(Exception):
    """Why a document cannot be taken in."""


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The documents of a file. Where the first line is a document on its own, each line is."""
    for where, content in _contents(iter(lines)):
        try:
            found = decoded(content, _decoder)
        except UnusableError as wrong:
            yield Refusal(where, str(wrong))
            continue
        several = found if isinstance(found, list) else [found]
        for number, document in enumerate(several, 1):
            key = document.sourceid or (reading.stem if len(several) == 1 else "")
            try:
                yield _bundle(document, key, reading.annotator)
            except _UnusableDocumentError as unusable:
                yield Refusal(f"{where}, document {key or number}".removeprefix(", "), str(unusable))


def _contents(lines: Iterator[bytes]) -> Iterator[tuple[str, bytes]]:
    """The parts of a file that are JSON each, and where they are: its lines, or all of it."""
    number, first = next(((number, line) for number, line in enumerate(lines, 1) if line.strip()), (0, b""))
    try:
        decoded(first, _decoder)
    except UnusableError:
        if number:
            yield "", first + joined(lines)
        return
    yield f"line {number}", first
    for after, line in enumerate(lines, number + 1):
        if line.strip():
            yield f"line {after}", line


def _bundle(found: DocumentFile, key: str, annotator: str) -> Bundle:
    tracks = [track for track in (found, *found.tracks) if track is not found or _says_something(found)]
    about = next((track.corpus_tool for track in tracks if track.corpus_tool), PLAIN)
    document = about.document(key, found.text)
    layers: dict[tuple[str, str], Layer] = {}
    for track in tracks:
        annotations = _annotations(track, found.text)
        layer = (track.corpus_tool or Aside(annotator=track.project)).layer(annotations, annotator)
        if layers.setdefault(layer.name, layer) is not layer:
            raise _UnusableDocumentError(f"two tracks are of {layer.name.annotator}; one document has one of each")
    return Bundle(document, tuple(layers.values()))


def _says_something(found: DocumentFile) -> bool:
    return bool(found.denotations or found.relations or found.corpus_tool or not found.tracks)


def _annotations(track: Track, text: str) -> list[Annotation]:
    """The annotations of a track; raises where an id is given twice or leads nowhere, or a place is none."""
    track = _unchained(_named(track))
    attributes = _attributes(track)
    arguments: dict[str, list[Argument]] = {}
    for tie in track.relations:
        if tie.kind == ARGUMENT:
            arguments.setdefault(tie.subj, []).append(Argument(tie.pred, tie.obj))
    found: list[Annotation] = []
    for one in track.denotations:
        place, told = _fragments(one, text), attributes.pop(one.id, {})
        if one.kind == EVENT:
            roles = tuple(arguments.pop(one.id, ()))
            found.append(
                Event(id=one.id, type=one.obj, fragments=place, attributes=told, arguments=roles, note=one.note)
            )
        else:
            found.append(Span(id=one.id, label=one.obj, fragments=place, attributes=told, link=one.link, note=one.note))
    for tie in track.relations:
        if tie.kind != ARGUMENT:
            found.append(_relation(tie, tie.attributes | attributes.pop(tie.id, {})))
    _refuse_wrong_ids(found, [*arguments, *attributes])
    return found


def _mark(one: Denotation, place: Fragments, told: Attributes, roles: tuple[Argument, ...]) -> Span | Event:
    if one.kind == EVENT:
        return Event(id=one.id, type=one.obj, fragments=place, attributes=told, arguments=roles, note=one.note)
    return Span(id=one.id, label=one.obj, fragments=place, attributes=told, link=one.link, note=one.note)


def _relation(tie: Tie, attributes: Attributes) -> Relation:
    return Relation(id=tie.id, type=tie.pred, source=tie.subj, target=tie.obj, attributes=attributes)


def _named(track: Track) -> Track:
    """The track with an id for everything."""
    taken = {*(one.id for one in track.denotations), *(tie.id for tie in track.relations)}
    free = (id for number in count(1) if (id := f"T{number}") not in taken)
    return replace(
        track,
        denotations=[one if one.id else replace(one, id=next(free)) for one in track.denotations],
        relations=[one if one.id else replace(one, id=next(free)) for one in track.relations],
    )


def _unchained(track: Track) -> Track:
    """The track with the fragments of a chain in one denotation, which is the one that others are chained to."""
    pieces = {one.id: one for one in track.denotations if one.obj == FRAGMENT}
    chained: dict[str, list[Place]] = {}
    for tie in track.relations:
        for subject, piece in ((tie.obj, tie.subj), (tie.subj, tie.obj)):
            if tie.pred == CHAINED and piece in pieces and subject not in pieces:
                chained.setdefault(subject, []).extend(_places(pieces.pop(piece)))
    if not chained:
        return track
    return replace(
        track,
        denotations=[
            replace(one, span=[*_places(one), *chained.get(one.id, ())])
            for one in track.denotations
            if one.obj != FRAGMENT or one.id in pieces
        ],
        relations=[tie for tie in track.relations if tie.pred != CHAINED],
    )


def _places(one: Denotation) -> list[Place]:
    return one.span if isinstance(one.span, list) else [one.span]


def _fragments(one: Denotation, text: str) -> Fragments:
    fragments = tuple(sorted((place.begin, place.end) for place in _places(one)))
    if wrong := misplaced(fragments, text):
        raise _UnusableDocumentError(f"{one.id}: {wrong}")
    return fragments


def _attributes(track: Track) -> dict[str, Attributes]:
    """Id of what has them to its attributes; one that is given twice has a list of both."""
    found: dict[str, Attributes] = {}
    for one in track.attributes:
        value = True if one.obj is msgspec.UNSET else one.obj
        there = found.setdefault(one.subj, {})
        there[one.pred] = [there[one.pred], value] if one.pred in there else value
    return found


def _refuse_wrong_ids(found: Sequence[Annotation], hung: Iterable[str]) -> None:
    """Raise where an id is given twice, or where something points at one or hangs on one that is not there."""
    if twice := [id for id, times in Counter(one.id for one in found).items() if times > 1]:
        raise _UnusableDocumentError(f"the id {twice[0]!r} is given twice")
    for id in hung:
        raise _UnusableDocumentError(f"an argument or an attribute hangs on {id!r}, which has no place for it")
    for id, missing in missing_references(found):
        raise _UnusableDocumentError(f"{id} points at {missing!r}, which is not there")


FORMAT = Format(
    name="pubannotation",
    title="PubAnnotation JSON, a file for each document",
    suffix=".json",
    write=write,
    by_splits=True,
    tokens=False,
    read=read,
    by_name_only=True,
)
