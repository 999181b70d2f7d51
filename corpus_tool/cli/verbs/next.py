"""corpus-tool next: which documents to annotate next, and why."""

from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus
from corpus_tool.cli.verbs.learn import EverybodyOption, ForOption, whose_of


def next_documents(
    context: typer.Context,
    name: ForOption = "",
    everybody: EverybodyOption = False,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many documents at most.")] = 20,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """List documents that are not done, those first that would bring most to what is learned.

    That is where the recommender is unsure, where it contradicts marks you have begun with, where words are new, where
    a story is new; each row says which. It learns first where more is done, and keeps what it found until then. `n` in
    the list of documents of the annotator shows the same.

    \b
    corpus-tool next
    corpus-tool next --for noa --limit 5 --json
    """
    from corpus_tool.cli.console import say_json, say_table, talk
    from corpus_tool.workbench.learning.what_next import what_next

    with open_corpus(context, corpus) as store:
        gains = what_next(store, whose_of(everybody, name))[:limit]
        rows = [(f"{one.gain:.2f}", one.reason, store.documents.key_of(one.document_id)) for one in gains]
    if json:
        say_json(
            [{"document": row[2], "gain": one.gain, "reason": one.reason} for one, row in zip(gains, rows, strict=True)]
        )
    elif rows:
        say_table(["gain", "why", "document"], rows)
    else:
        talk("Every document is done.")
