"""How fast words are found, and what the index costs, against SQLite alone on the same texts.

    python benchmarks/search_speed.py            100,000 articles of 100 words
    python benchmarks/search_speed.py 1000000

Prints, in one run: adding documents with the index against a bare executemany with an index of its own, then each
search, as `corpus-tool search` does it (finds mapped back to the original, 100 lines).
"""

import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from time import perf_counter

from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.store.store import Store
from corpus_tool.workbench.concordance import phrases_of, search

WORDS = 100
VOCABULARY = 50_000
BATCH = 5_000
LETTERS = "ابتجحدرسعفقكلمنهوي"
RARE = "قسطنطينية"
COMMON = ("الجيش", "السوري", "في", "على", "مدينة", "أمس")
QUERIES = {
    "rare word": RARE,
    "rare word, its proclitics": "قسطنطين",
    "phrase of two common words": '"الجيش السوري"',
    "phrase of two very common words": '"في على"',
    "two common words": "الجيش مدينة",
    "prefix": "قسطن*",
    "nothing": "لاشيءكهذاابدا",
}


def articles(count: int) -> Iterator[str]:
    """Texts of 100 words, frequent ones first, as Zipf has it; one of 10,000 holds the rare word."""
    chance = random.Random(1)
    vocabulary = [*COMMON, *("".join(chance.choices(LETTERS, k=chance.randint(3, 8))) for _ in range(VOCABULARY))]
    weights = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    for number in range(count):
        words = chance.choices(vocabulary, cum_weights=weights, k=WORDS)
        if number % 10_000 == 17:
            words[50] = RARE
        yield f"{number} " + " ".join(words)


def bare(path: Path, count: int) -> float:
    """Seconds for SQLite alone: a table, and FTS5 over it."""
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='texts', content_rowid='id')")
    rows = list(enumerate(articles(count), 1))
    begun = perf_counter()
    db.executemany("INSERT INTO texts VALUES (?, ?)", rows)
    db.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
    db.commit()
    return perf_counter() - begun


def ours(store: Store, count: int) -> float:
    """Seconds to add the documents, in transactions of some thousands; making the texts is not counted."""
    spent = 0.0
    documents: list[Document] = []
    for number, text in enumerate(articles(count), 1):
        documents.append(Document(key=f"d{number}", text=text, language="ar", direction="rtl"))
        if len(documents) == BATCH or number == count:
            begun = perf_counter()
            with store.writing():
                for document in documents:
                    store.documents.add(document, (), "2026-01-31T12:00:00.000+00:00")
            spent += perf_counter() - begun
            documents.clear()
    return spent


def main() -> None:
    """Build, then search."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        bare_seconds = bare(Path(folder) / "bare.db", count)
        with Store.create(Path(folder) / "corpus.db", default_schema(), "now") as store:
            our_seconds = ours(store, count)
            size = (Path(folder) / "corpus.db").stat().st_size / (Path(folder) / "bare.db").stat().st_size
            print(f"{count:,} articles of {WORDS} words")
            print(f"bare SQLite with FTS5 {bare_seconds:8.1f} s")
            print(
                f"ours, folded          {our_seconds:8.1f} s   {our_seconds / bare_seconds:.2f} times, file {size:.2f}"
            )
            print(f"{'search':36}{'best ms':>9}{'median ms':>11}{'documents':>11}{'count ms':>10}")
            for name, query in QUERIES.items():
                report(store, name, query)


def report(store: Store, name: str, query: str) -> None:
    """One line: seven runs of the search, and one count of every document that holds it."""
    times = []
    for _ in range(7):
        begun = perf_counter()
        search(store, query)
        times.append((perf_counter() - begun) * 1000)
    begun = perf_counter()
    found = store.search.count(phrases_of(query))
    counted = (perf_counter() - begun) * 1000
    print(f"{name:36}{min(times):9.1f}{sorted(times)[3]:11.1f}{found:11,}{counted:10.1f}")


if __name__ == "__main__":
    main()
