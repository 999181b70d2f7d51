"""What was opened is closed again, and what has to go goes: from the hub alone, and nobody's work in silence."""

from datetime import UTC, datetime

import psycopg
import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, add_document, document, new_store, span
from corpus_tool_testing.hubs import as_, begun, brought, hub_at

from corpus_tool.errors import HubError, NotFoundError
from corpus_tool.hub.connection import connected
from corpus_tool.hub.laying import name_anew
from corpus_tool.hub.pool import Portion
from corpus_tool.hub.things import Kind, Shelf, Thing
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.hub.purging import condemned
from corpus_tool.workbench.hub.pushing import push
from corpus_tool.workbench.hub.searching import search
from corpus_tool.workbench.hub.syncing import sync
from corpus_tool.workbench.keeping import chosen, delete, purge

NOA = LayerName("noa", LayerKind.ANNOTATOR)
ONE = document(ARABIC).text_sha256


@pytest.fixture
def lead(tmp_path, address):
    """The lead's corpus of two articles, in the hub."""
    with new_store(tmp_path, "lead.db") as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        give(store, [1, 2], ["noa"], "lea")
        give(store, [1], ["sami"], "lea")
        brought(store, address)
        yield store


@pytest.fixture
def noa(tmp_path, lead, address):
    """Noa's copy, with a mark of hers on the Arabic article in the hub."""
    with begun(tmp_path, address, "noa") as store:
        mark(store, "حلب", "GPE")
        with hub_at(address, "noa") as hub:
            push(store, hub)
        yield store


def mark(store: Store, surface: str, label: str) -> None:
    desk = Desk(store, store.documents.id_of_digest(ONE), NOA)
    desk.do("Mark", edits.add(desk.layer, span(desk.new_id("s"), ARABIC, surface, label)))


def synced(store: Store, address: str, name: str):
    with hub_at(address, name) as hub:
        return sync(store, hub)


def layers(store: Store) -> list[str]:
    return sorted(name.short for name in store.layers.names(1))


def test_whoever_saw_an_open_document_keeps_what_she_has_and_whoever_did_not_is_blind_again(
    tmp_path, lead, noa, address
):
    with begun(tmp_path, address, "sami") as sami:
        with hub_at(address, "lea") as hub:
            assert hub.open([ONE]) == 1
        synced(sami, address, "sami")
        assert "noa" in layers(sami)
        with hub_at(address, "lea") as hub:
            assert (hub.close([ONE]), hub.close([ONE]), hub.opened()) == (1, 0, set())
        mark(noa, "داعش", "ORG")
        synced(noa, address, "noa")
        synced(sami, address, "sami")
        assert len(sami.layers.load(1, NOA).spans) == 1, "what came meanwhile stays, and nothing comes after it"
        assert check(sami).findings == []
    (tmp_path / "sami.db").unlink()
    with begun(tmp_path, address, "sami") as anew:
        assert layers(anew) == []
    with psycopg.connect(as_(address, "sami")) as connection:
        rows = connection.execute("SELECT is_open, who FROM hub.openings ORDER BY number").fetchall()
    assert rows == [(True, "lea"), (False, "lea")], "when it could be seen stays known"


def test_a_closed_document_can_be_opened_again_and_only_a_lead_closes(lead, noa, address):
    with hub_at(address, "lea") as hub:
        hub.open([ONE])
    with hub_at(address, "noa") as hub, pytest.raises(HubError, match="your role"):
        hub.close([ONE])
    with hub_at(address, "lea") as hub:
        assert hub.opened() == {ONE}
        hub.close([ONE])
        assert hub.open([ONE]) == 1


def test_a_purged_document_leaves_nothing_on_the_hub_but_its_digest(lead, noa, address):
    with hub_at(address, "lea") as hub:
        hub.pool.add([Portion("ar", {ONE: "sana"})], people=2, hours=1, holders=[(ONE, "noa")])
        hub.open([ONE])
        (found,) = condemned(lead, hub, ["ar-0001"])
        assert (found.document, found.layers, found.is_here) == ("ar-0001", ("noa", "sami"), True)
        assert hub.purging.purge([found.digest]) == 1
        assert {shelf.document for shelf in hub.shelves()} == {"", document(HEBREW).text_sha256}
        assert search(hub, "حلب").lines == []
    with psycopg.connect(address) as connection:
        for table in ("catalogue", "pooled", "leases", "opened", "shelves"):
            assert connection.execute(f"SELECT count(*) FROM hub.{table} WHERE document = %s", (ONE,)).fetchone() == (
                0,
            )
        shelf = "SELECT count(*) FROM hub.things WHERE shelf NOT IN (SELECT number FROM hub.shelves)"
        assert connection.execute(shelf).fetchone() == (0,)
        assert connection.execute("SELECT document, who FROM hub.purged").fetchall() == [(ONE, "lea")]


