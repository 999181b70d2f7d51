"""A layer of a document to a CAS."""

import re
from collections.abc import Mapping
from itertools import count
from math import isfinite
from types import MappingProxyType
from typing import TypeGuard

from msgspec.structs import replace

from corpus_tool.model.abouts import NO_EXTRAS, REPLACEMENT, Extras, about, one_line
from corpus_tool.model.annotations import Annotation, Event, Fragment, Relation, Span
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.uima import types as names
from corpus_tool.model.uima.cas import SOFA, VIEW, Cas, Feature, Refs, Structure, Types, Value
from corpus_tool.text.sentences import sentences
from corpus_tool.text.units import utf16

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot hold, whichever way it is written."""

NO_FEATURES: Mapping[str, Value] = MappingProxyType({})
_SOFA = 1
_EXACT = 2**53
"""Whole numbers below it are exact as floats."""


def made(document: Document, layer: Layer, types: Types) -> Cas:
    """The CAS of a layer; `types` are those of `types_of`."""
    return _Making(document, layer, types).made()


class _Making:
    """A CAS as it grows."""

    def __init__(self, document: Document, layer: Layer, types: Types) -> None:
        self._document, self._layer, self._types = document, layer, types
        self._units = utf16(document.text)
        self._numbers = count(_SOFA)
        self._structures: dict[int, Structure] = {}
        self._members: list[int] = []
        self._ids: dict[str, int] = {}
        self._at: dict[str, Fragment] = {}

    def made(self) -> Cas:
        """Text, what is said of the document, sentences, tokens, annotations."""
        text = self._document.text
        self._add(SOFA, {"sofaNum": 1, "sofaID": VIEW, "mimeType": "text", "sofaString": _safe(text)})
        self._say_what_it_is()
        for start, end in sentences(text):
            self._place(names.SENTENCE, (start, end))
        for token in self._document.tokens:
            self._place(names.TOKEN, (token.start, token.end))
        for one in self._layer.ordered:
            # Ids first: a relation may point at what comes behind it.
            self._ids[one.id] = next(self._numbers)
            if not isinstance(one, Relation):
                self._at[one.id] = one.fragments[0]
        for one in self._layer.ordered:
            self._annotation(one)
        return Cas(self._types, self._structures, {_SOFA: frozenset(self._members)})

    def _ref(self, id: str) -> Refs:
        return Refs((self._ids[id],))

    def _add(self, type: str, features: Mapping[str, Value], id: int | None = None) -> int:
        id = next(self._numbers) if id is None else id
        self._structures[id] = Structure(id, type, features)
        return id

    def _place(
        self, type: str, place: Fragment, features: Mapping[str, Value] = NO_FEATURES, id: int | None = None
    ) -> None:
        """An annotation at a place of the text, in code points."""
        begin, end = map(self._units.of, place)
        there: dict[str, Value] = {"sofa": Refs((_SOFA,)), "begin": begin, "end": end}
        self._members.append(self._add(type, {**there, **features}, id))

    def _say_what_it_is(self) -> None:
        document = self._document
        replaced = {found.start(): found[0] for found in UNWRITABLE.finditer(document.text)}
        ids = {_safe(one.id): one.id for one in self._layer.ordered}
        said = replace(about(document, self._layer, ids), replaced=replaced)
        title, key, language = map(_safe, (document.title, document.key, document.language))
        named = {"language": language, "documentTitle": title, "documentId": key}
        self._place(names.METADATA, (0, len(document.text)), named)
        self._members.append(self._add(names.ABOUT, {"sofa": Refs((_SOFA,)), names.SAID: one_line(said)}))

    def _annotation(self, one: Annotation) -> None:
        match one:
            case Span():
                self._span(one)
            case Event():
                self._event(one)
            case Relation():
                self._relation(one)

    def _span(self, span: Span) -> None:
        features, extras = self._features(names.ENTITY, span)
        if _fits(span.link):
            features[names.LINK] = span.link
        else:
            extras = replace(extras, link=span.link)
        self._with_fragments(names.ENTITY, span, features, extras)

    def _event(self, event: Event) -> None:
        features, extras = self._features(names.EVENT, event)
        if not all(argument.role and _fits(argument.role) for argument in event.arguments):
            extras = replace(extras, roles=tuple(argument.role for argument in event.arguments))
        links = [
            self._add(names.ARGUMENT, {names.ROLE: _safe(argument.role), names.TARGET: self._ref(argument.target)})
            for argument in event.arguments
        ]
        self._with_fragments(names.EVENT, event, {**features, names.ARGUMENTS: Refs(links)}, extras)

    def _with_fragments(self, type: str, one: Span | Event, features: Mapping[str, Value], extras: Extras) -> None:
        """The annotation on its first fragment; the further ones say whose they are."""
        if _fits(one.note):
            features = {**features, names.NOTE: one.note}
        else:
            extras = replace(extras, note=one.note)
        head, *more = one.fragments
        self._place(type, head, {**features, **_said(extras)}, self._ids[one.id])
        for place in more:
            self._place(names.FRAGMENT, place, {names.HEAD: _safe(one.id)})

    def _relation(self, relation: Relation) -> None:
        features, extras = self._features(names.RELATION, relation)
        ends = {
            names.SOURCE_END: self._ref(relation.source),
            names.TARGET_END: self._ref(relation.target),
        }
        place = self._at.get(relation.target, (0, 0))
        self._place(names.RELATION, place, {**features, **ends, **_said(extras)}, self._ids[relation.id])

    def _features(self, type: str, one: Annotation) -> tuple[dict[str, Value], Extras]:
        """The features that label, id and attributes are; and the attributes that cannot be one."""
        label = one.label if isinstance(one, Span) else one.type
        known = self._types.features(type)
        features: dict[str, Value] = {names.LABEL: _safe(label), names.ID: _safe(one.id)}
        rest = {}
        for name, value in one.attributes.items():
            if name not in names.TAKEN and name in known and _is_held(value, known[name]):
                features[name] = value
            else:
                rest[name] = value
        return features, Extras(attributes=rest, label=None if label and _fits(label) else label)


def _said(extras: Extras) -> dict[str, Value]:
    return {} if extras == NO_EXTRAS else {names.EXTRAS: one_line(extras)}


def _safe(text: str) -> str:
    return UNWRITABLE.sub(REPLACEMENT, text)


def _fits(text: str | None) -> TypeGuard[str]:
    """Whether there is a text, and every file can hold it."""
    return text is not None and not UNWRITABLE.search(text)


def _is_held(value: object, feature: Feature) -> bool:
    """Whether a feature gives back a value exactly."""
    match feature.range:
        case "uima.cas.String":
            return isinstance(value, str) and _fits(value)
        case "uima.cas.Boolean":
            return isinstance(value, bool)
        case "uima.cas.Double":
            is_whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < _EXACT
            return is_whole or (isinstance(value, float) and isfinite(value) and not value.is_integer())
        case _:
            return False
