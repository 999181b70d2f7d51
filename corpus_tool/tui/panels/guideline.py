"""The guideline at hand: what it says of the mark under the caret, of any label by its key, and all of it."""

from collections.abc import Mapping
from functools import partial

from corpus_tool.model.annotations import label_of
from corpus_tool.model.explaining import explained
from corpus_tool.model.guidelines import headings, sections, whole
from corpus_tool.model.schemas import EventType
from corpus_tool.saying import listed, spoken, tr
from corpus_tool.text.inline import cells
from corpus_tool.text.matching import loosely
from corpus_tool.tui import palette
from corpus_tool.tui.event_types import ask_type
from corpus_tool.tui.flowing import flowed
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.prompts import LinePrompt
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.agreement.examples import examples_of
from corpus_tool.workbench.annotating import Annotating

ENOUGH = 36
"""Cells in which a sentence is read well."""
ALL = ""
"""Instead of a label: the whole guideline."""


class Guideline(Panel):
    """Follows the mark under the caret until a label or all of it is chosen."""

    title = "Guideline"
    hint = "a letter: that label  E a type  G all of it  # headings  / find  tab language  escape back"

    def __init__(self) -> None:
        super().__init__()
        self._chosen: str | None = None
        self._last = ALL
        self._only_headings = False
        self._language = 0
        self._at = 0
        self._markdown: str | None = None
        self._lines_made: tuple[str, int, list[Row]] = ("", -1, [])
        self._letters: dict[str, str] = {}

    def heading(self, work: Annotating) -> str:
        """What it is about, in which language, and how to see the rest."""
        about = self._about(work)
        return (
            tr("Guideline: {about} [{tongue}]", about=about, tongue=self._tongue(work))
            if about
            else tr("Guideline (# headings, / find)")
        )

    def rows(self, work: Annotating) -> list[Row]:
        """Of one label what the schema says and its section; or everything; or its headings."""
        self._letters = {label.key: label.id for label in work.desk.schema.labels if label.key}
        about = self._about(work)
        if about != ALL:
            return [*self._said_by_schema(work, about), *self._section(work, about)]
        rows = self._everything(work)
        return [row for row in rows if row.id] if self._only_headings else rows

    def row_here(self, _work: Annotating, rows: list[Row]) -> int | None:
        """Where it was left, or found."""
        return min(self._at, max(0, len(rows) - 1))

    def actions(self) -> Mapping[str, Action]:
        """A letter for each label; a type, all, headings, finding, the language."""
        keys = {key: self._to(id) for key, id in self._letters.items()}
        keys |= {
            "E": lambda place, _row: ask_type(
                place, tr("The guideline of which type?"), partial(self._choose_type, place)
            ),
            "G": self._to(ALL),
            "#": lambda place, _row: self._show_headings(place),
            "/": lambda place, _row: self._find(place),
            "tab": lambda place, _row: self._next_language(place),
        }
        if self._only_headings:
            keys["enter"] = self._go_to_heading
        return keys

    def opened(self, place: Place, row: Row) -> None:
        """A heading leads to what stands under it."""
        if self._only_headings:
            self._go_to_heading(place, row)
        else:
            super().opened(place, row)

    def _about(self, work: Annotating) -> str:
        """The label or type it is about now."""
        if self._chosen is None:
            here = work.spot.here()
            self._last = label_of(here[0]) if here else self._last
            return self._last
        return self._chosen

    def _to(self, id: str) -> Action:
        return lambda place, _row: self._choose(place, id)

    def _choose(self, place: Place, id: str) -> None:
        self._chosen, self._at, self._only_headings = id, 0, False
        place.open_panel(self)

    def _choose_type(self, place: Place, type: EventType) -> None:
        self._choose(place, type.id)

    def _show_headings(self, place: Place) -> None:
        shown = self._only_headings
        self._choose(place, ALL)
        self._only_headings = not shown
        place.open_panel(self)

    def _go_to_heading(self, place: Place, row: Row | None) -> None:
        self._only_headings = False
        rows = self._everything(place.work)
        self._at = next((number for number, one in enumerate(rows) if row and one.id == row.id), 0)
        place.open_panel(self)

    def _next_language(self, place: Place) -> None:
        self._language += 1
        place.open_panel(self)

    def _tongue(self, work: Annotating) -> str:
        languages = list(dict.fromkeys((spoken(), "en", *work.desk.schema.head.languages)))
        return languages[self._language % len(languages)]

    def _find(self, place: Place) -> None:
        """Go to the lines that hold what is typed, in any spelling."""
        self._choose(place, ALL)
        words = [loosely("".join(piece.text for piece in row.pieces)) for row in self._everything(place.work)]
        sought = [""]

        def look_for(query: str) -> None:
            sought[0] = loosely(query)
            step(0)

        def step(by: int) -> None:
            count = len(words)
            direction = by or 1
            order = [(self._at + by + direction * number) % count for number in range(count)] if count else []
            self._at = next((at for at in order if sought[0] in words[at]), self._at)
            place.open_panel(self)

        place.ask_line(LinePrompt(tr("Find in the guideline:"), lambda _query: None, changed=look_for, stepped=step))

    def _said_by_schema(self, work: Annotating, about: str) -> list[Row]:
        said = explained(work.desk.schema, about, self._tongue(work))
        if said is None:
            return [_line(tr("The schema has no {about}.", about=about))]
        key = tr("key {key}", key=said.key) if said.key else ""
        head = Row((Piece(f"{said.id}  ", palette.BOLD), Piece(key, palette.DIM)))
        names = [_line(line) for line in flowed(said.name, self._room)] if said.name != said.id else []
        definition = [_line(line) for line in flowed(said.definition, self._room)] if said.definition else []
        words = examples_of(work.desk.schema, about, work.desk.document.language)
        shown = tr("for example: {words}", words=listed(words))
        examples = [_line(line) for line in flowed(shown, self._room)] if words else []
        parts = [row for what, which in said.parts for row in self._part(what, which)]
        return [head, *names, *definition, *examples, Row(()), *parts]

    def _part(self, what: str, which: str) -> list[Row]:
        """Its name, and behind it what it may be; beneath it, where the rows behind it would be short and many."""
        beside = self._room - cells(what) - 2
        if beside >= min(cells(which), ENOUGH):
            first, *others = flowed(which, max(1, beside))
            blank = " " * cells(what)
            return [
                Row((Piece(f" {what} ", palette.DIM), Piece(first))),
                *(Row((Piece(f" {blank} "), Piece(line))) for line in others),
            ]
        beneath = (Row((Piece("   "), Piece(line))) for line in flowed(which, max(1, self._room - 3)))
        return [Row((Piece(f" {what}", palette.DIM),)), *beneath]

    def _section(self, work: Annotating, about: str) -> list[Row]:
        found = sections(self._text(work)).get(about)
        return [Row(()), *self._markdown_rows(found)] if found else []

    def _everything(self, work: Annotating) -> list[Row]:
        text = whole(work.desk.schema, self._text(work), self._tongue(work))
        if self._lines_made[:2] != (text, self._room):
            self._lines_made = (text, self._room, self._markdown_rows(text))
        return self._lines_made[2]

    def _markdown_rows(self, markdown: str) -> list[Row]:
        """Its lines, broken to the panel's width; a heading is bold and has an id."""
        depths = headings(markdown)
        rows: list[Row] = []
        for number, line in enumerate(markdown.split("\n")):
            if not line and number - 1 in depths:  # a heading stands on what it is about
                continue
            depth = depths.get(number, 0)
            words = f"{'  ' * (depth - 1)}{line.strip('# ')}" if depth else line
            style = palette.BOLD if depth else palette.PLAIN
            shown = flowed(words, self._room)
            rows += [Row((Piece(part, style),), None, str(number) if depth else None) for part in shown]
        return rows

    def _text(self, work: Annotating) -> str:
        if self._markdown is None:
            self._markdown = work.desk.guidelines()
        return self._markdown

    @property
    def _room(self) -> int:
        return max(1, self.width)


def _line(text: str) -> Row:
    return Row((Piece(text),))
