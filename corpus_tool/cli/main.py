"""The Typer app, and the one place where errors become a sentence and an exit code.

What is heavy (textual, polars, the tokenizers, SQLite) is imported inside the verb that needs it, so that `--help`
and completion answer at once; `tests/architecture` holds that.
"""

import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Annotated

import typer

from corpus_tool import __version__
from corpus_tool.cli import output
from corpus_tool.cli.options import CorpusOption
from corpus_tool.cli.verbs import GROUPS, VERBS
from corpus_tool.errors import CorpusToolError


def _print_version(wanted: bool) -> None:
    if wanted:
        output.write(f"corpus-tool {__version__}\n")
        raise typer.Exit


def _program(
    context: typer.Context,
    corpus: CorpusOption = None,
    _version: Annotated[
        bool,
        # Eager: answered before the verb that is missing is asked for.
        typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    context.obj = corpus


def with_verbs(names: Iterable[str]) -> typer.Typer:
    """The command line with these verbs."""
    program = typer.Typer(
        name="corpus-tool",
        help="Annotate entities and events in Arabic and Hebrew news, in a terminal.",
        epilog="Begin with `corpus-tool demo`. `corpus-tool VERB --help` shows examples.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    program.callback()(_program)
    groups = {"": program}
    for name in names:
        group, _, word = name.rpartition(" ")
        if group not in groups:
            groups[group] = typer.Typer(help=GROUPS[group], no_args_is_help=True, rich_markup_mode=None)
            program.add_typer(groups[group], name=group)
        groups[group].command(word)(VERBS[name])
    # A program with one verb would be that verb to Typer; the group is what its words are read by.
    return program


app = with_verbs(VERBS)


def _named(words: Sequence[str]) -> list[str]:
    """The verbs that may be meant, or all: putting together those that nobody asks for takes 50 ms of every start."""
    return [name for name in VERBS if name.partition(" ")[0] in words] or list(VERBS)


def main() -> None:
    """Run the command line; the one place where errors become a sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with_verbs(_named(sys.argv[1:]))(prog_name="corpus-tool")
    except CorpusToolError as error:
        output.write_error(f"corpus-tool: {error}\n")
        sys.exit(error.exit_code)
    finally:
        output.flush()
