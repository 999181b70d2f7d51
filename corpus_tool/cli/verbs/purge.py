"""corpus-tool purge: destroy what was deleted."""

import sys
from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, LayerOption, WhoOption, open_corpus
from corpus_tool.errors import UsageError


def purge(
    context: typer.Context,
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT]...", help="Their keys; without any, all that was deleted.")
    ] = None,
    layer: LayerOption = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    name: WhoOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Destroy what was deleted, with its history. Nothing takes this back but a backup.

    Says what it would destroy, and asks. Texts and work are overwritten in the file, not only left out of it.

    \b
    corpus-tool purge
    corpus-tool purge ar-0001 --yes
    """
    from corpus_tool.cli.console import say
    from corpus_tool.cli.printing import print_deleted
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.keeping import chosen
    from corpus_tool.workbench.keeping import purge as destroy

    who = annotator_name(name)
    with open_corpus(context, corpus) as store:
        condemned = chosen(store, documents or [], layer)
        print_deleted(condemned)
        if not condemned:
            return
        if not yes:
            if not sys.stdin.isatty():
                raise UsageError("Nothing was destroyed: `purge` asks first, and nobody is here to answer; say --yes.")
            if not typer.confirm("Destroy this for ever?", err=True):
                raise typer.Exit(1)
        destroy(store, condemned, who)
    say(f"{len(condemned)} destroyed.")
