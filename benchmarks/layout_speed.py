"""How fast a text is laid out, as two ratios that do not depend on the machine.

    python benchmarks/layout_speed.py [file ...]

1. A full layout (levels, shaping, wrapping, cells) of 50,000 characters, against python-bidi's `get_display`, which is
   Rust, on the same text. Target: at most 40 times as long.
2. The first screen of a document of 1,000,000 characters, against one of 10,000. Target: at most 1.5 times as long.

The text is made of the files, or of a few sentences of Arabic news. Needs python-bidi (in the test extra).
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from bidi import get_display

from corpus_tool.text.layout import Layout

WIDTH, SCREEN_ROWS, ROUNDS = 80, 40, 9
SENTENCES = (
    "أعلنت الوزارة يوم 24/8/2016 أنّ 15 شخصاً أُصيبوا في قصف على المدينة، بحسب «وكالة الأنباء».",
    "وقال المتحدث (في بيان) إنّ طائرات F-16 شاركت في العملية التي بدأت عند الساعة 12:30.",
    "وأضاف: «لن نتراجع»، مشيراً إلى أنّ نسبة الدمار بلغت 15.5% في بعض الأحياء.",
)


def sample(length: int, files: list[str]) -> str:
    """Return `length` characters of news in paragraphs."""
    source = "\n".join(Path(name).read_text(encoding="utf-8") for name in files)
    source = source or "\n".join(" ".join(SENTENCES[: 1 + number % 3]) for number in range(9))
    return ((source + "\n") * (length // len(source) + 1))[:length]


def best_of(action: Callable[[], object]) -> float:
    """Return the shortest time of several rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def full_layout(text: str) -> None:
    """Lay out every row."""
    layout = Layout(text, WIDTH, "rtl")
    for row in range(layout.height):
        layout.row(row)


def first_screen(text: str) -> None:
    """Lay out the rows that are seen when a document is opened."""
    layout = Layout(text, WIDTH, "rtl")
    for row in range(SCREEN_ROWS):
        layout.row(row)


def main(files: list[str]) -> None:
    """Measure and print."""
    middle, short, long = (sample(length, files) for length in (50_000, 10_000, 1_000_000))
    rust = best_of(lambda: get_display(middle, base_dir="R"))
    full = best_of(lambda: full_layout(middle))
    small, large = best_of(lambda: first_screen(short)), best_of(lambda: first_screen(long))
    jump = best_of(lambda: Layout(long, WIDTH, "rtl").height)
    print(f"{'what':<50}{'ms':>10}{'ratio':>8}{'target':>8}")
    print(f"{'python-bidi get_display, 50,000 characters':<50}{rust:>10.2f}")
    print(f"{'full layout, 50,000 characters':<50}{full:>10.2f}{full / rust:>8.1f}{40:>8}")
    print(f"{'first screen of 10,000 characters':<50}{small:>10.2f}")
    print(f"{'first screen of 1,000,000 characters':<50}{large:>10.2f}{large / small:>8.2f}{1.5:>8}")
    print(f"{'every row number of 1,000,000 characters':<50}{jump:>10.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
