"""corpus-tool search: a concordance of words and annotations."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, LinesOption, ProcliticsOption, open_corpus
from corpus_tool.errors import UsageError

if TYPE_CHECKING:
    from corpus_tool.store.found import Wanted


def search(
    context: typer.Context,
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", help='Words, "phrases" and prefix*; all must be there.')
    ] = None,
    label: Annotated[str | None, typer.Option("--label", metavar="ID", help="Spans with this label.")] = None,
    type: Annotated[str | None, typer.Option("--type", metavar="ID", help="Events of this type or family.")] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="ID", help="What fills this role of an event.")] = None,
    attribute: Annotated[
        list[str] | None, typer.Option("--attribute", metavar="NAME=VALUE", help="With this attribute; repeatable.")
    ] = None,
    annotator: Annotated[str | None, typer.Option("--annotator", metavar="NAME", help="In this one's layers.")] = None,
    proclitics: ProcliticsOption = True,
    sort: Annotated[
        Literal["document", "left", "right"], typer.Option("--sort", help="By place, or by the words on one side.")
    ] = "document",
    limit: LinesOption = 100,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Find words and annotations, each with the text around it.

    Any spelling finds any other: vowel marks, tatweel, hamza, gershayim, hyphens and kinds of digits do not
    matter. With
    a query and options, the annotations under the words are found. On a terminal, columns are aligned and in visual
    order; in a pipe, lines are tab-separated and in logical order.

    \b
    corpus-tool search داعش
    corpus-tool search '"الجيش السوري"' --sort right
    corpus-tool search --label ORG --annotator noa
    corpus-tool search --type Conflict.Attack --role Attacker --attribute polarity=negative
    """
    from corpus_tool.cli.concordance import print_finds
    from corpus_tool.cli.console import progress_bar, talk
    from corpus_tool.workbench.concordance import MOST_SORTED, Order
    from corpus_tool.workbench.concordance import search as find

    wanted = _wanted(label, type, role, attribute or [], annotator)
    with open_corpus(context, corpus) as store, progress_bar("making the index") as tell:
        found = find(
            store,
            " ".join(query or []),
            wanted,
            proclitics=proclitics,
            order=Order(sort),
            limit=limit,
            tell=tell,
        )
    print_finds(found.lines, has_more=found.has_more, limit=limit, json=json)
    if found.is_cut_before_sorting:
        talk(f"Only the first {MOST_SORTED} finds were sorted.")


def _wanted(
    label: str | None, type: str | None, role: str | None, attributes: list[str], annotator: str | None
) -> "Wanted | None":
    """The annotations asked for; None where only words are."""
    from corpus_tool.store.found import Wanted

    pairs = [attribute.partition("=") for attribute in attributes]
    if wrong := [name for name, equals, _ in pairs if not (name and equals)]:
        raise UsageError(f"--attribute wants NAME=VALUE, as in polarity=negative, not {wrong[0]!r}.")
    wanted = Wanted(
        label=label, type=type, role=role, annotator=annotator, attributes={name: value for name, _, value in pairs}
    )
    return None if wanted == Wanted() else wanted
