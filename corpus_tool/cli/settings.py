"""What a user has set up once: her name. Kept in `config.toml` in the user's configuration folder."""

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

from corpus_tool.errors import UsageError
from corpus_tool.model.people import checked_name
from corpus_tool.tui.keymap import Layout

Minutes: TypeAlias = Annotated[int, Meta(ge=1)]


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The configuration file."""

    name: str = ""
    """Who annotates where `--as` does not say."""
    interface: str = ""
    """The language of the annotator's screens: en, ar or he; empty for that of the system."""
    keymap: str = "plain"
    """Which keys move and mark: `corpus-tool keys` names the keymaps."""
    keys: dict[str, tuple[str, ...]] = {}
    """Name of a command to the keys it has instead of its own."""
    keyboards: tuple[str, ...] = ()
    """The layouts that may be active beside a Latin one; else the user's own, Arabic (101) and Hebrew."""
    layouts: dict[str, Layout] = {}
    """Layouts of the user's own."""
    hub_sync: Minutes | Literal["off"] = 5
    """Minutes between two syncs with the hub while somebody annotates; or `off`."""

    @property
    def has_usual_keys(self) -> bool:
        """Whether nothing is said of keys."""
        return self.keymap == "plain" and not (self.keys or self.keyboards or self.layouts)


def settings_file() -> Path:
    """Where the configuration is looked for."""
    return _configuration_folder() / "corpus-tool" / "config.toml"


def _configuration_folder() -> Path:
    """Where programs of this system keep what their user has set up."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home())
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def settings() -> Settings:
    """The user's settings, or the defaults where there is no file. Raises UsageError for a file that is broken."""
    file = settings_file()
    try:
        return msgspec.toml.decode(file.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as wrong:
        raise UsageError(f'{file} cannot be used: {wrong}. It may hold one line: name = "noa".') from None


def annotator_name(given: str | None) -> str:
    """Who is annotating: the name given, else the one in the settings, else the login name.

    Raises UsageError for a name that cannot be told apart or written down.
    """
    name = (settings().name or _login_name()) if given is None else given
    return checked_name(name)


def minutes_between_syncs() -> int:
    """As she has set it; 0: only when she asks."""
    wanted = settings().hub_sync
    return 0 if wanted == "off" else wanted


def _login_name() -> str:
    """The login name. A user without one (a number in a container) is asked to say who she is."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError(
            f'You have no login name: say --as NAME, or write name = "noa" into {settings_file()}.'
        ) from None
