"""corpus-tool status: how far the work has come."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corpus_tool.cli.at_hub import ClearTextOption
from corpus_tool.cli.hub_reading import HubOption, corpus_or_hub
from corpus_tool.cli.options import AsOption, CorpusOption, JsonOption

if TYPE_CHECKING:
    from corpus_tool.store.store import Store


def status(
    context: typer.Context,
    by: Annotated[
        Literal["annotator", "language", "source"] | None, typer.Option("--by", help="One table; without it, all.")
    ] = None,
    time: Annotated[bool, typer.Option("--time", help="Show your own working time instead.")] = False,
    everyones_time: Annotated[
        bool, typer.Option("--everyones-time", help="Show the working time of every annotator instead.")
    ] = False,
    name: AsOption = None,
    hub: HubOption = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Show how many documents are new, in progress, done and locked.

    A document that two people have counts for each of them. Working time is the time between keys, a pause up to
    `idle-seconds` (see `settings`); each annotator's is her own unless somebody asks for everyone's.

    \b
    corpus-tool status
    corpus-tool status --by language --json
    corpus-tool status --time
    corpus-tool status --hub
    """
    from corpus_tool.cli.console import say, say_json, say_table
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.reports.progress import STATES, By, progress

    if time or everyones_time:
        opened = corpus_or_hub(context, corpus, hub=hub, clear_text=clear_text)
        return _print_time(opened, None if everyones_time else annotator_name(name), json=json)
    with corpus_or_hub(context, corpus, hub=hub, clear_text=clear_text) as store, store.reading():
        shares = store.work.shares()
    wanted: list[By] = [by] if by else ["annotator", "language", "source"]
    tables = {one: progress(shares, one) for one in wanted}
    if json:
        return say_json(tables)
    for number, (one, table) in enumerate(tables.items()):
        if number:
            say()
        columns = ("documents", *STATES, "words", "annotations", one)
        say_table(columns, [[row[column] for column in columns] for row in table])
    return None


def _print_time(opened: AbstractContextManager["Store"], annotator: str | None, *, json: bool) -> None:
    from corpus_tool.cli.console import say_json, say_table, talk
    from corpus_tool.workbench.timing import told

    with opened as store, store.reading():
        spent = store.working_time.spent(annotator)
    if json:
        return say_json(spent)
    if not spent:
        return talk(f"There is no working time of {annotator or 'anybody'} in this corpus.")
    rows = [
        (told(one.seconds), one.documents, told(one.seconds / one.documents), one.acts, one.annotator) for one in spent
    ]
    return say_table(("hours:minutes", "documents", "each", "acts", "annotator"), rows)
