"""The steps that led to today's tables, one a module, in the order of their names.

Only ever added to: a step that was released is never edited. A module declares `migrate`; its name is what the
file remembers of it. Loaded only for a corpus that is not yet through all of them (`steps.py`).
"""

from collections.abc import Callable
from types import FunctionType

from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

from corpus_tool.registry import discover
from corpus_tool.store.database import SET, Database

migrations = Migrations(SET)


def _step(migrate: Callable[[Database], None]) -> Callable[[Tables], None]:
    def step(tables: Tables) -> None:
        migrate(Database(tables.conn))

    return step


for found in discover(__name__, "migrate"):
    if isinstance(found, FunctionType):
        migrations(name=found.__module__.rpartition(".")[2])(_step(found))
