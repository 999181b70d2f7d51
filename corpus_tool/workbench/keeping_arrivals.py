"""What arrives, into the corpus: a new text with its layers, or the layers of a text that is here; each told."""

import re
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

from msgspec.structs import replace

from corpus_tool import formats
from corpus_tool.model import edits
from corpus_tool.model.aligning import MisalignedError
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Act, Revision
from corpus_tool.model.cleaning import Cleaned, clean
from corpus_tool.model.documents import Document, text_digest
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.model.rules import unknown_label, violations
from corpus_tool.model.schemas import Schema
from corpus_tool.store.store import Store
from corpus_tool.text.differences import first_difference
from corpus_tool.workbench.arriving import UnmovableError, described, in_words, moved
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.examining import Examination, Question, examine
from corpus_tool.workbench.import_report import ImportReport, Outcome
from corpus_tool.workbench.naming import Names
from corpus_tool.workbench.placing import in_text
from corpus_tool.workbench.reading_ahead import Incoming
from corpus_tool.workbench.regions import source_of
from corpus_tool.workbench.sources import Source
from corpus_tool.workbench.surroundings import Surroundings
from corpus_tool.workbench.taking import Intake

MADE_OF_WORDS = "its text was made of the words, one space between two and a sentence a line"

LONGEST_REASON = 5_000
"""Characters of what is told: a broken file may have a name of millions where one of twenty was expected."""


