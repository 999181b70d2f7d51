"""corpus-tool export: layers to files."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.at_hub import ClearTextOption
from corpus_tool.cli.hub_reading import HubOption, corpus_or_hub
from corpus_tool.cli.options import DEFAULT_EXPORTS, CorpusOption, JsonOption, LayersOption
from corpus_tool.cli.writing_options import (
    AllowLossOption,
    CliticsOption,
    DocumentsOption,
    LabelsOption,
    LanguagesOption,
    OverlapsOption,
    PseudonymsOption,
    SinceOption,
    SourcesOption,
    StatusesOption,
    UntilOption,
    WindowOption,
    WithoutAssistedOption,
    WithoutBoilerplateOption,
    WithoutTextOption,
    choice_of,
    keys,
)
from corpus_tool.errors import UsageError
from corpus_tool.model.policies import Clitics, Overlaps, Policy, Window

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.exporting import ExportReport


def export(
    context: typer.Context,
    format: Annotated[
        str, typer.Option("--format", metavar="NAME", help="Of the files; `corpus-tool formats` lists them.")
    ] = "jsonl",
    layers: LayersOption = "gold",
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the files go.")] = DEFAULT_EXPORTS,
    allow_loss: AllowLossOption = False,
    clitics: CliticsOption = Clitics.DROP,
    overlaps: OverlapsOption = Overlaps.WIDEST,
    window: WindowOption = Window.SENTENCE,
    without_boilerplate: WithoutBoilerplateOption = False,
    without_text: WithoutTextOption = False,
    without_assisted: WithoutAssistedOption = False,
    pseudonyms: PseudonymsOption = False,
    documents: DocumentsOption = "",
    language: LanguagesOption = None,
    source: SourcesOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    status: StatusesOption = None,
    labels: LabelsOption = "",
    with_time: Annotated[
        bool, typer.Option("--with-time", help="Write the annotators' working time too, to a file of its own.")
    ] = False,
    hub: HubOption = False,
    clear_text: ClearTextOption = False,
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
    corpus-tool export --without-text --pseudonyms --layers all
    corpus-tool export --without-assisted --layers all
    corpus-tool export --hub --layers all
    corpus-tool export --language ar --since 2026-01 --labels ORG,PER --allow-loss
    """
    from corpus_tool.workbench.exporting import Mode
    from corpus_tool.workbench.exporting import export as write

    if with_time and pseudonyms:
        raise UsageError("--with-time tells of people by their names; it does not go with --pseudonyms.")
    only = keys(documents)
    choice = choice_of(language, source, since, until, only, labels, statuses=status, without_assisted=without_assisted)
    mode = Mode(without_text=without_text, pseudonyms=pseudonyms, without_boilerplate=without_boilerplate)
    policy = Policy(clitics=clitics, overlaps=overlaps, window=window)
    with corpus_or_hub(context, corpus, hub=hub, clear_text=clear_text) as store:
        writing = partial(write, store, format, layers, to, policy=policy, choice=choice, mode=mode)
        report = _written(partial(writing, allow_loss=allow_loss))
        if with_time:
            report.files.append(_time(store, layers, to))
        _say(report, store.pseudonyms.all() if pseudonyms else {}, json=json)


def _say(report: "ExportReport", pseudonyms: "Mapping[str, str]", *, json: bool) -> None:
    """Say what was written, and who is called how in it."""
    from corpus_tool.cli.console import say_found
    from corpus_tool.cli.printing import print_export, print_pseudonyms

    if pseudonyms:
        print_pseudonyms(pseudonyms)
    say_found(report, print_export, json=json)


def _written(write: "Callable[..., ExportReport]") -> "ExportReport":
    """Write, with a bar, until it is done or the user stops it; say what would be lost."""
    from corpus_tool.cli.console import INTERRUPTED, progress_bar, stoppable, talk
    from corpus_tool.cli.printing import print_losses
    from corpus_tool.workbench.exporting import LossRefusedError
    from corpus_tool.workbench.progress import CancelledError

    with progress_bar("exporting") as draw, stoppable(draw) as tell:
        try:
            return write(tell=tell)
        except CancelledError:
            talk("Stopped: nothing was written.")
            raise typer.Exit(INTERRUPTED) from None
        except LossRefusedError as refused:
            print_losses(refused.losses)
            raise


def _time(store: "Store", layers: str, to: Path) -> Path:
    """Write the working time of those whose layers are exported; answer where."""
    from corpus_tool.workbench.selecting import wanted_layers
    from corpus_tool.workbench.time_spent import write_time
    from corpus_tool.workbench.writing import safe_name

    return write_time(store, wanted_layers(store, layers), to, safe_name(layers.replace(",", "+")))
