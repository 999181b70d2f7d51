"""How text is written for the terminal of this process, with what the user has said of it.

Her answers are kept per terminal in `terminals.toml`, beside the settings.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec
from msgspec import Struct

from corpus_tool.cli.settings import settings_file
from corpus_tool.errors import UsageError
from corpus_tool.text.terminal import Mode

if TYPE_CHECKING:
    from corpus_tool.tui.terminal.detection import Detected

MODES: dict[str, Mode] = {mode: mode for mode in get_args(Mode)}


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept of one terminal."""

    mode: Mode | None = None
    """The one in which text read right to the user."""
    told: bool = False
    """Whether the hints for it were shown in the annotator."""


def terminals_file() -> Path:
    """Where the answers are kept."""
    return settings_file().with_name("terminals.toml")


def known_terminals() -> dict[str, Known]:
    """What is kept, by terminal. Raises UsageError for a file that is broken."""
    file = terminals_file()
    try:
        return msgspec.toml.decode(file.read_bytes(), type=dict[str, Known])
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as wrong:
        raise UsageError(f"{file} cannot be used: {wrong}. `corpus-tool doctor --reset` begins a new one.") from None


def keep(known: Mapping[str, Known]) -> None:
    """Keep this, whole or not at all. Raises UsageError where it cannot be written."""
    file = terminals_file()
    beside = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text("\n".join(_table(key, one) for key, one in known.items()), encoding="utf-8")
        beside.replace(file)
    except OSError as wrong:
        raise UsageError(f"{file} cannot be written: {wrong.strerror}.") from None


def keep_mode(key: str, mode: Mode) -> None:
    """Keep the answer for one terminal. Raises UsageError as `known_terminals` and `keep` do."""
    keep(known_terminals() | {key: Known(mode, told=True)})


def forget_this_terminal() -> None:
    """Forget what is kept of it; of all terminals, where the file is broken. Raises UsageError as `keep` does."""
    from corpus_tool.tui.terminal.asking import ask
    from corpus_tool.tui.terminal.detection import detected

    key = detected(os.environ, ask(os.environ), None, {}).key
    try:
        known = known_terminals()
    except UsageError:
        known = {}
    keep({other: one for other, one in known.items() if other != key})


def detect(given: str | None = None) -> "Detected":
    """Ask the terminal and decide. `given` is the mode of --rtl-mode. Raises UsageError for a mode there is not."""
    from corpus_tool.tui.terminal.asking import ask
    from corpus_tool.tui.terminal.detection import detected

    override, saved = _override(given), _saved_modes()  # what is broken here is refused before anything is asked
    return detected(os.environ, ask(os.environ), override, saved)


def recall(environ: Mapping[str, str]) -> "Detected":
    """Decide without asking the terminal: by the environment and what the user chose in doctor. As `detect` raises."""
    from corpus_tool.tui.terminal.answers import Heard
    from corpus_tool.tui.terminal.detection import detected

    return detected(environ, Heard(), _override(None), _saved_modes())


def _saved_modes() -> dict[str, Mode]:
    """The modes that were chosen in doctor, by terminal."""
    return {key: known.mode for key, known in known_terminals().items() if known.mode}


def hints_to_show(found: "Detected") -> tuple[str, ...]:
    """The hints for this terminal the first time; none from then on."""
    known = known_terminals()
    if not found.hints or known.get(found.key, Known()).told:
        return ()
    with suppress(UsageError):  # a folder that cannot be written is no reason not to annotate
        keep(known | {found.key: Known(told=True)})
    return found.hints


def _override(given: str | None) -> tuple[Mode, str] | None:
    from corpus_tool.tui.terminal.environment import MODE_VARIABLE

    for value, where in ((given, "--rtl-mode"), (os.environ.get(MODE_VARIABLE) or None, MODE_VARIABLE)):
        if value is not None:
            if value not in MODES:
                raise UsageError(f"{where} cannot be {value!r}: it is one of {', '.join(MODES)}.")
            return MODES[value], where
    return None


def _table(key: str, known: Known) -> str:
    """One terminal in TOML, whose strings are written as those of JSON."""
    mode = f"mode = {json.dumps(known.mode)}\n" if known.mode else ""
    return f"[{json.dumps(key)}]\n{mode}told = {json.dumps(known.told)}\n"
