"""Measures of agreement against the libraries that people use for them, as ratios of one run.

    pip install krippendorff nervaluate bratiaa
    python benchmarks/agreement_speed.py

Invented spans of five annotators who differ in some. A library that is not installed is left out. bratiaa reads
files, and is timed with that.
"""

import random
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from msgspec import structs

from corpus_tool.agreement import known
from corpus_tool.agreement.drawing import AS_USUAL, NO_INTERVALS
from corpus_tool.agreement.marks import Mark, Marks, Names
from corpus_tool.agreement.scoring import figures, scored
from corpus_tool.agreement.study import Answer, Shared, Study
from corpus_tool.cli.verbs.agreement import IN_SHORT
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.store.store import Store
from corpus_tool.workbench.agreement.measuring import Asked, measure, measured
from corpus_tool.workbench.agreement.studying import studied
from corpus_tool.workbench.demo import make_demo
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.surroundings import Surroundings

PEOPLE = ("a", "b", "c", "d", "e")
LABELS = ("PER", "ORG", "GPE", "LOC", "EVE")


def study_of(documents: int, length: int, spans: int, people: tuple[str, ...] = PEOPLE) -> Study:
    """Documents of so many positions with so many spans of each annotator."""
    dice, names = random.Random(1), Names()
    return Study(tuple(_document(dice, names, number, length, spans, people) for number in range(documents)))


def _document(
    dice: random.Random, names: Names, number: int, length: int, spans: int, people: tuple[str, ...]
) -> Shared:
    width = length // spans
    places = [(at * width, at * width + dice.randint(1, max(1, width - 2)), dice.choice(LABELS)) for at in range(spans)]
    answers = {who: Answer(Marks.of((_mark(dice, *place) for place in places), names)) for who in people}
    return Shared(f"d{number}", length, answers)


