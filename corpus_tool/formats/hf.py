"""A folder for Hugging Face's `datasets`: `load_dataset("gold.hf")`, or upload it as it is.

`README.md` says what the columns are, with the names of labels and types from the schema; the data is Parquet, some
2,000 rows a file. The configuration `spans`, which is loaded unless another is named, has a row for each document and
layer: the text, and `entities`, `events` and `relations` with everything that is known of them. Offsets are code
points, the end exclusive; attributes and metadata are JSON, since each has names of its own.
`load_dataset("gold.hf", "iob")` has a row for each sentence (`--window` says of what): `tokens`, `ner_tags` in IOB2,
and `starts`, where each token begins in the text. It holds whole words, flat. What is in `spans` and not in `iob` is
counted on the card, and listed in the loss report with `not in iob, but in spans`; it keeps nobody from writing.

The parts of the data are `train`, `validation` (for `dev`) and `test`.

Import the folder, `gold.hf`; one of another name with `--format hf`, which reads Parquet and JSON lines. Of others'
data sets rows with a `text` and `entities` come in (each with start, end and label, or lists of these), and rows with
`tokens` and `ner_tags` as texts made of the words, 100 sentences each. What numbers stand for is looked up in the
README.md or dataset_info.json beside or above, or in the Parquet file itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
from msgspec.structs import replace

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing
from corpus_tool.model.annotations import Event, Relation, Span, first_offset, last_offset, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries, restricted
from corpus_tool.model.carrying.carries import LABELS_ONLY
from corpus_tool.model.carrying.places import window_starts
from corpus_tool.model.class_names import ClassNames, names_in_card, names_in_info
from corpus_tool.model.data_card import Configuration, Each, Feature, Names, Size, header
from corpus_tool.model.dataset_rows import Reader
from corpus_tool.model.json_values import UnusableError, decoded, value_lines
from corpus_tool.model.layers import Layer
from corpus_tool.model.losses import LossTally
from corpus_tool.model.policies import Policy
from corpus_tool.model.schemas import Schema
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.model.tagging import OUTSIDE, tags_of, token_numbers
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    import polars as pl

Row: TypeAlias = dict[str, Any]

SHARD_ROWS = 2_000
SHARD_CHARACTERS = 8_000_000
"""A file ends where it has this many rows or this much text, so that a million documents need no memory."""

TAGS = replace(LABELS_ONLY, whole_words=True, windowed=True, fragments=False)
"""What the configuration of tags can hold."""

PARTS = {"dev": "validation"}
"""Our names of the parts of the data to those that are usual there."""


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """The Parquet files as they fill, then the card."""
    folder = _Folder(writing)
    for bundle in bundles:
        yield from folder.add(bundle)
    yield from folder.finished()


class _Folder:
    """The files of a data set that are being filled, and what its card will tell."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._name = f"{writing.name}{FORMAT.suffix}"
        self._columns = _Columns(writing.schema)
        self._files: dict[tuple[str, str], _File] = {}
        self._languages: set[str] = set()
        self._losses = LossTally()

    def add(self, bundle: Bundle) -> Iterator[Piece]:
        """Put one more document in; answer the files that it fills."""
        named = self._writing.split_of(bundle.document.key)
        part = re.sub(r"\W", "_", PARTS.get(named, named))
        self._languages.add(bundle.document.language)
        tagged, lost = restricted(bundle, TAGS, self._writing.policy)
        self._losses.add(lost)
        for layer in bundle.layers:
            yield from self._put("spans", part, [self._columns.spans_row(bundle, layer)], len(bundle.document.text))
        for layer in tagged.layers:
            rows = list(self._columns.tag_rows(tagged, layer, self._writing.policy))
            yield from self._put("iob", part, rows, len(bundle.document.text))

    def _put(self, kind: str, part: str, rows: list[Row], characters: int) -> Iterator[Piece]:
        file = self._files.setdefault((kind, part), _File())
        file.add(rows, characters)
        if file.is_full:
            yield self._taken(kind, part, file)

    def _taken(self, kind: str, part: str, file: "_File") -> Piece:
        name = f"{self._name}/{kind}/{part}-{file.number:05}.parquet"
        return Piece(name, file.taken(self._columns.of[kind]))

    def finished(self) -> Iterator[Piece]:
        """The files that are not full, and the card; nothing where there was no document."""
        for (kind, part), file in self._files.items():
            if file.rows:
                yield self._taken(kind, part, file)
        if self._files:
            yield Piece(f"{self._name}/README.md", self._card())

    def _card(self) -> str:
        configurations = [
            Configuration(kind, features, parts, f"{kind}/{{}}-*.parquet")
            for kind, features in self._columns.of.items()
            if (parts := {part: file.size for (of, part), file in self._files.items() if of == kind and file.size.rows})
        ]
        languages = sorted(self._languages - {"other", ""})
        lists = {"language": languages} if languages else {}
        lists["task_categories"] = ["token-classification"]
        return header(lists, configurations) + _body(self._writing, configurations, self._losses)


