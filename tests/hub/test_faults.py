"""What goes wrong between a copy and its hub is said, and the next sync puts it right: nothing lost, nothing twice."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import psycopg
import pytest
from corpus_tool_testing.builders import ARABIC, add_document, document, new_store, span
from corpus_tool_testing.fronts import Front, standing_before
from corpus_tool_testing.hubs import Server, begun, brought, hub_at, running_server

from corpus_tool.errors import HubAwayError, HubError
from corpus_tool.hub.connection import connected
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.pool import Portion
from corpus_tool.hub.tables import STEPS
from corpus_tool.hub.things import Kind, Role, Shelf, Thing
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.comments import Comment
from corpus_tool.store.store import Store
from corpus_tool.workbench import surroundings
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.hub import joining
from corpus_tool.workbench.hub.pulling import pull
from corpus_tool.workbench.hub.pushing import push
from corpus_tool.workbench.hub.syncing import sync
from corpus_tool.workbench.surroundings import Surroundings

NOA = LayerName("noa", LayerKind.ANNOTATOR)
ACTS = 60


def filled(folder, address: str) -> Store:
    """A lead's corpus of one article, given to noa, in the hub."""
    store = new_store(folder, "lead.db")
    add_document(store, document())
    give(store, [1], ["noa"], "lea")
    brought(store, address)
    return store


@pytest.fixture
def lead(tmp_path, address) -> Iterator[Store]:
    with filled(tmp_path, address) as store:
        yield store


@pytest.fixture
def noa(tmp_path, address, lead) -> Iterator[Store]:
    with begun(tmp_path, address, "noa") as store:
        yield store


def work(store: Store, acts: int = ACTS, around: Surroundings | None = None) -> None:
    """Mark and take back."""
    desk = Desk(store, 1, NOA, around or Surroundings())
    for act in range(acts):
        if act % 2:
            desk.undo()
        else:
            desk.do("Mark", edits.add(desk.layer, span(desk.new_id("s"), ARABIC, "حلب", "GPE")))


def log(store: Store) -> list[str]:
    """The revisions of her layer, as they follow one another."""
    layer_id = store.layers.id_of(1, NOA)
    entries = [] if layer_id is None else list(store.lines.entries(layer_id))
    return [entry.uid for entry in entries]


def in_hub(address: str) -> list[str]:
    """Her revisions as the hub has them, in the order in which they came."""
    with psycopg.connect(address) as connection:
        rows = connection.execute(
            "SELECT uid FROM hub.things JOIN hub.shelves ON shelves.number = shelf"
            " WHERE owner = 'noa' AND things.kind = 'revision' ORDER BY things.number"
        )
        return [uid.hex for (uid,) in rows]


def assert_all_is_right(store: Store, address: str, lead: Store) -> None:
    """Sync once more: every log is the same, and hers is sound."""
    before = log(store)
    with hub_at(address, "noa") as hub:
        sync(store, hub)
    with hub_at(address, "lea") as hub:
        sync(lead, hub)
    assert log(store) == before == log(lead) == in_hub(address)
    assert check(store).sound and check(lead).sound


def cuts() -> Iterator[int]:
    """Bytes after which a connection is cut: within the greeting, then ever later."""
    passed = 50.0
    while True:
        yield int(passed)
        passed *= 1.4


def through(front: Front):
    """Noa's hub by way of a front."""
    return Hub.at(front.address(user="noa"))


def swept(front: Front, way: str, step) -> int:
    """Try a step, cut ever later, until it goes through; answer how many times it was cut. Each time is told so."""
    for number, passed in enumerate(cuts()):
        front.forget()
        setattr(front, f"cut_{way}", passed)
        try:
            with through(front) as hub:
                step(hub)
        except HubAwayError as said:
            assert "untouched" in str(said) and "goes on where it stopped" in str(said)
        else:
            return number
    raise AssertionError


@pytest.mark.parametrize("way", ["to_server", "to_client"])
def test_a_push_that_is_cut_anywhere_loses_nothing(address, lead, noa, way):
    work(noa)
    done = log(noa)
    with standing_before(address) as front:

        def step(hub: Hub) -> None:
            assert log(noa) == done and in_hub(address) in ([], done)  # all of a batch, or nothing
            push(noa, hub)

        assert swept(front, way, step) > 5
    assert_all_is_right(noa, address, lead)


