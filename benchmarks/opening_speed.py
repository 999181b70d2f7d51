"""How long the tool takes from its start to a screen that stands still, with 10,000 documents and with a million.

    python benchmarks/opening_speed.py            10,000 against 1,000,000
    python benchmarks/opening_speed.py 100000     10,000 against 100,000

The real program in a pseudo terminal that answers as xterm does; beside it a Textual app with nothing in it. The
screen stands still when the last bytes came that are followed by half a second of silence. The targets are ratios: at
most 1.5 of the large corpus to the small, and at most 1.5 of the small corpus to the empty app.
"""

import os
import select
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from ptyprocess import PtyProcess

from corpus_tool.model.default_schema import default_schema
from corpus_tool.store.store import Store

SMALL = 10_000
ROUNDS = 7
SILENCE = 0.5
"""Seconds without a byte after which the screen stands still."""

WORDS = ["قصف", "الجيش", "مواقع", "في", "حلب", "وقالت", "وكالة", "سانا", "إن", "مسلحا", "قتلوا"]
EMPTY_APP = "from textual.app import App; App().run()"
ANSWERS = {
    b"\x1b[c": b"\x1b[?65;1;9c",
    b"\x1b[>c": b"\x1b[>41;390;0c",
    b"\x1b[>q": b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1b[6n": b"\x1b[1;1R",
}
"""What a terminal is asked, and what xterm says."""


def rows(count: int) -> Iterator[tuple[str, str, str, str, int, str, str]]:
    """Documents of which only what a list shows is true to life."""
    for number in range(count):
        title = " ".join(WORDS[(number * step) % len(WORDS)] for step in range(3, 11))
        told = f'{{"source":"paper {number % 20}","date":"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"}}'
        digest = f"{number:064}"
        yield f"ar-{number:07}", title, "ar" if number % 2 else "he", told, number % 500, digest, digest


def build(path: Path, count: int) -> None:
    """A corpus of so many documents, straight into its tables."""
    with Store.create(path, default_schema(), "now") as store, store.writing():
        store._db.conn.executemany(
            "INSERT INTO documents (key, title, language, direction, metadata, word_count, text_sha256,"
            " source_sha256, cutter, imported_at) VALUES (?, ?, ?, 'rtl', ?, ?, ?, ?, '', 'now')",
            rows(count),
        )
        store._db.execute("INSERT INTO texts SELECT id, title, x'90' FROM documents")
        store.listing.fill()


def seconds(folder: Path, *words: str) -> float:
    """From the start of a Python to the last byte before its screen stands still."""
    surroundings = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }
    begun = last = perf_counter()
    process = PtyProcess.spawn([sys.executable, *words], cwd=str(folder), env=surroundings, dimensions=(24, 80))
    received = b""
    while select.select([process.fd], [], [], SILENCE if received.count(b"\x1b[?1049h") else 30)[0]:
        data = os.read(process.fd, 1 << 16)
        last = perf_counter()
        received += data
        for asked, answer in ANSWERS.items():
            process.write(answer * data.count(asked))
    process.close(force=True)
    return last - begun


def main() -> None:
    """Print the medians and the ratios; the programs take turns, so that a busy machine slows all."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for documents in (SMALL, count):
            build(folder / f"{documents}.db", documents)
        tool = ("-m", "corpus_tool", "--corpus")
        programs = {
            "an empty Textual app": ("-c", EMPTY_APP),
            f"{SMALL:,} documents": (*tool, f"{SMALL}.db", "annotate", "--as", "noa"),
            f"{count:,} documents": (*tool, f"{count}.db", "annotate", "--as", "noa"),
        }
        times: dict[str, list[float]] = {title: [] for title in programs}
        for _ in range(ROUNDS):
            for title, words in programs.items():
                times[title].append(seconds(folder, *words))
    empty, small, large = (median(taken) for taken in times.values())
    for title, taken in times.items():
        print(f"  {title:24} {median(taken) * 1000:8.0f} ms   (best {min(taken) * 1000:.0f})")
    print(f"  large to small           {large / small:8.2f}   (target: at most 1.5)")
    print(f"  small to an empty app    {small / empty:8.2f}   (target: at most 1.5)")


if __name__ == "__main__":
    main()
