"""The steps that led to today's tables, one a module, in the order of their names.

Only ever added to: a step that was released is never edited. A module declares `migrate`; its name is what the
file remembers of it.
"""

from types import FunctionType

from sqlite_utils import Migrations

from corpus_tool.registry import discover

migrations = Migrations("corpus_tool")

for step in discover(__name__, "migrate"):
    if isinstance(step, FunctionType):
        migrations(name=step.__module__.rpartition(".")[2])(step)
