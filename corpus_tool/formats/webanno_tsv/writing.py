"""Bundles to tables."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.formats import Piece, Writing, one_name
from corpus_tool.formats.webanno_tsv.columns import (
    FORMAT_LINE,
    NO_VALUE,
    NOBODY,
    TEXT,
    VERSION,
    Column,
    Group,
    Holds,
    escaped,
    escaped_text,
    escaped_word,
    group_of,
    head_line,
)
from corpus_tool.model.abouts import one_line, read_about
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import Schema
from corpus_tool.model.uima import types as names
from corpus_tool.model.uima.cas import FS_ARRAY, STRING, Cas, Structure, Type, Types
from corpus_tool.model.uima.making import made
from corpus_tool.text.sentences import sentences
from corpus_tool.text.tokens import Token, tile
from corpus_tool.text.units import utf16

_LAYERS = (names.ENTITY, names.EVENT, names.FRAGMENT, names.RELATION)
"""In the order of their columns."""

_FIRST = {names.LINK: 0, names.LABEL: 1}
"""The features that are the first columns of a layer: others look for them there."""


class Unit(NamedTuple):
    """A token, or a part of one, in UTF-16 units."""

    token: int
    begin: int
    end: int


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A table for each layer of each document, and what it cannot say beside it."""
    types = _text_only(writing.schema)
    head, groups = _head(types)
    for bundle in bundles:
        document = bundle.document
        document = replace(document, tokens=document.tokens or tuple(tile(document.text, ())))
        for layer in bundle.layers:
            file = f"{one_name(layer.name.short)}/{one_name(document.key)}"
            table = _Table(document, layer, types, groups)
            yield Piece(f"{file}.tsv", head + "".join(table.lines()))
            yield Piece(f"{file}.about.json", table.about() + "\n")


def _text_only(schema: Schema) -> Types:
    """The types with those features that a table holds exactly: texts and links."""
    found = {}
    for type in types_with_links(names.types_of(schema)):
        found[type.name] = type
    return Types(found)


def types_with_links(types: Mapping[str, Type]) -> Iterator[Type]:
    """Each type without numbers, truths."""
    for type in types.values():
        kept = {
            name: feature
            for name, feature in type.features.items()
            if feature.range in {STRING, FS_ARRAY} or name in {names.SOURCE_END, names.TARGET_END, names.TARGET}
        }
        yield type._replace(features=kept)


def _head(types: Types) -> tuple[str, list[Group]]:
    """The head of a table and the columns that it declares. Two blank lines follow it, as in INCEpTION's own."""
    lines = []
    for name in _LAYERS:
        type = types.declared[name]
        features = sorted(type.features, key=lambda feature: _FIRST.get(feature, len(_FIRST)))
        lines.append(head_line(type, features))
    groups = [group_of(line.removesuffix("\n"))[0] for line in lines]
    return f"{FORMAT_LINE}{VERSION}\n{''.join(lines)}\n\n", groups


