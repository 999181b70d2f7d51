"""What two layers say of one thing, as a row of a panel; and the marks of a layer that is not one's own."""

from collections.abc import Iterator

from corpus_tool.model.alignment import Aligned
from corpus_tool.model.annotations import Annotation, Relation
from corpus_tool.model.layers import Layer
from corpus_tool.model.naming import mark_named
from corpus_tool.model.readings import Kind
from corpus_tool.saying import tr
from corpus_tool.tui import palette
from corpus_tool.tui.describing import drawn_annotations
from corpus_tool.tui.lanes import OTHER, Drawn
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.annotating import Annotating

BY_DETAIL = {Kind.ATTRIBUTE, Kind.ARGUMENT_MISSING, Kind.ROLE}
"""Ways to differ that say more with the names of the attributes and roles."""
SLASH = Piece(" / ", palette.DIM)


def row(work: Annotating, one: Aligned) -> Row:
    """`only mine  ORG text`, `label  ORG / PER text`, `border  ORG text / longer text`."""
    said = [reading.annotation for reading in one.readings]
    labels = dict.fromkeys(mark_named(work.desk.schema, mark).rpartition(".")[2] for mark in said)
    style = palette.DIM if one.is_agreed else palette.BOLD
    first, *others = dict.fromkeys(_words(work, one, mark) for mark in said)
    pieces = [Piece(f"{_how(work, one)}  ", palette.DIM), Piece(f"{' / '.join(labels)} ", style), Piece(first, style)]
    pieces += [piece for words in others for piece in (SLASH, Piece(words, style))]
    mine = one.of(work.desk.layer.name)
    return Row(tuple(pieces), one.place, mine.id if mine else None)


def lettered(layer: Layer, work: Annotating, letter: str) -> Iterator[Drawn]:
    """The marks of a layer on brackets of another shape that begin with a letter; two layers may use one id."""
    for mark in drawn_annotations(layer, work.desk.schema):
        yield mark._replace(id=f"{letter} {mark.id}", caption=f"{letter}:{mark.caption}", kind=OTHER)


def _words(work: Annotating, one: Aligned, mark: Annotation) -> str:
    """The text under a mark; for a relation, from one of its ends to the other."""
    return work.desk.document.text[slice(*one.place)] if isinstance(mark, Relation) else work.desk.text_of(mark)


def _how(work: Annotating, one: Aligned) -> str:
    """Who is alone with it; else how the two differ most."""
    if one.silent:
        (reading,) = one.readings
        is_own = reading.layer == work.desk.layer.name
        return tr("only mine") if is_own else tr("only {who}", who=reading.layer.short)
    kind = next(iter(one.kinds), None)
    if kind is None:
        return tr("same")
    return f"{tr(kind)} ({', '.join(one.details)})" if kind in BY_DETAIL else tr(kind)
