"""corpus-tool hub offer, take and the like: work from the pool of a hub."""

from typing import Annotated

import typer

from corpus_tool.cli.at_hub import ClearTextOption, at_hub, ids_called
from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import CorpusOption, JsonOption
from corpus_tool.saying.counting import counted

LanguageOption = Annotated[str | None, typer.Option("--language", metavar="CODE", help="Only documents in it.")]
SourceOption = Annotated[str | None, typer.Option("--source", metavar="NAME", help="Only documents from it.")]


def hub_offer(
    context: typer.Context,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Their keys; or `all`.")],
    people: Annotated[int, typer.Option("--people", metavar="N", min=1, max=100, help="How many get each.")] = 1,
    hours: Annotated[
        float, typer.Option("--hours", metavar="H", min=0.1, help="Until when whoever took one has to have begun.")
    ] = 168.0,
    language: LanguageOption = None,
    source: SourceOption = None,
    clear_text: ClearTextOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Put documents into the hub's pool, for whoever asks next. Only a lead can.

    Articles that tell one story in one language, as `corpus-tool duplicates` found them, go together. Whoever has a
    document already counts among the people it is for. What somebody took and did not begin in time goes to another.

    \b
    corpus-tool hub offer all
    corpus-tool hub offer all --language ar
    corpus-tool hub offer ar-0003 ar-0004 --people 2 --hours 48
    """
    from corpus_tool.cli.console import say

    with at_hub(context, corpus, clear_text=clear_text) as (store, hub):
        from corpus_tool.workbench.hub import pool, pushing

        wanted = set(store.listing.chosen([language] if language else [], [source] if source else [], "", "", []))
        ids = [id for id in ids_called(store, documents) if id in wanted]
        pushing.push(store, hub)
        count = pool.offer(store, hub, ids, people=people, hours=hours)
    say(f"{counted(count, 'document is', 'documents are')} new in the pool.")


def hub_withdraw(context: typer.Context, clear_text: ClearTextOption = False, corpus: CorpusOption = None) -> None:
    """Hand out nothing more of what is in the pool now; what was taken stays with who took it. Only a lead can.

    \b
    corpus-tool hub withdraw
    """
    from corpus_tool.cli.console import say

    with at_hub(context, corpus, clear_text=clear_text) as (_, hub):
        hub.pool.close()
    say("The pool is closed; `corpus-tool hub offer` puts other documents into it.")


def hub_pool(
    context: typer.Context, clear_text: ClearTextOption = False, json: JsonOption = False, corpus: CorpusOption = None
) -> None:
    """Say how far the pool is emptied, and who took how many, as far as you may know.

    \b
    corpus-tool hub pool
    """
    from corpus_tool.cli.console import say, say_json, say_table

    with at_hub(context, corpus, clear_text=clear_text) as (_, hub):
        stands, leases = hub.pool.stands(), hub.pool.leases()
    if json:
        say_json({**stands._asdict(), "leases": leases})
        return
    say(
        f"In the pool: {counted(stands.documents, 'document')}, {stands.open} handed out on demand;"
        f" {stands.free_for_me} for you."
    )
    if leases:
        say_table(("documents", "annotator"), [(count, who) for who, count in leases.items()])


def hub_take(
    context: typer.Context,
    count: Annotated[int, typer.Argument(metavar="[N]", min=1, max=100, help="How many.")] = 1,
    language: LanguageOption = None,
    source: SourceOption = None,
    clear_text: ClearTextOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Take the next documents from the pool: they come, and are assigned to you. A story's copies come together.

    Exit code 1 where there is nothing for you.

    \b
    corpus-tool hub take
    corpus-tool hub take 5 --language ar
    """
    from corpus_tool.cli.console import say

    with at_hub(context, corpus, clear_text=clear_text) as (store, hub):
        from corpus_tool.workbench.hub.syncing import take

        keys = [store.documents.key_of(id) for id in take(store, hub, count, language, source)]
    say(f"Yours now: {', '.join(keys)}." if keys else "The pool has nothing for you now.")
    if not keys:
        raise typer.Exit(1)


def hub_give_back(
    context: typer.Context,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Their keys.")],
    person: Annotated[
        str, typer.Option("--for", metavar="NAME", help="Who has them; a lead can say another than herself.")
    ] = "",
    clear_text: ClearTextOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Give documents of the pool back, for others to take; the work on them stays.

    \b
    corpus-tool hub give-back ar-0003
    corpus-tool hub give-back ar-0003 --for noa
    """
    from corpus_tool.cli.console import say

    with at_hub(context, corpus, clear_text=clear_text) as (store, hub):
        from corpus_tool.workbench.hub import pool
        from corpus_tool.workbench.hub.syncing import sync

        for id in [document_id_of(store, key) for key in documents]:
            pool.give_back(store, hub, id, person or hub.me)
        sync(store, hub)
    say(f"{len(documents)} given back.")
