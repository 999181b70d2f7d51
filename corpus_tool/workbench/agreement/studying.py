"""From the corpus to a study: which documents and which work are compared, and how much of what that was."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from corpus_tool.agreement.marks import Names
from corpus_tool.agreement.study import Shared, Study
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.regions import boilerplate
from corpus_tool.store.store import Store
from corpus_tool.workbench.agreement.answers import COREFERENCE, answer_of
from corpus_tool.workbench.agreement.rulers import Ruler, Unit
from corpus_tool.workbench.choosing import Choice, chosen_ids
from corpus_tool.workbench.regions import document_regions
from corpus_tool.workbench.selecting import BATCH


class Filters(Struct, frozen=True, kw_only=True):
    """What is compared; nothing said: everything that is independent work."""

    choice: Choice = Choice()
    """Documents, and labels: where any is named, nothing else of the layers is compared."""
    boilerplate: bool = True
    """Whether boilerplate counts: its positions, and what is marked in it."""
    ignore_marks: bool = False
    """Whether borders that differ by combining marks alone are the same."""
    include_assisted: bool = False
    """Whether work counts that went on after its annotator had seen another's layer, the gold, or suggestions."""


EVERYTHING = Filters()


class Part(Struct, frozen=True, kw_only=True):
    """What one annotator did of the chosen documents."""

    open: int
    """Assigned or begun, and not done."""
    assigned: int
    """Given to her, done or not; what she did without being asked is not in it."""
    done: int
    assisted: int
    """Done, after she had seen another's work or suggestions."""
    shared: int = 0
    """Compared with somebody's; the rest of the numbers is of these."""
    spans: int = 0
    events: int = 0
    arguments: int = 0
    relations: int = 0


class Counted(Struct, frozen=True, kw_only=True):
    """How much the figures are about."""

    documents: int
    """Chosen, whoever did them."""
    shared: int
    """Compared: done by two or more."""
    by_all: int
    positions: int
    """In the shared documents."""
    assisted: int
    """Documents done by two or more of which some work is not independent."""
    annotators: Mapping[str, Part]
    labels: Mapping[str, int]
    """Label to how many spans have it, all annotators together."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Labels of the schema without figures, and why."""


class Studied(NamedTuple):
    """All finished work on the chosen documents, and which of it is not independent."""

    everything: Study
    assisted: frozenset[tuple[str, str]]
    """(document key, annotator)."""
    people: tuple[str, ...]
    """Everybody who has done any of the documents, in alphabetical order."""
    parts: Mapping[str, Part]
    documents: int

    @property
    def independent(self) -> Study:
        """The study without assisted work."""
        kept = (
            one._replace(
                answers={who: said for who, said in one.answers.items() if (one.key, who) not in self.assisted}
            )
            for one in self.everything.documents
        )
        return Study(tuple(one for one in kept if len(one.answers) > 1), self.everything.unit)


def studied(
    store: Store, between: Sequence[str] = (), unit: Unit = Unit.TOKENS, filters: Filters = EVERYTHING
) -> Studied:
    """Read what annotators (all where none is named) have finished of the documents that the filters choose.

    Raises as `chosen_ids` does for what the corpus does not have.
    """
    return studied_in(store, between, (unit,), filters)[0]


def studied_in(store: Store, between: Sequence[str], units: Sequence[Unit], filters: Filters) -> tuple[Studied, ...]:
    """The same in several units, read once."""
    ids = chosen_ids(store, filters.choice)
    work = _Work(store, set(between), set(ids))
    documents: list[tuple[int, tuple[Shared, ...]]] = []
    names = Names()
    for batch in (ids[at : at + BATCH] for at in range(0, len(ids), BATCH)):
        shared = {id: heads for id, heads in work.done(batch).items() if len(heads) > 1}
        documents.extend(_read(store, shared, units, filters, names))
    assisted = frozenset(
        (one.key, who) for id, (one, *_) in documents for who in one.answers if (id, who) in work.assisted
    )
    return tuple(
        Studied(
            everything=Study(tuple(shared[number] for _, shared in documents), unit.value),
            assisted=assisted,
            people=work.people,
            parts=work.parts,
            documents=len(ids),
        )
        for number, unit in enumerate(units)
    )


class _Work:
    """Who did what of the chosen documents, counted as their layers go by."""

    def __init__(self, store: Store, between: set[str], ids: set[int]) -> None:
        self._store, self._between = store, between
        self._not_independent = store.sightings.assisted()
        self._given = {
            (id, who) for id, names in store.work.assigned().items() if id in ids for who in names if self._counts(who)
        }
        self._assigned = Counter(who for _, who in self._given)
        self._begun: set[tuple[int, str]] = set()
        self._done: Counter[str] = Counter()
        self.assisted: set[tuple[int, str]] = set()
        """(document id, annotator) of finished work that is not independent."""

    def _counts(self, who: str) -> bool:
        return not self._between or who in self._between

    def done(self, ids: Sequence[int]) -> dict[int, list[LayerHead]]:
        """Document id to the layers that are done, in the order of these ids, for those that have any."""
        heads = self._store.layers.heads(ids)
        found: dict[int, list[LayerHead]] = {}
        for id in ids:
            for head in heads.get(id, ()):
                if head.name.kind is LayerKind.ANNOTATOR and self._counts(head.name.annotator):
                    self._take(head, found)
        return found

    def _take(self, head: LayerHead, found: dict[int, list[LayerHead]]) -> None:
        part = (head.document_id, head.name.annotator)
        if head.status is not Status.DONE:
            self._begun.add(part)
            return
        self._given.add(part)
        self._done[head.name.annotator] += 1
        found.setdefault(head.document_id, []).append(head)
        if head.id in self._not_independent:
            self.assisted.add(part)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who has done any of the documents."""
        return tuple(sorted(self._done))

    @property
    def parts(self) -> dict[str, Part]:
        """Annotator to her part in the work."""
        all_of = Counter(who for _, who in self._given | self._begun)
        helped = Counter(who for _, who in self.assisted)
        return {
            who: Part(
                open=count - self._done[who], assigned=self._assigned[who], done=self._done[who], assisted=helped[who]
            )
            for who, count in sorted(all_of.items())
        }


def _read(
    store: Store, shared: Mapping[int, Sequence[LayerHead]], units: Sequence[Unit], filters: Filters, names: Names
) -> Iterator[tuple[int, tuple[Shared, ...]]]:
    """Those documents with what was said about them, in each unit, each with its id."""
    layers = store.layers.loaded(head for heads in shared.values() for head in heads)
    wanted = frozenset(filters.choice.labels)
    has_chains = any(relation.id == COREFERENCE for relation in store.schemas.current().relations)

    def said(document: Document, unit: Unit) -> Shared:
        ruler = _ruler(store, document, unit, filters)
        answers = {
            head.name.annotator: answer_of(layers[head.id], ruler, wanted, names, has_chains=has_chains)
            for head in shared[document.id or 0]
        }
        return Shared(document.key, ruler.length, answers)

    for document in store.documents.loaded(list(shared), tokens=Unit.TOKENS in units):
        yield document.id or 0, tuple(said(document, unit) for unit in units)


def _ruler(store: Store, document: Document, unit: Unit, filters: Filters) -> Ruler:
    without = () if filters.boilerplate else boilerplate(document_regions(store, document))
    return Ruler(document, unit, without, ignore_marks=filters.ignore_marks)
