"""How long an export takes, against writing the same files from Python objects that are ready; and how much memory.

    python benchmarks/exporting_speed.py [DOCUMENTS] [FORMAT ...] [--profile]

Makes a corpus of invented articles of 100 words with ten spans each (100,000 of them without a number) and exports it
to each format in a process of its own. The target is at most twice the time of writing the same files from objects that
are in memory, as one would who has no corpus: for JSONL the dicts of each line through `json.dumps`; for columns the
sentences, lists of (word, tag), each joined and written; for Parquet the rows of each file, dicts, through
`polars.DataFrame` and `write_parquet`. Making the objects does not count. Lines are compared byte by byte afterwards.
Beside it stands what the same words take line by line, and what tables take from lists of cells, columns already.

Seconds are those of the clock, and of all processors together in brackets: an export may use two, the other side uses
one (polars as many as there are). So nothing else should run beside it. Memory is the most that was held at a time, by
all processes of the export together.
"""

import cProfile
import json
import multiprocessing
import pstats
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from filecmp import cmp
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple, TextIO

import polars as pl
from importing_speed import articles

from corpus_tool import languages
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import text_digest
from corpus_tool.store.rows import to_json
from corpus_tool.store.store import Store
from corpus_tool.store.token_blobs import tokens_to_blob
from corpus_tool.text.tokens import Token
from corpus_tool.workbench.exporting import export

DOCUMENTS = 100_000
SPANS = 10
POOL = 1_000
"""Articles that are cut into tokens; all others are one of these with a number behind it."""
AT_ONCE = 1_000
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
    db.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, full, tokens_to_blob(cut, full)))
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


class Took(NamedTuple):
    """How long something took."""

    elapsed: float = 0.0
    """By the clock."""
    busy: float = 0.0
    """Of all processors."""

    @classmethod
    def by(cls, work: Callable[[], object]) -> "Took":
        """How long `work` takes; processes that it starts have ended when it answers."""
        start, busy = perf_counter(), _busy()
        work()
        return cls(perf_counter() - start, _busy() - busy)

    def and_by(self, work: Callable[[], object]) -> "Took":
        """This, and how long `work` takes."""
        more = Took.by(work)
        return Took(self.elapsed + more.elapsed, self.busy + more.busy)


def _busy() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def ours(corpus: Path, format: str, folder: Path, answer: "multiprocessing.Queue[tuple[Took, float]]") -> None:
    """An export as the command line does it: (time, MB at most)."""
    import_module("corpus_tool.cli")  # which says how often Python looks for rings among objects
    with Store.open(corpus) as store:
        took = Took.by(lambda: export(store, format, "gold", folder, allow_loss=True))
    kilobytes = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    answer.put((took, sum(kilobytes) / 1024))


def measured(corpus: Path, format: str, folder: Path) -> tuple[Took, float]:
    """The same in a new process, whose memory is its own."""
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=ours, args=(corpus, format, folder, answer))
    process.start()
    found = answer.get()
    process.join()
    return found


def of_dicts(file: Path, target: Path) -> Took:
    """JSON lines from their dicts."""
    took = Took()
    with file.open(encoding="utf-8", newline="\n") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
        while batch := [json.loads(line) for line in islice(lines, AT_ONCE)]:
            took = took.and_by(partial(_write_dicts, batch, out))
    return _compared(took, file, target)


def _write_dicts(batch: list[dict[str, Any]], out: TextIO) -> None:
    for line in batch:
        out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    out.flush()


Sentences = list[list[tuple[str, str]]]


def of_sentences(file: Path, target: Path, write: Callable[[Sentences, TextIO], None]) -> Took:
    """Columns from sentences of words with their tags."""
    took = Took()
    with file.open(encoding="utf-8", newline="\n") as lines, target.open("w", encoding="utf-8", newline="\n") as out:
        while batch := list(islice(_sentences(lines), AT_ONCE * 10)):
            took = took.and_by(partial(write, batch, out))
    return _compared(took, file, target)


def _sentences(lines: Iterable[str]) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in lines:
        if line == "\n":
            yield sentence
            sentence = []
        else:
            word, _, tag = line.rstrip("\n").partition("\t")
            sentence.append((word, tag))


def _write_lines(batch: Sentences, out: TextIO) -> None:
    for sentence in batch:
        for word, tag in sentence:
            out.write(f"{word}\t{tag}\n")
        out.write("\n")
    out.flush()


def _write_joined(batch: Sentences, out: TextIO) -> None:
    for sentence in batch:
        out.write("".join([f"{word}\t{tag}\n" for word, tag in sentence]) + "\n")
    out.flush()


def _compared(took: Took, file: Path, target: Path) -> Took:
    if not cmp(file, target, shallow=False):
        raise SystemExit(f"{file.name} and what was written from its objects differ.")
    return took


def of_rows(file: Path, target: Path) -> Took:
    """A table from its rows."""
    frame = pl.read_parquet(file)
    rows = frame.to_dicts()
    return Took.by(lambda: pl.DataFrame(rows, schema=frame.schema).write_parquet(target))


def of_columns(file: Path, target: Path) -> Took:
    """A table from its columns."""
    frame = pl.read_parquet(file)
    columns = frame.to_dict(as_series=False)
    return Took.by(lambda: pl.DataFrame(columns, schema=frame.schema).write_parquet(target))


Floor = Callable[[Path, Path], Took]
"""A file of an export, and where to write the same again from objects that are ready, to how long that takes."""

FLOORS: dict[str, dict[str, Floor]] = {
    "jsonl": {"from dicts": of_dicts},
    "iob2": {
        "joined": partial(of_sentences, write=_write_joined),
        "line by line": partial(of_sentences, write=_write_lines),
    },
    "parquet": {"from rows": of_rows, "from columns": of_columns},
}
"""Format to what it is measured against; the target is meant for the first of these."""


def floor(format: str, way: Floor, folder: Path) -> Took:
    """How long all files of an export take from objects that are ready."""
    found = [way(file, folder / "floor") for file in sorted(folder.glob(f"*.{format}"))]
    return Took(sum(one.elapsed for one in found), sum(one.busy for one in found))


def main(words: list[str]) -> None:
    """Print a line for each format."""
    count = next((int(word) for word in words if word.isdigit()), DOCUMENTS)
    asked_for = [word for word in words if word in FLOORS] or list(FLOORS)
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
    yield f"  {format:14}  {_seconds(took)}  {count / took.elapsed:8,.0f} a second  {memory:4.0f} MB (target {MEMORY})"
    for name, way in FLOORS[format].items():
        least = floor(format, way, folder)
        target = f" (target {TARGET})" if name == next(iter(FLOORS[format])) else ""
        yield f"    {name:12}  {_seconds(least)}  ratio {took.elapsed / least.elapsed:5.2f}{target}"


def _seconds(took: Took) -> str:
    return f"{took.elapsed:6.2f} s ({took.busy:6.2f})"


def profile(corpus: Path, format: str, folder: Path) -> None:
    """Where the time goes."""
    profiled = cProfile.Profile()
    with Store.open(corpus) as store:
        profiled.runcall(export, store, format, "gold", folder, allow_loss=True)
    pstats.Stats(profiled).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main(sys.argv[1:])
