"""The corpus and its hub, as every verb of `corpus-tool hub` opens them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import open_corpus
from corpus_tool.errors import CorpusToolError

if TYPE_CHECKING:
    from corpus_tool.hub.hub import Hub
    from corpus_tool.store.store import Store

ClearTextOption = Annotated[
    bool, typer.Option("--clear-text", help="Allow a connection without TLS to another machine.")
]
ALL = "all"
"""Stands for every document of the corpus."""


@contextmanager
def at_hub(context: typer.Context, corpus: Path | None, *, clear_text: bool) -> Iterator[tuple["Store", "Hub"]]:
    """Both, open. What needs psycopg is to be imported within. Raises CorpusToolError where it is not installed."""
    need_psycopg()
    from corpus_tool.workbench.hub.joining import hub_of

    with open_corpus(context, corpus) as store, hub_of(store, clear_text=clear_text) as hub:
        yield store, hub


def need_psycopg() -> None:
    """Raise CorpusToolError where the extra is not installed."""
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        raise CorpusToolError("A hub needs psycopg: pip install 'corpus-tool[hub]' brings it.")


def ids_called(store: "Store", documents: list[str]) -> list[int]:
    """The ids of documents by their keys, or of all. Raises NotFoundError."""
    return store.documents.ids() if documents == [ALL] else [document_id_of(store, key) for key in documents]
