"""Places in articles, each in its line with both readings; enter opens the article there."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from corpus_tool.model.annotations import surface
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.naming import part_named, value_named
from corpus_tool.model.schemas import Schema
from corpus_tool.saying import tr, tr_later
from corpus_tool.text.inline import cells, fit
from corpus_tool.text.surroundings import flat
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.rows import LazyRows, RowsBoard
from corpus_tool.tui.boards.sentences import marked_sentence, reading_line
from corpus_tool.tui.concordance_rows import FIND_WIDTH, KEY_WIDTH, row_of
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.agreement.cases import Case
from corpus_tool.workbench.agreement.cases import Spot as SaidThere
from corpus_tool.workbench.concordance import Line
from corpus_tool.workbench.sighting import keep_sighting
from corpus_tool.workbench.whereabouts import Stop

LABEL_WIDTH = 18


class Spot(NamedTuple):
    """A place, and whose layers are to be seen there."""

    document_id: int
    line: Line
    beside: tuple[LayerName, ...] = ()
    note: str = ""
    """What is said of it in front: labels, kinds."""

    @property
    def stop(self) -> Stop:
        """Where to go."""
        return Stop(self.document_id, (self.line.start, self.line.end))


class Places(RowsBoard):
    """A list of places. Each line has the article, what is said there, and the words with what stands around them."""

    hint = tr_later("arrows move  enter opens  escape back")

    def __init__(self, boarding: Boarding) -> None:
        super().__init__(boarding)
        self.spots: Sequence[Spot] = ()
        self._text = (-1, "")
        self._seen: set[tuple[int, LayerName]] = set()

    @cached_property
    def _schema(self) -> Schema:
        return self.boarding.store.schemas.current()

    def count(self) -> int:
        """How many places there are."""
        return len(self.spots)

    @property
    def here(self) -> Spot | None:
        """The place under the cursor."""
        return self.spots[self.cursor] if self.cursor < len(self.spots) else None

    def rows(self, width: int) -> Sequence[Row]:
        """A row for each place; finds stand in one column."""
        spots = self.spots  # what is drawn over is compared with what was there
        seen = spots[:500]
        find_width = min(FIND_WIDTH, max((cells(flat(one.line.text)) for one in seen), default=0))
        label_width = min(LABEL_WIDTH, max((cells(one.note) for one in seen), default=0))
        lead = self.lead_width
        side = max(1, (width - 13 - label_width - 2 - lead - find_width - 4) // 2)

        def make(number: int) -> Row:
            spot = spots[number]
            row = row_of(spot.line, find_width, side, self.terminal)
            name, *rest = row.pieces
            label = padded(spot.note, label_width, self.terminal)
            return row._replace(pieces=(*self.lead(number), name, Piece(f"{label}  ", palette.BOLD), *rest))

        return LazyRows(len(spots), make)

    def renew(self) -> None:
        """What stands at the cursor has been seen from now on: work that goes on after that is not independent."""
        super().renew()
        if (here := self.here) is None:
            return
        own = LayerName(self.boarding.annotator, LayerKind.ANNOTATOR)
        for name in here.beside:
            if name != own and (here.document_id, name) not in self._seen:
                self._seen.add((here.document_id, name))
                keep_sighting(self.boarding.store, here.document_id, self.boarding.annotator, name)

    def text_of(self, document_id: int) -> str:
        """The text of a document; that of the last one is kept."""
        if self._text[0] != document_id:
            self._text = (document_id, self.boarding.store.documents.key_and_text(document_id)[1])
        return self._text[1]

    def readings(self, case: Case, names: Sequence[str]) -> list[list[Piece]]:
        """How two layers differ, a line for what each says in its sentence, and one for details they do not share."""
        text = self.text_of(case.document_id)
        labels = [spot.label if spot else tr("nothing") for spot in (case.first, case.second)]
        sentences = [marked_sentence(text, places, case.place) for places in case.places]
        widths = (max(map(cells, names)), max(map(cells, labels)))
        lines = [
            reading_line((name, label), sentence, widths, self.size.width, self.terminal)
            for name, label, sentence in zip(names, labels, sentences, strict=True)
        ]
        kinds = ", ".join(tr(kind) for kind in case.kinds) or tr("alike")
        details = [
            details_line(name, spot, case.details, text, widths[0], self._schema)
            for name, spot in zip(names, (case.first, case.second), strict=True)
            if spot and case.details
        ]
        return [[Piece(f" {kinds}", palette.DIM)], *lines, *details]

    def head_of_rows(self, _width: int) -> str:
        """What the columns are."""
        return f"{' ' * self.lead_width}{padded(tr('article'), KEY_WIDTH, self.terminal)} {tr('what is said there')}"

    lead_width = 0

    def lead(self, _number: int) -> tuple[Piece, ...]:
        """What stands before a line, `lead_width` cells."""
        return ()

    def enter(self) -> None:
        """Open the article at the place under the cursor."""
        if self.here is not None:
            self.go(self.here.stop, self.here.beside)

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """None of its own."""
        return {}


def details_line(
    name: str, spot: SaidThere, details: Sequence[str], text: str, width: int, schema: Schema
) -> list[Piece]:
    """`noa  Place: words  Time: -`: attributes and roles, and what a layer has in them."""
    pieces = [Piece(f" {name}{' ' * (width - cells(name))}  ", palette.DIM)]
    for detail in details:
        values = [
            value_named(schema, spot.label, of, value) if isinstance(value, str) else surface(text, value)
            for of, value in spot.said
            if of == detail
        ]
        pieces += [Piece(f"{part_named(schema, detail)}: ", palette.DIM), *_apart(values or ["-"]), Piece("  ")]
    return pieces


def _apart(values: Sequence[str]) -> list[Piece]:
    """Each of its own direction."""
    return [piece for value in values for piece in (Piece(", "), Piece(flat(value)))][1:]


def note_of(case: Case) -> str:
    """Both labels where they differ, else the label and the first thing that does."""
    one, other = map(shortened, case.labels)
    if one != other:
        return f"{one} / {other}"
    return f"{one} {tr(case.kinds[0])}" if case.kinds else one


def shortened(label: str) -> str:
    """`Attack` of `Conflict.Attack`; a dash for no mark."""
    return label.rpartition(".")[2] or "-"


def padded(text: str, width: int, terminal: Terminal) -> str:
    """The text in that many cells."""
    shown = fit(text, width, terminal)
    return shown + " " * (width - cells(shown, terminal))
