"""corpus-tool token: who may come in by `corpus-tool serve`, and as whom."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, corpus_path, open_corpus

if TYPE_CHECKING:
    from pathlib import Path

    from corpus_tool.web.tokens import Tokens


def token_add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose work is done with it.")],
    corpus: CorpusOption = None,
) -> None:
    """Make a token for an annotator and print it: once, for only its digest is kept.

    \b
    corpus-tool token add noa
    """
    from corpus_tool.cli.console import say_as_it_is, talk
    from corpus_tool.web.tokens import make
    from corpus_tool.workbench.surroundings import utc_now

    made = make(name, utc_now())
    _tokens(context, corpus).add(made.token)
    talk(f"A token for {made.token.name}, called {made.token.id}. It is shown this once; give it to nobody else:")
    say_as_it_is(made.secret)


def token_list(context: typer.Context, json: JsonOption = False, corpus: CorpusOption = None) -> None:
    """List the tokens: whose they are and since when, not what they are.

    \b
    corpus-tool token list
    """
    from corpus_tool.cli.console import say_json, say_table

    found = _tokens(context, corpus).all()
    if json:
        say_json([{"id": token.id, "name": token.name, "made": token.made} for token in found])
    else:
        say_table(("ID", "MADE", "NAME"), [(token.id, token.made, token.name) for token in found])


def token_revoke(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="NAME|ID", help="All of a name, or the one of an id.")],
    corpus: CorpusOption = None,
) -> None:
    """Let nobody in any more with a token. Pages that were opened with it are closed within seconds.

    \b
    corpus-tool token revoke noa
    """
    from corpus_tool.cli.console import say

    for token in _tokens(context, corpus).revoke(what):
        say(f"{token.id} of {token.name} is revoked.")


def _tokens(context: typer.Context, corpus: "Path | None") -> "Tokens":
    from corpus_tool.web.tokens import Tokens, beside

    with open_corpus(context, corpus):  # there has to be one
        return Tokens(beside(corpus_path(context, corpus).resolve()))
