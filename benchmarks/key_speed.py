"""How long a key takes from the terminal to the last byte on the screen, beside Textual's own TextArea, in one run.

    python benchmarks/key_speed.py [KEYS] [--slate PROGRAM]

Both run in a pseudo terminal of 120 columns and 40 rows on the same Arabic article of 5,000 words; ours has 1,000 spans
on it. They take turns, key by key. The targets: at most half the time of TextArea and a tenth of its bytes for a
caret that moves, and 95 of 100 acts of any kind within 50 ms. With --slate, the curses annotator slate-nlp (no
right-to-left, no nested spans; installed wherever you like) moves on the same words as well.
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
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import clock_gettime, perf_counter
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
QUIET = 0.12
"""Seconds without a byte after which a screen is taken to be finished."""
FIRST = 0.4
"""Seconds that the first byte may take: escape is waited for in case more follows."""
LEAST = 40
"""Times that each kind of act is done."""
DOCUMENTS = LEAST + 5
"""More than are opened one after the other."""
START = 2.5
"""Seconds of the same, at the start."""
NAME = LayerName("noa", LayerKind.ANNOTATOR)
SENTENCE = "قصفت طائرات F-16 التابعة لسلاح الجو مواقع التنظيم في ريف حلب الشمالي يوم 24/8/2016 وقتل 15 مسلحا على الأقل"

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
MOVES = (LEFT, LEFT, DOWN, LEFT, RIGHT, LEFT, DOWN, LEFT, LEFT, UP)
ESCAPE, HOME, PAGE_DOWN, PAGE_UP = "\x1b", "\x1b[1;5H", "\x1b[6~", "\x1b[5~"


class Kind(NamedTuple):
    """A kind of act: keys that are measured in turn, and what is pressed before each and after each."""

    keys: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


ACTS = {
    "a row down": Kind((DOWN,)),
    "a page": Kind((PAGE_DOWN, PAGE_DOWN, PAGE_DOWN, PAGE_UP)),
    "extend": Kind(("\x1b[1;2D",), before=(LEFT,)),
    "next mark": Kind(("\t",)),
    "mark": Kind(("d",), before=(LEFT,)),
    "undo": Kind(("U",)),
    "ask for a new event": Kind(("E",), after=(ESCAPE,)),
    "open the events": Kind(("L",), before=(LEFT,), after=(ESCAPE,)),
    "go through the events": Kind((DOWN,), before=("L", DOWN), after=(ESCAPE,)),
    "open the problems": Kind(("!",), after=(ESCAPE,)),
    "open the history": Kind(("H",), after=(ESCAPE,)),
    "open the help": Kind(("?",), after=(ESCAPE,)),
    "open the palette": Kind(("\x1b[15~",), after=(ESCAPE,)),
    "a letter of what is found": Kind(tuple("مواقع"), before=("/",), after=(ESCAPE,)),
    "find next": Kind((".",)),
    "next document": Kind(("N", "N", "P", "P")),
    "a document never opened before": Kind(("N",)),
}
"""Each begins at the start of the document, and the last goes through all of them."""

TO_FIND = ("/", *"مواقع", "\r")


class Answer(NamedTuple):
    """What a key set off."""

    seconds: float
    """From the key to the last byte."""
    count: int
    """Bytes."""
    busy: float
    """Seconds of a processor that the program used, which other programs on the machine hardly change."""


def article() -> str:
    """An article of so many words, in paragraphs of five sentences."""
    words = SENTENCE.split()
    sentences = [" ".join(words) + "." for _ in range(WORDS // len(words))]
    return "\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))


def build(path: Path) -> None:
    """A corpus of a few such articles."""
    with Store.create(path, default_schema(), utc_now()) as store, store.writing():
        for number in range(DOCUMENTS):
            add(store, f"d{number}", f"{article()}\n{number}")


def add(store: Store, key: str, text: str) -> None:
    """An article with spans on words spread over it, every tenth of them around its neighbours."""
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
    document = Document(key=key, text=text, language="ar", direction="rtl", tokens=tokens, cutter="ar")
    born = Revision(
        title="Import", changes=edits.births(layer), act=Act.IMPORT, who="noa", at=utc_now(), schema_version="1.0.0"
    )
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

    def __init__(self, program: list[str]) -> None:
        self.pid, self._line = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execv(program[0], program)
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._read(START)

    def press(self, key: str) -> Answer:
        """Send a key and read what it sets off."""
        began = perf_counter()
        os.write(self._line, key.encode())
        return self._read(QUIET, began)

    def act(self, kind: Kind, times: int) -> list[Answer]:
        """Do an act so many times; what the keys around it set off is not counted."""
        answers = []
        self.press(HOME)
        for number in range(times):
            for key in kind.before:
                self.press(key)
            answers.append(self.press(kind.keys[number % len(kind.keys)]))
            for key in kind.after:
                self.press(key)
        return answers

    def _read(self, quiet: float, began: float = 0.0) -> Answer:
        last, count, used = began, 0, self._used()
        while select.select([self._line], [], [], quiet if count else max(quiet, FIRST))[0]:
            count += len(os.read(self._line, 1 << 16))
            last = perf_counter()
        return Answer(last - began, count, self._used() - used)

    def _used(self) -> float:
        """Seconds of a processor since it was begun; the clock of a process has this number on Linux."""
        return clock_gettime((~self.pid << 3) | 2)

    def end(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._line)


@contextmanager
def screen(*arguments: str) -> Iterator[Screen]:
    """A screen of this file's, ended afterwards."""
    with program(sys.executable, __file__, *arguments) as shown:
        yield shown


@contextmanager
def program(*words: str) -> Iterator[Screen]:
    """A screen that is ended afterwards."""
    shown = Screen(list(words))
    try:
        yield shown
    finally:
        shown.end()


def told(what: str, answers: list[Answer]) -> None:
    """One line of the table."""
    seconds = sorted(answer.seconds for answer in answers)
    late = seconds[int(len(seconds) * 0.95)]
    size = median(answer.count for answer in answers)
    silent = sum(not answer.count for answer in answers)
    without = f"   {silent} of {len(answers)} without an answer within {FIRST} s" if silent else ""
    busy = median(answer.busy for answer in answers)
    times = f"{median(seconds) * 1000:7.2f} ms   p95 {late * 1000:7.2f} ms   busy {busy * 1000:7.2f} ms"
    print(f"  {what:34}{times} {size:8.0f} bytes{without}")


def move_in_slate(slate: str, folder: Path, keys: int) -> None:
    """What the curses annotator needs for the same moves, in logical order as it shows them."""
    text = folder / "article.txt"
    text.write_text(article(), encoding="utf-8")
    with program(slate, "-l", str(folder / "slate"), "-o", str(text)) as theirs:
        told("the same in slate-nlp", [theirs.press(key) for _ in range(keys // len(MOVES)) for key in MOVES])


def main(keys: int, slate: str | None) -> None:
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
            if slate:
                move_in_slate(slate, Path(folder), keys)
            for key in TO_FIND:
                ours.press(key)
            for name, kind in ACTS.items():
                told(name, ours.act(kind, max(LEAST, keys // 10)))
            print(f"  load of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", path]:
            run(Path(path), "noa", 1)
        case ["text-area"]:
            run_text_area()
        case words:
            parser = ArgumentParser()
            parser.add_argument("keys", nargs="?", type=int, default=200)
            parser.add_argument("--slate", metavar="PROGRAM")
            said = parser.parse_args(words)
            main(said.keys, said.slate)
