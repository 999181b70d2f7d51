"""The Typer app: one function per verb. Each parses, calls the workbench, and prints.

What is heavy (textual, polars, the tokenizers, SQLite) is imported inside the verb that needs it, so that `--help`
and completion answer at once; `tests/architecture` holds that.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool import __version__
from corpus_tool.errors import CorpusToolError, NotFoundError, UsageError

if TYPE_CHECKING:
    from corpus_tool.model.schemas import Schema
    from corpus_tool.store.store import Store

DEFAULT_CORPUS = Path("corpus.db")
DEFAULT_DEMO = Path("demo.db")
DEFAULT_EXPORTS = Path("exports")
CORPUS_VARIABLE = "CORPUS_TOOL_CORPUS"

app = typer.Typer(
    name="corpus-tool",
    help="Annotate entities and events in Arabic and Hebrew news, in a terminal.",
    epilog="Begin with `corpus-tool demo`. `corpus-tool VERB --help` shows examples.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

CorpusOption = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="PATH",
        help=f"The corpus file; before or after the verb. Else ${CORPUS_VARIABLE}, else {DEFAULT_CORPUS} here.",
    ),
]
AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Who annotates. Else the name in the settings, else the login name."),
]
RtlModeOption = Annotated[
    str | None,
    typer.Option(
        "--rtl-mode",
        metavar="MODE",
        help="visual, visual+lrm, words or logical, where `corpus-tool doctor` finds no right one. Else"
        " $CORPUS_TOOL_RTL_MODE.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


@app.callback()
def _program(
    context: typer.Context,
    corpus: CorpusOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        sys.stdout.write(f"corpus-tool {__version__}\n")
        raise typer.Exit
    context.obj = corpus


@app.command()
def new(
    context: typer.Context,
    schema: Annotated[
        Path | None, typer.Option("--schema", metavar="FILE", help="A schema in TOML. Without it: conflict-news.")
    ] = None,
    schema_from_data: Annotated[
        Path | None,
        typer.Option("--schema-from-data", metavar="FILE", help="Build the schema from an annotated JSONL file."),
    ] = None,
    corpus: CorpusOption = None,
) -> None:
    """Make an empty corpus.

    \b
    corpus-tool new
    corpus-tool new --corpus war.db --schema my-schema.toml
    corpus-tool new --schema-from-data annotated.jsonl
    """
    from corpus_tool.cli.console import say
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.surroundings import utc_now

    path = _corpus_path(context, corpus)
    chosen = _schema(schema, schema_from_data)
    Store.create(path, chosen, utc_now()).close()
    say(
        f"{path}: schema {chosen.name} {chosen.version}, {len(chosen.labels)} labels, {len(chosen.events)} event types."
        " Bring articles in with `corpus-tool import FILES`."
    )


@app.command("import")
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILES...", help="UTF-8 .txt, or our own .jsonl.")],
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Bring articles, and the layers that come with them, into a corpus.

    Exit code 1 where something was refused; everything else is in.

    \b
    corpus-tool import articles/*.txt
    corpus-tool import gold.jsonl --corpus war.db
    """
    from corpus_tool.cli.console import progress_bar, say_json
    from corpus_tool.cli.printing import print_import
    from corpus_tool.workbench.import_report import Outcome
    from corpus_tool.workbench.importing import import_files

    with _open(context, corpus) as store, progress_bar("importing") as tell:
        report = import_files(store, files, tell=tell)
    if json:
        say_json(report.entries)
    else:
        print_import(report)
    if report.count(Outcome.REFUSED):
        raise typer.Exit(1)


