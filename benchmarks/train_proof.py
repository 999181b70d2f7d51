"""Proof that what is exported can be learned from: models trained on it against the same with shuffled labels.

    python benchmarks/train_proof.py

The eight articles of the sample corpus that have a gold layer are enlarged to 136 (`enlarging.py`). Two of them at a
time, with their twins, are what the models are tried on; they learn from the others, so no story is on both sides. Each
side is a corpus, exported by the tool; the models see the files alone. Two turns go at a time, where there are two
processors. Prints F1 over all four turns, the same after training on shuffled labels, and their difference; the target
is 0.20 each.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import NamedTuple, TypeAlias

import enlarging
import learning

from corpus_tool import Corpus
from corpus_tool.formats.jsonl import line_of, read
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind
from corpus_tool.store.store import Store
from corpus_tool.workbench.demo import SAMPLE_FILES, sample_folder
from corpus_tool.workbench.import_report import Outcome
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.surroundings import utc_now

FOLDS = (("ar-0001", "he-0001"), ("ar-0002", "he-0002"), ("ar-0003", "he-0003"), ("ar-0004", "he-0004"))
"""What the models are tried on in turn. The second pair is one story in two languages."""

TWINS = 17
"""Then there are 102 to learn from; below 100 `spacy debug data` calls it an error."""
TARGET = 0.20
SEED = 20_260_131


Learn: TypeAlias = Callable[[bool], learning.Tally]
"""Learns from the labels as they are, or from shuffled ones, and tells how well."""


class Score(NamedTuple):
    """What a model has learned, and what it has learned from labels that mean nothing."""

    name: str
    right: learning.Tally = learning.Tally()
    shuffled: learning.Tally = learning.Tally()
    seconds: float = 0.0
    """Of a processor."""

    @property
    def margin(self) -> float:
        """How much better it is by what the annotators said."""
        return self.right.f1 - self.shuffled.f1

    def and_also(self, other: "Score") -> "Score":
        """The score over the turns of both."""
        right, shuffled = self.right.and_also(other.right), self.shuffled.and_also(other.shuffled)
        return Score(self.name, right, shuffled, self.seconds + other.seconds)

    @classmethod
    def of(cls, name: str, sides: dict[str, Corpus], folder: Path) -> "Score":
        """The score of a model in one turn."""
        start = process_time()
        learn = MODELS[name](sides, folder)
        return cls(name, learn(False), learn(True), process_time() - start)


def gold_articles() -> list[Bundle]:
    """The articles of the sample corpus that have a gold layer, with that layer alone."""
    found = []
    for name in SAMPLE_FILES:
        lines = (sample_folder() / name).read_bytes().split(b"\n")
        for bundle in read(lines):
            gold = tuple(layer for layer in bundle.layers if layer.name.kind is LayerKind.GOLD)
            if gold:
                found.append(Bundle(bundle.document, gold))
    return found


def make_sides(folder: Path, tried_on: Sequence[str], twins: int = TWINS) -> dict[str, Corpus]:
    """`train` and `dev`, each a corpus of articles and their twins."""
    folder.mkdir(parents=True)
    sides: dict[str, list[Bundle]] = {"train": [], "dev": []}
    for article in gold_articles():
        sides["dev" if article.document.key in tried_on else "train"].append(article)
    return {name: _corpus(folder / name, side, twins) for name, side in sides.items()}


def _corpus(path: Path, articles: Sequence[Bundle], twins: int) -> Corpus:
    chance, pool = Random(SEED), enlarging.pool_of(articles)
    source = path.with_suffix(".jsonl")
    made = (enlarging.twin(article, pool, number, chance) for article in articles for number in range(twins))
    source.write_text("".join(line_of(bundle) + "\n" for bundle in made), encoding="utf-8")
    with Store.create(path.with_suffix(".db"), default_schema(), utc_now()) as store:
        report = import_files(store, [source])
        if refused := report.count(Outcome.REFUSED):
            raise SystemExit(f"{refused} articles were refused: the enlarging is broken.")
    return Corpus(path.with_suffix(".db"))


def export(sides: dict[str, Corpus], format: str, folder: Path) -> dict[str, Path]:
    """Export both sides, unless they are there already; answers the folder of each."""
    for name, corpus in sides.items():
        if not (folder / name).exists():
            corpus.export(format, folder / name, clitics="split-clitics", overlaps="narrowest", allow_loss=True)
    return {name: folder / name for name in sides}


def names(sides: dict[str, Corpus], folder: Path) -> Learn:
    """A conditional random field on IOB2."""
    files = export(sides, "iob2", folder / "iob2")
    train, dev = (learning.columns(files[side] / "gold.iob2") for side in ("train", "dev"))
    return _of_field(train, dev, learning.around)


def triggers(sides: dict[str, Corpus], folder: Path) -> Learn:
    """A conditional random field for the families of events, on JSONL."""
    files = export(sides, "jsonl", folder / "jsonl")
    train, dev = (learning.triggers(learning.windows(files[side] / "gold.jsonl")) for side in ("train", "dev"))
    return _of_field(train, dev, learning.inside)


def _of_field(train: list[learning.Tagged], dev: list[learning.Tagged], seen: learning.Seen) -> Learn:
    shown, tried_on = learning.Shown.of(train, seen), learning.Shown.of(dev, seen)
    wrong = shown.tagged_as(learning.shuffled(train, Random(SEED)))
    return lambda mixed: learning.tagger(wrong if mixed else shown, tried_on)


def roles(sides: dict[str, Corpus], folder: Path) -> Learn:
    """A logistic regression for who plays which role, on JSONL."""
    files = export(sides, "jsonl", folder / "jsonl")
    (seen, right), dev = (learning.pairs(learning.windows(files[side] / "gold.jsonl")) for side in ("train", "dev"))
    wrong = Random(SEED).sample(right, len(right))
    return lambda mixed: learning.roles((seen, wrong if mixed else right), dev)


def spacy_names(sides: dict[str, Corpus], folder: Path) -> Learn:
    """spaCy's `ner` on the flat spans of its own files."""
    return _of_spacy("ner", sides, folder)


