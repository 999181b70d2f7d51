"""A CAS to a layer of a document: custom layers and named entities; what is segmentation or syntax is passed over."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.model.abouts import NO_EXTRAS, About, Extras, bundle_of, read_about, read_extras
from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Fragment, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.uima import types as names
from corpus_tool.model.uima.cas import (
    ANNOTATION,
    BOOLEAN,
    DOCUMENT_ANNOTATION,
    FS_ARRAY,
    INTEGERS,
    REALS,
    SOFA,
    STRING,
    VIEW,
    Cas,
    Feature,
    Structure,
    Value,
)
from corpus_tool.model.uima.chain_links import TIE, is_chained, ties
from corpus_tool.text.units import utf16

_LEFT_OUT_SILENTLY = frozenset({names.SENTENCE, names.TOKEN, names.FRAGMENT})
_PLACE = frozenset({"begin", "end", "sofa"})


class Taken(NamedTuple):
    """What a CAS holds, as far as we have a place for it."""

    bundle: Bundle
    passed_over: Counter[str]


def taken(cas: Cas, stem: str, annotator: str) -> Taken:
    """The document and layer in a CAS; `stem` and `annotator` name them where it does not.

    Raises UnusableError where it says something that cannot be.
    """
    return _Taking(cas).taken(stem, annotator)


class _Taking:
    """A CAS while it is looked through."""

    def __init__(self, cas: Cas) -> None:
        self._cas = cas
        self._sofa = _sofa(cas)
        self._text = str(self._sofa.features["sofaString"])
        self._units = utf16(self._text)
        self._passed_over: Counter[str] = Counter()
        self._ids: dict[int, str] = {}
        self._kinds: dict[str, _Kind] = {}

    def taken(self, stem: str, annotator: str) -> Taken:
        """Everything."""
        said = self._about() or self._described(stem, annotator)
        there = [one for one in self._cas.structures.values() if self._is_mark(one)]
        self._name(there)
        fragments = self._further_fragments()
        found = [mark for one in there if (mark := self._mark(one, fragments)) is not None]
        found = self._without_loose_relations(found)
        links = [one for one in there if self._kind(one).is_link]
        found += ties(self._cas, links, self._ids, {one.id for one in found})
        return Taken(bundle_of(said, self._text, found), self._passed_over)

    def _about(self) -> About | None:
        for one in self._cas.structures.values():
            if one.type == names.ABOUT:
                return read_about(str(one.features.get(names.SAID, "")))
        return None

    def _described(self, stem: str, annotator: str) -> About:
        """A document that nothing of ours is said of: what UIMA says, else what its file is called."""
        for one in self._cas.structures.values():
            if self._cas.types.is_a(one.type, DOCUMENT_ANNOTATION):
                title = str(one.features.get("documentTitle") or "")
                return About(key=stem, title=title, annotator=annotator)
        return About(key=stem, annotator=annotator)

    def _is_mark(self, one: Structure) -> bool:
        """Whether a structure is an annotation that we take; others are counted."""
        if "begin" in one.features and one.type not in self._cas.types:
            self._passed_over[f"{_short(one.type)}, a type that is not described"] += 1
        if not self._cas.types.is_a(one.type, ANNOTATION) or not self._is_in_view(one):
            return False
        if one.type in _LEFT_OUT_SILENTLY or self._cas.types.is_a(one.type, DOCUMENT_ANNOTATION):
            return False
        is_linguistic = one.type.startswith((names.DKPRO, "uima."))
        is_work = self._cas.types.is_a(one.type, names.ENTITY) or self._kind(one).is_link
        if is_linguistic and not is_work:
            self._passed_over[_short(one.type)] += 1
            return False
        return True

    def _is_in_view(self, one: Structure) -> bool:
        members = self._cas.members.get(self._sofa.id)
        return members is None or one.id in members

    def _name(self, there: list[Structure]) -> None:
        """Give each its id: our own where it has one that no other has, else a letter and its number in the CAS."""
        taken_ids = set[str]()
        for one in there:
            said = one.features.get(names.ID)
            id = (
                said
                if isinstance(said, str) and said and said not in taken_ids
                else f"{self._kind(one).letter}{one.id}"
            )
            while id in taken_ids:
                id += "+"
            taken_ids.add(id)
            self._ids[one.id] = id

    def _kind(self, one: Structure) -> "_Kind":
        if one.type not in self._kinds:
            self._kinds[one.type] = _Kind.of(one.type, self._cas)
        return self._kinds[one.type]

    def _further_fragments(self) -> dict[str, list[Fragment]]:
        """The id of an annotation to its fragments behind the first."""
        found: dict[str, list[Fragment]] = {}
        for one in self._cas.structures.values():
            if one.type == names.FRAGMENT and self._is_in_view(one):
                found.setdefault(str(one.features.get(names.HEAD, "")), []).append(self._place(one))
        return found

    def _place(self, one: Structure) -> Fragment:
        """Where it is, in code points."""
        begin, end = (self._offset(one, edge) for edge in ("begin", "end"))
        if begin > end:
            raise UnusableError(f"{one.type} {one.id}: it begins at {begin}, behind its end at {end}")
        return begin, end

    def _offset(self, one: Structure, edge: str) -> int:
        units = _whole(one, edge)
        offset = self._units.offset(units)
        if offset is None:
            where = "inside a character" if 0 <= units <= self._units.length else "outside of it"
            text = f"a text of {self._units.length} UTF-16 units"
            raise UnusableError(f"{one.type} {one.id}: {edge} is {units}; in {text} that is {where}")
        return offset

    def _mark(self, one: Structure, fragments: Mapping[str, list[Fragment]]) -> Annotation | None:
        """The annotation that a structure is; none where it is empty, which is counted."""
        kind, id = self._kind(one), self._ids[one.id]
        extras = self._extras(one)
        label = extras.label if extras.label is not None else kind.label(one)
        attributes = {**kind.attributes(one), **extras.attributes}
        if kind.is_relation:
            return self._relation(one, id, label, attributes)
        places = tuple(sorted((self._place(one), *fragments.get(id, ()))))
        if places[0][0] == places[0][1]:
            self._passed_over[f"empty {_short(one.type)}"] += 1
            return None
        note = _text(one, names.NOTE, extras.note) if kind.is_ours else None
        if kind.slots:
            arguments = tuple(self._arguments(one, kind, extras))
            return Event(id=id, type=label, fragments=places, attributes=attributes, arguments=arguments, note=note)
        link = _text(one, names.LINK, extras.link)
        return Span(id=id, label=label, fragments=places, attributes=attributes, link=link, note=note)

    def _extras(self, one: Structure) -> Extras:
        said = one.features.get(names.EXTRAS)
        return read_extras(said) if isinstance(said, str) and said and self._kind(one).is_ours else NO_EXTRAS

    def _arguments(self, one: Structure, kind: "_Kind", extras: Extras) -> Iterator[Argument]:
        """Who is linked, in which role; a role without a name is called as the feature."""
        links = [(slot, link) for slot in kind.slots for link in self._cas.refs(one, slot)]
        roles = extras.roles if extras.roles and len(extras.roles) == len(links) else ()
        for number, (slot, link) in enumerate(links):
            role = roles[number] if roles else str(link.features.get(names.ROLE) or slot)
            for target in self._cas.refs(link, names.TARGET):
                if target.id in self._ids:
                    yield Argument(role, self._ids[target.id])
                else:
                    self._passed_over[f"{role} that is {_short(target.type)}"] += 1

    def _relation(self, one: Structure, id: str, label: str, attributes: Attributes) -> Relation | None:
        ends = [target for end in (names.SOURCE_END, names.TARGET_END) for target in self._cas.refs(one, end)]
        if len(ends) != 2:
            raise UnusableError(
                f"{one.type} {one.id}: it has to have one {names.SOURCE_END} and one {names.TARGET_END}"
            )
        if not all(end.id in self._ids for end in ends):
            self._passed_over[f"{_short(one.type)} between what is passed over"] += 1
            return None
        source, target = (self._ids[end.id] for end in ends)
        return Relation(id=id, type=label, source=source, target=target, attributes=attributes)

    def _without_loose_relations(self, found: list[Annotation]) -> list[Annotation]:
        """What is left where empty annotations are gone: no relation and no argument leads to one."""
        ids = {one.id for one in found}
        if len(ids) == len(self._ids):
            return found
        kept = list[Annotation]()
        for one in found:
            match one:
                case Relation() if one.source not in ids or one.target not in ids:
                    self._passed_over["relations of what is empty"] += 1
                case Event():
                    kept.append(self._without_loose_arguments(one, ids))
                case _:
                    kept.append(one)
        return kept

    def _without_loose_arguments(self, event: Event, ids: set[str]) -> Event:
        arguments = tuple(argument for argument in event.arguments if argument.target in ids)
        self._passed_over["arguments that are empty"] += len(event.arguments) - len(arguments)
        return replace(event, arguments=arguments)


class _Kind(NamedTuple):
    """What a type of annotations is to us."""

    name: str
    features: Mapping[str, Feature]
    """Those that become attributes."""
    slots: tuple[str, ...]
    """Features that link to others in roles."""
    is_relation: bool
    is_link: bool
    """Whether it is one of a chain."""
    is_ours: bool
    has_label: bool

    @classmethod
    def of(cls, name: str, cas: Cas) -> "_Kind":
        """As the types say."""
        features = cas.types.features(name)
        is_ours = names.EXTRAS in features and names.ID in features
        is_link = is_chained(features, name)
        taken_names = (names.TAKEN if is_ours else _PLACE) | {names.LABEL, names.LINK, *([TIE] if is_link else ())}
        plain = {
            feature: said
            for feature, said in features.items()
            if feature not in taken_names and said.range in {STRING, BOOLEAN, *INTEGERS, *REALS}
        }
        slots = tuple(feature for feature, said in features.items() if _is_slot(said, cas))
        is_relation = names.SOURCE_END in features and names.TARGET_END in features
        return cls(name, plain, slots, is_relation, is_link, is_ours, names.LABEL in features)

    @property
    def letter(self) -> str:
        """What its ids begin with."""
        return "r" if self.is_relation else "e" if self.slots else "s"

    def label(self, one: Structure) -> str:
        """The feature `value`, or what the type is called."""
        said = one.features.get(names.LABEL) if self.has_label else None
        return said if isinstance(said, str) and said else _short(self.name)

    def attributes(self, one: Structure) -> Attributes:
        """The features that are attributes, as far as they are there."""
        return {
            feature: _value(one, feature, said.range, one.features[feature])
            for feature, said in self.features.items()
            if feature in one.features
        }


def _is_slot(feature: Feature, cas: Cas) -> bool:
    """Whether it links to others: an array of what has a role and a target."""
    is_array = feature.range == FS_ARRAY and feature.element in cas.types
    return is_array and {names.ROLE, names.TARGET} <= cas.types.features(feature.element).keys()


def _value(one: Structure, feature: str, range: str, said: Value) -> object:
    """What a feature says, as its type; raises UnusableError where it says something else."""
    try:
        if range == STRING:
            return str(said)
        if range == BOOLEAN:
            return {"true": True, "false": False}[str(said).lower()]
        if range in INTEGERS:
            return int(str(said))
        number = float(str(said))
        return int(number) if number.is_integer() else _finite(number)
    except (ValueError, KeyError):
        raise UnusableError(f"{one.type} {one.id}: {feature} is {said!r}, which is no {_short(range)}") from None


def _finite(number: float) -> float:
    if not isfinite(number):
        raise ValueError(number)
    return number


def _text(one: Structure, feature: str, otherwise: str | None) -> str | None:
    said = one.features.get(feature)
    return said if isinstance(said, str) else otherwise


def _whole(one: Structure, feature: str) -> int:
    said = one.features.get(feature)
    try:
        return int(str(said))
    except ValueError:
        raise UnusableError(f"{one.type} {one.id}: {feature} is {said!r}, which is no number") from None


def _sofa(cas: Cas) -> Structure:
    """What holds the text: that of the first view, or of the only one."""
    found = [
        one for one in cas.structures.values() if one.type == SOFA and isinstance(one.features.get("sofaString"), str)
    ]
    initial = [one for one in found if one.features.get("sofaID") == VIEW]
    if not (initial or found):
        raise UnusableError("it has no text: no Sofa with a sofaString")
    return (initial or found)[0]


def _short(type: str) -> str:
    return type.rpartition(".")[2]
