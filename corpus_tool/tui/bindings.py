"""Keymaps: which strokes run which command. What the user says of keys is checked here, before the first screen."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from corpus_tool.errors import UsageError
from corpus_tool.model.schema_places import line_of, places
from corpus_tool.tui.commands import GROUPS
from corpus_tool.tui.commands.base import Command

Key = tuple[str, ...]
"""The strokes of a key: nearly always one."""

BEHIND = "g"
"""Leads to what a keymap took the keys of."""

RESERVED = {"ctrl+q", "ctrl+c"}
"""They leave the program, whatever the keymap."""

_STROKE = re.compile(r"(?:(?:ctrl|alt|shift)\+)*(?:\S|[a-z0-9_]{2,})")


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """What a keymap adds to the keys that commands have by themselves."""

    title: str
    labels: Literal["at once", "asked"] = "at once"
    """Whether a label's key marks by itself, or only when labels were asked for."""
    keys: dict[str, tuple[str, ...]] = {}
    """Name of a command to keys, the strokes of each divided by spaces."""


@dataclass(frozen=True)
class Keymap:
    """The keys in force."""

    name: str
    title: str
    labels_at_once: bool
    commands: Mapping[Key, type[Command]]

    def keys_of(self, command: type[Command]) -> tuple[str, ...]:
        """The keys of a command, the one to show first, the strokes of each divided by spaces."""
        return tuple(" ".join(key) for key, one in self.commands.items() if one is command)

    def leads_on(self, typed: Key) -> bool:
        """Whether some longer key begins with these strokes."""
        return any(len(key) > len(typed) and key[: len(typed)] == typed for key in self.commands)


@dataclass(frozen=True)
class Wishes:
    """What the user has said of her keys, and where."""

    keys: Mapping[str, tuple[str, ...]]
    file: str = ""
    source: str = ""
    """The text of that file."""

    def where(self, command: str) -> str:
        """`config.toml, line 7`."""
        return f"{self.file}, line {line_of(places(self.source), ('keys', command))}"


NO_WISHES = Wishes({})


@cache
def plans() -> Mapping[str, Plan]:
    """Every keymap that comes with the tool, by name."""
    return msgspec.toml.decode(Path(__file__).with_name("keymaps.toml").read_bytes(), type=dict[str, Plan])


def all_commands() -> list[type[Command]]:
    """Every command, in the order of the help."""
    return [command for commands in GROUPS.values() for command in commands]


def keymap(name: str = "plain", wishes: Wishes = NO_WISHES) -> Keymap:
    """The keymap of that name with what the user wishes.

    Raises UsageError for a keymap or command that there is not, a stroke that cannot be, and a key of two commands.
    """
    if (plan := plans().get(name)) is None:
        raise UsageError(f"There is no keymap {name!r}; there are {', '.join(plans())}.")
    _refuse_strange(wishes)
    pairs = [
        (tuple(key.split(" ")), command)
        for command in all_commands()
        for key in wishes.keys.get(command.name(), _planned(command, plan))
    ]
    _refuse_conflicts(pairs, wishes)
    return Keymap(name, plan.title, plan.labels == "at once", dict(pairs))


def _planned(command: type[Command], plan: Plan) -> tuple[str, ...]:
    """The keys of a command in a keymap, before anybody wished for others."""
    added = plan.keys.get(command.name(), ())
    taken = {key for keys in plan.keys.values() for key in keys} - {*added}
    own = (f"{BEHIND} {key}" if key in taken else key for key in command.keys)
    return tuple(dict.fromkeys((*added, *own)))


def _refuse_strange(wishes: Wishes) -> None:
    known = [command.name() for command in all_commands()]
    for name, keys in wishes.keys.items():
        if name not in known:
            near = get_close_matches(name, known, 3) or ["`corpus-tool keys` lists them"]
            raise UsageError(f"{wishes.where(name)}: there is no command {name!r}; did you mean {', '.join(near)}?")
        for stroke in (stroke for key in keys for stroke in key.split(" ")):
            if not _STROKE.fullmatch(stroke):
                raise UsageError(f"{wishes.where(name)}: {stroke!r} is no key; write X, ctrl+x, f6, space, or g g.")
            if stroke in RESERVED:
                raise UsageError(f"{wishes.where(name)}: {stroke} leaves the program and cannot be {name}.")


def _refuse_conflicts(pairs: Iterable[tuple[Key, type[Command]]], wishes: Wishes) -> None:
    """Raise where a key belongs to two commands, or is the beginning of another's."""
    for (one, first), (other, second) in combinations(sorted(pairs, key=lambda pair: pair[0]), 2):
        if other[: len(one)] != one or (one == other and first is second):
            continue
        named = next((name for name in (first.name(), second.name()) if name in wishes.keys), "")
        place = f"{wishes.where(named)}: " if named else ""
        how = "is" if one == other else f"begins {' '.join(other)}, which is"
        raise UsageError(
            f"{place}{' '.join(one)} is {first.name()} and {how} {second.name()}; give one of them another key."
        )


def refuse_label_conflicts(keymap: Keymap, labels: Mapping[str, str], wishes: Wishes = NO_WISHES) -> None:
    """Raise UsageError where a command has the key of a label, which then could never be pressed.

    `labels` are the keys of the schema and the labels they mark.
    """
    if not keymap.labels_at_once:
        return
    for (first, *_), command in keymap.commands.items():
        if first in labels:
            place = f"{wishes.where(command.name())}: " if command.name() in wishes.keys else ""
            raise UsageError(
                f"{place}{first} is {command.name()} and the key of the label {labels[first]};"
                ' give the command another key, or say keymap = "vim".'
            )
