"""Rows of cells between separators, as spreadsheets and scripts write them (RFC 4180, and what comes close).

A quotation mark that does not begin a cell is a letter like any other: `דאע"ש` needs no second pair around it. Where
marks that do begin cells are not closed as the standard has it, the file is read in another way if all its rows
have as many cells in it: one of scripts that put a pair around each cell and mind no mark inside, or of scripts that
know of no quoting at all.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from typing import Literal, NamedTuple

from corpus_tool.saying.counting import counted
from corpus_tool.text.decoding import LONGEST_TEXT

SEPARATORS = (",", ";", "\t")
"""What may stand between cells: the one most frequent in the first line does."""

NEVER_CLOSED = "a cell begins with a quotation mark, and none closes it"
GOES_ON = "a cell begins with a quotation mark and goes on behind the closing one; inside a cell each is written twice"


LONGEST_LINE = 2 * LONGEST_TEXT
"""Characters of a line: whatever else is in a row, it is less than its article may be."""

MOST_COLUMNS = 16_384
"""As many as a spreadsheet can have."""

CELL_TOO_LONG = (
    f"a cell has more than {LONGEST_TEXT:,} characters, or begins with a quotation mark that nothing closes; an article"
    " in each row was expected"
)
LINE_TOO_LONG = f"it has more than {LONGEST_LINE:,} characters; an article in each row was expected"


class TooLongError(Exception):
    """Why a text is no table; `line` is where."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


class Row(NamedTuple):
    """The cells of a row, and the line it begins in, from 1."""

    line: int
    cells: list[str]


class BrokenRow(NamedTuple):
    """A row whose cells cannot be told, the line it begins in, and why."""

    line: int
    why: str


class Quoting(Enum):
    """What quotation marks mean; the value says so of a file that is not as the standard has it."""

    STANDARD = ""
    AROUND = "Quotation marks inside cells are not written twice; one closes where a separator or a line end follows."
    LETTERS = "Quotation marks do not close the cells they open; they are read as they stand."


class Separated(NamedTuple):
    """A text as a table."""

    text: str
    separator: str
    quoting: Quoting
    head: list[str]
    """The names of the columns; none is there twice."""
    height: int
    """Rows below the head."""

    def rows(self) -> Iterator[Row | BrokenRow]:
        """The rows below the head, in order; those without anything in them are left out."""
        found = _READERS[self.quoting](self.text, self.separator)
        next(found, None)
        for row in found:
            yield _fitted(row, len(self.head)) if isinstance(row, Row) else row


def separated(text: str, separator: str = "") -> Separated:
    """How a text is to be read as a table; `separator` stands between its cells, else that of its first line.

    Raises TooLongError where a line, a cell or the first row is longer than those of articles are.
    """
    first = next(lines_in(text), "")
    between = separator or max(SEPARATORS, key=first.count)
    if (count := first.count(between)) >= MOST_COLUMNS:
        raise TooLongError(
            1, f"{counted(count + 1, 'cell')}; the names of {MOST_COLUMNS:,} columns at most were expected"
        )
    quoting, height = _quoting(text, between)
    head = next(_READERS[quoting](text, between), None)
    names = head.cells if isinstance(head, Row) else []
    return Separated(text, between, quoting, list(_told_apart(names)), max(height - 1, 0))


def _quoting(text: str, separator: str) -> tuple[Quoting, int]:
    """What quotation marks mean, and the number of rows then."""
    standard = _survey(text, separator, Quoting.STANDARD)
    if not standard.is_broken:
        return Quoting.STANDARD, standard.height
    around, letters = (_survey(text, separator, one) for one in (Quoting.AROUND, Quoting.LETTERS))
    # A mark that none closes swallows rows; it is a letter then.
    if around.is_even and not (letters.is_even and letters.height > around.height):
        return Quoting.AROUND, around.height
    if letters.is_even:
        return Quoting.LETTERS, letters.height
    return Quoting.STANDARD, standard.height


