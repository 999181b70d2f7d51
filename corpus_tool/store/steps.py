"""Which steps of `migrations/` a corpus has been through, and the rest of them when it is opened.

The steps have their names from their modules, so which are missing is known without loading any of them, nor
sqlite-utils, which keeps count of them in a table of its own.
"""

from functools import cache
from pathlib import Path
from pkgutil import iter_modules

from corpus_tool.store.database import SET, Database


@cache
def known() -> tuple[str, ...]:
    """The names of the steps of this program, in their order."""
    folder = Path(__file__).with_name("migrations")
    return tuple(sorted(module.name for module in iter_modules([str(folder)])))


def applied(db: Database) -> list[str]:
    """The names of the steps that this corpus has been through, in the order in which it was."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'").fetchone():
        return []
    rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid", (SET,))
    return [str(name) for (name,) in rows]


def pending(db: Database) -> list[str]:
    """The names of the steps that this corpus still has before it."""
    done = set(applied(db))
    return [name for name in known() if name not in done]


def apply(db: Database, *, stop_before: str | None = None) -> None:
    """Take the steps that are missing, up to one. Each is a transaction, or a part of the one that is open."""
    utils = db.utils  # which has to be loaded first: numpy stays out
    from corpus_tool.store.migrations import migrations

    migrations.apply(utils, stop_before=stop_before)
