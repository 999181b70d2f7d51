"""Where an annotator is in a corpus, where she has been, and how to get elsewhere. No screen in it."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from corpus_tool.errors import UsageError
from corpus_tool.model.annotations import Annotation, Event, Span
from corpus_tool.saying import tr, tr_many
from corpus_tool.store.store import Store
from corpus_tool.workbench.concordance import Line, search
from corpus_tool.workbench.corpus_settings import STARTER, value_of
from corpus_tool.workbench.surroundings import Surroundings

if TYPE_CHECKING:  # what only an open document needs is not loaded with the list
    from corpus_tool.workbench.annotating import Annotating
    from corpus_tool.workbench.desk import Desk
    from corpus_tool.workbench.learning.apprentice import Apprentice
    from corpus_tool.workbench.suggestions.lexicon import Known

MOST_HITS = 500
"""Places listed; whoever sees more has to ask more narrowly."""


class Stop(NamedTuple):
    """A stretch of text in a document; without one, wherever she was last."""

    document_id: int
    range: tuple[int, int] | None = None
    """Code points, half-open."""


class Kind(StrEnum):
    """What one can go through: documents, or places in the one that is open."""

    UNANNOTATED = "unannotated"
    IN_PROGRESS = "in-progress"
    ASSIGNED = "assigned"
    FLAGGED = "flagged"
    ENTITY = "entity"
    EVENT = "event"
    COMMENT = "comment"
    PROBLEM = "problem"


DOCUMENTS = (Kind.UNANNOTATED, Kind.IN_PROGRESS, Kind.ASSIGNED, Kind.FLAGGED)
"""Kinds of documents; the others are places in one."""


class Whereabouts:
    """What one annotator has been to and goes through, while the annotator is open."""

    def __init__(self, store: Store, annotator: str, surroundings: Surroundings | None = None) -> None:
        self._store = store
        self._annotator = annotator
        self._surroundings = surroundings or Surroundings()
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []
        self.kind = Kind.ENTITY
        """What she goes through."""
        self.hits: list[Line] = []
        """What was found in the corpus last."""
        self._apprentice: Apprentice | None = None
        self._names: Known | None = None
        self._names_of: tuple[str, str, int, int] | None = None
        """Whose, whether with the word list, and the state of what is done."""
        self.hit = 0
        """Which of them she is at."""

    def left(self, here: Stop) -> None:
        """She jumps away from here."""
        self._behind.append(here)
        self._ahead.clear()

    def back(self, here: Stop) -> Stop | None:
        """Where she jumped away from last; None where there was no jump."""
        return _swap(self._behind, self._ahead, here)

    def forward(self, here: Stop) -> Stop | None:
        """Where she went back from."""
        return _swap(self._ahead, self._behind, here)

    def last_place(self, document_id: int) -> tuple[int, int] | None:
        """Where she was when she left a document."""
        return self._store.marks.place(document_id, self._annotator)

    def remember(self, here: Stop) -> None:
        """Keep where she is in a document: no work, so no revision either. Nothing where it was destroyed meanwhile."""
        if here.range is None or here.range == self.last_place(here.document_id):
            return
        with self._store.writing():
            self._store.marks.remember(here.document_id, self._annotator, *here.range)

    def is_flagged(self, document_id: int) -> bool:
        """Whether she has put a flag on a document."""
        return self._store.marks.is_flagged(document_id, self._annotator)

    def toggle_flag(self, document_id: int) -> str:
        """Put a flag on a document, or take it off."""
        flagged = self.is_flagged(document_id)
        with self._store.writing():
            self._store.marks.flag(document_id, self._annotator, None if flagged else self._surroundings.now())
        return tr("The flag is off.") if flagged else tr("Flagged, for you alone.")

    def next_document(self, document_id: int, *, forward: bool) -> int | None:
        """The next document of the kind she goes through, round the end."""
        return self._store.marks.next_document(document_id, self._annotator, self.kind, forward=forward)

    def places(self, work: "Annotating") -> list[tuple[int, int]]:
        """The places in the open document of the kind she goes through, in text order."""
        layer = work.desk.layer
        match self.kind:
            case Kind.ENTITY:
                found = [span.fragments[0] for span in layer.spans]
            case Kind.EVENT:
                found = [event.fragments[0] for event in layer.events]
            case Kind.COMMENT:
                said = self._store.comments.on(work.desk.document.id or 0)
                still_open = (one for one in said if one.resolved_at is None)
                found = [(one.start, one.end) for one in still_open if one.start is not None and one.end is not None]
            case _:
                wrong = (layer[violation.annotation] for violation in work.desk.problems())
                found = [one.fragments[0] for one in wrong if isinstance(one, Span | Event)]
        return sorted({(start, end) for start, end in found})

    def next_hit(self, step: int) -> Stop:
        """The next thing found in the corpus, round the end. Raises UsageError where nothing was looked for."""
        if not self.hits:
            raise UsageError(tr("Nothing was looked for in the corpus yet; ctrl+f begins."))
        self.hit = (self.hit + step) % len(self.hits)
        return self.stop_of(self.hits[self.hit])

    def look_for(self, query: str) -> list[Line]:
        """Places of words in all documents. Opens the corpus anew, so that a thread of its own can ask.

        Raises UsageError for a query without a word, or of too many.
        """
        with Store.open(self._store.path) as store:
            return search(store, query, limit=MOST_HITS).lines

    def names_known(self, desk: "Desk") -> "Known | None":
        """The names that may be suggested to her; read anew where more was done since they were read last."""
        from corpus_tool.workbench.suggestions.offer_wishes import names_for, whose_names

        whose = whose_names(desk)
        if whose is None:
            return None
        state = (whose, value_of(self._store, STARTER), *self._store.names.state(whose))
        if state != self._names_of:
            self._names_of, self._names = state, names_for(desk)
        return self._names

    def learned_of(self, desk: "Desk") -> tuple[Annotation, ...]:
        """What the recommender says of a document, by what it has learned so far from her done work.

        It is loaded where something was done, and learns in another process meanwhile.
        """
        from corpus_tool.workbench.suggestions.offer_wishes import whose_names

        whose = whose_names(desk)
        if whose is None or not self._store.names.state(whose)[0]:
            return ()
        from corpus_tool.workbench.learning.apprentice import Apprentice, live_suggestions

        self._apprentice = self._apprentice or Apprentice(self._store)
        recommender = self._apprentice.look(whose)
        return live_suggestions(desk.document, recommender, desk.schema) if recommender else ()

    @property
    def awaits_lesson(self) -> bool:
        """Whether something is being learned, or will be as soon as what learns has rested."""
        return self._apprentice is not None and self._apprentice.is_awaited

    @property
    def has_lesson(self) -> bool:
        """Whether `learned_of` may say more than it did."""
        return self._apprentice is not None and self._apprentice.is_due

    def stop_of(self, line: Line) -> Stop:
        """Where something found in the corpus stands. Raises UsageError where its document has gone."""
        id = self._store.documents.id_of_key(line.document)
        if id is None:
            raise UsageError(tr("{document} is no longer in this corpus.", document=line.document))
        return Stop(id, (line.start, line.end))

    def tour_step(self) -> int:
        """How many steps of the tour she has done."""
        return self._store.marks.tour_step(self._annotator)

    def set_tour_step(self, step: int) -> None:
        """Keep how many steps of the tour she has done."""
        with self._store.writing():
            self._store.marks.set_tour_step(self._annotator, step)


def _swap(here_from: list[Stop], there: list[Stop], here: Stop) -> Stop | None:
    if not here_from:
        return None
    there.append(here)
    return here_from.pop()


def place_named(typed: str, text: str) -> tuple[int, int]:
    """The place that `1204` (a code point), `p12` (a paragraph) or `l30` (a line, blank ones counted) names.

    Raises UsageError for anything else, and for more than there is.
    """
    name = typed.strip().lower()
    sort, number = (name[:1], name[1:]) if name[:1] in {"p", "l"} else ("", name)
    if not number.isdecimal():
        raise UsageError(
            tr("{typed!r} names no place; write 1204 (a code point), p12 (a paragraph) or l30 (a line).", typed=typed)
        )
    if not text.strip():
        raise UsageError(tr("There is no text in this document to go to."))
    if not sort:
        if int(number) >= len(text):
            raise UsageError(tr("The last code point of this text is {max}.", max=len(text) - 1))
        return int(number), int(number) + 1
    starts = _starts(sort, text)
    if not 1 <= int(number) <= len(starts):
        raise UsageError(_how_many(sort, len(starts)))
    start = starts[int(number) - 1]
    return start, start + 1


def _how_many(sort: str, count: int) -> str:
    if sort == "p":
        return tr_many(
            "This text has {count} paragraph: write p1.",
            "This text has {count} paragraphs: write p1 to p{count}.",
            count,
        )
    return tr_many("This text has {count} line: write l1.", "This text has {count} lines: write l1 to l{count}.", count)


def _starts(sort: str, text: str) -> list[int]:
    """Where each line starts; for `p`, those with something on them."""
    starts, offset = [], 0
    for line in text.split("\n"):
        if sort != "p" or line.strip():
            starts.append(offset)
        offset += len(line) + 1
    return starts
