"""What labels, types, roles and attributes are called in the language of the interface."""

from typing import Protocol

from corpus_tool.model.explaining import in_language
from corpus_tool.model.schemas import Names
from corpus_tool.saying import spoken


class Nameable(Protocol):
    """Something of the schema that has an id, and names."""

    @property
    def id(self) -> str:
        """What it is called in data."""

    @property
    def names(self) -> Names:
        """Language to name."""


def called(thing: Nameable) -> str:
    """Its name in that language, else its English one, else its id."""
    return in_language(thing.names, spoken(), thing.id)
