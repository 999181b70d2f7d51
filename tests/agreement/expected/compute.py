"""Computes what reference libraries say of invented cases, and writes it beside this file as `references.json`.

    pip install krippendorff scikit-learn statsmodels nltk irrCAC nervaluate pygamma-agreement
    python tests/agreement/expected/compute.py

None of these libraries is needed to run the tests: they read the file. Each expected value is kept under the key that
our JSON has for it, with the library that computed it. Cases are spans (start, end, label) of each annotator in each
document; null is a document that was not done.
"""

import contextlib
import io
import json
import random
from itertools import combinations
from pathlib import Path

import krippendorff
import numpy as np
import pandas
from irrCAC.raw import CAC
from nervaluate import Evaluator
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

LABELS = ["ORG", "PER", "GPE"]


def flat(dice, length, count):
    """Spans that do not overlap."""
    edges = sorted(dice.sample(range(length + 1), 2 * count))
    return [[start, end, dice.choice(LABELS)] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def changed(dice, spans, length):
    """Another annotator: some missing, some with other borders or labels, without overlaps of their own."""
    found, last = [], 0
    for start, end, label in spans:
        turn = dice.random()
        if turn < 0.1:
            continue
        if turn < 0.3:
            end = min(length, end + 1)
        if turn > 0.8:
            label = dice.choice(LABELS)
        if start >= last and start < end:
            found.append([start, end, label])
            last = end
    return found


def nested(dice, length, count):
    """Spans that may overlap, none twice."""
    found = set()
    for _ in range(count):
        start = dice.randrange(length - 1)
        found.add((start, dice.randrange(start + 1, min(length, start + 9) + 1), dice.choice(LABELS)))
    return [list(one) for one in sorted(found)]


def case(name, seed, raters, *, make=flat, missing=0.0, empty="", documents=4, length=40):
    """A case with everything the libraries say of it."""
    dice = random.Random(seed)
    names = "abcde"[:raters]
    texts = []
    for _ in range(documents):
        first = make(dice, length, 6)
        said = {who: changed(dice, first, length) if make is flat else make(dice, length, 6) for who in names}
        said = {who: [] if who == empty else None if dice.random() < missing else spans for who, spans in said.items()}
        texts.append({"length": length, "answers": said})
    return {"name": name, "documents": texts, "expected": expected(names, texts, flat=make is flat)}


def values(text, who, narrowed=None):
    """What stands on each position, or None."""
    spans = text["answers"][who]
    if spans is None:
        return [None] * text["length"]
    kept = [one for one in spans if narrowed in {None, one[2]}]
    return [
        "|".join(sorted({label for start, end, label in kept if start <= at < end})) or "O"
        for at in range(text["length"])
    ]


def line(texts, who, narrowed=None):
    """All positions of all documents."""
    return [value for text in texts for value in values(text, who, narrowed)]


def expected(names, texts, *, flat):
    """Key to [value, library]."""
    found = {}
    columns = {who: line(texts, who) for who in names}
    for narrowed in (None, *LABELS):
        of_label = {who: line(texts, who, narrowed) for who in names}
        coded = coded_matrix(of_label.values())
        key = "alpha" if narrowed is None else f"alpha{{{narrowed}}}"
        with contextlib.suppress(ValueError):
            alpha = krippendorff.alpha(reliability_data=coded, level_of_measurement="nominal")
            found[key] = [float(alpha), "krippendorff 0.9.0"]
    for pair in combinations(names, 2):
        found.update(of_pair(pair, columns, texts, flat=flat))
    shared = [text for text in texts if all(text["answers"][who] is not None for who in names)]
    if shared:
        found.update(of_all({who: line(shared, who) for who in names}))
    return found


def coded_matrix(rows):
    """Numbers for values; nan where there is none."""
    rows = list(rows)
    number = {value: place for place, value in enumerate(sorted({one for row in rows for one in row if one}))}
    return np.array([[np.nan if one is None else number[one] for one in row] for row in rows])


def of_pair(pair, columns, texts, *, flat):
    """Cohen, Scott, percent, AC1 and SemEval's counts of two."""
    both = [(x, y) for x, y in zip(*(columns[who] for who in pair), strict=True) if x and y]
    if not both:
        return {}
    found, tag = {}, f"[{','.join(pair)}]"
    left, right = zip(*both, strict=True)
    if len({*left, *right}) > 1:
        found[f"cohen{tag}"] = [float(cohen_kappa_score(left, right)), "scikit-learn"]
        coded = [(who, at, one) for who, row in (("x", left), ("y", right)) for at, one in enumerate(row)]
        task = AnnotationTask(data=coded)
        found[f"scott{tag}"] = [float(task.pi()), "nltk 3.10"]
        found[f"percent{tag}"] = [float(task.avg_Ao()), "nltk 3.10"]
        with contextlib.redirect_stdout(io.StringIO()):
            gwet = CAC(pandas.DataFrame({"x": left, "y": right})).gwet()
        found[f"ac1{tag}"] = [float(gwet["est"]["coefficient_value"]), "irrCAC 0.4.4, 5 digits"]
    done = [text["answers"] for text in texts if all(text["answers"][who] is not None for who in pair)]
    if flat and any(said[who] for said in done for who in pair):
        found.update(semeval(tag, *([said[who] for said in done] for who in pair)))
    return found


def semeval(tag, gold, other):
    """nervaluate's counts; its ends are inclusive."""
    sides = [
        [[{"label": label, "start": start, "end": end - 1} for start, end, label in sorted(spans)] for spans in side]
        for side in (gold, other)
    ]
    found = {}
    for scheme, result in Evaluator(*sides, tags=LABELS, loader="dict").evaluate()["overall"].items():
        for count in ("correct", "incorrect", "partial", "missed", "spurious"):
            found[f"semeval_{scheme}_{count}{tag}"] = [getattr(result, count), "nervaluate 1.2.1"]
        if result.actual and result.possible:
            for rate in ("precision", "recall", "f1"):
                found[f"semeval_{scheme}_{rate}{tag}"] = [getattr(result, rate), "nervaluate 1.2.1"]
    return found


def of_all(columns):
    """Fleiss and Conger of everybody."""
    rows = list(columns.values())
    kinds = sorted({one for row in rows for one in row})
    if len(kinds) < 2:
        return {}
    table = np.array([[sum(row[at] == kind for row in rows) for kind in kinds] for at in range(len(rows[0]))])
    with contextlib.redirect_stdout(io.StringIO()):
        conger = CAC(pandas.DataFrame(columns)).conger()
    return {
        "fleiss": [float(fleiss_kappa(table)), "statsmodels 0.15"],
        "conger": [float(conger["est"]["coefficient_value"]), "irrCAC 0.4.4, 5 digits"],
    }


def cases():
    """Everything."""
    yield case("flat pair", 1, 2)
    yield case("flat, three annotators", 2, 3)
    yield case("flat, five annotators, partial hand-out", 3, 5, missing=0.3, documents=8)
    yield case("nested and crossing pair", 4, 2, make=nested)
    yield case("nested, four annotators", 5, 4, make=nested, missing=0.2, documents=6)
    yield case("one annotator marked nothing", 6, 3, empty="b")
    yield case("long", 7, 2, documents=12, length=120)


if __name__ == "__main__":
    path = Path(__file__).with_name("references.json")
    path.write_text(json.dumps(list(cases()), indent=None, separators=(",", ":")) + "\n", encoding="utf-8")
