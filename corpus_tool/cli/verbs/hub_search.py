"""corpus-tool hub search: a concordance of documents that are on the hub, and not here."""

from typing import Annotated

import typer

from corpus_tool.cli.hub_reading import need_psycopg
from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus


def hub_search(
    context: typer.Context,
    query: Annotated[
        list[str], typer.Argument(metavar="QUERY", help='Words, "phrases" and prefix*; all must be there.')
    ],
    proclitics: Annotated[
        bool, typer.Option("--proclitics/--no-proclitics", help="Find a word also behind و ف ب ك ل ال / ו ה ב כ ל מ ש.")
    ] = True,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many lines at most.")] = 100,
    clear_text: Annotated[
        bool, typer.Option("--clear-text", help="Allow a connection without TLS to another machine.")
    ] = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Find words in all documents of the hub, as `search` does in the corpus; nothing is brought.

    `corpus-tool hub pull DOCUMENT` brings one of those found.

    \b
    corpus-tool hub search داعش
    corpus-tool hub search '"הגבול הצפוני"' --limit 20
    """
    need_psycopg()
    from corpus_tool.cli.concordance import print_concordance
    from corpus_tool.cli.console import say_json, talk
    from corpus_tool.workbench.hub_joining import hub_of
    from corpus_tool.workbench.hub_searching import search

    with open_corpus(context, corpus) as store, hub_of(store, clear_text=clear_text) as hub:
        found = search(hub, " ".join(query), proclitics=proclitics, limit=limit)
    if json:
        say_json(found.lines)
    elif found.lines:
        print_concordance(found.lines)
    if not found.lines:
        talk("Nothing found.")
    if found.has_more:
        talk(f"There is more; --limit says how many lines are shown ({limit}).")
    if found.unlisted:
        talk(f"{found.unlisted} documents of the hub could not be searched; the lead's next `hub push` lists them.")
