"""PLOVER gold records in JSON, as in arabic_event_gsr: a list of sentences with the event, its actors and their codes.

https://github.com/openeventdata/arabic_event_gsr has such files for Arabic, `assault_spans.json` and
`protest_spans.json`. Each entry of `spans` is what one coder marked, so a sentence gets a layer for each:
ANNOTATOR-1, ANNOTATOR-2 and on. The verb is the trigger of an event of the type that `event_type` names,
`source_actor` and `target_actor` are spans of the label ACTOR in the roles of these names, with the codes `main` and
`role` as attributes.

A document is called by its `source` where no other record has it, as in the assault file, whose sources are the
numbers of sentences; where `source` is a newspaper or an article of several sentences, as in the protest file, by its
`_id`. The other one is kept as metadata.

Words are listed there without their places; they are found again in the sentence as near to each other as they can
be, and make several fragments where they do not stand together (two fifths of the protest triggers). What all coders
have in common (`verb_gold` and its like) becomes metadata.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct, field

from corpus_tool.formats import AS_IT_IS, Format, Notice, Reading, Refusal
from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Fragments, Span
from corpus_tool.model.asides import Aside
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_lines import decoded
from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.layers import Layer
from corpus_tool.model.wordlists import located

ACTOR = "ACTOR"
"""The label of actors; the records have no finer one."""

NO_CODE = ("None", "")

Codes = dict[str, Any] | str
"""A country and a role; a word such as UNKNOWN where the coder had none."""


class Coded(Struct):
    """What one coder marked."""

    verb: list[str] = []
    source_actor: list[str] = []
    target_actor: list[str] = []
    source_role: Codes = {}
    target_role: Codes = {}


class Record(Struct):
    """A sentence."""

    text: str
    event_type: str
    spans: list[Coded] = []
    source: str = ""
    id: Any = field(default="", name="_id")
    verb_gold: str = ""
    source_gold: str = ""
    target_gold: str = ""


_decoder = msgspec.json.Decoder(list[Record])


class _UnusableRecordError(Exception):
    """Why a record cannot be taken in."""


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """A bundle for each sentence."""
    try:
        records = decoded(b"".join(lines), _decoder)
    except UnusableError as wrong:
        yield Refusal("", str(wrong))
        return
    for number, (record, key) in enumerate(zip(records, _keys(records), strict=True), 1):
        try:
            yield _bundle(record, key, reading.annotator)
        except _UnusableRecordError as unusable:
            yield Refusal(f"record {number}, {key}".removesuffix(", "), str(unusable))


def _keys(records: Sequence[Record]) -> Iterator[str]:
    """What each record's document is called: its source where that is its own, else its id."""
    sources = Counter(record.source.strip() for record in records)
    for record in records:
        source, id = record.source.strip(), str(record.id).strip()
        yield source if source and (sources[source] == 1 or not id) else id


def _bundle(record: Record, key: str, annotator: str) -> Bundle:
    if not key:
        raise _UnusableRecordError("it has neither `source` nor `_id`; every document needs a name")
    common = {"verb_gold": record.verb_gold, "source_gold": record.source_gold, "target_gold": record.target_gold}
    metadata = {"source": record.source, "record": str(record.id), **common}
    named = {name: said for name, said in metadata.items() if said and said != key}
    document = Aside(metadata=named).document(key, record.text)
    layers = (_layer(coded, record, f"{annotator}-{number}") for number, coded in enumerate(record.spans, 1))
    return Bundle(document, tuple(layers))


def _layer(coded: Coded, record: Record, annotator: str) -> Layer:
    found: list[Annotation] = []
    roles: list[Argument] = []
    for role, words, codes in (
        ("source_actor", coded.source_actor, coded.source_role),
        ("target_actor", coded.target_actor, coded.target_role),
    ):
        if words:
            id = f"s{len(found) + 1}"
            place = _place(words, record.text, role)
            found.append(Span(id=id, label=ACTOR, fragments=place, attributes=_attributes(codes)))
            roles.append(Argument(role, id))
    if coded.verb:
        place = _place(coded.verb, record.text, "verb")
        found.append(Event(id="e1", type=record.event_type, fragments=place, arguments=tuple(roles)))
    return Aside(annotator=annotator).layer(found, annotator)


def _place(words: list[str], text: str, what: str) -> Fragments:
    place = located(words, text)
    if place is None:
        raise _UnusableRecordError(f"the words of its {what} are not in the text: {' '.join(words)!r}")
    return place


def _attributes(codes: Codes) -> Attributes:
    if isinstance(codes, str):
        return {"role": codes}
    return {name: code for name, code in codes.items() if code not in NO_CODE}


FORMAT = Format(
    name="plover",
    title="PLOVER gold records in JSON (arabic_event_gsr)",
    suffix=".json",
    read=read,
    by_name_only=True,
)
