"""corpus-tool stats: what the corpus holds, in numbers."""

from typing import Annotated, Literal

import typer

from corpus_tool.cli.at_hub import ClearTextOption
from corpus_tool.cli.hub_reading import HubOption, corpus_or_hub
from corpus_tool.cli.options import CorpusOption, JsonOption
from corpus_tool.errors import UsageError

TableName = Literal["documents", "labels", "annotators", "weeks", "sources", "shapes", "arguments"]


def stats(
    context: typer.Context,
    table: Annotated[TableName | None, typer.Argument(metavar="[TABLE]", help="One table; without it, all.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print one table as CSV.")] = False,
    gold: Annotated[
        bool, typer.Option("--gold", help="Count the gold alone: of each document the gold layer that is done.")
    ] = False,
    with_time: Annotated[bool, typer.Option("--with-time", help="Add every annotator's working time.")] = False,
    hub: HubOption = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Count documents, tokens and annotations.

    documents: by language and source. labels: by annotator. annotators: documents, finished, annotations. weeks: made
    in each week, by whom. sources: labels by the documents' source. shapes: nested, part of a word, several
    fragments. arguments: filled roles of each event type.

    \b
    corpus-tool stats
    corpus-tool stats labels --csv > labels.csv
    corpus-tool stats --json | jq .weeks
    corpus-tool stats labels --gold
    corpus-tool stats --hub
    """
    from corpus_tool.cli.console import say, say_json, say_table
    from corpus_tool.reports.statistics import OF_ANNOTATIONS, OF_CORPUS, tables
    from corpus_tool.reports.working_time import working_time

    if csv and (json or table is None):
        raise UsageError("--csv prints one table: name it, as in `corpus-tool stats labels --csv`.")
    if gold and table in OF_CORPUS:
        raise UsageError(f"--gold counts annotations; {table} are of the whole corpus.")
    wanted = [table] if table else [*({} if gold else OF_CORPUS), *OF_ANNOTATIONS]
    with corpus_or_hub(context, corpus, hub=hub, clear_text=clear_text) as store, store.reading():
        found = tables(store, wanted, gold_only=gold)
        if with_time:
            found["time"] = working_time(store)
    if csv:
        say(next(iter(found.values())).write_csv().rstrip("\n"))
    elif json:
        say_json({name: frame.to_dicts() for name, frame in found.items()})
    else:
        for number, (name, frame) in enumerate(found.items()):
            if table is None:
                say(f"{chr(10) * (number > 0)}== {name}")
            # The last column is the only one that may hold right-to-left text: a source or a name.
            words = [column for column in frame.columns if not frame[column].dtype.is_integer()]
            words.sort(key=lambda column: column in ("source", "annotator"))
            ordered = frame.select(*(column for column in frame.columns if column not in words), *words)
            say_table(ordered.columns, ordered.rows())