@pytest.mark.parametrize("way", ["to_server", "to_client"])
def test_a_pull_that_is_cut_anywhere_leaves_no_half_of_a_layer(tmp_path, address, lead, noa, way):
    with begun(tmp_path, address, "noa", "other.db") as other, standing_before(address) as front:
        work(noa)
        with hub_at(address, "noa") as hub:
            push(noa, hub)

        def step(hub: Hub) -> None:
            assert log(other) in ([], log(noa)) and check(other).sound
            pull(other, hub)

        assert swept(front, way, step) > 5
        assert log(other) == log(noa)
        assert_all_is_right(other, address, lead)


def push_in_a_process(path, address: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "corpus_tool", "hub", "push", "--corpus", str(path)]
    return subprocess.Popen(words, stderr=subprocess.PIPE, text=True)


def test_a_client_that_is_killed_in_its_push_leaves_all_for_the_next(address, lead, noa):
    work(noa)
    with standing_before(address) as front:
        with noa.writing():
            noa.hub_state.join(noa.hub_state.membership().id, front.address(user="noa"))
        clients: list[subprocess.Popen[str]] = []
        front.cut_to_server, front.at_the_cut = 4_000, lambda: clients[0].kill()
        clients.append(push_in_a_process(noa.path, address))
        assert clients[0].wait() == -9
        clients[0].stderr.close()
        assert in_hub(address) == []
        front.forget()
        assert_all_is_right(noa, address, lead)


@pytest.fixture(scope="module")
def mortal() -> Iterator[Server]:
    """A server of its own, that is killed now and then."""
    with running_server(is_mortal=True) as one:
        yield one


def test_a_server_that_is_killed_in_a_push_has_all_of_it_after_the_next(tmp_path, mortal):
    address = mortal.hub(lea=Role.LEAD, noa=Role.ANNOTATOR)
    with filled(tmp_path, address) as lead, begun(tmp_path, address, "noa") as noa, standing_before(address) as front:
        work(noa)
        front.cut_to_server, front.at_the_cut = 4_000, mortal.kill
        with pytest.raises(HubAwayError, match="untouched"), through(front) as hub:
            push(noa, hub)
        assert_all_is_right(noa, address, lead)


def test_a_full_disk_of_the_server_is_said_and_stops_nobodys_work(tmp_path, mortal):
    address = mortal.hub(lea=Role.LEAD, noa=Role.ANNOTATOR)
    with filled(tmp_path, address) as lead, begun(tmp_path, address, "noa") as noa:
        restart(mortal, FULL)
        fill(address)
        for number in range(30):
            say(noa, number)
        is_full = r"disk of the hub's server is full.* untouched"
        with pytest.raises(HubError, match=is_full), hub_at(address, "noa") as hub:
            push(noa, hub)
        work(noa)  # nobody waits for the hub
        restart(mortal, resource.RLIM_INFINITY)
        assert_all_is_right(noa, address, lead)
        assert len(lead.comments.on(1)) == 30


FULL = 16 << 20
"""Bytes: as long as a segment of PostgreSQL's own log, which it needs whole."""


def restart(server: Server, longest_file: int) -> None:
    """Start the server anew, with no file of it growing beyond so many bytes: it has what started it as a model."""
    ours, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest_file, most))
    try:
        server.kill()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ours, most))


def fill(address: str) -> None:
    """Put things into the hub, on a shelf that nobody reads, until nothing more goes in."""
    many = (
        "INSERT INTO hub.things (shelf, kind, uid, author, payload) SELECT 0, 'revision', gen_random_uuid(), 'lea',"
        " decode(repeat(md5(random()::text), 118), 'hex') FROM generate_series(1, %s)"
    )
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # no rule looks at it
        for count in (1000, 100, 10, 1):
            connection.execute("VACUUM hub.things")  # where what did not go in lay is room again, now or later
            try:
                while True:
                    connection.execute(many, (count,))
            except psycopg.errors.Error as full:
                assert "could not extend file" in str(full)


def say(store: Store, number: int) -> None:
    """A long comment that packing makes little shorter."""
    words = "".join(Random(number).choices("אבגדהוזחטיכלמנסעפצקרשת", k=2_500))
    with store.writing():
        store.comments.add(Comment(document_id=1, who="noa", at=surroundings.utc_now(), text=words))


