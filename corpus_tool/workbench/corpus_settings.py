"""What a corpus lets its annotators see of one another, and how their time is measured."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from corpus_tool.errors import UsageError
from corpus_tool.store.choices import Choice
from corpus_tool.store.store import Store
from corpus_tool.workbench.surroundings import Surroundings


class Blind(StrEnum):
    """When an annotator may see what others say about a document; who is one, `blindness.py` says."""

    ON = "on"
    UNTIL_DONE = "until-done"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Setting:
    """Something to be chosen for a whole corpus."""

    name: str
    default: str
    wanted: str
    """What it may be, in words."""
    allows: Callable[[str], bool]
    help: str


def _is_seconds(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= 4 and 5 <= int(value) <= 3600


BLIND = Setting(
    "blind",
    Blind.ON,
    "on, until-done or off",
    set(Blind).__contains__,
    "Whether annotators see each other's layers and the gold layer: never, once their own is done, or always."
    " Whoever has no layer of her own and no assignment sees them.",
)
IDLE = Setting(
    "idle-seconds",
    "60",
    "a whole number from 5 to 3600",
    _is_seconds,
    "How much of a pause between two keys counts as work, at most.",
)
TIME = Setting(
    "time",
    "on",
    "on or off",
    {"on", "off"}.__contains__,
    "Whether working time is written down. Each annotator sees her own; see `status --time`.",
)
BLIND_ADJUDICATION = Setting(
    "blind-adjudication",
    "off",
    "on or off",
    {"on", "off"}.__contains__,
    "Whether an adjudicator sees annotators as letters only, which change from document to document.",
)
LEXICON = Setting(
    "suggest-names",
    "own",
    "own, everybody or off",
    {"own", "everybody", "off"}.__contains__,
    "Whose done work the annotator suggests names from: one's own, everybody's and the gold, or nobody's.",
)
STARTER = Setting(
    "suggest-starter",
    "off",
    "on or off",
    {"on", "off"}.__contains__,
    "Whether the annotator suggests names and triggers from the schema's own word list, and times and numbers."
    " Work that saw them counts as assisted in `agreement`.",
)
SETTINGS = {setting.name: setting for setting in (BLIND, BLIND_ADJUDICATION, IDLE, TIME, LEXICON, STARTER)}

SUGGEST = "suggest"
"""An annotator's own choice: whether suggestions are shown to her."""

CLOCK = "clock"
"""An annotator's own choice: whether her working time stands in the heading."""


def value_of(store: Store, setting: Setting) -> str:
    """What counts today."""
    chosen = store.choices.newest(setting.name)
    return chosen.value if chosen else setting.default


def choose(store: Store, name: str, value: str, who: str, surroundings: Surroundings | None = None) -> None:
    """Set a setting for the whole corpus. Raises UsageError for a name or a value that there is not."""
    if (setting := SETTINGS.get(name)) is None:
        raise UsageError(f"There is no setting {name!r}; there are {', '.join(SETTINGS)}.")
    if not setting.allows(value):
        raise UsageError(f"{name} may be {setting.wanted}, not {value!r}.")
    with store.writing():
        store.choices.keep(Choice(name, value, who, (surroundings or Surroundings()).now()))


def bring_settings(store: Store, other: Store) -> None:
    """Let a part of a corpus have the settings of the whole."""
    with store.writing():
        for name in SETTINGS:
            if chosen := other.choices.newest(name):
                store.choices.keep(chosen)
