"""How far annotators agreed on the documents of a release: a few figures, of nobody by name, kept with it."""

from collections.abc import Sequence
from typing import Any

from msgspec import to_builtins

from corpus_tool.agreement import Score
from corpus_tool.agreement.drawing import AS_USUAL
from corpus_tool.store.store import Store
from corpus_tool.workbench.agreement.measuring import Asked, measure
from corpus_tool.workbench.agreement.studying import Filters
from corpus_tool.workbench.choosing import Choice

MEASURES = ("f1_strict", "alpha", "ev_trig_cls", "ev_arg_cls_attached")


def release_agreement(store: Store, keys: Sequence[str]) -> dict[str, Any] | None:
    """Key, as in `corpus-tool agreement --json`, to figure, and from what; None where no two did a document.

    Figures over pairs and over everybody only, and of each label: whom they are about is not told.
    """
    choice = Choice() if len(keys) == store.documents.count() else Choice(keys=tuple(keys))
    found = measure(store, Asked(names=MEASURES, resampling=AS_USUAL, filters=Filters(choice=choice)))
    if not found.shared:
        return None
    return {
        "annotators": len(found.annotators),
        "documents": found.shared,
        "positions": found.counted.positions,
        "unit": found.unit.value,
        "seed": found.resampling.seed,
        "resamples": found.resampling.times,
        "figures": {key: to_builtins(score) for key, score in found.figures.items() if _is_told(key, score)},
    }


def _is_told(key: str, score: Score) -> bool:
    return (
        "[" not in key and not key.endswith((".min", ".max", ".pooled")) and (score.value is not None or "{" not in key)
    )
