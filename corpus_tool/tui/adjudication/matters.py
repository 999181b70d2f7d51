"""The matters of an adjudication: what annotators say differently, walked with one key, decided with another."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from corpus_tool.errors import BrokenRuleError
from corpus_tool.model.adjudicating import Borders, Matter
from corpus_tool.model.annotations import Event
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.saying import tr, tr_later, tr_many
from corpus_tool.text.selection import Edge, Selection
from corpus_tool.tui.adjudication import lines
from corpus_tool.tui.adjudication.agenda import Agenda
from corpus_tool.tui.adjudication.prompts import ask_edit, ask_guideline, ask_mix, ask_reason
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.prompts import Choice, Prompt
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.adjudication.adjudicating import Adjudicating
from corpus_tool.workbench.annotating import Annotating

KEYS = (
    ("tab n", tr_later("The next matter that is open; round the end.")),
    ("shift+tab p", tr_later("The one before.")),
    ("a b c d", tr_later("Take what that annotator says, also where that is nothing. Digits do the same for all.")),
    ("+", tr_later("Take every reading.")),
    ("x", tr_later("Take none of these: nothing stands here, and that is remembered.")),
    ("u", tr_later("Take the union of all borders.")),
    ("i", tr_later("Take the intersection of all borders.")),
    ("t", tr_later("Trim the borders behind the proclitics of the first word; again: the next place.")),
    ("=", tr_later("Mix: choose part by part, role by role, whose it is.")),
    ("w", tr_later("What was refused, without what breaks a rule; at the least, nothing stands then.")),
    ("e", tr_later("Edit what stands, by hand: edges, label, attributes, arguments.")),
    ("enter", tr_later("Take what most say; where nothing is open: done, and the next document.")),
    ("A", tr_later("Take everything that all or most say.")),
    ("r", tr_later("Give the reason of the last decision.")),
    ("g", tr_later("Name the place in the guidelines that decides it.")),
    ("v", tr_later("Show what is agreed as well, or no longer.")),
    ("U", tr_later("Undo.")),
    ("R", tr_later("Redo.")),
    ("D", tr_later("Say done, also with matters open.")),
    ("q", tr_later("Leave the document.")),
    ("escape", tr_later("To the text, with all keys of the annotator; f10 comes back.")),
)
"""What the help says."""

BY_LETTER = "abcd"
"""Annotators that have a letter of their own; the others have digits."""


class MattersPanel(Panel):
    """What is to be decided, a row each. Deciding goes on to the next that is open."""

    title = tr_later("Matters")
    hint = "tab next  a b take  ? all keys"
    decides = True

    def __init__(self, gold: Adjudicating) -> None:
        super().__init__()
        self.gold = gold
        self.agenda = Agenda(gold)
        self._rows: tuple[tuple[Layer, bool], list[Row]] | None = None
        """What the rows were made of, and the rows."""
        self._drawn: tuple[Layer, dict[int, tuple[Drawn, ...]]] | None = None
        """The gold layer, and the readings of what is open under it."""

    # What is shown

    def heading(self, _work: Annotating) -> str:
        """How many are open, and who the letters are."""
        open_ones = len(self.agenda.open_ones())
        disputed = sum(1 for _ in self.gold.desk.matters.disputed)
        agreed = len(self.gold.matters) - disputed
        return tr("{open} open of {disputed}; {agreed} agreed", open=open_ones, disputed=disputed, agreed=agreed)

    def rows(self, _work: Annotating) -> list[Row]:
        """The disagreements, and what is agreed where that is asked for."""
        made_of = self.gold.desk.layer, self.agenda.shows_agreed
        if self._rows is None or not _is_same(self._rows[0], made_of):
            self._rows = made_of, self._made()
        return self._rows[1]

    def _made(self) -> list[Row]:
        shown = self.agenda.shown()
        if not shown:
            return [Row((Piece(tr("Nothing differs: enter takes all of it."), lines.DIM),))]
        return [Row(lines.row(self.gold, one), self.agenda.place_of(one), str(one.number)) for one in shown]

    def row_here(self, _work: Annotating, rows: list[Row]) -> int | None:
        """The row of the matter that is current."""
        return next((at for at, row in enumerate(rows) if row.id == str(self.agenda.at)), None)

    def pointed(self, _work: Annotating, row: Row | None) -> None:
        """Another row is current."""
        if row is not None and row.id is not None:
            self.agenda.at = int(row.id)

    def tied(self, _work: Annotating, _row: Row | None) -> str | None:
        """The event that stands for the current matter."""
        if self.agenda.current is None or self.agenda.current.kind is not Event:
            return None
        return next((one.id for one in self.gold.standing(self.agenda.current)), None)

    def opened(self, place: Place, row: Row) -> None:
        """Nothing is decided by two clicks."""

    def drawn(self, own: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
        """The gold layer dim, and above it what is still open, with the letters of who says it."""
        layer, current = self.gold.desk.layer, self.agenda.current
        if self._drawn is None or self._drawn[0] is not layer:
            left = self.gold.desk.left
            self._drawn = layer, {one.number: lines.drawn_readings(self.gold, one) for one in left}
        readings = self._drawn[1]
        if current is None:
            return lines.drawn(own, set(), readings, None)
        if current.number not in readings:
            readings = readings | {current.number: lines.drawn_readings(self.gold, current)}
        standing = {one.id for one in self.gold.standing(current)}
        return lines.drawn(own, standing, readings, current.number)

    def here(self) -> list[list[Piece]]:
        """What the current matter is, and what was decided."""
        return lines.here(self.gold, self.agenda.current)

    def bar(self, width: int) -> list[list[Piece]]:
        """The readings side by side, and the keys that mean something now."""
        return lines.bar(self.gold, self.agenda.current, self.letters(), self.agenda.last is not None, width)

    def letters(self) -> dict[LayerName, str]:
        """Layer to the key that takes its reading."""
        return {
            name: letter.lower() if letter.lower() in BY_LETTER else str(number)
            for number, (name, letter) in enumerate(sorted(self.gold.words.letters.items(), key=lambda one: one[1]), 1)
        }

    def told_keys(self) -> Sequence[tuple[str, str]]:
        """Every key, for the help."""
        return KEYS

    # Keys

    def actions(self) -> Mapping[str, Action]:
        """Every stroke."""
        gold = self.gold
        takes: dict[str, Action] = {}
        for number, (name, _) in enumerate(sorted(gold.words.letters.items(), key=lambda one: one[1]), 1):
            take = self._deciding(partial(_take, gold, name))
            takes |= {str(number): take, self.letters()[name]: take}
        return takes | {
            "tab": self._step(1),
            "n": self._step(1),
            "shift+tab": self._step(-1),
            "p": self._step(-1),
            "+": self._deciding(gold.take_both),
            "x": self._deciding(gold.nothing),
            "u": self._deciding(lambda matter: gold.merge(matter, Borders.UNION)),
            "i": self._deciding(lambda matter: gold.merge(matter, Borders.INTERSECTION)),
            "t": self._deciding(lambda matter: gold.merge(matter, Borders.TRIMMED), goes_on=False),
            "w": self._deciding(gold.take_what_fits),
            "=": self._on(lambda place, matter: ask_mix(place, gold, matter, self.letters(), self._decide)),
            "e": self._on(lambda place, matter: ask_edit(place, gold, matter, partial(self.show, place))),
            "r": self._about_last(ask_reason),
            "g": self._about_last(ask_guideline),
            "enter": self._go_on,
            "A": self._accept,
            "D": self._finish_anyway,
            "v": self._toggle_agreed,
            "U": lambda place, _: self.show(place, place.work.undo()),
            "R": lambda place, _: self.show(place, place.work.redo()),
            "q": lambda place, _: place.leave(),
        }

    def show(self, place: Place, message: str) -> None:
        """Draw everything anew, the cursor on the current matter, and say what was done."""
        if self.agenda.current is not None:
            place.work.spot.selection = Selection(*self.agenda.place_of(self.agenda.current), Edge.NEITHER)
        place.ask(None)
        place.open_panel(self)
        place.say(message)

    def _deciding(self, decide: Callable[[Matter], str], *, goes_on: bool = True) -> Action:
        """Decide the current matter, and go on to the next that is open."""
        return self._on(lambda place, matter: self._decide(place, matter, partial(decide, matter), goes_on=goes_on))

    def _on(self, act: Callable[[Place, Matter], None]) -> Action:
        def run(place: Place, _row: Row | None) -> None:
            if self.agenda.current is None:
                place.say(tr("Nobody has marked anything here."))
            else:
                act(place, self.agenda.current)

        return run

    def _decide(self, place: Place, matter: Matter, decide: Callable[[], str], *, goes_on: bool = True) -> None:
        try:
            message = decide()
        except BrokenRuleError as wrong:  # the bar has one more key then
            self.show(place, str(wrong))
            return
        self.agenda.last = matter.number
        if goes_on:
            self.agenda.go_on(1)
        left = len(self.agenda.open_ones())
        told = tr_many("{count} open", "{count} open", left) if left else tr("nothing is open: enter says done")
        self.show(place, f"{told}   {message}")

    def _step(self, step: int) -> Action:
        def run(place: Place, _row: Row | None) -> None:
            message = "" if self.agenda.go_on(step) else tr("Nothing is open any more; enter says done.")
            self.show(place, message)

        return run

    def _go_on(self, place: Place, _row: Row | None) -> None:
        """The obvious: what most say, the next that is open, or done."""
        current, desk = self.agenda.current, self.gold.desk
        if not self.agenda.open_ones():
            message = self.gold.finish()
            place.say(message)
            place.open_neighbour(1)
        elif current is not None and desk.matters.is_left(current, desk.layer):
            self._deciding(self.gold.take_proposed)(place, None)
        else:
            self.agenda.go_on(1)
            self.show(place, "")

    def _accept(self, place: Place, _row: Row | None) -> None:
        message = self.gold.accept(majority=True)
        self.agenda.go_on(1)
        self.show(place, message)

    def _finish_anyway(self, place: Place, _row: Row | None) -> None:
        def finish() -> None:
            self.gold.finish(anyway=True)
            place.open_neighbour(1)

        left = len(self.agenda.open_ones())
        if not left:
            finish()
            return
        title = tr_many(
            "{count} matter is open. Done all the same?", "{count} matters are open. Done all the same?", left
        )
        no = partial(self.show, place, tr("Nothing was done."))
        place.ask(Prompt(title, (Choice("y", tr("done"), finish), Choice("n", tr("stay"), no))))

    def _toggle_agreed(self, place: Place, _row: Row | None) -> None:
        self.agenda.shows_agreed = not self.agenda.shows_agreed
        self.show(
            place, tr("What is agreed is shown too.") if self.agenda.shows_agreed else tr("Only what differs is shown.")
        )

    def _about_last(self, ask: Callable[[Place, Adjudicating, Matter, Callable[[Place, str], None]], None]) -> Action:
        """Ask about the current matter where it is decided, else about the one decided last."""

        def run(place: Place, matter: Matter) -> None:
            is_open = self.gold.ruling(matter) is None
            about = self.gold.matters[self.agenda.last] if is_open and self.agenda.last is not None else matter
            ask(place, self.gold, about, self.show)

        return self._on(run)


def _is_same(one: tuple[Layer, bool], other: tuple[Layer, bool]) -> bool:
    return one[0] is other[0] and one[1] == other[1]


def _take(gold: Adjudicating, name: LayerName, matter: Matter) -> str:
    return gold.take(matter, name)
