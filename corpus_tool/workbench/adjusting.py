"""The edges of one mark, moved by moving the selection, and stored only at the end."""

from corpus_tool.model import edits
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.naming import mark_named
from corpus_tool.model.pieces import nearest, with_fragment
from corpus_tool.saying import tr
from corpus_tool.text.selection import Edge, Selection
from corpus_tool.workbench.annotating import Annotating


class Adjustment:
    """Puts the selection on the fragment that the caret is nearest to, its nearer edge to be moved first."""

    def __init__(self, work: Annotating, one: Span | Event) -> None:
        self._work = work
        self._one = one
        self._before = work.spot.selection
        head = work.spot.selection.head
        self._at = nearest(one.fragments, head)
        start, end = one.fragments[self._at]
        edge = Edge.START if head - start < end - 1 - head else Edge.END
        work.spot.selection = Selection(start, end, edge)

    def keep(self) -> str:
        """Give the mark its new edges, as one act; nothing where they are the old ones."""
        work, one = self._work, self._one
        fragments = with_fragment(one.fragments, self._at, work.spot.selection.range)
        if fragments == one.fragments:
            return tr("The edges are as they were.")
        work.desk.do("Move edges", edits.resize(work.desk.layer, one.id, fragments))
        label, text = mark_named(work.desk.schema, one), work.desk.text_of(work.desk.layer[one.id])
        return tr("{label} now: {text}", label=label, text=text)

    def leave(self) -> None:
        """Go back to what was selected before."""
        self._work.spot.selection = self._before
