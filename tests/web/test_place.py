"""Where the server listens, and what it asks for before others can reach it."""

import pytest

from corpus_tool.errors import UsageError
from corpus_tool.web.place import place


def test_on_this_machine_alone_nothing_is_asked_for():
    here = place("127.0.0.1", 8000)
    assert here.is_private
    assert here.origins == ("http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000")
    assert "localhost:8000" in here.hosts


@pytest.mark.parametrize("host", ["::1", "localhost", "127.0.0.2"])
def test_loopback_has_many_names(host):
    assert place(host, 8000).is_private


def test_beyond_it_the_way_is_encrypted():
    with pytest.raises(UsageError, match="--certificate"):
        place("192.168.1.5", 8000)
    there = place("192.168.1.5", 8443, has_certificate=True)
    assert there.origins == ("https://192.168.1.5:8443",)
    assert not there.is_private


def test_the_risk_can_be_taken():
    assert not place("192.168.1.5", 8000, plain_http=True).is_private


def test_a_server_in_front_makes_it_public_though_we_listen_on_loopback():
    behind = place("127.0.0.1", 8000, "https://Corpus.example.org/")
    assert behind.origins[0] == "https://corpus.example.org"
    assert not behind.is_private
    assert behind.is_behind
    with pytest.raises(UsageError, match="read on the way"):
        place("127.0.0.1", 8000, "http://corpus.example.org")


def test_every_address_at_once_needs_the_one_that_people_type():
    with pytest.raises(UsageError, match="--public URL"):
        place("0.0.0.0", 8000, plain_http=True)
    assert place("::", 8000, "https://corpus.example.org").hosts == {"corpus.example.org"}


@pytest.mark.parametrize(
    "url", ["corpus.example.org", "ftp://a.org", "https://a.org/path", "https://a.org:x", "https://"]
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(UsageError, match="--public cannot be"):
        place("127.0.0.1", 8000, url)


def test_the_usual_port_is_not_written():
    assert place("192.168.1.5", 80, plain_http=True).origins == ("http://192.168.1.5",)
    assert place("192.168.1.5", 443, has_certificate=True).origins == ("https://192.168.1.5",)


def test_who_encrypts_on_another_machine_is_not_passed_by():
    assert place("192.168.1.5", 8000, "https://corpus.example.org").hosts == {"corpus.example.org"}
