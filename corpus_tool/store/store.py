"""The corpus file: create, open, migrate, close. One attribute per module beside this one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from corpus_tool.errors import NotFoundError, StoreError
from corpus_tool.model.schemas import Schema
from corpus_tool.store import steps
from corpus_tool.store.adjudication import Adjudication
from corpus_tool.store.choices import Choices
from corpus_tool.store.comments import Comments
from corpus_tool.store.connection import (
    APPLICATION_ID,
    AS_IT_STANDS,
    BUSY_TIMEOUT_MS,
    connect,
    connect_to_read,
    explained,
    explanation,
    open_as,
    rests,
    stands_still,
    writing,
)
from corpus_tool.store.copying import copy_database
from corpus_tool.store.counts import Counts
from corpus_tool.store.data_splits import DataSplits
from corpus_tool.store.database import Database
from corpus_tool.store.decisions import Decisions
from corpus_tool.store.derived import Derived
from corpus_tool.store.documents import Documents
from corpus_tool.store.exchange import Exchange
from corpus_tool.store.facts import Facts
from corpus_tool.store.findings import Findings
from corpus_tool.store.found import Found
from corpus_tool.store.hiding import Hiding
from corpus_tool.store.hub_state import HubState
from corpus_tool.store.layers import Layers
from corpus_tool.store.lines import Lines
from corpus_tool.store.links import Links
from corpus_tool.store.listing import Listing
from corpus_tool.store.marks import Marks
from corpus_tool.store.models import Models
from corpus_tool.store.moments import Moment, Watch
from corpus_tool.store.names import Names
from corpus_tool.store.pseudonyms import Pseudonyms
from corpus_tool.store.regions import Regions
from corpus_tool.store.releases import Releases
from corpus_tool.store.revisions import Revisions
from corpus_tool.store.schemas import Schemas
from corpus_tool.store.search import Search
from corpus_tool.store.sightings import Sightings
from corpus_tool.store.soundness import Soundness
from corpus_tool.store.stories import Stories
from corpus_tool.store.verdicts import Verdicts
from corpus_tool.store.work import Work
from corpus_tool.store.working_time import WorkingTime


class Store:
    """An open corpus. Belongs to the thread that opened it."""

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self._db = db
        self.schemas = Schemas(db)
        self.findings = Findings(db)
        self.search = Search(db)
        self.listing = Listing(db)
        self.documents = Documents(db, self.findings, self.search, self.listing)
        self.layers = Layers(db)
        self.adjudication = Adjudication(db)
        self.found = Found(db)
        self.links = Links(db)
        self.names = Names(db)
        self.work = Work(db)
        self.comments = Comments(db)
        self.marks = Marks(db)
        self.models = Models(db)
        self.working_time = WorkingTime(db)
        self.choices = Choices(db)
        self.counts = Counts(db)
        self.facts = Facts(db)
        self.revisions = Revisions(db, self.layers)
        self.regions = Regions(db)
        self.stories = Stories(db)
        self.data_splits = DataSplits(db)
        self.releases = Releases(db)
        self.pseudonyms = Pseudonyms(db)
        self.lines = Lines(db)
        self.exchange = Exchange(db, self.documents, self.findings, self.listing)
        self.decisions = Decisions(db)
        self.verdicts = Verdicts(db)
        self.derived = Derived(db)
        self.hiding = Hiding(db, self.search, self.decisions)
        self.sightings = Sightings(db)
        self.soundness = Soundness(db)
        self.hub_state = HubState(db)
        self.moment = Moment(db)

    @classmethod
    def create(cls, path: Path, schema: Schema, now: str) -> "Store":
        """Make a corpus file that does not exist yet, under `schema`. Raises StoreError where it does."""
        try:
            # Claims the name, so that of two programs making one corpus the second is told.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
        except FileExistsError:
            raise StoreError(f"{path} is there already; name another file, or open this one.") from None
        except OSError as error:
            raise StoreError(f"{path} cannot be made: {error.strerror}.") from None
        with ExitStack() as undoing:
            undoing.callback(remove_corpus, path)
            store = cls(path, connect(path))
            undoing.callback(store.close)
            with explained(path):
                store._db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                with store.writing():  # all steps at once: a third of the time of one after the other
                    steps.apply(store._db)
                    store.schemas.adopt(schema, now)
            undoing.pop_all()
        return store

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Open a corpus file, migrating an older one.

        Raises NotFoundError where there is no file, StoreError where it is no corpus or a newer program's.
        """
        _refuse_strangers(path)
        store = cls(path, connect(path))
        try:
            with explained(path):
                _migrate(store)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_to_read(cls, path: Path) -> "Store":
        """Open a corpus file that is to stay as it is: whoever tries to write to it meets an error.

        Raises as `open` does, and StoreError for a file of an older program, whose tables have to change first.
        """
        _refuse_strangers(path)
        store = cls(path, connect_to_read(path))
        if steps.pending(store._db):
            store.close()
            raise StoreError(
                f"{path} was written by an older corpus-tool; `corpus-tool check --corpus {path}` brings it up to date."
            )
        return store

    @classmethod
    @contextmanager
    def copy_of(cls, path: Path) -> Iterator["Store"]:
        """A copy of a corpus file, gone afterwards; the file itself is not touched, not even to migrate it.

        Raises as `open` does.
        """
        _refuse_strangers(path)
        with TemporaryDirectory(prefix="corpus-tool-") as folder:
            copy = Path(folder) / path.name
            with explained(path), closing(_read_only(path)) as connection:
                copy_database(connection, copy)
            with cls.open(copy) as store:
                store._db.execute("PRAGMA synchronous = OFF")  # it does not outlive this program
                yield store

    def beside(self) -> "Store":
        """The same corpus over a connection of its own: for another thread, which has to make and close it."""
        return Store(self.path, connect(self.path))

    @contextmanager
    def writing(self, *, wait_ms: int = BUSY_TIMEOUT_MS) -> Iterator[None]:
        """One transaction: all that is written inside reaches the disk, or nothing of it.

        Raises BusyError where another program goes on writing for longer than `wait_ms`.
        """
        if self._db.conn.in_transaction:
            yield
            return
        self._db.execute(f"PRAGMA busy_timeout = {wait_ms:d}")
        try:
            with writing(self._db, self.path):
                yield
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    @contextmanager
    def watched(self) -> Iterator[Watch | None]:
        """What tells whether anybody writes from now on; None inside a transaction, which has looked before."""
        if self._db.conn.in_transaction:
            yield None
        else:
            with closing(Watch(self.path)) as watch:
                yield watch

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One view of the corpus: all that is read inside is of the same moment. Inside another, it is a part of it."""
        if self._db.conn.in_transaction:
            yield
            return
        with explained(self.path):
            self._db.conn.execute("BEGIN")
            try:
                yield
            finally:
                self._db.conn.execute("ROLLBACK")

    def copy_to(self, path: Path) -> None:
        """Copy the corpus as it is at this moment to a new file, while others may write.

        Raises StoreError, with nothing left behind, where that is there already or cannot be written.
        """
        copy_database(self._db.conn, path)

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing of what was destroyed stays behind in its free corners.

        Raises StoreError where another program reads in it all the while and the old pages cannot go.
        """
        with self.writing():
            self.search.optimize()  # what was taken out of the index is only marked until its pieces are merged
        with explained(self.path):
            self._db.conn.execute("VACUUM")
            is_busy, *_ = self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise StoreError(f"{self.path}: another program is reading in it; close that, and do this again.")

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):  # met while reading, outside any transaction of ours
            raise explanation(self.path, error) from error


