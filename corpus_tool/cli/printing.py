"""Reports of the workbench in words, for a terminal or a log."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from corpus_tool.cli.console import say, say_long_table, say_table, talk
from corpus_tool.cli.findings import noteworthy, print_audit_of_import
from corpus_tool.model.annotations import Annotation, Event, Fragments, Relation, label_of, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Change, StatusChange
from corpus_tool.model.layers import Layer
from corpus_tool.model.losses import LossTally
from corpus_tool.model.rules import Weight
from corpus_tool.saying.counting import counted, counted_of
from corpus_tool.store.documents import DocumentEntry
from corpus_tool.store.hiding import Deleted
from corpus_tool.text.oddities import Finding, in_brief
from corpus_tool.workbench import merging
from corpus_tool.workbench.checking import CheckReport, waiting_sentence
from corpus_tool.workbench.exporting import ExportReport
from corpus_tool.workbench.import_report import Entry, ImportReport, Outcome
from corpus_tool.workbench.looking_back import Past
from corpus_tool.workbench.merging import MergeReport
from corpus_tool.workbench.resolving import Side, Together
from corpus_tool.workbench.settling import Waiting

MANY_PROBLEMS = 20
"""How many broken rules are told one by one; all of them came in, and are shown in the annotator."""

MANY = 200
"""From here on, lines that say all is well are counted instead of printed."""


def print_import(report: ImportReport) -> None:
    """What became of everything: good news to stdout, refusals and problems to stderr, then one line of sums."""
    chatty = len(report.entries) <= MANY
    problems = 0
    for entry in report.entries:
        if entry.outcome is Outcome.PROBLEM:
            problems += 1
            if problems <= MANY_PROBLEMS:
                talk(_entry_line(entry))
        elif entry.outcome is Outcome.REFUSED:
            talk(_entry_line(entry))
        elif chatty or entry.repairs:
            say(_entry_line(entry))
        if chatty and (found := noteworthy(entry.findings)):
            say(f"look at: {entry.where}: {in_brief(found)}")
    if problems > MANY_PROBLEMS:
        talk(f"... and {counted(problems - MANY_PROBLEMS, 'more problem')}; --json lists them all.")
    counts = [f"{count} {outcome}" for outcome in Outcome if (count := report.count(outcome))]
    say(", ".join(counts) + "." if counts else "Nothing to import.")
    print_audit_of_import(report)


def print_languages(report: ImportReport) -> None:
    """In which languages what came in is written."""
    counts = Counter(entry.language for entry in report.entries if entry.outcome is Outcome.IMPORTED)
    if len(counts) > 1:
        say("Languages: " + ", ".join(f"{count:,} {language}" for language, count in counts.most_common()) + ".")


def _entry_line(entry: Entry) -> str:
    repairs = [f"{repair.kind}: {repair.times} (first at {repair.first_offset})" for repair in entry.repairs]
    head = ": ".join(part for part in (entry.outcome.value, entry.file, entry.where) if part)
    tail = "; ".join(part for part in (entry.message, *repairs) if part)
    return f"{head}: {tail}" if tail else head


def print_export(report: ExportReport) -> None:
    """What was written, and where."""
    if report.losses.total:
        print_losses(report.losses)
    say(
        f"{counted(report.documents, 'document')}, {counted(report.layers, 'layer')}: "
        f"{counted(report.spans, 'span')}, {counted(report.events, 'event')},"
        f" {counted(report.relations, 'relation')}."
    )
    if report.left_out:
        have, were = ("has", "was") if report.left_out == 1 else ("have", "were")
        many = counted(report.left_out, "document")
        say(f"{many} of those chosen {have} none of these layers and {were} left out.")
    for note in report.notes:
        talk(note)
    for file in report.files:
        say(str(file))


def print_pseudonyms(names: Mapping[str, str]) -> None:
    """Who is who, to stderr: not a part of what is passed on."""
    talk("Who is who (kept in the corpus, not in the files):")
    for annotator, pseudonym in names.items():
        talk(f"  {pseudonym:5}  {annotator}")


def print_losses(losses: LossTally) -> None:
    """Counts and examples of what is lost, to stderr."""
    _print_reasons(f"Lost ({losses.refused}):", losses, refused=True)
    _print_reasons(
        f"To be known, though nothing is lost by it ({losses.total - losses.refused}):", losses, refused=False
    )


def _print_reasons(head: str, losses: LossTally, *, refused: bool) -> None:
    counts = losses.commonest(refused=refused)
    if counts:
        talk(head)
    for why, count in counts.items():
        talk(f"  {count:6}  {why}")
        for loss in losses.examples[why]:
            talk(f"          {loss.document}  {loss.annotator}  {loss.annotation}  {' '.join(loss.text.split())}")


def print_check(report: CheckReport) -> None:
    """Errors and warnings to stderr, then one line that says how it stands."""
    errors = [finding for finding in report.findings if finding.weight is Weight.ERROR]
    warnings = [finding for finding in report.findings if finding.weight is Weight.WARNING]
    for finding in (*errors, *warnings[:MANY_PROBLEMS]):
        talk(": ".join(part for part in (finding.weight.value, finding.where, finding.message) if part))
    if len(warnings) > MANY_PROBLEMS:
        talk(f"... and {counted(len(warnings) - MANY_PROBLEMS, 'more warning')}; --json lists them all.")
    verdict = "sound" if report.sound else f"UNSOUND, {counted(len(errors), 'error')}"
    say(
        f"{counted(report.documents, 'document')}, {counted(report.layers, 'layer')},"
        f" {counted(report.revisions, 'revision')}: {verdict},"
        f" {counted(len(warnings), 'warning')}."
    )


def print_merge(report: MergeReport) -> None:
    """What became of a merged file: refusals to stderr, the rest to stdout, then one line of sums."""
    chatty = len(report.entries) <= MANY
    for entry in report.entries:
        name = ", ".join(part for part in (entry.document, entry.layer) if part)
        line = ": ".join(part for part in (entry.outcome.value, name, entry.message) if part)
        if entry.outcome is merging.Outcome.REFUSED:
            talk(f"{report.file}: {line}")
        elif chatty and entry.outcome is not merging.Outcome.NOTHING:
            say(line)
    counts = [f"{count} {outcome}" for outcome in merging.Outcome if (count := report.count(outcome))]
    counts += [counted_of(count, kind) for kind, count in report.others.items()]
    say(f"{report.file}: {', '.join(counts) or 'no documents'}.")


def print_waiting(left: list[Waiting]) -> None:
    """What waits for a choice, to stderr."""
    for one in left:
        talk(f"waiting: {one.document}, {one.layer}: {waiting_sentence(one.main, one.sides)} {one.document}.")


def print_sides(found: list[Side], text: str) -> None:
    """Each side, and what it says differently from the one that is shown."""
    if not found:
        say("Nothing waits on this document.")
    for side in found:
        say(f"{side.layer}: revision {side.revision}, {side.who}, {side.at[:19]}{' (shown)' * side.shown}")
        for change in side.difference:
            if isinstance(change, StatusChange):
                say(f"  ~ {change.after}")
            if not isinstance(change, Change):
                continue
            for sign, one in (("-", change.before), ("+", change.after)):
                if one is not None:
                    say(f"  {sign} {one.id:10} {label_of(one):22} {_where(one, text)}".rstrip())


def print_together(found: list[Together]) -> None:
    """What became of each layer whose sides were joined."""
    if not found:
        say("Nothing waits on this document.")
    for one in found:
        say(f"{one.layer}: its sides are joined; this is revision {one.revision}.")
        if one.contested:
            say(f"  said otherwise on both, and as the shown one had it: {', '.join(one.contested)}")


def print_deleted(found: list[Deleted]) -> None:
    """A line for each thing that was deleted."""
    if not found:
        say("Nothing is deleted.")
        return
    rows = [
        (one.at[:19], one.layers, one.annotations, one.revisions, one.layer or "(all)", one.document) for one in found
    ]
    say_table(("deleted", "layers", "annotations", "revisions", "layer", "document"), rows)


def print_past(found: list[Past]) -> None:
    """A line for each act; those on lines that are not shown are marked."""
    rows = [
        (one.revision, one.at[:19], one.who, one.layer, _steps(one), f"{one.title}{' (not shown)' * one.side}")
        for one in found
    ]
    say_table(("revision", "at", "who", "layer", "changes", "act"), rows)


def _steps(one: Past) -> str:
    counts = {"+": one.added, "~": one.changed, "-": one.removed}
    return " ".join([*(f"{sign}{count}" for sign, count in counts.items() if count), *filter(None, [one.status])])


def print_documents(entries: Iterable[DocumentEntry]) -> None:
    """A line for each document."""
    rows = (
        (entry.key, entry.language, entry.words, str(entry.metadata.get("date", "")), _states(entry), entry.title)
        for entry in entries
    )
    say_long_table(("key", "lang", "words", "date", "layers", "title"), rows)


def _states(entry: DocumentEntry) -> str:
    return ", ".join(f"{layer.annotator} {layer.annotations} ({layer.status})" for layer in entry.layers) or "-"


def print_bundle(bundle: Bundle, findings: Sequence[Finding]) -> None:
    """A document with everything said about it, and in brief what the audit found."""
    document = bundle.document
    say(document.title)
    for name, value in {
        "key": document.key,
        "language": f"{document.language}, {document.direction}",
        **document.metadata,
        "sha-256": document.text_sha256,
        "cut by": document.cutter,
        "audit": in_brief(findings) or "nothing odd",
    }.items():
        say(f"{name + ':':10} {value}")
    say()
    say(document.text)
    for layer in bundle.layers:
        say()
        _print_layer(layer, document.text)


def _print_layer(layer: Layer, text: str) -> None:
    schema = f"{layer.schema.name} {layer.schema.version}"
    say(f"== {layer.name.annotator} ({layer.name.kind}, {layer.status}, {schema}), revision {layer.revision}")
    for annotation in layer.ordered:
        extras = " ".join(f"{name}={value}" for name, value in annotation.attributes.items())
        say(f"{annotation.id:10} {label_of(annotation):22} {_where(annotation, text)}  {extras}".rstrip())


def _where(annotation: Annotation, text: str) -> str:
    """Where an annotation is, and what it ties."""
    if isinstance(annotation, Relation):
        return f"{annotation.source} -> {annotation.target}"
    arguments = annotation.arguments if isinstance(annotation, Event) else ()
    filled = "".join(f"  {argument.role}={argument.target}" for argument in arguments)
    return f"{_places(annotation.fragments):14} {surface(text, annotation.fragments)}{filled}"


def _places(fragments: Fragments) -> str:
    return " ".join(f"{start}:{end}" for start, end in fragments)
