"""How long learning from 200 documents takes beside the annotator, and how much slower her caret moves meanwhile.

    python benchmarks/learning_speed.py

The documents are the gold articles of the sample corpus and their twins (`enlarging.py`), done by one annotator. The
caret moves through the article of `key_speed.py`, in a pseudo terminal, before and while the other process learns.
The targets: 5 seconds, and 1.5 times as slow.
"""

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median

import enlarging
import key_speed
import train_proof

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.store.store import Store
from corpus_tool.tui.app import run
from corpus_tool.workbench.importing import import_files

DOCUMENTS = 200
SECONDS, SLOWER = 5.0, 1.5
MOVES = 100


def build(path: Path) -> None:
    """The articles to move in, and those to learn from."""
    key_speed.build(path)
    articles = train_proof.gold_articles()
    pool, chance = enlarging.pool_of(articles), Random(1)
    source = path.with_suffix(".jsonl")
    lines = []
    for number in range(DOCUMENTS):
        twin = enlarging.twin(articles[number % len(articles)], pool, number // len(articles) + 1, chance)
        (layer,) = twin.layers
        done = replace(layer, name=key_speed.NAME, status=Status.DONE)
        lines.append(line_of(Bundle(twin.document, (done,))) + "\n")
    source.write_text("".join(lines), encoding="utf-8")
    with Store.open(path) as store:
        import_files(store, [source])


def move(screen: key_speed.Screen, moves: int) -> list[float]:
    """Seconds of each move."""
    keys = (key_speed.MOVES * (moves // len(key_speed.MOVES) + 1))[:moves]
    return [screen.press(key).seconds for key in keys]


def learner(path: Path) -> "subprocess.Popen[bytes]":
    """The process that the annotator starts; it ends with this one."""
    program = "from corpus_tool.workbench.learning.apprentice import serve; serve()"
    words = [sys.executable, "-P", "-c", program, str(path), key_speed.NAME.annotator]
    return subprocess.Popen(words, stdin=subprocess.PIPE)


def main() -> None:
    """Print both; fail where a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.db"
        build(path)
        learner(path).wait()
        with Store.open(path) as store:
            head = store.models.head_of(key_speed.NAME.annotator)
        seconds = head[2] if head else float("inf")
        with key_speed.program(sys.executable, __file__, "ours", str(path)) as ours:
            move(ours, 20)
            alone = move(ours, MOVES)
            beside: list[float] = []
            while len(beside) < MOVES:
                process = learner(path)
                while process.poll() is None and len(beside) < MOVES:
                    beside += move(ours, 1)
                process.kill()
                process.wait()
        slower = median(beside) / median(alone)
        print(f"  learning from {DOCUMENTS} documents, alone: {seconds:.1f} s (target {SECONDS:.0f})")
        print(f"  a caret that moves: {median(alone) * 1000:.2f} ms, meanwhile {median(beside) * 1000:.2f} ms,", end="")
        print(f" {slower:.2f} times (target {SLOWER})")
    sys.exit(seconds > SECONDS or slower > SLOWER)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", path]:
            run(Path(path), key_speed.NAME.annotator, 1)
        case _:
            main()
