"""How long the names of an article take: 5,000 words against a lexicon of 100,000 names.

python benchmarks/lexicon_speed.py
"""

import random
from time import perf_counter

from search_speed import COMMON, LETTERS

from corpus_tool import languages
from corpus_tool.model.lexicon import Lexicon
from corpus_tool.workbench.suggestions.lexicon import names_in, sure

NAMES = 100_000
WORDS = 5_000
HEBREW = "אבגדהוזחטילמנספצקרשת"


def made(letters: str, chance: random.Random, most: int) -> str:
    """A name of one to `most` words."""
    return " ".join("".join(chance.choices(letters, k=chance.randint(3, 7))) for _ in range(chance.randint(1, most)))


def main() -> None:
    """Make names and an article, and find them."""
    for code, letters, front in (("ar", LETTERS, "لبو"), ("he", HEBREW, "לבו")):
        chance = random.Random(1)
        names = [made(letters, chance, 4) for _ in range(NAMES)]
        lexicon = Lexicon()
        for name in names:
            lexicon.add(name, chance.choice(("PER", "ORG", "GPE")))
        words = [
            chance.choice(front) + chance.choice(names) if number % 20 == 0 else made(letters, chance, 1)
            for number in range(WORDS)
        ]
        text = " ".join((*COMMON, *words))
        times = []
        found = 0
        for _ in range(7):
            begun = perf_counter()
            found = len(list(names_in(text, languages.language(code), sure(lexicon))))
            times.append((perf_counter() - begun) * 1000)
        print(f"{code}: {found} of {NAMES:,} names in {len(text.split()):,} words, best {min(times):.1f} ms,", end=" ")
        print(f"median {sorted(times)[3]:.1f} ms")


if __name__ == "__main__":
    main()
