"""What annotators are called in data that leaves the house: A1, A2, the same in every export of a corpus."""

from collections.abc import Iterable, Mapping

from corpus_tool.store.database import Database


class Pseudonyms:
    """The table `pseudonyms`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> dict[str, str]:
        """Annotator to pseudonym, in the order of the pseudonyms."""
        rows = self._db.execute("SELECT annotator, number FROM pseudonyms ORDER BY number")
        return {annotator: f"A{number}" for annotator, number in rows}

    def take(self, known: Mapping[str, str]) -> None:
        """Keep pseudonyms that were given in a copy of this corpus. Inside `Store.writing`; what is here stays."""
        rows = [(annotator, int(pseudonym[1:])) for annotator, pseudonym in known.items()]
        self._db.conn.executemany("INSERT OR IGNORE INTO pseudonyms VALUES (?, ?)", rows)

    def give(self, annotators: Iterable[str], taken: Iterable[str] = ()) -> None:
        """Give those who have none the next numbers, in this order; never a name of `taken`. In `Store.writing`."""
        there, avoided = self.all(), set(taken)
        (number,) = self._db.execute("SELECT coalesce(max(number), 0) FROM pseudonyms").fetchone()
        for annotator in annotators:
            if annotator not in there:
                number += 1
                while f"A{number}" in avoided:
                    number += 1
                self._db.execute("INSERT INTO pseudonyms VALUES (?, ?)", (annotator, number))
