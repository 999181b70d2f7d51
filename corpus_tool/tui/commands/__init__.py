"""Everything a user can do in a document, one small class each."""

from corpus_tool.tui.commands import (
    adjusting,
    beside,
    documents,
    events,
    going,
    keys,
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
    suggesting,
)
from corpus_tool.tui.commands.base import Command

GROUPS: dict[str, tuple[type[Command], ...]] = {
    "Moving": moving.COMMANDS,
    "Going elsewhere": going.COMMANDS,
    "Selecting": (*selecting.COMMANDS, *structure.COMMANDS),
    "Marking": (*labelling.COMMANDS, *marking.COMMANDS, *adjusting.COMMANDS, *piecing.COMMANDS, *linking.COMMANDS),
    "Events": events.COMMANDS,
    "Relations": relations.COMMANDS,
    "Suggestions": suggesting.COMMANDS,
    "Looking": looking.COMMANDS,
    "Looks": looks.COMMANDS,
    "Lists": panels.COMMANDS,
    "Beside the work": beside.COMMANDS,
    "Document": documents.COMMANDS,
    "Keys": keys.COMMANDS,
}
"""Heading to commands, as the help shows them."""

IN_THE_TEXT: frozenset[type[Command]] = frozenset((*GROUPS["Moving"], *GROUPS["Selecting"]))
"""Those of them that only move about and select."""
