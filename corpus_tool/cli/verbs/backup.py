"""corpus-tool backup: a copy, taken while others write."""

from pathlib import Path
from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, open_corpus


def backup(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to make; never one that is there.")],
    corpus: CorpusOption = None,
) -> None:
    """Copy the corpus as it is at this moment to a new file; others may go on writing.

    The copy is a corpus: open it with --corpus, or put it in the place of a damaged one.

    \b
    corpus-tool backup war-monday.db
    corpus-tool backup /backups/war.db --corpus war.db
    """
    from corpus_tool.cli.console import say

    with open_corpus(context, corpus) as store:
        store.copy_to(path)
    say(str(path))
