"""How long an export takes, against writing the same bytes from objects that are ready; and how much memory.

    python benchmarks/exporting_speed.py [DOCUMENTS] [FORMAT ...] [--profile]

Makes a corpus of invented articles of 100 words with ten spans each (100,000 of them without a number) and exports it
to each format in a process of its own. For JSONL the ready objects are dicts that `json.dumps` turns into lines, for
columns lists of cells, for Parquet frames. The target is at most twice their time, and 500 MB at any size. Times are of
the processor: a busy machine slows the two unequally.
"""

import cProfile
import json
import multiprocessing
import pstats
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from importing_speed import articles

from corpus_tool import languages
from corpus_tool.formats import formats
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import text_digest
from corpus_tool.store.rows import to_json, tokens_to_blob
from corpus_tool.store.store import Store
from corpus_tool.text.tokens import Token
from corpus_tool.workbench.exporting import export

DOCUMENTS = 100_000
SPANS = 10
POOL = 1_000
"""Articles that are cut into tokens; all others are one of these with a number behind it."""
AT_ONCE = 1_000
FORMATS = ("jsonl", "iob2", "parquet")
LABELS = ("PER", "ORG", "GPE", "LOC")
TARGET = 2
MEMORY = 500
NOW = "2026-01-31T12:00:00.000+00:00"


def make_corpus(path: Path, count: int) -> None:
    """The corpus, written straight into its tables."""
    Store.create(path, default_schema(), NOW).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    pool = [(source, text, languages.tokenize(text, "ar")) for source, text in articles(min(count, POOL))]
    with db:
        for number in range(1, count + 1):
            _put(db, number, *pool[number % len(pool)])
    db.close()
    with Store.open(path) as store, store.writing():
        store.listing.fill()


def _put(db: sqlite3.Connection, number: int, source: str, text: str, tokens: list[Token]) -> None:
    end = str(number)
    full = text + end
    cut = [*tokens, Token(len(text), len(full), "number")]
    head = (number, f"a{number}", "", "ar", "rtl", to_json({"source": source}), 100, text_digest(full), "", "", NOW)
    db.execute(
        "INSERT INTO documents (id, key, title, language, direction, metadata, word_count, text_sha256, source_sha256,"
        " cutter, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        head,
    )
    db.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, full, tokens_to_blob(cut)))
    db.execute(
        "INSERT INTO layers (id, document_id, annotator, kind, status, schema_name, schema_version, revision)"
        " VALUES (?, ?, 'gold', 'gold', 'done', 'conflict-news', '1.0.0', 1)",
        (number, number),
    )
    words = [token for token in cut if token.kind == "word"]
    marks = words[:: max(1, len(words) // SPANS)][:SPANS]
    db.executemany(
        'INSERT INTO spans (layer_id, id, position, label, start, "end", fragments, text, attributes)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}')",
        [
            (number, f"s{at}", at, LABELS[at % 4], start, stop, f"[[{start},{stop}]]", full[start:stop])
            for at, (start, stop, _) in enumerate(marks)
        ],
    )


def ours(corpus: Path, format: str, folder: Path, answer: "multiprocessing.Queue[tuple[float, float]]") -> None:
    """An export as the command line does it: (seconds, MB at most)."""
    import_module("corpus_tool.cli")  # which says how often Python looks for rings among objects
    start = process_time()
    with Store.open(corpus) as store:
        export(store, format, "gold", folder, allow_loss=True)
    answer.put((process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def measured(corpus: Path, format: str, folder: Path) -> tuple[float, float]:
    """The same in a new process, whose memory is its own."""
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=ours, args=(corpus, format, folder, answer))
    process.start()
    found = answer.get()
    process.join()
    return found


def floor(folder: Path) -> float:
    """Seconds that the same files take from objects that are ready; making these does not count."""
    writers: dict[str, Callable[[Path, Path], float]] = {
        ".jsonl": _floor_of_json,
        ".iob2": _floor_of_columns,
        ".parquet": _floor_of_frames,
    }
    files = [file for file in folder.rglob("*") if file.suffix in writers]
    return sum(writers[file.suffix](file, folder / "floor") for file in files)


def _floor_of_json(file: Path, target: Path) -> float:
    took = 0.0
    with file.open(encoding="utf-8", newline="\n") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
        while batch := [json.loads(line) for line in islice(lines, AT_ONCE)]:
            start = process_time()
            for line in batch:
                out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
            out.flush()
            took += process_time() - start
    return took


def _floor_of_columns(file: Path, target: Path) -> float:
    took = 0.0
    with file.open(encoding="utf-8", newline="\n") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
        while batch := [line.rstrip("\n").split("\t") for line in islice(lines, AT_ONCE * 100)]:
            start = process_time()
            for cells in batch:
                out.write("\t".join(cells) + "\n")
            out.flush()
            took += process_time() - start
    return took


def _floor_of_frames(file: Path, target: Path) -> float:
    import polars as pl

    frame = pl.read_parquet(file)
    start = process_time()
    frame.write_parquet(target)
    return process_time() - start


def main(words: list[str]) -> None:
    """Print a line for each format."""
    count = next((int(word) for word in words if word.isdigit()), DOCUMENTS)
    known = [name for name in FORMATS if name in formats()]
    asked_for = [word for word in words if word in formats()] or known
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.db"
        make_corpus(corpus, count)
        if "--profile" in words:
            return profile(corpus, asked_for[0], Path(folder) / "profile")
        print(f"{count:,} documents, {count * SPANS:,} spans")
        for format in asked_for:
            for line in lines_about(corpus, format, Path(folder) / format, count):
                print(line)
    return None


def lines_about(corpus: Path, format: str, folder: Path, count: int) -> Iterator[str]:
    """What was measured of one format."""
    took, memory = measured(corpus, format, folder)
    least = floor(folder)
    ratio = took / least if least else float("inf")
    yield f"  {format:8}  {took:7.2f} s  {count / took:7,.0f} a second  {ratio:6.2f} (target {TARGET})"
    yield f"  {'':8}  {memory:7.0f} MB at most (target {MEMORY})"


def profile(corpus: Path, format: str, folder: Path) -> None:
    """Where the time goes."""
    profiled = cProfile.Profile()
    with Store.open(corpus) as store:
        profiled.runcall(export, store, format, "gold", folder, allow_loss=True)
    pstats.Stats(profiled).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main(sys.argv[1:])
