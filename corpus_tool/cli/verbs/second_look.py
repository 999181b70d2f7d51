"""corpus-tool second-look: annotations that are likely to be errors, to be looked at again."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.learning.second_look import Doubt


def second_look(
    context: typer.Context,
    whose: Annotated[
        str, typer.Option("--for", metavar="NAME", help="Only this one's done work; else everybody's and the gold.")
    ] = "",
    right: Annotated[
        str,
        typer.Option("--right", metavar="KEY:START-END", help="This place of the list is right: do not list it again."),
    ] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many places at most.")] = 50,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """List done annotations that the recommender or the lexicon contradicts, the likeliest errors first.

    Each document is judged by a model that did not learn from it, nor from the same story. A row says how likely it is
    an error, of 100; the document and the place; what is marked there and what is told instead (- is nothing); who told
    it; and the words in their text. `d` in the list of documents of the annotator shows the same and opens each place.

    \b
    corpus-tool second-look
    corpus-tool second-look --for noa --json
    corpus-tool second-look --right ar-0001:38-41
    """
    from corpus_tool.cli.console import say, say_json, talk
    from corpus_tool.workbench.learning.second_look import second_look as find

    with open_corpus(context, corpus) as store:
        doubts = find(store, whose)
        if right:
            _find_right(store, doubts, right, whose)
            talk("It will not be listed again.")
            return
        told = [_told(store, one) for one in doubts[:limit]]
    if json:
        say_json(told)
        return
    for one in told:
        place = f"{one['document']}:{one['start']}-{one['end']}"
        words = "\t".join(str(one[part]) for part in ("before", "text", "after"))
        say(f"{one['score']}\t{place}\t{one['marked'] or '-'}\t{one['instead'] or '-'}\t{one['source']}\t{words}")
    if not doubts:
        talk("Nothing is contradicted.")
    elif len(doubts) > limit:
        talk(f"Found: {counted(len(doubts), 'place')}; --limit says how many are shown ({limit}).")


def _find_right(store: "Store", doubts: "list[Doubt]", right: str, whose: str) -> None:
    from corpus_tool.cli.opening import document_id_of
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.learning.second_look import doubt_at, find_right

    key, _, place = right.rpartition(":")
    start, _, end = place.partition("-")
    if not (key and start.isdecimal() and end.isdecimal()):
        raise UsageError(f"--right wants KEY:START-END, as in ar-0001:38-41, not {right!r}.")
    doubt = doubt_at(doubts, document_id_of(store, key), int(start), int(end))
    find_right(store, doubt, annotator_name(whose or None))


def _told(store: "Store", one: "Doubt") -> dict[str, object]:
    """A doubt as JSON, with its words in their text."""
    from corpus_tool.text.structure import sentence_at

    key, text = store.documents.key_and_text(one.document_id)
    first, last = sentence_at(text, one.start)
    parts = (text[first : one.start], text[one.start : one.end], text[one.end : max(last, one.end)])
    before, words, after = (" ".join(part.split()) for part in parts)
    return {
        "document": key,
        "layer": one.layer.short,
        "start": one.start,
        "end": one.end,
        "kind": one.kind.value,
        "marked": one.said or None,
        "instead": one.told or None,
        "score": round(one.weight * 100),
        "source": one.source,
        "before": before,
        "text": words,
        "after": after,
    }
