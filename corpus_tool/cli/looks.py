"""How the user wants the annotator to look, kept in `look.toml` beside the settings."""

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from corpus_tool.cli.settings import settings_file

if TYPE_CHECKING:
    from corpus_tool.tui.looks import Look, Looks


def look_file() -> Path:
    """Where it is kept."""
    return settings_file().with_name("look.toml")


def known_looks() -> "Looks":
    """The look of last time, or the plain one where there is none that can be read; changes are kept.

    A look is no reason not to annotate: what cannot be read is as if it were not there, and what cannot be written
    lasts until the annotator is closed.
    """
    from corpus_tool.tui.looks import PLAIN_LOOK, Look, Looks

    look = PLAIN_LOOK
    with suppress(OSError, UnicodeDecodeError, msgspec.DecodeError):
        look = msgspec.toml.decode(look_file().read_bytes(), type=Look)
    return Looks(look, keep_look)


def keep_look(look: "Look") -> None:
    """Keep it, whole or not at all."""
    file = look_file()
    beside = file.with_name(file.name + ".part")
    # TOML writes strings and truth as JSON does.
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in msgspec.to_builtins(look).items()]
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text("".join(lines), encoding="utf-8")
        beside.replace(file)
