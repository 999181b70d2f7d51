"""How long looking for near-duplicates takes once more, when one article is new, against the first time.

    python benchmarks/duplicates_speed.py [ARTICLES]

Makes invented articles (10,000 without a number), one of 20 an edited copy of the one before. The target for one new
article is a twentieth of the first look.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.store.store import Store
from corpus_tool.workbench.duplicates import find_duplicates
from corpus_tool.workbench.surroundings import utc_now

ARTICLES = 10_000
WORDS = 100
COPIES = 20
TARGET = 1 / 20


def articles(count: int) -> Iterator[str]:
    """Words of one vocabulary; every so often the article before with every twelfth word another."""
    dice = random.Random(1)
    vocabulary = ["".join(dice.choices("ابتجحدرسعفقكلمنهوي", k=6)) for _ in range(20_000)]
    words: list[str] = []
    for number in range(count):
        if number % COPIES == COPIES - 1:
            words = [word if place % 12 else "أخرى" for place, word in enumerate(words)]
        else:
            words = dice.choices(vocabulary, k=WORDS)
        yield " ".join(words)


def add(store: Store, first: int, texts: Iterator[str]) -> None:
    """Keep texts as documents, numbered from `first`."""
    with store.writing():
        for number, text in enumerate(texts, first):
            document = Document(key=f"d{number}", text=text, language="ar", direction="rtl")
            store.documents.add(document, (), utc_now())


def look(store: Store, what: str) -> float:
    """Seconds that it takes; prints them."""
    begun = perf_counter()
    found = find_duplicates(store)
    took = perf_counter() - begun
    print(f"{what:24}{took:8.2f} s   {len(found.stories):,} stories")
    return took


def main() -> None:
    """Look, add one, look again, and look with nothing new."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    texts = list(articles(count))
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "a.db", default_schema(), utc_now()) as store:
        add(store, 0, iter(texts))
        first = look(store, f"{count:,} articles")
        add(store, count, iter([texts[0] + " زيادة"]))
        again = look(store, "one more")
        look(store, "nothing more")
    print(f"ratio {again / first:.4f} (target: {TARGET})")


if __name__ == "__main__":
    main()
