"""An open hub: what is there, what is new, and putting things in."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from corpus_tool.hub.ahead import one_ahead
from corpus_tool.hub.catalogue import Catalogue
from corpus_tool.hub.connection import Connection, connected, explained
from corpus_tool.hub.laying import refuse_other_steps
from corpus_tool.hub.pool import Pool
from corpus_tool.hub.purging import Purging
from corpus_tool.hub.squeezing import Label, squeezed, unsqueezed
from corpus_tool.hub.things import Came, Kind, Listed, Mark, Role, Shelf, Thing, Unknown

AT_ONCE = 5_000
"""Things that are loaded together; meanwhile the next ones are squeezed."""

_KINDS = {kind.value: kind for kind in Kind}

Row: TypeAlias = tuple[int, str, bytes, str, bytes | None, bytes]


class Hub:
    """A hub as somebody sees it who is logged in. Methods raise HubError with what went wrong in a sentence."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[Shelf, int] = {}
        refuse_other_steps(connection)
        me, id = connection.execute("SELECT session_user, id FROM hub.about").fetchone() or ("", "")
        self.me = str(me)
        """Who is logged in: her name as an annotator."""
        self.id = str(id)
        """Tells this hub from all others."""
        self.roles = self._roles()
        self.pool = Pool(connection)
        self.catalogue = Catalogue(connection)
        self.purging = Purging(connection)
        connection.commit()

    @classmethod
    @contextmanager
    def at(cls, address: str, *, clear_text: bool = False) -> "Iterator[Hub]":
        """The hub at an address (see `connected`)."""
        with connected(address, clear_text=clear_text) as connection:
            yield cls(connection)

    def shelves(self) -> dict[Shelf, Mark]:
        """Every shelf that may be seen, and how far it is filled."""
        with explained(), self._connection.transaction():
            rows = self._connection.execute("SELECT document, owner, kind, number, newest FROM hub.shelves")
            found = {Shelf(*name): Mark(number, newest) for *name, number, newest in rows}
        self._numbers = {shelf: mark.number for shelf, mark in found.items()}
        return found

    def marks(self, shelves: Iterable[Shelf]) -> dict[Shelf, Mark]:
        """Those of these shelves that may be seen, and how far they are filled; what is put next lies on these."""
        columns = [list(column) for column in zip(*dict.fromkeys(shelves), strict=True)] or [[], [], []]
        with explained(), self._connection.transaction():
            rows = self._connection.execute(_FIND_SHELVES, columns)
            found = {Shelf(*name): Mark(number, newest) for *name, number, newest in rows}
        self._numbers = {shelf: mark.number for shelf, mark in found.items()}
        return found

    def by_document(self, of: Collection[str] | None = None) -> Iterator[Listed]:
        """Every shelf that may be seen: documents as they came to the hub, and together what is said about one.

        With `of`: of these documents (by digest) and of her own alone, and of the corpus; the others are not looked at.
        The server holds the list, and all that is read of the hub meanwhile is of one moment.
        """
        some, wanted = ("", ()) if of is None else (_OF_SOME, ([*of], self.me))
        with explained(), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            with self._connection.cursor("shelves") as cursor:
                cursor.execute(_BY_DOCUMENT.replace("{some}", some), wanted)
                for document, owner, kind, number, newest, is_mine in cursor:
                    yield Listed(Shelf(document, owner, kind), Mark(number, newest), is_mine)

    def mark_of(self, shelf: Shelf) -> Mark | None:
        """How far one shelf is filled; None where it is not there, or may not be seen."""
        with explained(), self._connection.transaction():
            row = self._connection.execute(
                "SELECT number, newest FROM hub.shelves WHERE (document, owner, kind) = (%s, %s, %s)", shelf
            ).fetchone()
            return None if row is None else Mark(*row)

    def count(self, of: Collection[str] | None = None) -> int:
        """How many shelves may be seen, or (see `by_document`) of these documents."""
        some, wanted = ("", ()) if of is None else (_OF_SOME, ([*of], self.me))
        with explained(), self._connection.transaction():
            row = self._connection.execute(_COUNT.replace("{some}", some), wanted).fetchone()
            return int(row[0]) if row else 0

    def after(self, wanted: Sequence[tuple[Shelf, Mark, int]]) -> Came:
        """What came to shelves after a number each."""
        named = {mark.number: shelf for shelf, mark, _ in wanted}
        with explained(), self._connection.transaction():
            rows = self._connection.execute(
                "SELECT things.number, things.shelf, kind, uid, author, parent, payload"
                " FROM unnest(%s::bigint[], %s::bigint[]) AS wanted (shelf, seen)"
                " JOIN hub.things ON things.shelf = wanted.shelf AND number > seen ORDER BY number",
                ([mark.number for _, mark, _ in wanted], [seen for _, _, seen in wanted]),
                binary=True,
            )
            came = Came([], [])
            for number, shelf, kind, uid, author, parent, stored in rows:
                if known := _KINDS.get(kind):
                    label = Label(uid.hex, author, parent and parent.hex)
                    came.things.append((number, _thing(known, label, named[shelf], stored)))
                else:
                    came.unknown.append(Unknown(number, named[shelf], kind, author))
            return came

    def put(self, things: Sequence[Thing]) -> int:
        """Add what is not there yet, all or nothing; answer how many. Parents stand before children, or are there."""
        count = 0
        with explained(), self._connection.transaction():
            self._make_shelves([thing.shelf for thing in things])
            self._connection.execute(_LOADING_TABLE)
            for rows in one_ahead(self._rows, [things[at : at + AT_ONCE] for at in range(0, len(things), AT_ONCE)]):
                self._load(rows)
                count += self._connection.execute(_PUT).rowcount
                self._connection.execute("TRUNCATE pg_temp.loading")
        return count

    def _rows(self, things: Sequence[Thing]) -> list[Row]:
        return [
            (
                self._numbers[one.shelf],
                one.kind.value,
                bytes.fromhex(one.uid),
                one.author,
                None if one.parent is None else bytes.fromhex(one.parent),
                squeezed(one.payload, Label(one.uid, one.author, one.parent)),
            )
            for one in things
        ]

    def _load(self, rows: Iterable[Row]) -> None:
        with (
            self._connection.cursor() as cursor,
            cursor.copy("COPY pg_temp.loading FROM STDIN WITH (FORMAT BINARY)") as copy,
        ):
            copy.set_types(("int8", "text", "bytea", "text", "bytea", "bytea"))  # a uuid travels as its bytes
            for row in rows:
                copy.write_row(row)

    def lacking(self, things: Sequence[Thing]) -> list[Thing]:
        """Those that are not there. What lies on a shelf that may not be seen counts as lacking."""
        there = [one for one in things if one.shelf in self._numbers]
        with explained(), self._connection.transaction():
            rows = self._connection.execute(
                "SELECT asked.kind, asked.uid FROM unnest(%s::bigint[], %s::text[], %s::uuid[])"
                " AS asked (shelf, kind, uid) JOIN hub.things USING (shelf, kind, uid)",
                (
                    [self._numbers[one.shelf] for one in there],
                    [one.kind.value for one in there],
                    [one.uid for one in there],
                ),
            )
            known = {(kind, uid.hex) for kind, uid in rows}
        return [one for one in things if (one.kind.value, one.uid) not in known]

    def open(self, documents: Iterable[str]) -> int:
        """Let every annotator see every layer on documents, by the digests of their texts; answer how many are new."""
        with explained(), self._connection.transaction():
            done = self._connection.execute(
                "INSERT INTO hub.opened (document) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", (list(documents),)
            )
            return done.rowcount

    def close(self, documents: Iterable[str]) -> int:
        """Show documents' layers to their annotators alone again; answer how many were open. What was brought stays."""
        with explained(), self._connection.transaction():
            done = self._connection.execute("DELETE FROM hub.opened WHERE document = ANY (%s)", (list(documents),))
            return done.rowcount

    def count_opened(self) -> int:
        """How many documents are open."""
        with explained(), self._connection.transaction():
            (count,) = self._connection.execute("SELECT count(*) FROM hub.opened").fetchone() or (0,)
            return int(count)

    def opened(self) -> set[str]:
        """The digests of the documents that are open."""
        with explained(), self._connection.transaction():
            return {str(digest) for (digest,) in self._connection.execute("SELECT document FROM hub.opened")}

    def clock(self) -> float:
        """The time of the server, in seconds since 1970."""
        with explained(), self._connection.transaction():
            (now,) = self._connection.execute("SELECT extract(epoch FROM clock_timestamp())::float8").fetchone() or (
                0.0,
            )
            return float(now)

    def _roles(self) -> frozenset[Role]:
        rows = self._connection.execute(
            "SELECT role FROM unnest(%s::text[]) AS role WHERE hub.is_a(role)", (list(Role),)
        )
        return frozenset(Role(role) for (role,) in rows)

    def _make_shelves(self, shelves: Iterable[Shelf]) -> None:
        missing = [shelf for shelf in dict.fromkeys(shelves) if shelf not in self._numbers]
        if not missing:
            return
        columns = [list(column) for column in zip(*missing, strict=True)]
        self._connection.execute(_MAKE_SHELVES, columns)
        rows = self._connection.execute(_FIND_SHELVES, columns)
        self._numbers.update({Shelf(*name): number for *name, number, _ in rows})


