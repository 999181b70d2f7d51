"""corpus-tool history: what happened to a document."""

from typing import Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import CorpusOption, JsonOption, LayersOption, open_corpus


def history(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its key.")],
    layers: LayersOption = "all",
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """List every act on a document, oldest first: when, who, what.

    \b
    corpus-tool history ar-0001
    corpus-tool history ar-0001 --layer noa --json
    """
    from corpus_tool.cli.console import say_found
    from corpus_tool.cli.printing import print_past
    from corpus_tool.workbench.looking_back import past
    from corpus_tool.workbench.selecting import wanted_layers

    with open_corpus(context, corpus) as store:
        found = past(store, document_id_of(store, document), wanted_layers(store, layers))
    say_found(found, print_past, json=json)