def _mark(dice: random.Random, start: int, end: int, label: str) -> Mark:
    turn = dice.random()
    return Mark(((start, end + (turn < 0.05)),), dice.choice(LABELS) if turn > 0.95 else label)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, the better of two."""
    best = float("inf")
    for _ in range(2):
        begun = perf_counter()
        work()
        best = min(best, perf_counter() - begun)
    return best


def take(study: Study, *names: str) -> None:
    """Figures without intervals."""
    for name in names:
        dict(figures(known()[name], study, study.annotators, NO_INTERVALS))


def fresh(study: Study) -> Study:
    """The same without what it has remembered."""
    return Study(study.documents, study.unit)


def told(what: str, ours: float, theirs: float | None, target: float) -> None:
    """A line: how many times as fast, and what it is to be."""
    if theirs is None:
        print(f"{what:66}{ours * 1000:9.1f} ms")
    else:
        ratio = f"{theirs / ours:.1f} times as fast (target {target:g})"
        print(f"{what:66}{ours * 1000:9.1f} ms {theirs * 1000:11.1f} ms   {ratio}")


def coefficients() -> None:
    """Alpha, kappa and Fleiss over a million tokens of five."""
    study = study_of(1000, 1000, 58)
    ours = seconds(lambda: _coefficients(fresh(study)))
    theirs = None
    with suppress(ImportError):
        library = import_module("krippendorff")
        rows = _vectors(study)
        theirs = seconds(lambda: library.alpha(reliability_data=rows, level_of_measurement="nominal"))
    told("alpha, Cohen, Fleiss of 1,000,000 tokens x 5; krippendorff's alpha", ours, theirs, 5)
    tracemalloc.start()
    _coefficients(fresh(study))
    print(f"{'  memory at most':66}{tracemalloc.get_traced_memory()[1] / 1e6:9.1f} MB (target 100)")
    tracemalloc.stop()


def _coefficients(study: Study) -> None:
    scored(known()["alpha"], study, study.annotators, NO_INTERVALS)
    scored(known()["cohen"], study, study.annotators[:2], NO_INTERVALS)
    scored(known()["fleiss"], study, study.annotators, NO_INTERVALS)


def _vectors(study: Study) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    rows = np.zeros((len(study.annotators), int(study.starts[-1])), dtype=np.int64)
    for row, name in zip(rows, study.annotators, strict=True):
        items = study.pieces(name)
        for start, end, label in zip(items.start, items.end, items.label, strict=True):
            row[start:end] = label + 1
    return rows


def pairs() -> None:
    """Strict F1 of all pairs over 100,000 spans of five."""
    study = study_of(5000, 200, 20)
    ours = seconds(lambda: take(fresh(study), "f1_strict"))
    with suppress(ImportError):
        told("F1 of all pairs, 100,000 spans x 5; bratiaa", ours, _bratiaa(study), 100)
    one_pair = study_of(5000, 200, 20, PEOPLE[:2])
    ours = seconds(lambda: take(fresh(one_pair), "f1_strict"))
    told("F1 of a pair, 100,000 spans x 2; nervaluate", ours, _nervaluate(one_pair), 10)
    long = study_of(1, 100_000, 10_000, PEOPLE[:2])
    ours = seconds(lambda: take(fresh(long), "f1_strict"))
    told("F1 of a pair, 10,000 spans in one document; nervaluate", ours, _nervaluate(long), 300)


def _bratiaa(study: Study) -> float:
    """Seconds from files to the mean F1, as it works."""
    library = import_module("bratiaa")
    with TemporaryDirectory() as folder:
        root = Path(folder)
        types = "\n".join(LABELS)
        (root / "annotation.conf").write_text(f"[entities]\n{types}\n[relations]\n[events]\n[attributes]\n")
        for who in study.annotators:
            (root / who).mkdir()
            for one in study.documents:
                (root / who / f"{one.key}.txt").write_text("x" * one.length)
                lines = (
                    f"T{number}\t{mark.label} {mark.fragments[0][0]} {mark.fragments[0][1]}\tx\n"
                    for number, mark in enumerate(one.answers[who].spans, 1)
                )
                (root / who / f"{one.key}.ann").write_text("".join(lines))
        begun = perf_counter()
        library.compute_f1_agreement(str(root)).mean_sd_total()
        return perf_counter() - begun


def _nervaluate(study: Study) -> float | None:
    with suppress(ImportError):
        evaluator = import_module("nervaluate").Evaluator
        sides = [
            [
                [
                    {"label": mark.label, "start": mark.fragments[0][0], "end": mark.fragments[0][1] - 1}
                    for mark in one.answers[who].spans
                ]
                for one in study.documents
            ]
            for who in study.annotators
        ]
        begun = perf_counter()
        evaluator(*sides, tags=list(LABELS), loader="dict").evaluate()
        return perf_counter() - begun
    return None


def units() -> None:
    """Alpha for units, and the figures of a project of 40 documents."""
    study = study_of(1000, 200, 20, PEOPLE[:2])
    ours = seconds(lambda: take(fresh(study), "alpha_u"))
    told("alpha_U of 20,000 units x 2 (target 300 ms)", ours, None, 0)
    project = study_of(40, 300, 40, PEOPLE[:3])
    usual = [known()[name] for name in IN_SHORT]
    ours = seconds(lambda: measured(fresh(project), project.annotators, usual, NO_INTERVALS))
    told("the usual figures of 40 documents x 3, all labels (target 300 ms)", ours, None, 0)
    ours = seconds(lambda: measured(fresh(project), project.annotators, usual, AS_USUAL))
    told("the same with intervals of 1,000 draws", ours, None, 0)


COPIES = 5
"""Of the sample's documents that two or more have done: 40 in all."""


def report() -> None:
    """The usual figures of 40 documents of a corpus on disk, read from it."""
    with TemporaryDirectory() as folder:
        demo, path = Path(folder) / "demo.db", Path(folder) / "corpus.db"
        make_demo(demo)
        lines = Path(folder) / "copies.jsonl"
        around = Surroundings()
        with Store.open(demo) as sample, Store.create(path, sample.schemas.current(), around.now()) as store:
            lines.write_text("".join(f"{line_of(one)}\n" for one in _copies(sample)), encoding="utf-8")
            import_files(store, [lines], around)
            found = measure(store, Asked(names=IN_SHORT, resampling=NO_INTERVALS))
            ours = seconds(lambda: measure(store, Asked(names=IN_SHORT, resampling=NO_INTERVALS)))
            told(f"the usual figures of {found.shared} documents on disk (target 300 ms)", ours, None, 0)
            ours = seconds(lambda: measure(store, Asked(names=IN_SHORT)))
            told("the same with intervals of 1,000 draws", ours, None, 0)


def _copies(sample: Store) -> Iterator[Bundle]:
    """Documents of the sample that two or more have done, again and again, each time with another end of the text."""
    keys = {one.key for one in studied(sample).everything.documents}
    for document in sample.documents.loaded(sample.documents.ids()):
        if document.key in keys:
            heads = sample.layers.heads([document.id or 0])[document.id or 0]
            layers = tuple(sample.layers.loaded(heads).values())
            for number in range(COPIES):
                changed = structs.replace(
                    document, id=None, key=f"{document.key}-{number}", text=f"{document.text}\n{number}", tokens=()
                )
                yield Bundle(changed, layers)


def main() -> None:
    """All of them."""
    coefficients()
    pairs()
    units()
    report()


if __name__ == "__main__":
    main()
