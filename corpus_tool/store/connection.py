"""A connection to a corpus file: pragmas, transactions, and SQLite's errors in our words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from corpus_tool.errors import BusyError, DiskFullError, StoreError, UnfitError
from corpus_tool.saying import tr
from corpus_tool.store.database import Database
from corpus_tool.store.sharing import shared_by

APPLICATION_ID = 0x41524845
"""Written into the file's head, so that `file` and we can tell a corpus from any other SQLite file ("ARHE")."""

PAGE_SIZE = 8192
"""Measured: text with its folded form costs 4.0 KB a document at 4096, 2.7 KB at 8192."""

BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for another; our transactions are short, so this is never waited out in practice."""


A_MOMENT = 0.05
"""Seconds between two tries to be the only one in a file."""


def connect(path: Path) -> Database:
    """Open an SQLite file for this thread, with the pragmas a corpus wants.

    Raises StoreError where the file cannot be opened or is no SQLite database.
    """
    with explained(path):
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)
        try:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            _set_journal(connection, path)
            connection.execute("PRAGMA synchronous = FULL")  # an act is on disk before it is on screen
        except BaseException:
            connection.close()
            raise
        return Database(connection)


def connect_to_read(path: Path) -> Database:
    """Open a corpus file for this thread so that nothing can be written through the connection.

    Raises StoreError as `connect` does.
    """
    with explained(path):
        connection = open_as(path, AS_IT_STANDS if stands_still(path) else "mode=rw")
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        except BaseException:
            connection.close()
            raise
        return Database(connection)


AS_IT_STANDS = "mode=ro&immutable=1"
"""How to open a file that nobody changes meanwhile: SQLite would want to put its own files beside it otherwise."""


def stands_still(path: Path) -> bool:
    """Whether a file lies where nothing can be written, and no log beside it."""
    return not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()


def rests(path: Path) -> bool:
    """Whether a file keeps a log beside it while it is open, and nobody has it open.

    A look at it leaves nothing beside it then (SQLite's file format, 1.3.3: the bytes 18 and 19 are 2).
    """
    with path.open("rb") as file:
        return file.read(20)[18:] == b"\x02\x02" and not path.with_name(f"{path.name}-wal").exists()


def open_as(path: Path, how: str) -> sqlite3.Connection:
    """Open an SQLite file as a URI's parameters say; raises sqlite3's own errors."""
    address = f"{path.resolve().as_uri()}?{how}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)


def _set_journal(connection: sqlite3.Connection, path: Path) -> None:
    """Let readers and writers work side by side, or take turns where machines share the folder (see `sharing.py`)."""
    if not (by := shared_by(path)):
        connection.execute("PRAGMA journal_mode = WAL")
        return
    until = monotonic() + BUSY_TIMEOUT_MS / 1000
    while _journal(connection) == "wal":
        if monotonic() > until:
            raise StoreError(
                f"{path} lies on a folder that machines share ({by}) and was opened elsewhere as if it did not;"
                " close it there once."
            )
        sleep(A_MOMENT)


def _journal(connection: sqlite3.Connection) -> str:
    """The journal after trying to take turns; still `wal` while another program has the file open."""
    try:
        return str(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0])
    except sqlite3.OperationalError as error:
        if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            raise
        return "wal"


@contextmanager
def writing(db: Database, path: Path) -> Iterator[None]:
    """One transaction that may write: all of it reaches the disk, or none. Inside another, it is a part of that one.

    BEGIN IMMEDIATE takes the write lock at once, so a second writer waits here instead of failing half-way.
    """
    if db.conn.in_transaction:
        yield
        return
    with explained(path):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            # It waits for readers where machines share the folder, and may give up: then nothing is left half open,
            # which the next act would take for its own.
            db.conn.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


def insert(db: Database, sql: str, values: tuple[object, ...]) -> int:
    """Insert one row; answer its id."""
    return int(db.execute(sql, values).lastrowid or 0)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say SQLite's errors in one sentence that names the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise explanation(path, error) from error
    except OverflowError as error:
        raise UnfitError(f"{path}: a number is larger than a corpus can hold ({error}).") from error


def explanation(path: Path, error: sqlite3.DatabaseError) -> StoreError:
    """SQLite's error in one sentence that names the file."""
    name = getattr(error, "sqlite_errorname", "")
    is_busy = name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    is_unfit = isinstance(error, sqlite3.IntegrityError)
    kind = BusyError if is_busy else DiskFullError if name == "SQLITE_FULL" else UnfitError if is_unfit else StoreError
    return kind(f"{path}: {_sentence(error)}")


def _sentence(error: sqlite3.DatabaseError) -> str:
    match getattr(error, "sqlite_errorname", ""):
        case "SQLITE_NOTADB":
            return tr("this is not a corpus, nor any SQLite file.")
        case "SQLITE_CANTOPEN":
            return tr("the file cannot be opened; does its folder exist, and may you write there?")
        case name if name.startswith("SQLITE_READONLY"):
            return tr("the file or its folder is read-only; a corpus must be writable.")
        case "SQLITE_FULL":
            return tr("the disk is full; nothing of this act was kept. Make room and do it again.")
        case name if name.startswith("SQLITE_CORRUPT"):
            return tr("the file is damaged ({said}); restore a backup.", said=error)
        case name if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return tr("another program has kept the corpus locked for 30 seconds; close it and try again.")
        case _:
            return tr("SQLite says: {said}.", said=error)
