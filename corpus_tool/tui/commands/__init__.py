"""Everything a user can do in a document, one small class each."""

from corpus_tool.tui.commands import (
    adjusting,
    documents,
    events,
    labelling,
    linking,
    looking,
    looks,
    marking,
    moving,
    panels,
    piecing,
    relations,
    selecting,
    structure,
)
from corpus_tool.tui.commands.base import Command

GROUPS: dict[str, tuple[type[Command], ...]] = {
    "Moving": moving.COMMANDS,
    "Selecting": (*selecting.COMMANDS, *structure.COMMANDS),
    "Marking": (*labelling.COMMANDS, *marking.COMMANDS, *adjusting.COMMANDS, *piecing.COMMANDS, *linking.COMMANDS),
    "Events": events.COMMANDS,
    "Relations": relations.COMMANDS,
    "Looking": looking.COMMANDS,
    "Looks": looks.COMMANDS,
    "Lists": panels.COMMANDS,
    "Document": documents.COMMANDS,
}
"""Heading to commands, as the help shows them."""

BY_KEY: dict[str, type[Command]] = {
    key: command for commands in GROUPS.values() for command in commands for key in command.keys
}
"""Stroke to command."""

IN_THE_TEXT: dict[str, type[Command]] = {
    key: command for group in ("Moving", "Selecting") for command in GROUPS[group] for key in command.keys
}
"""Those of them that only move about and select."""
