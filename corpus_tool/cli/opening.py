"""How the annotator is opened, from what was said on the command line. Nothing here needs Typer."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus_tool.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.adjudication.gold_desk import Task

DEFAULT_CORPUS = Path("corpus.db")
CORPUS_VARIABLE = "CORPUS_TOOL_CORPUS"


class Asked(NamedTuple):
    """What was said about how to open the annotator; None: nothing."""

    document: str | None = None
    name: str | None = None
    rtl_mode: str | None = None
    interface: str | None = None
    corpus: Path | None = None


def corpus_at(said: Path | None) -> Path:
    """The corpus that was named, else the environment's, else the default."""
    return said or Path(os.environ.get(CORPUS_VARIABLE) or DEFAULT_CORPUS)


def opened(path: Path) -> "Store":
    """Open a corpus; say on stderr where machines share its folder."""
    from corpus_tool.store.sharing import SAID, shared_by
    from corpus_tool.store.store import Store

    store = Store.open(path)
    if by := shared_by(path):
        from corpus_tool.cli.console import talk

        talk(
            f"{path} lies on a folder that machines share ({by}): people who write at the same time take turns."
            f" `corpus-tool bundle --for NAME` gives each a file of her own. {SAID}=no says that this is wrong."
        )
    return store


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


def open_annotator(asked: Asked) -> None:
    """Open the annotator as it was asked for. Raises UsageError and NotFoundError where that cannot be."""
    from corpus_tool.cli.settings import annotator_name

    annotator = annotator_name(asked.name)
    path = corpus_at(asked.corpus)
    with opened(path) as store:
        document_id = None if asked.document is None else document_id_of(store, asked.document)
    run_annotator(path, annotator, document_id, asked.rtl_mode, asked.interface)


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
    from corpus_tool.cli import output
    from corpus_tool.cli.interface import speak_as_wanted
    from corpus_tool.cli.keys import keys_said
    from corpus_tool.cli.looks import known_looks
    from corpus_tool.cli.settings import minutes_between_syncs
    from corpus_tool.cli.terminals import detect, hints_to_show
    from corpus_tool.tui.app import run

    chosen, looks = keys_said(), known_looks()
    speak_as_wanted(interface, looks.look.interface)
    found = detect(rtl_mode)
    code = run(
        path,
        annotator,
        document_id,
        found,
        hints_to_show(found),
        chosen,
        looks,
        tour=tour,
        adjudicating=adjudicating,
        sync_minutes=minutes_between_syncs(),
    )
    if code:
        sys.exit(code)
    whose = "the gold layers" if adjudicating else f"the layers of {annotator}"
    output.write_error(f"Everything is saved in {path}, in {whose}.\n")
