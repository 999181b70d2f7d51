"""The page about agreement: figures that were taken, and every disagreement of the same documents, in one HTML file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryFile

from corpus_tool.agreement import known
from corpus_tool.agreement.study import Study, shared_count
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import LayerKind
from corpus_tool.reports.page.facts import PageFacts, Work
from corpus_tool.reports.page.spool import Spool
from corpus_tool.reports.page.writing import pieces
from corpus_tool.saying import tr, tr_later
from corpus_tool.store.store import Store
from corpus_tool.workbench.agreement.disagreements import Scope, collations
from corpus_tool.workbench.agreement.measuring import Agreement
from corpus_tool.workbench.agreement.studying import Filters
from corpus_tool.workbench.learning.curve import kept_curves
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.selecting import Taken
from corpus_tool.workbench.surroundings import Surroundings
from corpus_tool.workbench.writing import FilesBeside


def write_page(
    store: Store,
    found: Agreement,
    study: Study,
    path: Path,
    surroundings: Surroundings | None = None,
    tell: Tell = ignore,
) -> int:
    """Write the page for figures that were taken of a study; answer how many disagreements are on it.

    The list is of the same documents, layers and labels as the figures. The file is whole or not there. Raises
    StoreError where it cannot be written.
    """
    facts = _facts(store, found, study, (surroundings or Surroundings()).now())
    scope = Scope(
        choice=found.filters.choice, with_boilerplate=found.filters.boilerplate, ignore_marks=found.filters.ignore_marks
    )
    with TemporaryFile() as file, FilesBeside(path.parent) as beside:
        spool = Spool(file)
        for done, one in enumerate(collations(store, scope, _of_study(store, study)), 1):
            spool.add(one)
            tell(Progress(done, max(done, found.shared), one.document.key))
        for piece in pieces(facts, spool):
            beside.add(path.name, piece)
        beside.put_in_place()
        return spool.counts.disagreements


def _facts(store: Store, found: Agreement, study: Study, now: str) -> PageFacts:
    return PageFacts(
        corpus=store.path.name,
        made_at=now,
        program=f"corpus-tool {found.program}",
        schema=found.schema,
        annotators=found.annotators,
        work={
            name: Work(part.done, part.open, part.assisted, part.shared)
            for name, part in found.counted.annotators.items()
        },
        unit=found.unit.value,
        level=found.resampling.level,
        times=found.resampling.times,
        seed=found.resampling.seed,
        scores=found.figures,
        measures=known(),
        uses=found.counted.labels,
        independent=found.independent,
        assisted=found.assisted,
        concerns=[(concern.figure, tr(concern.sentence, **concern.values)) for concern in found.concerns],
        filters=list(_in_words(found.filters)),
        by_document=strict_by_document(study, found.annotators),
        curves=list(kept_curves(store, found.annotators)),
    )


def _in_words(filters: Filters) -> Iterator[tuple[str, str]]:
    """What was asked for, for people to read."""
    choice = filters.choice
    named = {
        tr_later("Labels"): choice.labels,
        tr_later("Documents"): choice.keys,
        tr_later("Languages"): choice.languages,
        tr_later("Sources"): choice.sources,
        tr_later("Documents since"): (choice.since,),
        tr_later("Documents until"): (choice.until,),
    }
    yield from ((what, ", ".join(which)) for what, which in named.items() if any(which))
    if not filters.boilerplate:
        yield tr_later("Boilerplate"), tr_later("left out, its positions and what is marked in it")
    if filters.ignore_marks:
        yield tr_later("Borders"), tr_later("those that differ by combining marks alone are the same")
    if filters.include_assisted:
        yield tr_later("Assisted work"), tr_later("counted")


def strict_by_document(study: Study, annotators: Sequence[str]) -> dict[str, float]:
    """Document's key to its strict F1, the mean over the pairs who have done it; not where nobody marked a span."""
    found: dict[str, float] = {}
    for document in study.documents:
        there = [document.answers[name].spans for name in annotators if name in document.answers]
        counts = (shared_count(one, other) for one, other in combinations(there, 2))
        figures = [2 * both / (first + second) for both, first, second in counts if first + second]
        if figures:
            found[document.key] = sum(figures) / len(figures)
    return found


def _of_study(store: Store, study: Study) -> Taken:
    """The layers that the figures were taken of, where there are two of a document."""
    done: Mapping[str, Collection[str]] = {one.key: one.answers.keys() for one in study.documents}

    def taken(heads: Sequence[LayerHead]) -> Sequence[LayerHead]:
        names = done.get(store.documents.key_of(heads[0].document_id), ()) if heads else ()
        return [head for head in heads if head.name.kind is LayerKind.ANNOTATOR and head.name.annotator in names]

    return taken
