"""corpus-tool resolve: choose between the sides of a layer that was changed here and elsewhere."""

from typing import Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import CorpusOption, JsonOption, WhoOption, open_corpus
from corpus_tool.errors import UsageError


def resolve(
    context: typer.Context,
    document: Annotated[
        str | None, typer.Argument(metavar="[DOCUMENT]", help="Its key; without it, a list of what waits.")
    ] = None,
    take: Annotated[
        int | None, typer.Option("--take", metavar="REVISION", help="The side to keep, by its newest revision.")
    ] = None,
    both: Annotated[
        bool, typer.Option("--both", help="Join the sides: all that either says. Where they contradict, the shown one.")
    ] = False,
    name: WhoOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Choose between the sides of a layer that was changed here and in a merged file.

    Without --take or --both it shows what each side says. The choice is an act like any other; the other side stays
    in `corpus-tool history`, and `corpus-tool restore` brings it back.

    \b
    corpus-tool resolve
    corpus-tool resolve ar-0001
    corpus-tool resolve ar-0001 --take 212
    corpus-tool resolve ar-0001 --both
    """
    from corpus_tool.cli.console import say, say_json
    from corpus_tool.cli.printing import print_sides, print_together, print_waiting
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.resolving import join, sides
    from corpus_tool.workbench.resolving import resolve as choose
    from corpus_tool.workbench.settling import waiting

    if take is not None and both:
        raise UsageError("--take keeps one side, and --both joins them: say one of the two.")
    if document is None:
        if take is not None or both:
            raise UsageError("Say on which document: `corpus-tool resolve DOCUMENT --take REVISION`, or --both.")
        with open_corpus(context, corpus) as store:
            left = waiting(store)
        return say_json(left) if json else print_waiting(left) if left else say("Nothing waits.")
    with open_corpus(context, corpus) as store:
        id = document_id_of(store, document)
        if take is not None:
            done = choose(store, id, take, annotator_name(name))
            return say(f"{document}: revision {take} was kept; this is revision {done.number}.")
        if both:
            together = join(store, id, annotator_name(name))
            return say_json(together) if json else print_together(together)
        found, text = sides(store, id), store.documents.load(id).text
    return say_json(found) if json else print_sides(found, text)
