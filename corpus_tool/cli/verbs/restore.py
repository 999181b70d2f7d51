"""corpus-tool restore: make a layer what it was."""

from typing import Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import CorpusOption, WhoOption, open_corpus
from corpus_tool.saying.counting import counted


def restore(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its key.")],
    at: Annotated[int, typer.Option("--at", metavar="REVISION", help="A number that `history` shows.")],
    name: WhoOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Make a layer what it was right after a revision.

    The revision says which layer. This is an act like any other: it is in the history, and undo takes it back.

    \b
    corpus-tool restore ar-0001 --at 17
    """
    from corpus_tool.cli.console import say, talk
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.looking_back import restore as go_back

    who = annotator_name(name)
    with open_corpus(context, corpus) as store:
        desk, done = go_back(store, document_id_of(store, document), at, who)
        problems = len(desk.problems())
    if done is None:
        say(f"{desk.layer.name.short}'s layer on {document} is what it was at revision {at}; nothing was changed.")
        return
    say(
        f"{desk.layer.name.short}'s layer on {document} is what it was at revision {at}:"
        f" {counted(len(desk.layer.ordered), 'annotation')}. This is revision {done.number}."
    )
    if problems:
        talk(f"It breaks {counted(problems, 'rule')} of today's schema; `corpus-tool check` lists them.")
