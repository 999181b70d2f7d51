"""Annotate entities and events in Arabic and Hebrew news, in a terminal.

In Python, `Corpus` is a corpus to read from; it is loaded when it is asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus_tool.api.corpus import Corpus

__all__ = ["Corpus", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load what only few need: the command line starts without it."""
    if name == "Corpus":
        from corpus_tool.api.corpus import Corpus

        return Corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
