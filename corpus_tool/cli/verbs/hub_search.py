"""corpus-tool hub search: a concordance of documents that are on the hub, and not here."""

from typing import Annotated

import typer

from corpus_tool.cli.at_hub import ClearTextOption, at_hub
from corpus_tool.cli.options import CorpusOption, JsonOption, LinesOption, ProcliticsOption


def hub_search(
    context: typer.Context,
    query: Annotated[
        list[str], typer.Argument(metavar="QUERY", help='Words, "phrases" and prefix*; all must be there.')
    ],
    proclitics: ProcliticsOption = True,
    limit: LinesOption = 100,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Find words in all documents of the hub, as `search` does in the corpus; nothing is brought.

    `corpus-tool hub pull DOCUMENT` brings one of those found.

    \b
    corpus-tool hub search داعش
    corpus-tool hub search '"הגבול הצפוני"' --limit 20
    """
    from corpus_tool.cli.concordance import print_finds
    from corpus_tool.cli.console import talk
    from corpus_tool.saying.counting import counted

    with at_hub(context, corpus, clear_text=clear_text) as (_, hub):
        from corpus_tool.workbench.hub.searching import search

        found = search(hub, " ".join(query), proclitics=proclitics, limit=limit)
    print_finds(found.lines, has_more=found.has_more, limit=limit, json=json)
    if found.unlisted:
        talk(f"Not searched: {counted(found.unlisted, 'document')} of the hub; the lead's next `hub push` lists them.")
