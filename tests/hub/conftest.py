"""A server for all tests of the hub."""

from collections.abc import Iterator

import pytest
from corpus_tool_testing.hubs import Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as one:
        yield one
