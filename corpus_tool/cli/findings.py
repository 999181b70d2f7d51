"""What the audit of a text found, in words."""

from collections import Counter
from collections.abc import Iterable

from corpus_tool.cli.console import say, say_table
from corpus_tool.text.oddities import NOTEWORTHY, Finding, Oddity
from corpus_tool.workbench.import_report import ImportReport

AROUND = 16
"""How many code points are shown on either side of a finding's first place."""


def noteworthy(findings: Iterable[Finding]) -> list[Finding]:
    """Those that somebody should look at before the text is annotated."""
    return [finding for finding in findings if finding.kind in NOTEWORTHY]


def print_audit_of_import(report: ImportReport) -> None:
    """How many of the documents that came in have what; nothing where nothing is odd."""
    documents = Counter(kind for entry in report.entries for kind in {finding.kind for finding in entry.findings})
    if documents:
        counts = ", ".join(f"{kind} in {documents[kind]}" for kind in Oddity if kind in documents)
        say(f"Audit: {counts}. `corpus-tool show DOCUMENT --audit` says where.")


def print_audit(text: str, findings: Iterable[Finding]) -> None:
    """A line for each finding: how often, where first (offset), of what kind, and the text there."""
    rows = [
        (finding.count, finding.first_offset, finding.kind, finding.detail or "-", _surroundings(text, finding))
        for finding in findings
    ]
    if rows:
        say_table(("count", "first", "kind", "detail", "there"), rows)
    else:
        say("Nothing odd was found in this text.")


def _surroundings(text: str, finding: Finding) -> str:
    start = max(0, finding.first_offset - AROUND)
    return text[start : finding.first_offset + AROUND].replace("\n", " ")