@app.command()
def annotate(
    context: typer.Context,
    document: Annotated[str | None, typer.Argument(metavar="[DOCUMENT]", help="Its key; without it, a list.")] = None,
    name: AsOption = None,
    rtl_mode: RtlModeOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Open the annotator.

    \b
    corpus-tool annotate
    corpus-tool annotate ar-0001 --as noa
    """
    from corpus_tool.cli.settings import annotator_name

    annotator = annotator_name(name)
    path = _corpus_path(context, corpus)
    with _open(context, corpus) as store:
        document_id = None if document is None else _document_id(store, document)
    _run_annotator(path, annotator, document_id, rtl_mode)


@app.command()
def documents(context: typer.Context, json: JsonOption = False, corpus: CorpusOption = None) -> None:
    """List the documents with their layers.

    \b
    corpus-tool documents
    corpus-tool documents --json | jq '.[].key'
    """
    from corpus_tool.cli.console import say_json
    from corpus_tool.cli.printing import print_documents

    with _open(context, corpus) as store:
        entries = list(store.documents.entries())
    if json:
        say_json(entries)
    else:
        print_documents(entries)


@app.command()
def show(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its key.")],
    layers: Annotated[str, typer.Option("--layers", metavar="gold|all|NAME[,NAME]", help="Which layers.")] = "all",
    json: Annotated[bool, typer.Option("--json", help="Print the document's line of our JSONL.")] = False,
    corpus: CorpusOption = None,
) -> None:
    """Print a document with what was said about it.

    \b
    corpus-tool show ar-0001
    corpus-tool show ar-0001 --layers gold --json
    """
    from corpus_tool.cli.console import say
    from corpus_tool.cli.printing import print_bundle
    from corpus_tool.formats.jsonl import line_of
    from corpus_tool.workbench.selecting import bundle_of, wanted_layers

    with _open(context, corpus) as store:
        bundle = bundle_of(store, _document_id(store, document), wanted_layers(store, layers))
    if json:
        say(line_of(bundle))
    else:
        print_bundle(bundle)


@app.command()
def export(
    context: typer.Context,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="jsonl or iob2.")] = "jsonl",
    layers: Annotated[str, typer.Option("--layers", metavar="gold|all|NAME[,NAME]", help="Which layers.")] = "gold",
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the files go.")] = DEFAULT_EXPORTS,
    allow_loss: Annotated[
        bool, typer.Option("--allow-loss", help="Write what the format can hold, and a list of the rest.")
    ] = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Write layers to files.

    What the format cannot hold is counted and listed first; then nothing is written (exit code 3) unless
    --allow-loss is given. Files appear whole or not at all.

    \b
    corpus-tool export --layers gold --to exports
    corpus-tool export --format iob2 --layers noa,sami --allow-loss
    """
    from corpus_tool.cli.console import progress_bar, say_json
    from corpus_tool.cli.printing import print_export, print_losses
    from corpus_tool.workbench.exporting import LossRefusedError
    from corpus_tool.workbench.exporting import export as write

    with _open(context, corpus) as store, progress_bar("exporting") as tell:
        try:
            report = write(store, format, layers, to, allow_loss=allow_loss, tell=tell)
        except LossRefusedError as refused:
            print_losses(refused.losses)
            raise
    if json:
        say_json(report)
    else:
        print_export(report)


@app.command()
def demo(
    context: typer.Context,
    no_ui: Annotated[
        bool, typer.Option("--no-ui", help="Do not open the annotator: import, export and print a summary.")
    ] = False,
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where --no-ui exports to.")] = DEFAULT_EXPORTS,
    name: AsOption = None,
    rtl_mode: RtlModeOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Open a copy of the sample corpus; it is yours to write in and is kept in demo.db.

    \b
    corpus-tool demo
    corpus-tool demo --no-ui
    """
    from corpus_tool.cli.console import progress_bar, talk
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.demo import make_demo

    annotator = annotator_name(name)
    path = corpus or context.obj or DEFAULT_DEMO
    if path.exists():
        talk(f"Opening {path}, made earlier; delete it to begin anew.")
    else:
        with progress_bar("making the demo corpus") as tell:
            make_demo(path, tell=tell)
        talk(f"Made {path} from the sample corpus.")
    if no_ui:
        _print_demo(path, to)
    else:
        _run_annotator(path, annotator, None, rtl_mode)


@app.command()
def doctor(
    json: JsonOption = False,
    reset: Annotated[bool, typer.Option("--reset", help="Forget what was chosen for this terminal.")] = False,
) -> None:
    """Show what this terminal does with Arabic and Hebrew, and choose the mode that reads right.

    The choice is kept for this terminal. Attach the output of --json to a bug report.

    \b
    corpus-tool doctor
    corpus-tool doctor --json > terminal.json
    """
    from corpus_tool.cli import doctor, terminals
    from corpus_tool.cli.console import say, say_json

    if reset:
        terminals.forget_this_terminal()
    found = terminals.detect()
    if json:
        say_json(doctor.report(found))
        return
    doctor.print_findings(found)
    if not doctor.is_interactive():
        say("There is no terminal here to show samples on; this is what the environment tells.")
    elif picked := doctor.let_choose(found, sys.stdout, sys.stdin.readline):
        say(f"Kept: {picked}. `corpus-tool doctor --reset` forgets it.")


def _print_demo(path: Path, folder: Path) -> None:
    """Export the demo corpus both ways and print what is in it."""
    from corpus_tool.cli.console import say, say_table
    from corpus_tool.cli.printing import print_documents, print_export
    from corpus_tool.reports.labels import label_counts
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.exporting import export as write

    with Store.open(path) as store:
        print_documents(list(store.documents.entries()))
        say()
        counts = label_counts(store)
        say_table([*counts.columns[2:], "label"], [(*row[2:], row[1]) for row in counts.iter_rows()])
        say()
        for format, layers in (("jsonl", "all"), ("iob2", "gold")):
            say(f"export --format {format} --layers {layers} --to {folder} --allow-loss")
            print_export(write(store, format, layers, folder, allow_loss=True))
            say()
    say("Open it with `corpus-tool demo`, in a terminal.")


def _run_annotator(path: Path, annotator: str, document_id: int | None, rtl_mode: str | None) -> None:
    """Open the screen; a browser is one too (textual-serve). Raises UsageError where there is none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not os.environ.get("TEXTUAL_DRIVER"):
        raise UsageError("The annotator needs a terminal; `corpus-tool demo --no-ui` and `corpus-tool show` do not.")
    from corpus_tool.cli.terminals import detect, hints_to_show
    from corpus_tool.tui.app import run

    found = detect(rtl_mode)
    raise typer.Exit(run(path, annotator, document_id, found, hints_to_show(found)))


def _schema(file: Path | None, data: Path | None) -> "Schema":
    """The schema that was asked for."""
    from corpus_tool.model.default_schema import default_schema
    from corpus_tool.workbench.schemas import schema_from_data, schema_from_file

    if file and data:
        raise UsageError("Give --schema or --schema-from-data, not both.")
    if file:
        return schema_from_file(file)
    return schema_from_data(data) if data else default_schema()


def _corpus_path(context: typer.Context, corpus: Path | None) -> Path:
    """The flag after the verb, the flag before it, the environment, the default."""
    return corpus or context.obj or Path(os.environ.get(CORPUS_VARIABLE) or DEFAULT_CORPUS)


def _open(context: typer.Context, corpus: Path | None) -> "Store":
    from corpus_tool.store.store import Store

    return Store.open(_corpus_path(context, corpus))


def _document_id(store: "Store", key: str) -> int:
    id = store.documents.id_of_key(key)
    if id is None:
        near = store.documents.keys_like(key)
        hint = f"; did you mean {', '.join(near)}?" if near else "; `corpus-tool documents` lists them."
        raise NotFoundError(f"There is no document {key!r} in {store.path}{hint}")
    return id


def main() -> None:
    """Run the command line; the one place where errors become a sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(prog_name="corpus-tool")
    except CorpusToolError as error:
        sys.stderr.write(f"corpus-tool: {error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): not an error, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
