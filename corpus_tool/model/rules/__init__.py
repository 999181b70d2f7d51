"""The rules of annotation, each written once: `places` of text, `meanings` of labels, `arguments` of events.

`violations_of` answers what is wrong with one annotation in its layer. An act is refused where it makes an error
that was not there before; imported data keeps its errors and has them listed. A schema may weigh a rule otherwise.
"""

from corpus_tool.model.rules.arguments import filled, misfit, reached_from, wanted_roles
from corpus_tool.model.rules.judging import (
    RULES,
    Found,
    errors_after,
    found_after,
    found_in,
    new_errors,
    news_in,
    violations,
    violations_of,
)
from corpus_tool.model.rules.meanings import unfit_end, unknown_label
from corpus_tool.model.rules.places import misplaced
from corpus_tool.model.rules.weights import Violation, Weight

__all__ = [
    "RULES",
    "Found",
    "Violation",
    "Weight",
    "errors_after",
    "filled",
    "found_after",
    "found_in",
    "misfit",
    "misplaced",
    "new_errors",
    "news_in",
    "reached_from",
    "unfit_end",
    "unknown_label",
    "violations",
    "violations_of",
    "wanted_roles",
]
