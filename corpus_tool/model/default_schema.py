"""The schema a new corpus gets where none is named."""

from functools import cache
from importlib.resources import files

from corpus_tool.model.schema_reading import read_schema
from corpus_tool.model.schemas import Schema

DEFAULT_SCHEMA_FILE = "conflict-news.toml"


@cache
def default_schema() -> Schema:
    """Conflict news: 13 labels, 31 event types, for Arabic and Hebrew war reporting."""
    source = files("corpus_tool") / "schemas" / DEFAULT_SCHEMA_FILE
    return read_schema(source.read_bytes(), DEFAULT_SCHEMA_FILE)
