"""What lies in a hub: things, each on a shelf."""

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What somebody is at a hub."""

    LEAD = "lead"
    """Brings documents and schemas, gives out work, opens layers; sees everything."""
    ADJUDICATOR = "adjudicator"
    """Sees every layer, writes gold."""
    ANNOTATOR = "annotator"
    """Sees her own work, and others' where it was opened."""
    READER = "reader"
    """Sees everything and writes nothing."""


class Kind(StrEnum):
    """What a thing is; in the order in which a copy takes them in."""

    SCHEMA = "schema"
    GUIDELINE = "guideline"
    DOCUMENT = "document"
    REVISION = "revision"
    ASSIGNMENT = "assignment"
    LOCK = "lock"
    REGION = "region"
    DELETION = "deletion"
    COMMENT = "comment"
    RESOLUTION = "resolution"
    SIGHTING = "sighting"
    VERDICT = "verdict"
    SPLITTING = "splitting"
    SETTING = "setting"
    SPLIT = "split"
    PART = "part"
    PAIR = "pair"
    FACTS = "fact"
    SITTING = "sitting"
    RELEASE = "release"


class Shelf(NamedTuple):
    """What is read and kept from being read as one."""

    document: str = ""
    """The digest of its text; empty: what is said about the corpus."""
    owner: str = ""
    """Whose layer; empty: for everybody."""
    kind: str = ""
    """The layer's kind, or `time`; empty where there is no owner."""


class Thing(NamedTuple):
    """One thing as it lies in a hub."""

    kind: Kind
    uid: str
    """The same in every copy: 32 hexadecimal digits."""
    shelf: Shelf
    author: str
    payload: bytes
    """What it says, as JSON."""
    parent: str | None = None
    """Of a revision: the one it follows."""


class Unknown(NamedTuple):
    """A thing of a kind that there is not: a newer program wrote it, or somebody by hand."""

    number: int
    """Its own in the hub."""
    shelf: Shelf
    kind: str
    author: str


class Came(NamedTuple):
    """What came to shelves, in the order in which it came."""

    things: list[tuple[int, Thing]]
    """Each with its number."""
    unknown: list[Unknown]
    """What this program cannot take."""


class Mark(NamedTuple):
    """How far a shelf is filled."""

    number: int
    """The hub's own number of the shelf."""
    newest: int
    """The hub's number of the newest thing on it."""


class Listed(NamedTuple):
    """A shelf in the order in which a copy reads them."""

    shelf: Shelf
    mark: Mark
    is_mine: bool
    """Whether whoever is logged in has work on that document."""
