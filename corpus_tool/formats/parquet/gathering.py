"""Files of what `writing` packed, one part after the other."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING

from corpus_tool.formats import Piece, Writing
from corpus_tool.formats.parquet.frames import frame_of
from corpus_tool.formats.parquet.parts import SUFFIX, are_enough
from corpus_tool.model.tables import DOCUMENTS, TABLES

if TYPE_CHECKING:
    import polars as pl


def gather(pieces: Iterable[Piece], writing: Writing) -> Iterator[Piece]:
    """Parts of all seven tables, one after the other, with the rows that `write` packed.

    A part is written beside: polars does it without Python, which makes the rows of the next one meanwhile.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        written = deque[Future[list[Piece]]]()
        for number, part in enumerate(_parts(pieces)):
            written.append(beside.submit(part.files, writing.name, number))
            if len(written) > 1:
                yield from written.popleft().result()
        for last in written:
            yield from last.result()


def _parts(pieces: Iterable[Piece]) -> Iterator["_Part"]:
    """One at least, also of nothing."""
    part = _Part()
    is_first = True
    for file, content in pieces:
        table, _, _ = file.partition("/")
        if table == DOCUMENTS and part.is_full:
            yield part
            part, is_first = _Part(), False
        part.take(table, content if isinstance(content, bytes) else content.encode())
    if is_first or part.height(DOCUMENTS):
        yield part


class _Part:
    """The rows of one part."""

    def __init__(self) -> None:
        self._frames: dict[str, list[pl.DataFrame]] = {table: [] for table in TABLES}
        self._characters = 0

    def take(self, table: str, content: bytes) -> None:
        """Take some more."""
        import polars as pl

        frame = pl.read_ipc_stream(BytesIO(content))
        self._frames[table].append(frame)
        if table == DOCUMENTS:
            self._characters += int(frame["text"].str.len_chars().sum())

    def height(self, table: str) -> int:
        """How many rows a table has."""
        return sum(frame.height for frame in self._frames[table])

    @property
    def is_full(self) -> bool:
        """Whether it is time for the next one."""
        return are_enough(max(map(self.height, TABLES)), self._characters)

    def files(self, name: str, number: int) -> list[Piece]:
        """Its files."""
        return [
            Piece(f"{name}.{table}-{number:05}{SUFFIX}", _written(_of_all(table, frames)))
            for table, frames in self._frames.items()
        ]


def _of_all(table: str, frames: "Sequence[pl.DataFrame]") -> "pl.DataFrame":
    """The rows of some frames of a table in one."""
    import polars as pl

    return pl.concat(frames, rechunk=True) if frames else frame_of(table, [])


def _written(frame: "pl.DataFrame") -> bytes:
    content = BytesIO()
    frame.write_parquet(content)
    return content.getvalue()
