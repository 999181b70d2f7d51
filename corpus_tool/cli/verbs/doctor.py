"""corpus-tool doctor: what this terminal does with text of two directions."""

import sys
from typing import Annotated

import typer

from corpus_tool.cli.options import JsonOption


def doctor(
    json: JsonOption = False,
    reset: Annotated[bool, typer.Option("--reset", help="Forget what was chosen for this terminal.")] = False,
) -> None:
    """Show what this terminal does with Arabic and Hebrew, and choose the mode that reads right.

    The choice is kept for this terminal. Attach the output of --json to a bug report.

    \b
    corpus-tool doctor
    corpus-tool doctor --json > terminal.json
    """
    from corpus_tool.cli.console import say, say_json
    from corpus_tool.cli.samples import is_interactive, let_choose, print_findings, report
    from corpus_tool.cli.terminals import detect, forget_this_terminal

    if reset:
        forget_this_terminal()
    found = detect()
    if json:
        say_json(report(found))
        return
    print_findings(found)
    if not is_interactive():
        say("There is no terminal here to show samples on; this is what the environment tells.")
    elif picked := let_choose(found, sys.stdout, sys.stdin.readline):
        say(f"Kept: {picked}. `corpus-tool doctor --reset` forgets it.")