class _Table:
    """One table: the units that are marked, and what is marked on each."""

    def __init__(self, document: Document, layer: Layer, types: Types, groups: Sequence[Group]) -> None:
        self._cas: Cas = made(document, layer, types)
        self._groups = groups
        self._text = str(next(iter(self._cas.structures.values())).features["sofaString"])
        self._units = utf16(self._text)
        self._tokens = document.tokens
        self._starts = [self._units.of(token.start) for token in self._tokens]
        self._ends = [self._units.of(token.end) for token in self._tokens]
        self._sentences = list(_sentences(self._text, self._tokens))
        self._covered: dict[int, list[Unit]] = {}
        self._marked: dict[Unit, dict[str, list[Structure]]] = {}
        self._mark()
        self._names = self._named()

    def _mark(self) -> None:
        """Put each structure on its units; a relation on the first of its target's."""
        for one in self._cas.structures.values():
            if one.type in _LAYERS and one.type != names.RELATION:
                self._covered[one.id] = list(self._units_of(one))
                for unit in self._covered[one.id]:
                    self._marked.setdefault(unit, {}).setdefault(one.type, []).append(one)
        for one in self._cas.structures.values():
            if one.type == names.RELATION:
                (target,) = self._cas.refs(one, names.TARGET_END)
                at = self._marked[self._covered[target.id][0]]
                at.setdefault(one.type, []).append(one)

    def _units_of(self, one: Structure) -> Iterator[Unit]:
        """The tokens it covers; of one it covers in part, that part."""
        begin, end = int(str(one.features["begin"])), int(str(one.features["end"]))
        first = bisect_right(self._ends, begin)
        for number in range(first, bisect_left(self._starts, end)):
            yield Unit(number, max(begin, self._starts[number]), min(end, self._ends[number]))

    def _named(self) -> dict[Unit, str]:
        """`1-2` for a token, `1-2.1` for a part of it."""
        parts: dict[int, list[Unit]] = {}
        for unit in self._marked:
            if unit != self._whole(unit.token):
                parts.setdefault(unit.token, []).append(unit)
        found = {}
        for number, tokens in enumerate(self._sentences, 1):
            for place, token in enumerate(tokens, 1):
                found[self._whole(token)] = f"{number}-{place}"
                for part, unit in enumerate(sorted(parts.get(token, ())), 1):
                    found[unit] = f"{number}-{place}.{part}"
        return found

    def _whole(self, token: int) -> Unit:
        return Unit(token, self._starts[token], self._ends[token])

    def lines(self) -> Iterator[str]:
        """Each sentence: its text, then a line for each token and part of one; a blank line between two."""
        by_token: dict[int, list[Unit]] = {}
        for unit in self._names:
            by_token.setdefault(unit.token, []).append(unit)
        for number, tokens in enumerate(self._sentences):
            yield "\n" if number else ""
            yield f"{TEXT}{escaped_text(self._text[self._tokens[tokens[0]].start : self._tokens[tokens[-1]].end])}\n"
            for token in tokens:
                for unit in by_token[token]:
                    yield self._line(unit)

    def _line(self, unit: Unit) -> str:
        start, end = (self._units.offset(edge) or 0 for edge in unit[1:])
        marked = self._marked.get(unit, {})
        cells = [cell for group in self._groups for cell in self._cells(group, marked.get(group.type, []))]
        place = f"{unit.begin}-{unit.end}"
        return "\t".join((self._names[unit], place, escaped_word(self._text[start:end]), *cells, "\n"))

    def _cells(self, group: Group, marked: Sequence[Structure]) -> Iterator[str]:
        """What stands in the columns of a layer: a value for each that is marked there."""
        for column in group.columns:
            yield "|".join(self._said(one, column) for one in marked) if marked else NOBODY

    def _said(self, one: Structure, column: Column) -> str:
        match column.holds:
            case Holds.VALUE:
                return f"{self._value(one, column.feature)}{_number(one)}"
            case Holds.ROLES:
                return f"{self._roles(one, column.feature)}[{one.id}]"
            case Holds.TARGETS:
                return self._targets(one, column.feature)
            case Holds.SOURCE:
                return self._source(one)
            case Holds.PLACE | Holds.KIND:
                return NOBODY  # we write no chains

    def _value(self, one: Structure, feature: str) -> str:
        value = one.features.get(feature)
        return NO_VALUE if value is None else escaped(str(value))

    def _roles(self, one: Structure, feature: str) -> str:
        links = self._cas.refs(one, feature)
        return ";".join(escaped(str(link.features[names.ROLE])) or NO_VALUE for link in links) or NOBODY

    def _targets(self, one: Structure, feature: str) -> str:
        targets = (target for link in self._cas.refs(one, feature) for target in self._cas.refs(link, names.TARGET))
        return ";".join(f"{self._name_of(target)}[{target.id}]" for target in targets) or NO_VALUE

    def _source(self, one: Structure) -> str:
        (source,), (target,) = (list(self._cas.refs(one, end)) for end in (names.SOURCE_END, names.TARGET_END))
        return f"{self._name_of(source)}[{source.id}_{target.id}]"

    def _name_of(self, one: Structure) -> str:
        return self._names[self._covered[one.id][0]]

    def about(self) -> str:
        """What is said of the document, with the white space that a reader of the table would not guess."""
        said = next(one for one in self._cas.structures.values() if one.type == names.ABOUT)
        known = read_about(str(said.features[names.SAID]))
        guessed = "".join(guessed_text((self._text[start:end], start) for start, end in self._sentence_places()))
        other = {at: sign for at, sign in enumerate(self._text) if guessed[at : at + 1] != sign}
        return one_line(replace(known, replaced=other | known.replaced))

    def _sentence_places(self) -> Iterator[tuple[int, int]]:
        for tokens in self._sentences:
            yield self._tokens[tokens[0]].start, self._tokens[tokens[-1]].end


def _number(one: Structure) -> str:
    """Relations have none of their own."""
    return "" if one.type == names.RELATION else f"[{one.id}]"


def _sentences(text: str, tokens: Sequence[Token]) -> Iterator[range]:
    """The numbers of the tokens of each sentence that has one."""
    starts = [token.start for token in tokens]
    edges = [0, *(bisect_left(starts, start) for start, _ in sentences(text)[1:]), len(tokens)]
    yield from (range(first, end) for first, end in pairwise(edges) if first < end)


def guessed_text(sentences: Iterable[tuple[str, int]]) -> Iterator[str]:
    """The pieces of a text from its sentences and where each begins, as INCEpTION fills what is between them.

    Before the first there are blanks; between two nothing, or a line end and blanks. The unit is the caller's, who
    gives the lengths of texts in it too; here code points. A sentence that begins before the last one ends is put
    behind it.
    """
    length = 0
    for text, begin in sentences:
        gap = begin - length
        yield ("\n" if length and gap > 0 else "" if gap <= 0 else " ") + " " * (gap - 1)
        yield text
        length += max(gap, 0) + len(text)
