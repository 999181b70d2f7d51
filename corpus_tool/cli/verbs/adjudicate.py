"""corpus-tool adjudicate: from what annotators say to a gold layer."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import (
    CorpusOption,
    InterfaceOption,
    JsonOption,
    RtlModeOption,
    WhoOption,
    corpus_path,
    open_corpus,
)
from corpus_tool.errors import NotFoundError, RefusedError, UsageError

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.adjudication.gold_desk import Task
    from corpus_tool.workbench.adjudication.queue import TakenOver, Waiting


def adjudicate(
    context: typer.Context,
    document: Annotated[
        str | None, typer.Argument(metavar="[DOCUMENT]", help="Its key; without it, what has most disagreements.")
    ] = None,
    between: Annotated[
        str,
        typer.Option("--between", metavar="A,B,...", help="Whose layers, done or not; all that are done by default."),
    ] = "",
    into: Annotated[
        str, typer.Option("--into", metavar="NAME", help="The gold layer; else the one there is, or gold.")
    ] = "",
    shows_list: Annotated[bool, typer.Option("--list", help="Only print what is to be adjudicated.")] = False,
    auto: Annotated[
        bool, typer.Option("--auto", help="Take over what all annotators say, in all documents, and stop there.")
    ] = False,
    name: WhoOption = None,
    rtl_mode: RtlModeOption = None,
    interface: InterfaceOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Decide where annotators differ, key by key; what stands then is the gold layer.

    Documents that two and more annotators are done with come first, those with most disagreements before the others;
    then those of one annotator. --auto takes over exact agreement only, one act in each document, which U undoes
    there; it says nothing done.

    \b
    corpus-tool adjudicate
    corpus-tool adjudicate ar-0001 --as rina --between noa,sami
    corpus-tool adjudicate --list --json
    corpus-tool adjudicate --into second-opinion
    corpus-tool adjudicate --auto
    """
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.model.people import names_in
    from corpus_tool.workbench.adjudication.gold_desk import Task

    task = Task(tuple(names_in(between)) if between else (), _gold_name(into))
    if shows_list and auto:
        raise UsageError("--list only looks, --auto takes over: name one of them.")
    if json and not (shows_list or auto):
        raise UsageError("--json goes with --list or --auto; the screen has no JSON.")
    with open_corpus(context, corpus) as store:
        id = None if document is None else document_id_of(store, document)
        _refuse_unknown(store, task.between)
        if shows_list:
            _list(store, task, id, json=json)
        elif auto:
            _take_over(store, annotator_name(name), task, id, json=json)
    if not (shows_list or auto):
        from corpus_tool.cli.opening import run_annotator

        path = corpus_path(context, corpus)
        run_annotator(path, annotator_name(name), id, rtl_mode, interface, adjudicating=task)


def _gold_name(into: str) -> str:
    """The same name; a gold layer may be called gold, and has else a name as annotators have."""
    from corpus_tool.model.people import checked_name

    return into if into in {"", "gold"} else checked_name(into)


def _refuse_unknown(store: "Store", between: "tuple[str, ...]") -> None:
    """Raise NotFoundError where somebody is named who has no layer in the corpus."""
    there = store.listing.people()
    if missing := [name for name in between if name not in there]:
        raise NotFoundError(f"{missing[0]} has no layer here (who has: {', '.join(there) or 'nobody'}).")


def _list(store: "Store", task: "Task", only: int | None, *, json: bool) -> None:
    from corpus_tool.cli.console import say_json
    from corpus_tool.workbench.adjudication.queue import queue

    found = [one for one in queue(store, task) if only in {None, one.document_id}]
    if json:
        say_json(found)
    else:
        _print_queue(found)


def _take_over(store: "Store", who: str, task: "Task", only: int | None, *, json: bool) -> None:
    from corpus_tool.cli.console import say_json
    from corpus_tool.workbench.adjudication.queue import accept_all

    done = list(accept_all(store, who, task, only=only))
    if only is not None and not done:
        raise RefusedError(
            f"Nothing of {store.documents.key_of(only)} is to be taken over: that needs two annotators who are done"
            " with it, and a gold layer that is not done."
        )
    if json:
        say_json(done)
    else:
        _print_taken(done)


def _print_queue(found: "list[Waiting]") -> None:
    from corpus_tool.cli.console import say, say_table

    if not found:
        say("Nothing is to be adjudicated: no document is done that has no gold layer yet.")
        return
    rows = [
        (one.document, one.open, one.disagreements, one.matters, one.gold, ", ".join(one.annotators)) for one in found
    ]
    say_table(("document", "open", "disagreements", "marked", "gold", "annotators"), rows)


def _print_taken(done: "list[TakenOver]") -> None:
    from corpus_tool.cli.console import say, talk
    from corpus_tool.saying.counting import counted

    for one in done:
        if one.wrong:
            talk(f"{one.document}: {one.wrong}")
        elif one.left:
            talk(f"{one.document}: agreed, but would break a rule, and left open: {one.left}.")
    taken, left = sum(one.taken for one in done), sum(one.open for one in done)
    say(f"{taken} taken over in {counted(sum(one.taken > 0 for one in done), 'document')}; {left} left open.")