def _migrate(store: Store) -> None:
    """Bring an older corpus to today's tables. Of two programs that open it, one does it and the other waits."""
    if steps.pending(store._db):
        with store.writing():
            steps.apply(store._db)


def remove_corpus(path: Path) -> None:
    """Delete a corpus file and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _refuse_strangers(path: Path) -> None:
    """Raise NotFoundError where there is no file, StoreError for one that is no corpus or that a newer program made.

    Changes nothing in it.
    """
    if not path.exists():
        raise NotFoundError(f"There is no corpus at {path}; `corpus-tool new` makes one.")
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a corpus file, in it or elsewhere.")
    with explained(path):
        connection = _looking_at(path)
        try:
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            if application_id != APPLICATION_ID:
                raise StoreError(f"{path} is an SQLite file, but not a corpus; `corpus-tool new` makes one.")
            applied = steps.applied(Database(connection))
        finally:
            connection.close()
    if newer := [name for name in applied if name not in steps.known()]:
        raise StoreError(
            f"{path} was written by a newer corpus-tool (it knows {newer[-1]}); upgrade this one. Nothing was changed."
        )


def _looking_at(path: Path) -> sqlite3.Connection:
    try:
        is_at_rest = rests(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from None
    return open_as(path, AS_IT_STANDS) if is_at_rest else _read_only(path)


def _read_only(path: Path) -> sqlite3.Connection:
    if stands_still(path):
        return open_as(path, AS_IT_STANDS)
    # What a killed program left half-written is taken back by whoever reads next, and that is a writing.
    return open_as(path, "mode=rw" if path.with_name(f"{path.name}-journal").exists() else "mode=ro")
