"""The rows of some documents in each table, as Arrow has them in memory."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from corpus_tool.formats import Piece, Writing
from corpus_tool.formats.parquet.frames import frame_of, spans_frame
from corpus_tool.formats.parquet.parts import are_enough
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.plain_layers import NotPlainError, PlainLayers
from corpus_tool.model.table_columns import TableColumns, document_row, layer_row
from corpus_tool.model.tables import DOCUMENTS, LAYERS, SPANS

if TYPE_CHECKING:
    import polars as pl


def write(found: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """The rows of some documents in each table, as Arrow has them in memory; `gather` makes files of them."""
    rows = _Rows()
    for number, bundle in enumerate(found, 1):
        rows.add(bundle, writing.part_of(bundle.document.key), writing)
        if rows.is_many:
            yield from rows.packed(number)
            rows = _Rows()
    yield from rows.packed(0)


def write_plain(layers: PlainLayers, writing: Writing) -> Iterator[Piece]:
    """The same of plain layers; NotPlainError where they are so many that they are not one part."""
    found = [layer for some in layers for layer in some]
    documents = list({id(layer.document): layer.document for layer in found}.values())
    characters = sum([len(one.text) for one in documents]) if writing.with_text else 0
    if are_enough(sum([len(layer.words) for layer in found]), characters):
        raise NotPlainError
    told = [document_row(one, writing.part_of(one.key), with_text=writing.with_text) for one in documents]
    heads = [layer_row(layer.document.key, layer.head.name, layer.head.status, layer.head.schema) for layer in found]
    yield _piece(DOCUMENTS, frame_of(DOCUMENTS, list(zip(*told, strict=True))), 0)
    yield _piece(LAYERS, frame_of(LAYERS, list(zip(*heads, strict=True))), 0)
    if marked := [layer for layer in found if layer.words]:
        yield _piece(SPANS, spans_frame(marked, with_text=writing.with_text), 0)


class _Rows:
    """Rows of some documents, on their way to `gather`."""

    def __init__(self) -> None:
        self._columns = TableColumns()
        self._characters = 0

    def add(self, bundle: Bundle, split: str, writing: Writing) -> None:
        """Take those of a document."""
        self._columns.add(bundle, split, with_text=writing.with_text)
        self._characters += len(bundle.document.text) if writing.with_text else 0

    @property
    def is_many(self) -> bool:
        """Whether they are a part."""
        return are_enough(self._columns.height, self._characters)

    def packed(self, number: int) -> Iterator[Piece]:
        """The tables that have rows; `number` tells them from others of the same documents."""
        for table, cells in self._columns.tables.items():
            if cells[0]:
                yield _piece(table, frame_of(table, cells), number)


def _piece(table: str, frame: "pl.DataFrame", number: int) -> Piece:
    content = BytesIO()
    frame.write_ipc_stream(content)
    return Piece(f"{table}/{number}", content.getvalue())
