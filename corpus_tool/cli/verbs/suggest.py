"""corpus-tool suggest: let a machine propose annotations, as a layer of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus
from corpus_tool.errors import UsageError

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.suggesting import Suggester

COMMAND = "command"
LEARNED = "learned"


def suggest(
    context: typer.Context,
    source: Annotated[
        str, typer.Option("--from", metavar="SOURCE", help="lexicon, starter, learned, or 'command ...': a command.")
    ],
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="KEY", help="Only this document; repeatable.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option("--language", metavar="CODE", help="Only documents in ar, he, ...; repeatable.")
    ] = None,
    words: Annotated[
        Path | None, typer.Option("--words", metavar="FILE", help="A CSV list of names to look for: name,label.")
    ] = None,
    of: Annotated[
        str, typer.Option("--of", metavar="NAME", help="Names of this one's done work only; else everybody's and gold.")
    ] = "",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What the suggestions are called.")] = "",
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="How long a command may take.")
    ] = 600,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Propose annotations, which nobody has accepted yet: a layer of their own in each document.

    The annotator shows them under brackets of dots: } goes to the next, enter accepts, ~ rejects. Asked again, a source
    says what it says now; what was rejected stays rejected. A command gets a line of JSON for each document on stdin,
    with `document`, `key`, `language` and `text`, and answers with lines of `document`, `spans` (start, end, label,
    score) and `events` (start, end, type, score, arguments). Exit code 1 where it fails or says what cannot be read;
    then nothing is kept.

    \b
    corpus-tool suggest --from lexicon
    corpus-tool suggest --from starter --language he
    corpus-tool suggest --from lexicon --words places.csv --name places --language ar
    corpus-tool suggest --from learned --of noa
    corpus-tool suggest --from 'command python tag.py --model large' --name tagger --timeout 3600
    """
    from corpus_tool.cli.console import progress_bar, say, say_json, talk
    from corpus_tool.model.people import checked_name
    from corpus_tool.workbench.choosing import Choice, chosen_ids
    from corpus_tool.workbench.suggesting import make_suggestions

    named = checked_name(name) if name else ""
    with open_corpus(context, corpus) as store, progress_bar("suggesting") as tell:
        ids = chosen_ids(store, Choice(languages=tuple(language or ()), keys=tuple(document or ())))
        chosen = _suggester(store, source, words, of, named, timeout)
        told = make_suggestions(store, chosen, ids, tell=tell)
    if json:
        say_json(
            {
                "name": chosen.name,
                "documents": told.documents,
                "annotations": told.annotations,
                "left_out": dict(told.left_out),
            }
        )
        return
    for why, count in told.left_out.most_common():
        talk(f"Left out: {count:,}: {why}.")
    say(f"{told.annotations:,} suggestions of {chosen.name} in {told.documents:,} documents.")


def _suggester(store: "Store", source: str, words: Path | None, of: str, name: str, timeout: float) -> "Suggester":
    """What the words behind --from ask for."""
    from corpus_tool.workbench.asking_commands import command_suggester
    from corpus_tool.workbench.lexicon import SOURCE, STARTED, known_names, lexicon_of, listed_names, suggester, sure

    kind, _, rest = source.strip().partition(" ")
    if kind == COMMAND:
        return command_suggester(rest, timeout, name)
    if source == LEARNED:
        return _learned(store, of, name)
    if source == "starter":
        from corpus_tool.workbench.starter import starter_names

        listed = lexicon_of(starter_names(store.schemas.current()))
        return suggester(sure(listed, STARTED), store.schemas.current(), name or source)
    if source != SOURCE:
        raise UsageError(f"--from wants lexicon, starter, learned or 'command ...', not {source!r}.")
    schema = store.schemas.current()
    known = sure(listed_names(words, schema)) if words else known_names(store, of)
    return suggester(known, schema, name or SOURCE)


def _learned(store: "Store", of: str, name: str) -> "Suggester":
    """What was learned, learned again where more is done since."""
    from corpus_tool.workbench.learning import is_stale, learn_from, learned_model, suggester

    model = None if is_stale(store, of) else learned_model(store, of)
    return suggester(model or learn_from(store, of), store.schemas.current(), name or LEARNED)
