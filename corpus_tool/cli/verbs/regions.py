"""corpus-tool regions: what the lines of an article are, and which lines a source repeats."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import AsOption, CorpusOption, JsonOption, open_corpus
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.model.regions import RegionKind
    from corpus_tool.store.store import Store

TAKEN_BACK = "found"
"""The word that takes a correction back."""


def regions(
    context: typer.Context,
    document: Annotated[
        str | None, typer.Argument(metavar="[DOCUMENT]", help="Its key; without it, look for lines sources repeat.")
    ] = None,
    correct: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="LINE=KIND", help="Correct a line: 3=body, 7=boilerplate, 7=found to undo."),
    ] = None,
    name: AsOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Tell what each line of an article is: title, dateline, byline, body, caption, boilerplate.

    Lines are only marked: nothing is cut, no offset moves. Without a document, the lines that several articles of a
    source repeat are looked for, marked as boilerplate and listed.

    \b
    corpus-tool regions ar-0001
    corpus-tool regions ar-0001 --set 7=body --as noa
    corpus-tool regions
    """
    with open_corpus(context, corpus) as store:
        if document is None:
            if correct:
                raise UsageError("--set corrects a line of a document; name the document.")
            _print_repeated(store, json=json)
        else:
            id = document_id_of(store, document)
            if correct:
                _correct(store, id, correct, name)
            _print_lines(store, id, json=json)


def _correct(store: "Store", id: int, corrections: list[str], name: str | None) -> None:
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.regions import document_regions, set_region

    who = annotator_name(name)
    found = store.documents.load(id)
    lines = document_regions(store, found)
    for number, kind in [_correction(words, len(lines)) for words in corrections]:
        set_region(store, found, lines[number - 1], kind, who)


def _correction(words: str, lines: int) -> "tuple[int, RegionKind | None]":
    """`7=body` as line number and kind. Raises UsageError for anything else."""
    from corpus_tool.model.regions import RegionKind

    number, _, kind = words.partition("=")
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= lines):
        raise UsageError(f"--set {words}: {number!r} is no line of this document; it has 1 to {lines}.")
    if kind == TAKEN_BACK:
        return int(number), None
    if kind not in list(RegionKind):
        raise UsageError(f"--set {words}: there is no kind {kind!r} ({', '.join(RegionKind)}, {TAKEN_BACK}).")
    return int(number), RegionKind(kind)


def _print_lines(store: "Store", id: int, *, json: bool) -> None:
    from corpus_tool.cli.console import say_json, say_table
    from corpus_tool.workbench.regions import document_regions

    found = store.documents.load(id)
    lines = document_regions(store, found)
    if json:
        rows = [{**line._asdict(), "text": found.text[line.start : line.end]} for line in lines]
        return say_json(rows)
    return say_table(
        ("line", "kind", "by", "place", "text"),
        [
            (number, line.kind, line.origin, f"{line.start}:{line.end}", _shortened(found.text[line.start : line.end]))
            for number, line in enumerate(lines, 1)
        ],
    )


def _shortened(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _print_repeated(store: "Store", *, json: bool) -> None:
    from corpus_tool.cli.console import progress_bar, say_json, say_table, talk
    from corpus_tool.workbench.regions import find_repeated

    with progress_bar("looking for repeated lines") as tell:
        found = find_repeated(store, tell=tell)
    if json:
        say_json(found)
    elif found:
        say_table(("documents", "source", "line"), [(one.documents, one.source, _shortened(one.line)) for one in found])
    talk(f"Repeated over their source, and marked as boilerplate: {counted(len(found), 'line')}.")
