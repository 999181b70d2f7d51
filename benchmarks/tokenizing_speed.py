"""How long tokenizing takes, against PyArabic's own `tokenize` on the same Arabic text in the same run.

    python benchmarks/tokenizing_speed.py [file.txt ...]

Without files it cuts the sample below; the target is a ratio of at most 2.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from pyarabic.araby import tokenize as tokenize_by_pyarabic

from corpus_tool.languages import tokenize

# Invented; as in the news it stands for, a number or rare mark comes once in 240 characters, a quotation once in 200.
SAMPLE = (
    "وقالت وزارة الدفاع التركية إن طائراتها دمّرت مواقع «للمسلحين» شمالي سوريا، وذلك بعد أسبوع على هجوم استهدف العاصمة. "
    "وأضافت الوزارة في بيان لها أن العملية مستمرة، وأن الأهداف شملت مستودعات وملاجئ في محيط 15 قرية. وأشارت "
    "مصادر إعلامية إلى أن القصف أسفر عن قتلى وجرحى، ونقلت سيارات الإسعاف المصابين إلى المستشفى في مدينة إدلب.\n"
)
LENGTH = 60_000
ROUNDS = 15


def tokenize_arabic(text: str) -> object:
    """Ours, as an import calls it."""
    return tokenize(text, "ar")


def seconds(cut: Callable[[str], object], text: str) -> float:
    """How long one round takes."""
    start = perf_counter()
    cut(text)
    return perf_counter() - start


def main(paths: list[str]) -> None:
    """Print the best time of both and their ratio; the rounds take turns, so that a busy machine slows both."""
    text = "\n".join(Path(path).read_text(encoding="utf-8") for path in paths) or SAMPLE
    text *= 1 + LENGTH // len(text)
    rounds = [(seconds(tokenize_arabic, text), seconds(tokenize_by_pyarabic, text)) for _ in range(ROUNDS)]
    own, pyarabic = map(min, zip(*rounds, strict=True))
    print(f"{len(text):,} characters, best of {ROUNDS}")
    print(f"  ours      {own * 1000:7.2f} ms")
    print(f"  PyArabic  {pyarabic * 1000:7.2f} ms")
    print(f"  ratio     {own / pyarabic:7.2f}   (target: at most 2)")


if __name__ == "__main__":
    main(sys.argv[1:])
