"""Ruling: what an adjudicator decided about one thing that annotators marked, and where the gold annotation is from.

Rulings belong to a gold layer as its annotations do: each act changes both, undo takes both back, and they travel
with the log.
"""

from enum import StrEnum

from msgspec import Struct

from corpus_tool.model.annotations import Annotation


class Origin(StrEnum):
    """How what stands in the gold layer came about."""

    UNANIMOUS = "unanimous"
    """All say the same."""
    MAJORITY = "majority"
    SINGLE = "single accepted"
    """Only one annotator did the document."""
    PICKED = "picked"
    """One annotator's word, also where that is to have nothing."""
    BOTH = "both"
    """Several readings stand side by side."""
    MERGED = "merged borders"
    MIXED = "mixed"
    """Part by part from several annotators."""
    EDITED = "edited"
    """Changed by hand after it was taken."""
    ADDED = "added"
    """Nobody had marked it."""
    NOTHING = "none of these"


class Candidate(Struct, frozen=True):
    """What one layer said when it was decided."""

    layer: str
    """Its short name."""
    annotation: Annotation


class Item(Struct, frozen=True):
    """One gold annotation, and the layers whose reading it is."""

    id: str
    of: tuple[str, ...] = ()
    """Short names."""


class Wanted(Struct, frozen=True):
    """An argument that a gold event has taken over: it stands as soon as its filler is in the gold layer."""

    role: str
    layer: str
    target: str
    """The id of the filler in that layer."""


class Ruling(Struct, frozen=True, kw_only=True):
    """One decision. It stands until another one about the same thing takes its place."""

    origin: Origin
    items: tuple[Item, ...] = ()
    """What stands in the gold layer for it; nothing where there is nothing."""
    candidates: tuple[Candidate, ...] = ()
    silent: tuple[str, ...] = ()
    """Short names of the layers that had nothing here."""
    wanted: tuple[Wanted, ...] = ()
    """Of an event."""
    how: str = ""
    """Which borders: `union`, `intersection`, `trimmed`."""
    reason: str = ""
    """A code out of `Reason`, or the adjudicator's own word."""
    guideline: str = ""
    """What the guidelines say about it: a section, a label."""
    who: str
    at: str


class Reason(StrEnum):
    """Why readings differed, in the adjudicator's eyes."""

    SLIP = "slip"
    """Somebody was not attentive."""
    BORDER_RULE = "border rule"
    LABEL_RULE = "label rule"
    UNCLEAR_TEXT = "text unclear"
    UNCLEAR_GUIDELINE = "guideline unclear"
    WORLD_KNOWLEDGE = "world knowledge"