class _File:
    """The rows of one Parquet file after the other."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.number = 0
        self.size = Size()
        self._characters = 0

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= SHARD_ROWS or self._characters >= SHARD_CHARACTERS

    def add(self, rows: list[Row], characters: int) -> None:
        self.rows += rows
        self._characters += characters

    def taken(self, features: Mapping[str, Feature]) -> bytes:
        """The bytes of the file; the next one begins."""
        import polars as pl

        file = BytesIO()
        frame = pl.DataFrame(self.rows, schema={name: _type(feature) for name, feature in features.items()})
        frame.write_parquet(file)
        self.size = Size(self.size.rows + frame.height, self.size.bytes + int(frame.estimated_size()))
        self.rows, self._characters = [], 0
        self.number += 1
        return file.getvalue()


def _type(feature: Feature) -> "pl.DataType":
    """The polars type of a column."""
    import polars as pl

    match feature:
        case str():
            return pl.Int32() if feature == "int32" else pl.String()
        case Names():
            return pl.Int64()
        case Each():
            return pl.List(_type(feature.of))
        case _:
            return pl.Struct({name: _type(part) for name, part in feature.items()})


class _Columns:
    """What the columns of both configurations hold, and rows of them."""

    def __init__(self, schema: Schema) -> None:
        labels = [label.id for label in schema.labels]
        self._labels = Names(labels)
        self._events = Names(event.id for event in schema.events)
        self._tags = Names([OUTSIDE, *(f"{place}-{label}" for label in labels for place in "BI")])
        place: dict[str, Feature] = {
            "start": "int32",
            "end": "int32",
            "text": "string",
            "fragments": Each({"start": "int32", "end": "int32"}),
            "attributes": "string",
            "note": "string",
        }
        argument: Feature = {"role": "string", "target": "string"}
        relation = dict.fromkeys(("id", "type", "source", "target", "attributes"), "string")
        spans: dict[str, Feature] = dict.fromkeys(("id", "text", "language", "title", "metadata"), "string")
        spans |= dict.fromkeys(("annotator", "kind", "status"), "string")
        spans["entities"] = Each({"id": "string", "label": self._labels, **place, "link": "string"})
        spans["events"] = Each({"id": "string", "type": self._events, **place, "arguments": Each(argument)})
        spans["relations"] = Each(relation)
        self.of: dict[str, Mapping[str, Feature]] = {
            "spans": spans,
            "iob": {
                "id": "string",
                "annotator": "string",
                "sentence": "int32",
                "tokens": Each("string"),
                "ner_tags": Each(self._tags),
                "starts": Each("int32"),
            },
        }
        """Name of a configuration to its columns."""

    def spans_row(self, bundle: Bundle, layer: Layer) -> Row:
        """A document with one layer."""
        document, text = bundle.document, bundle.document.text
        return {
            "id": document.key,
            "text": text,
            "language": document.language,
            "title": document.title,
            "metadata": _json(document.metadata),
            "annotator": layer.name.annotator,
            "kind": layer.name.kind.value,
            "status": layer.status.value,
            "entities": [
                {"id": one.id, "label": self._labels.number(one.label), **_placed(one, text), "link": one.link}
                for one in layer.spans
            ],
            "events": [
                {"id": one.id, "type": self._events.number(one.type), **_placed(one, text), **_arguments(one)}
                for one in layer.events
            ],
            "relations": [_related(one) for one in layer.relations],
        }

    def tag_rows(self, bundle: Bundle, layer: Layer, policy: Policy) -> Iterator[Row]:
        """A row for each sentence that has a token."""
        text, tokens = bundle.document.text, bundle.document.tokens
        tags = [self._tags.number(tag) for tag in tags_of(SpanColumns.of(layer.spans), tokens)]
        borders = [*token_numbers(tokens, window_starts(text, policy.window)), len(tokens)]
        filled = [(first, end) for first, end in pairwise(borders) if first < end]
        for number, (first, end) in enumerate(filled):
            yield {
                "id": bundle.document.key,
                "annotator": layer.name.short,
                "sentence": number,
                "tokens": [text[token.start : token.end] for token in tokens[first:end]],
                "ner_tags": tags[first:end],
                "starts": [token.start for token in tokens[first:end]],
            }


def _placed(one: Span | Event, text: str) -> Row:
    return {
        "start": first_offset(one),
        "end": last_offset(one),
        "text": surface(text, one.fragments),
        "fragments": [{"start": start, "end": end} for start, end in one.fragments],
        "attributes": _json(one.attributes),
        "note": one.note,
    }


def _arguments(event: Event) -> Row:
    return {"arguments": [{"role": argument.role, "target": argument.target} for argument in event.arguments]}


def _related(one: Relation) -> Row:
    attributes = _json(one.attributes)
    return {"id": one.id, "type": one.type, "source": one.source, "target": one.target, "attributes": attributes}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _body(writing: Writing, configurations: Iterable[Configuration], losses: LossTally) -> str:
    """The words of the card."""
    schema, policy = writing.schema, writing.policy
    rows = "\n".join(
        f"| {one.name} | {part} | {size.rows:,} |" for one in configurations for part, size in one.parts.items()
    )
    lost = "\n".join(f"| {reason} | {count:,} |" for reason, count in losses.counts.most_common())
    not_held = f"\nNot held there:\n\n| why | how many |\n| --- | --- |\n{lost}\n" if lost else ""
    return f"""
