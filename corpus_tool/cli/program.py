"""The Typer app: every verb with its options."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from corpus_tool import __version__
from corpus_tool.cli import output
from corpus_tool.cli.options import CorpusOption
from corpus_tool.cli.verbs import GROUPS, VERBS


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


def run(words: Sequence[str]) -> None:
    """Run the verb that these words name."""
    with_verbs(_named(words))(words, prog_name="corpus-tool")
