"""corpus-tool undelete: take back what was deleted."""

from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, LayerOption, WhoOption, open_corpus


def undelete(
    context: typer.Context,
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT]...", help="Their keys; without any, a list.")
    ] = None,
    layer: LayerOption = "",
    name: WhoOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Take back what was deleted; without a document, list what there is.

    \b
    corpus-tool undelete
    corpus-tool undelete ar-0001
    corpus-tool undelete ar-0001 --layer noa
    """
    from corpus_tool.cli.console import say, say_found
    from corpus_tool.cli.printing import print_deleted
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.keeping import chosen
    from corpus_tool.workbench.keeping import undelete as take_back

    with open_corpus(context, corpus) as store:
        if documents:
            take_back(store, documents, layer, annotator_name(name))
            say(f"{', '.join(documents)}: taken back.")
            return
        found = chosen(store, [], layer)
    say_found(found, print_deleted, json=json)
