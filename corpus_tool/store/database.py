"""An open SQLite file as the store uses it. sqlite-utils is loaded when somebody asks for its tables.

Reading and writing rows is SQL, which `sqlite3` does; making and changing tables is what sqlite-utils is for. It takes
50 ms to load, a sixth of the time in which the annotator opens, and more where numpy and pandas are installed: a corpus
whose tables are as they should be is opened without it.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables
    from sqlite_utils.db import Table

SET = "corpus_tool"
"""What the steps to today's tables are called together, where sqlite-utils keeps count of them."""

Values = Sequence[object] | Mapping[str, object]


class Database:
    """A connection in which every statement stands for itself, or belongs to the transaction that is open."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        conn.execute("PRAGMA recursive_triggers = ON")

    def execute(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.conn.execute(sql, values)

    def rollback(self) -> None:
        """Take back what the open transaction did; nothing happens where none is open."""
        if self.conn.in_transaction:
            self.conn.execute("ROLLBACK")

    def close(self) -> None:
        """Let the file go."""
        self.conn.close()

    @property
    def utils(self) -> "Tables":
        """The same connection as sqlite-utils sees it: for making and changing tables."""
        from sqlite_utils import Database as Tables

        return Tables(self.conn, execute_plugins=False, strict=True)

    def __getitem__(self, name: str) -> "Table":
        """One table, as sqlite-utils sees it."""
        return self.utils.table(name)
