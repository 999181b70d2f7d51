"""corpus-tool annotate: the screen."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import (
    AsOption,
    CorpusOption,
    InterfaceOption,
    RtlModeOption,
    corpus_path,
    document_id_of,
    open_corpus,
)
from corpus_tool.errors import UsageError

if TYPE_CHECKING:
    from corpus_tool.workbench.gold_desk import Task


def annotate(
    context: typer.Context,
    document: Annotated[str | None, typer.Argument(metavar="DOCUMENT", help="Its key; without it, a list.")] = None,
    name: AsOption = None,
    rtl_mode: RtlModeOption = None,
    interface: InterfaceOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Open the annotator.

    \b
    corpus-tool annotate
    corpus-tool annotate ar-0001 --as noa
    """
    from corpus_tool.cli.settings import annotator_name

    annotator = annotator_name(name)
    path = corpus_path(context, corpus)
    with open_corpus(context, corpus) as store:
        document_id = None if document is None else document_id_of(store, document)
    run_annotator(path, annotator, document_id, rtl_mode, interface)


def run_annotator(
    path: Path,
    annotator: str,
    document_id: int | None,
    rtl_mode: str | None,
    interface: str | None = None,
    *,
    tour: bool = False,
    adjudicating: "Task | None" = None,
) -> None:
    """Open the screen, `adjudicating` on the adjudicator's; a browser is one too (textual-serve).

    Raises UsageError where there is none.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not os.environ.get("TEXTUAL_DRIVER"):
        raise UsageError("The annotator needs a terminal; `corpus-tool demo --no-ui` and `corpus-tool show` do not.")
    from corpus_tool.cli.console import talk
    from corpus_tool.cli.interface import speak_as_wanted
    from corpus_tool.cli.keys import keys_said
    from corpus_tool.cli.looks import known_looks
    from corpus_tool.cli.terminals import detect, hints_to_show
    from corpus_tool.tui.app import run

    chosen, looks = keys_said(), known_looks()
    speak_as_wanted(interface, looks.look.interface)
    found = detect(rtl_mode)
    code = run(
        path, annotator, document_id, found, hints_to_show(found), chosen, looks, tour=tour, adjudicating=adjudicating
    )
    if code:
        raise typer.Exit(code)
    whose = "the gold layers" if adjudicating else f"the layers of {annotator}"
    talk(f"Everything is saved in {path}, in {whose}.")
