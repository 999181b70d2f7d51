"""corpus-tool import: files into a corpus."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, copy_of_corpus, open_corpus
from corpus_tool.errors import UsageError

if TYPE_CHECKING:
    from corpus_tool.formats import Reading


def import_(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILES", help="Files, folders, patterns, .zip; .txt .html .csv .tsv .parquet .jsonl"),
    ],
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="PART=NAME", help="Where in a table: text=body, title=headline, date=day ..."),
    ] = None,
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Of files that are not UTF-8: windows-1256 ...")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come in, and write nothing: a copy takes the files.")
    ] = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Bring articles, and the layers that come with them, into a corpus.

    How the columns of a table are read is told before its rows come in. Metadata may lie beside an article: a.json or
    a.toml beside a.txt. Ctrl-C stops; what came in whole is kept. Exit code 1 where something was refused; everything
    else is in.

    \b
    corpus-tool import articles/*.txt
    corpus-tool import gold.jsonl --corpus war.db
    corpus-tool import crawl/ archive.zip --encoding windows-1256
    corpus-tool import news.csv --column text=body --column title=headline --dry-run
    """
    from corpus_tool.cli.console import INTERRUPTED, progress_bar, say_json, stoppable, talk
    from corpus_tool.cli.printing import print_import, print_languages
    from corpus_tool.workbench.import_report import ImportReport, Outcome
    from corpus_tool.workbench.importing import import_files
    from corpus_tool.workbench.progress import CancelledError

    if "" in files:
        raise UsageError("One of the names is empty; `.` is the folder you are in.")
    reading = _reading(column or [], encoding)
    report = ImportReport()
    stopped = False
    opened = copy_of_corpus(context, corpus) if dry_run else open_corpus(context, corpus)
    with opened as store, progress_bar("importing") as draw, stoppable(draw) as tell:
        try:
            import_files(store, [Path(file) for file in files], tell=tell, reading=reading, say=talk, report=report)
        except CancelledError:
            stopped = True
    if json:
        say_json(report.entries)
    else:
        print_import(report)
        print_languages(report)
    if dry_run:
        talk("This was a dry run: nothing was written.")
    elif stopped:
        talk(f"Stopped: {report.count(Outcome.IMPORTED):,} new documents are in, whole; the same words again go on.")
    if stopped:
        raise typer.Exit(INTERRUPTED)
    if report.count(Outcome.REFUSED):
        raise typer.Exit(1)


def _reading(columns: list[str], encoding: str) -> "Reading":
    """What the options say about the files."""
    from corpus_tool.formats import Reading
    from corpus_tool.text.decoding import is_encoding

    if encoding and not is_encoding(encoding):
        raise UsageError(f"There is no encoding {encoding!r}; windows-1256 (Arabic) and windows-1255 (Hebrew) are two.")
    pairs = [column.partition("=") for column in columns]
    for part, _, name in pairs:
        if not part or not name:
            raise UsageError(f"--column {part!r}: say what is in which column, as in --column text=body.")
    return Reading(encoding=encoding, columns={part: name for part, _, name in pairs})
