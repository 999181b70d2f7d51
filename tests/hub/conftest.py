"""A server for all tests of the hub, and a hub of the usual people in it."""

from collections.abc import Iterator

import pytest
from corpus_tool_testing.hubs import Server, running_server

from corpus_tool.hub.things import Role

PEOPLE = {
    "lea": Role.LEAD,
    "zoe": Role.LEAD,
    "ada": Role.ADJUDICATOR,
    "noa": Role.ANNOTATOR,
    "sami": Role.ANNOTATOR,
    "tom": Role.ANNOTATOR,
    "rita": Role.READER,
}


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as one:
        yield one


@pytest.fixture
def address(server) -> str:
    """A new hub; the administrator's address of it."""
    return server.hub(**PEOPLE)
