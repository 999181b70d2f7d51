"""doccano's JSONL, a text a line with its entities and relations; each annotator's work in a file of its own.

Offsets count UTF-16 units, as doccano's web page does, end exclusive. Written is the form with `entities` and
`relations`, for a project of sequence labelling with relations. Read are this and the one with `label`, a list of
`[start, end, label]`. A line says in `offset_unit` what its offsets count (`utf-16`, `code-point`, `grapheme`). Where
it does not, and it makes a difference (emoji; marks, in a project that counts graphemes), the unit is taken by which
most edges are edges of words, of several UTF-16, and that is said. doccano keeps fields that it does not know and hands
them back.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal
from unicodedata import category

from msgspec import Struct, field

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing
from corpus_tool.model.annotations import Annotation, Relation, Span, first_offset, last_offset
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries
from corpus_tool.model.carrying.carries import NOTHING
from corpus_tool.model.documents import Document
from corpus_tool.model.json_values import UnusableError, decoded, one_line, value_lines
from corpus_tool.model.layers import Layer
from corpus_tool.model.luggage import (
    LayerLuggage,
    Luggage,
    document_of,
    layer_of,
    packed_document,
    packed_layer,
)
from corpus_tool.text.decoding import too_long
from corpus_tool.text.units import utf16

Unit = Literal["utf-16", "code-point", "grapheme"]
Place = tuple[int, int]
Count = Callable[[int], int | None]

JOINERS = "\u200c\u200d"


class EntityLine(Struct):
    """An entity as the file has it."""

    id: int
    label: str
    start_offset: int
    end_offset: int


class RelationLine(Struct):
    """A relation as the file has it."""

    id: int
    from_id: int
    to_id: int
    type: str


class ExampleLine(Struct, omit_defaults=True):
    """A line of the file."""

    text: str
    entities: list[EntityLine] | None = None
    relations: list[RelationLine] | None = None
    label: list[tuple[int, int, str]] | None = None
    offset_unit: Unit | None = None
    corpus_tool: Luggage = field(default_factory=Luggage)


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A line for each layer, in a file named after its annotator; those of documents without one are in another."""
    for bundle in bundles:
        for layer in bundle.layers or (None,):
            name = writing.stem(layer.name, bundle.document.key) if layer else writing.name
            yield Piece(f"{name}{FORMAT.suffix}", one_line(_example(bundle.document, layer)) + "\n")


