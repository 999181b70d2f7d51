"""ACE's APF: for each document of each layer LAYER/KEY.apf.xml with the annotations and LAYER/KEY.sgm with the text.

Offsets are those of ACE: code points of the .sgm, tags not counted, a line end counted as one, `&amp;`, `&lt;` and
`&gt;` counted as they are written; START is the first character and END the last (inclusive). The .sgm has a head,
whose words count as well. Programs that prepare ACE 2005 (for OneIE, DyGIE++ and others) read such pairs.

Each span is an entity with one mention, its head the whole mention; TYPE is the label, SUBTYPE the attribute
`subtype`, the mention's TYPE the attribute `mention` (`NAM` where there is none), CLASS the attribute `specificity`
(`SPC` likewise). An event `Conflict.Attack` has TYPE Conflict and SUBTYPE Attack; MODALITY, POLARITY, GENERICITY and
TENSE come from its attributes, or say what is usual. ACE knows the modalities Asserted and Other only;
`MODALITY_DETAIL` says which other one. A relation has two arguments, Arg-1 and Arg-2. A character that XML cannot
hold is written as U+FFFD.
"""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from corpus_tool.formats import Format, Piece, Writing, one_name
from corpus_tool.model.annotations import Argument, Attributes, Event, Relation, Span, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.text.units import Units

UNUSUAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2)."""

WRITTEN_LONGER = {"&": len("&amp;"), "<": len("&lt;"), ">": len("&gt;")}

USUAL = {"modality": "Asserted", "polarity": "Positive", "genericity": "Specific", "tense": "Unspecified"}
"""An event's attributes, and what is meant where one is not given; ACE writes them with a capital letter."""
OTHER = "Other"
"""ACE's word for any modality but asserted."""


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A pair of files for each layer of each document."""
    for bundle in bundles:
        for layer in bundle.layers:
            folder = writing.stem(layer.name, bundle.document.key)
            path = f"{folder}/{one_name(bundle.document.key)}"
            yield Piece(f"{path}.sgm", _sgm(bundle.document))
            yield Piece(f"{path}{FORMAT.suffix}", "".join(_Apf(bundle.document, layer).lines()))


def _sgm(document: Document) -> str:
    return f"{_head(document)}{_text(document.text)}\n</TEXT>\n</BODY>\n</DOC>\n"


def _head(document: Document) -> str:
    """What stands before the text."""
    date = document.metadata.get("date")
    return (
        f"<DOC>\n<DOCID> {_text(_on_one_line(document.key))} </DOCID>\n"
        '<DOCTYPE SOURCE="newswire"> NEWS STORY </DOCTYPE>\n'
        f"<DATETIME> {_text(_on_one_line(date)) if isinstance(date, str) else ''} </DATETIME>\n<BODY>\n<TEXT>\n"
    )


def _on_one_line(words: str) -> str:
    return " ".join(words.split())


def _text(text: str) -> str:
    return escape(UNUSUAL.sub("\ufffd", text))


def _quoted(value: object) -> str:
    """The value of an XML attribute, in its quotes."""
    return quoteattr(UNUSUAL.sub("\ufffd", value if isinstance(value, str) else str(value)))


class _Apf:
    """A layer as the lines of its file."""

    def __init__(self, document: Document, layer: Layer) -> None:
        self._document, self._layer = document, layer
        self._units = Units(document.text, lambda character: WRITTEN_LONGER.get(character, 1))
        self._offset = len(re.sub("<[^<>]*>", "", _head(document)))
        self._spans = {span.id: span for span in layer.spans}

    def lines(self) -> Iterator[str]:
        """The whole file."""
        key = _quoted(self._document.key)
        name = _quoted(f"{self._document.key}.sgm")
        author = _quoted(self._layer.name.annotator)
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<source_file URI={name} SOURCE="newswire" TYPE="text" AUTHOR={author} ENCODING="UTF-8">\n'
        yield f"<document DOCID={key}>\n"
        for span in self._layer.spans:
            yield from self._entity(span)
        for relation in self._layer.relations:
            yield from self._relation(relation)
        for event in self._layer.events:
            yield from self._event(event)
        yield "</document>\n</source_file>\n"

    def _entity(self, span: Span) -> Iterator[str]:
        given = span.attributes
        subtype = f" SUBTYPE={_quoted(given['subtype'])}" if "subtype" in given else ""
        kind, type = _quoted(given.get("specificity", "SPC")), _quoted(given.get("mention", "NAM"))
        yield f"<entity ID={self._id(span.id)} TYPE={_quoted(span.label)}{subtype} CLASS={kind}>\n"
        yield f"  <entity_mention ID={self._id(span.id, '-1')} TYPE={type} LDCTYPE={type}>\n"
        yield f"    <extent>{self._charseq(span)}</extent>\n    <head>{self._charseq(span)}</head>\n"
        yield "  </entity_mention>\n</entity>\n"

    def _relation(self, relation: Relation) -> Iterator[str]:
        ends = (Argument("Arg-1", relation.source), Argument("Arg-2", relation.target))
        yield f"<relation ID={self._id(relation.id)} TYPE={_quoted(relation.type)}>\n"
        yield from self._arguments(ends, "relation_argument", "")
        yield f"  <relation_mention ID={self._id(relation.id, '-1')}>\n"
        yield from self._arguments(ends, "relation_mention_argument", "-1")
        yield "  </relation_mention>\n</relation>\n"

    def _event(self, event: Event) -> Iterator[str]:
        type, _, subtype = event.type.partition(".")
        said = " ".join(f"{name.upper()}={_quoted(value)}" for name, value in _of_event(event.attributes).items())
        yield f"<event ID={self._id(event.id)} TYPE={_quoted(type)} SUBTYPE={_quoted(subtype)} {said}>\n"
        yield from self._arguments(event.arguments, "event_argument", "")
        yield f"  <event_mention ID={self._id(event.id, '-1')}>\n"
        yield f"    <extent>{self._charseq(event)}</extent>\n    <anchor>{self._charseq(event)}</anchor>\n"
        yield from self._arguments(event.arguments, "event_mention_argument", "-1")
        yield "  </event_mention>\n</event>\n"

    def _arguments(self, arguments: Iterable[Argument], tag: str, mention: str) -> Iterator[str]:
        """References to entities, or, with `-1` as `mention`, to their mentions, whose places are written out then."""
        for argument in arguments:
            start = f"<{tag} REFID={self._id(argument.target, mention)} ROLE={_quoted(argument.role)}"
            if mention:
                place = self._charseq(self._spans[argument.target])
                yield f"    {start}><extent>{place}</extent></{tag}>\n"
            else:
                yield f"  {start}/>\n"

    def _id(self, id: str, mention: str = "") -> str:
        return _quoted(f"{self._document.key}-{id}{mention}")

    def _charseq(self, one: Span | Event) -> str:
        ((start, end),) = one.fragments
        first, last = self._offset + self._units.of(start), self._offset + self._units.of(end) - 1
        return f'<charseq START="{first}" END="{last}">{_text(surface(self._document.text, one.fragments))}</charseq>'


def _of_event(given: Attributes) -> dict[str, object]:
    """What APF says of an event, in its words."""
    said: dict[str, object] = {name: given.get(name, usual) for name, usual in USUAL.items()}
    words = {name: value.capitalize() if isinstance(value, str) else value for name, value in said.items()}
    if words["modality"] != USUAL["modality"]:
        words |= {"modality": OTHER, "modality_detail": given["modality"]}
    return words


FORMAT = Format(
    name="apf",
    title="ACE's APF, XML beside SGML",
    suffix=".apf.xml",
    write=write,
    by_splits=True,
    tokens=False,
    carries=Carries(
        fragments=False,
        events_as_arguments=False,
        relations_of_events=False,
        span_attributes=frozenset({"subtype", "mention", "specificity"}),
        event_attributes=frozenset(USUAL),
        relation_attributes=frozenset(),
        links=False,
        notes=False,
    ),
)
