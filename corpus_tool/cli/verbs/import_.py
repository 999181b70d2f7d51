"""corpus-tool import: files into a corpus."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, copy_of_corpus, open_corpus, saying_what_stays
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.formats import Reading
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.import_report import ImportReport
    from corpus_tool.workbench.taking import Taking

FilesArgument = Annotated[
    list[str],
    typer.Argument(metavar="FILES", help="Files, folders, patterns, .zip; .txt .html .csv .tsv .parquet .jsonl"),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="PART=NAME", help="Where in a table: text=body, title=headline, date=day ..."),
]
EncodingOption = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="Of files that are not UTF-8: windows-1256 ...")
]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="NAME", help="What reads the files; else their endings say it.")
]
WhoseOption = Annotated[str, typer.Option("--as", metavar="NAME", help="Whose work it is, where the files do not say.")]
MapOption = Annotated[Path | None, typer.Option("--map", metavar="FILE", help="A TOML file with their names and ours.")]
SkipUnknownOption = Annotated[
    bool, typer.Option("--skip-unknown", help="Leave out what the schema has no name for, and say what.")
]
AsSuggestionsOption = Annotated[
    str, typer.Option("--as-suggestions", metavar="NAME", help="All work comes in as suggestions of NAME.")
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Say what would come in, and write nothing: a copy takes the files.")
]


def import_(
    context: typer.Context,
    files: FilesArgument,
    column: ColumnOption = None,
    encoding: EncodingOption = "",
    format: FormatOption = "",
    annotator: WhoseOption = "",
    names: MapOption = None,
    skip_unknown: SkipUnknownOption = False,
    as_suggestions: AsSuggestionsOption = "",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Bring articles, and the layers that come with them, into a corpus.

    How the columns of a table, or the fields of an article a line of JSON, are read is told before they come in.
    Metadata may lie beside an article: a.json or a.toml beside a.txt. Ctrl-C stops; what came in whole is kept. Exit
    code 1 where something was refused; everything else is in.

    \b
    corpus-tool import articles/*.txt
    corpus-tool import gold.jsonl --corpus war.db
    corpus-tool import crawl/ archive.zip --encoding windows-1256
    corpus-tool import news.csv --column text=body --column title=headline --dry-run
    corpus-tool import theirs.jsonl --format jsonl --map map.toml --as-suggestions model-3
    corpus-tool import brat/ --format brat --as noa --skip-unknown
    """
    from corpus_tool.cli.console import say_json
    from corpus_tool.cli.printing import print_import, print_languages

    if "" in files:
        raise UsageError("One of the names is empty; `.` is the folder you are in.")
    reading = _reading(column or [], encoding, annotator, scores=bool(as_suggestions))
    taking = _taking(format, names, as_suggestions, skip_unknown=skip_unknown)
    with copy_of_corpus(context, corpus) if dry_run else open_corpus(context, corpus) as store:
        report, stopped = _imported(store, [Path(file) for file in files], reading, taking)
    if json:
        say_json(report.entries)
    else:
        print_import(report)
        print_languages(report)
    _end(report, dry_run=dry_run, stopped=stopped)


def _imported(store: "Store", paths: list[Path], reading: "Reading", taking: "Taking") -> "tuple[ImportReport, bool]":
    """Bring the files in, with a bar; the report of what is in, and whether the user stopped it."""
    from corpus_tool.cli.console import progress_bar, stoppable, talk
    from corpus_tool.workbench.import_report import ImportReport
    from corpus_tool.workbench.importing import import_files
    from corpus_tool.workbench.progress import CancelledError

    report = ImportReport()
    with progress_bar("importing") as draw, stoppable(draw) as tell:
        try:
            with saying_what_stays(store):
                import_files(store, paths, tell=tell, reading=reading, taking=taking, say=talk, report=report)
        except CancelledError:
            return report, True
    return report, False


def _end(report: "ImportReport", *, dry_run: bool, stopped: bool) -> None:
    """Say how it ended, and end with the exit code that says so too."""
    from corpus_tool.cli.console import INTERRUPTED, talk
    from corpus_tool.workbench.import_report import Outcome

    if dry_run:
        talk("This was a dry run: nothing was written.")
    elif stopped:
        new = counted(report.count(Outcome.IMPORTED), "new document is", "new documents are")
        talk(f"Stopped: {new} in, whole; the same words again go on.")
    if stopped:
        raise typer.Exit(INTERRUPTED)
    if report.count(Outcome.REFUSED):
        raise typer.Exit(1)


def _reading(columns: list[str], encoding: str, annotator: str, *, scores: bool) -> "Reading":
    """What the options say about the files."""
    from corpus_tool.formats import AS_IT_IS, Reading
    from corpus_tool.model.people import checked_name
    from corpus_tool.text.decoding import is_encoding

    if encoding and not is_encoding(encoding):
        raise UsageError(f"There is no encoding {encoding!r}; windows-1256 (Arabic) and windows-1255 (Hebrew) are two.")
    pairs = [column.partition("=") for column in columns]
    for part, _, name in pairs:
        if not part or not name:
            raise UsageError(f"--column {part!r}: say what is in which column, as in --column text=body.")
    whose = checked_name(annotator) if annotator else AS_IT_IS.annotator
    return Reading(encoding=encoding, columns={part: name for part, _, name in pairs}, annotator=whose, scores=scores)


def _taking(format: str, names: Path | None, as_suggestions: str, *, skip_unknown: bool) -> "Taking":
    """What the options say about the work in the files."""
    from corpus_tool.formats import reader
    from corpus_tool.model.name_map import NameMap, map_from_toml
    from corpus_tool.model.people import checked_name
    from corpus_tool.workbench.taking import Taking

    try:
        mapped = map_from_toml(names.read_bytes()) if names else NameMap()
    except OSError as error:
        raise UsageError(f"{names} cannot be read: {error.strerror}.") from None
    return Taking(
        format=reader(format) if format else None,
        names=mapped,
        skip_unknown=skip_unknown,
        as_suggestions=checked_name(as_suggestions) if as_suggestions else "",
    )
