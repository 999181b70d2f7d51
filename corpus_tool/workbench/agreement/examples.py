"""Words by which a label is understood: what the list that comes with the schema has for it, in one language."""

from itertools import islice

from corpus_tool.languages import identify
from corpus_tool.model.schemas import Schema
from corpus_tool.workbench.suggestions.starter import starter_names

MOST = 6


def examples_of(schema: Schema, id: str, language: str) -> list[str]:
    """Some words of a label or a type of events; none for a schema without a list, or a language that is not in it."""
    found = (one.name for one in starter_names(schema) if one.label == id and identify(one.name) == language)
    return list(islice(found, MOST))
