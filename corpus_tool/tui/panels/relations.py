"""The relations of the layer: which mark is tied to which, in text order."""

from collections.abc import Mapping
from functools import partial

from corpus_tool.model.annotations import Event, Relation, Span
from corpus_tool.model.naming import relation_named
from corpus_tool.saying import tr
from corpus_tool.tui import palette
from corpus_tool.tui.acting import act
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.relation_prompts import ask_relation
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench import eventing
from corpus_tool.workbench.annotating import Annotating


class Relations(Panel):
    """Every relation with its two ends."""

    title = "Relations"
    hint = "a add from the selection  o other end  t turn round  x delete  enter to the text"

    def heading(self, work: Annotating) -> str:
        """How many there are."""
        count = len(work.desk.layer.relations)
        return f"{tr(self.title)} ({count})" if count else tr("Relations: none yet; a ties the mark that is selected")

    def rows(self, work: Annotating) -> list[Row]:
        """Type, source, direction, target."""
        placed = [(work.problems.place(one.id), one) for one in work.desk.layer.relations]
        return [_row(work, place, one) for place, one in sorted(placed, key=lambda pair: (pair[0], pair[1].id))]

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The first relation of what is selected."""
        relations_at = work.desk.layer.relations_at
        here = {one.id for annotation in work.spot.here() for one in relations_at.get(annotation.id, ())}
        return next((number for number, row in enumerate(rows) if row.id in here), None)

    def actions(self) -> Mapping[str, Action]:
        """Add, go to the other end, turn, delete."""
        return {
            "a": lambda place, _row: ask_relation(place),
            "o": _other_end,
            "t": _turn,
            "x": _delete,
            "delete": _delete,
        }


def _row(work: Annotating, place: tuple[int, int], one: Relation) -> Row:
    desk = work.desk
    source, target = desk.text_of(desk.layer[one.source]), desk.text_of(desk.layer[one.target])
    arrow = Piece(f" {eventing.relation_arrow(desk, one)} ", palette.BOLD)
    return Row(
        (Piece(f"{relation_named(desk.schema, one.type)} ", palette.DIM), Piece(source), arrow, Piece(target)),
        place,
        one.id,
    )


def _relation(place: Place, row: Row | None) -> Relation | None:
    layer = place.work.desk.layer
    if row is not None and row.id is not None and row.id in layer and isinstance(one := layer[row.id], Relation):
        return one
    place.say(tr("There is no relation in this row; a ties the mark that is selected to another."))
    return None


def _other_end(place: Place, row: Row | None) -> None:
    """Select the end that is not selected."""
    if one := _relation(place, row):
        under = {annotation.id for annotation in place.work.spot.here()}
        end = place.work.desk.layer[one.source if one.target in under else one.target]
        if isinstance(end, Span | Event):
            place.work.spot.select(end)
            place.moved()


def _turn(place: Place, row: Row | None) -> None:
    if one := _relation(place, row):
        act(place, partial(eventing.turn_relation, place.work.desk, one.id))


def _delete(place: Place, row: Row | None) -> None:
    if one := _relation(place, row):
        act(place, partial(place.work.remove, one.id))
