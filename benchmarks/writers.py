"""Several processes write into one corpus and are killed at random: is every act that was confirmed still there?

    python benchmarks/writers.py [--writers 8] [--acts 2000] [--kills 50] [--corpus FILE]

Each writer works in a layer of its own, but for the last two, who share one. An act is confirmed once the desk has
answered; the writer then notes its number in a file of its own. A reader beside them replays layers all the time.
Killed writers are started again until everybody has made all acts.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus_tool import languages
from corpus_tool.errors import LayerMovedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.checking import CheckReport, check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.settling import layer_after
from corpus_tool.workbench.surroundings import utc_now

DOCUMENTS = 4
"""Writers go round these."""

TEXT = " ".join(f"كلمة{number}" for number in range(400))
UNDO_EVERY = 7
"""Every so many acts are an undo."""


def write(path: Path, name: str, notes: Path, acts: int) -> None:
    """Be a writer: make acts until `notes` holds as many."""
    done = len(confirmed(notes))
    layer = LayerName(name, LayerKind.ANNOTATOR)
    # Unbuffered: what is noted is with the kernel, and stays when this process is killed.
    with Store.open(path) as store, notes.open("ab", buffering=0) as noted:
        desks = [Desk(store, id, layer) for id in store.documents.ids()]
        while done < acts:
            desk = desks[done // 100 % len(desks)]  # a run of acts on each document, as people work
            try:
                number = act(desk, done)
            except LayerMovedError:
                continue  # another process wrote into this layer; the desk has read it anew
            noted.write(f"{number}\n".encode())
            done += 1


def act(desk: Desk, number: int) -> int:
    """One act, as an annotator would make it; answer the number of its revision."""
    if number % UNDO_EVERY == UNDO_EVERY - 1 and (undone := desk.undo()):
        return undone.number or 0
    free = {span.fragments for span in desk.layer.spans}
    tokens = desk.document.tokens
    chosen = random.choice(tokens)
    place = ((chosen.start, chosen.end),)
    if place in free:
        taken = next(span for span in desk.layer.spans if span.fragments == place)
        return desk.do("Remove", edits.remove(desk.layer, taken.id)).number or 0
    span = Span(id=desk.new_id("s"), label="ORG", fragments=place)
    return desk.do("Mark ORG", edits.add(desk.layer, span)).number or 0


def read(path: Path) -> None:
    """Be a reader: whatever moment is seen, the log leads to the tables. Runs until it is ended."""
    with Store.open(path) as store:
        while True:
            for id in store.documents.ids():
                for layer_id in store.layers.every_id(id):
                    with store.reading():
                        seen = store.layers.load(*store.layers.whose(layer_id))
                        if seen is None or layer_after(store, layer_id, seen.revision).placed != seen.placed:
                            raise SystemExit(f"layer {layer_id} is not what its log says")


def confirmed(notes: Path) -> list[int]:
    """The revisions that a writer noted; half a last line was not confirmed."""
    lines = notes.read_bytes().split(b"\n")[:-1] if notes.exists() else []
    return [int(line) for line in lines]


def start(*words: object) -> "subprocess.Popen[bytes]":
    """Start this file as another process; what it complains of comes back."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen([sys.executable, __file__, *map(str, words)], stderr=subprocess.PIPE, env=environment)


class ComplaintError(Exception):
    """A process ended by itself, unhappily."""


def run(path: Path, writers: int, acts: int, kills: int) -> CheckReport:
    """Let them all write, kill now and then, and check. Raises ComplaintError where anybody was told of an error."""
    with Store.create(path, default_schema(), utc_now()) as store, store.writing():
        for number in range(DOCUMENTS):
            store.documents.add(document(number), (), utc_now())
    names = [f"writer{min(number, writers - 2)}" for number in range(writers)]
    notes = [path.with_name(f"{path.name}.{number}.notes") for number in range(writers)]
    reader = start("--read", path)
    try:
        killed = _drive(path, names, notes, acts, kills)
        if reader.poll() is not None:
            raise ComplaintError(_last_words(reader))
    finally:
        reader.kill()
        reader.communicate()
    print(f"{killed} kills, {sum(len(confirmed(file)) for file in notes):,} acts confirmed")
    with Store.open(path) as store:
        there = {number for id in range(1, writers + 10) for number in _numbers(store, id)}
        lost = [number for file in notes for number in confirmed(file) if number not in there]
        if lost:
            raise ComplaintError(f"{len(lost)} confirmed acts are gone, the first {lost[0]}")
        return check(store)


def _numbers(store: Store, document_id: int) -> list[int]:
    return [number for id in store.layers.every_id(document_id) for number in store.lines.numbers(id).values()]


def _drive(path: Path, names: list[str], notes: list[Path], acts: int, kills: int) -> int:
    """Keep every writer running to its end; answer how many were killed."""
    running = {
        n: start("--write", path, "--as", name, "--notes", notes[n], "--acts", acts) for n, name in enumerate(names)
    }
    killed = sent = 0
    try:
        while running:
            time.sleep(random.uniform(0.05, 0.6))
            if sent < kills:
                running[random.choice(list(running))].send_signal(signal.SIGKILL)
                sent += 1
            for n, process in list(running.items()):
                if process.poll() is None:
                    continue
                words = _last_words(process)
                del running[n]
                if process.returncode == -signal.SIGKILL:
                    killed += 1
                    running[n] = start("--write", path, "--as", names[n], "--notes", notes[n], "--acts", acts)
                elif process.returncode:
                    raise ComplaintError(words)
    finally:
        for process in running.values():
            process.kill()
            process.communicate()
    return killed


def _last_words(process: "subprocess.Popen[bytes]") -> str:
    return process.communicate()[1].decode(errors="replace")


def document(number: int) -> Document:
    """A text of 400 different words."""
    text = f"{number} {TEXT}"
    tokens = tuple(languages.tokenize(text, "ar"))
    return Document(key=f"d{number}", text=text, language="ar", direction="rtl", tokens=tokens, cutter="ar")


def main() -> None:
    """Be what the words say."""
    words = argparse.ArgumentParser()
    words.add_argument("--writers", type=int, default=8)
    words.add_argument("--acts", type=int, default=2000)
    words.add_argument("--kills", type=int, default=50)
    words.add_argument("--corpus", type=Path)
    words.add_argument("--write", type=Path)
    words.add_argument("--read", type=Path)
    words.add_argument("--as", dest="name", default="")
    words.add_argument("--notes", type=Path)
    told = words.parse_args()
    if told.write:
        write(told.write, told.name, told.notes, told.acts)
    elif told.read:
        read(told.read)
    else:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            report = run(told.corpus or Path(folder) / "corpus.db", told.writers, told.acts, told.kills)
            took = time.perf_counter() - began
            verdict = "sound" if report.sound else f"UNSOUND: {report.findings[0]}"
            print(f"{report.revisions:,} revisions in {took:.0f} s; {verdict}")


if __name__ == "__main__":
    main()
