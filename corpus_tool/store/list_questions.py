"""What a list of documents can be asked for, and the same in SQL: put together from the constants here alone."""

from enum import StrEnum
from typing import Any

from msgspec import Struct


class Column(StrEnum):
    """What a list can be sorted by."""

    ADDED = "added"
    """The order the documents came in."""
    KEY = "key"
    TITLE = "title"
    LANGUAGE = "language"
    SOURCE = "source"
    DATE = "date"
    WORDS = "words"
    STATE = "state"
    SPANS = "spans"
    EVENTS = "events"
    FINDINGS = "findings"
    QUESTIONS = "questions"
    ASSIGNED = "assigned"


STATES = ("new", "in-progress", "done", "locked")
"""Of a layer, in the order they are sorted in."""

NOBODY = ""
"""Instead of a name: documents that are assigned to nobody."""


class Order(Struct, frozen=True):
    """What a list is sorted by; documents that are equal in it stand by their keys."""

    column: Column = Column.ADDED
    descending: bool = False


class Wanted(Struct, frozen=True):
    """Which documents are in a list. None: whatever it is."""

    names: str = ""
    """Folded words that stand in the key, the title or the source, one space between two."""
    language: str | None = None
    source: str | None = None
    state: str | None = None
    """One of STATES, of the annotator's layer."""
    assigned: str | None = None
    """Who has it; NOBODY for those that nobody has."""


LAYER = (
    "(SELECT id FROM layers WHERE layers.document_id = listing.document_id AND layers.annotator = :annotator"
    " AND layers.kind = 'annotator' AND layers.hidden_at IS NULL)"
)
"""The annotator's layer on a document of the list; null where she has none."""

STATE = " ".join(
    (
        "CASE WHEN EXISTS (SELECT 1 FROM locks WHERE locks.document_id = listing.document_id"
        " AND locks.annotator = :annotator) THEN 'locked'"
        " ELSE coalesce((SELECT status FROM layers WHERE layers.id =",
        LAYER,
        "), 'new') END",
    )
)
SPANS = " ".join(("(SELECT count(*) FROM spans WHERE spans.layer_id =", LAYER, ")"))
EVENTS = " ".join(("(SELECT count(*) FROM events WHERE events.layer_id =", LAYER, ")"))
FINDINGS = "(SELECT count(*) FROM findings WHERE findings.document_id = listing.document_id)"
QUESTIONS = (
    "(SELECT count(*) FROM comments WHERE comments.document_id = listing.document_id AND is_question"
    " AND resolved_at IS NULL)"
)
ASSIGNED = (
    "coalesce((SELECT group_concat(annotator, ', ') FROM (SELECT annotator FROM assignments"
    " WHERE assignments.document_id = listing.document_id ORDER BY annotator)), '')"
)

_SORTED_BY = {
    Column.ADDED: "document_id",
    Column.KEY: "key",
    Column.TITLE: "folded_title",
    Column.LANGUAGE: "language",
    Column.SOURCE: "folded_source",
    Column.DATE: "date",
    Column.WORDS: "words",
    # By how far the work is: d, i, l, n would be the alphabet's order.
    Column.STATE: " ".join(("instr('new in-progress done locked',", STATE, ")")),
    Column.SPANS: SPANS,
    Column.EVENTS: EVENTS,
    Column.FINDINGS: FINDINGS,
    Column.QUESTIONS: QUESTIONS,
    Column.ASSIGNED: ASSIGNED,
}

_NAMED = "(instr(folded_title, :names) OR instr(folded_key, :names) OR instr(folded_source, :names))"
_IN_STATE = " ".join((STATE, "= :state"))
_GIVEN = "document_id IN (SELECT document_id FROM assignments WHERE annotator = :assigned)"
_FREE = "document_id NOT IN (SELECT document_id FROM assignments)"


def ids_query(order: Order, wanted: Wanted) -> str:
    """The ids of the documents wanted, in that order."""
    conditions = " AND ".join(_conditions(wanted)) or "1"
    direction = "DESC" if order.descending else "ASC"
    last = () if order.column in {Column.ADDED, Column.KEY} else (", key",)
    by = _SORTED_BY[order.column]
    return " ".join(("SELECT document_id FROM listing WHERE", conditions, "ORDER BY", by, direction, *last))


def parameters(wanted: Wanted, annotator: str) -> dict[str, Any]:
    """What the names in a query stand for."""
    return {
        "annotator": annotator,
        "names": wanted.names,
        "language": wanted.language,
        "source": wanted.source,
        "state": wanted.state,
        "assigned": wanted.assigned,
    }


def _conditions(wanted: Wanted) -> list[str]:
    asked = {
        # The plus keeps SQLite from an index, which would give the ids out of their order.
        "+language = :language": wanted.language is not None,
        "+source = :source": wanted.source is not None,
        _GIVEN: bool(wanted.assigned),
        _FREE: wanted.assigned == NOBODY,
        _IN_STATE: wanted.state is not None,
        _NAMED: bool(wanted.names),
    }
    return [condition for condition, is_asked in asked.items() if is_asked]
