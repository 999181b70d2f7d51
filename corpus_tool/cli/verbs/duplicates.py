"""corpus-tool duplicates: articles that tell the same story, and articles that tell a paragraph twice."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.store.store import Store

DIFFERENCES = 20
"""How many differences of a pair are shown; --json has them all."""


def duplicates(
    context: typer.Context,
    document: Annotated[
        str | None, typer.Argument(metavar="[DOCUMENT]", help="Its key: show how the others of its story differ.")
    ] = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Find articles that tell the same story, in whole or in part, and list them.

    Likeness is measured on runs of three words, spelling variants and boilerplate apart: jaccard is what both share of
    both, containment what they share of the shorter. With a document: what differs, and paragraphs it tells twice.

    \b
    corpus-tool duplicates
    corpus-tool duplicates ar-0006
    """
    from corpus_tool.cli.console import progress_bar
    from corpus_tool.workbench.duplicates import find_duplicates

    with open_corpus(context, corpus) as store:
        id = None if document is None else document_id_of(store, document)
        with progress_bar("comparing") as tell:
            find_duplicates(store, tell)
        if id is None:
            _print_stories(store, json=json)
        else:
            _print_story_of(store, id, json=json)


def _print_stories(store: "Store", *, json: bool) -> None:
    from corpus_tool.cli.console import say, say_json, talk
    from corpus_tool.workbench.duplicates import listed_stories

    listing = listed_stories(store)
    if json:
        return say_json(listing)
    for story in listing.stories:
        say(" ".join(story.documents))
        for pair in story.pairs:
            say(f"  jaccard {pair.jaccard:.2f}  containment {pair.containment:.2f}  {pair.first}  {pair.second}")
    for key, times in listing.told_twice.items():
        say(f"{key} tells {times} {'paragraph' if times == 1 else 'paragraphs'} twice")
    documents = sum(len(story.documents) for story in listing.stories)
    stories = counted(len(listing.stories), "story is", "stories are")
    return talk(f"{stories} told by several articles, {documents} in all.")


def _print_story_of(store: "Store", id: int, *, json: bool) -> None:
    from corpus_tool.cli.console import say, say_json, talk
    from corpus_tool.text.differences import differences
    from corpus_tool.workbench.duplicates import paragraphs_told_twice

    here = store.documents.load(id)
    twice = paragraphs_told_twice(here.text)
    others = [store.documents.load(other) for other in store.stories.of_document(id)]
    found = {other.key: list(differences(here.text, other.text)) for other in others}
    if json:
        return say_json({"document": here.key, "differences": found, "told_twice": twice})
    for other in others:
        say(f"{here.key} (-)  {other.key} (+)  {counted(len(found[other.key]), 'difference')}")
        for first, second in found[other.key][:DIFFERENCES]:
            _print_difference(here.text[slice(*first)], other.text[slice(*second)], first[0])
        if len(found[other.key]) > DIFFERENCES:
            say(f"  ... and {len(found[other.key]) - DIFFERENCES} more; --json lists them all.")
    for first, second, containment in twice:
        places = f"{first[0]}:{first[1]} and {second[0]}:{second[1]}"
        say(f"{here.key} tells a paragraph twice: {places} ({containment:.0%})")
    if not others:
        talk(f"No other article tells what {here.key} tells.")
    return None


def _print_difference(first: str, second: str, offset: int) -> None:
    from corpus_tool.cli.console import say

    say(f"  at {offset}")
    for sign, text in (("-", first), ("+", second)):
        if text:
            say(f"    {sign} {' '.join(text.split())}")
