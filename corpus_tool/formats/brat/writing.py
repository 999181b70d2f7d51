"""Bundles to .txt and .ann files."""

from collections.abc import Iterable, Iterator
from itertools import count
from unicodedata import category

from msgspec.structs import replace

from corpus_tool.formats import Piece, Writing, one_name
from corpus_tool.formats.brat.configuration import annotation_conf, visual_conf
from corpus_tool.formats.brat.names import brat_name, brat_role
from corpus_tool.formats.brat.places import cut_at_line_ends, joined_over_line_ends, line_of
from corpus_tool.model.abouts import NO_EXTRAS, Extras, about, one_line
from corpus_tool.model.annotations import Annotation, Event, Fragments, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer

EQUIVALENCE = "Equiv"
"""The relation type that brat writes without a direction."""

LINK = "Reference"
NO_BASE = "link"
"""Where a link names no base in front of a colon."""

NOTE = "AnnotatorNotes"
OURS = "CorpusTool"
DOCUMENT = "T0"
"""What the note about the document hangs on: no annotation has that id."""


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """The configuration, then two files for each layer of each document."""
    yield Piece("annotation.conf", annotation_conf(writing.schema))
    yield Piece("visual.conf", visual_conf(writing.schema))
    for bundle in bundles:
        for layer in bundle.layers:
            file = f"{one_name(layer.name.short)}/{one_name(bundle.document.key)}"
            yield Piece(f"{file}.txt", bundle.document.text)
            yield Piece(f"{file}.ann", "".join(f"{line}\n" for line in _Lines(bundle.document, layer).all()))


class _Lines:
    """The lines of one .ann file, and the numbers given so far."""

    def __init__(self, document: Document, layer: Layer) -> None:
        self._document = document
        self._text = document.text
        self._layer = layer
        self._numbers = {letter: count(1) for letter in "TERAN#*"}
        self._ids = self._named(layer)

    def all(self) -> Iterator[str]:
        """Each annotation with what hangs on it; what is to be known of all of them at the end."""
        for one in self._layer.ordered:
            match one:
                case Span():
                    yield self._place(self._ids[one.id], one.label, one.fragments)
                case Event():
                    yield from self._event(one)
                case Relation():
                    yield self._relation(one)
            yield from self._what_hangs_on(one)
        said = about(self._document, self._layer, {theirs: ours for ours, theirs in self._ids.items()})
        yield f"{self._new('#')}\t{OURS} {DOCUMENT}\t{one_line(said)}"

    def _named(self, layer: Layer) -> dict[str, str]:
        """Our ids to those of the file."""
        return {one.id: self._new(_letter(one)) for one in layer.ordered}

    def _new(self, letter: str) -> str:
        return f"{letter}{next(self._numbers[letter])}"

    def _place(self, id: str, label: str, fragments: Fragments) -> str:
        cut = cut_at_line_ends(fragments, self._text)
        ranges = ";".join(f"{start} {end}" for start, end in cut)
        return f"{id}\t{brat_name(label)} {ranges}\t{line_of(self._text, cut)}"

    def _event(self, event: Event) -> Iterator[str]:
        trigger = self._new("T")
        yield self._place(trigger, event.type, event.fragments)
        roles: dict[str, int] = {}
        arguments = []
        for argument in event.arguments:
            times = roles[argument.role] = roles.get(argument.role, 0) + 1
            numbered = brat_role(argument.role) + (str(times) if times > 1 else "")
            arguments.append(f" {numbered}:{self._ids[argument.target]}")
        yield f"{self._ids[event.id]}\t{brat_name(event.type)}:{trigger}{''.join(arguments)}"

    def _relation(self, relation: Relation) -> str:
        source, target = self._ids[relation.source], self._ids[relation.target]
        if _is_equivalence(relation):
            return f"*\t{EQUIVALENCE} {source} {target}"
        return f"{self._ids[relation.id]}\t{brat_name(relation.type)} Arg1:{source} Arg2:{target}"

    def _what_hangs_on(self, one: Annotation) -> Iterator[str]:
        """A line for each attribute, for note and link; one of ours for what fits into none of these."""
        id = self._ids[one.id]
        plain = {name: value for name, value in one.attributes.items() if _is_plain(value)}
        extras = Extras(attributes={name: value for name, value in one.attributes.items() if name not in plain})
        for name, value in plain.items():
            yield f"{self._new('A')}\t{brat_name(name)} {id}{'' if value is True else f' {value}'}"
        if not isinstance(one, Relation):
            lines, extras = self._note(one, id, extras)
            yield from lines
        if isinstance(one, Span) and one.link is not None:
            lines, extras = self._link(one, one.link, extras)
            yield from lines
        if extras != NO_EXTRAS:
            yield f"{self._new('#')}\t{OURS} {id}\t{one_line(extras)}"

    def _note(self, one: Span | Event, id: str, extras: Extras) -> tuple[list[str], Extras]:
        """The line of its note, and what has to be said of note and place beside it."""
        if joined_over_line_ends(cut_at_line_ends(one.fragments, self._text), self._text) != one.fragments:
            extras = replace(extras, fragments=one.fragments)
        if one.note is None:
            return [], extras
        if _is_line(one.note):
            return [f"{self._new('#')}\t{NOTE} {id}\t{one.note}"], extras
        return [], replace(extras, note=one.note)

    def _link(self, one: Span, link: str, extras: Extras) -> tuple[list[str], Extras]:
        if not _is_reference(link):
            return [], replace(extras, link=link)
        base = "" if ":" in link else f"{NO_BASE}:"
        name = line_of(self._text, one.fragments)
        return [f"{self._new('N')}\t{LINK} {self._ids[one.id]} {base}{link}\t{name}"], extras


def _letter(one: Annotation) -> str:
    match one:
        case Span():
            return "T"
        case Event():
            return "E"
        case Relation():
            return "*" if _is_equivalence(one) else "R"


def _is_equivalence(relation: Relation) -> bool:
    return relation.type == EQUIVALENCE and not relation.attributes


def _is_plain(value: object) -> bool:
    """Whether an attribute can be a word on its line, or be there without one."""
    return value is True or (isinstance(value, str) and value != "" and " " not in value and value.isprintable())


def _is_line(note: str) -> bool:
    return note == note.strip() != "" and not any(category(sign) in {"Cc", "Zl", "Zp"} for sign in note)


def _is_reference(link: str) -> bool:
    base, colon, name = link.partition(":")
    return _is_plain(link) and (base not in {"", NO_BASE} and name != "" if colon else True)
