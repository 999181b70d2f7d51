"""Documents cut into windows of words, as the formats of event extraction hold them, and windows put together again.

In a window the fragments of an annotation count words of that window, half-open; everywhere else code points.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.model.aligning import MisalignedError, placed
from corpus_tool.model.annotations import Annotation, Event, Relation, Span, first_offset, references
from corpus_tool.model.carrying.places import Places
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.policies import Window
from corpus_tool.text.decoding import too_long
from corpus_tool.text.tokens import Token

_START = attrgetter("start")


class TextWindow(Struct, frozen=True, kw_only=True):
    """A sentence, a paragraph or a whole document, with what one annotator says of it."""

    words: tuple[str, ...]
    text: str
    """From its first to its last word."""
    before: str = ""
    """White space between the window before, or the start of the document, and this one."""
    after: str = ""
    """White space at the end of the document, in its last window."""
    first: int = 0
    """The number of its first word in the document."""
    annotations: tuple[Annotation, ...] = ()
    """Those that lie in it; relations lie where they come from."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its spans, in their order."""
        return tuple(one for one in self.annotations if isinstance(one, Span))

    @property
    def events(self) -> tuple[Event, ...]:
        """Its events, in their order."""
        return tuple(one for one in self.annotations if isinstance(one, Event))

    @property
    def marks(self) -> tuple[Span | Event, ...]:
        """Its spans and events, in their order."""
        return tuple(one for one in self.annotations if not isinstance(one, Relation))

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Its relations, in their order."""
        return tuple(one for one in self.annotations if isinstance(one, Relation))

    def surfaces(self) -> dict[str, str]:
        """Id of each span and event to its text, its words as they stand in the text."""
        places = placed(self.words, self.text)
        return {
            one.id: self.text[places[first].start : places[end - 1].end]
            for one in self.marks
            for first, end in one.fragments
        }


class UnusableWindowError(Exception):
    """Why windows do not make a document; the message says in which, and what would have worked."""


def windows(document: Document, layer: Layer, window: Window) -> list[TextWindow]:
    """The windows of a document that have words, in order, with the annotations of a layer; never none.

    The annotations are in one piece, on whole words and each in one window, as `restricted` leaves them.
    """
    if not document.tokens:
        return [TextWindow(words=(), text="", before=document.text)]
    places = Places.of(document, window)
    starts = [token.start for token in document.tokens]
    cut = [list(tokens) for _, tokens in groupby(document.tokens, lambda token: places.window_of(token.start))]
    numbers = {places.window_of(tokens[0].start): number for number, tokens in enumerate(cut)}
    inside: list[list[Annotation]] = [[] for _ in cut]
    home: dict[str, int] = {}
    for one in layer.ordered:
        if not isinstance(one, Relation):
            home[one.id] = numbers[places.window_of(first_offset(one))]
    firsts = [bisect_left(starts, tokens[0].start) for tokens in cut]
    for one in layer.ordered:
        number = home[one.source] if isinstance(one, Relation) else home[one.id]
        inside[number].append(one if isinstance(one, Relation) else _in_words(one, starts, firsts[number]))
    return list(_windows(document.text, cut, firsts, inside))


def order_told(layer: Layer, found: Iterable[TextWindow]) -> tuple[str, ...]:
    """The ids of a layer in its order where that is not the order of its windows; else none."""
    ids = tuple(one.id for one in layer.ordered)
    there: list[str] = []
    for window in found:
        there += (span.id for span in window.spans)
        there += (event.id for event in window.events)
        there += (relation.id for relation in window.relations)
    return ids if list(ids) != there else ()


def _in_words(one: Span | Event, starts: Sequence[int], first: int) -> Span | Event:
    ((start, end),) = one.fragments
    return replace(one, fragments=((bisect_left(starts, start) - first, bisect_left(starts, end) - first),))


def _windows(
    text: str, cut: Sequence[Sequence[Token]], firsts: Sequence[int], inside: Sequence[Sequence[Annotation]]
) -> Iterator[TextWindow]:
    position = 0
    for tokens, first, annotations in zip(cut, firsts, inside, strict=True):
        start, end = tokens[0].start, tokens[-1].end
        yield TextWindow(
            words=tuple(text[token.start : token.end] for token in tokens),
            text=text[start:end],
            before=text[position:start],
            after=text[end:] if tokens is cut[-1] else "",
            first=first,
            annotations=tuple(annotations),
        )
        position = end


def joined(found: Iterable[TextWindow]) -> tuple[str, list[Annotation]]:
    """The text of a document's windows, and their annotations in it.

    An id that two windows use gets the number of its window behind it. Raises UnusableWindowError where words are not
    in the text of their window, places are no words of it, or an id is given twice in it or leads nowhere in it.
    """
    texts: list[str] = []
    length = 0
    annotations: list[Annotation] = []
    taken: set[str] = set()
    for number, window in enumerate(found, 1):
        if "" in window.words:
            raise UnusableWindowError(f"window {number}: word {window.words.index('') + 1} is empty")
        if wrong_length := too_long(length + len(window.before) + len(window.text)):
            raise UnusableWindowError(f"window {number}: {wrong_length}")
        try:
            words = placed(window.words, window.text)
        except MisalignedError as wrong:
            raise UnusableWindowError(f"window {number}: {wrong}; without a text the words alone are taken") from None
        start = length + len(window.before)
        names = _names(window, number, taken)
        taken.update(names.values())
        annotations += [_in_text(one, words, start, names, number) for one in window.annotations]
        texts += window.before, window.text, window.after
        length = start + len(window.text) + len(window.after)
    return "".join(texts), annotations


def _names(window: TextWindow, number: int, taken: set[str]) -> Mapping[str, str]:
    """The id of each annotation of a window to its id in the document."""
    ids = Counter(one.id for one in window.annotations)
    if twice := [id for id, count in ids.items() if count > 1]:
        raise UnusableWindowError(f"window {number}: the id {twice[0]!r} is given twice")
    for one in window.annotations:
        for target in references(one):
            if target not in ids:
                raise UnusableWindowError(f"window {number}: {one.id} points at {target!r}, which is not there")
    names: dict[str, str] = {}
    for id in ids:
        name = id
        while name in taken or (name != id and name in ids):
            name = f"{name}.{number}"
        names[id] = name
    return names


def _in_text(one: Annotation, words: Sequence[Token], offset: int, names: Mapping[str, str], number: int) -> Annotation:
    """An annotation of a window with its place in the document, and the ids that hold there."""
    if isinstance(one, Relation):
        return replace(one, id=names[one.id], source=names[one.source], target=names[one.target])
    for first, end in one.fragments:
        if not 0 <= first < end <= len(words):
            raise UnusableWindowError(
                f"window {number}: {one.id} is on the words {first} to {end}, but there are {len(words)};"
                " the first word is 0, the end is the word behind the last"
            )
    place = tuple((offset + words[first].start, offset + words[end - 1].end) for first, end in one.fragments)
    if isinstance(one, Span):
        return replace(one, id=names[one.id], fragments=place)
    arguments = tuple(replace(argument, target=names[argument.target]) for argument in one.arguments)
    return replace(one, id=names[one.id], fragments=place, arguments=arguments)