def spacy_spans(sides: dict[str, Corpus], folder: Path) -> Learn:
    """spaCy's span categorizer on the nested spans of the same files."""
    return _of_spacy("spancat_singlelabel", sides, folder)


def _of_spacy(pipe: str, sides: dict[str, Corpus], folder: Path) -> Learn:
    import spacy_learning

    files = export(sides, "spacy", folder / "spacy")
    train, dev = (spacy_learning.sentences(files[side], pipe) for side in ("train", "dev"))
    wrong = spacy_learning.shuffled(train, Random(SEED))
    return lambda mixed: spacy_learning.learned(wrong if mixed else train, dev, pipe)


MODELS: dict[str, Callable[[dict[str, Corpus], Path], Learn]] = {
    "names: CRF on iob2": names,
    "triggers: CRF on jsonl": triggers,
    "roles: logistic regression on jsonl": roles,
    "names: spaCy's ner on spacy": spacy_names,
    "nested: spaCy's spancat on spacy": spacy_spans,
}
"""What is tried in every turn."""


def scores_of_turn(folder: Path, tried_on: Sequence[str], models: Sequence[str], twins: int) -> list[Score]:
    """Each of the models, in one turn."""
    sides = make_sides(folder, tried_on, twins)
    return [Score.of(name, sides, folder) for name in models]


def light_scores(folder: Path, models: Sequence[str] = tuple(MODELS), twins: int = TWINS) -> list[Score]:
    """Each of the models, over all turns, one after the other."""
    return _together(
        scores_of_turn(folder / f"turn{number}", tried_on, models, twins) for number, tried_on in enumerate(FOLDS)
    )


def scores_beside(folder: Path) -> list[Score]:
    """The same of all models, in as many processes as there are processors, but two at most."""
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1), mp_context=get_context("spawn")) as processes:
        turns = [
            processes.submit(scores_of_turn, folder / f"turn{number}", tried_on, tuple(MODELS), TWINS)
            for number, tried_on in enumerate(FOLDS)
        ]
        return _together(turn.result() for turn in turns)


def _together(turns: Iterable[Sequence[Score]]) -> list[Score]:
    first, *others = turns
    return [reduce(Score.and_also, (turn[number] for turn in others), score) for number, score in enumerate(first)]


def main() -> None:
    """Print every score; fail where a margin is under the target."""
    begin = perf_counter()
    with tempfile.TemporaryDirectory() as name:
        scores = scores_beside(Path(name))
    print(f"  {'':38}    F1  shuffled  margin  seconds")
    for name, right, shuffled, seconds in scores:
        print(f"  {name:38}  {right.f1:.2f}  {shuffled.f1:8.2f}  {right.f1 - shuffled.f1:6.2f}  {seconds:7.1f}")
    print(f"  {perf_counter() - begin:.0f} seconds by the clock (target: 180); each margin at least {TARGET}")
    sys.exit(min(score.margin for score in scores) < TARGET)


if __name__ == "__main__":
    main()
