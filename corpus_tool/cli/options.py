"""Options that several verbs share, and how the corpus and a document are found from them."""

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.errors import NotFoundError

if TYPE_CHECKING:
    from corpus_tool.store.store import Store

DEFAULT_CORPUS = Path("corpus.db")
DEFAULT_DEMO = Path("demo.db")
DEFAULT_EXPORTS = Path("exports")
CORPUS_VARIABLE = "CORPUS_TOOL_CORPUS"

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


def corpus_path(context: typer.Context, corpus: Path | None) -> Path:
    """The flag after the verb, the flag before it, the environment, the default."""
    return corpus or context.obj or Path(os.environ.get(CORPUS_VARIABLE) or DEFAULT_CORPUS)


def open_corpus(context: typer.Context, corpus: Path | None) -> "Store":
    """Open the corpus that the flags and the environment name; say on stderr where machines share its folder."""
    from corpus_tool.store.sharing import SAID, shared_by
    from corpus_tool.store.store import Store

    path = corpus_path(context, corpus)
    store = Store.open(path)
    if by := shared_by(path):
        from corpus_tool.cli.console import talk

        talk(
            f"{path} lies on a folder that machines share ({by}): people who write at the same time take turns."
            f" `corpus-tool bundle --for NAME` gives each a file of her own. {SAID}=no says that this is wrong."
        )
    return store


def copy_of_corpus(context: typer.Context, corpus: Path | None) -> AbstractContextManager["Store"]:
    """A copy of that corpus, to try something on; the corpus itself is left as it is."""
    from corpus_tool.store.store import Store

    return Store.copy_of(corpus_path(context, corpus))


def document_id_of(store: "Store", key: str) -> int:
    """The id of the document named `key`. Raises NotFoundError with names that are near it."""
    id = store.documents.id_of_key(key)
    if id is None:
        near = store.documents.keys_like(key)
        hint = f"; did you mean {', '.join(near)}?" if near else "; `corpus-tool documents` lists them."
        raise NotFoundError(f"There is no document {key!r} in {store.path}{hint}")
    if when := store.hiding.when_document(id):
        raise NotFoundError(f"Document {key!r} was deleted at {when}; `corpus-tool undelete {key}` takes it back.")
    return id
