"""Splits and releases in words, for a terminal or a log."""

from collections import Counter
from collections.abc import Mapping, Sequence

from corpus_tool.cli.console import say, say_table, talk
from corpus_tool.cli.printing import print_losses
from corpus_tool.model.losses import LossTally
from corpus_tool.saying.counting import counted
from corpus_tool.store.data_splits import DataSplit
from corpus_tool.workbench.data_splits import Leak, SplitCheck, SplitReport
from corpus_tool.workbench.release_diff import ReleaseDiff
from corpus_tool.workbench.release_verifying import Verified
from corpus_tool.workbench.releasing import ReleaseEntry, ReleaseReport
from corpus_tool.workbench.writing import alike

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
    if empty := [size.part for size in report.parts if not size.documents]:
        talk(f"Nothing is in {', '.join(empty)}: there are too few documents, or too many of them belong together.")
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
            f"{counted(len(found.unplaced), 'document has', 'documents have')} no part yet (first {found.unplaced[0]});"
            f" `corpus-tool splits extend {found.name}` deals them out."
        )
    verdict = (
        f"{counted(len(found.leaks), 'story is', 'stories are')} in several parts"
        if found.leaks
        else "no story is in two parts"
    )
    say(f"{found.name}: {counted(found.documents, 'document')}, {verdict}.")


def print_leaks(leaks: Sequence[Leak]) -> None:
    """Each story that is in several parts, and what ties it together."""
    for leak in leaks[:MANY]:
        there = zip(leak.story[:MANY], leak.parts, strict=False)
        talk("leak: " + ", ".join(f"{key} ({part})" for key, part in there))
        for tie in leak.ties[:MANY]:
            why = {"url": "come from one page", "source": "come from one source"}.get(tie.why)
            talk(f"      {tie.first} and {tie.second} {why or f'share {tie.containment:.0%} of the shorter'}")
    if len(leaks) > MANY:
        talk(f"... and {len(leaks) - MANY} more; --json lists them all.")


def print_release(report: ReleaseReport) -> None:
    """What was written, where, and what is missing in it."""
    print_release_losses(report.losses)
    if report.unfinished:
        talk(f"{report.unfinished} of its layers are not done.")
    if two := alike(report.files):
        talk(
            f"{two[0]} and {two[1].name} are one file on macOS and Windows: of the two documents one needs another key."
        )
    if not report.same:
        talk(f"These are not the bytes that {report.title} had: another program, or another version of it, wrote them.")
    say(
        f"{report.title}: {counted(report.documents, 'document')}, {counted(len(report.files), 'file')}"
        f" in {report.folder}"
    )


def print_release_losses(losses: Mapping[str, LossTally]) -> None:
    """What each format does not hold, to stderr."""
    for name, tally in losses.items():
        talk(f"{name}:")
        print_losses(tally)


def print_releases(found: Sequence[ReleaseEntry]) -> None:
    """A line for each release."""
    if not found:
        say("Nothing was released yet; `corpus-tool release make` does it.")
        return
    rows = [
        (
            one.title,
            one.at[:19],
            one.documents,
            one.layers,
            one.settings.split.name if one.settings.split else "-",
            ",".join(one.settings.formats),
            one.schema,
            one.who,
        )
        for one in found
    ]
    say_table(("release", "at", "documents", "layers", "split", "formats", "schema", "who"), rows)


def print_verified(found: Verified) -> None:
    """Each file that is not as it was to stderr, then one line that says how it stands."""
    for what, paths in (("missing", found.missing), ("extra", found.extra), ("changed", found.changed)):
        for path in paths:
            talk(f"{what}: {path}")
    verdict = "as it was released" if found.genuine else "NOT as it was released"
    say(f"{found.title}: {counted(found.files, 'file')}, {verdict}.")


_SIGNS = {"added": "+", "removed": "-", "changed": "~", "renamed": "=", "moved": ">"}


def print_release_diff(found: ReleaseDiff) -> None:
    """A line for each document and each annotation that is not in both alike, and one line of sums."""
    for one in found.documents:
        what = (" -> " if one.kind == "moved" else ", ").join(one.what)
        say(f"{_SIGNS[one.kind]} {one.document} {what}".rstrip())
    for change in found.annotations:
        name = change.id if change.id == change.old_id or not change.old_id else f"{change.old_id} -> {change.id}"
        say(f"{_SIGNS[change.kind]} {change.document} {change.layer} {name}  {change.before or change.after}")
        if change.kind == "changed":
            say(f"    now {change.after}")
    kinds = Counter(change.kind for change in found.annotations)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "no annotation differs"
    say(
        f"{found.before} to {found.after}:"
        f" {counted(len(found.documents), 'document differs', 'documents differ')}; {told}."
    )
