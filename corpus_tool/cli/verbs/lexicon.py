"""corpus-tool lexicon: the names that the corpus knows."""

from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus


def lexicon(
    context: typer.Context,
    of: Annotated[
        str, typer.Option("--of", metavar="NAME", help="Names of this one's done work only; else everybody's and gold.")
    ] = "",
    ambiguous: Annotated[
        bool, typer.Option("--ambiguous", help="Only names that were marked under several labels.")
    ] = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """List the names of gold layers and of work that is done, in one spelling, with how often each was what.

    `trust` is the part of the places that say a name which was marked, in the documents done last; below 0.5 it is not
    suggested.

    \b
    corpus-tool lexicon
    corpus-tool lexicon --ambiguous
    corpus-tool lexicon --of noa --json | jq '.[].name'
    """
    from corpus_tool.cli.console import say_json, say_table, talk
    from corpus_tool.workbench.suggestions.lexicon import known_names, listed

    with open_corpus(context, corpus) as store:
        rows = [row for row in listed(known_names(store, of)) if len(row.labels) > 1 or not ambiguous]
    if json:
        say_json(rows)
    elif rows:
        headings = ("times", "trust", "labels", "name")
        say_table(headings, [(row.times, f"{row.trust:.2f}", _labels(row.labels), row.name) for row in rows])
    else:
        talk("No names: they come from gold layers and from work that is done.")


def _labels(labels: dict[str, float]) -> str:
    """`GPE`, or `GPE 75 %, ORG 25 %`."""
    if len(labels) == 1:
        return next(iter(labels))
    return ", ".join(f"{label} {share:.0%}" for label, share in labels.items())