def _example(document: Document, layer: Layer | None) -> ExampleLine:
    line = ExampleLine(document.text, offset_unit="utf-16", corpus_tool=Luggage(packed_document(document)))
    if layer:
        units = utf16(document.text)
        numbers = {span.id: number for number, span in enumerate(layer.spans, 1)}
        line.entities = [
            EntityLine(numbers[span.id], span.label, units.of(first_offset(span)), units.of(last_offset(span)))
            for span in layer.spans
        ]
        line.relations = [
            RelationLine(number, numbers[relation.source], numbers[relation.target], relation.type)
            for number, relation in enumerate(layer.relations, 1)
        ]
        line.corpus_tool.layer = packed_layer(layer)
    return line


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The bundle of each line; what was found out about its offsets is said where a line is the first with them."""
    told: set[Unit] = set()
    for where, raw in value_lines(lines):
        try:
            line = _line(raw)
            unit = line.offset_unit or _unit(line)
            bundle = _bundle(line, unit or "code-point", reading)
        except UnusableError as unusable:
            yield Refusal(where, str(unusable))
            continue
        if unit and not line.offset_unit and unit not in told:
            told.add(unit)
            yield Notice(
                f"{where}: what its offsets count is not said; they were read as {_UNIT_NAMES[unit]}, please check"
            )
        yield bundle


def _line(raw: bytes) -> ExampleLine:
    line = decoded(raw, ExampleLine, "an example of doccano's")
    if wrong := too_long(len(line.text)):
        raise UnusableError(wrong)
    return line


_UNIT_NAMES: dict[Unit, str] = {"utf-16": "UTF-16 units", "code-point": "code points", "grapheme": "graphemes"}
"""The likelier first."""


def _unit(line: ExampleLine) -> Unit | None:
    """What the offsets of a line count, as far as its words tell; None where all units say the same."""
    said = [(one.start_offset, one.end_offset) for one in line.entities or ()] + [one[:2] for one in line.label or ()]
    if not said:
        return None
    counts = {unit: _count(line.text, unit) for unit in _UNIT_NAMES}
    read_as = {unit: [_place(edges, offset) for edges in said] for unit, offset in counts.items()}
    if all(places == read_as["code-point"] for places in read_as.values()):
        return None
    return max(read_as, key=lambda unit: _likelihood(read_as[unit], line.text))


def _count(text: str, unit: Unit) -> Count:
    """What makes a number of such units one of code points, or None."""
    if unit == "utf-16":
        return utf16(text).offset
    if unit == "code-point":
        return lambda number: number if 0 <= number <= len(text) else None
    borders = [offset for offset in range(len(text) + 1) if not 0 < offset < len(text) or not _joins(text, offset)]
    return lambda number: borders[number] if 0 <= number < len(borders) else None


def _joins(text: str, offset: int) -> bool:
    """Whether a character belongs to the grapheme before it (UAX #29, what of it Arabic, Hebrew and emoji need)."""
    here, before = text[offset], text[offset - 1]
    if before in "\r\n":
        return False
    return category(here)[0] == "M" or here in JOINERS or (before == JOINERS[1] and category(here) == "So")


def _place(edges: Place, offset: Count) -> Place:
    """In code points; (-1, -1) where it is none."""
    start, end = map(offset, edges)
    return (-1, -1) if start is None or end is None else (start, end)


def _likelihood(places: Sequence[Place], text: str) -> tuple[int, int]:
    """How many of the places are in the text, and how many of their edges are edges of words."""
    inside = [place for place in places if 0 <= place[0] < place[1] <= len(text)]
    edges = sum(_is_edge(text, start, start) + _is_edge(text, end, end - 1) for start, end in inside)
    return len(inside), edges


def _is_edge(text: str, offset: int, inner: int) -> bool:
    """Whether a word begins or ends at an offset; `inner` is the character of it that is in the span."""
    outer = offset - 1 if inner == offset else offset
    return _in_word(text[inner]) and not (0 <= outer < len(text) and _in_word(text[outer]))


def _in_word(character: str) -> bool:
    return character.isalnum() or category(character)[0] == "M"


def _bundle(line: ExampleLine, unit: Unit, reading: Reading) -> Bundle:
    document = document_of(line.corpus_tool.document, line.text)
    packed = line.corpus_tool.layer
    if packed is None and line.entities is None and line.label is None:
        return Bundle(document)
    annotations: list[Annotation] = [*_spans(line, unit), *_relations(line)]
    return Bundle(document, (layer_of(packed or LayerLuggage(), annotations, line.text, reading.annotator),))


def _spans(line: ExampleLine, unit: Unit) -> Iterator[Span]:
    if line.entities and line.label:
        raise UnusableError("it has both entities and label; one of them was expected")
    named = [(one.id, one.start_offset, one.end_offset, one.label) for one in line.entities or ()]
    if not named and not line.label:
        return
    offset = _count(line.text, unit)
    for number, start, end, label in named or [(number, *one) for number, one in enumerate(line.label or (), 1)]:
        place = _place((start, end), offset)
        if place == (-1, -1):
            raise UnusableError(f"entity {number}: [{start}, {end}] is no range of this text in {_UNIT_NAMES[unit]}")
        yield Span(id=f"s{number}", label=label, fragments=(place,))


def _relations(line: ExampleLine) -> Iterator[Relation]:
    for one in line.relations or ():
        yield Relation(id=f"r{one.id}", type=one.type, source=f"s{one.from_id}", target=f"s{one.to_id}")


FORMAT = Format(
    name="doccano",
    title="doccano's JSONL",
    suffix=".jsonl",
    by_name_only=True,
    write=write,
    read=read,
    carries=Carries(
        fragments=False,
        events=False,
        relations_of_relations=False,
        span_attributes=NOTHING,
        relation_attributes=NOTHING,
        links=False,
        notes=False,
    ),
)
