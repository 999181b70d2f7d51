"""`serve` and its tokens, from the command line."""

import json
import socket
import sys
from urllib.request import urlopen

import pytest
from corpus_tool_testing.builders import add_document, document, new_store
from corpus_tool_testing.serving import serving


@pytest.fixture(autouse=True)
def corpus(folder):
    with new_store(folder) as store:
        add_document(store, document())
    return folder / "corpus.db"


def test_a_token_is_printed_once_and_listed_without_its_words(well):
    made = well("token", "add", "noa")
    secret = made.out.strip()
    assert secret.startswith("ct-")
    assert "shown this once" in made.err
    (listed,) = json.loads(well("token", "list", "--json").out)
    assert listed["name"] == "noa"
    table = well("token", "list").out
    assert "noa" in table
    assert secret not in table


def test_revoking(well, tool):
    well("token", "add", "noa")
    assert well("token", "revoke", "noa").out.endswith("of noa is revoked.\n")
    assert json.loads(well("token", "list", "--json").out) == []
    gone = tool("token", "revoke", "noa")
    assert gone.code == 1
    assert "There is no token 'noa'" in gone.err


def test_a_token_belongs_to_a_corpus_that_is_there(tool, folder):
    done = tool("token", "add", "noa", "--corpus", "nothing.db")
    assert done.code != 0
    assert not (folder / "nothing.db.web").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "192.0.2.7"], "--certificate"),
        (["--host", "0.0.0.0", "--plain-http"], "--public URL"),
        (["--public", "https://corpus.example.org"], "token add NAME"),
        (["--public", "https://corpus.example.org", "--as", "noa"], "leave --as out"),
        (["--public", "corpus.example.org"], "without a path"),
        (["--certificate", "a.pem"], "go together"),
        (["--certificate", "a.pem", "--key", "a.key"], "cannot be used"),
        (["--interface", "fr"], "one of en, ar, he"),
        (["--as", "gold"], "cannot be an annotator's name"),
    ],
)
def test_what_cannot_be_served_is_said_before_it_is_tried(tool, words, said):
    done = tool("serve", *words)
    assert done.code == 2, done
    assert said in done.err


def test_a_port_that_is_taken_is_named(tool):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = tool("serve", "--as", "noa", "--port", port)
    assert done.code == 2
    assert f"port {port}" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_it_serves_until_it_is_stopped(folder):
    with serving("noa", folder / "corpus.db") as server:
        assert f"{server.origin}/#ct-" in server.said
        assert server.said.endswith(" for noa\n")
        with urlopen(server.origin) as answer:
            assert b'name="token"' in answer.read()
        assert "Traceback" not in server.stop()
