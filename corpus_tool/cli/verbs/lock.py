"""corpus-tool lock and unlock: work that nobody may change."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import AsOption, CorpusOption, open_corpus
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.store.store import Store

DocumentsArgument = Annotated[list[str] | None, typer.Argument(metavar="[DOCUMENT...]", help="Their keys.")]
ForOption = Annotated[str, typer.Option("--for", metavar="NAME", help="Whose work.")]


def lock(
    context: typer.Context,
    annotator: ForOption,
    documents: DocumentsArgument = None,
    done: Annotated[bool, typer.Option("--done", help="All that she has finished.")] = False,
    name: AsOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Let nobody change an annotator's work on some documents.

    \b
    corpus-tool lock ar-0001 ar-0002 --for noa
    corpus-tool lock --done --for noa
    """
    from corpus_tool.cli.console import say
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.assigning import done_by
    from corpus_tool.workbench.assigning import lock as close

    who = annotator_name(name)
    with open_corpus(context, corpus) as store:
        ids = done_by(store, annotator) if done else _ids(store, documents)
        close(store, ids, annotator, who)
    say(f"{counted(len(ids), 'document is', 'documents are')} locked for {annotator}.")


def unlock(
    context: typer.Context,
    annotator: ForOption,
    documents: DocumentsArgument = None,
    name: AsOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Let an annotator's work on some documents be changed again.

    \b
    corpus-tool unlock ar-0001 --for noa
    """
    from corpus_tool.cli.console import say
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.assigning import unlock as open_again

    who = annotator_name(name)
    with open_corpus(context, corpus) as store:
        ids = _ids(store, documents)
        open_again(store, ids, annotator, who)
    say(f"{counted(len(ids), 'document is', 'documents are')} open for {annotator}.")


def _ids(store: "Store", keys: list[str] | None) -> list[int]:
    if not keys:
        raise UsageError("Name the documents by their keys; `corpus-tool documents` lists them.")
    return [document_id_of(store, key) for key in keys]
