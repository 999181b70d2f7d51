"""corpus-tool import: files into a corpus."""

from pathlib import Path
from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus


def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="UTF-8 .txt, or our own .jsonl.")],
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Bring articles, and the layers that come with them, into a corpus.

    Exit code 1 where something was refused; everything else is in.

    \b
    corpus-tool import articles/*.txt
    corpus-tool import gold.jsonl --corpus war.db
    """
    from corpus_tool.cli.console import progress_bar, say_json
    from corpus_tool.cli.printing import print_import
    from corpus_tool.workbench.import_report import Outcome
    from corpus_tool.workbench.importing import import_files

    with open_corpus(context, corpus) as store, progress_bar("importing") as tell:
        report = import_files(store, files, tell=tell)
    if json:
        say_json(report.entries)
    else:
        print_import(report)
    if report.count(Outcome.REFUSED):
        raise typer.Exit(1)
