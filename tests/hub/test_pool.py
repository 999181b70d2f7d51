"""Work from the pool: nobody is given what others have, whoever asks at the same time."""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import psycopg
import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, add_document, document, new_store, span
from corpus_tool_testing.hubs import as_, hub_at

from corpus_tool.errors import HubError, NotFoundError
from corpus_tool.hub.pool import Portion
from corpus_tool.hub.things import Role
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.hub import joining, pool
from corpus_tool.workbench.hub.pushing import push
from corpus_tool.workbench.hub.syncing import sync

CROWD = [f"a{number}" for number in range(10)]


@pytest.fixture
def address(server) -> str:
    return server.hub(lea=Role.LEAD, rita=Role.READER, **dict.fromkeys(CROWD, Role.ANNOTATOR))


def digest(number: int) -> str:
    return f"{number:064x}"


def fill(address: str, *portions: list[int], people: int = 1, holders=(), language: str = "ar") -> None:
    with hub_at(address, "lea") as hub:
        hub.pool.add(
            [Portion(language, {digest(one): ("ynet", "sana")[one % 2] for one in some}) for some in portions],
            people=people,
            hours=1,
            holders=[(digest(number), who) for number, who in holders],
        )


def takes(address: str, name: str, count: int = 1, **more: str) -> list[int]:
    with hub_at(address, name) as hub:
        return [int(one, 16) for one in hub.pool.take(count, **more)]


def run_out(address: str) -> None:
    """Let the server's clock be past every lease."""
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE hub.leases SET until = now() - interval '1 second' WHERE until < 'infinity'")


@pytest.mark.parametrize("people", [1, 2])
def test_ten_who_take_at_once_empty_the_pool_and_no_more_have_a_document_than_the_plan_says(address, people):
    fill(address, *([number] for number in range(60)), people=people)

    def empty(name: str) -> list[int]:
        with hub_at(address, name) as hub:
            return list(chain.from_iterable(iter(lambda: hub.pool.take(2), [])))

    with ThreadPoolExecutor(len(CROWD)) as crowd:
        taken = [[int(one, 16) for one in hers] for hers in crowd.map(empty, CROWD)]
    assert all(len(hers) == len(set(hers)) for hers in taken)
    assert sorted(chain.from_iterable(taken)) == sorted([*range(60)] * people)


def test_the_copies_of_a_story_go_together(address):
    fill(address, [1, 2, 3], [4])
    assert takes(address, "a0") == [1, 2, 3]
    assert takes(address, "a1", 5) == [4]
    assert takes(address, "a2") == []


def test_one_asks_for_a_language_or_a_source(address):
    fill(address, [1], [2], [3])
    fill(address, [5], language="he")
    assert takes(address, "a0", language="he") == [5]
    assert takes(address, "a0", 9, source="ynet") == [2]
    assert takes(address, "a0", 9, language="he") == []


def test_what_is_not_begun_in_time_goes_to_another_and_what_is_begun_stays(address, server):
    from corpus_tool.hub.things import Kind, Shelf, Thing

    fill(address, [1], [2])
    assert takes(address, "a0", 2) == [1, 2]
    with hub_at(address, "lea") as hub:
        hub.put([Thing(Kind.DOCUMENT, "1" * 32, Shelf(digest(2)), "lea", b"text")])
    with hub_at(address, "a0") as hub:
        hub.put([Thing(Kind.REVISION, "2" * 32, Shelf(digest(2), "a0", "annotator"), "a0", b"work")])
    run_out(address)
    assert takes(address, "a1", 2) == [1]
    with hub_at(address, "a0") as hub:
        assert {one.document: one.is_held for one in hub.pool.mine()} == {digest(1): False, digest(2): True}


def test_who_has_a_document_already_or_works_on_it_counts(address):
    fill(address, [1], [2], people=2, holders=[(1, "a0"), (1, "a1")])
    run_out(address)
    with hub_at(address, "a0") as hub:
        assert [(one.until, one.is_held) for one in hub.pool.mine()] == [(None, True)]
    assert takes(address, "a0", 9) == [2]
    assert takes(address, "a2", 9) == [2]


