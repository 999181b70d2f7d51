"""The pool of a hub, as somebody sees it who is logged in."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from corpus_tool.hub.connection import Connection, explained


class Portion(NamedTuple):
    """What one person takes at once."""

    language: str
    documents: dict[str, str]
    """Digest of a text to its source."""


class Lease(NamedTuple):
    """That somebody has a document of the pool."""

    document: str
    until: datetime | None
    """When it runs out, unless work was begun; None: never."""
    is_held: bool
    """Whether she has it now."""


class PoolStands(NamedTuple):
    """How far the pool is emptied."""

    documents: int
    open: int
    """Those that are still handed out."""
    free_for_me: int


class Pool:
    """Documents to be had by whoever asks next. Methods raise HubError with what went wrong in a sentence."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, portions: Sequence[Portion], *, people: int, hours: float, holders: Sequence[tuple[str, str]]) -> int:
        """Put portions into it, each for so many people, begun within so many hours; answer how many documents are new.

        `holders` are (document, who has it already): for good.
        """
        with explained(), self._connection.transaction():
            there = {str(one) for (one,) in self._connection.execute("SELECT document FROM hub.pooled")}
            new = [
                (portion.language, fresh)
                for portion in portions
                if (fresh := [pair for pair in portion.documents.items() if pair[0] not in there])
            ]
            languages = [language for language, _ in new]
            numbers = sorted(self._connection.execute(_ADD_PORTIONS, (people, hours, languages)))
            rows = [
                (digest, number, source)
                for (number,), (_, documents) in zip(numbers, new, strict=True)
                for digest, source in documents
            ]
            added = {digest for digest, _, _ in rows}
            held = [pair for pair in holders if pair[0] in added]
            self._connection.execute(
                _ADD_DOCUMENTS, [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
            )
            self._connection.execute(_ADD_HOLDERS, [list(column) for column in zip(*held, strict=True)] or [[], []])
            return len(added)

    def take(self, count: int = 1, language: str | None = None, source: str | None = None) -> list[str]:
        """Take the next free documents, whole stories; answer the digests of their texts."""
        with explained(), self._connection.transaction():
            rows = self._connection.execute("SELECT document FROM hub.take(%s, %s, %s)", (count, language, source))
            return [str(digest) for (digest,) in rows]

    def give_back(self, document: str, person: str) -> bool:
        """Let others have a document; answer whether it was hers. Only a lead may for somebody else."""
        with explained(), self._connection.transaction():
            (count,) = self._connection.execute("SELECT hub.give_back(%s, %s)", (document, person)).fetchone() or (0,)
            return bool(count)

    def close(self) -> int:
        """Hand out nothing more of what is in it now; answer how many portions that is. Only a lead may."""
        with explained(), self._connection.transaction():
            return self._connection.execute("UPDATE hub.portions SET closed = now() WHERE closed IS NULL").rowcount

    def mine(self) -> list[Lease]:
        """What whoever is logged in has or had."""
        with explained(), self._connection.transaction():
            return [Lease(*row) for row in self._connection.execute("SELECT * FROM hub.my_leases()")]

    def stands(self) -> PoolStands:
        """How far it is emptied."""
        with explained(), self._connection.transaction():
            return PoolStands(*self._connection.execute("SELECT * FROM hub.pool_stands()").fetchone() or (0, 0, 0))

    def leases(self) -> dict[str, int]:
        """Who was given how many and has not given them back, as far as one may see."""
        with explained(), self._connection.transaction():
            return {
                str(who): int(count)
                for who, count in self._connection.execute(
                    "SELECT who, count(DISTINCT document) FROM hub.leases WHERE ended IS NULL GROUP BY who ORDER BY who"
                )
            }


_ADD_PORTIONS = """
    INSERT INTO hub.portions (language, people, lease)
    SELECT language, %s, make_interval(secs => %s::float8 * 3600)
    FROM unnest(%s::text[]) WITH ORDINALITY AS given (language, place) ORDER BY place RETURNING number
"""
"""Numbers are given in this order."""
_ADD_DOCUMENTS = """
    INSERT INTO hub.pooled (document, portion, source) SELECT * FROM unnest(%s::text[], %s::bigint[], %s::text[])
"""
_ADD_HOLDERS = """
    INSERT INTO hub.leases (document, who, until)
    SELECT document, who, 'infinity' FROM unnest(%s::text[], %s::text[]) AS given (document, who)
"""
