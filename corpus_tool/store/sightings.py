"""Who saw what of others' work, and when: what tells independent work apart. Only ever added to; purge alone destroys.

Work that was changed after its annotator had seen another's layer, the gold, or a suggestion is assisted: it says
less about whether two people agree.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from corpus_tool.store.database import Database


class Seen(StrEnum):
    """What was seen."""

    LAYER = "layer"
    """Another's layer, or the gold."""
    SUGGESTION = "suggestion"


class Sighting(Struct, frozen=True):
    """Somebody saw something of another's on a document."""

    document_id: int
    who: str
    kind: Seen
    of: str
    """The layer's short name, or where the suggestion came from."""
    at: str
    """When, in UTC, ISO 8601."""


class Sightings:
    """The table `sightings`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, document_id: int, who: str, kind: Seen | str, of: str, when: str) -> bool:
        """Keep that `who` saw something; answer whether that is new. To be called inside `Store.writing`.

        Raises ValueError for a kind that is none.
        """
        done = self._db.execute(
            'INSERT OR IGNORE INTO sightings (document_id, who, kind, "of", at) VALUES (?, ?, ?, ?, ?)',
            (document_id, who, Seen(kind).value, of, when),
        )
        return bool(done.rowcount)

    def bring(self, sightings: Iterable[Sighting]) -> int:
        """Keep what is not here yet; answer how many. To be called inside `Store.writing`."""
        return sum(self.add(one.document_id, one.who, one.kind, one.of, one.at) for one in sightings)

    def on(self, document_id: int) -> Iterator[Sighting]:
        """What was seen on a document, oldest first."""
        rows = self._db.execute(
            'SELECT document_id, who, kind, "of", at FROM sightings WHERE document_id = ? ORDER BY at, number',
            (document_id,),
        )
        return (Sighting(id, who, Seen(kind), of, at) for id, who, kind, of, at in rows.fetchall())

    def assisted(self) -> set[int]:
        """The ids of annotators' layers that were changed after their annotator had seen something on the document."""
        return {int(id) for (id,) in self._db.execute(_ASSISTED)}


_ASSISTED = """
    SELECT id FROM shown_layers AS layers JOIN (
        SELECT document_id, who, min(at) AS first FROM sightings GROUP BY document_id, who
    ) AS seen ON seen.document_id = layers.document_id AND seen.who = layers.annotator
    WHERE kind = 'annotator' AND EXISTS (
        SELECT 1 FROM revisions WHERE layer_id = layers.id AND revisions.at > first
    )
"""
