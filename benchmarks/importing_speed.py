"""How long an import takes, against bare SQLite keeping the same texts with a full-text index of its own.

    python benchmarks/importing_speed.py [ARTICLES] [--profile]

Makes invented articles of 100 words (5,000 without a number), imports them as one JSONL file and as one CSV, and
prints the ratio of each to `executemany` plus FTS5 in the same run. The target is at most 4.
"""

import cProfile
import csv
import json
import pstats
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import text_digest
from corpus_tool.store.store import Store, remove_corpus
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.surroundings import utc_now

ARTICLES = 5_000
WORDS = 100
ROUNDS = 3
MANY = 20_000
"""From here on one round is enough."""
TARGET = 4
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
PROCLITICS = ("", "", "", "", "و", "ب", "ل", "ال", "وال", "لل")
SOURCES = 20


def articles(count: int) -> Iterator[tuple[str, str]]:
    """(source, text): words drawn as in the news, few of them often; paragraphs of about 30, a few numbers."""
    dice = random.Random(1)
    vocabulary = ["".join(dice.choices(LETTERS, k=dice.randint(3, 7))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    words = dice.choices(vocabulary, weights, k=400_000)
    for number in range(count):
        drawn = [dice.choice(PROCLITICS) + words[dice.randrange(len(words))] for _ in range(WORDS)]
        drawn[10] = f"«{drawn[10]}»"
        drawn[40] = str(number)
        for end in (9, 39, 69, 99):
            drawn[end] += ".\n"
        source = f"source {number % SOURCES}"
        yield source, " ".join(drawn).replace("\n ", "\n") + f"تابعنا على {source}\n"


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    start = perf_counter()
    work()
    return perf_counter() - start


def bare(path: Path, made: list[tuple[str, str]]) -> None:
    """The least that keeps and finds texts: one table, one index, one transaction."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA page_size = 8192")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, source TEXT, text TEXT)")
    db.execute("CREATE VIRTUAL TABLE found USING fts5 (text, content='articles', content_rowid='id')")
    with db:
        db.executemany("INSERT INTO articles (source, text) VALUES (?, ?)", made)
        db.execute("INSERT INTO found (found) VALUES ('rebuild')")
    db.close()


def ours(path: Path, file: Path, count: int) -> None:
    """An import as the command line does it."""
    with Store.create(path, default_schema(), utc_now()) as store:
        import_files(store, [file])
        if store.documents.count() != count:
            raise SystemExit(f"{store.documents.count()} of {count} documents came in")


def write_jsonl(path: Path, made: list[tuple[str, str]]) -> Path:
    """The articles in our own format."""
    with path.open("w", encoding="utf-8") as file:
        for number, (source, text) in enumerate(made):
            line = {
                "format": "corpus-tool/1",
                "key": f"a{number}",
                "language": "ar",
                "direction": "rtl",
                "title": "",
                "text": text,
                "text_sha256": text_digest(text),
                "metadata": {"source": source},
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def write_csv(path: Path, made: list[tuple[str, str]]) -> Path:
    """The articles as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("source", "text"), *made])
    return path


def main(words: list[str]) -> None:
    """Print a line for each road in."""
    count = next((int(word) for word in words if word.isdigit()), ARTICLES)
    made = list(articles(count))
    with TemporaryDirectory() as folder:
        here = Path(folder)
        jsonl, table = write_jsonl(here / "a.jsonl", made), write_csv(here / "a.csv", made)
        if "--profile" in words:
            profiled = cProfile.Profile()
            profiled.runcall(ours, here / "profile.db", table, count)
            pstats.Stats(profiled).sort_stats("tottime").print_stats(25)
            return
        roads = {
            "bare SQLite and FTS5": lambda path: bare(path, made),
            "import of JSONL": lambda path: ours(path, jsonl, count),
            "import of CSV": lambda path: ours(path, table, count),
        }
        rounds = ROUNDS if count <= MANY else 1
        best = fastest(roads, rounds, here)
    floor = best["bare SQLite and FTS5"]
    print(f"{count:,} articles of {WORDS} words, best of {rounds}")
    for name, took in best.items():
        print(f"  {name:20}  {took:7.2f} s  {count / took:6,.0f} a second  {took / floor:5.2f}")
    print(f"  (target: {TARGET})")


def fastest(roads: dict[str, Callable[[Path], None]], rounds: int, folder: Path) -> dict[str, float]:
    """The best time of each; the roads take turns, so that a busy machine slows all."""
    times: dict[str, list[float]] = {name: [] for name in roads}
    for number in range(rounds):
        for name, road in roads.items():
            path = folder / f"{name} {number}.db"
            times[name].append(seconds(lambda road=road, path=path: road(path)))
            remove_corpus(path)
    return {name: min(found) for name, found in times.items()}


if __name__ == "__main__":
    main(sys.argv[1:])
