"""Which documents an export takes, by what is known of them, and which labels of their layers."""

import re
from collections.abc import Sequence

from msgspec import Struct

from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.model.changes import Status
from corpus_tool.model.gold import LayerHead
from corpus_tool.store.store import Store
from corpus_tool.workbench.selecting import Taken

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Choice(Struct, frozen=True, kw_only=True):
    """What is taken; nothing said: whatever it is."""

    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: str = ""
    """The first day, year or month that is taken (2026, 2026-01, 2026-01-31); a document without a date is not."""
    until: str = ""
    """The last, likewise, with all of it."""
    keys: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    """Of layers."""
    without_assisted: bool = False
    """Whether layers that went on after seeing others' work or suggestions are left out (`independence.py`)."""
    labels: tuple[str, ...] = ()
    """Labels, event types and relation types."""


EVERYTHING = Choice()


def chosen_ids(store: Store, choice: Choice) -> list[int]:
    """The ids of the documents, in the order they came in.

    Raises NotFoundError for a key, label or the like that the corpus does not have, UsageError for what is no date.
    """
    _refuse_unknown(store, choice)
    if choice.languages or choice.sources or choice.since or choice.until or choice.keys:
        return store.listing.chosen(choice.languages, choice.sources, choice.since, choice.until, choice.keys)
    return store.documents.ids()


def with_status(taken: Taken, statuses: Sequence[Status]) -> Taken:
    """Of what is taken, the layers with one of these statuses; all where none is named."""

    def narrowed(heads: Sequence[LayerHead]) -> Sequence[LayerHead]:
        return [head for head in taken(heads) if head.status in statuses]

    return narrowed if statuses else taken


def _refuse_unknown(store: Store, choice: Choice) -> None:
    for day in (choice.since, choice.until):
        if day and not _DAY.fullmatch(day):
            raise UsageError(f"{day!r} is no date: 2026, 2026-01 or 2026-01-31 are.")
    schema = store.schemas.current()
    names = [*schema.label_by_id, *schema.event_by_id, *schema.relation_by_id]
    _refuse(choice.labels, names, f"schema {schema.name} {schema.version} has no label or type")
    _refuse(choice.languages, store.listing.languages(), "no document is in the language")
    _refuse(choice.sources, store.listing.sources(), "no document is from the source")
    if missing := [key for key in choice.keys if store.documents.id_of_key(key) is None]:
        raise NotFoundError(f"There is no document {missing[0]!r} in {store.path}; `corpus-tool documents` lists them.")


def _refuse(wanted: Sequence[str], known: Sequence[str], words: str) -> None:
    if strange := [one for one in wanted if one not in known]:
        raise NotFoundError(f"{words.capitalize()} {strange[0]!r} (there are: {', '.join(known) or 'none'}).")