# {writing.name}

Entities and events, annotated with corpus-tool under the schema {schema.name} {schema.version}.

| configuration | part | rows |
| --- | --- | --- |
{rows}

`spans` has everything: offsets are code points of `text`, the end exclusive; `attributes` and `metadata` are JSON;
arguments name their targets by id. `start` and `end` are those of the whole; what is in several pieces has several
`fragments`.

`iob` has whole words, flat, one {policy.window.value} a row. Edges inside words: {policy.clitics.value}; of spans that
share characters: {policy.overlaps.value}.
{not_held}"""


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """A bundle for each row, or for each hundred that are sentences of words."""
    try:
        is_parquet = reading.suffix == ".parquet"
        frame, names = _parquet(b"".join(lines)) if is_parquet else (None, {})
        reader = Reader({**_names_beside(reading), **names}, reading.stem, reading.annotator, reading.columns)
        yield from reader.bundles(value_lines(lines) if frame is None else _rows(frame))
    except UnusableError as wrong:
        yield Refusal("", str(wrong))
        return
    if reader.passed_over:
        yield Notice(f"passed over: {counted(reader.passed_over, 'row')} of tags, as `spans` beside has them all")


def _names_beside(reading: Reading) -> ClassNames:
    """What numbers stand for, as the card of the data set says."""
    for folder in ("", "../"):
        if (card := reading.beside(f"{folder}README.md")) is not None and (found := names_in_card(_text(card))):
            return found
        if (info := reading.beside(f"{folder}dataset_info.json")) is not None:
            return names_in_info(decoded(info, dict[str, Any], "a dataset_info.json"))
    return {}


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _parquet(content: bytes) -> "tuple[pl.DataFrame, ClassNames]":
    """The table in a file, and the names that the file itself has for numbers in it."""
    import polars as pl

    said_in: Callable[[BytesIO], dict[str, str]] = getattr(pl, "read_parquet_metadata", lambda _file: {})  # new ones
    try:
        frame = pl.read_parquet(BytesIO(content), use_pyarrow=False)
        said = said_in(BytesIO(content)).get("huggingface", "{}")
    except (pl.exceptions.PolarsError, OSError) as wrong:
        first_line = str(wrong).partition("\n")[0]
        raise UnusableError(f"not Parquet: {first_line}") from None
    return frame, names_in_info(decoded(said.encode(), dict[str, Any], "what a file says of itself").get("info"))


def _rows(frame: "pl.DataFrame") -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((f"row {number}", row) for number, row in enumerate(frame.iter_rows(named=True), 1))


FORMAT = Format(
    name="hf",
    title="a folder for Hugging Face's datasets",
    suffix=".hf",
    more_suffixes=(".parquet", ".jsonl"),
    write=write,
    read=read,
    by_name_only=True,
    is_folder=True,
    carries=Carries(),
    parts={"iob, but in spans": replace(TAGS, decisions=True)},
    by_splits=True,
)
