"""Where annotations may be: in one piece, on one line, in one window, on one word."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Event, Relation, first_offset, last_offset
from corpus_tool.model.documents import Document
from corpus_tool.model.losses import Lost, Reason
from corpus_tool.model.policies import Window
from corpus_tool.model.regions import LINE_ENDS, lines_of
from corpus_tool.text.cuts import borders
from corpus_tool.text.sentences import sentence_starts, starts_of_sentences
from corpus_tool.text.tokens import Token


class Places(Struct, frozen=True, gc=False):
    """The borders of a document that annotations may not cross."""

    text: str
    tokens: Sequence[Token]
    windows: tuple[int, ...]
    """Where each window starts, ascending; the first is 0."""

    @classmethod
    def of(cls, document: Document, window: Window | None) -> "Places":
        """Those of a document; None: it is one window."""
        return cls(document.text, document.tokens, window_starts(document.text, window or Window.DOCUMENT))

    def window_of(self, offset: int) -> int:
        """The number of the window that holds the character at `offset`."""
        return bisect_right(self.windows, offset) - 1


def window_starts(text: str, window: Window) -> tuple[int, ...]:
    """Where each window of a text starts, ascending; the first is 0. What is asked again is kept for a moment."""
    return (0, *sentence_starts(text)[1:]) if window is Window.SENTENCE else tuple(starts_of_windows(text, window))


def starts_of_windows(text: str, window: Window) -> list[int]:
    """The same, for whoever asks once."""
    if window is Window.SENTENCE:
        return [0, *starts_of_sentences(text)[1:]]
    if window is Window.PARAGRAPH:
        return [0, *[start for start, _ in lines_of(text)[1:]]]
    return [0]


def in_one_piece(annotations: Sequence[Annotation], *, triggers_too: bool) -> tuple[list[Annotation], list[Lost]]:
    """Spans of several fragments go; an event keeps the first fragment of its trigger, or all of them."""
    kept, lost = list[Annotation](), list[Lost]()
    for one in annotations:
        if isinstance(one, Relation) or len(one.fragments) == 1 or (isinstance(one, Event) and not triggers_too):
            kept.append(one)
        else:
            lost.append((one, Reason.DISCONTINUOUS))
            if isinstance(one, Event):
                kept.append(replace(one, fragments=one.fragments[:1]))
    return kept, lost


def on_one_line(annotations: Sequence[Annotation], places: Places) -> tuple[list[Annotation], list[Lost]]:
    """Annotations with a fragment that goes over a line end go."""
    kept, lost = list[Annotation](), list[Lost]()
    for one in annotations:
        if not isinstance(one, Relation) and any("\n" in places.text[start:end] for start, end in one.fragments):
            lost.append((one, Reason.CROSSES_LINE))
        else:
            kept.append(one)
    return kept, lost


def without_blanks(annotations: Sequence[Annotation], places: Places) -> tuple[list[Annotation], list[Lost]]:
    """Annotations that are white space alone go."""
    blank = {
        one.id
        for one in annotations
        if not isinstance(one, Relation) and not any(places.text[start:end].strip() for start, end in one.fragments)
    }
    if not blank:
        return list(annotations), []
    kept = [one for one in annotations if one.id not in blank]
    return kept, [(one, Reason.WORDLESS) for one in annotations if one.id in blank]


def without_white_edges(annotations: Sequence[Annotation], places: Places) -> tuple[list[Annotation], list[Lost]]:
    """Annotations with a fragment that has white space at an edge go."""
    kept, lost = list[Annotation](), list[Lost]()
    for one in annotations:
        pieces = [] if isinstance(one, Relation) else [places.text[start:end] for start, end in one.fragments]
        if all(piece and piece == piece.strip() for piece in pieces):
            kept.append(one)
        else:
            wordless = not any(piece.strip() for piece in pieces)
            lost.append((one, Reason.WORDLESS if wordless else Reason.WHITE_SPACE))
    return kept, lost


def in_one_window(annotations: Sequence[Annotation], places: Places) -> tuple[list[Annotation], list[Lost]]:
    """Annotations that begin in one window and end in another go."""
    kept, lost = list[Annotation](), list[Lost]()
    borders = places.windows
    for one in annotations:
        if isinstance(one, Relation) or (
            bisect_right(borders, one.fragments[0][0]) == bisect_left(borders, one.fragments[-1][1])
        ):
            kept.append(one)
        else:
            lost.append((one, Reason.CROSSES_SENTENCE))
    return kept, lost


def short_triggers(annotations: Sequence[Annotation], places: Places) -> tuple[list[Annotation], list[Lost]]:
    """Events whose trigger is more than one word go."""
    kept, lost = list[Annotation](), list[Lost]()
    starts, ends = borders(places.tokens)
    for one in annotations:
        if isinstance(one, Event):
            first = bisect_right(ends, first_offset(one))
            if bisect_left(starts, last_offset(one), lo=first) - first != 1:
                lost.append((one, Reason.LONG_TRIGGER))
                continue
        kept.append(one)
    return kept, lost


def told_in_lines(annotations: Sequence[Annotation], places: Places) -> tuple[list[Annotation], list[Lost]]:
    """All stay; those with a line end in a fragment, of any kind and also at its edge, are told."""
    line_end = re.compile(f"[{LINE_ENDS}]")
    told = [
        one for one in annotations if _any_fragment(one, lambda start, end: line_end.search(places.text, start, end))
    ]
    return list(annotations), [(one, Reason.IN_LINES) for one in told]


def told_in_pieces(annotations: Sequence[Annotation]) -> tuple[list[Annotation], list[Lost]]:
    """All stay; those of several fragments are told."""
    told = [one for one in annotations if not isinstance(one, Relation) and len(one.fragments) > 1]
    return list(annotations), [(one, Reason.IN_PIECES) for one in told]


def told_in_sentences(annotations: Sequence[Annotation], places: Places) -> tuple[list[Annotation], list[Lost]]:
    """All stay; those with a fragment in two sentences are told."""
    borders = sentence_starts(places.text)
    told = [
        one
        for one in annotations
        if _any_fragment(one, lambda start, end: bisect_right(borders, start) < bisect_left(borders, end))
    ]
    return list(annotations), [(one, Reason.IN_SENTENCES) for one in told]


def _any_fragment(one: Annotation, holds: Callable[[int, int], object]) -> bool:
    return not isinstance(one, Relation) and any(holds(start, end) for start, end in one.fragments)
