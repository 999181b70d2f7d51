"""What may be odd about a text, and how it is told: the words of `audit.py`, without what looks for it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus_tool.saying import tr


class Oddity(StrEnum):
    """What may be odd, gravest first."""

    VISUAL_ORDER = "stored in visual order"
    ESCAPES = "remains of terminal escape sequences"
    OVERRIDES = "direction override"
    CONTROLS = "control character"
    REPLACED = "replacement character"
    UNASSIGNED = "no character of Unicode"
    PRIVATE = "private use character"
    FORMS = "presentation form"
    COMPOSITION = "decomposed letter"
    REPEATED = "repeated paragraph"
    INVISIBLE = "invisible character"
    DIGITS = "mixed digits"
    RUN_ON = "no space after a sentence"
    TATWEEL = "tatweel inside a word"
    NO_BREAK = "no-break space"


NOTEWORTHY = frozenset(Oddity) - {Oddity.INVISIBLE, Oddity.DIGITS, Oddity.RUN_ON, Oddity.TATWEEL, Oddity.NO_BREAK}
"""What somebody should look at before the text is annotated; the rest is everyday news writing, counted only."""


GRAVITY = {oddity: place for place, oddity in enumerate(Oddity)}
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One oddity of a text, or of one character where the oddity names it."""

    kind: Oddity
    count: int
    first_offset: int
    """Code points."""
    detail: str
    """Which characters, or the reasons; empty where the kind says it all."""


def in_brief(findings: Iterable[Finding]) -> str:
    """Kinds and counts in one line: "presentation form 12, invisible character 3"; nothing for nothing."""
    counts: Counter[Oddity] = Counter()
    for finding in findings:
        counts[finding.kind] += finding.count
    return ", ".join(f"{tr(kind)} {count}" for kind, count in counts.items())
