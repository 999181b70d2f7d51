"""What goes beyond this machine is encrypted, to a server that can prove who it is, unless clear text is asked for."""

import ssl
from collections.abc import Iterator
from typing import NamedTuple

import pytest
import trustme
from corpus_tool_testing.builders import ARABIC, add_document, document, new_store
from corpus_tool_testing.fronts import Front, standing_before

from corpus_tool.errors import HubAwayError, HubError, UsageError
from corpus_tool.hub.addresses import is_here, to_call
from corpus_tool.hub.connection import connected
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.things import Role
from corpus_tool.workbench.hub import joining
from corpus_tool.workbench.hub.errands import Errand, State, run
from corpus_tool.workbench.hub.pulling import pull
from corpus_tool.workbench.hub.pushing import push

FAR = {"host": "db.example.org", "hostaddr": "127.0.0.1", "user": "lea"}
"""A server beyond this machine, by its name, which is found at a port of this one."""


class Secured(NamedTuple):
    """A front with TLS, and the file of those who vouch for it."""

    front: Front
    ours: str
    others: str


@pytest.fixture(scope="module")
def hub(server) -> str:
    return server.hub(lea=Role.LEAD)


@pytest.fixture
def secured(hub, tmp_path) -> Iterator[Secured]:
    ours, others = trustme.CA(), trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.issue_cert("db.example.org").configure_cert(context)
    for name, authority in (("ours.pem", ours), ("others.pem", others)):
        authority.cert_pem.write_to_path(str(tmp_path / name))
    with standing_before(hub, context) as front:
        yield Secured(front, str(tmp_path / "ours.pem"), str(tmp_path / "others.pem"))


@pytest.mark.parametrize("mode", [None, "require", "verify-ca", "verify-full"])
def test_work_goes_to_a_server_with_tls_and_comes_back(secured, tmp_path, mode):
    words = FAR if mode is None else {**FAR, "sslmode": mode, "sslrootcert": secured.ours}
    address = secured.front.address(**words)
    with new_store(tmp_path) as store, Hub.at(address) as hub:
        add_document(store, document(f"{ARABIC} {mode}"))
        joining.join(store, hub, address)
        assert push(store, hub).sent["document"] == 1
        with joining.begin(tmp_path / "other.db", hub, address) as other:
            pull(other, hub)
            assert other.documents.id_of_digest(document(f"{ARABIC} {mode}").text_sha256)
    with connected(address) as connection:
        assert connection.pgconn.ssl_in_use
    assert run(Errand(str(tmp_path / "corpus.db"))).state is State.DONE


@pytest.mark.parametrize("mode", ["verify-ca", "verify-full"])
def test_a_server_for_which_nobody_vouches_is_refused_in_a_sentence(secured, mode):
    with (
        pytest.raises(
            HubError, match=r"^The hub's server cannot prove who it is \(.*certificate verify failed"
        ) as said,
        connected(secured.front.address(**FAR, sslmode=mode, sslrootcert=secured.others)),
    ):
        pass
    assert not isinstance(said.value, HubAwayError), "nobody is told that she is offline"
    assert "\n" not in str(said.value)


def test_a_server_with_another_name_is_refused(secured):
    words = {**FAR, "host": "evil.example.org", "sslmode": "verify-full", "sslrootcert": secured.ours}
    with (
        pytest.raises(HubError, match=r"cannot prove who it is \(.*evil\.example\.org"),
        connected(secured.front.address(**words)),
    ):
        pass


def test_those_who_vouch_must_be_known(secured, tmp_path):
    words = {**FAR, "sslmode": "verify-full", "sslrootcert": str(tmp_path / "nothing.pem")}
    with pytest.raises(HubError, match="cannot prove who it is"), connected(secured.front.address(**words)):
        pass


def test_a_server_beyond_this_machine_without_tls_is_not_even_told_who_asks(hub):
    with standing_before(hub) as front:
        with pytest.raises(HubError, match="no TLS") as said, connected(front.address(**FAR)):
            pass
        assert not isinstance(said.value, HubAwayError)
        assert front.to_server == 0  # the question for TLS, and nothing more


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_a_mode_that_allows_clear_text_calls_nobody(hub, mode):
    with standing_before(hub) as front:
        with (
            pytest.raises(HubError, match=f"sslmode={mode} would let text go to db.example.org"),
            connected(front.address(**FAR, sslmode=mode)),
        ):
            pass
        assert front.calls == 0


def test_clear_text_is_for_who_asks_for_it(hub):
    with standing_before(hub) as front, Hub.at(front.address(**FAR), clear_text=True) as one:
        assert one.me == "lea"


def test_where_there_is_tls_it_is_taken_even_by_who_allows_clear_text(secured):
    with connected(secured.front.address(**FAR), clear_text=True) as connection:
        assert connection.pgconn.ssl_in_use


def test_a_service_is_asked_for_tls_unless_its_file_says_how(monkeypatch, tmp_path):
    file = tmp_path / "services"
    file.write_text("# ours\n[war]\nhost=db.example.org\n[safe]\nhost=db.example.org\nsslmode=verify-full\n[weak]\n"
                    "host=db.example.org\nsslmode=prefer\n[home]\nhost=/run/postgresql\n")  # fmt: skip
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    assert "sslmode=require" in to_call("service=war", clear_text=False)
    assert "sslmode" not in to_call("service=safe", clear_text=False)
    assert "sslmode" not in to_call("service=home", clear_text=False)
    assert "sslmode" not in to_call("service=war", clear_text=True)
    with pytest.raises(HubError, match="sslmode=prefer"):
        to_call("service=weak", clear_text=False)
    monkeypatch.setenv("PGSERVICE", "war")
    assert "sslmode=require" in to_call("dbname=war", clear_text=False)


def test_the_environment_counts_as_libpq_counts_it(monkeypatch):
    monkeypatch.setenv("PGHOST", "db.example.org")
    assert "sslmode=require" in to_call("dbname=war", clear_text=False)
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert "sslmode" not in to_call("dbname=war", clear_text=False)
    monkeypatch.setenv("PGSSLMODE", "disable")
    with pytest.raises(HubError, match="sslmode=disable"):
        to_call("dbname=war", clear_text=False)


@pytest.mark.parametrize("secret", ["password=s3cret", "sslpassword=s3cret"])
def test_no_secret_stands_in_an_address(secret):
    with pytest.raises(UsageError, match="pgpass") as said:
        to_call(f"host=db.example.org {secret}", clear_text=False)
    assert "s3cret" not in str(said.value)


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("", True),
        ("/run/postgresql", True),
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("db.example.org", False),
        ("localhost,db.example.org", False),
    ],
)
def test_text_in_the_clear_goes_nowhere_but_to_this_machine(host, is_ours):
    assert is_here(host) is is_ours
    assert ("sslmode=require" in to_call(f"host='{host}' dbname=war", clear_text=False)) is not is_ours
