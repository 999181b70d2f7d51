"""What the text shows as marked: the layer, what a panel adds, suggestions, what is put aside, parts of an event."""

from corpus_tool.model.annotations import Event
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import Schema
from corpus_tool.tui import describing, suggestions, ties
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.looks import Captions
from corpus_tool.tui.place import Panel
from corpus_tool.workbench.annotating import Annotating


class ShownLayer:
    """Put together whenever the layer changes; asked again whenever another event is looked at."""

    def __init__(self) -> None:
        self._drawn: tuple[Drawn, ...] = ()
        self._schema: Schema | None = None

    def renew(self, work: Annotating, panel: Panel, captions: Captions, *, with_ties: bool) -> None:
        """Put it together of what there is now."""
        self._schema = work.desk.schema
        drawn = describing.drawn_annotations(work.desk.layer, work.desk.schema, captions)
        if with_ties:
            drawn = ties.with_all_ties(drawn, work.desk.layer)
        self._drawn = panel.drawn(drawn + suggestions.drawn(work)) + describing.drawn_pieces(work)

    def with_parts_of(self, id: str | None, layer: Layer) -> tuple[Drawn, ...]:
        """All of it; the parts of the event with that id, where there is one, stand out."""
        event = layer[id] if id is not None and id in layer else None
        if isinstance(event, Event) and self._schema is not None:
            return ties.with_one_event(self._drawn, event, ties.numbered(layer)[event.id], self._schema)
        return self._drawn
