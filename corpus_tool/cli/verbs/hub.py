"""corpus-tool hub: a PostgreSQL database in which the copies of a corpus meet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.at_hub import ClearTextOption, at_hub, need_psycopg
from corpus_tool.cli.options import CorpusOption, JsonOption, corpus_path, open_corpus
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.workbench.hub.pulling import Pulled
    from corpus_tool.workbench.hub.purging import Destroyed
    from corpus_tool.workbench.hub.pushing import Pushed
    from corpus_tool.workbench.hub.syncing import Wanted

AddressArgument = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="postgresql://NAME@HOST/DATABASE, or service=NAME; no password in it.")
]
AllOption = Annotated[bool, typer.Option("--all", help="All documents of the hub, and not just those assigned to you.")]
TimeOption = Annotated[
    bool, typer.Option("--with-time", help="Also how long you worked, for your own eyes and the leads'.")
]
AnewOption = Annotated[bool, typer.Option("--anew", help="Look through all revisions, not just the new ones.")]


def hub_init(
    address: AddressArgument,
    restored: Annotated[
        bool, typer.Option("--restored", help="It was restored from a backup: every copy looks through all once.")
    ] = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
) -> None:
    """Lay a hub in a database, or bring an older one up to date.

    It needs a login that may make roles and schemas there; that login is a lead of the hub from then on.

    \b
    corpus-tool hub init postgresql://boss@db.example.org/war
    corpus-tool hub init postgresql://boss@db.example.org/war --restored
    """
    need_psycopg()
    from corpus_tool.cli.console import say, say_json
    from corpus_tool.hub.connection import connected, explained
    from corpus_tool.hub.laying import lay, name_anew

    with connected(address, clear_text=clear_text) as connection, explained():
        steps = lay(connection)
        if restored:
            name_anew(connection)
    if json:
        say_json({"steps": steps})
    else:
        say(f"The hub is laid: {', '.join(steps)}." if steps else "The hub is up to date.")


def hub_add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Her name as an annotator, and her login.")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="lead, adjudicator, annotator or reader.")],
    to: Annotated[
        str, typer.Option("--to", metavar="ADDRESS", help="The hub. Else the one that the corpus belongs to.")
    ] = "",
    clear_text: ClearTextOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Let somebody into the hub. Her login has no password: give it one in psql (`\\password NAME`), or a certificate.

    \b
    corpus-tool hub add noa --role annotator
    corpus-tool hub add lea --role adjudicator --to postgresql://boss@db.example.org/war
    """
    need_psycopg()
    from corpus_tool.cli.console import say
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.hub.connection import connected, explained
    from corpus_tool.hub.laying import let_in
    from corpus_tool.hub.things import Role

    if role not in set(Role):
        raise UsageError(f"{role!r} is no role; {', '.join(Role)} are.")
    with connected(to or _address(context, corpus), clear_text=clear_text) as connection, explained():
        is_new = let_in(connection, annotator_name(name), Role(role))
    say(f"{name} is {role} now; her login {'is new and has no password' if is_new else 'was there'}.")


def hub_join(
    context: typer.Context, address: AddressArgument, clear_text: ClearTextOption = False, corpus: CorpusOption = None
) -> None:
    """Let the corpus belong to a hub. Where there is no corpus file yet, one is made with the hub's schema.

    \b
    corpus-tool hub join postgresql://noa@db.example.org/war --corpus war.db
    """
    need_psycopg()
    from corpus_tool.cli.console import say
    from corpus_tool.hub.hub import Hub
    from corpus_tool.workbench.hub import joining

    path = corpus_path(context, corpus)
    with Hub.at(address, clear_text=clear_text) as hub:
        if path.exists():
            with open_corpus(context, corpus) as store:
                joining.join(store, hub, address)
        else:
            joining.begin(path, hub, address).close()
        roles = ", ".join(sorted(hub.roles)) or "nobody yet: ask for `corpus-tool hub add`"
        say(f"{path} belongs to the hub now; you are {hub.me} there ({roles}). `corpus-tool hub sync` brings the rest.")


