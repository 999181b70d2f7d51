"""Destroying documents on a hub, and knowing what was destroyed."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from corpus_tool.hub.connection import Connection, explained


class Purged(NamedTuple):
    """That a document was destroyed."""

    who: str
    at: datetime


class OnShelf(NamedTuple):
    """How much of one kind lies on one shelf of a document."""

    document: str
    owner: str
    layer: str
    """Its kind; empty: what everybody sees."""
    kind: str
    things: int


class Purging:
    """The table `hub.purged`, and the function that fills it. Methods raise HubError with what went wrong."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, Purged]:
        """Digest of each document that was destroyed, to by whom and when."""
        with explained(), self._connection.transaction():
            rows = self._connection.execute("SELECT document, who, at FROM hub.purged")
            return {str(document): Purged(who, at) for document, who, at in rows}

    def contents(self, documents: Sequence[str]) -> list[OnShelf]:
        """What lies on the shelves of documents, as far as one may see."""
        with explained(), self._connection.transaction():
            return [OnShelf(*row) for row in self._connection.execute(_CONTENTS, (list(documents),))]

    def purge(self, documents: Sequence[str]) -> int:
        """Destroy documents with all work on them, all or none; answer how many were there. Only a lead may."""
        with explained(), self._connection.transaction():
            (count,) = self._connection.execute("SELECT hub.purge(%s)", (list(documents),)).fetchone() or (0,)
            return int(count)


_CONTENTS = """
    SELECT document, owner, shelves.kind, things.kind, count(*) FROM hub.shelves
    JOIN hub.things ON things.shelf = shelves.number WHERE document = ANY (%s)
    GROUP BY document, owner, shelves.kind, things.kind ORDER BY document, owner, shelves.kind, things.kind
"""
