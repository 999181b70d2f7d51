"""Her own layers that went on in two places: told on the hub's page, and joined there by one key."""

from collections import Counter
from collections.abc import Iterator

from corpus_tool.model.changes import Change
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.saying import listed, tr
from corpus_tool.store.store import Store
from corpus_tool.workbench.resolving import Side, Together, join, sides

JOINS = "b"
"""The key that joins them."""


class TwoVersions:
    """What waits for a choice of one annotator's. It asks the corpus anew each time."""

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self._who = who
        self._own = LayerName(who, LayerKind.ANNOTATOR)
        self._told = ""

    def lines(self) -> list[str]:
        """What waits, and what was joined just now; nothing where nothing does."""
        found = [line for id in self._documents() for line in self._about(id)]
        if found:
            found.append(tr("b joins both: all that either says stays, and where they contradict, what is shown here."))
        return [*found, *filter(None, [self._told])]

    def join(self) -> bool:
        """Join all of it; answer whether there was anything."""
        done = {id: join(self._store, id, self._who, own=True) for id in [*self._documents()]}
        if done:
            self._told = " ".join(self._joined(id, found) for id, found in done.items())
        return bool(done)

    def _documents(self) -> Iterator[int]:
        for layer_id in self._store.lines.waiting():
            document_id, name = self._store.layers.whose(layer_id)
            if name == self._own:
                yield document_id

    def _about(self, id: int) -> Iterator[str]:
        yield tr("Your layer on {document} went on in two places.", document=self._store.documents.key_of(id))
        for side in sides(self._store, id):
            if side.layer == self._own.short and not side.shown:
                yield "  " + _told(side)

    def _joined(self, id: int, found: list[Together]) -> str:
        key = self._store.documents.key_of(id)
        contested = [one for each in found for one in each.contested]
        if not contested:
            return tr("Joined: {document}.", document=key)
        return tr("Joined: {document}; look at {ids} again.", document=key, ids=listed(contested))


def _told(side: Side) -> str:
    """How the other version differs from the one that is shown: marks more, otherwise and fewer."""
    counts: Counter[str] = Counter()
    for change in side.difference:
        if isinstance(change, Change):
            counts["+" if change.before is None else "-" if change.after is None else "~"] += 1
    told = " ".join(f"{sign}{counts[sign]}" for sign in "+~-" if counts[sign])
    return tr("The other, of {at}: {changes}", at=side.at[:16].replace("T", " "), changes=told or tr("another state"))
