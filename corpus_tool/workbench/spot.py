"""Where an annotator is in the text of a document: what is selected and put aside, and what stands there."""

from collections.abc import Iterable

from corpus_tool.errors import RefusedError
from corpus_tool.model.annotations import Event, Fragments, Span, first_offset, last_offset
from corpus_tool.model.pieces import joined
from corpus_tool.saying import tr
from corpus_tool.text.selection import Edge, Selection, trim, trim_end, word_at, words_of
from corpus_tool.workbench.affixes import ends_inside, starts_inside
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.growing import Growing
from corpus_tool.workbench.touching import Touching


class Spot:
    """The selection in a document, and the annotations that it touches."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.words = words_of(desk.document.tokens)
        """What motions stop at."""
        self.selection: Selection = word_at(self.words, 0)
        self.growing = Growing(desk.document)
        self.pieces: Fragments = ()
        """What was put aside to be marked together with the selection."""
        self._touching = Touching(self.placed())
        self._touching_of = desk.layer

    @property
    def places(self) -> Fragments:
        """What a mark made now would cover: the pieces put aside, and the selection."""
        return joined((*self.pieces, self.selection.range))

    def range_selected(self) -> tuple[int, int]:
        """The range that is selected. Raises RefusedError where there is no text to select."""
        if self.selection.start >= self.selection.end:
            raise RefusedError(tr("Nothing is selected: this document has no text to mark."))
        return self.selection.range

    def places_selected(self) -> Fragments:
        """What is to be marked now. Raises RefusedError where there is no text to select."""
        self.range_selected()
        return self.places

    def here(self) -> list[Span | Event]:
        """The spans and events that share a character with the selection, the best fit first, then the narrowest."""
        places = self.places
        if self._touching_of is not self._desk.layer:
            self._touching, self._touching_of = Touching(self.placed()), self._desk.layer
        touching = {one.id: one for start, end in places for one in self._touching.at(start, end)}.values()
        return sorted(touching, key=lambda annotation: (annotation.fragments != places, _width(annotation)))

    def placed(self) -> Iterable[Span | Event]:
        """Every span and event of the layer."""
        return (*self._desk.layer.spans, *self._desk.layer.events)

    def event_here(self) -> Event | None:
        """The event whose trigger is under the selection, else the one that an argument under it belongs to."""
        under = self.here()
        if events := [annotation for annotation in under if isinstance(annotation, Event)]:
            return events[0]
        ids = {annotation.id for annotation in under}
        owners = (event for event in self._desk.layer.events if any(a.target in ids for a in event.arguments))
        return next(owners, None)

    def select(self, annotation: Span | Event) -> None:
        """Put the selection on an annotation, from its first fragment's start to its end."""
        start, end = annotation.fragments[0]
        self.selection = Selection(start, end, Edge.NEITHER)

    def next_annotation(self, *, forward: bool) -> bool:
        """Select the next annotation in text order, round the end; False where there is none."""
        ordered = sorted(self.placed(), key=lambda one: (first_offset(one), -last_offset(one), one.id))
        if not ordered:
            return False
        here = (self.selection.start, -self.selection.end)
        places = [(one.fragments[0][0], -one.fragments[0][1]) for one in ordered]
        if forward:
            number = next((number for number, place in enumerate(places) if place > here), 0)
        else:
            number = max((number for number, place in enumerate(places) if place < here), default=len(ordered) - 1)
        self.select(ordered[number])
        return True

    def trim_proclitic(self) -> None:
        """Move the selection's start to where a name may begin behind the proclitics of its word; then round again."""
        word = word_at(self.words, self.selection.start)
        self.selection = trim(self.selection, self.words, starts_inside(self._desk.document, *word.range))

    def trim_enclitic(self) -> None:
        """Move the selection's end to where a name may end before the suffixes of its last word; then round again."""
        word = word_at(self.words, max(self.selection.start, self.selection.end - 1))
        self.selection = trim_end(self.selection, self.words, ends_inside(self._desk.document, *word.range))


def _width(annotation: Span | Event) -> int:
    return last_offset(annotation) - first_offset(annotation)
