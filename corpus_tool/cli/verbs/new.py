"""corpus-tool new: an empty corpus."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, corpus_path
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.model.schemas import Schema


def new(
    context: typer.Context,
    schema: Annotated[
        Path | None, typer.Option("--schema", metavar="FILE", help="A schema in TOML. Without it: conflict-news.")
    ] = None,
    schema_from_data: Annotated[
        Path | None,
        typer.Option("--schema-from-data", metavar="FILE", help="Build the schema from an annotated file or folder."),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="NAME", help="What reads that file; else its ending says it.")
    ] = "",
    corpus: CorpusOption = None,
) -> None:
    """Make an empty corpus.

    \b
    corpus-tool new
    corpus-tool new --corpus war.db --schema my-schema.toml
    corpus-tool new --schema-from-data annotated.jsonl
    corpus-tool new --schema-from-data train.txt --format wojood --corpus wojood.db
    """
    from corpus_tool.cli.console import say
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.surroundings import utc_now

    path = corpus_path(context, corpus)
    chosen = _schema(schema, schema_from_data, format)
    Store.create(path, chosen, utc_now()).close()
    say(
        f"{path}: schema {chosen.name} {chosen.version}, {counted(len(chosen.labels), 'label')},"
        f" {counted(len(chosen.events), 'event type')}."
        " Bring articles in with `corpus-tool import FILES`."
    )


def _schema(file: Path | None, data: Path | None, format: str) -> "Schema":
    """The schema that was asked for."""
    from corpus_tool.formats import reader
    from corpus_tool.model.default_schema import default_schema
    from corpus_tool.workbench.schemas import schema_from_data, schema_from_file

    if file and data:
        raise UsageError("Give --schema or --schema-from-data, not both.")
    if format and not data:
        raise UsageError("--format says what reads the file of --schema-from-data; there is none here.")
    if file:
        return schema_from_file(file)
    return schema_from_data(data, reader(format) if format else None) if data else default_schema()
