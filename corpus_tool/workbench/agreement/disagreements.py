"""Every disagreement between annotators of a corpus, document by document: for reports, screens and queues.

What a disagreement is stands in `model/disagreements.py`.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from corpus_tool.languages import language_or_plain
from corpus_tool.model.border_gaps import Clitics
from corpus_tool.model.changes import Status
from corpus_tool.model.disagreements import Collated, collated
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.regions import boilerplate
from corpus_tool.store.store import Store
from corpus_tool.workbench.choosing import EVERYTHING, Choice, chosen_ids
from corpus_tool.workbench.regions import document_regions
from corpus_tool.workbench.selecting import Taken, bundles


class Scope(Struct, frozen=True, kw_only=True):
    """What is looked at."""

    between: tuple[str, ...] = ()
    """Annotators; everybody where none is named."""
    choice: Choice = EVERYTHING
    """Documents and labels. Its statuses say which layers count: those that are done where none is named."""
    with_boilerplate: bool = True
    """Whether what lies in lines of boilerplate counts."""
    ignore_marks: bool = False
    """Whether borders that differ by combining marks alone are the same."""


def collations(store: Store, scope: Scope | None = None, taken: Taken | None = None) -> Iterator[Collated]:
    """Each document of which at least two layers are taken, side by side, in the order of the corpus, one at a time.

    `taken`: which layers, in place of what the scope says of annotators, as gold beside one of them. Raises as
    `choosing.chosen_ids` does.
    """
    scope = scope or Scope()
    chosen = _two_or_more(taken or finished(scope))
    for bundle in bundles(store, chosen, chosen_ids(store, scope.choice)):
        document = bundle.document
        leaving_out = () if scope.with_boilerplate else boilerplate(document_regions(store, document))
        yield collated(
            document,
            bundle.layers,
            clitics_of(document.language),
            labels=scope.choice.labels,
            leaving_out=leaving_out,
            ignore_marks=scope.ignore_marks,
            last_changed=store.layers.last_changed(document.id or 0),
        )


def clitics_of(code: str) -> Clitics:
    """What a language writes onto its words."""
    language = language_or_plain(code)
    return Clitics(language.clitic_borders, language.enclitic_borders)


def finished(scope: Scope | None = None) -> Taken:
    """The layers of annotators that a scope lets count."""
    scope = scope or Scope()
    statuses = scope.choice.statuses or (Status.DONE,)

    def taken(heads: Sequence[LayerHead]) -> Sequence[LayerHead]:
        return [
            head
            for head in heads
            if head.name.kind is LayerKind.ANNOTATOR
            and head.status in statuses
            and (not scope.between or head.name.annotator in scope.between)
        ]

    return taken


def _two_or_more(taken: Taken) -> Taken:
    def two_or_more(heads: Sequence[LayerHead]) -> Sequence[LayerHead]:
        found = taken(heads)
        return found if len(found) > 1 else ()

    return two_or_more
