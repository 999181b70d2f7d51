"""Reading from a hub what other verbs read from a file, and saying as whom it was read."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.at_hub import need_psycopg
from corpus_tool.cli.options import corpus_path, open_corpus
from corpus_tool.errors import RefusedError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.hub.reading import Whole

HubOption = Annotated[
    bool,
    typer.Option("--hub", help="With all that the hub of the corpus shows you. The corpus file stays as it is."),
]
HubForGoodOption = Annotated[
    bool,
    typer.Option("--hub", help="With all that the hub of the corpus shows you. It comes into the corpus file first."),
]


@contextmanager
def corpus_or_hub(
    context: typer.Context, corpus: Path | None, *, hub: bool, clear_text: bool = False
) -> Iterator["Store"]:
    """The corpus; with `hub` a copy of it with all that its hub shows, gone afterwards."""
    if not hub:
        with open_corpus(context, corpus) as store:
            yield store
        return
    need_psycopg()
    from corpus_tool.cli.console import progress_bar
    from corpus_tool.workbench.hub.reading import whole_hub

    with ExitStack() as stack:
        with progress_bar("reading the hub") as tell:
            whole = stack.enter_context(whole_hub(corpus_path(context, corpus), tell, clear_text=clear_text))
        _tell_of(whole)
        yield whole.store


@contextmanager
def corpus_after_hub(
    context: typer.Context, corpus: Path | None, *, hub: bool, clear_text: bool = False
) -> Iterator["Store"]:
    """The corpus; with `hub` everything is brought into it that its hub shows.

    Raises RefusedError where some of that is refused.
    """
    with open_corpus(context, corpus) as store:
        if hub:
            need_psycopg()
            from corpus_tool.cli.console import progress_bar
            from corpus_tool.workbench.hub.reading import bring_all

            with progress_bar("reading the hub") as tell:
                whole = bring_all(store, tell, clear_text=clear_text)
            _tell_of(whole)
            if whole.refused:
                raise RefusedError(f"Not sound in the hub: {counted(whole.refused, 'document')}; nothing was released.")
        yield store


def _tell_of(whole: "Whole") -> None:
    """Say on stderr what is not in what was read."""
    from corpus_tool.cli.console import talk

    if whole.is_partial:
        talk(
            f"You are {whole.me} at the hub: you are shown others' layers on what is open,"
            f" {counted(whole.opened, 'document')}, and on nothing else."
        )
    for one in whole.refusals:
        talk(f"{one.outcome.value}: {one.document}: {one.message}")
    if (more := whole.refused - len(whole.refusals)) > 0:
        talk(f"Refused besides: {counted(more, 'document')}.")
