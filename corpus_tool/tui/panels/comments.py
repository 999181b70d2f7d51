"""What was said about the document: questions and comments with their answers, the open ones first of all."""

from collections.abc import Mapping
from functools import partial

from corpus_tool.saying import tr
from corpus_tool.store.comments import Comment
from corpus_tool.tui import palette
from corpus_tool.tui.heading_notes import clock
from corpus_tool.tui.panels.sentences import paragraph, told
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.prompts import LinePrompt
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row, row_at
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.commenting import comment, is_asking, resolve, said_here


class Comments(Panel):
    """Everything that is open; what was resolved on request."""

    title = "Comments"
    hint = "a answers  r resolves  v shows resolved ones  enter to the text"

    def __init__(self) -> None:
        super().__init__()
        self._shows_resolved = False

    def rows(self, work: Annotating) -> list[Row]:
        """Who and when, what it is about, what was said, what was answered."""
        said = said_here(work.desk)
        now = work.desk.surroundings.now()
        begun = [one for one in said if one.answers is None and (one.is_open or self._shows_resolved)]
        found = [row for one in begun for row in self._talk(one, said, now)]
        return found or told(tr("Nothing is open here; : asks or comments."), self.width)

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """What was said about what is selected."""
        return row_at(rows, work.spot.selection.range)

    def actions(self) -> Mapping[str, Action]:
        """Answering, resolving, looking at what was resolved."""
        return {"a": _answer, "r": _resolve, "v": self._toggle_resolved}

    def _toggle_resolved(self, place: Place, _row: Row | None) -> None:
        self._shows_resolved = not self._shows_resolved
        place.moved()
        place.say(tr("What was resolved is shown too.") if self._shows_resolved else tr("What is open is shown."))

    def _talk(self, one: Comment, said: list[Comment], now: str) -> list[Row]:
        answers = [other for other in said if other.answers == one.number]
        return [*self._lines(one, now, ""), *(row for other in answers for row in self._lines(other, now, "  "))]

    def _lines(self, one: Comment, now: str, indent: str) -> list[Row]:
        """Who and when; what it is about, unless it is an answer; the words, wrapped."""
        sign = "? " if one.is_question else "\u00b7 "
        solved = tr(" resolved by {who}", who=one.resolved_by) if one.resolved_by else ""
        name = palette.DIM if one.resolved_at else palette.BOLD
        head = (Piece(f"{indent}{sign}", name), Piece(one.who, name), Piece(f" {clock(one.at, now)}", palette.DIM))
        about = "" if one.answers else " ".join(one.quote.split()) or tr("the document")
        lines: list[tuple[Piece, ...]] = [(*head, Piece(solved, palette.DIM))]
        if about:
            lines.append((Piece(f"{indent}  {tr('on')} ", palette.DIM), Piece(about, palette.DIM)))
        style = palette.PLAIN if one.is_open else palette.DIM
        words = paragraph(one.text, self.width - len(indent) - 2, style)
        lines += [(Piece(f"{indent}  "), *pieces) for pieces in words]
        place = None if one.start is None or one.end is None else (one.start, one.end)
        return [Row(pieces, place, str(one.answers or one.number)) for pieces in lines]


def _resolve(place: Place, row: Row | None) -> None:
    if row is None or row.id is None:
        place.say(tr("Nothing is open here."))
        return
    desk = place.work.desk
    resolve(desk.store, int(row.id), desk.who, desk.surroundings)
    place.changed()
    place.say(tr("Resolved; v shows it again."))


def _answer(place: Place, row: Row | None) -> None:
    if row is None or row.id is None:
        place.say(tr("There is nothing to answer; : asks or comments."))
    else:
        place.ask_line(LinePrompt(tr("Answer:"), submitted=partial(_keep_answer, place, int(row.id))))


def _keep_answer(place: Place, number: int, text: str) -> None:
    if not text.strip():
        place.say(tr("Nothing was written."))
        return
    desk = place.work.desk
    asks = is_asking(text)
    comment(
        desk.store,
        desk.document_id,
        text,
        desk.who,
        answers=number,
        is_question=asks,
        surroundings=desk.surroundings,
    )
    place.changed()
    place.say(tr("The answer is kept."))
