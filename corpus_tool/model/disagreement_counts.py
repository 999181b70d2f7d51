"""How often annotators disagree, counted while documents pass: by kind, by pair of labels, by border, by time."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from corpus_tool.model.border_gaps import Side
from corpus_tool.model.disagreements import Collated, What, label_pairs, what_of
from corpus_tool.model.readings import Kind

UNKNOWN_WEEK = ""
"""Of work without a date."""


class LabelPair(NamedTuple):
    """Two labels that two annotators gave one thing; equal where they agree, `NOTHING` for who has nothing there."""

    what: What
    first: str
    """The short name of the layer that comes first in the alphabet, as `second`."""
    second: str
    label: str
    other: str


class BorderGap(NamedTuple):
    """A way to put a border differently."""

    side: Side
    letters: int
    clitic: str
    """What is written onto the word, where that is all that lies between; empty otherwise."""


class DocumentCount(NamedTuple):
    """What was found in one document."""

    key: str
    title: str
    language: str
    direction: str
    layers: tuple[str, ...]
    """Short names."""
    date: str
    """Of the article, as its metadata has it."""
    week: str
    """In which the last of its layers was finished; `UNKNOWN_WEEK` where nobody knows."""
    things: int
    """Spans, events and relations that at least one of them has, each counted once."""
    agreed: int
    disagreements: int
    kinds: Counter[Kind]


@dataclass
class Counts:
    """Counts over the documents that were added; nothing of their texts is kept."""

    documents: list[DocumentCount] = field(default_factory=list)
    kinds: Counter[tuple[What, Kind]] = field(default_factory=Counter)
    """A thing that differs in two ways is counted under both."""
    label_pairs: Counter[LabelPair] = field(default_factory=Counter)
    gaps: Counter[BorderGap] = field(default_factory=Counter)
    marked: Counter[tuple[str, What]] = field(default_factory=Counter)
    """Short name of a layer to how many spans, events and relations it has in what was looked at."""
    disagreements: int = 0
    agreed: int = 0
    of_clitics: int = 0
    """Disagreements about nothing but what is written onto words."""

    def add(self, one: Collated) -> None:
        """Count a document."""
        self.documents.append(_count(one))
        self.disagreements += len(one.disagreements)
        self.agreed += one.agreed
        self.of_clitics += sum(found.is_of_clitics for found in one.disagreements)
        self.marked.update((reading.layer.short, what_of(row)) for row in one.rows for reading in row.readings)
        self.kinds.update((found.what, kind) for found in one.disagreements for kind in found.kinds)
        self.label_pairs.update(
            LabelPair(what_of(row), first.short, second.short, label, other)
            for row in one.rows
            for first, second, label, other in label_pairs(row)
        )
        self.gaps.update(
            BorderGap(gap.side, gap.letters, gap.between if gap.is_clitic else "")
            for found in one.disagreements
            for gap in found.gaps
        )


def _count(one: Collated) -> DocumentCount:
    document = one.document
    return DocumentCount(
        key=document.key,
        title=document.title,
        language=document.language,
        direction=document.direction,
        layers=tuple(name.short for name in one.names),
        date=str(document.metadata.get("date") or ""),
        week=week_of(one.last_finished),
        things=len(one.rows),
        agreed=one.agreed,
        disagreements=len(one.disagreements),
        kinds=Counter(kind for found in one.disagreements for kind in found.kinds),
    )


def week_of(moment: str) -> str:
    """`2026-W05` of a moment in ISO 8601, whose weeks begin on Monday; `UNKNOWN_WEEK` where that is no date."""
    try:
        year, week, _ = date.fromisoformat(moment[:10]).isocalendar()
    except ValueError:
        return UNKNOWN_WEEK
    return f"{year}-W{week:02}"
