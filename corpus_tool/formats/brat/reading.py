""".ann files, with the .txt file beside each, to bundles."""

import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus_tool.formats import AS_IT_IS, Notice, Reading, Refusal
from corpus_tool.formats.brat.lines import Equivalence, Happening, Line, Place, Property, Reference, Remark, Tie, parsed
from corpus_tool.formats.brat.names import our_name
from corpus_tool.formats.brat.places import joined_over_line_ends
from corpus_tool.formats.brat.writing import DOCUMENT, NO_BASE, NOTE, OURS
from corpus_tool.model.abouts import NO_EXTRAS, About, Extras, bundle_of, passed_over_in_words, read_about, read_extras
from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Relation, Span, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_values import UnusableError
from corpus_tool.saying.counting import counted
from corpus_tool.text.decoding import UndecodableError, decode


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """One document with one layer."""
    content = reading.beside(f"{reading.stem}.txt")
    if content is None:
        yield Refusal("", f"there is no {reading.stem}.txt beside it, which has the text")
        return
    try:
        text = decode(content, reading.encoding)
    except UndecodableError as broken:
        yield Refusal(f"byte {broken.at} of {reading.stem}.txt", str(broken))
        return
    yield from _read(lines, text, reading)


def _read(lines: Iterable[bytes], text: str, reading: Reading) -> Iterator[Bundle | Refusal | Notice]:
    said = _Said(text)
    heard = list(lines)
    try:
        for raw in heard:
            said.hear(raw)
        found = said.annotations()
        bundle = bundle_of(said.about or About(key=reading.stem, annotator=reading.annotator), text, found)
    except UnusableError as wrong:
        yield Refusal(said.where or _line_of(str(wrong), heard), str(wrong))
        return
    if said.passed_over:
        yield Notice(passed_over_in_words(said.passed_over))
    yield bundle


def _line_of(words: str, lines: Sequence[bytes]) -> str:
    """The line of what a message begins with, `T3: ...` or `R1 points at ...`; empty where it names nothing."""
    id = re.split("[: ]", words, maxsplit=1)[0].encode() + b"\t"
    number = next((number for number, line in enumerate(lines, 1) if line.removeprefix(BOM_UTF8).startswith(id)), 0)
    return f"line {number}" if number else ""


