"""Access tokens: who may come in, and under which name. One small file each, beside the corpus.

A token is 256 bits of chance, so its digest cannot be turned round by trying, and needs no slow hash (which is for
passwords that people think of). It is shown once; only the digest is kept. A file each, because adding and revoking
then are single acts of the file system that two people can do at once.
"""

import hashlib
import hmac
import secrets
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from corpus_tool.errors import NotFoundError, StoreError
from corpus_tool.model.people import checked_name

PREFIX = "ct-"
"""What a token begins with, so that one that lies about is known for what it is."""

BYTES = 32
ID_DIGITS = 12
"""Of the digest: what a token is called in lists."""


class Token(Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept of a token."""

    name: str
    """Whose it is: everything done with it is hers."""
    digest: str
    """SHA-256 of the token, in hexadecimal digits."""
    made: str
    """When, as the log writes times."""

    @property
    def id(self) -> str:
        """What it is called."""
        return self.digest[:ID_DIGITS]


class Made(NamedTuple):
    """A new token and the words that open the door, which nobody can find out again."""

    token: Token
    secret: str


def beside(corpus: Path) -> Path:
    """The folder in which the browsers' things are kept: tokens, and each person's settings."""
    return corpus.with_name(corpus.name + ".web")


def make(name: str, now: str) -> Made:
    """A new token, kept nowhere yet. Raises UsageError for a name that nobody can have."""
    secret = PREFIX + secrets.token_urlsafe(BYTES)
    return Made(Token(checked_name(name), _digest(secret), now), secret)


class Tokens:
    """The tokens of a corpus. Every question reads the files anew: what is revoked is so at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tokens"
        self._lent: dict[str, Token] = {}

    def add(self, token: Token) -> None:
        """Keep it, readable by nobody else. Raises StoreError where the folder cannot be written."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self._folder / token.id
            file.touch(mode=0o600, exist_ok=False)
            file.write_bytes(msgspec.json.encode(token))
        except OSError as wrong:
            raise StoreError(f"{self._folder} cannot be written: {wrong.strerror}.") from None

    def lend(self, token: Token) -> None:
        """Let it in as long as this process runs."""
        self._lent[token.id] = token

    def all(self) -> list[Token]:
        """Those that are kept, by name and age."""
        found = [token for file in self._files() if (token := self._kept(file.name))]
        return sorted(found, key=lambda token: (token.name, token.made, token.id))

    def revoke(self, what: str) -> list[Token]:
        """Let nobody in any more with the token of that id, or with any of that name.

        Raises NotFoundError where there is none.
        """
        gone = [token for token in self.all() if what in (token.id, token.name)]
        if not gone:
            raise NotFoundError(f"There is no token {what!r}; `corpus-tool token list` shows ids and names.")
        for token in gone:
            (self._folder / token.id).unlink(missing_ok=True)
        return gone

    def holder(self, secret: str) -> Token | None:
        """The token whose words these are."""
        digest = _digest(secret)
        token = self.standing(digest[:ID_DIGITS])
        return token if token and hmac.compare_digest(token.digest, digest) else None

    def standing(self, id: str) -> Token | None:
        """The token of that id, where it was not revoked."""
        return self._lent.get(id) or self._kept(id)

    def _files(self) -> list[Path]:
        return list(self._folder.iterdir()) if self._folder.is_dir() else []

    def _kept(self, id: str) -> Token | None:
        """As its file says; a file that is broken lets nobody in."""
        with suppress(OSError, msgspec.DecodeError):
            token = msgspec.json.decode((self._folder / id).read_bytes(), type=Token)
            return token if token.id == id else None
        return None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
