"""doccano's JSONL, a text a line with its entities and relations; each annotator's work in a file of its own.

Offsets count UTF-16 units, as doccano's web page does, end exclusive. Written is the form with `entities` and
`relations`, for a project of sequence labelling with relations. Read are this, the one with `label` or `labels`, a list
of `[start, end, label]`, and that of the first versions, whose `annotations` name their `user`, so that a line has a
layer for each. Where these name labels by number, the number is the label (`--map` gives it ours). Labels of a whole
text stay out, which is said. What else a line knows, and what is in its `meta`, becomes metadata.

A line says in `offset_unit` what its offsets count (`utf-16`, `code-point`, `grapheme`). Where it does not, and it
makes a difference (emoji; marks, in a project that counts graphemes), the unit is taken by which most edges are edges
of words, of several UTF-16, and that is said. doccano keeps fields that it does not know and hands them back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple
from unicodedata import category

from msgspec import Struct, field

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing
from corpus_tool.model.annotations import Annotation, Relation, Span, first_offset, last_offset
from corpus_tool.model.article_rows import document_with
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries
from corpus_tool.model.carrying.carries import NOTHING
from corpus_tool.model.documents import Document
from corpus_tool.model.json_values import UnusableError, converted, decoded, one_line, value_lines
from corpus_tool.model.layers import Layer
from corpus_tool.model.luggage import (
    FIELD,
    LayerLuggage,
    Luggage,
    document_of,
    layer_of,
    packed_document,
    packed_layer,
    refuse_twins,
)
from corpus_tool.text.decoding import too_long
from corpus_tool.text.units import utf16

Unit = Literal["utf-16", "code-point", "grapheme"]
Place = tuple[int, int]
Count = Callable[[int], int | None]

DATA = "data"
"""What some versions call the text."""

_OF_THE_FORM = frozenset(
    {"text", DATA, "id", "meta", "entities", "relations", "label", "labels", "annotations", "annotation_approver"}
    | {"Comments", "comments", "cats", "offset_unit"}
)
"""Fields of a line that say nothing about its article."""

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


class OldLine(Struct):
    """An entity as the first versions of doccano wrote it."""

    label: int | str
    """Its number, or its name."""
    start_offset: int | None = None
    """None of a label that is of the whole text."""
    end_offset: int | None = None
    label_name: str | None = None
    user: int | str | None = None
    user_name: str | None = None

    @property
    def who(self) -> str:
        """Whose it is; empty where nobody is named."""
        return self.user_name or (f"user {self.user}" if isinstance(self.user, int) else self.user or "")


Labelled = list[tuple[int, int, str] | str] | None
"""Places with a label; a label alone is of the whole text."""


class ExampleLine(Struct, omit_defaults=True):
    """A line of the file."""

    text: str
    entities: list[EntityLine] | None = None
    relations: list[RelationLine] | None = None
    label: Labelled = None
    labels: Labelled = None
    annotations: list[OldLine] | None = None
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
    told: set[str] = set()
    for where, raw in value_lines(lines):
        try:
            fields = decoded(raw, dict[str, Any], "an example of doccano's")
            line = _line(_with_text(fields, reading))
            work = list(_work_in(line))
            unit = line.offset_unit or _unit(line.text, [(one.start, one.end) for one in work])
            bundle = _bundle(line, work, unit or "code-point", fields, reading)
        except UnusableError as unusable:
            yield Refusal(where, str(unusable))
            continue
        for words in _odd(line, unit):
            if words not in told:
                told.add(words)
                yield Notice(f"{where}: {words}")
        yield bundle


def _with_text(fields: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """The fields with the text where it is looked for; some versions call it `data`."""
    name = reading.columns.get("text", "text" if "text" in fields else DATA)
    return {**fields, "text": fields[name]} if name in fields else fields


def _odd(line: ExampleLine, unit: Unit | None) -> Iterator[str]:
    """What is to be said about a line."""
    if unit and not line.offset_unit:
        yield f"what its offsets count is not said; they were read as {_UNIT_NAMES[unit]}, please check"
    if any(isinstance(one, str) for one in (*(line.label or ()), *(line.labels or ()))) or any(
        one.start_offset is None for one in line.annotations or ()
    ):
        yield "a label of a whole text stays out; here labels are of places in it"


class Named(NamedTuple):
    """An entity, whichever way it is written."""

    id: int
    start: int
    end: int
    label: str
    who: str = ""
    """Empty where the line names nobody."""


def _work_in(line: ExampleLine) -> Iterator[Named]:
    """The entities of a line; raises UnusableError where they are there in two ways."""
    there = [name for name in ("entities", "label", "labels", "annotations") if getattr(line, name)]
    if len(there) > 1:
        raise UnusableError(f"it has both {there[0]} and {there[1]}; one of them was expected")
    for one in line.entities or ():
        yield Named(one.id, one.start_offset, one.end_offset, one.label)
    for number, said in enumerate(line.label or line.labels or (), 1):
        if not isinstance(said, str):
            yield Named(number, *said)
    for number, old in enumerate(line.annotations or (), 1):
        if old.start_offset is not None and old.end_offset is not None:
            label = old.label_name or str(old.label)
            yield Named(number, old.start_offset, old.end_offset, label, old.who)


def _line(fields: dict[str, Any]) -> ExampleLine:
    line = converted(fields, ExampleLine, "an example of doccano's")
    if wrong := too_long(len(line.text)):
        raise UnusableError(wrong)
    return line


_UNIT_NAMES: dict[Unit, str] = {"utf-16": "UTF-16 units", "code-point": "code points", "grapheme": "graphemes"}
"""The likelier first."""


def _unit(text: str, said: Sequence[Place]) -> Unit | None:
    """What the offsets of a line count, as far as its words tell; None where all units say the same."""
    if not said:
        return None
    counts = {unit: _count(text, unit) for unit in _UNIT_NAMES}
    read_as = {unit: [_place(edges, offset) for edges in said] for unit, offset in counts.items()}
    if all(places == read_as["code-point"] for places in read_as.values()):
        return None
    return max(read_as, key=lambda unit: _likelihood(read_as[unit], text))


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


def _bundle(
    line: ExampleLine, work: Sequence[Named], unit: Unit, fields: Mapping[str, Any], reading: Reading
) -> Bundle:
    packed = line.corpus_tool.layer
    document = _document(line, fields, reading)
    if packed is None and all(said is None for said in (line.entities, line.label, line.labels, line.annotations)):
        return Bundle(document)
    offset = _count(line.text, unit if work else "code-point")  # others take long in a long text
    layers = []
    for who in dict.fromkeys(one.who for one in work) or [""]:
        spans = [_span(one, offset, unit) for one in work if one.who == who]
        annotations: list[Annotation] = [*spans, *_relations(line)]
        layers.append(layer_of(packed or LayerLuggage(annotator=who), annotations, line.text, reading.annotator))
    return Bundle(document, refuse_twins(layers))


def _document(line: ExampleLine, fields: Mapping[str, Any], reading: Reading) -> Document:
    """What we packed; of a line of somebody else's, what its other fields tell."""
    if FIELD in fields:
        return document_of(line.corpus_tool.document, line.text)
    meta = fields.get("meta")
    theirs = {name: value for name, value in fields.items() if name not in _OF_THE_FORM}
    return document_with(line.text, theirs | (meta if isinstance(meta, dict) else {}), reading.columns)


def _span(one: Named, offset: Count, unit: Unit) -> Span:
    place = _place((one.start, one.end), offset)
    if place == (-1, -1):
        raise UnusableError(
            f"entity {one.id}: [{one.start}, {one.end}] is no range of this text in {_UNIT_NAMES[unit]}"
        )
    return Span(id=f"s{one.id}", label=one.label, fragments=(place,))


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
