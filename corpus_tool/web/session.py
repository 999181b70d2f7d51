"""One page that is open: its socket, its program, and when somebody last did something there."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web

from corpus_tool.web.packets import NotOursError, Ping, heard
from corpus_tool.web.program import Program
from corpus_tool.web.tokens import Token

REASON_BYTES = 120
"""As much as fits behind the code of a closed socket."""


class Session:
    """Carries keys one way and the screen the other."""

    def __init__(self, token: Token, socket: web.WebSocketResponse, clock: Callable[[], float]) -> None:
        self.token = token
        self._socket = socket
        self._clock = clock
        self.used = clock()
        """When somebody last did something here."""

    async def run(self, program: Program) -> None:
        """Until the page or the program is closed; then both are."""
        showing = asyncio.create_task(self._show(program))
        try:
            await self._listen(program)
        finally:
            await program.end()
            await showing

    async def close(self, reason: str) -> None:
        """Close the page, which shows the reason."""
        await self._socket.close(code=WSCloseCode.GOING_AWAY, message=_cut(reason))

    async def _listen(self, program: Program) -> None:
        async for message in self._socket:
            if message.type != WSMsgType.TEXT:
                continue
            try:
                said = heard(message.data)
            except NotOursError:
                await self._socket.close(code=WSCloseCode.POLICY_VIOLATION, message=b"This page is not ours.")
                return
            if isinstance(said, Ping):
                with suppress(ConnectionError):
                    await self._socket.send_json(["pong", said.mark])
            else:
                self.used = self._clock()
                await program.tell(said)

    async def _show(self, program: Program) -> None:
        async for drawn in program.drawn():
            with suppress(ConnectionError):  # nobody looks any more; the program ends in a moment
                await self._socket.send_bytes(drawn)
        code, words = await program.last_words()
        await self.close(words if code else "")


def _cut(reason: str) -> bytes:
    return reason.encode()[:REASON_BYTES].decode(errors="ignore").encode()
