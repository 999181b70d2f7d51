"""A copy of a corpus, taken while others write: SQLite's online backup. Whole and under its name, or not there."""

import os
import sqlite3
from pathlib import Path

from corpus_tool.errors import StoreError
from corpus_tool.store.connection import explained
from corpus_tool.store.soundness import plain


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy what `source` holds at this moment into a new file, in one piece, for sending and keeping.

    Raises StoreError, with nothing left behind, where `target` is there already or cannot be written whole.
    """
    refuse_existing(target)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with explained(target):
            _copy(source, beside)
        appear(beside, target)
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            left = beside.with_name(beside.name + ending)
            if left.exists():  # where nothing can be written, there is nothing to remove, and trying would be an error
                left.unlink()


def refuse_existing(target: Path) -> None:
    """Raise StoreError where there is something at `target`, or no folder for it."""
    if target.exists() or target.is_symlink():
        raise StoreError(f"{target} is there already; nothing is ever overwritten: name another file.")
    if not target.parent.is_dir():
        raise StoreError(f"{target} cannot be made: there is no folder {target.parent}.")


def _copy(source: sqlite3.Connection, beside: Path) -> None:
    copy = sqlite3.connect(beside, isolation_level=None)
    try:
        source.backup(copy)
        # One file without a log beside it: it can be sent, and read from where nothing may be written.
        copy.execute("PRAGMA journal_mode = DELETE")
        said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if said != "ok":
            raise StoreError(
                f"The corpus is damaged and was not copied: {plain(str(said))}. `corpus-tool check` says more."
            )
    finally:
        copy.close()


def appear(beside: Path, target: Path) -> None:
    """Bring a finished file to the disk and under its name, unless that was taken meanwhile."""
    try:
        descriptor = os.open(beside, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        try:
            os.link(beside, target)  # fails where the name is taken; a rename would overwrite
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            refuse_existing(target)
            beside.rename(target)
    except FileExistsError:
        refuse_existing(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.") from error
