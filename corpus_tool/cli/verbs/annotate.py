"""corpus-tool annotate: the screen."""

from typing import Annotated

import typer

from corpus_tool.cli.opening import Asked, open_annotator
from corpus_tool.cli.options import AsOption, CorpusOption, InterfaceOption, RtlModeOption


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
    open_annotator(Asked(document, name, rtl_mode, interface, corpus or context.obj))
