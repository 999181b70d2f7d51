"""A server of a real corpus, called as browsers call it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import pytest
from aiohttp.test_utils import TestClient, TestServer, unused_port
from corpus_tool_testing.builders import add_document, document, new_store

from corpus_tool.web.place import place
from corpus_tool.web.server import Plan, Server
from corpus_tool.web.tokens import make

TODAY = "2026-01-01T00:00:00.000+00:00"


class Clock:
    """Goes on when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class House(NamedTuple):
    """A server, and what a test does with it."""

    server: Server
    client: TestClient
    clock: Clock
    origin: str
    talk: list[str]
    corpus: Path

    def token_for(self, name: str) -> str:
        made = make(name, TODAY)
        self.server.tokens.add(made.token)
        return made.secret

    async def enter(self, secret: str, origin: str | None = None):
        sender = {"Origin": self.origin if origin is None else origin}
        return await self.client.post("/enter", data={"token": secret}, headers=sender, allow_redirects=False)

    async def page(self, query: str = "", **headers: str):
        return await self.client.ws_connect(f"/ws{query}", headers={"Origin": self.origin, **headers})


@pytest.fixture
def corpus(tmp_path) -> Path:
    with new_store(tmp_path) as store:
        add_document(store, document())
    return tmp_path / "corpus.db"


@pytest.fixture
async def house(corpus) -> AsyncIterator[House]:
    port, clock, talk = unused_port(), Clock(), []
    plan = Plan(corpus, place("127.0.0.1", port), idle_seconds=600, sessions=5)
    server = Server(plan, clock, talk.append)
    async with TestClient(TestServer(server.app(), host="127.0.0.1", port=port)) as client:
        yield House(server, client, clock, f"http://127.0.0.1:{port}", talk, corpus)
