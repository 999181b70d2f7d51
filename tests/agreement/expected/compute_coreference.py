"""Computes what corefeval says of invented chains, and writes it beside this file as `coreference.json`.

    pip install --no-deps coreference-eval; pip install scipy
    python tests/agreement/expected/compute_coreference.py

Version 0.0.2 comes without its module of types and of the assignment, which is made up here. It does not count chains
of one mention as the definitions do, so there are none. A chain is a word, a mention one of its letters.
"""

import json
import random
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
from scipy.optimize import linear_sum_assignment


class Types(ModuleType):
    """Any name is a type of it."""

    def __getattr__(self, name):
        return object


sys.modules["corefeval.utils"] = Types("corefeval.utils")
sys.modules["corefeval.utils"].linear_assignment = lambda costs: np.transpose(linear_sum_assignment(costs))
corefeval = import_module("corefeval")

NAMES = {"muc": "coref_muc", "b_cubed": "coref_b3", "ceafe": "coref_ceafe", "lea": "coref_lea"}


def words(dice):
    """Some chains of two mentions or more."""
    homes = {}
    for letter in "abcdefghijkl":
        homes.setdefault(dice.randrange(5), []).append(letter)
    homes.pop(4, None)
    return sorted("".join(one) for one in homes.values() if len(one) > 1)


def case(seed):
    """Two answers, and the F1 of each measure."""
    dice = random.Random(seed)
    key, response = words(dice), words(dice)
    scorer = corefeval.Scorer()
    scorer.update(
        corefeval.Document(*([[[letter, letter] for letter in word] for word in side] for side in (response, key)))
    )
    mean, found = scorer.detailed_score("", "", verbose=False)
    expected = {name: float(found[theirs]["f1"]) for theirs, name in NAMES.items()}
    return {"key": key, "response": response, "expected": {**expected, "coref_conll": float(mean)}}


if __name__ == "__main__":
    path = Path(__file__).with_name("coreference.json")
    path.write_text(json.dumps([case(seed) for seed in range(30)], separators=(",", ":")) + "\n", encoding="utf-8")
