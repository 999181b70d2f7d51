"""The labels of a schema as choices of a prompt, by their keys."""

from collections.abc import Callable
from functools import partial

from corpus_tool.model.naming import called
from corpus_tool.model.schemas import Schema
from corpus_tool.tui.prompts import Choice


def label_choices(schema: Schema, then: Callable[[str], None]) -> tuple[Choice, ...]:
    """A choice for each label that has a key; `then` gets its id."""
    return tuple(
        Choice(label.key, f"{label.id} {called(label)}", partial(then, label.id))
        for label in schema.labels
        if label.key
    )
