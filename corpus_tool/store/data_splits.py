"""Splits on disk: which document is in which part of the data."""

from collections.abc import Mapping

from msgspec import Struct

from corpus_tool.store.connection import insert
from corpus_tool.store.database import Database
from corpus_tool.store.rows import from_json, to_json


class DataSplit(Struct, frozen=True, kw_only=True):
    """How documents were dealt out, and whose word it was."""

    name: str
    mode: str
    seed: int
    shares: dict[str, float]
    layers: str
    """Whose documents are in it, in the words of `--layers`."""
    undated: str = ""
    """The part of documents without a date."""
    at: str
    who: str


class DataSplits:
    """The tables `data_splits` and `data_split_documents`. Writes go in `Store.writing`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[DataSplit]:
        """Every split, oldest first."""
        rows = self._db.execute(
            "SELECT name, mode, seed, shares, layers, undated, at, who FROM data_splits ORDER BY id"
        )
        return [
            DataSplit(
                name=name,
                mode=mode,
                seed=seed,
                shares=from_json(shares),
                layers=layers,
                undated=undated,
                at=at,
                who=who,
            )
            for name, mode, seed, shares, layers, undated, at, who in rows
        ]

    def add(self, split: DataSplit) -> None:
        """Keep a split, empty as yet; one of that name is forgotten."""
        self.remove(split.name)
        insert(
            self._db,
            "INSERT INTO data_splits (name, mode, seed, shares, layers, undated, at, who)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                split.name,
                split.mode,
                split.seed,
                to_json(split.shares),
                split.layers,
                split.undated,
                split.at,
                split.who,
            ),
        )

    def place(self, name: str, parts: Mapping[int, str]) -> None:
        """Put documents (by id) in parts of a split; those that are in one are left there."""
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO data_split_documents SELECT id, ?, ? FROM data_splits WHERE name = ?",
            ((document_id, part, name) for document_id, part in parts.items()),
        )

    def remove(self, name: str) -> None:
        """Forget a split."""
        for statement in (
            "DELETE FROM data_split_documents WHERE split_id = (SELECT id FROM data_splits WHERE name = ?)",
            "DELETE FROM data_splits WHERE name = ?",
        ):
            self._db.execute(statement, (name,))

    def take(self, split: DataSplit) -> bool:
        """Keep a split of another copy where none of that name is here, or an earlier one; answer whether it is new."""
        known = next((one for one in self.all() if one.name == split.name), None)
        is_later = known is None or (known.at, known.who) < (split.at, split.who)
        if is_later:
            self.add(split)
        return is_later

    def take_part(self, name: str, at: str, document_id: int, part: str) -> None:
        """Put a document in a part of the split that was made then; passed over where another one is here."""
        self._db.execute(
            "INSERT OR IGNORE INTO data_split_documents SELECT id, ?, ? FROM data_splits WHERE name = ? AND at = ?",
            (document_id, part, name, at),
        )

    def of(self, document_id: int) -> list[tuple[str, str, str]]:
        """(split, when it was made, part) of each split that a document is in."""
        return self._db.execute(
            "SELECT name, at, part FROM data_split_documents JOIN data_splits ON data_splits.id = split_id"
            " WHERE document_id = ? ORDER BY name",
            (document_id,),
        ).fetchall()

    def parts(self, name: str) -> dict[int, str]:
        """Document id to part, of the documents in a split that were not deleted."""
        rows = self._db.execute(
            "SELECT document_id, part FROM data_split_documents"
            " JOIN data_splits ON data_splits.id = split_id JOIN shown_documents ON shown_documents.id = document_id"
            " WHERE data_splits.name = ? ORDER BY document_id",
            (name,),
        )
        return {int(id): str(part) for id, part in rows}
