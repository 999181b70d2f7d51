"""corpus-tool documents: a list."""

from typing import Annotated, Literal

import typer

from corpus_tool.cli.at_hub import ClearTextOption
from corpus_tool.cli.hub_reading import HubOption, corpus_or_hub
from corpus_tool.cli.options import AsOption, CorpusOption, JsonOption

By = Literal[
    "added",
    "key",
    "title",
    "language",
    "source",
    "date",
    "words",
    "state",
    "spans",
    "events",
    "findings",
    "questions",
    "assigned",
]
Status = Literal["new", "in-progress", "done", "locked"]


def documents(
    context: typer.Context,
    sort: Annotated[By, typer.Option("--sort", help="What to sort by; equals stand by their keys.")] = "added",
    reverse: Annotated[bool, typer.Option("--reverse", help="Sort the other way round: greatest first.")] = False,
    find: Annotated[
        str, typer.Option("--find", metavar="WORDS", help="Only what has these in its key, title or source.")
    ] = "",
    language: Annotated[str | None, typer.Option("--language", metavar="CODE", help="Only documents in it.")] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="NAME", help="Only documents from it.")] = None,
    status: Annotated[
        Status | None, typer.Option("--status", help="Only documents of which the annotator's work is so.")
    ] = None,
    assigned: Annotated[
        str | None, typer.Option("--assigned", metavar="NAME", help='Only what is assigned to her; "" for nobody.')
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="The first so many only.")] = None,
    name: AsOption = None,
    hub: HubOption = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """List the documents with their layers.

    \b
    corpus-tool documents
    corpus-tool documents --sort date --reverse --limit 20
    corpus-tool documents --status new --language he --as noa
    corpus-tool documents --json | jq '.[].key'
    """
    from itertools import islice

    from corpus_tool.cli.console import say_json_list
    from corpus_tool.cli.printing import print_documents
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.store.list_questions import Column, Order
    from corpus_tool.workbench.catalogue import Question

    question = Question(Order(Column(sort), reverse), find, language, source, status, assigned)
    hers = {Column.STATE, Column.SPANS, Column.EVENTS} & {question.order.column}
    annotator = annotator_name(name) if name or status or hers else ""
    with corpus_or_hub(context, corpus, hub=hub, clear_text=clear_text) as store, store.reading():
        ids = store.listing.ids(annotator, question.order, question.wanted)
        entries = islice(store.documents.entries(ids), limit)
        if json:
            say_json_list(entries)
        else:
            print_documents(entries)
