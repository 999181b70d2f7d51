"""How long somebody worked on a document, in stretches. Only ever added to; purge alone destroys."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from corpus_tool.store.database import Database


class Sitting(Struct, frozen=True):
    """A stretch of active work on one document."""

    document_id: int
    annotator: str
    started: str
    """When, in UTC, ISO 8601."""
    seconds: float
    """Active ones: pauses count up to `idle`."""
    acts: int
    idle: int
    """How many seconds of a pause counted, at most."""


class TimeSpent(Struct, frozen=True):
    """What one annotator spent on one document, or on all of them."""

    annotator: str
    documents: int
    seconds: float
    acts: int


class WorkingTime:
    """The table `sittings`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, sitting: Sitting) -> None:
        """Keep a stretch of work. To be called inside `Store.writing`."""
        self._db.execute(
            "INSERT INTO sittings (document_id, annotator, started, seconds, acts, idle) VALUES (?, ?, ?, ?, ?, ?)",
            (
                sitting.document_id,
                sitting.annotator,
                sitting.started,
                sitting.seconds,
                sitting.acts,
                sitting.idle,
            ),
        )

    def bring(self, sittings: Iterable[Sitting]) -> int:
        """Keep what is not here yet of another file's stretches; answer how many. Inside `Store.writing`."""
        new = [one for one in sittings if one not in set(self.on(one.document_id, one.annotator))]
        for one in new:
            self.add(one)
        return len(new)

    def on(self, document_id: int, annotator: str | None = None) -> Iterator[Sitting]:
        """The stretches of work on a document, of one annotator or of all, oldest first."""
        rows = self._db.execute(
            "SELECT document_id, annotator, started, seconds, acts, idle FROM sittings"
            " WHERE document_id = ? AND annotator = coalesce(?, annotator) ORDER BY id",
            (document_id, annotator),
        )
        return (Sitting(*row) for row in rows.fetchall())

    def seconds(self, document_id: int, annotator: str) -> float:
        """How long an annotator worked on a document."""
        return sum(one.seconds for one in self.on(document_id, annotator))

    def spent(self, annotator: str | None = None) -> list[TimeSpent]:
        """What an annotator, or each one, spent on the documents that are shown, in the order of names."""
        rows = self._db.execute(
            "SELECT annotator, count(DISTINCT document_id), sum(seconds), sum(acts)"
            " FROM sittings JOIN shown_documents ON shown_documents.id = document_id"
            " WHERE annotator = coalesce(?, annotator) GROUP BY annotator ORDER BY annotator",
            (annotator,),
        )
        return [TimeSpent(*row) for row in rows]
