"""corpus-tool export: layers to files."""

from pathlib import Path
from typing import Annotated

import typer

from corpus_tool.cli.options import DEFAULT_EXPORTS, CorpusOption, JsonOption, LayersOption, open_corpus
from corpus_tool.model.policies import Clitics, Overlaps, Policy, Window


def export(
    context: typer.Context,
    format: Annotated[
        str, typer.Option("--format", metavar="NAME", help="Of the files; `corpus-tool formats` lists them.")
    ] = "jsonl",
    layers: LayersOption = "gold",
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the files go.")] = DEFAULT_EXPORTS,
    allow_loss: Annotated[
        bool, typer.Option("--allow-loss", help="Write what the format can hold, and a list of the rest.")
    ] = False,
    clitics: Annotated[
        Clitics, typer.Option("--clitics", help="Edges inside words, where a format holds whole words only.")
    ] = Clitics.DROP,
    overlaps: Annotated[
        Overlaps, typer.Option("--overlaps", help="Which of overlapping spans stays, where a format holds one.")
    ] = Overlaps.WIDEST,
    window: Annotated[
        Window, typer.Option("--window", help="What a format that cuts documents takes as one piece.")
    ] = Window.SENTENCE,
    without_boilerplate: Annotated[
        bool, typer.Option("--without-boilerplate", help="Leave lines out that are not the article's own (iob2).")
    ] = False,
    with_time: Annotated[
        bool, typer.Option("--with-time", help="Write the annotators' working time too, to a file of its own.")
    ] = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Write layers to files.

    What the format cannot hold is counted and listed first; then nothing is written (exit code 3) unless
    --allow-loss is given. Files appear whole or not at all. The gold layer is nobody's time: --with-time wants names.

    \b
    corpus-tool export --layers gold --to exports
    corpus-tool export --format iob2 --layers noa,sami --allow-loss
    corpus-tool export --format iob2 --clitics split-clitics --overlaps narrowest --allow-loss
    corpus-tool export --format iob2 --without-boilerplate --allow-loss
    """
    from corpus_tool.cli.console import progress_bar, say_json
    from corpus_tool.cli.printing import print_export, print_losses
    from corpus_tool.workbench.exporting import LossRefusedError
    from corpus_tool.workbench.exporting import export as write
    from corpus_tool.workbench.selecting import wanted_layers
    from corpus_tool.workbench.time_spent import write_time
    from corpus_tool.workbench.writing import safe_name

    with open_corpus(context, corpus) as store, progress_bar("exporting") as tell:
        try:
            report = write(
                store,
                format,
                layers,
                to,
                policy=Policy(clitics=clitics, overlaps=overlaps, window=window),
                allow_loss=allow_loss,
                without_boilerplate=without_boilerplate,
                tell=tell,
            )
        except LossRefusedError as refused:
            print_losses(refused.losses)
            raise
        if with_time:
            name = safe_name(layers.replace(",", "+"))
            report.files.append(write_time(store, wanted_layers(store, layers), to, name))
    if json:
        say_json(report)
    else:
        print_export(report)
