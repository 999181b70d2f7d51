"""What was chosen for a corpus, or by one annotator for herself: each choice is added, the newest of a name counts."""

from msgspec import Struct

from corpus_tool.store.database import Database


class Choice(Struct, frozen=True):
    """A setting that somebody gave a value."""

    name: str
    value: str
    who: str
    at: str


class Choices:
    """The table `choices`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, choice: Choice, annotator: str = "") -> None:
        """Keep a choice, for one annotator or for everybody. To be called inside `Store.writing`."""
        self._db.execute(
            "INSERT INTO choices (at, who, annotator, name, value) VALUES (?, ?, ?, ?, ?)",
            (choice.at, choice.who, annotator, choice.name, choice.value),
        )

    def newest(self, name: str, annotator: str = "") -> Choice | None:
        """What counts today, if anybody ever chose."""
        row = self._db.execute(
            "SELECT name, value, who, at FROM choices WHERE name = ? AND annotator = ? ORDER BY number DESC LIMIT 1",
            (name, annotator),
        ).fetchone()
        return None if row is None else Choice(*row)
