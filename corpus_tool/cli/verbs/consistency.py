"""corpus-tool consistency: the same words labelled one way here and another way, or not at all, there."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus
from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.model.usage import Group
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.concordance import Line


def consistency(
    context: typer.Context,
    whose: Annotated[
        str, typer.Option("--for", metavar="NAME[,NAME]", help="In whose work; in everybody's by default.")
    ] = "",
    gold: Annotated[bool, typer.Option("--gold", help="In what was adjudicated.")] = False,
    words: Annotated[
        str, typer.Option("--words", metavar="WORDS", help="Only this string, with every place of it.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many strings at most.")] = 50,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Find words that are labelled one way here and another way, or not at all, there.

    Any spelling counts as the same, with and without proclitics. With one name, within her own work; with several or
    none, between them too. Strings with most to look at come first. Unlabelled are places that no mark touches, in
    what is done, and before the last mark of what is in progress. `c` in the list of documents of the annotator
    shows the same, and corrects it.

    \b
    corpus-tool consistency --for noa
    corpus-tool consistency --gold --json
    corpus-tool consistency --words داعش
    """
    from corpus_tool.cli.console import progress_bar, say, say_json, say_table, talk
    from corpus_tool.text.queries import index_words
    from corpus_tool.workbench.consistency import GOLD, lines_of
    from corpus_tool.workbench.consistency import consistency as find

    if gold and whose:
        raise UsageError("--for and --gold exclude each other: gold is nobody's own work.")
    names = [GOLD] if gold else [name.strip() for name in whose.split(",") if name.strip()]
    with open_corpus(context, corpus) as store, store.reading(), progress_bar("reading") as tell:
        _refuse_unknown(store, names)
        found = [one for one in find(store, names, tell) if not words or one.words == index_words(words)]
        if json:
            say_json([_told(store, one) for one in found[:limit]])
            return
        if words:
            for line in lines_of(store, (use for one in found for use in one.uses)):
                say("\t".join((line.document, str(line.start), line.annotator, line.label or "-", _row_text(line))))
        elif found:
            shown = [(one.doubt, one.what, one.unlabelled, _labels(one), _written(store, one)) for one in found[:limit]]
            say_table(["to look at", "kind", "unlabelled", "labels", "words"], shown)
        if not found:
            talk("Nothing found: the same words are treated alike.")
        elif len(found) > limit and not words:
            talk(f"Found: {counted(len(found), 'string')}; --limit says how many are shown ({limit}).")


def _refuse_unknown(store: "Store", names: list[str]) -> None:
    there = {name.annotator for name in store.layers.all_names()}
    if missing := [name for name in names if name not in {*there, "gold"}]:
        raise NotFoundError(f"{missing[0]} has no work here (who has: {', '.join(sorted(there)) or 'nobody'}).")


def _labels(group: "Group") -> str:
    return ", ".join(f"{label} {count}" for label, count in group.labels.items())


def _written(store: "Store", group: "Group") -> str:
    """The string as it is written in its first place."""
    from corpus_tool.workbench.consistency import lines_of

    return " ".join(lines_of(store, group.uses[:1])[0].text.split())


def _row_text(line: "Line") -> str:
    return "\t".join(" ".join(part.split()) for part in (line.before, line.text, line.after))


def _told(store: "Store", group: "Group") -> dict[str, object]:
    """A string as JSON: its labels, and every place of it; a place without a label has none."""
    from corpus_tool.workbench.consistency import lines_of

    return {
        "words": group.words,
        "kind": group.what,
        "to_look_at": group.doubt,
        "labels": group.labels,
        "unlabelled": group.unlabelled,
        "places": [
            {
                "document": line.document,
                "layer": line.annotator,
                "start": line.start,
                "end": line.end,
                "text": line.text,
                "label": line.label or None,
                "id": line.annotation or None,
            }
            for line in lines_of(store, group.uses)
        ],
    }
