"""Label Studio's JSON: an array of tasks, each with annotations (people's work) and predictions (suggestions).

Offsets are code points, end exclusive, as its front end counts since 2021; older exports count UTF-16 units, which is
found out by the texts that the results repeat, and said. Written are `NAME.json` and `NAME.xml`, the labelling
configuration to go with it. Subtypes are a taxonomy of the region, other choices are `Choices`; notes and what has no
control stand in the region's `meta`, which Label Studio hands back. An event is a region of the control `event`; its
arguments are relations that go from there, labelled with the role. Predictions come in as suggestions, with their score
in the attribute `score`.

A task's text is in the field `text` of its data, in another that is called like one, or in the only one that has the
words of its regions (`--column text=NAME` says which); the others are metadata. JSON-MIN is read as well, which holds
no relations and no predictions; what was chosen of whole texts is metadata there, and stays out elsewhere.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing, no_splits
from corpus_tool.model.annotations import Event, Span, first_offset, label_of, last_offset
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries
from corpus_tool.model.json_values import UnusableError, decoded, objects, one_line
from corpus_tool.model.label_config import EVENT, LABEL, TEXT, chosen, label_config
from corpus_tool.model.label_tasks import RELATION, Extras, Meta, read_task
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.model.luggage import FIELD, packed_document, packed_layer
from corpus_tool.model.schemas import Schema
from corpus_tool.model.suggestions import SCORE

Json = dict[str, Any]


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """The configuration, and a task for each document."""
    file = f"{writing.name}{FORMAT.suffix}"
    yield Piece(f"{writing.name}.xml", label_config(writing.schema))
    joint = "[\n"
    for number, bundle in enumerate(bundles, 1):
        yield Piece(file, joint + one_line({"id": number, **_task(bundle, writing)}))
        joint = ",\n"
    yield Piece(file, "[]\n" if joint == "[\n" else "\n]\n")


def _task(bundle: Bundle, writing: Writing) -> Json:
    data: Json = {TEXT: bundle.document.text, FIELD: packed_document(bundle.document)}
    if writing.split_of is not no_splits:
        data["split"] = writing.split_of(bundle.document.key)
    task: Json = {"data": data, "annotations": [], "predictions": []}
    for layer in bundle.layers:
        is_suggestion = layer.name.kind is LayerKind.SUGGESTION
        work: Json = {"result": list(_results(layer, bundle.document.text, writing.schema)), FIELD: packed_layer(layer)}
        if is_suggestion:
            work["model_version"] = layer.name.annotator
        task["predictions" if is_suggestion else "annotations"].append(work)
    return task


def _results(layer: Layer, text: str, schema: Schema) -> Iterator[Json]:
    """Regions with what is chosen about each; then what goes from one to another."""
    regions: list[Span | Event] = [*layer.spans, *layer.events]
    for one in regions:
        yield from _region(one, text, schema, is_suggestion=layer.name.kind is LayerKind.SUGGESTION)
    for event in layer.events:
        for argument in event.arguments:
            yield _tie(event.id, argument.target, argument.role, Extras())
    for relation in layer.relations:
        extras = Extras(id=relation.id, attributes=relation.attributes)
        yield _tie(relation.source, relation.target, relation.type, extras)


def _region(one: Span | Event, text: str, schema: Schema, *, is_suggestion: bool) -> Iterator[Json]:
    start, end = first_offset(one), last_offset(one)
    place = {"start": start, "end": end, TEXT: text[start:end]}
    controls, rest = chosen(one, schema)
    score = {SCORE: rest.pop(SCORE)} if is_suggestion and _is_score(rest.get(SCORE)) else {}
    yield {
        "id": one.id,
        "from_name": LABEL if isinstance(one, Span) else EVENT,
        "to_name": TEXT,
        "type": "labels",
        "value": {**place, "labels": [label_of(one)]},
        "meta": Meta(
            None if one.note is None else [one.note],
            Extras(attributes=rest, link=one.link if isinstance(one, Span) else None),
        ),
        **score,
    }
    for name, value in controls.items():
        about = {"id": one.id, "from_name": name, "to_name": TEXT, "type": next(iter(value))}
        yield {**about, "value": {**place, **value}}


def _is_score(value: object) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool) and 0 <= value <= 1


def _tie(source: str, target: str, label: str, extras: Extras) -> Json:
    ends = {"from_id": source, "to_id": target, "direction": "right"}
    return {"type": RELATION, **ends, "labels": [label], "meta": Meta(corpus_tool=extras)}


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The bundle of each task; what is odd about a task is said before it."""
    try:
        for number, raw in objects(lines):
            yield from _bundle(f"task {number}", raw, reading)
    except UnusableError as unusable:
        yield Refusal("", str(unusable))


def _bundle(where: str, raw: bytes, reading: Reading) -> Iterator[Bundle | Refusal | Notice]:
    try:
        found = read_task(decoded(raw, dict[str, Any], "a task of Label Studio's"), reading.annotator, reading.columns)
    except UnusableError as unusable:
        yield Refusal(where, str(unusable))
        return
    if found.words:
        yield Notice(f"{where}: {found.words}")
    yield found.bundle


FORMAT = Format(
    name="label-studio",
    title="Label Studio's JSON, with its labelling configuration",
    suffix=".json",
    by_name_only=True,
    write=write,
    read=read,
    carries=Carries(fragments=False, relations_of_relations=False),
)
