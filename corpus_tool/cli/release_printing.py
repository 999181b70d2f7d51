"""Splits and releases in words, for a terminal or a log."""

from collections.abc import Mapping, Sequence

from corpus_tool.cli.console import say, say_table, talk
from corpus_tool.store.data_splits import DataSplit
from corpus_tool.workbench.data_splits import Leak, SplitCheck, SplitReport

MANY = 20
"""How many of a kind are told one by one; --json has them all."""


def print_splits(found: Sequence[DataSplit]) -> None:
    """A line for each split."""
    if not found:
        say("There is no split yet; `corpus-tool splits make` makes one.")
        return
    rows = [(one.at[:19], one.mode, one.seed, one.layers, _shares(one), one.name) for one in found]
    say_table(("made", "by", "seed", "layers", "parts", "name"), rows)


def _shares(one: DataSplit) -> str:
    return ",".join(f"{part}={share:.0%}" for part, share in one.shares.items())


def print_split(report: SplitReport) -> None:
    """How large the parts are, and how everything is spread over them."""
    total = sum(size.documents for size in report.parts) or 1
    names = sorted({name for size in report.parts for name in size.counts})
    rows = [
        ("documents", *(size.documents for size in report.parts)),
        ("% of all", *(round(100 * size.documents / total) for size in report.parts)),
        ("% wanted", *(round(100 * size.wanted) for size in report.parts)),
        *((name, *(size.counts.get(name, 0) for size in report.parts)) for name in names),
    ]
    if any(size.first_date for size in report.parts):
        rows.append(("first date", *(size.first_date or "-" for size in report.parts)))
        rows.append(("last date", *(size.last_date or "-" for size in report.parts)))
    say_table(
        (
            *(size.part for size in report.parts),
            f"{report.split.name}: by {report.split.mode}, seed {report.split.seed}",
        ),
        [(*row[1:], row[0]) for row in rows],
    )


def print_places(there: Mapping[str, str]) -> None:
    """A line for each document: its part and its key."""
    for key, part in there.items():
        say(f"{part}\t{key}")


def print_split_check(found: SplitCheck) -> None:
    """Leaks to stderr, then one line that says how it stands."""
    print_leaks(found.leaks)
    if found.unplaced:
        talk(
            f"{len(found.unplaced)} documents have no part yet (first {found.unplaced[0]});"
            f" `corpus-tool splits extend {found.name}` deals them out."
        )
    verdict = f"{len(found.leaks)} stories are in several parts" if found.leaks else "no story is in two parts"
    say(f"{found.name}: {found.documents} documents, {verdict}.")


def print_leaks(leaks: Sequence[Leak]) -> None:
    """Each story that is in several parts, and what ties it together."""
    for leak in leaks[:MANY]:
        there = zip(leak.story[:MANY], leak.parts, strict=False)
        talk("leak: " + ", ".join(f"{key} ({part})" for key, part in there))
        for tie in leak.ties[:MANY]:
            why = "come from one page" if tie.why == "url" else f"share {tie.containment:.0%} of the shorter"
            talk(f"      {tie.first} and {tie.second} {why}")
    if len(leaks) > MANY:
        talk(f"... and {len(leaks) - MANY} more; --json lists them all.")
