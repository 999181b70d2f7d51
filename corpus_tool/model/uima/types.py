"""The types that we write: those of DKPro Core that INCEpTION knows anyway, and custom layers made from the schema."""

import re

from corpus_tool.model.schemas import SUBTYPE, Attribute, Schema
from corpus_tool.model.uima.cas import (
    ANNOTATION,
    BASE,
    BOOLEAN,
    DOCUMENT_ANNOTATION,
    DOUBLE,
    FS_ARRAY,
    STRING,
    TOP,
    Feature,
    Type,
)

DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
METADATA = f"{DKPRO}metadata.type.DocumentMetaData"
SENTENCE = f"{DKPRO}segmentation.type.Sentence"
TOKEN = f"{DKPRO}segmentation.type.Token"
ENTITY = f"{DKPRO}ner.type.NamedEntity"
EVENT = "webanno.custom.Event"
ARGUMENT = "webanno.custom.EventArgumentsLink"
RELATION = "webanno.custom.Relation"
FRAGMENT = "webanno.custom.Fragment"
ABOUT = "webanno.custom.CorpusTool"

LABEL, LINK, ID, NOTE, EXTRAS = "value", "identifier", "id", "note", "extras"
ARGUMENTS, ROLE, TARGET = "arguments", "role", "target"
SOURCE_END, TARGET_END = "Governor", "Dependent"
"""What DKPro Core calls the ends of a relation: where it comes from, and where it goes."""

HEAD = "of"
"""Of a further fragment: the id of the annotation it belongs to."""

SAID = "about"

TAKEN = frozenset({LABEL, LINK, ID, NOTE, EXTRAS, ARGUMENTS, HEAD, "begin", "end", "sofa", "self", "type"})
"""Features that no attribute can be."""

_NAME = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9])*")
_RANGES = {"choice": STRING, "string": STRING, "number": DOUBLE, "boolean": BOOLEAN}


def types_of(schema: Schema) -> dict[str, Type]:
    """Every type that a CAS of ours declares."""
    text = Feature(STRING)
    ours = {LABEL: text, ID: text, EXTRAS: text}
    place = {**ours, NOTE: text}
    arguments = {ARGUMENTS: Feature(FS_ARRAY, ARGUMENT)}
    ends = {SOURCE_END: Feature(ANNOTATION), TARGET_END: Feature(ANNOTATION)}
    of_entities = {LINK: text, SUBTYPE: text, **_attributes(schema, {"entity", *schema.label_by_id})}
    of_events = _attributes(schema, {"event", *schema.event_by_id})
    found = (
        Type(METADATA, DOCUMENT_ANNOTATION, {"documentTitle": text, "documentId": text}),
        Type(SENTENCE, ANNOTATION),
        Type(TOKEN, ANNOTATION),
        Type(ENTITY, ANNOTATION, place | of_entities),
        Type(EVENT, ANNOTATION, place | of_events | arguments),
        Type(ARGUMENT, TOP, {ROLE: text, TARGET: Feature(ANNOTATION)}),
        Type(RELATION, ANNOTATION, ours | ends),
        Type(FRAGMENT, ANNOTATION, {HEAD: text}),
        Type(ABOUT, BASE, {SAID: text}),
    )
    return {type.name: type for type in found}


def _attributes(schema: Schema, on: set[str]) -> dict[str, Feature]:
    """A feature for each attribute on some of these, where its name can be one."""
    return {one.id: Feature(_RANGES[one.type]) for one in schema.attributes if on & set(one.on) and _can_be(one)}


def _can_be(attribute: Attribute) -> bool:
    return bool(_NAME.fullmatch(attribute.id)) and attribute.id not in TAKEN