class Arrivals:
    """Where everything that is found goes: into the corpus, or with a reason into the report."""

    def __init__(
        self, store: Store, surroundings: Surroundings, schema: Schema, intake: Intake, report: ImportReport
    ) -> None:
        self._store = store
        self._surroundings = surroundings
        self._schema = schema
        self._intake = intake
        self._report = report
        self._names = Names(store)
        self.refusals = 0
        """How many there were."""
        self._from: dict[str, Path] = {}
        """The key of each document that came in to the file that it came from."""
        self.touched: set[str] = set()
        """Sources of which something new came in."""

    def take(self, found: Bundle, source: Source, digest: str, one: Incoming) -> None:
        """Take a bundle in; `digest` is that of the source, `one` what was found out of it beforehand."""
        path = source.shown
        try:
            found, note = self._with_text(found, source)
            cleaned = one.cleaned or clean(found.document.text)
            layers = tuple(moved(layer, cleaned) for layer in found.layers)
        except (UnmovableError, MisalignedError) as lost:
            return self.refuse(path, found.document.key, str(lost))
        layers = self._intake.layers(layers)
        if not self._intake.knows(layers):
            return self.refuse(path, found.document.key, self._unknown_labels(layers))
        here = self._store.documents.id_of_digest(text_digest(cleaned.text))
        if here is None:
            known = one.examination or examine(
                Question(cleaned.text, found.document.language, found.document.direction)
            )
            document = described(found.document, cleaned, known, path, digest)
            return self._new_document(document, cleaned, known, layers, path, note)
        if when := self._store.hiding.when_document(here):
            key = self._store.documents.key_of(here)
            return self.refuse(path, key, f"this text was deleted at {when}; `corpus-tool undelete {key}`")
        return self._known_document(here, layers, path)

    def _with_text(self, found: Bundle, source: Source) -> tuple[Bundle, str]:
        """Words without a text in the text of the document they are called after; what is to be said of it."""
        if not (found.document.tokens and formats.reader(source.format).by_tokens):
            return found, ""
        here = self._store.documents.id_of_key(found.document.key)
        is_known = self._store.documents.id_of_digest(text_digest(found.document.text)) is not None
        if is_known or here is None or self._store.hiding.when_document(here):
            return found, MADE_OF_WORDS
        if self._is_another_piece(found.document.key, source.shown):
            return found, MADE_OF_WORDS
        _, text = self._store.documents.key_and_text(here)
        return in_text(found, text), ""

    def _new_document(
        self, document: Document, cleaned: Cleaned, known: Examination, layers: Sequence[Layer], path: Path, note: str
    ) -> None:
        if not (key := self._free_key(document.key, path)):
            return self.refuse(path, document.key, self._why_taken(document))
        self._from[key] = path
        document = replace(document, key=key)
        with self._store.writing():
            id = self._store.documents.add(document, cleaned.repairs, self._surroundings.now(), known.beside)
            self._store.findings.add(id, known.findings)
            for layer in layers:
                self._add_layer(id, layer, document.text)
        self.touched.add(source_of(document))
        came_with = "; ".join(part for part in (in_words(layers), note) if part)
        self._report.add(Outcome.IMPORTED, path, key, came_with, cleaned.repairs, known.findings, document.language)
        if layers:
            self._report_problems(self._store.documents.load(id), layers, path)
        return None

    def _known_document(self, id: int, layers: Sequence[Layer], path: Path) -> None:
        """The text is here: bring the layers that are not; say which stayed out."""
        key = self._store.documents.key_of(id)
        added, renewed = [], []
        for layer in layers:
            there = self._store.layers.load(id, layer.name)
            if there is None:
                with self._store.writing():
                    self._add_layer(id, layer, self._store.documents.load(id).text)
                added.append(layer)
            elif _says_the_same(there, layer):
                continue
            elif self._intake.renews:
                desk = Desk(self._store, id, layer.name, self._surroundings)
                desk.become(f"Suggest {layer.name.annotator}", layer)
                renewed.append(layer)
            else:
                who = f"{layer.name.annotator}'s {layer.name.kind} layer"
                self.refuse(path, key, f"{who} is here with other content; the one here was kept as it is")
        if added:
            self._report.add(Outcome.LAYERS, path, key, f"text was here; {in_words(added)}")
            self._report_problems(self._store.documents.load(id), added, path)
        if renewed:
            self._report.add(Outcome.LAYERS, path, key, f"suggested anew; {in_words(renewed)}")
        if not added and not renewed and not self._report.refused_lately(path, key):
            self._report.add(Outcome.SKIPPED, path, key, "this text is here already")

    def _add_layer(self, document_id: int, layer: Layer, text: str) -> None:
        """Keep a layer as one revision: born by import."""
        layer_id = self._store.layers.add(document_id, layer)
        revision = Revision(
            title="Import",
            changes=edits.births(layer),
            act=Act.IMPORT,
            who=layer.name.annotator,
            at=self._surroundings.now(),
            schema_version=layer.schema.version,
        )
        self._store.revisions.append(layer_id, revision, 0, text)

    def _unknown_labels(self, layers: Sequence[Layer]) -> str:
        """Every label the schema does not know, each once."""
        found = {
            wrong: None
            for layer in layers
            for annotation in layer.ordered
            if (wrong := unknown_label(annotation, self._schema))
        }
        hint = "; `corpus-tool new --schema-from-data FILE [--format NAME]` makes a corpus that knows them"
        return "; ".join(found) + (hint if found else "")

    def _report_problems(self, document: Document, layers: Sequence[Layer], path: Path) -> None:
        """Imported work keeps what it breaks, but it is said."""
        for layer in layers:
            if layer.name.kind is LayerKind.SUGGESTION:
                continue  # nobody's work yet: it is looked at when somebody takes it over
            for violation in violations(layer, self._schema, document):
                where = f"{document.key}, {layer.name.annotator}, {violation.annotation}"
                self._report.add(Outcome.PROBLEM, path, where, violation.message)

    def _why_taken(self, document: Document) -> str:
        """What is different about the text that has that key."""
        _, text = self._store.documents.key_and_text(self._store.documents.id_of_key(document.key) or 0)
        where = first_difference(text, document.text)
        return f"this key names another text in the corpus already: {where}; give it another key, or bring that text"

    def _free_key(self, wanted: str, path: Path) -> str:
        """The key where it is free; where the file gives none the next free number behind its name; else nothing."""
        if wanted and not self._is_another_piece(wanted, path):
            return "" if self._store.documents.id_of_key(wanted) is not None else wanted
        return self._names.free(wanted or path.stem)

    def _is_another_piece(self, key: str, path: Path) -> bool:
        """Whether a key is the number of a piece, and another file that is called alike brought a piece of that number.

        A long file without documents is cut into pieces, which it does not name.
        """
        is_piece = re.fullmatch(re.escape(path.stem) + "-[0-9]{4,}", key) is not None
        return is_piece and self._from.get(key, path) != path

    def refuse(self, path: Path, where: str, why: str) -> None:
        """Say that something cannot come in."""
        self.refusals += 1
        told = why if len(why) <= LONGEST_REASON else f"{why[:LONGEST_REASON]}..."
        self._report.add(Outcome.REFUSED, path, where, told)


def _says_the_same(here: Layer, comes: Layer) -> bool:
    """Whether two layers hold the same; many a format keeps spans, events and relations apart, in no common order."""
    return here.status == comes.status and sorted(here.ordered, key=_id) == sorted(comes.ordered, key=_id)


_id = attrgetter("id")
