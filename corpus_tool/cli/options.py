"""Options that several verbs share, and how the corpus is found from them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import CORPUS_VARIABLE, DEFAULT_CORPUS, corpus_at, opened
from corpus_tool.errors import DiskFullError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.store.store import Store

DEFAULT_DEMO = Path("demo.db")
DEFAULT_EXPORTS = Path("exports")

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
InterfaceOption = Annotated[
    str | None, typer.Option("--interface", metavar="LANGUAGE", help="What the annotator speaks: en, ar or he.")
]
RtlModeOption = Annotated[
    str | None,
    typer.Option(
        "--rtl-mode",
        metavar="MODE",
        help="How right-to-left text is written, whatever is found out: visual, visual+lrm, words or logical. Else"
        " $CORPUS_TOOL_RTL_MODE, else what was chosen in `corpus-tool doctor`, else by the terminal's answers.",
    ),
]
WhoOption = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Who does this. Else the name in the settings, else the login name."),
]
LAYER_NAMES = ("--layer", "--layers")
"""One option under two spellings, so that nobody needs to remember where several are allowed."""

LayerOption = Annotated[str, typer.Option(*LAYER_NAMES, metavar="NAME", help="Only this layer of them: noa, gold.")]
LayersOption = Annotated[str, typer.Option(*LAYER_NAMES, metavar="gold|all|NAME[,NAME]", help="Which layers.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
ProcliticsOption = Annotated[
    bool, typer.Option("--proclitics/--no-proclitics", help="Find a word also behind و ف ب ك ل ال / ו ה ב כ ל מ ש.")
]
LinesOption = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many lines at most.")]


def corpus_path(context: typer.Context, corpus: Path | None) -> Path:
    """The flag after the verb, the flag before it, the environment, the default."""
    return corpus_at(corpus or context.obj)


def open_corpus(context: typer.Context, corpus: Path | None) -> "Store":
    """Open the corpus that the flags and the environment name; say on stderr where machines share its folder."""
    return opened(corpus_path(context, corpus))


def copy_of_corpus(context: typer.Context, corpus: Path | None) -> AbstractContextManager["Store"]:
    """A copy of that corpus, to try something on; the corpus itself is left as it is."""
    from corpus_tool.store.store import Store

    return Store.copy_of(corpus_path(context, corpus))


@contextmanager
def saying_what_stays(store: "Store") -> Iterator[None]:
    """Where the disk fills up, say how many documents came in before that: they are whole, and stay."""
    before = store.documents.count()
    try:
        yield
    except DiskFullError as full:
        came = store.documents.count() - before
        if not came:
            raise
        raise DiskFullError(f"{full} {counted(came, 'new document')} had come in before, whole; they stay.") from full
