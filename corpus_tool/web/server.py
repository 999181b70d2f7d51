"""The server: who calls, from where, and which page she gets."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import WSCloseCode, web

from corpus_tool.web.attempts import Attempts
from corpus_tool.web.guests import Guests
from corpus_tool.web.packets import cells
from corpus_tool.web.pages import annotator_page, assets, enter_page, headers
from corpus_tool.web.place import Place
from corpus_tool.web.program import Program, Wanted, started
from corpus_tool.web.session import Session
from corpus_tool.web.tokens import Token, Tokens, beside

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Tell = Callable[[str], None]
Start = Callable[[Wanted], Awaitable[Program]]

LOOK_SECONDS = 5.0
"""Between two looks at who was idle too long and whose token was revoked."""

HEARTBEAT = 20.0
"""Seconds after which a page that is silent is asked whether it is there."""

CLOSING = 3.0
"""Seconds a page has to answer that it is closed."""

MESSAGE_BYTES = 1 << 20
"""Of a message of the page: the longest text that can be pasted."""

FORM_BYTES = 4_096
PER_PERSON = 4
"""Pages that one person can have open: some tabs, and none that keeps others out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for."""

    corpus: Path
    place: Place
    idle_seconds: float
    sessions: int
    """Pages open at once, of all people."""
    interface: str = ""
    """The language for everybody; empty where each may choose."""


class Server:
    """A server of one corpus."""

    def __init__(self, plan: Plan, clock: Callable[[], float], tell: Tell, start: Start = started) -> None:
        self._plan = plan
        self._clock = clock
        self._tell = tell
        self._start = start
        self.tokens = Tokens(beside(plan.corpus))
        self._guests = Guests(self.tokens, clock)
        self._attempts = Attempts(clock)
        self._sessions: dict[Session, asyncio.Task[None]] = {}
        """Pages, and what runs them until their programs have ended."""
        self._assets = assets()
        self._headers = headers(plan.place)
        self._cookie = f"corpus-tool-{plan.place.port}"

    def app(self) -> web.Application:
        """What aiohttp runs."""
        app = web.Application(middlewares=[self._guarded], client_max_size=FORM_BYTES)
        app.add_routes(
            [
                web.get("/", self._index),
                web.post("/enter", self._enter),
                web.post("/leave", self._leave),
                web.get("/ws", self._annotate),
                web.get("/static/{name}", self._asset),
            ]
        )
        app.on_shutdown.append(self._shut)
        app.cleanup_ctx.append(self._watched)
        return app

    async def sweep(self) -> None:
        """Close what nobody uses any more, and what is no longer allowed."""
        for session in list(self._sessions):
            if not self.tokens.standing(session.token.id):
                self._tell(f"{session.token.name}: the token {session.token.id} was revoked; the page is closed.")
                await session.close("Your token was revoked.")
            elif self._clock() - session.used > self._plan.idle_seconds:
                await session.close("Nothing was done here for a while.")

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Only under our own address, and what changes something only from our own page.

        A foreign page could send a browser here under a name of its own that it lets point to us (DNS rebinding), or
        open our socket, for which browsers know no same-origin rule.
        """
        self._refuse_foreign(request)
        try:
            answer = await handler(request)
        except web.HTTPException as stop:
            stop.headers.update(self._headers)
            raise
        if not answer.prepared:
            for name, value in self._headers.items():
                answer.headers.setdefault(name, value)
        return answer

    def _refuse_foreign(self, request: web.Request) -> None:
        place = self._plan.place
        if request.headers.get("Host", "").lower() not in place.hosts:
            raise web.HTTPMisdirectedRequest(text=f"This server is called {place.origins[0]}.", headers=self._headers)
        if request.method == "GET" and request.path != "/ws":
            return
        if request.headers.get("Origin", "").lower() not in place.origins:
            raise web.HTTPForbidden(text="Only the pages of this server may ask for that.", headers=self._headers)

    async def _index(self, request: web.Request) -> web.Response:
        token = self._token_of(request)
        page = annotator_page(token.name, request.query.get("size", "")) if token else enter_page()
        return web.Response(text=page, content_type="text/html")

    async def _enter(self, request: web.Request) -> web.Response:
        """Take a token for a cookie."""
        address = self._address_of(request)
        if wait := self._attempts.seconds_to_wait(address):
            return _refusal(429, f"Too many wrong tokens: wait {wait:.0f} seconds.", {"Retry-After": f"{wait:.0f}"})
        token = self.tokens.holder(await _secret_in(request))
        if token is None:
            self._attempts.failed(address)
            self._tell(f"A wrong token from {address}.")
            return _refusal(403, "This token is wrong or was revoked.", {})
        self._tell(f"{token.name} came in from {address}.")
        home = web.Response(status=303, headers={"Location": "/"})
        is_encrypted = request.headers.get("Origin", "").startswith("https:")
        cookie = self._guests.let_in(token)
        home.set_cookie(self._cookie, cookie, httponly=True, samesite="Strict", secure=is_encrypted)
        return home

    async def _leave(self, request: web.Request) -> web.Response:
        """Make the cookie worthless."""
        self._guests.forget(request.cookies.get(self._cookie, ""))
        home = web.Response(status=303, headers={"Location": "/"})
        home.del_cookie(self._cookie)
        return home

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        file = self._assets.get(request.match_info["name"])
        if file is None:
            raise web.HTTPNotFound
        return web.FileResponse(file, headers={"Cache-Control": "no-cache"})

    async def _annotate(self, request: web.Request) -> web.StreamResponse:
        """The socket of a page: a program of its own, as whoever the token names, until either is closed."""
        token = self._token_of(request)
        if token is None:
            raise web.HTTPForbidden(text="Come in by / first.")
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, timeout=CLOSING, max_msg_size=MESSAGE_BYTES)
        await socket.prepare(request)
        if full := self._no_room_for(token):
            await socket.close(code=WSCloseCode.TRY_AGAIN_LATER, message=full.encode())
            return socket
        session = Session(token, socket, self._clock)
        running = asyncio.create_task(self._run(session, self._wanted(token, request)))
        self._sessions[session] = running
        await asyncio.shield(running)  # a page that goes away cancels us, and the program still has to be ended
        return socket

    async def _run(self, session: Session, wanted: Wanted) -> None:
        try:
            await session.run(await self._start(wanted))
        except OSError as wrong:
            self._tell(f"No annotator could be started for {wanted.name}: {wrong}.")
            await session.close("The annotator could not be started.")
        finally:
            del self._sessions[session]

    def _wanted(self, token: Token, request: web.Request) -> Wanted:
        return Wanted(
            corpus=self._plan.corpus,
            name=token.name,
            folder=beside(self._plan.corpus),
            columns=cells(request.query.get("width", ""), 80),
            rows=cells(request.query.get("height", ""), 24),
            languages=request.headers.get("Accept-Language", ""),
            interface=self._plan.interface,
        )

    def _no_room_for(self, token: Token) -> str:
        """Why no further page can be opened; empty where one can."""
        if len(self._sessions) >= self._plan.sessions:
            return "The server is full; try again when somebody has left."
        if sum(session.token.name == token.name for session in self._sessions) >= PER_PERSON:
            return f"You have {PER_PERSON} pages open; close one."
        return ""

    def _token_of(self, request: web.Request) -> Token | None:
        return self._guests.known(request.cookies.get(self._cookie, ""))

    def _address_of(self, request: web.Request) -> str:
        """Who calls. A server in front on this machine is believed in what it adds at the end of the list."""
        forwarded = request.headers.get("X-Forwarded-For", "") if self._plan.place.is_behind else ""
        return forwarded.rpartition(",")[2].strip() or request.remote or ""

    async def _shut(self, _app: web.Application) -> None:
        await asyncio.gather(*(session.close("The server was stopped.") for session in self._sessions))
        await asyncio.gather(*self._sessions.values())

    async def _watched(self, _app: web.Application) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        yield
        watching.cancel()
        await asyncio.wait([watching])

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.sweep()


def _refusal(status: int, words: str, more: dict[str, str]) -> web.Response:
    return web.Response(status=status, text=enter_page(words), content_type="text/html", headers=more)


async def _secret_in(request: web.Request) -> str:
    """The token in the form; nothing where what came is no form."""
    try:
        return str((await request.post()).get("token", "")).strip()
    except (ValueError, LookupError):  # bytes that are no text, or an encoding that there is not
        return ""
