"""corpus-tool serve: the annotator in a browser."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import AsOption, CorpusOption, InterfaceOption, corpus_path
from corpus_tool.errors import UsageError

if TYPE_CHECKING:
    from corpus_tool.web.place import Place
    from corpus_tool.web.tokens import Tokens

PUBLIC_HELP = "The address people type, where another server stands in front or --host is every address."


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="NUMBER", min=1, max=65535, help="Where to listen.")] = 8000,
    public: Annotated[str, typer.Option("--public", metavar="URL", help=PUBLIC_HELP)] = "",
    certificate: Annotated[Path | None, typer.Option("--certificate", metavar="FILE", help="PEM, for https.")] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Of the certificate.")] = None,
    plain_http: Annotated[
        bool, typer.Option("--plain-http", help="Let tokens and articles go over the net unencrypted.")
    ] = False,
    idle_minutes: Annotated[
        int, typer.Option("--idle-minutes", metavar="NUMBER", min=1, help="After so long without use a page is closed.")
    ] = 60,
    sessions: Annotated[int, typer.Option("--sessions", metavar="NUMBER", min=1, help="Pages open at once.")] = 20,
    name: AsOption = None,
    interface: InterfaceOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Open the annotator in a browser, here or for others.

    On this machine alone, the address that is printed lets you in, as you, until the server is stopped. Beyond it,
    each annotator needs a token of her own (`corpus-tool token add NAME`), and works under its name and no other.
    Needs the extra `serve`.

    \b
    corpus-tool serve
    corpus-tool serve --public https://corpus.example.org
    corpus-tool serve --host 192.168.1.5 --certificate corpus.pem --key corpus.key
    """
    _refuse_without_extra()
    from time import monotonic

    from corpus_tool.cli.console import talk
    from corpus_tool.cli.options import open_corpus
    from corpus_tool.web.place import place
    from corpus_tool.web.running import encryption, run_until_stopped
    from corpus_tool.web.server import Plan, Server

    if (certificate is None) != (key is None):
        raise UsageError("--certificate and --key go together.")
    chosen = place(host, port, public, has_certificate=certificate is not None, plain_http=plain_http)
    encrypted = encryption(certificate, key) if certificate and key else None
    with open_corpus(context, corpus):
        path = corpus_path(context, corpus).resolve()
    plan = Plan(path, chosen, idle_minutes * 60.0, sessions, _checked_language(interface))
    server = Server(plan, monotonic, talk)
    address = _address(server.tokens, chosen, name)
    run_until_stopped(server.app(), chosen, encrypted, lambda: talk(f"{path} is at {address}\nCtrl-C stops it."))


def _address(tokens: "Tokens", chosen: "Place", name: str | None) -> str:
    """What to open: on this machine alone with a token for this run behind it, elsewhere for those who have one.

    Raises UsageError where nobody has.
    """
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.web.tokens import make
    from corpus_tool.workbench.surroundings import utc_now

    if chosen.is_private:
        made = make(annotator_name(name), utc_now())
        tokens.lend(made.token)
        return f"{chosen.origins[0]}/#{made.secret} for {made.token.name}"
    if name is not None:
        raise UsageError("Beyond this machine each token says who annotates: leave --as out.")
    if not tokens.all():
        raise UsageError("Nobody could come in: `corpus-tool token add NAME` makes a token for each annotator.")
    return chosen.origins[0]


def _checked_language(interface: str | None) -> str:
    """The same. Raises UsageError for a language that there is not, before anybody meets it in a page."""
    from corpus_tool.saying import LANGUAGES

    if interface is not None and interface not in LANGUAGES:
        raise UsageError(f"--interface cannot be {interface!r}: it is one of {', '.join(LANGUAGES)}.")
    return interface or ""


def _refuse_without_extra() -> None:
    for module in ("aiohttp", "textual_serve"):
        if find_spec(module) is None:
            raise UsageError(
                f"`serve` needs {module}, which is not installed. pip install 'corpus-tool[serve]' brings it."
            )
