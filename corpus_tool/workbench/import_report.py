"""What became of everything in the files of an import."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from corpus_tool.model.cleaning import Repair
from corpus_tool.text.oddities import Finding


class Outcome(StrEnum):
    """What became of a document."""

    IMPORTED = "imported"
    LAYERS = "layers added"
    SKIPPED = "skipped"
    REFUSED = "refused"
    PROBLEM = "problem"
    """It came in, and breaks a rule of the schema."""
    LEFT_OUT = "left out"
    """What the user let stay outside of a file that came in."""


class Entry(Struct, frozen=True):
    """One thing to know."""

    outcome: Outcome
    file: str
    where: str
    """The document's key, or the place in the file; empty for the file as a whole."""
    message: str
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What the audit found in the text."""
    language: str = ""
    """Of a document that came in."""


class ImportReport(Struct):
    """Everything there is to know about an import, in order."""

    entries: list[Entry] = field(default_factory=list)

    def add(
        self,
        outcome: Outcome,
        path: Path,
        where: str,
        message: str,
        repairs: Sequence[Repair] = (),
        findings: Sequence[Finding] = (),
        language: str = "",
    ) -> None:
        """Write one thing down."""
        self.entries.append(Entry(outcome, str(path), where, message, tuple(repairs), tuple(findings), language))

    def count(self, outcome: Outcome) -> int:
        """How many entries have that outcome."""
        return sum(entry.outcome is outcome for entry in self.entries)

    def refused_lately(self, path: Path, where: str) -> bool:
        """Whether the newest entry is a refusal about that document."""
        last = self.entries[-1] if self.entries else None
        return last is not None and (last.outcome, last.file, last.where) == (Outcome.REFUSED, str(path), where)
