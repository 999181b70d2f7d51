"""Writing down what an annotator sees of others' work, so that agreement can tell independent work apart."""

from corpus_tool.model.layers import LayerName
from corpus_tool.store.sightings import Seen
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.surroundings import Surroundings


def saw_layer(desk: Desk, name: LayerName) -> None:
    """The annotator at the desk has another's layer before her eyes now."""
    when = desk.surroundings.now()
    with desk.store.writing():
        desk.store.sightings.add(desk.document_id, desk.who, Seen.LAYER, name.short, when)


def saw_suggestion(desk: Desk, source: str) -> None:
    """The annotator at the desk has a suggestion before her eyes now; `source`: who or what made it."""
    when = desk.surroundings.now()
    with desk.store.writing():
        desk.store.sightings.add(desk.document_id, desk.who, Seen.SUGGESTION, source, when)


def keep_sighting(
    store: Store, document_id: int, who: str, name: LayerName, around: Surroundings | None = None
) -> None:
    """Somebody has another's layer on a document before her eyes, in a list of places."""
    with store.writing():
        store.sightings.add(document_id, who, Seen.LAYER, name.short, (around or Surroundings()).now())