def hub_push(
    context: typer.Context,
    anew: AnewOption = False,
    with_time: TimeOption = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Send to the hub what it has not. Can be cut off and repeated; nothing is sent twice.

    \b
    corpus-tool hub push
    corpus-tool hub push --with-time
    """
    _exchange(context, corpus, _wanted(pull=False, anew=anew, with_time=with_time), clear_text=clear_text, json=json)


def hub_pull(
    context: typer.Context,
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT...]", help="These too, by their keys, whosever they are.")
    ] = None,
    everything: AllOption = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Bring from the hub what is not here and what you may see. Nothing is overwritten, as in a merge.

    Exit code 1 where a choice waits, or something was refused.

    \b
    corpus-tool hub pull
    corpus-tool hub pull ar-0007
    corpus-tool hub pull --all
    """
    wanted = _wanted(push=False, everything=everything, documents=documents or ())
    _exchange(context, corpus, wanted, clear_text=clear_text, json=json)


def hub_sync(
    context: typer.Context,
    everything: AllOption = False,
    anew: AnewOption = False,
    with_time: TimeOption = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Push, then pull. Exit code 1 where a choice waits, or something was refused.

    \b
    corpus-tool hub sync
    """
    wanted = _wanted(anew=anew, everything=everything, with_time=with_time)
    _exchange(context, corpus, wanted, clear_text=clear_text, json=json)


def hub_status(
    context: typer.Context, clear_text: ClearTextOption = False, json: JsonOption = False, corpus: CorpusOption = None
) -> None:
    """Say how the corpus and its hub stand: who you are there, and what waits on either side.

    \b
    corpus-tool hub status
    """
    from corpus_tool.cli.console import say, say_json

    with at_hub(context, corpus, clear_text=clear_text) as (store, hub):
        from corpus_tool.workbench.hub.joining import standing

        found = standing(store, hub)
    if json:
        say_json(found)
        return
    say(f"{found.address}: you are {found.me} ({', '.join(found.roles) or 'no role'}).")
    say(
        f"To push: {counted(found.to_push, 'revision')}. To pull: {counted(found.to_pull, 'shelf', 'shelves')}."
        f" Open documents: {found.opened}."
    )
    if abs(found.clock_apart) > MUCH_APART:
        say(f"The server's clock is {found.clock_apart} s ahead of this machine's; times in the history may look odd.")


MUCH_APART = 60.0
"""Seconds between two clocks that are worth a word."""


def _wanted(
    *,
    push: bool = True,
    pull: bool = True,
    anew: bool = False,
    everything: bool = False,
    documents: Sequence[str] = (),
    with_time: bool = False,
) -> "Wanted":
    need_psycopg()
    from corpus_tool.workbench.hub.syncing import Wanted

    return Wanted(push, pull, anew, everything, tuple(documents), with_time)


def _exchange(context: typer.Context, corpus: Path | None, wanted: "Wanted", *, clear_text: bool, json: bool) -> None:
    from corpus_tool.cli.console import progress_bar, say_json
    from corpus_tool.cli.printing import print_waiting

    with at_hub(context, corpus, clear_text=clear_text) as (store, hub):
        from corpus_tool.workbench.hub.syncing import sync

        done = sync(store, hub, wanted, progress_bar)
    if json:
        say_json(done)
    else:
        _print(done.pushed, done.pulled)
        print_waiting(done.waiting)
        _tell_destroyed(done.destroyed)
    if done.waiting or done.refused:
        raise typer.Exit(1)


def _print(pushed: "Pushed | None", pulled: "Pulled | None") -> None:
    from corpus_tool.cli.console import say, talk
    from corpus_tool.workbench.merging import Outcome

    if pushed:
        say(f"Pushed: {_counts(pushed.sent)}.")
        if pushed.kept:
            say(f"Not yours to push: {_counts(pushed.kept)}.")
    if pulled:
        for entry in pulled.entries:
            name = ", ".join(part for part in (entry.document, entry.layer) if part)
            line = ": ".join(part for part in (entry.outcome.value, name, entry.message) if part)
            (talk if entry.outcome is Outcome.REFUSED else say)(line)
        say(f"Pulled: {_counts(pulled.came)}.")


def _tell_destroyed(found: "Sequence[Destroyed]") -> None:
    from corpus_tool.cli.console import talk

    for one in found:
        talk(
            f"destroyed on the hub by {one.who} on {one.at[:10]}, and still here: {one.document}; no work on it goes"
            " there. `corpus-tool delete` and `purge` destroy it here."
        )


def _counts(found: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in found.items()) or "nothing new"


def _address(context: typer.Context, corpus: Path | None) -> str:
    with open_corpus(context, corpus) as store:
        membership = store.hub_state.membership()
    if membership is None:
        raise UsageError("Which hub? Say --to ADDRESS, or join one first.")
    return membership.address
