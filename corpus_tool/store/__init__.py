"""The corpus on disk; the only folder that speaks SQL.

sqlite-utils loads numpy and pandas where they are installed, to be able to store their numbers. We store none, and
numpy comes with datasketch: it would double the time in which a corpus opens (0.15 s to 0.34 s, measured).
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

NOT_FOR_SQLITE_UTILS = {"numpy", "pandas"}


class _Hiding(MetaPathFinder):
    """Says of some modules that they are not there."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """Refuse these; leave all others to the finders behind."""
        if fullname in NOT_FOR_SQLITE_UTILS:
            raise ModuleNotFoundError(name=fullname)
        return None


def _load_sqlite_utils() -> None:
    hiding = _Hiding()
    sys.meta_path.insert(0, hiding)
    try:
        import_module("sqlite_utils")
    finally:
        sys.meta_path.remove(hiding)


_load_sqlite_utils()
