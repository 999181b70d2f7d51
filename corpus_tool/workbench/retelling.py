"""Titles of acts in the language that is spoken. On disk they are English, whoever did them."""

import re
from functools import cache

from corpus_tool.model.naming import part_named
from corpus_tool.model.schemas import Schema
from corpus_tool.saying import tr, tr_later

UNDO = tr_later("Undo {deed}")
BACK = tr_later("Back to: {deed}")

TITLES = (
    tr_later("Before the first act"),
    tr_later("Import"),
    tr_later("Restore {at}: {deed}"),
    tr_later("Keep the side of {who}, {at}"),
    tr_later("Remove marks"),
    tr_later("Add {count} roles"),
    tr_later("Accept agreement ({count})"),
    tr_later("Accept {what}"),
    tr_later("Propagate {what}"),
    tr_later("Suggest {what}"),
    tr_later("Take both"),
    tr_later("Take none of these"),
    tr_later("Mark {what} as {role}"),
    tr_later("Mark {what}"),
    tr_later("Remove {what}"),
    tr_later("Add {what}"),
    tr_later("Tie {what}"),
    tr_later("Turn {what}"),
    tr_later("Change to {what}"),
    tr_later("Set {what}"),
    tr_later("Move edges"),
    tr_later("Take a piece off"),
    tr_later("Link"),
    tr_later("Note"),
    tr_later("Done"),
    tr_later("Reopen"),
    tr_later("Take {what}"),
    tr_later("Mix readings"),
    tr_later("Give a reason"),
)
"""What desks call their acts; of two that fit, the first is meant."""


def told_again(title: str, schema: Schema) -> str:
    """The title of an act as it was kept -> the same for whoever reads it now; one that nobody knows stays."""
    for frame in (UNDO, BACK):
        lead = frame.partition("{")[0]
        if title.startswith(lead):
            return tr(frame, deed=told_again(title.removeprefix(lead), schema))
    for pattern, template in _patterns():
        if found := pattern.fullmatch(title):
            said = found.groupdict()
            return tr(template, **{name: _named(name, value, schema) for name, value in said.items()})
    return title


def _named(name: str, value: str, schema: Schema) -> str:
    """What stands in a title: another title, or something of the schema."""
    return told_again(value, schema) if name == "deed" else part_named(schema, value)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(one))), one) for one in TITLES)
