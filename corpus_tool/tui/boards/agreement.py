"""How far annotators agree: tables of figures and counts, and the places behind every cell."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from textual.widget import Widget

from corpus_tool.agreement.concerns import Concern
from corpus_tool.agreement.drawing import AS_USUAL
from corpus_tool.errors import CorpusToolError
from corpus_tool.saying import tr, tr_later, tr_many
from corpus_tool.tui import palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.agreement_tables import VIEWS, Shown, View
from corpus_tool.tui.boards.board import Board
from corpus_tool.tui.boards.cases import CasesBoard
from corpus_tool.tui.boards.gaps import BLIND, Gaps
from corpus_tool.tui.boards.places import padded
from corpus_tool.tui.flowing import flowed
from corpus_tool.tui.mirroring import is_mirrored
from corpus_tool.tui.widgets.grid import EMPTY, Grid
from corpus_tool.tui.widgets.lines import Lines, Piece
from corpus_tool.workbench.agreement.measuring import Agreement
from corpus_tool.workbench.agreement.overview import Overview, Wanted, figures, overview
from corpus_tool.workbench.agreement.rulers import Unit

NO_VIEW = View(EMPTY, ())

MOST_CONCERNS = 2
"""Beneath a table; the others stand on a page."""

NOTE_WIDTH = 24


class AgreementBoard(Board):
    """How far annotators agree on what they have done. The arrows go from cell to cell, enter lists what is behind one.

    Tab goes on to the next table: figures, pairs, labels, documents, confusion of labels. p looks at one pair only, u
    counts tokens or characters, n shows what to bear in mind, g what the guidelines leave open. Intervals come last: of
    95 %, from documents drawn anew.
    """

    hint = tr_later("arrows move  enter what is behind  tab table  p pair  u unit  escape back")

    def __init__(self, boarding: Boarding) -> None:
        super().__init__(boarding)
        self._tabs = Lines(id="tabs", limit=1, terminal=boarding.terminal)
        self._grid = Grid(id="grid", terminal=boarding.terminal)
        self._tab = 0
        self._at = [(0, 0)] * len(VIEWS)
        self._unit = Unit.TOKENS
        self._pair: tuple[str, ...] = ()
        self._overview: Overview | None = None
        self._agreement: Agreement | None = None
        self._view = NO_VIEW

    def body(self) -> Sequence[Widget]:
        """The names of all tables, and the one that is looked at."""
        return (self._tabs, self._grid)

    def begin(self) -> None:
        """Put layers side by side, then count, then draw documents for the intervals."""
        if self._overview is None:
            who = self.boarding.annotator
            self.beside.start("overview", lambda store, tell: overview(store, who, tell), self._take_overview)
            self._measure()

    def _measure(self) -> None:
        unit = self._unit
        self.beside.start("figures", lambda store, _tell: figures(store, unit), self._take_figures)

    def _take_overview(self, found: Overview) -> None:
        self._overview = found
        self._make()

    def _take_figures(self, found: Agreement) -> None:
        unit = found.unit
        is_first = self._agreement is None or not any(score.low is not None for score in found.figures.values())
        self._agreement = found
        self._make()
        if is_first:
            self.beside.start("figures", lambda store, _tell: figures(store, unit, AS_USUAL), self._take_intervals)

    def _take_intervals(self, found: Agreement) -> None:
        self._agreement = found
        self._make()

    def _make(self) -> None:
        """Make the table that is looked at, where what it needs is known."""
        if self._agreement is None or self._overview is None:
            return
        if not self._agreement.shared:
            self.told = tr("Agreement needs two annotators who have done the same document.")
            return
        self._view = VIEWS[self._tab][1](Shown(self._overview, self._agreement, self._pair))
        done = ", ".join(f"{name} {count}" for name, count in self._agreement.documents.items())
        self.told = tr_many(
            "{count:,} document done by two or more ({done}), counted in {unit}",
            "{count:,} documents done by two or more ({done}), counted in {unit}",
            self._agreement.shared,
            done=done,
            unit=tr(self._agreement.unit),
        )

    def show_body(self) -> None:
        """Draw the table and the names of all tables."""
        row, column = self._at[self._tab]
        self._grid.show(self._view.table, row, column)
        titles = [(tr(title), number == self._tab) for number, (title, _) in enumerate(VIEWS)]
        pieces = [Piece(f"[{title}]", palette.KEY) if is_here else Piece(f" {title} ") for title, is_here in titles]
        whose = tr("all pairs") if not self._pair else " / ".join(self._pair)
        self._tabs.show([[Piece(" "), *pieces, Piece(f"   {whose}", palette.BOLD)]])

    def detail(self) -> list[list[Piece]]:
        """What is behind the cell at hand, and what is to be borne in mind."""
        if (wanted := self._wanted) is None or self._overview is None or self._agreement is None:
            return []
        behind = [case for case in self._overview.cases if wanted.allows(case)]
        differing = sum(bool(case.kinds) for case in behind)
        counted = tr("{differing:,} differ, {alike:,} alike", differing=differing, alike=len(behind) - differing)
        lines = [[Piece(f" {counted}", palette.BOLD)]]
        room = max(20, self.size.width - 4)
        if self._view.said:
            lines += [[Piece(f" {row}")] for row in flowed(self._view.said[self._grid.row], room)]
        concerns = [tr(one.sentence, **one.values) for one in self._concerns(self._agreement)]
        for concern in concerns[:MOST_CONCERNS]:
            first, *others = flowed(concern, room)
            lines.append([Piece(f" \u26a0 {first}", palette.DIM)])
            lines += [[Piece(f"   {other}", palette.DIM)] for other in others]
        if len(concerns) > MOST_CONCERNS:
            more = tr("{count} more: n shows them all", count=len(concerns) - MOST_CONCERNS)
            lines.append([Piece(f"   {more}", palette.DIM)])
        return lines

    def _concerns(self, agreement: Agreement) -> list[Concern]:
        """What to bear in mind of the row at hand, then of everything."""
        about = self._view.about[self._grid.row] if self._view.about else ()
        own = [one for one in agreement.concerns if one.figure.partition("[")[0] in about]
        return [*own, *(one for one in agreement.concerns if not one.figure)]

    def _show_concerns(self) -> None:
        """Show all that is to be borne in mind, and what was counted."""
        if self._agreement is None:
            return
        told = [(one.figure or tr("all figures"), tr(one.sentence, **one.values)) for one in self._agreement.concerns]
        lines = [[Piece(tr(" What to bear in mind. Arrows scroll; any other key closes."), palette.BOLD)], []]
        for figure, sentence in told:
            first, *others = flowed(sentence, max(20, self.size.width - NOTE_WIDTH - 6))
            lines.append([Piece(f" {padded(figure, NOTE_WIDTH, self.terminal)} ", palette.DIM), Piece(first)])
            lines += [[Piece(" " * (NOTE_WIDTH + 2)), Piece(other)] for other in others]
        self.boarding.read(lines)

    @property
    def _wanted(self) -> Wanted | None:
        row, column = self._grid.row, self._grid.column
        wanted = self._view.wanted
        return wanted[row][column] if row < len(wanted) and column < len(wanted[row]) else None

    def move(self, pressed: str) -> bool:
        """From cell to cell."""
        page = max(1, self._grid.size.height - 2)
        forward = -1 if is_mirrored() else 1
        steps = {
            "up": (-1, 0),
            "down": (1, 0),
            "left": (0, -forward),
            "right": (0, forward),
            "pageup": (-page, 0),
            "pagedown": (page, 0),
            "home": (0, -len(self._view.table.columns)),
            "end": (0, len(self._view.table.columns)),
        }
        if pressed not in steps:
            return False
        self._go_to(self._grid.row + steps[pressed][0], self._grid.column + steps[pressed][1])
        return True

    def _go_to(self, row: int, column: int) -> None:
        """Make a cell the one at hand, or the nearest there is."""
        self._at[self._tab] = (max(0, row), max(0, column))
        self.renew()
        self._at[self._tab] = (self._grid.row, self._grid.column)

    def on_grid_pointed(self, message: Grid.Pointed) -> None:
        """Make the cell that is clicked the one at hand; twice lists what is behind it."""
        self._go_to(message.row, message.column)
        if message.is_twice:
            self.strokes.attempt(self.enter)

    def on_lines_clicked(self, message: Lines.Clicked) -> None:
        """Go to the table whose name is clicked."""
        if message.lines.id == "tabs" and 0 < message.piece <= len(VIEWS):
            self._turn(message.piece - 1 - self._tab)

    def enter(self) -> None:
        """List what is behind the cell at hand."""
        wanted, found = self._wanted, self._overview
        if wanted is None or found is None:
            return
        cases = [case for case in found.cases if wanted.allows(case)]
        if not found.open_to:
            self.say(tr(BLIND))
        elif not cases:
            self.say(tr("There is nothing behind this."))
        else:
            self.push(CasesBoard(self.boarding, cases, found.open_to))

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """Which table, whom, and in what."""
        return {
            "tab": lambda: self._turn(1),
            "shift+tab": lambda: self._turn(-1),
            "p": self._next_pair,
            "u": self._other_unit,
            "n": self._show_concerns,
            "g": lambda: self.push(Gaps(self.boarding)),
        }

    def _turn(self, step: int) -> None:
        self._tab = (self._tab + step) % len(VIEWS)
        self._make()
        self.renew()

    def _next_pair(self) -> None:
        if self._agreement is None:
            return
        pairs: list[tuple[str, ...]] = [(), *combinations(self._agreement.annotators, 2)]
        self._pair = pairs[(pairs.index(self._pair) + 1) % len(pairs)]
        self._make()
        self.renew()

    def _other_unit(self) -> None:
        self._unit = Unit.CHARACTERS if self._unit is Unit.TOKENS else Unit.TOKENS
        self._measure()

    def failed(self, error: CorpusToolError) -> None:
        """Say what is missing."""
        super().failed(error)
        self._agreement = None
