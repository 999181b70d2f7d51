"""corpus-tool comment: what people have to say to one another about a document."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import LAYER_NAMES, AsOption, CorpusOption, JsonOption, open_corpus
from corpus_tool.errors import UsageError

if TYPE_CHECKING:
    from corpus_tool.store.store import Store


def comment(
    context: typer.Context,
    document: Annotated[str | None, typer.Argument(metavar="[DOCUMENT]", help="Its key; without it, a list.")] = None,
    text: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]", help="What there is to say.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="ID", help="About this annotation.")] = None,
    layer: Annotated[str | None, typer.Option(*LAYER_NAMES, metavar="NAME", help="In this one's layer.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="START:END", help="About this place (code points).")] = None,
    question: Annotated[bool, typer.Option("--question", help="It wants an answer.")] = False,
    answer: Annotated[int | None, typer.Option("--answer", metavar="N", help="It answers comment N.")] = None,
    resolve: Annotated[int | None, typer.Option("--resolve", metavar="N", help="Comment N is dealt with.")] = None,
    name: AsOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Comment on a document, a place in it, or an annotation.

    With a document but no text, everything said about it; with neither, all that is open.

    \b
    corpus-tool comment ar-0001 'ask the desk about this one' --as noa
    corpus-tool comment ar-0001 'a unit or a place?' --on s17 --layer noa --question
    corpus-tool comment --resolve 3
    """
    from corpus_tool.cli.console import say
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench import commenting

    said = " ".join(text or [])
    with open_corpus(context, corpus) as store:
        if resolve is not None:
            commenting.resolve(store, resolve, annotator_name(name))
            say(f"Comment {resolve} is dealt with.")
        elif said and document:
            number = commenting.comment(
                store,
                document_id_of(store, document),
                said,
                annotator_name(name),
                on=on,
                layer=layer,
                place=_place(at) if at else None,
                is_question=question,
                answers=answer,
            )
            say(f"Comment {number} is kept.")
        else:
            _list(store, document, as_json=json)


def _list(store: "Store", document: str | None, *, as_json: bool) -> None:
    """Everything said about a document, or all that is open."""
    from msgspec.structs import asdict

    from corpus_tool.cli.console import say_json
    from corpus_tool.cli.talk_printing import print_comments

    if document is None:
        found = store.comments.open()
    else:
        found = [(document, one) for one in store.comments.on(document_id_of(store, document))]
    if as_json:
        say_json([{"document": key, **asdict(one)} for key, one in found])
    for key, one in () if as_json else found:
        print_comments([one], key)


def _place(words: str) -> tuple[int, int]:
    if not re.fullmatch("[0-9]{1,9}:[0-9]{1,9}", words):
        raise UsageError(f"--at wants START:END, as in 120:128, not {words!r}.")
    start, _, end = words.partition(":")
    return int(start), int(end)
