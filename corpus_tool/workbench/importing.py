"""Files into the corpus: documents, their tokens and the layers that come with them, with a report.

Each document comes in whole, several in a transaction. What cannot come in is reported; the rest still does.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import BinaryIO
from zipfile import BadZipFile

from corpus_tool import formats
from corpus_tool.formats import AS_IT_IS, Notice, Reading, Refusal
from corpus_tool.model.name_map import Name, refuse_strange_targets, template
from corpus_tool.model.schemas import Schema
from corpus_tool.store.store import Store
from corpus_tool.workbench.examining import EXAMINING
from corpus_tool.workbench.folders import place_of
from corpus_tool.workbench.helping import helped
from corpus_tool.workbench.import_report import ImportReport, Outcome
from corpus_tool.workbench.keeping_arrivals import Arrivals
from corpus_tool.workbench.needs import refuse_missing
from corpus_tool.workbench.progress import CancelledError, Progress, Tell, ignore
from corpus_tool.workbench.reading_ahead import Examiner, Incoming, ReadingAhead
from corpus_tool.workbench.regions import find_repeated_in_small_sources
from corpus_tool.workbench.sidecars import SidecarError
from corpus_tool.workbench.sniffing import HEAD, looks_like
from corpus_tool.workbench.source_reading import CountedLines, Neighbours, digest_of_source, found_in
from corpus_tool.workbench.sources import Gathered, Problem, Source, gather
from corpus_tool.workbench.surroundings import Surroundings
from corpus_tool.workbench.taking import AS_IT_COMES, Intake, Taking

TRANSACTION_SECONDS = 0.25
"""After this long a transaction ends with the document at hand: a commit waits for the disk, others for the lock."""

WORTH_IT = 1 << 20
"""Bytes of sources from which a second process is started: it takes as long to come up as half of them to come in."""

Say = Callable[[str], None]
"""Hears a line that is to be read before the documents it is about come in."""


def silent(_line: str) -> None:
    """Hear nothing."""


def import_files(
    store: Store,
    paths: Sequence[Path],
    surroundings: Surroundings | None = None,
    tell: Tell = ignore,
    *,
    reading: Reading = AS_IT_IS,
    taking: Taking = AS_IT_COMES,
    say: Say = silent,
    report: ImportReport | None = None,
) -> ImportReport:
    """Bring files, folders, patterns and archives in, and say what became of each document in them.

    A `report` that is given is filled, so that it is there after a CancelledError too: it tells what was kept.
    Raises UnreadableFileError, with nothing done, where a file needs something that is not installed, and SchemaError
    where names are to be mapped to some that the schema does not have.
    """
    report = ImportReport() if report is None else report
    found = gather(paths, taking.format)
    refuse_missing(found.sources)
    if found.passed_over:
        say("Passed over: " + ", ".join(f"{count} {suffix}" for suffix, count in found.passed_over.most_common()) + ".")
    importer = _Importer(store, surroundings or Surroundings(), reading, taking, say, report)
    with helped(EXAMINING, is_worth_it=found.size >= WORTH_IT) as importer.helper:
        _in_transactions(store, importer.all(found), tell, report)
    find_repeated_in_small_sources(store, importer.arrivals.touched, surroundings)
    if unknown := list(importer.intake.unknown):
        say(_how_to_map(unknown, importer.schema))
    return report


def _how_to_map(unknown: Sequence[Name], schema: Schema) -> str:
    """What can be done about names that the schema does not have."""
    return (
        f"The schema {schema.name} {schema.version} does not have {len(unknown)} of the names. --map FILE gives them"
        " ours (fill this in; an empty name leaves out), --skip-unknown leaves them out:\n" + template(unknown, schema)
    )


def _in_transactions(store: Store, steps: Iterator[Progress], tell: Tell, report: ImportReport) -> None:
    """Take all steps, several a transaction; where one fails, the report goes back to what was kept."""
    going, cancelled = True, None
    while going and cancelled is None:
        kept = len(report.entries)
        try:
            with store.writing():
                going, cancelled = _some(steps, tell)
        except BaseException:
            del report.entries[kept:]
            raise
    if cancelled is not None:
        raise cancelled


def _some(steps: Iterator[Progress], tell: Tell) -> tuple[bool, CancelledError | None]:
    """As many steps as go into one transaction; answers whether there may be more, and who wants to stop."""
    end = monotonic() + TRANSACTION_SECONDS
    for progress in steps:
        try:
            tell(progress)
        except CancelledError as cancelled:
            return False, cancelled
        if monotonic() > end:
            return True, None
    return False, None


class _Importer:
    """The state of one import: the corpus, its schema, and the report as it grows."""

    def __init__(
        self,
        store: Store,
        surroundings: Surroundings,
        reading: Reading,
        taking: Taking,
        say: Say,
        report: ImportReport,
    ) -> None:
        self.store = store
        self.surroundings = surroundings
        self.schema: Schema = store.schemas.current()
        refuse_strange_targets(taking.names, self.schema)
        self.intake = Intake(taking, self.schema)
        self.report = report
        self._reading = reading._replace(text_of=self._text_of)
        self._format_was_said = taking.format is not None
        self._is_usual = taking == AS_IT_COMES and reading.annotator == AS_IT_IS.annotator
        self._say = say
        self.arrivals = Arrivals(store, surroundings, self.schema, self.intake, report)
        self._catch_up: Callable[[], None] = lambda: None
        self.helper: Examiner | None = None

    def all(self, gathered: Gathered) -> Iterator[Progress]:
        """Bring all sources in; a step for each document and file, measured in bytes."""
        done = documents = 0
        total = gathered.size
        for source in gathered.items:
            if isinstance(source, Problem):
                self.arrivals.refuse(source.path, "", source.why)
                continue
            for read in self._file(source):
                documents += 1
                yield Progress(done + min(read, source.size), total, source.path.name, documents)
            done += source.size
            yield Progress(done, total, source.path.name, documents)

    def _file(self, source: Source) -> Iterator[int]:
        """Bring one source in, unless its very bytes came in before; a step for each document, in bytes read."""
        path = source.shown
        refusals = self.arrivals.refusals
        neighbours = Neighbours(source)
        try:
            digest = digest_of_source(source)
            # The same bytes read otherwise may bring something new; layers that are here are passed over anyway.
            is_usual = self._is_usual and place_of(source) is None
            if is_usual and source.size and (when := self.store.documents.when_imported(digest)):
                return self.report.add(Outcome.SKIPPED, path, "", f"these very bytes came in at {when}")
            found_anything = False
            with source.open() as file:
                for read in self._contents(file, source, neighbours, digest):
                    found_anything = True
                    yield read
            if not found_anything and not source.size:
                return self.arrivals.refuse(path, "", "it is empty: there is not one byte in it")
        except OSError as error:
            return self.arrivals.refuse(path, "", f"cannot be read: {error.strerror or error}")
        except (BadZipFile, NotImplementedError, zlib.error) as damaged:
            return self.arrivals.refuse(path, "", f"cannot be unpacked: {damaged}")
        except SidecarError as wrong:
            return self.arrivals.refuse(path, "", f"the {source.sidecar} beside it cannot be used: {wrong}")
        if left_out := self.intake.take_left_out():
            self.report.add(Outcome.LEFT_OUT, path, "", left_out)
        if self.arrivals.refusals == refusals and is_usual and not neighbours.were_read:
            with self.store.writing():
                self.store.documents.note_file(digest, path.name, self.surroundings.now())
        return None

    def _contents(self, file: BinaryIO, source: Source, beside: Neighbours, digest: str) -> Iterator[int]:
        """Take everything in a file; a step for each document, in bytes read."""
        lines = CountedLines(file)
        read = found_in(source, lines, self._reading._replace(beside=beside))
        helper = None if formats.reader(source.format).by_tokens else self.helper
        ahead = ReadingAhead((Incoming(found, lines.bytes) for found in read), helper)

        def catch_up() -> None:
            for one in ahead.pending:
                self._take(one, source, digest)

        self._catch_up = catch_up
        for one in ahead:
            self._take(one, source, digest)
            if not isinstance(one.found, Notice):
                yield one.read

    def _take(self, one: Incoming, source: Source, digest: str) -> None:
        """Take in what was found, once."""
        if one.is_taken:
            return
        one.is_taken = True
        if isinstance(one.found, Notice):
            self._say(f"{source.shown}: {one.found.words}")
        elif isinstance(one.found, Refusal):
            self.arrivals.refuse(source.shown, one.found.where, one.found.reason + self._hint(one.found, source))
        else:
            self.arrivals.take(one.found, source, digest, one)

    def _hint(self, found: Refusal, source: Source) -> str:
        """What a file may be whose very first line is not what its ending says."""
        if self._format_was_said or found.where != "line 1":
            return ""
        with source.open() as file:
            return looks_like(file.read(HEAD))

    def _text_of(self, digest: str) -> str | None:
        """The text of the corpus with that digest; None where there is none to be seen."""
        self._catch_up()  # it may have been read ahead
        here = self.store.documents.id_of_digest(digest)
        if here is None or self.store.hiding.when_document(here):
            return None
        return self.store.documents.key_and_text(here)[1]
