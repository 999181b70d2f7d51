"""What other libraries say of the same cases; `expected/compute.py` says which, and made the file."""

import json
from pathlib import Path

import pytest

from corpus_tool.agreement import known
from corpus_tool.agreement.drawing import NO_INTERVALS
from corpus_tool.agreement.marks import Mark
from corpus_tool.agreement.study import Answer, Shared, Study
from corpus_tool.workbench.agreement.measuring import measured

CASES = json.loads((Path(__file__).parent / "expected" / "references.json").read_text(encoding="utf-8"))


def study_of(case) -> Study:
    return Study(
        tuple(
            Shared(
                f"d{number}",
                text["length"],
                {
                    who: Answer(tuple(Mark(((start, end),), label) for start, end, label in spans))
                    for who, spans in text["answers"].items()
                    if spans is not None
                },
            )
            for number, text in enumerate(case["documents"])
        )
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_figure_is_what_the_reference_says(case):
    study = study_of(case)
    names = sorted({key.partition("[")[0].partition("{")[0] for key in case["expected"]})
    found = measured(study, study.annotators, [known()[name] for name in names], NO_INTERVALS)
    wrong = {
        key: (found[key].value, value, source)
        for key, (value, source) in case["expected"].items()
        if found[key].value != pytest.approx(value, abs=1e-5 if "digits" in source else 1e-9)
    }
    assert not wrong
