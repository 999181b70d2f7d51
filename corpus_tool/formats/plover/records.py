"""The records in JSON: a list of sentences, each with what every coder marked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct, field

from corpus_tool.formats import Reading, Refusal
from corpus_tool.formats.plover.marks import SOURCE, TARGET, Actor, Listed, UnusableRecordError, layer_of
from corpus_tool.model.asides import Aside
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_lines import decoded
from corpus_tool.model.json_values import UnusableError
from corpus_tool.text.decoding import joined

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


def read(lines: Iterable[bytes], reading: Reading) -> Iterator[Bundle | Refusal]:
    """A bundle for each sentence."""
    try:
        records = decoded(joined(lines), _decoder)
    except UnusableError as wrong:
        yield Refusal("", str(wrong))
        return
    for number, (record, key) in enumerate(zip(records, _keys(records), strict=True), 1):
        try:
            yield _bundle(record, key, reading.annotator)
        except UnusableRecordError as unusable:
            yield Refusal(f"record {number}, {key}".removesuffix(", "), str(unusable))


def _keys(records: Sequence[Record]) -> Iterator[str]:
    """What each record's document is called: its source where most have one of their own, else its id."""
    sources = Counter(record.source.strip() for record in records)
    own = {source for source, records_of_it in sources.items() if source and records_of_it == 1}
    are_named_by_source = 2 * len(own) > len(records)
    for record in records:
        source, id = record.source.strip(), str(record.id).strip()
        yield source if not id or (are_named_by_source and source in own) else id


def _bundle(record: Record, key: str, annotator: str) -> Bundle:
    if not key:
        raise UnusableRecordError("it has neither `source` nor `_id`; every document needs a name")
    common = {"verb_gold": record.verb_gold, "source_gold": record.source_gold, "target_gold": record.target_gold}
    metadata = {"source": record.source, "record": str(record.id), **common}
    named = {name: said for name, said in metadata.items() if said and said != key}
    document = Aside(metadata=named).document(key, record.text)
    layers = (
        layer_of([_listed(coded, record.event_type)], record.text, f"{annotator}-{number}")
        for number, coded in enumerate(record.spans, 1)
    )
    return Bundle(document, tuple(layers))


def _listed(coded: Coded, type: str) -> Listed:
    actors = {
        SOURCE: Actor(coded.source_actor, _codes(coded.source_role)),
        TARGET: Actor(coded.target_actor, _codes(coded.target_role)),
    }
    return Listed(type, coded.verb, actors)


def _codes(codes: Codes) -> dict[str, Any]:
    return {"role": codes} if isinstance(codes, str) else codes