_BY_DOCUMENT = """
    SELECT document, owner, kind, number, newest,
        bool_or(owner = session_user AND kind = 'annotator') OVER of_it
    FROM hub.shelves {some} WINDOW of_it AS (PARTITION BY document)
    ORDER BY coalesce(min(number) FILTER (WHERE owner = '') OVER of_it, number), number
"""
_COUNT = "SELECT count(*) FROM hub.shelves {some}"
_OF_SOME = """
    WHERE document = ANY (
        %s::text[] || ARRAY(SELECT document FROM hub.shelves WHERE owner = %s AND owner <> '') || ARRAY['']
    )
"""
_MAKE_SHELVES = """
    INSERT INTO hub.shelves (document, owner, kind)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[]) ON CONFLICT DO NOTHING
"""
_FIND_SHELVES = """
    SELECT document, owner, kind, number, newest FROM hub.shelves
    JOIN unnest(%s::text[], %s::text[], %s::text[]) AS asked (document, owner, kind) USING (document, owner, kind)
"""
_LOADING_TABLE = """
    CREATE TEMPORARY TABLE loading (shelf bigint, kind text, uid uuid, author text, parent uuid, payload bytea)
    ON COMMIT DROP
"""
_PUT = """
    INSERT INTO hub.things (shelf, kind, uid, author, parent, payload)
    SELECT shelf, kind, uid, author, parent, payload FROM pg_temp.loading ON CONFLICT DO NOTHING
"""


def _thing(kind: Kind, label: Label, shelf: Shelf, stored: bytes) -> Thing:
    return Thing(kind, label.uid, shelf, label.author, unsqueezed(stored, label), label.parent)