def test_who_has_a_purged_document_is_told_and_keeps_it_with_all_her_work(tmp_path, lead, noa, address):
    with hub_at(address, "lea") as hub:
        hub.purging.purge([ONE])
    mark(noa, "داعش", "ORG")
    done = synced(noa, address, "noa")
    assert [(one.document, one.who) for one in done.destroyed] == [("ar-0001", "lea")]
    assert done.pushed.sent == {} and done.refused == []
    assert len(noa.layers.load(1, NOA).spans) == 2 and check(noa).findings == []
    for _ in range(2):
        assert synced(lead, address, "lea").pushed.sent == {}, "it does not come back by another's push"
    delete(noa, ["ar-0001"], "", "noa")
    purge(noa, chosen(noa, ["ar-0001"], ""), "noa")
    assert synced(noa, address, "noa").destroyed == []
    with begun(tmp_path, address, "rita") as rita:
        assert rita.documents.count() == 1


def test_what_was_purged_at_home_is_found_on_the_hub_without_naming_it(lead, noa, address):
    delete(lead, ["ar-0001"], "", "lea")
    purge(lead, chosen(lead, ["ar-0001"], ""), "lea")
    with hub_at(address, "lea") as hub:
        (found,) = condemned(lead, hub, [])
        assert (found.digest, found.document, found.is_here) == (ONE, "ar-0001", False)
        assert hub.purging.purge([found.digest]) == 1
        assert condemned(lead, hub, []) == []
        with pytest.raises(NotFoundError, match="nothing was destroyed"):
            condemned(lead, hub, ["ar-0001"])


def test_only_a_lead_purges_and_nobody_deletes_by_hand(lead, noa, address):
    for name in ("noa", "rita"):
        with hub_at(address, name) as hub, pytest.raises(HubError, match="your role"):
            hub.purging.purge([ONE])
    with hub_at(address, "lea") as hub:
        assert hub.purging.purge(["", "f" * 64]) == 0, "what is said about the corpus is no document"
    for table in ("things", "catalogue", "purged", "openings"):
        with psycopg.connect(address) as connection, pytest.raises(psycopg.Error, match="only ever added"):
            connection.execute("INSERT INTO hub.purged VALUES ('x', 'x', now())")
            connection.execute(f"DELETE FROM hub.{table}")


def test_a_push_that_was_on_its_way_meanwhile_is_refused_whole_and_goes_on_without(lead, noa, address):
    mark(noa, "داعش", "ORG")
    with hub_at(address, "noa") as hub, hub_at(address, "lea") as other:
        hub.marks([Shelf(ONE, "noa", "annotator")])
        other.purging.purge([ONE])
        with pytest.raises(HubError, match=r"destroyed on the hub meanwhile|your role"):
            hub.put([Thing(Kind.REVISION, "9" * 32, Shelf(ONE, "noa", "annotator"), "noa", b"x")])
        assert sync(noa, hub).pushed.sent == {}
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT count(*) FROM hub.things WHERE uid = %s", ("9" * 32,)).fetchone() == (0,)


def test_the_server_says_when_a_document_was_destroyed(lead, address):
    with hub_at(address, "lea") as hub:
        hub.purging.purge([ONE])
        said = hub.purging.all()[ONE]
    assert abs((datetime.now(UTC) - said.at).total_seconds()) < 3600


def test_after_a_backup_was_restored_every_copy_looks_through_all_and_nothing_is_missing(tmp_path, lead, noa, address):
    """The hub forgets a day; its numbers are given again, to other things."""
    synced(lead, address, "lea")
    with psycopg.connect(address) as connection:
        connection.execute("ALTER TABLE hub.things DISABLE TRIGGER USER")
        connection.execute("DELETE FROM hub.things WHERE kind = 'revision'")
        connection.execute("ALTER TABLE hub.things ENABLE TRIGGER USER")
    with connected(address) as connection:
        name_anew(connection)
    assert synced(noa, address, "noa").pushed.sent == {"revision": 1}
    mark(noa, "داعش", "ORG")
    assert synced(noa, address, "noa").pushed.sent == {"revision": 1}
    synced(lead, address, "lea")
    assert len(lead.layers.load(1, NOA).spans) == 2 and check(lead).findings == []
    with hub_at(address, "noa") as hub, pytest.raises(psycopg.Error):
        name_anew(hub._connection)
