"""The columns of the tables of a corpus: name, type, and what stands in them."""

from typing import NamedTuple

import polars as pl

TEXT, NUMBER = pl.String(), pl.Int64()
FRAGMENTS = pl.List(pl.Struct({"start": pl.Int64(), "end": pl.Int64()}))
ARGUMENTS = pl.List(pl.Struct({"role": pl.String(), "target": pl.String()}))


class Column(NamedTuple):
    """A column of a table."""

    name: str
    type: pl.DataType
    what: str


DOCUMENT = Column("document", TEXT, "the document's key")
WHOSE = (
    DOCUMENT,
    Column("annotator", TEXT, "whose layer it is"),
    Column("kind", TEXT, "of the layer: annotator, gold or suggestion"),
)
WHERE_FROM = (
    Column("language", TEXT, "ar, he or other"),
    Column("source", TEXT, "the metadata's; empty where there is none"),
    Column("date", TEXT, "the same"),
)
STATUS = Column("status", TEXT, "of the layer: new, in-progress, done or locked")
BEHIND = (*WHERE_FROM, STATUS)
"""What stands behind the columns of every annotation."""

START = Column("start", NUMBER, "where it begins, in code points")
END = Column("end", NUMBER, "where it ends, exclusive")
PIECES = Column("fragments", FRAGMENTS, "its pieces; one nearly always")
SURFACE = Column("text", TEXT, "what stands there; a space between pieces")
ATTRIBUTES = Column("attributes", TEXT, "name to value, as a JSON object")
NOTE = Column("note", TEXT, "what the annotator wrote to it, or null")
ID = Column("id", TEXT, "unique in its layer")

DOCUMENTS = (
    DOCUMENT,
    Column("title", TEXT, "its headline"),
    WHERE_FROM[0],
    Column("direction", TEXT, "rtl or ltr"),
    *WHERE_FROM[1:],
    Column("words", NUMBER, "how many it has"),
    Column("characters", NUMBER, "code points in its text"),
    Column("text", TEXT, "the article, as it is stored"),
    Column("text_sha256", TEXT, "digest of the text"),
    Column("metadata", TEXT, "all that came with it, as a JSON object"),
)
LAYERS = (
    *WHOSE,
    *BEHIND,
    Column("schema", TEXT, "name and version of the schema it was made under"),
    Column("spans", NUMBER, "how many it has"),
    Column("events", NUMBER, "the same"),
    Column("relations", NUMBER, "the same"),
)
SPANS = (
    *WHOSE,
    ID,
    Column("label", TEXT, "of the schema"),
    START,
    END,
    SURFACE,
    PIECES,
    ATTRIBUTES,
    Column("link", TEXT, "an id in a knowledge base, or null"),
    NOTE,
    *BEHIND,
)
EVENTS = (
    *WHOSE,
    ID,
    Column("type", TEXT, "of the schema"),
    START,
    END,
    Column("text", TEXT, "the trigger"),
    PIECES,
    ATTRIBUTES,
    Column("arguments", ARGUMENTS, "role and the id of who or what plays it"),
    NOTE,
    *BEHIND,
)
ARGUMENTS_OF_EVENTS = (
    *WHOSE,
    Column("event", TEXT, "the event's id"),
    Column("type", TEXT, "the event's"),
    Column("trigger", TEXT, "the event's text"),
    Column("trigger_start", NUMBER, "where the event begins"),
    Column("trigger_end", NUMBER, "where it ends, exclusive"),
    Column("role", TEXT, "of the schema"),
    Column("target", TEXT, "the id of who or what plays it"),
    Column("target_is", TEXT, "span or event"),
    Column("label", TEXT, "the target's label or type"),
    Column("start", NUMBER, "where the target begins"),
    Column("end", NUMBER, "where it ends, exclusive"),
    Column("text", TEXT, "the target's"),
    *BEHIND,
)
RELATIONS = (
    *WHOSE,
    ID,
    Column("type", TEXT, "of the schema"),
    Column("from", TEXT, "the id of the annotation it goes from"),
    Column("from_label", TEXT, "its label or type"),
    Column("from_text", TEXT, "its text"),
    Column("to", TEXT, "the id of the annotation it goes to"),
    Column("to_label", TEXT, "its label or type"),
    Column("to_text", TEXT, "its text"),
    ATTRIBUTES,
    *BEHIND,
)
TOKENS = (
    DOCUMENT,
    Column("number", NUMBER, "in the document, from 0"),
    START,
    END,
    Column("text", TEXT, "the token"),
    Column("kind", TEXT, "word, number, punctuation ..."),
)
