"""corpus-tool delete: hide a document or a layer."""

from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, LayerOption, WhoOption, open_corpus


def delete(
    context: typer.Context,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Their keys.")],
    layer: LayerOption = "",
    name: WhoOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Hide documents, or a layer on them, from lists, exports and the annotator.

    Nothing is lost: `corpus-tool undelete` takes it back, and only `corpus-tool purge` destroys.

    \b
    corpus-tool delete ar-0001
    corpus-tool delete ar-0001 ar-0002 --layer noa
    """
    from corpus_tool.cli.console import say
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.keeping import delete as hide

    who = annotator_name(name)
    with open_corpus(context, corpus) as store:
        hide(store, documents, layer, who)
    what = f"Layer {layer} of {', '.join(documents)}" if layer else ", ".join(documents)
    say(f"{what}: deleted; `corpus-tool undelete` takes it back.")
