"""Layers without assisted work: what somebody did who had not seen others' work or suggestions on that document.

An annotator's layer is assisted where it was changed after she had seen such (`store/sightings.py`): one definition for
agreement, exports and releases. Gold is assisted where one of the layers that it was decided from is; gold without
decisions, as it was imported, is not. A document of which nothing else is taken is left out.
"""

from collections.abc import Sequence

from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import LayerKind
from corpus_tool.saying.counting import counted
from corpus_tool.store.store import Store
from corpus_tool.workbench.selecting import Taken


class Independent:
    """Takes what `taken` takes of the layers that are not assisted, and counts those that are left out."""

    def __init__(self, store: Store, taken: Taken) -> None:
        self._store = store
        self._taken = taken
        self._assisted = store.sightings.assisted()
        self.left_out = 0
        """How many layers would have been taken, were they not assisted."""

    def __call__(self, heads: Sequence[LayerHead]) -> Sequence[LayerHead]:
        """Of the layers of one document, those that are taken."""
        helped = {head.name.short for head in heads if head.id in self._assisted}
        if not helped:
            return self._taken(heads)
        found = self._taken([head for head in heads if not self._is_helped(head, helped)])
        self.left_out += len({head.id for head in self._taken(heads)} - {head.id for head in found})
        return found

    def _is_helped(self, head: LayerHead, helped: set[str]) -> bool:
        if head.name.kind is LayerKind.GOLD:
            return not helped.isdisjoint(self._store.adjudication.sources(head.id))
        return head.id in self._assisted

    def in_words(self) -> str:
        """What was left out, in a sentence; empty where nothing was."""
        if not self.left_out:
            return ""
        count = "1 layer" if self.left_out == 1 else f"{counted(self.left_out, 'layer')}"
        return f"Assisted work is left out: {count} (gold too, where it was decided from such work)."
