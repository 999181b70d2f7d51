"""Everything a user can do in a document, one small class each."""

from corpus_tool.tui.commands import (
    documents,
    events,
    going,
    keys,
    looking,
    marking,
    moving,
    panels,
    relations,
    selecting,
)
from corpus_tool.tui.commands.base import Command

GROUPS: dict[str, tuple[type[Command], ...]] = {
    "Moving": moving.COMMANDS,
    "Going elsewhere": going.COMMANDS,
    "Selecting": selecting.COMMANDS,
    "Marking": marking.COMMANDS,
    "Events": events.COMMANDS,
    "Relations": relations.COMMANDS,
    "Looking": looking.COMMANDS,
    "Lists": panels.COMMANDS,
    "Document": documents.COMMANDS,
    "Keys": keys.COMMANDS,
}
"""Heading to commands, as the help shows them."""

IN_THE_TEXT: frozenset[type[Command]] = frozenset((*GROUPS["Moving"], *GROUPS["Selecting"]))
"""Those of them that only move about and select."""
