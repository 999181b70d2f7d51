"""What goes wrong between a copy and its hub is said, and nothing is lost or told to whom it is not for."""

import socket
from threading import Thread

import pytest
from corpus_tool_testing.hubs import hub_at

from corpus_tool.errors import HubAwayError
from corpus_tool.hub.connection import connected
from corpus_tool.hub.things import Role


def test_a_server_beyond_this_machine_without_tls_is_not_even_told_who_asks(server):
    heard: list[bytes] = []

    def answer_that_there_is_no_tls() -> None:
        line, _ = listening.accept()
        with line:
            heard.append(line.recv(1 << 10))
            line.sendall(b"N")
            heard.append(line.recv(1 << 10))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        there = Thread(target=answer_that_there_is_no_tls)
        there.start()
        port = listening.getsockname()[1]
        address = f"host=db.example.org hostaddr=127.0.0.1 port={port} dbname=war user=noa"
        with pytest.raises(HubAwayError, match="SSL"), connected(address):
            pass
        there.join()
    assert len(heard[0]) == 8 and heard[1] == b""  # the question for TLS, and nothing more


def test_a_connection_that_is_cut_in_the_middle_is_away_and_not_refused(server):
    address = server.hub(noa=Role.ANNOTATOR)
    with pytest.raises(HubAwayError, match="goes on where it stopped"), hub_at(address, "noa") as hub:
        with connected(address) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'noa' AND datname = %s",
                (admin.info.dbname,),
            )
        hub.shelves()
