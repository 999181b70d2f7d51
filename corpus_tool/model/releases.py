"""Releases: data that is frozen under a name and a number, and what is said about it.

`Manifest` is what a program reads of a release; the cards for people are made from it.
"""

import re
from typing import Any

from msgspec import Struct

from corpus_tool.errors import UsageError
from corpus_tool.model.policies import AS_USUAL, Policy

VERSION = "corpus-tool release/1"

UNKNOWN = "unknown"
"""A licence that nobody has named."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class About(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What only people know of a data set; goes into its cards as it stands, in Markdown."""

    pretty_name: str = ""
    summary: str = ""
    motivation: str = ""
    collection: str = ""
    """How the articles were chosen and fetched."""
    annotation: str = ""
    """Who annotated, how they were trained and paid."""
    known_gaps: str = ""
    text_licence: str = UNKNOWN
    """Of the articles, as Hugging Face writes it: `cc-by-4.0`, `other`."""
    annotation_licence: str = UNKNOWN
    contact: str = ""
    homepage: str = ""
    citation: str = ""


class Settings(Struct, frozen=True, kw_only=True):
    """Everything that was chosen for a release."""

    formats: tuple[str, ...]
    layers: str
    """In the words of `--layers`."""
    policy: Policy = AS_USUAL
    with_text: bool = True
    without_assisted: bool = False
    """Whether layers were left out that went on after seeing others' work or suggestions, and gold made of these."""
    pseudonyms: bool = False
    """Whether people are called A1 and so on."""
    split: "SplitFacts | None" = None
    about: About = About()


class SplitFacts(Struct, frozen=True, kw_only=True):
    """How the data was parted."""

    name: str
    mode: str
    seed: int
    shares: dict[str, float]


class SchemaFacts(Struct, frozen=True, kw_only=True):
    """What the data was annotated under."""

    name: str
    version: str
    sha256: str
    guidelines_sha256: str
    """Empty where there are no guidelines."""


class PartFacts(Struct, frozen=True, kw_only=True):
    """What is in one part of the data."""

    documents: int
    layers: int
    statuses: dict[str, int]
    """How many layers are done, in progress, new."""
    counts: dict[str, dict[str, int]]
    """`language`, `source`, `label`, `type`, `role`, `relation`; each name with how often."""


class FileFacts(Struct, frozen=True, kw_only=True):
    """One file of a release."""

    path: str
    bytes: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """Everything about a release that a program may want to know."""

    format: str = VERSION
    name: str
    number: int
    released_at: str
    released_by: str
    program: str
    settings: Settings
    schema: SchemaFacts
    documents: int
    parts: dict[str, PartFacts]
    annotators: list[str]
    adjudicators: list[str]
    """Who worked in gold layers."""
    losses: dict[str, dict[str, int]]
    """Format to what it does not hold: reason, and how often."""
    agreement: dict[str, Any] | None = None
    """Figures with their intervals, under `figures` by the keys of `corpus-tool agreement`; null: no two annotators
    have done one of its documents."""
    files: list[FileFacts]
    """All but this one and CHECKSUMS, in alphabetical order."""

    @property
    def title(self) -> str:
        """What people call it: `news-v3`."""
        return f"{self.name}-v{self.number}"


def checked_release_name(name: str) -> str:
    """The same name. Raises UsageError for one that makes no file name everywhere."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot be the name of a release: Latin letters, digits, dot, hyphen, underscore; 100 at most."
        )
    return name