def test_what_was_given_back_goes_to_others_and_not_to_her_again(address):
    fill(address, [1])
    takes(address, "a0")
    with hub_at(address, "a0") as hub:
        assert hub.pool.give_back(digest(1), "a0") and not hub.pool.give_back(digest(1), "a0")
    assert takes(address, "a0") == []
    assert takes(address, "a1") == [1]


def test_only_a_lead_fills_closes_and_gives_back_for_others(address):
    fill(address, [1], [2])
    takes(address, "a0")
    with hub_at(address, "a1") as hub:
        for act in (
            lambda: hub.pool.close(),
            lambda: hub.pool.give_back(digest(1), "a0"),
            lambda: hub.pool.add([Portion("ar", {digest(9): ""})], people=1, hours=1, holders=[]),
        ):
            with pytest.raises(HubError, match="your role there does not allow it"):
                act()
        assert hub.pool.leases() == {}
    with hub_at(address, "rita") as hub, pytest.raises(HubError, match="does not allow it"):
        hub.pool.take()
    with hub_at(address, "lea") as hub:
        assert hub.pool.give_back(digest(1), "a0")
        assert hub.pool.close() == 2
    assert takes(address, "a1") == []


def test_an_older_look_at_the_pool_takes_nothing_twice(address):
    fill(address, [1])
    with psycopg.connect(as_(address, "a1")) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        connection.execute("SELECT * FROM hub.my_leases()")
        assert takes(address, "a0") == [1]
        with pytest.raises(psycopg.errors.SerializationFailure):
            connection.execute("SELECT * FROM hub.take(1, NULL, NULL)")


@pytest.fixture
def lead(tmp_path, address):
    """The lead's corpus of two articles in the pool, one for each language."""
    with new_store(tmp_path, "lead.db") as store, hub_at(address, "lea") as hub:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        joining.join(store, hub, as_(address, "lea"))
        push(store, hub)
        assert pool.offer(store, hub, [1, 2], people=1, hours=24) == 2
        assert pool.offer(store, hub, [1, 2], people=1, hours=24) == 0
        yield store


def synced(store, address: str, name: str):
    with hub_at(address, name) as hub:
        return sync(store, hub)


def test_what_she_takes_comes_and_is_assigned_to_her_for_the_lead_to_see(tmp_path, lead, address):
    with hub_at(address, "a0") as hub, joining.begin(tmp_path / "a0.db", hub, as_(address, "a0")) as store:
        hub.pool.take()
        assert sync(store, hub).pushed.kept.get("assignment", 0) == 0
        assert store.documents.count() == 1
        assert store.work.holders(1) == ["a0"]
        assert sync(store, hub).pushed.sent == {}
        synced(lead, address, "lea")
        assert lead.work.holders(1) == ["a0"]
        pool.give_back(store, hub, 1, "a0")
        sync(store, hub)
        assert store.work.holders(1) == []
        with pytest.raises(NotFoundError):
            pool.give_back(store, hub, 1, "a0")
    synced(lead, address, "lea")
    assert lead.work.holders(1) == []


def test_what_a_lead_gave_her_by_hand_stays_hers_when_a_lease_runs_out(tmp_path, lead, address):
    with hub_at(address, "a0") as hub, joining.begin(tmp_path / "a0.db", hub, as_(address, "a0")) as store:
        hub.pool.take()
        sync(store, hub)
        synced(lead, address, "lea")
        give(lead, [1, 2], ["a0"], "lea")
        synced(lead, address, "lea")
        run_out(address)
        sync(store, hub)
        assert store.work.holders(2) == ["a0"] and store.work.holders(1) == []


def test_work_that_was_begun_offline_is_hers_once_it_arrives(tmp_path, lead, address):
    with hub_at(address, "a0") as hub, joining.begin(tmp_path / "a0.db", hub, as_(address, "a0")) as store:
        hub.pool.take(language="ar")
        sync(store, hub)
        desk = Desk(store, 1, LayerName("a0", LayerKind.ANNOTATOR))
        desk.do("Mark", edits.add(desk.layer, span(desk.new_id("s"), ARABIC, "حلب", "GPE")))
        run_out(address)
        sync(store, hub)
        assert store.work.holders(1) == ["a0"]