@pytest.mark.parametrize("hours", [-26, 26])
def test_a_clock_that_is_hours_off_moves_no_act_before_another(tmp_path, address, lead, noa, hours):
    """Acts follow one another as they were done: before, and after she set the clock."""
    work(noa, 4)
    wrong = (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="milliseconds")
    work(noa, 4, Surroundings(now=lambda: wrong))
    work(noa, 1)
    assert len(log(noa)) == 9
    assert_all_is_right(noa, address, lead)
    assert Desk(lead, 1, NOA).layer.spans == Desk(noa, 1, NOA).layer.spans
    with begun(tmp_path, address, "noa", "other.db") as other:
        assert log(other) == log(noa)
        Desk(other, 1, NOA).undo()
        assert_all_is_right(other, address, lead)
        with hub_at(address, "noa") as hub:
            sync(noa, hub)
        assert log(noa) == log(other) and Desk(noa, 1, NOA).layer.spans == Desk(other, 1, NOA).layer.spans


@pytest.mark.parametrize("hours", [-26, 26])
def test_leases_run_by_the_servers_clock_alone(address, noa, monkeypatch, hours):
    digest = "d" * 64
    with hub_at(address, "lea") as hub:
        hub.pool.add([Portion("ar", {digest: "sana"})], people=1, hours=1, holders=[])
    wrong = (datetime.now(UTC) + timedelta(hours=hours)).timestamp()
    monkeypatch.setattr("time.time", lambda: wrong)
    with hub_at(address, "noa") as hub:
        assert hub.pool.take(1) == [digest]
        assert [lease.is_held for lease in hub.pool.mine()] == [True]
        standing = joining.standing(noa, hub)
    assert standing.clock_apart == pytest.approx(-hours * 3600, abs=600)
    with hub_at(address, "sami") as hub:
        assert hub.pool.take(1) == []
    with connected(address) as connection:
        connection.execute("UPDATE hub.leases SET until = clock_timestamp()")
    with hub_at(address, "sami") as hub:
        assert hub.pool.take(1) == [digest]


def test_an_older_program_is_told_so_and_goes_on_once_it_is_new(address, lead, noa):
    work(noa)
    with connected(address) as connection:
        connection.execute("INSERT INTO hub.steps (name) VALUES ('h999_future')")
    with pytest.raises(HubError, match=r"newer corpus-tool than this one.*up to date"), hub_at(address, "noa"):
        pass
    with connected(address) as connection:
        connection.execute("DELETE FROM hub.steps WHERE name = 'h999_future'")  # as if the program were the newer one
    assert_all_is_right(noa, address, lead)


def test_a_newer_program_is_told_who_brings_an_older_hub_up_to_date(address, lead, noa, monkeypatch):
    work(noa)
    steps = (*STEPS, ("h999_future", "CREATE TABLE hub.future ()"))
    with monkeypatch.context() as newer:
        newer.setattr("corpus_tool.hub.laying.STEPS", steps)
        with pytest.raises(HubError, match=r"older corpus-tool.*`hub init ADDRESS`"), hub_at(address, "noa"):
            pass
    assert_all_is_right(noa, address, lead)


def test_a_name_that_is_not_hers_is_refused_and_her_own_work_goes_on(address, lead, noa):
    work(noa)
    forged = Thing(Kind.REVISION, "f" * 32, Shelf(document().text_sha256, "sami", "annotator"), "sami", b"{}")
    with hub_at(address, "noa") as hub, pytest.raises(HubError, match="said in another's name"):
        hub.put([forged])
    with hub_at(address, "noa") as hub, pytest.raises(HubError, match="said in another's name"):
        hub.put([forged._replace(shelf=Shelf(document().text_sha256, "noa", "annotator"))])
    assert_all_is_right(noa, address, lead)


def test_a_revision_out_of_order_is_refused_and_the_next_push_brings_those_before(address, lead, noa):
    work(noa, 2)
    with noa.writing():
        noa.hub_state.sent(noa.hub_state.newest_revision())  # as if the hub had lost them: an old backup of it
    shelf = Shelf(document().text_sha256, "noa", "annotator")
    orphan = Thing(Kind.REVISION, "f" * 32, shelf, "noa", b"{}", parent="e" * 32)
    with hub_at(address, "noa") as hub, pytest.raises(HubError, match=r"lacks a revision that yours follow.*--anew"):
        hub.put([orphan])
    assert in_hub(address) == []
    with hub_at(address, "noa") as hub:
        push(noa, hub, anew=True)
    assert_all_is_right(noa, address, lead)


def test_a_connection_that_is_ended_by_the_server_is_away_and_not_refused(address):
    with pytest.raises(HubAwayError, match="goes on where it stopped"), hub_at(address, "noa") as hub:
        with connected(address) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'noa' AND datname = %s",
                (admin.info.dbname,),
            )
        hub.shelves()
