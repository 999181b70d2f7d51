"""Corpus: a corpus file as tables, to be read from Python. Nothing but pseudonyms is written through it.

It holds a path and no connection, so it may be passed to threads and processes, and others may annotate meanwhile. Each
question is answered from one moment; inside `with`, all of them are.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, TypeAlias

from corpus_tool.api.asking import Names, Question, answers, chosen, in_words, several
from corpus_tool.errors import UsageError
from corpus_tool.model.changes import Status
from corpus_tool.model.policies import Clitics, Overlaps, Policy, Window
from corpus_tool.model.schemas import Schema
from corpus_tool.store.store import Store

if TYPE_CHECKING:
    from corpus_tool.reports.frames import Frame
    from corpus_tool.workbench.exporting import ExportReport

TableName: TypeAlias = Literal["documents", "layers", "spans", "events", "arguments", "relations", "tokens"]

DOCUMENTS_AT_A_TIME = 1_000


class Corpus:
    """A corpus file. Tables are polars frames; offsets are code points, half-open: `text[start:end]` in Python.

    `layers` is `all`, `gold`, or names of annotators (`noa,sami` or a list); `language` is `ar`, `he` or `other`;
    `labels` are names of the schema, of event types also the family (`Conflict`). Every error is a `CorpusToolError`
    of `corpus_tool.errors`: NotFoundError where a file, an annotator or a label is not there, StoreError where a file
    is no corpus or was written by another version.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._held: Store | None = None
        self._holding = ExitStack()
        self._withs = 0
        """How many `with` there are around one another."""
        with self._open():
            pass  # A wrong path is told here, and not at the first question.

    @property
    def schema(self) -> Schema:
        """The schema in force: its labels, event types, attributes and relations."""
        with self._open() as store:
            return store.schemas.current()

    def documents(self, *, language: str | None = None) -> "Frame":
        """A row for each document, with its text."""
        return self._table("documents", "all", language, None)

    def layers(self, *, layers: Names = "all", language: str | None = None) -> "Frame":
        """A row for each layer: who, on which document, how far, how much."""
        return self._table("layers", layers, language, None)

    def spans(self, *, layers: Names = "all", language: str | None = None, labels: Names = None) -> "Frame":
        """A row for each span."""
        return self._table("spans", layers, language, labels)

    def events(self, *, layers: Names = "all", language: str | None = None, labels: Names = None) -> "Frame":
        """A row for each event."""
        return self._table("events", layers, language, labels)

    def arguments(self, *, layers: Names = "all", language: str | None = None, labels: Names = None) -> "Frame":
        """A row for each filled role of an event, with what fills it; `labels` are event types."""
        return self._table("arguments", layers, language, labels)

    def relations(self, *, layers: Names = "all", language: str | None = None, labels: Names = None) -> "Frame":
        """A row for each relation, with both its ends."""
        return self._table("relations", layers, language, labels)

    def tokens(self, *, language: str | None = None) -> "Frame":
        """A row for each token of each document."""
        return self._table("tokens", "all", language, None)

    def batches(
        self,
        table: TableName,
        *,
        documents: int = DOCUMENTS_AT_A_TIME,
        layers: Names = "all",
        language: str | None = None,
        labels: Names = None,
    ) -> "Iterator[Frame]":
        """The same table in frames of so many documents each, so that only one is in memory; none is cut in two."""
        with self._open() as store:
            yield from answers(store, Question(table, layers, language, labels), documents)

    def stats(self) -> "dict[str, Frame]":
        """What `corpus-tool stats` counts: its tables by name."""
        from corpus_tool.reports.statistics import OF_ANNOTATIONS, OF_CORPUS, tables

        with self._open() as store:
            return tables(store, [*OF_CORPUS, *OF_ANNOTATIONS])

    def export(
        self,
        format: str,
        folder: str | os.PathLike[str],
        *,
        layers: Names = "gold",
        allow_loss: bool = False,
        clitics: str = Clitics.DROP,
        overlaps: str = Overlaps.WIDEST,
        window: str = Window.SENTENCE,
        without_text: bool = False,
        without_boilerplate: bool = False,
        without_assisted: bool = False,
        pseudonyms: bool = False,
        documents: Names = None,
        languages: Names = None,
        sources: Names = None,
        since: str = "",
        until: str = "",
        statuses: Names = None,
        labels: Names = None,
    ) -> "ExportReport":
        """Write layers to files, as `corpus-tool export` does; the report names the files and what they do not hold.

        Raises LossRefusedError, with nothing written, where the format cannot hold everything and `allow_loss` is not
        given; its `losses` say what. `pseudonyms` calls annotators A1, A2; who has none yet is given one, which is
        written to the corpus (inside `with`, all have to have one). `documents` (their keys) to `labels` take less, as
        the options of the verb do.
        """
        from corpus_tool.workbench.choosing import Choice
        from corpus_tool.workbench.exporting import Mode, export

        policy = Policy(
            clitics=chosen(Clitics, clitics), overlaps=chosen(Overlaps, overlaps), window=chosen(Window, window)
        )
        choice = Choice(
            keys=several(documents),
            languages=several(languages),
            sources=several(sources),
            since=since,
            until=until,
            statuses=tuple(chosen(Status, status) for status in several(statuses)),
            labels=several(labels),
            without_assisted=without_assisted,
        )
        if pseudonyms:
            self._give_pseudonyms()
        with self._open() as store:
            return export(
                store,
                format,
                in_words(layers),
                Path(folder),
                policy=policy,
                choice=choice,
                allow_loss=allow_loss,
                mode=Mode(without_text=without_text, pseudonyms=pseudonyms, without_boilerplate=without_boilerplate),
            )

    def _give_pseudonyms(self) -> None:
        from corpus_tool.workbench.pseudonyms import nameless, pseudonyms

        if self._held is None:
            with Store.open(self.path) as store:
                pseudonyms(store)
        elif missing := nameless(self._held):
            who = ", ".join(sorted(missing))
            raise UsageError(f"{who} has no pseudonym yet, and inside `with` none is given; export once before it.")

    def _table(self, table: TableName, layers: Names, language: str | None, labels: Names) -> "Frame":
        from corpus_tool.reports.frames import together

        return together(self.batches(table, layers=layers, language=language, labels=labels))

    @contextmanager
    def _open(self) -> Iterator[Store]:
        """The file as it is at one moment: that of the `with` around us, or this one."""
        if self._held is not None:
            yield self._held
        else:
            with Store.open_to_read(self.path) as store, store.reading():
                yield store

    def __enter__(self) -> "Corpus":
        """Hold this moment: until the `with` ends, nothing that others write is seen. In one thread only."""
        if not self._withs:
            self._held = self._holding.enter_context(self._open())
        self._withs += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._withs -= 1
        if not self._withs:
            self._held = None
            self._holding.__exit__(kind, error, trace)

    def __repr__(self) -> str:
        return f"Corpus({str(self.path)!r})"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from corpus_tool.api.notebook import summary

        with self._open() as store:
            return summary(store)
