"""corpus-tool keys: which key does what."""

from typing import Annotated

import typer

from corpus_tool.cli.options import JsonOption


def keys(
    keymap: Annotated[
        str | None, typer.Option("--keymap", metavar="NAME", help="plain or vim. Else the one in the settings.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """List the keys in force in the annotator, with what other keyboard layouts have on them.

    Settings may say keymap = "vim", and under [keys] the name of a command and the keys it has instead of its own.

    \b
    corpus-tool keys
    corpus-tool keys --keymap vim --json
    """
    from corpus_tool.cli.console import say_json, say_table, talk
    from corpus_tool.cli.keys import keys as keys_chosen
    from corpus_tool.tui.bindings import all_commands

    chosen = keys_chosen(keymap)
    rows = [(one.name(), chosen.keymap.keys_of(one), one.title) for one in all_commands()]
    if json:
        say_json(
            {
                "keymap": chosen.keymap.name,
                "keyboards": list(chosen.keyboard.layouts),
                "commands": [{"name": name, "keys": list(strokes), "title": title} for name, strokes, title in rows],
            }
        )
        return
    shown = [
        (name, "  ".join(strokes), " ".join(cap for one in strokes for cap in chosen.keyboard.caps(one)), title)
        for name, strokes, title in rows
    ]
    say_table(["command", "keys", "other layouts", "what"], shown)
    talk(f"Keymap {chosen.keymap.name}. {chosen.keymap.title}.")
