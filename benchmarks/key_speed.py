"""How long a key takes from the terminal to the last byte on the screen, beside Textual's own TextArea, in one run.

    python benchmarks/key_speed.py [KEYS]

Both run in a pseudo terminal of 120 columns and 40 rows on the same Arabic article of 5,000 words; ours has 1,000 spans
on it. They take turns, key by key. The targets: at most half the time of TextArea and a tenth of its bytes for a
caret that moves, and 95 of 100 acts of any kind within 50 ms.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from corpus_tool.languages import tokenize
from corpus_tool.model import edits
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.changes import Act, Revision
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.store.store import Store
from corpus_tool.tui.app import run
from corpus_tool.workbench.surroundings import utc_now

WORDS, SPANS, EVENTS = 5_000, 1_000, 40
COLUMNS, ROWS = 120, 40
QUIET = 0.08
"""Seconds without a byte after which a screen is taken to be finished."""
START = 2.5
"""Seconds of the same, at the start."""
NAME = LayerName("noa", LayerKind.ANNOTATOR)
SENTENCE = "قصفت طائرات F-16 التابعة لسلاح الجو مواقع التنظيم في ريف حلب الشمالي يوم 24/8/2016 وقتل 15 مسلحا على الأقل"

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
MOVES = (LEFT, LEFT, DOWN, LEFT, RIGHT, LEFT, DOWN, LEFT, LEFT, UP)
ACTS = {
    "move": (LEFT, DOWN),
    "page": (LEFT, "\x1b[6~"),
    "extend": (LEFT, "\x1b[1;2D"),
    "next mark": (LEFT, "\t"),
    "mark": (LEFT, "g"),
    "undo": (LEFT, "U"),
    "open the panel": ("\x1b", "L"),
}
"""What is measured is the second key; the first makes ready for it."""


class Answer(NamedTuple):
    """What a key set off."""

    seconds: float
    """From the key to the last byte."""
    count: int
    """Bytes."""


def article() -> str:
    """An article of so many words, in paragraphs of five sentences."""
    words = SENTENCE.split()
    sentences = [" ".join(words) + "." for _ in range(WORDS // len(words))]
    return "\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))


def build(path: Path) -> None:
    """A corpus of one such article with spans on words spread over it, every tenth of them around its neighbours."""
    text = article()
    tokens = tuple(tokenize(text, "ar"))
    words = [token for token in tokens if text[token.start].isalpha()]
    step = len(words) // SPANS
    labels = [label.id for label in default_schema().labels]
    spans = [
        Span(
            id=f"s{number}",
            label=labels[number % len(labels)],
            fragments=((words[number * step].start, words[number * step + (2 if number % 10 == 0 else 0)].end),),
        )
        for number in range(SPANS)
    ]
    events = [
        Event(id=f"e{number}", type="Conflict.AirStrike", fragments=((words[at].start, words[at].end),))
        for number, at in enumerate(range(3, len(words), len(words) // EVENTS))
    ]
    layer = Layer.of(NAME, SchemaRef("conflict-news", "1.0.0"), [*spans, *events])
    document = Document(key="d", text=text, language="ar", direction="rtl", tokens=tokens, cutter="ar")
    born = Revision(
        title="Import", changes=edits.births(layer), act=Act.IMPORT, who="noa", at=utc_now(), schema_version="1.0.0"
    )
    with Store.create(path, default_schema(), utc_now()) as store, store.writing():
        store.revisions.append(store.layers.add(store.documents.add(document, (), utc_now()), layer), born, 0, text)


def run_text_area() -> None:
    """Textual's own editor on the same text. Its cursor does not blink: what it sends answers a key."""
    from textual.app import App, ComposeResult
    from textual.widgets import TextArea

    class Editor(App[None]):
        def compose(self) -> ComposeResult:
            area = TextArea(article())
            area.cursor_blink = False
            yield area

    Editor().run()


class Screen:
    """A program in a pseudo terminal of its own."""

    def __init__(self, arguments: list[str]) -> None:
        self.pid, self._line = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execv(sys.executable, [sys.executable, __file__, *arguments])
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._read(START)

    def press(self, key: str) -> Answer:
        """Send a key and read what it sets off."""
        began = perf_counter()
        os.write(self._line, key.encode())
        return self._read(QUIET, began)

    def _read(self, quiet: float, began: float = 0.0) -> Answer:
        last, count = began, 0
        while select.select([self._line], [], [], quiet)[0]:
            count += len(os.read(self._line, 1 << 16))
            last = perf_counter()
        return Answer(last - began, count)

    def end(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._line)


@contextmanager
def screen(*arguments: str) -> Iterator[Screen]:
    """A screen that is ended afterwards."""
    shown = Screen(list(arguments))
    try:
        yield shown
    finally:
        shown.end()


def told(what: str, answers: list[Answer]) -> None:
    """One line of the table."""
    seconds = sorted(answer.seconds for answer in answers)
    late = seconds[int(len(seconds) * 0.95)]
    size = median(answer.count for answer in answers)
    print(f"  {what:34}{median(seconds) * 1000:7.2f} ms   p95 {late * 1000:7.2f} ms {size:8.0f} bytes")


def main(keys: int) -> None:
    """Print what each needs, and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.db"
        build(path)
        with screen("ours", str(path)) as ours, screen("text-area") as theirs:
            pairs = [(ours.press(key), theirs.press(key)) for _ in range(keys // len(MOVES)) for key in MOVES]
            mine, other = (list(each) for each in zip(*pairs, strict=True))
            told("a caret that moves", mine)
            told("the same in Textual's TextArea", other)
            quicker = median(one.seconds for one in mine) / median(one.seconds for one in other)
            smaller = median(one.count for one in mine) / median(one.count for one in other)
            print(f"  ratio of times {quicker:.2f} (target 0.5), of bytes {smaller:.3f} (target 0.1)")
            for name, (before, key) in ACTS.items():
                told(name, [(ours.press(before), ours.press(key))[1] for _ in range(keys // 10)])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", path]:
            run(Path(path), "noa", 1)
        case ["text-area"]:
            run_text_area()
        case [number]:
            main(int(number))
        case _:
            main(200)
