"""Finds the one constant that each module of a plugin folder declares."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules


def discover(folder: str, constant: str) -> Iterator[object]:
    """Yield `constant` of every module in the package named `folder`, in the order of module names.

    A module that does not declare it is a helper of its neighbours and is passed over.
    """
    package = import_module(folder)
    for module in sorted(iter_modules(package.__path__), key=lambda found: found.name):
        declared = getattr(import_module(f"{folder}.{module.name}"), constant, None)
        if declared is not None:
            yield declared
