"""Browsers that have shown a token, known from then on by a cookie."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from corpus_tool.web.tokens import Token, Tokens

KEPT_SECONDS = 16 * 3600.0
"""A cookie that is not used for so long means nothing any more: a working day and its breaks."""


@dataclass(slots=True)
class _Guest:
    token: Token
    seen: float


class Guests:
    """Who has come in. Kept in memory: after a restart everybody shows her token again."""

    def __init__(self, tokens: Tokens, clock: Callable[[], float]) -> None:
        self._tokens = tokens
        self._clock = clock
        self._guests: dict[str, _Guest] = {}

    def let_in(self, token: Token) -> str:
        """A new cookie for whoever holds this token."""
        self._forget_old()
        cookie = secrets.token_urlsafe(32)
        self._guests[cookie] = _Guest(token, self._clock())
        return cookie

    def known(self, cookie: str) -> Token | None:
        """Whose cookie it is, while her token stands."""
        guest = self._guests.get(cookie)
        if guest is None or self._is_old(guest) or not self._tokens.standing(guest.token.id):
            self._guests.pop(cookie, None)
            return None
        guest.seen = self._clock()
        return guest.token

    def forget(self, cookie: str) -> None:
        """She has left."""
        self._guests.pop(cookie, None)

    def _is_old(self, guest: _Guest) -> bool:
        return self._clock() - guest.seen > KEPT_SECONDS

    def _forget_old(self) -> None:
        self._guests = {cookie: guest for cookie, guest in self._guests.items() if not self._is_old(guest)}
