"""Which documents a hub holds, by their keys and their words: what a search asks, and no text.

Words come folded, from whoever brings a document, and are looked for as they come: the server folds nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus_tool.hub.connection import Connection, explained

LONGEST_WORD = 200
"""Code points of a word that are kept; PostgreSQL takes 2,046 bytes."""

MOST_WORDS = 900_000
"""Bytes of a document's words; PostgreSQL takes a megabyte. A longer document is found by every search."""


class Card(NamedTuple):
    """A document as the catalogue knows it."""

    document: str
    """The digest of its text."""
    key: str
    """What it was called where it was first brought in."""
    words: frozenset[str]


class Wanted(NamedTuple):
    """A word that a document must have: one of several forms, which may go on."""

    forms: tuple[str, ...]
    is_prefix: bool = False


class Catalogue:
    """The table `hub.catalogue`. `recipe` tells how words were folded; those folded otherwise are not there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lacking(self, documents: Iterable[str], recipe: str) -> list[str]:
        """Those of these digests that are not in it."""
        with explained(), self._connection.transaction():
            rows = self._connection.execute(
                "SELECT asked FROM unnest(%s::text[]) AS asked WHERE NOT EXISTS"
                " (SELECT FROM hub.catalogue WHERE document = asked AND recipe = %s)",
                (list(documents), recipe),
            )
            return [str(document) for (document,) in rows]

    def settled(self, documents: Mapping[str, str], recipe: str) -> set[str]:
        """Those of these documents (digest to the uid of what brings it) that lie in the hub, and are in it."""
        with explained(), self._connection.transaction():
            rows = self._connection.execute(_SETTLED, (list(documents), list(documents.values()), recipe))
            return {str(document) for (document,) in rows}

    def add(self, cards: Iterable[Card], recipe: str) -> None:
        """Put documents of the hub in; only a lead can. Those that are there stay as they are."""
        with explained(), self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO hub.catalogue (document, recipe, key, words, shelf)"
                " SELECT document, %s, %s, array_to_tsvector(%s::text[]), number FROM hub.shelves"
                " WHERE document = %s AND owner = '' ON CONFLICT DO NOTHING",
                [(recipe, card.key, _kept(card.words), card.document) for card in cards],
            )

    def holding(self, wanted: Sequence[Wanted], recipe: str) -> Iterator[tuple[str, int]]:
        """(digest, number of the shelf that everybody sees) of the documents that have all these words, as they came.

        The server holds the list, and all that is read of the hub meanwhile is of one moment.
        """
        with explained(), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            with self._connection.cursor("found") as cursor:
                cursor.execute(_HOLDING, (recipe, " & ".join(map(_asked, wanted))))
                yield from cursor

    def unlisted(self, recipe: str) -> int:
        """How many documents of the hub no search finds, since nobody put them in."""
        with explained(), self._connection.transaction():
            (count,) = self._connection.execute("SELECT hub.unlisted(%s)", (recipe,)).fetchone() or (0,)
            return int(count)

    def called(self, keys: Sequence[str]) -> dict[str, list[str]]:
        """Key to the digests of the documents that are called so."""
        found: dict[str, list[str]] = {}
        with explained(), self._connection.transaction():
            rows = self._connection.execute(
                "SELECT DISTINCT key, document FROM hub.catalogue WHERE key = ANY(%s) ORDER BY 1, 2", (list(keys),)
            )
            for key, document in rows:
                found.setdefault(key, []).append(document)
        return found


_SETTLED = """
    SELECT asked.document FROM unnest(%s::text[], %s::uuid[]) AS asked (document, uid)
    CROSS JOIN LATERAL (
        SELECT number FROM hub.shelves WHERE (document, owner, kind) = (asked.document, '', '') LIMIT 1
    ) AS one
    CROSS JOIN LATERAL (
        SELECT FROM hub.things WHERE (shelf, uid, kind) = (one.number, asked.uid, 'document') LIMIT 1
    ) AS thing
    CROSS JOIN LATERAL (
        SELECT FROM hub.catalogue WHERE (document, recipe) = (asked.document, %s) LIMIT 1
    ) AS card
"""
"""Each by index, which the limits say: the planner, not knowing how many documents there are, would read all."""

_HOLDING = """
    SELECT document, shelf FROM hub.catalogue
    WHERE recipe = %s AND (words @@ %s::tsquery OR words IS NULL) ORDER BY shelf
"""


def _kept(words: Iterable[str]) -> list[str] | None:
    kept = sorted({word[:LONGEST_WORD] for word in words})
    return kept if sum(len(word.encode()) for word in kept) <= MOST_WORDS else None


def _asked(wanted: Wanted) -> str:
    """A word in PostgreSQL's language. Words hold letters, digits and pictograms only, so quoting them is safe."""
    star = ":*" if wanted.is_prefix else ""
    forms = " | ".join(f"'{form[:LONGEST_WORD]}'{star}" for form in wanted.forms)
    return f"({forms})"
