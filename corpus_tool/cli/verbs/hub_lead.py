"""corpus-tool hub open, close and purge: what a lead alone does at a hub."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.at_hub import ClearTextOption, at_hub, ids_called
from corpus_tool.cli.options import CorpusOption
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.workbench.hub.purging import Condemned

DocumentsArgument = Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Their keys; or `all`.")]


def hub_open(
    context: typer.Context,
    documents: DocumentsArgument,
    clear_text: ClearTextOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Let every annotator see every layer on documents. Only a lead can; what was seen stays seen.

    \b
    corpus-tool hub open ar-0001 ar-0002
    corpus-tool hub open all
    """
    from corpus_tool.cli.console import say

    with at_hub(context, corpus, clear_text=clear_text) as (store, hub):
        count = hub.open(store.soundness.digest_of(id) for id in ids_called(store, documents))
    say(f"{counted(count, 'document is', 'documents are')} open now.")


def hub_close(
    context: typer.Context,
    documents: DocumentsArgument,
    clear_text: ClearTextOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Show layers to their own annotators alone again, on documents that were opened. Only a lead can.

    Whoever has pulled others' layers meanwhile keeps them, and that she saw them stays written down; whoever has not
    is blind again.

    \b
    corpus-tool hub close ar-0001
    corpus-tool hub close all
    """
    from corpus_tool.cli.console import say

    with at_hub(context, corpus, clear_text=clear_text) as (store, hub):
        count = hub.close(store.soundness.digest_of(id) for id in ids_called(store, documents))
    say(f"{counted(count, 'document')} closed again; what was brought or seen meanwhile stays.")


def hub_purge(
    context: typer.Context,
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOCUMENT]...", help="Their keys; without any, what was purged here and lies there."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    clear_text: ClearTextOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Destroy documents on the hub, with all work on them. Only a lead can; nothing takes this back but a backup.

    Says what it would destroy, and asks. No file is touched: whoever has the document is told at her next sync, and
    `corpus-tool delete` and `purge` destroy it there. It never goes to the hub again, whoever pushes.

    \b
    corpus-tool hub purge ar-0001
    corpus-tool hub purge --yes
    """
    from corpus_tool.cli.console import say

    with at_hub(context, corpus, clear_text=clear_text) as (store, hub):
        from corpus_tool.workbench.hub.purging import condemned

        found = condemned(store, hub, documents or [])
        _tell(found)
        if not found:
            say("Nothing that was purged here lies on the hub.")
            return
        if not yes:
            if not sys.stdin.isatty():
                raise UsageError("Nothing was destroyed: this asks first, and nobody is here to answer; say --yes.")
            if not typer.confirm("Destroy this on the hub for ever?", err=True):
                raise typer.Exit(1)
        count = hub.purging.purge([one.digest for one in found])
    say(f"{counted(count, 'document')} destroyed on the hub. Its backups, and files of people, keep what they have.")


def _tell(found: Sequence["Condemned"]) -> None:
    from corpus_tool.cli.console import say

    for one in found:
        work = f"with work of {', '.join(one.layers)}" if one.layers else "without work"
        here = "; it is in this corpus too, and stays there" if one.is_here else ""
        say(f"{one.document} ({one.digest[:8]}): {counted(one.things, 'thing')} on the hub, {work}{here}")
