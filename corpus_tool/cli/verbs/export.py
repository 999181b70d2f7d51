"""corpus-tool export: layers to files."""

from pathlib import Path
from typing import Annotated

import typer

from corpus_tool.cli.options import DEFAULT_EXPORTS, CorpusOption, JsonOption, LayersOption, open_corpus
from corpus_tool.cli.policy_options import CliticsOption, OverlapsOption, WindowOption
from corpus_tool.errors import UsageError
from corpus_tool.model.changes import Status
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
    clitics: CliticsOption = Clitics.DROP,
    overlaps: OverlapsOption = Overlaps.WIDEST,
    window: WindowOption = Window.SENTENCE,
    without_boilerplate: Annotated[
        bool, typer.Option("--without-boilerplate", help="Leave out what lies in lines that are not the article's own.")
    ] = False,
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Offsets, digests and addresses only; not the articles (jsonl ...).")
    ] = False,
    pseudonyms: Annotated[
        bool, typer.Option("--pseudonyms", help="Call annotators A1, A2; who is who is kept here, and told on stderr.")
    ] = False,
    documents: Annotated[
        str, typer.Option("--documents", metavar="KEY[,KEY]|@FILE", help="Only these; a file has a key a line.")
    ] = "",
    language: Annotated[list[str] | None, typer.Option("--language", metavar="ar|he|other", help="Only these.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", metavar="NAME", help="Only from these.")] = None,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="2026-01-31, 2026-01 or 2026, and later.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Up to then, with all of it.")] = "",
    status: Annotated[list[Status] | None, typer.Option("--status", help="Only layers that are so far.")] = None,
    labels: Annotated[
        str, typer.Option("--labels", metavar="NAME[,NAME]", help="Only these labels, event and relation types.")
    ] = "",
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
    corpus-tool export --without-text --pseudonyms --layers all
    corpus-tool export --language ar --since 2026-01 --labels ORG,PER --allow-loss
    """
    from corpus_tool.cli.console import INTERRUPTED, progress_bar, say_json, stoppable, talk
    from corpus_tool.cli.printing import print_export, print_losses, print_pseudonyms
    from corpus_tool.workbench.choosing import Choice
    from corpus_tool.workbench.exporting import LossRefusedError, Mode
    from corpus_tool.workbench.exporting import export as write
    from corpus_tool.workbench.progress import CancelledError
    from corpus_tool.workbench.selecting import wanted_layers
    from corpus_tool.workbench.time_spent import write_time
    from corpus_tool.workbench.writing import safe_name

    if with_time and pseudonyms:
        raise UsageError("--with-time tells of people by their names; it does not go with --pseudonyms.")
    choice = Choice(
        languages=tuple(language or ()),
        sources=tuple(source or ()),
        since=since,
        until=until,
        keys=_keys(documents),
        statuses=tuple(status or ()),
        labels=tuple(_parts(labels)),
    )
    mode = Mode(without_text=without_text, pseudonyms=pseudonyms, without_boilerplate=without_boilerplate)
    with open_corpus(context, corpus) as store, progress_bar("exporting") as draw, stoppable(draw) as tell:
        try:
            report = write(
                store,
                format,
                layers,
                to,
                policy=Policy(clitics=clitics, overlaps=overlaps, window=window),
                choice=choice,
                mode=mode,
                allow_loss=allow_loss,
                tell=tell,
            )
        except CancelledError:
            talk("Stopped: nothing was written.")
            raise typer.Exit(INTERRUPTED) from None
        except LossRefusedError as refused:
            print_losses(refused.losses)
            raise
        if with_time:
            name = safe_name(layers.replace(",", "+"))
            report.files.append(write_time(store, wanted_layers(store, layers), to, name))
        if pseudonyms:
            print_pseudonyms(store.pseudonyms.all())
    if json:
        say_json(report)
    else:
        print_export(report)


def _parts(words: str) -> list[str]:
    """Names with commas between them."""
    return [part.strip() for part in words.split(",") if part.strip()]


def _keys(words: str) -> tuple[str, ...]:
    """The keys of documents, or those that a file lists."""
    if not words.startswith("@"):
        return tuple(_parts(words))
    try:
        lines = Path(words[1:]).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{words[1:]} cannot be read as a list of keys: {error}.") from None
    if not (keys := tuple(line.strip() for line in lines if line.strip())):
        raise UsageError(f"{words[1:]} lists no key.")
    return keys
