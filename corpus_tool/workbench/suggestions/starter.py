"""The word list beside a schema of ours: what is suggested before anything was done."""

import csv
from functools import cache
from importlib.resources import files

from corpus_tool.model.schemas import Schema
from corpus_tool.store.store import Store
from corpus_tool.workbench.corpus_settings import STARTER, value_of
from corpus_tool.workbench.suggestions.lexicon import Entry


def starter_names(schema: Schema) -> tuple[Entry, ...]:
    """The names of its list for which the schema has a label; none for a schema that comes without a list."""
    labels = schema.label_by_id.keys() | schema.event_by_id.keys()
    return tuple(one for one in _entries(schema.name) if one.label in labels)


def wanted_starter(store: Store) -> tuple[Entry, ...]:
    """Those of a corpus; none where the corpus does not want them."""
    return starter_names(store.schemas.current()) if value_of(store, STARTER) == "on" else ()


@cache
def _entries(name: str) -> tuple[Entry, ...]:
    found = [one for one in (files("corpus_tool") / "schemas").iterdir() if one.name == f"{name}.names.csv"]
    rows = csv.reader(found[0].read_text(encoding="utf-8").split("\n")) if found else ()
    return tuple(Entry(*row) for row in rows if row and not row[0].startswith("#") and row[0] != "name")
