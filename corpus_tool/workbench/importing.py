"""Files into the corpus: documents, their tokens and the layers that come with them, with a report.

Each document comes in whole, several in a transaction. What cannot come in is reported; the rest still does.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from time import monotonic
from zipfile import BadZipFile

from msgspec.structs import replace

from corpus_tool import formats, languages
from corpus_tool.formats import AS_IT_IS, Notice, Reading, Refusal
from corpus_tool.model import edits
from corpus_tool.model.annotations import Annotation, Fragments, Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Act, Revision
from corpus_tool.model.cleaning import Cleaned, clean
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import misplaced, unknown_label, violations
from corpus_tool.model.schemas import Schema
from corpus_tool.store.store import Store
from corpus_tool.text.audit import audit
from corpus_tool.workbench.import_report import ImportReport, Outcome
from corpus_tool.workbench.naming import Names
from corpus_tool.workbench.needs import refuse_missing
from corpus_tool.workbench.progress import CancelledError, Progress, Tell, ignore
from corpus_tool.workbench.regions import find_repeated_in_small_sources, source_of
from corpus_tool.workbench.sidecars import SidecarError, with_sidecar
from corpus_tool.workbench.sources import Gathered, Problem, Source, gather
from corpus_tool.workbench.surroundings import Surroundings

TITLE_LENGTH = 120
"""How much of a first line is taken as a title, in code points."""

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
    say: Say = silent,
    report: ImportReport | None = None,
) -> ImportReport:
    """Bring files, folders, patterns and archives in, and say what became of each document in them.

    A `report` that is given is filled, so that it is there after a CancelledError too: it tells what was kept.
    Raises UnreadableFileError, with nothing done, where a file needs something that is not installed.
    """
    report = ImportReport() if report is None else report
    found = gather(paths)
    refuse_missing(found.sources)
    if found.passed_over:
        say("Passed over: " + ", ".join(f"{count} {suffix}" for suffix, count in found.passed_over.most_common()) + ".")
    importer = _Importer(store, surroundings or Surroundings(), reading, say, report)
    _in_transactions(store, importer.all(found), tell, report)
    find_repeated_in_small_sources(store, importer.touched, surroundings)
    return report


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

    def __init__(self, store: Store, surroundings: Surroundings, reading: Reading, say: Say, report: ImportReport):
        self.store = store
        self.surroundings = surroundings
        self.schema: Schema = store.schemas.current()
        self.report = report
        self._reading = reading
        self._say = say
        self._names = Names(store)
        self._refusals = 0
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
        try:
            digest = _digest(source)
            if when := self.store.documents.when_imported(digest):
                return self.report.add(Outcome.SKIPPED, path, "", f"these very bytes came in at {when}")
            with source.open() as file:
                lines = _CountedLines(file)
                for found in _read(source, lines, self._reading):
                    if isinstance(found, Notice):
                        self._say(f"{path}: {found.words}")
                    else:
                        self._found(found, path, digest)
                        yield lines.bytes
        except OSError as error:
            return self._refused(path, "", f"cannot be read: {error.strerror or error}")
        except (BadZipFile, NotImplementedError, zlib.error) as damaged:
            return self._refused(path, "", f"cannot be unpacked: {damaged}")
        except SidecarError as wrong:
            return self._refused(path, "", f"the {source.sidecar} beside it cannot be used: {wrong}")
        if self._refusals == refusals:
            with self.store.writing():
                self.store.documents.note_file(digest, path.name, self.surroundings.now())
        return None

    def _found(self, found: Bundle | Refusal, path: Path, digest: str) -> None:
        if isinstance(found, Refusal):
            return self._refused(path, found.where, found.reason)
        cleaned = clean(found.document.text)
        try:
            layers = tuple(_moved(layer, cleaned) for layer in found.layers)
        except _UnmovableError as lost:
            return self._refused(path, found.document.key, str(lost))
        if wrong := self._unknown_labels(layers):
            return self._refused(path, found.document.key, wrong)
        here = self.store.documents.id_of_digest(replace(found.document, text=cleaned.text).text_sha256)
        if here is None:
            return self._new_document(_described(found.document, cleaned, path, digest), cleaned, layers, path)
        if when := self.store.hiding.when_document(here):
            key = self.store.documents.key_of(here)
            return self._refused(path, key, f"this text was deleted at {when}; `corpus-tool undelete {key}`")
        return self._known_document(here, layers, path)

    def _new_document(self, document: Document, cleaned: Cleaned, layers: Sequence[Layer], path: Path) -> None:
        if not (key := self._free_key(document.key, path)):
            return self._refused(
                path, document.key, "this key names another text in the corpus already; give it another"
            )
        document = replace(document, key=key)
        findings = audit(document.text)
        with self.store.writing():
            id = self.store.documents.add(document, cleaned.repairs, self.surroundings.now())
            self.store.findings.add(id, findings)
            for layer in layers:
                self._add_layer(id, layer, document.text)
        self.touched.add(source_of(document))
        came_with = _counted(layers)
        self.report.add(Outcome.IMPORTED, path, key, came_with, cleaned.repairs, findings, document.language)
        self._report_problems(document, layers, path)
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
            self.report.add(Outcome.LAYERS, path, key, f"text was here; {_counted(added)}")
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
            found = violations(layer, self.schema, document)
            for violation in found:
                where = f"{document.key}, {layer.name.annotator}, {violation.annotation}"
                self.report.add(Outcome.PROBLEM, path, where, violation.message)

    def _free_key(self, wanted: str, path: Path) -> str:
        """The key itself where it is free; for a plain file the next free number behind its name; else nothing."""
        if wanted:
            return "" if self.store.documents.id_of_key(wanted) is not None else wanted
        return self._names.free(path.stem)

    def _refused(self, path: Path, where: str, why: str) -> None:
        self._refusals += 1
        self.report.add(Outcome.REFUSED, path, where, why)


class _UnmovableError(Exception):
    """Why an annotation does not survive the cleaning of its text."""


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
    format = formats.readable(source.suffix)
    if format is None or format.read is None:
        return
    reading = reading._replace(suffix=source.suffix, stem=source.shown.stem, beside=source.beside)
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


def _described(document: Document, cleaned: Cleaned, path: Path, digest: str) -> Document:
    """The document with everything that can be found out about its text."""
    text = cleaned.text
    language = document.language or languages.identify(text)
    cutter = languages.language_or_plain(language)
    return replace(
        document,
        text=text,
        language=language,
        direction=document.direction or languages.direction_of(cutter.code, text),
        title=document.title or _first_line(text) or path.stem,
        metadata=document.metadata if document.key else {**document.metadata, "file": path.name},
        tokens=tuple(languages.tokenize(text, cutter.code)),
        cutter=cutter.cutter,
        source_sha256=digest,
    )


def _first_line(text: str) -> str:
    """The first line that is not blank, cut to the length of a title."""
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


def _moved(layer: Layer, cleaned: Cleaned) -> Layer:
    """The layer at the offsets of the cleaned text."""
    if not cleaned.removed:
        return layer
    moved = [_moved_annotation(annotation, cleaned) for annotation in layer.ordered]
    return Layer.of(layer.name, layer.schema, moved, layer.status)


def _moved_annotation(annotation: Annotation, cleaned: Cleaned) -> Annotation:
    if isinstance(annotation, Relation):
        return annotation
    fragments: Fragments = tuple((cleaned.offset(start), cleaned.offset(end)) for start, end in annotation.fragments)
    if wrong := misplaced(fragments, cleaned.text):
        raise _UnmovableError(
            f"{annotation.id} covers only what is repaired at import (line ends, byte order mark): {wrong}"
        )
    return replace(annotation, fragments=fragments)


def _counted(layers: Sequence[Layer]) -> str:
    """What came in, in words."""
    if not layers:
        return ""
    return ", ".join(
        f"{layer.name.annotator}: {len(layer.spans)} spans, {len(layer.events)} events" for layer in layers
    )
