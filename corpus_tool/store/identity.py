"""What a revision is called in every copy of a corpus: a digest of what it says and of the revision it follows.

Numbers are given by each file for itself. A uid is the same wherever the same act on the same history is kept, so two
logs are compared by their uids alone, and a log that was tampered with no longer matches its own.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

import msgspec

UID_LENGTH = 32
"""Hexadecimal digits kept of the digest: 128 bits."""


class LayerIdentity(NamedTuple):
    """What tells a layer from all others, in every copy of a corpus."""

    text_sha256: str
    annotator: str
    kind: str


class Deed(NamedTuple):
    """What a log keeps of a revision; `changes` is JSON, as stored to the letter."""

    at: str
    who: str
    title: str
    act: str
    schema_version: str
    changes: str


def revision_uid(
    layer: LayerIdentity, deed: Deed, parent: str | None, of: str | None, closes: Iterable[str] = ()
) -> str:
    """The uid of a revision that follows `parent`, reverses `of` and ends the sides `closes` (uids all)."""
    return digest_of(*layer, parent, of, sorted(closes), *deed)


def digest_of(*said: object) -> str:
    """A name for something that is the same wherever the same is said: texts, numbers, lists of them, None."""
    return sha256(msgspec.json.encode(said)).hexdigest()[:UID_LENGTH]
