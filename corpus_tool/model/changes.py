"""Change and Revision: what one act did to a layer, and how to take it back."""

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.rulings import Ruling


class Status(StrEnum):
    """How far an annotator has come with a document."""

    NEW = "new"
    IN_PROGRESS = "in-progress"
    DONE = "done"


class Change(Struct, frozen=True, tag_field="of", tag="annotation"):
    """One annotation before and after an act: no before is birth, no after is death."""

    position: int
    """Its place in the layer's order; kept when it dies, so that undo brings it back to the same place."""
    before: Annotation | None
    after: Annotation | None


class StatusChange(Struct, frozen=True, tag_field="of", tag="status"):
    """The layer's status before and after an act."""

    before: Status
    after: Status


class RulingChange(Struct, frozen=True, tag_field="of", tag="ruling"):
    """What an adjudicator decided about one thing before and after an act."""

    key: str
    before: Ruling | None
    after: Ruling | None


AnyChange: TypeAlias = Change | StatusChange | RulingChange
Changes: TypeAlias = tuple[AnyChange, ...]


class Act(StrEnum):
    """How a revision came about; undo and redo are acts of their own."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"


class Revision(Struct, frozen=True, kw_only=True):
    """One act, as the log keeps it. Only ever added."""

    title: str
    """What was done, in words for the annotator: "Mark ORG"."""
    changes: Changes
    act: Act = Act.DO
    of: int | None = None
    """The number of the revision that an undo or redo reverses."""
    who: str
    at: str
    """When, in UTC, ISO 8601."""
    schema_version: str
    number: int | None = None
    """Given by the store; grows over the whole corpus."""


def annotation_id(change: Change) -> str:
    """The id of the annotation that a change is about."""
    if annotation := change.after or change.before:
        return annotation.id
    raise ValueError("A change without a before and an after says nothing.")


def inverse(changes: Changes) -> Changes:
    """What takes `changes` back: in reverse order, each pair swapped."""
    return tuple(_swapped(change) for change in reversed(changes))


def _swapped(change: AnyChange) -> AnyChange:
    match change:
        case Change(position, before, after):
            return Change(position, after, before)
        case StatusChange(before, after):
            return StatusChange(after, before)
        case RulingChange(key, before, after):
            return RulingChange(key, after, before)
