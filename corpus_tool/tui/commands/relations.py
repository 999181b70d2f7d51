"""Relations: typed ties between two marks."""

from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.place import Place
from corpus_tool.tui.relation_prompts import ask_relation


class Tie(Command):
    """Tie the mark under the selection to another: pick the relation where there are several, then the other end."""

    title = "Tie"
    keys = ("C", "ctrl+t")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        ask_relation(place)


COMMANDS = (Tie,)
