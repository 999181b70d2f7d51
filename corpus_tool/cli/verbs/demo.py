"""corpus-tool demo: a copy of the sample corpus, to write in."""

from pathlib import Path
from typing import Annotated

import typer

from corpus_tool.cli.opening import run_annotator
from corpus_tool.cli.options import DEFAULT_DEMO, DEFAULT_EXPORTS, AsOption, InterfaceOption, RtlModeOption


def demo(
    context: typer.Context,
    no_ui: Annotated[
        bool, typer.Option("--no-ui", help="Do not open the annotator: import, export and print a summary.")
    ] = False,
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where --no-ui exports to.")] = DEFAULT_EXPORTS,
    name: AsOption = None,
    rtl_mode: RtlModeOption = None,
    interface: InterfaceOption = None,
    corpus: Annotated[
        Path | None,
        typer.Option("--corpus", metavar="PATH", help=f"Where the copy is kept. Else {DEFAULT_DEMO} here."),
    ] = None,
) -> None:
    """Open a copy of the sample corpus; it is yours to write in and is kept in demo.db.

    \b
    corpus-tool demo
    corpus-tool demo --no-ui
    """
    from corpus_tool.cli.console import progress_bar, talk
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.demo import make_demo

    annotator = "" if no_ui else annotator_name(name)
    path = corpus or context.obj or DEFAULT_DEMO
    if path.exists():
        Store.open(path).close()  # nobody is told to delete what is no corpus
        talk(f"Opening {path}, made earlier; delete it to begin anew.")
    else:
        with progress_bar("making the demo corpus") as tell:
            make_demo(path, tell=tell)
        talk(f"Made {path} from the sample corpus.")
    if no_ui:
        _print_demo(path, to)
    else:
        run_annotator(path, annotator, None, rtl_mode, interface, tour=True)


def _print_demo(path: Path, folder: Path) -> None:
    """Export the demo corpus both ways and print what is in it."""
    from corpus_tool.cli.console import say, say_table
    from corpus_tool.cli.printing import print_documents, print_export
    from corpus_tool.reports.labels import label_counts
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.exporting import export as write

    with Store.open(path) as store:
        print_documents(store.documents.entries())
        say()
        counts = label_counts(store)
        say_table([*counts.columns[2:], "label"], [(*row[2:], row[1]) for row in counts.iter_rows()])
        say()
        for format, layers in (("jsonl", "all"), ("iob2", "gold")):
            say(f"export --format {format} --layers {layers} --to {folder} --allow-loss")
            print_export(write(store, format, layers, folder, allow_loss=True))
            say()
    say("Open it with `corpus-tool demo`, in a terminal.")
