"""Files into the corpus: documents, their tokens and the layers that come with them, with a report.

Each document comes in whole, several in a transaction. What cannot come in is reported; the rest still does.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import BinaryIO
from zipfile import BadZipFile

from msgspec.structs import replace

from corpus_tool import formats
from corpus_tool.formats import AS_IT_IS, Notice, Reading, Refusal
from corpus_tool.model import edits
from corpus_tool.model.aligning import MisalignedError
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Act, Revision
from corpus_tool.model.cleaning import Cleaned, clean
from corpus_tool.model.documents import Document, text_digest
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.model.name_map import Name, refuse_strange_targets, template
from corpus_tool.model.rules import unknown_label, violations
from corpus_tool.model.schemas import Schema
from corpus_tool.store.store import Store
from corpus_tool.text.differences import first_difference
from corpus_tool.workbench.arriving import UnmovableError, counted, described, moved
from corpus_tool.workbench.examining import Examination, Question, examine
from corpus_tool.workbench.helping import Helper, helped
from corpus_tool.workbench.import_report import ImportReport, Outcome
from corpus_tool.workbench.naming import Names
from corpus_tool.workbench.needs import refuse_missing
from corpus_tool.workbench.placing import in_text
from corpus_tool.workbench.progress import CancelledError, Progress, Tell, ignore
from corpus_tool.workbench.reading_ahead import Incoming, ReadingAhead
from corpus_tool.workbench.regions import find_repeated_in_small_sources, source_of
from corpus_tool.workbench.sidecars import SidecarError, with_sidecar
from corpus_tool.workbench.sniffing import HEAD, looks_like
from corpus_tool.workbench.sources import Gathered, Problem, Source, gather
from corpus_tool.workbench.surroundings import Surroundings
from corpus_tool.workbench.taking import AS_IT_COMES, Intake, Taking

TRANSACTION_SECONDS = 0.25
"""After this long a transaction ends with the document at hand: a commit waits for the disk, others for the lock."""

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
    with helped(found.size) as importer.helper:
        _in_transactions(store, importer.all(found), tell, report)
    find_repeated_in_small_sources(store, importer.touched, surroundings)
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
        self._names = Names(store)
        self._refusals = 0
        self._catch_up: Callable[[], None] = lambda: None
        self.helper: Helper | None = None
        self.touched: set[str] = set()
        """Sources of which something new came in."""

    def all(self, gathered: Gathered) -> Iterator[Progress]:
        """Bring all sources in; a step for each document and file, measured in bytes."""
        done = documents = 0
        total = gathered.size
        for source in gathered.items:
            if isinstance(source, Problem):
                self._refused(source.path, "", source.why)
                continue
            for read in self._file(source):
                documents += 1
                yield Progress(done + min(read, source.size), total, source.path.name, documents)
            done += source.size
            yield Progress(done, total, source.path.name, documents)

    def _file(self, source: Source) -> Iterator[int]:
        """Bring one source in, unless its very bytes came in before; a step for each document, in bytes read."""
        path = source.shown
        refusals = self._refusals
        neighbours = _Neighbours(source)
        try:
            digest = _digest(source)
            # The same bytes read otherwise may bring something new; layers that are here are passed over anyway.
            if self._is_usual and (when := self.store.documents.when_imported(digest)):
                return self.report.add(Outcome.SKIPPED, path, "", f"these very bytes came in at {when}")
            with source.open() as file:
                yield from self._contents(file, source, neighbours, digest)
        except OSError as error:
            return self._refused(path, "", f"cannot be read: {error.strerror or error}")
        except (BadZipFile, NotImplementedError, zlib.error) as damaged:
            return self._refused(path, "", f"cannot be unpacked: {damaged}")
        except SidecarError as wrong:
            return self._refused(path, "", f"the {source.sidecar} beside it cannot be used: {wrong}")
        if left_out := self.intake.take_left_out():
            self.report.add(Outcome.LEFT_OUT, path, "", left_out)
        if self._refusals == refusals and self._is_usual and not neighbours.were_read:
            with self.store.writing():
                self.store.documents.note_file(digest, path.name, self.surroundings.now())
        return None

    def _contents(self, file: BinaryIO, source: Source, beside: "_Neighbours", digest: str) -> Iterator[int]:
        """Take everything in a file; a step for each document, in bytes read."""
        lines = _CountedLines(file)
        read = _read(source, lines, self._reading._replace(beside=beside))
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
        else:
            self._found(one.found, source, digest, one)

    def _found(self, found: Bundle | Refusal, source: Source, digest: str, one: Incoming) -> None:
        path = source.shown
        if isinstance(found, Refusal):
            return self._refused(path, found.where, found.reason + self._hint(found, source))
        try:
            found, note = self._with_text(found, source)
            cleaned = one.cleaned or clean(found.document.text)
            layers = tuple(moved(layer, cleaned) for layer in found.layers)
        except (UnmovableError, MisalignedError) as lost:
            return self._refused(path, found.document.key, str(lost))
        layers = self.intake.layers(layers)
        if not self.intake.knows(layers):
            return self._refused(path, found.document.key, self._unknown_labels(layers))
        here = self.store.documents.id_of_digest(text_digest(cleaned.text))
        if here is None:
            known = one.examination or examine(
                Question(cleaned.text, found.document.language, found.document.direction)
            )
            document = described(found.document, cleaned, known, path, digest)
            return self._new_document(document, cleaned, known, layers, path, note)
        if when := self.store.hiding.when_document(here):
            key = self.store.documents.key_of(here)
            return self._refused(path, key, f"this text was deleted at {when}; `corpus-tool undelete {key}`")
        return self._known_document(here, layers, path)

    def _hint(self, found: Refusal, source: Source) -> str:
        """What a file may be whose very first line is not what its ending says."""
        if self._format_was_said or found.where != "line 1":
            return ""
        with source.open() as file:
            return looks_like(file.read(HEAD))

    def _with_text(self, found: Bundle, source: Source) -> tuple[Bundle, str]:
        """Words without a text in the text of the document they are called after; what is to be said of it."""
        if not (found.document.tokens and formats.reader(source.format).by_tokens):
            return found, ""
        here = self.store.documents.id_of_key(found.document.key)
        if here is None or self.store.hiding.when_document(here):
            return found, "its text was made of the words, one space between two and a sentence a line"
        _, text = self.store.documents.key_and_text(here)
        return in_text(found, text), ""

    def _text_of(self, digest: str) -> str | None:
        """The text of the corpus with that digest; None where there is none to be seen."""
        self._catch_up()  # it may have been read ahead
        here = self.store.documents.id_of_digest(digest)
        if here is None or self.store.hiding.when_document(here):
            return None
        return self.store.documents.key_and_text(here)[1]

    def _new_document(
        self, document: Document, cleaned: Cleaned, known: Examination, layers: Sequence[Layer], path: Path, note: str
    ) -> None:
        if not (key := self._free_key(document.key, path)):
            return self._refused(path, document.key, self._why_taken(document))
        document = replace(document, key=key)
        with self.store.writing():
            id = self.store.documents.add(document, cleaned.repairs, self.surroundings.now(), known.beside)
            self.store.findings.add(id, known.findings)
            for layer in layers:
                self._add_layer(id, layer, document.text)
        self.touched.add(source_of(document))
        came_with = "; ".join(part for part in (counted(layers), note) if part)
        self.report.add(Outcome.IMPORTED, path, key, came_with, cleaned.repairs, known.findings, document.language)
        if layers:
            self._report_problems(self.store.documents.load(id), layers, path)
        return None

    def _known_document(self, id: int, layers: Sequence[Layer], path: Path) -> None:
        """The text is here: bring the layers that are not; say which stayed out."""
        key = self.store.documents.key_of(id)
        added = []
        for layer in layers:
            there = self.store.layers.load(id, layer.name)
            if there is None:
                with self.store.writing():
                    self._add_layer(id, layer, self.store.documents.load(id).text)
                added.append(layer)
            elif (there.ordered, there.status) != (layer.ordered, layer.status):
                who = f"{layer.name.annotator}'s {layer.name.kind} layer"
                self._refused(path, key, f"{who} is here with other content; the one here was kept as it is")
        if added:
            self.report.add(Outcome.LAYERS, path, key, f"text was here; {counted(added)}")
            self._report_problems(self.store.documents.load(id), added, path)
        elif not self.report.refused_lately(path, key):
            self.report.add(Outcome.SKIPPED, path, key, "this text is here already")

    def _add_layer(self, document_id: int, layer: Layer, text: str) -> None:
        """Keep a layer as one revision: born by import."""
        layer_id = self.store.layers.add(document_id, layer)
        revision = Revision(
            title="Import",
            changes=edits.births(layer),
            act=Act.IMPORT,
            who=layer.name.annotator,
            at=self.surroundings.now(),
            schema_version=layer.schema.version,
        )
        self.store.revisions.append(layer_id, revision, 0, text)

    def _unknown_labels(self, layers: Sequence[Layer]) -> str:
        """Every label the schema does not know, each once."""
        found = {
            wrong: None
            for layer in layers
            for annotation in layer.ordered
            if (wrong := unknown_label(annotation, self.schema))
        }
        hint = "; `corpus-tool new --schema-from-data FILE` makes a corpus that knows them" if found else ""
        return "; ".join(found) + hint

    def _report_problems(self, document: Document, layers: Sequence[Layer], path: Path) -> None:
        """Imported work keeps what it breaks, but it is said."""
        for layer in layers:
            if layer.name.kind is LayerKind.SUGGESTION:
                continue  # nobody's work yet: it is looked at when somebody takes it over
            for violation in violations(layer, self.schema, document):
                where = f"{document.key}, {layer.name.annotator}, {violation.annotation}"
                self.report.add(Outcome.PROBLEM, path, where, violation.message)

    def _why_taken(self, document: Document) -> str:
        """What is different about the text that has that key."""
        _, text = self.store.documents.key_and_text(self.store.documents.id_of_key(document.key) or 0)
        where = first_difference(text, document.text)
        return f"this key names another text in the corpus already: {where}; give it another key, or bring that text"

    def _free_key(self, wanted: str, path: Path) -> str:
        """The key itself where it is free; for a plain file the next free number behind its name; else nothing."""
        if wanted:
            return "" if self.store.documents.id_of_key(wanted) is not None else wanted
        return self._names.free(path.stem)

    def _refused(self, path: Path, where: str, why: str) -> None:
        self._refusals += 1
        self.report.add(Outcome.REFUSED, path, where, why)


class _Neighbours:
    """The files beside a source, and whether any of them was asked for: then its own bytes do not say everything."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.were_read = False

    def __call__(self, name: str) -> bytes | None:
        self.were_read = True
        return self._source.beside(name)


class _CountedLines:
    """The lines of a file, and how many bytes of it were read."""

    def __init__(self, file: Iterable[bytes]) -> None:
        self._file = file
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._file:
            self.bytes += len(line)
            yield line


def _read(source: Source, lines: Iterable[bytes], reading: Reading) -> Iterator[Bundle | Refusal | Notice]:
    """What is in a source, each bundle with the metadata that lies beside it."""
    format = formats.reader(source.format)
    if format.read is None:
        return
    reading = reading._replace(suffix=source.suffix, stem=source.shown.stem)
    for found in format.read(lines, reading):
        if source.sidecar and isinstance(found, Bundle):
            yield with_sidecar(found, source.sidecar_bytes(), source.sidecar)
        else:
            yield found


def _digest(source: Source) -> str:
    """SHA-256 of the bytes of a source."""
    digest = sha256()
    with source.open() as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