class _Said:
    """What the lines of a file say, gathered until all are known."""

    def __init__(self, text: str) -> None:
        self.about: About | None = None
        self._is_over = False
        self.passed_over: Counter[str] = Counter()
        self._text = text
        self._lines: dict[str, Place | Happening | Tie] = {}
        self._attributes: dict[str, Attributes] = {}
        self._links: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        self._extras: dict[str, Extras] = {}
        self._equivalences = 0
        self._heard = 0
        self._names = _Names(is_ours=False)

    @property
    def where(self) -> str:
        """The line that is being read; nothing where all are."""
        return "" if self._is_over else f"line {self._heard}"

    def hear(self, raw: bytes) -> None:
        """Take one line; raises UnusableError where it cannot be taken."""
        self._heard += 1
        line = parsed(raw if self._heard > 1 else raw.removeprefix(BOM_UTF8))
        if isinstance(line, Place):  # half of all that there are, so it is asked first
            self._put(line)
        elif line is not None:
            self._take(line)

    def _take(self, line: Line) -> None:
        match line:
            case Property():
                self._property(line)
            case Place() | Happening() | Tie():
                self._put(line)
            case Remark():
                self._remark(line)
            case Reference(of, base, entry):
                if of in self._links:
                    self.passed_over["further links of an annotation"] += 1
                self._links.setdefault(of, entry if base == NO_BASE else f"{base}:{entry}")
            case Equivalence():
                for tie in line.ties(self._equivalences):
                    self._put(tie)
                    self._equivalences += 1

    def _put(self, line: Place | Happening | Tie) -> None:
        if line.id in self._lines:
            raise UnusableError(f"{line.id} is there twice; each has an id of its own")
        self._lines[line.id] = line

    def _property(self, line: Property) -> None:
        said = self._attributes.setdefault(line.of, {})
        if line.name in said:
            raise UnusableError(f"{line.id}: {line.of} has {line.name} already")
        said[line.name] = line.value

    def _remark(self, remark: Remark) -> None:
        if remark.type == NOTE:
            before = self._notes.get(remark.of)
            self._notes[remark.of] = remark.text if before is None else f"{before}\n{remark.text}"
        elif remark.type != OURS:
            self.passed_over[f"notes of the type {remark.type}"] += 1
        elif remark.of == DOCUMENT:
            self.about = read_about(remark.text)
        else:
            self._extras[remark.of] = read_extras(remark.text)

    def annotations(self) -> list[Annotation]:
        """Everything that the file marks, in its order; raises UnusableError where lines do not go together."""
        self._is_over = True
        self._names = _Names(is_ours=self.about is not None)
        triggers = self._triggers()
        self._refuse_loose_ends()
        found = list[Annotation]()
        for line in self._lines.values():
            match line:
                case Place():
                    if line.id not in triggers:
                        found.append(self._span(line))
                case Happening():
                    found.append(self._event(line, triggers))
                case Tie():
                    found.append(self._relation(line, triggers))
        return found

    def _triggers(self) -> dict[str, str]:
        """The id of each trigger to that of the first event it is of."""
        found: dict[str, str] = {}
        for line in self._lines.values():
            if isinstance(line, Happening):
                if not isinstance(self._lines.get(line.trigger), Place):
                    raise UnusableError(f"{line.id}: its trigger {line.trigger} is not there")
                found.setdefault(line.trigger, line.id)
        return found

    def _refuse_loose_ends(self) -> None:
        for what, of in (
            ("an attribute", self._attributes),
            ("a link", self._links),
            ("a note", self._notes),
            ("a note", self._extras),
        ):
            if not of.keys() <= self._lines.keys():
                missing = next(id for id in of if id not in self._lines)
                raise UnusableError(f"{what} is given to {missing or 'nothing'!r}, which is not there")

    def _span(self, line: Place) -> Span:
        extras = self._extras.get(line.id, NO_EXTRAS)
        return Span(
            id=line.id,
            label=self._names[line.label],
            fragments=self._fragments(line, extras),
            attributes=self._all_attributes(line.id, extras),
            link=self._links.get(line.id, extras.link),
            note=self._notes.get(line.id, extras.note),
        )

    def _event(self, line: Happening, triggers: Mapping[str, str]) -> Event:
        place = self._lines[line.trigger]
        if not isinstance(place, Place):  # _triggers has looked
            raise UnusableError(f"{line.id}: its trigger {line.trigger} is not a place in the text")
        extras = self._extras.get(line.id, NO_EXTRAS)
        return Event(
            id=line.id,
            type=self._names[line.type],
            fragments=self._fragments(place, extras),
            attributes=self._attributes.get(line.trigger, {}) | self._all_attributes(line.id, extras),
            arguments=tuple([Argument(self._names[role], triggers.get(of, of)) for role, of in line.arguments]),
            note=self._notes.get(line.id, self._notes.get(line.trigger, extras.note)),
        )

    def _relation(self, line: Tie, triggers: Mapping[str, str]) -> Relation:
        return Relation(
            id=line.id,
            type=self._names[line.type],
            source=triggers.get(line.source, line.source),
            target=triggers.get(line.target, line.target),
            attributes=self._all_attributes(line.id, self._extras.get(line.id, NO_EXTRAS)),
        )

    def _fragments(self, line: Place, extras: Extras) -> tuple[tuple[int, int], ...]:
        """Where it is; what is said of the text has to stand there."""
        for start, end in line.fragments:
            if not start < end <= len(self._text):
                raise UnusableError(
                    f"{line.id}: {start} {end} is no range of a text of {counted(len(self._text), 'code point')}"
                )
        there = surface(self._text, line.fragments)
        if there != line.text and "".join(there.split()) != "".join(line.text.split()):
            raise UnusableError(f"{line.id}: it says {line.text!r}, but the text has {there!r} there")
        if extras.fragments or len(line.fragments) == 1:
            return extras.fragments or line.fragments
        return joined_over_line_ends(line.fragments, self._text)

    def _all_attributes(self, id: str, extras: Extras) -> Attributes:
        said = self._attributes.get(id)
        if said is None:
            return extras.attributes
        return {self._names[name]: value for name, value in said.items()} | extras.attributes


class _Names(dict[str, str]):
    """The names in a file to ours, each worked out once."""

    def __init__(self, is_ours: bool) -> None:
        super().__init__()
        self._is_ours = is_ours

    def __missing__(self, name: str) -> str:
        """A name as we know it, where the file is one of ours."""
        ours = self[name] = our_name(name) if self._is_ours else name
        return ours
