"""What was learned from done work, and what follows from it for documents; all but `found_right` can be made again."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from corpus_tool.store.database import Database


class Kept(Struct, frozen=True):
    """A model as it is kept."""

    whose: str
    """Whose done work it was learned from; empty: everybody's."""
    state: str
    """What that work was then; another one: there is more to learn."""
    made_at: str
    seconds: float
    """How long it took to learn."""
    model: bytes


class Gain(Struct, frozen=True):
    """What annotating a document would bring."""

    document_id: int
    gain: float
    reason: str
    at: str


class Models:
    """The tables `models`, `gains`, `reckoned` and `found_right`. Writes go inside `Store.writing`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, one: Kept) -> None:
        """Keep a model, instead of that before."""
        self._db.execute(
            "INSERT OR REPLACE INTO models (whose, state, made_at, seconds, model) VALUES (?, ?, ?, ?, ?)",
            (one.whose, one.state, one.made_at, one.seconds, one.model),
        )

    def of(self, whose: str) -> Kept | None:
        """The model learned from somebody's work; None where nothing was."""
        row = self._db.execute(
            "SELECT whose, state, made_at, seconds, model FROM models WHERE whose = ?", (whose,)
        ).fetchone()
        return None if row is None else Kept(*row)

    def head_of(self, whose: str) -> tuple[str, str, float] | None:
        """(state, when it was made, seconds it took) of a model, without reading it."""
        row = self._db.execute("SELECT state, made_at, seconds FROM models WHERE whose = ?", (whose,)).fetchone()
        return None if row is None else (row[0], row[1], row[2])

    def keep_gains(self, whose: str, gains: Iterable[Gain]) -> None:
        """Keep what documents would bring somebody, instead of what was said before."""
        self._db.execute("DELETE FROM gains WHERE whose = ?", (whose,))
        self._db.conn.executemany(
            "INSERT INTO gains (whose, document_id, gain, reason, at) VALUES (?, ?, ?, ?, ?)",
            [(whose, one.document_id, one.gain, one.reason, one.at) for one in gains],
        )

    def gains(self, whose: str) -> Iterator[Gain]:
        """What documents would bring, the most first; those that are deleted are left out."""
        rows = self._db.execute(
            "SELECT document_id, gain, reason, at FROM gains JOIN shown_documents AS shown ON shown.id = document_id"
            " WHERE whose = ? ORDER BY gain DESC, document_id",
            (whose,),
        )
        return (Gain(*row) for row in rows.fetchall())

    def reckoned(self, what: str, whose: str) -> tuple[str, bytes] | None:
        """(state, what was found) of what was reckoned last; None where nothing was."""
        row = self._db.execute(
            "SELECT state, found FROM reckoned WHERE what = ? AND whose = ?", (what, whose)
        ).fetchone()
        return None if row is None else (str(row[0]), bytes(row[1]))

    def keep_reckoned(self, what: str, whose: str, state: str, found: bytes) -> None:
        """Keep what was found, instead of what was before."""
        self._db.execute("INSERT OR REPLACE INTO reckoned VALUES (?, ?, ?, ?)", (what, whose, state, found))

    def found_right(self) -> set[tuple[int, str]]:
        """(document, doubt) that somebody looked at and found right."""
        return {(int(id), what) for id, what in self._db.execute("SELECT document_id, what FROM found_right")}

    def find_right(self, document_id: int, what: str, who: str, at: str) -> None:
        """Keep that a doubt is none."""
        self._db.execute("INSERT OR IGNORE INTO found_right VALUES (?, ?, ?, ?)", (document_id, what, who, at))
