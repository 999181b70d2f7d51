"""corpus-tool status: how far the work has come."""

from typing import Annotated, Literal

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus


def status(
    context: typer.Context,
    by: Annotated[
        Literal["annotator", "language", "source"] | None, typer.Option("--by", help="One table; without it, all.")
    ] = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Show how many documents are new, in progress, done and locked.

    A document that two people have counts for each of them.

    \b
    corpus-tool status
    corpus-tool status --by language --json
    """
    from corpus_tool.cli.console import say, say_json, say_table
    from corpus_tool.reports.progress import By, progress, shares

    with open_corpus(context, corpus) as store, store.reading():
        frame = shares(store)
    wanted: list[By] = [by] if by else ["annotator", "language", "source"]
    tables = {one: progress(frame, one) for one in wanted}
    if json:
        say_json({one: table.to_dicts() for one, table in tables.items()})
        return
    for number, (one, table) in enumerate(tables.items()):
        if number:
            say()
        ordered = table.select(*(name for name in table.columns if name != one), one)
        say_table(ordered.columns, ordered.rows())