class _Survey(NamedTuple):
    height: int
    is_broken: bool
    is_even: bool
    """Nothing is broken, and each row has as many cells."""


def _survey(text: str, separator: str, quoting: Quoting) -> _Survey:
    widths = Counter(len(row.cells) if isinstance(row, Row) else BROKEN for row in _READERS[quoting](text, separator))
    return _Survey(widths.total(), BROKEN in widths, len(widths) == 1 and BROKEN not in widths)


BROKEN = -1
"""How wide a row is whose cells cannot be told."""


def _read(text: str, separator: str, *, quoting: Literal[0, 3]) -> Iterator[Row | BrokenRow]:
    csv.field_size_limit(LONGEST_TEXT)  # Python's own bound of 131,072 is shorter than some articles
    reader = csv.reader(lines_in(text), delimiter=separator, quoting=quoting, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            if "limit" in str(wrong):
                raise TooLongError(line, CELL_TOO_LONG) from None
            yield BrokenRow(line, NEVER_CLOSED if "unexpected end" in str(wrong) else GOES_ON)
            continue
        if cells:
            yield Row(line, cells)


def _read_around(text: str, separator: str) -> Iterator[Row | BrokenRow]:
    between = re.escape(separator)
    end = rf"(?P<end>{between}|\r\n|[\r\n]|\Z)"
    marked = re.compile(rf'"(?P<inner>(?:[^"]+|""|"(?!{between}|[\r\n]|\Z))*+)"{end}')
    bare = re.compile(rf"(?P<inner>[^{between}\r\n]*){end}")
    at, line, begun, cells = 0, 1, 1, list[str]()
    while True:
        found = marked.match(text, at) if text.startswith('"', at) else None
        if found is None and text.startswith('"', at):
            marked = bare  # no mark behind this place closes anything; looking again from each cell would take long
        found = found or bare.match(text, at)
        if found is None:
            return
        cells.append(found["inner"] if found.re is bare else found["inner"].replace('""', '"'))
        at, line = found.end(), line + len(_LINE_ENDS.findall(found[0]))
        if found["end"] != separator:
            if cells != [""]:
                yield Row(begun, cells)
            cells, begun = [], line
        if not found["end"] or at == len(text):
            return


def lines_in(text: str) -> Iterator[str]:
    """Its lines with their ends, one at a time: a copy of the whole text in a file in memory has four bytes a letter.

    Raises TooLongError.
    """
    at, number = 0, 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        if end - at > LONGEST_LINE:
            raise TooLongError(number + 1, LINE_TOO_LONG)
        line = text[at:end]
        pieces = [line] if "\r" not in line else _LINE.findall(line)
        number += len(pieces)
        yield from pieces
        at = end


_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+\Z")
_LINE_ENDS = re.compile(r"\r\n|[\r\n]")

_READERS: dict[Quoting, Callable[[str, str], Iterator[Row | BrokenRow]]] = {
    Quoting.STANDARD: partial(_read, quoting=csv.QUOTE_MINIMAL),
    Quoting.AROUND: _read_around,
    Quoting.LETTERS: partial(_read, quoting=csv.QUOTE_NONE),
}


def _fitted(row: Row, width: int) -> Row | BrokenRow:
    """With as many cells as the head: empty ones are added, and taken away, at its end."""
    if any(row.cells[width:]):
        return BrokenRow(row.line, f"{counted(len(row.cells), 'cell')} under {counted(width, 'column')}")
    return Row(row.line, [*row.cells[:width], *[""] * (width - len(row.cells))])


def _told_apart(names: list[str]) -> Iterator[str]:
    """The names, of which each that was there before gets a number behind it."""
    seen: set[str] = set()
    last: dict[str, int] = {}
    for name in names:
        own, number = name, last.get(name, 1)
        while own in seen:
            number += 1
            own = f"{name} ({number})"
        seen.add(own)
        last[name] = number
        yield own
