"""Document: an article as it came in. Its text never changes."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from msgspec import Struct

from corpus_tool.text.tokens import Token


class Document(Struct, frozen=True, kw_only=True):
    """An article. `text` is stored as read: never edited, never normalised."""

    key: str
    """The name people use for it; unique in a corpus."""
    text: str
    language: str
    """`ar`, `he` or `other`."""
    direction: str
    """`rtl` or `ltr`: the direction of its paragraphs."""
    title: str = ""
    metadata: dict[str, Any] = {}
    """Source, date, url, author and whatever else came with it."""
    tokens: Sequence[Token] = ()
    """Cut once, at import: in order, disjoint, every visible character covered."""
    cutter: str = ""
    """Name and version of what cut the tokens."""
    source_sha256: str = ""
    """Digest of the bytes the document came from."""
    id: int | None = None
    """Its number in the store; None until it is there."""

    @property
    def text_sha256(self) -> str:
        """Digest of the UTF-8 text: what makes two documents the same."""
        return text_digest(self.text)


def text_digest(text: str) -> str:
    """SHA-256 of the UTF-8 form of `text`, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()
