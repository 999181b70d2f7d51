"""corpus-tool suggest: let a machine propose annotations, as a layer of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.workbench.progress import Progress, Tell
    from corpus_tool.workbench.suggesting import Suggested

SourceOption = Annotated[
    str,
    typer.Option("--from", metavar="SOURCE", help="lexicon, starter, learned, 'file PATH', or 'command ...'."),
]
DocumentOption = Annotated[
    list[str] | None, typer.Option("--document", metavar="KEY", help="Only this document; repeatable.")
]
LanguageOption = Annotated[
    list[str] | None, typer.Option("--language", metavar="CODE", help="Only documents in ar, he, ...; repeatable.")
]
WordsOption = Annotated[
    Path | None, typer.Option("--words", metavar="FILE", help="A CSV list of names to look for: name,label.")
]
OfOption = Annotated[
    str, typer.Option("--of", metavar="NAME", help="Names of this one's done work only; else everybody's and gold.")
]
NameOption = Annotated[str, typer.Option("--name", metavar="NAME", help="What the suggestions are called.")]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="How long a command may take.")
]


def suggest(
    context: typer.Context,
    source: SourceOption,
    document: DocumentOption = None,
    language: LanguageOption = None,
    words: WordsOption = None,
    of: OfOption = "",
    name: NameOption = "",
    timeout: TimeoutOption = 600,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Propose annotations, which nobody has accepted yet: a layer of their own in each document.

    The annotator shows them under brackets of dots: } goes to the next, enter accepts, ~ rejects. Asked again, a source
    says what it says now; what was rejected stays rejected. A command gets a line of JSON for each document on stdin,
    with `document`, `key`, `language` and `text`, and answers with lines of `document` or `key`, `spans` (start, end,
    label, score) and `events` (start, end, type, score, arguments); a file has such lines. Exit code 1 where it fails
    or says what cannot be read; then nothing is kept. `learned` leaves out the documents that it learned from, unless
    they are named. Ctrl-C keeps what is suggested by then. docs/suggestions.md has all of it.

    \b
    corpus-tool suggest --from lexicon
    corpus-tool suggest --from starter --language he
    corpus-tool suggest --from lexicon --words places.csv --name places --language ar
    corpus-tool suggest --from learned --of noa
    corpus-tool suggest --from 'file predictions.jsonl' --name model-3
    corpus-tool suggest --from 'command python tag.py --model large' --name tagger --timeout 3600
    """
    from corpus_tool.cli.console import progress_bar, talk
    from corpus_tool.cli.suggesters import Asked, suggester_of
    from corpus_tool.model.people import checked_name
    from corpus_tool.workbench.choosing import Choice, chosen_ids
    from corpus_tool.workbench.suggesting import make_suggestions

    heard: list[str] = []
    asked = Asked(source, words, of, checked_name(name) if name else "", timeout, heard.append)
    with open_corpus(context, corpus) as store, progress_bar("suggesting") as draw, _stopping(draw) as tell:
        ids = chosen_ids(store, Choice(languages=tuple(language or ()), keys=tuple(document or ())))
        chosen = suggester_of(store, asked)
        left_out = set() if document else chosen.learned_from.intersection(ids)
        told = make_suggestions(store, chosen, [id for id in ids if id not in left_out], tell=tell)
    for line in heard:
        talk(line)
    _print(chosen.name, told, len(left_out), json=json)


@contextmanager
def _stopping(draw: "Tell") -> "Iterator[Tell]":
    """Let Ctrl-C end it at once, also while something is learned or a command thinks, and say how far it came."""
    from corpus_tool.cli.console import INTERRUPTED, talk

    said = "Stopped before anything was suggested."

    def tell(progress: "Progress") -> None:
        nonlocal said
        so_far = f"Stopped after {progress.done:,} of {counted(progress.total, 'document')}"
        said = f"{so_far}, whose suggestions are kept; the same words again do all of it."
        draw(progress)

    try:
        yield tell
    except KeyboardInterrupt:
        talk(said)
        raise typer.Exit(INTERRUPTED) from None


def _print(name: str, told: "Suggested", learned_from: int, *, json: bool) -> None:
    from corpus_tool.cli.console import say, say_json, talk

    if json:
        counts = {"documents": told.documents, "annotations": told.annotations, "left_out": dict(told.left_out)}
        say_json({"name": name, **counts, "learned_from": learned_from})
        return
    if learned_from:
        were = counted(learned_from, "document that it was learned from was", "documents that it was learned from were")
        talk(f"{were} left out; `--document KEY` asks about one all the same.")
    for why, count in told.left_out.most_common():
        talk(f"Left out: {count:,}: {why}.")
    say(f"{counted(told.annotations, 'suggestion')} of {name} in {counted(told.documents, 'document')}.")
