"""corpus-tool bundle: a part of the corpus, for somebody to work on elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import LAYER_NAMES, CorpusOption, JsonOption, open_corpus
from corpus_tool.saying.counting import counted, counted_of

if TYPE_CHECKING:
    from corpus_tool.store.store import Store


def bundle(
    context: typer.Context,
    name: Annotated[str, typer.Option("--for", metavar="NAME", help="Whose work goes with it.")],
    documents: Annotated[
        str,
        typer.Option(
            "--documents", metavar="KEY[,KEY]|all", help="Which documents. Else those she has, or has work on."
        ),
    ] = "",
    layers: Annotated[
        str,
        typer.Option(
            *LAYER_NAMES, "--with-layers", metavar="gold|all|NAME[,NAME]", help="Whose layers. Else only hers."
        ),
    ] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="The file to make. Else NAME.db here.")
    ] = None,
    with_time: Annotated[bool, typer.Option("--with-time", help="Her working time goes with it.")] = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Make a small corpus file for an annotator: her documents, the schema, her layers with their history.

    She works in it with `corpus-tool annotate --corpus FILE`; `corpus-tool merge FILE` brings it back. Guidelines,
    comments, corrected lines, her assignments and locks go along. What others who work on the same documents say
    stays here, unless --layers names them.

    \b
    corpus-tool bundle --for noa
    corpus-tool bundle --for noa --documents ar-0001,ar-0002 --to noa-week-2.db
    """
    from corpus_tool.cli.console import progress_bar, say, say_json
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.model.layers import LayerKind, LayerName
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.bundling import bundle as make
    from corpus_tool.workbench.corpus_settings import bring_settings
    from corpus_tool.workbench.selecting import wanted_layers
    from corpus_tool.workbench.time_spent import bring_time
    from corpus_tool.workbench.writing import safe_name

    annotator = annotator_name(name)
    own = LayerName(annotator, LayerKind.ANNOTATOR)
    with open_corpus(context, corpus) as store, progress_bar("bundling") as tell:
        wanted = wanted_layers(store, layers) if layers else lambda layer: layer == own
        ids = _documents(store, documents, annotator)
        report = make(store, ids, wanted, to or Path(safe_name(f"{annotator}.db")), tell)
        with Store.open(report.file) as part:
            bring_settings(part, store)
            if with_time:
                bring_time(part, store, lambda layer: layer == own)
    if json:
        say_json(report)
    else:
        others = "".join(f", {counted_of(count, kind)}" for kind, count in report.others.items())
        say(f"{report.file}: {counted(report.documents, 'document')}, {counted(report.layers, 'layer')}{others}.")


def _documents(store: "Store", words: str, annotator: str) -> list[int]:
    """The ids of the documents that were asked for."""
    from corpus_tool.workbench.bundling import hers

    if not words:
        return hers(store, annotator)
    if words == "all":
        return store.documents.ids()
    keys = [key.strip() for key in words.split(",") if key.strip()]
    return [document_id_of(store, key) for key in dict.fromkeys(keys)]
