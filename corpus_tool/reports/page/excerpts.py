"""A sentence with what is marked in it; of a long one, what stands near the marks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus_tool.reports.page.markup import Markup, element, joined
from corpus_tool.text.clusters import is_border
from corpus_tool.text.coordinates import Range

NEAR = 160
"""Code points shown before and behind a mark: two lines or so."""

LEFT_OUT = " … "


class Piece(NamedTuple):
    """A stretch of the text, and whether it is marked."""

    place: Range
    is_marked: bool


def excerpt(text: str, sentence: Range, marks: Sequence[tuple[int, int]], label: str, look: str) -> Markup:
    """The sentence with `marks` in it, each told by its label; `look` is the class of the annotator's marks."""
    shown = list(_near(text, sentence, marks))
    parts: list[str] = []
    for number, stretch in enumerate(shown):
        parts += [LEFT_OUT] if number or stretch.start > sentence.start else []
        parts += [_drawn(text, piece, label, look) for piece in pieces(stretch, marks)]
    if shown and shown[-1].end < sentence.end:
        parts.append(LEFT_OUT)
    return joined(*parts)


def pieces(stretch: Range, marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The stretch cut where marks begin and end; marks that touch or overlap are one."""
    at = stretch.start
    for start, end in _united(marks):
        first, last = max(start, stretch.start), min(end, stretch.end)
        if first >= last:
            continue
        if at < first:
            yield Piece(Range(at, first), is_marked=False)
        yield Piece(Range(first, last), is_marked=True)
        at = last
    if at < stretch.end:
        yield Piece(Range(at, stretch.end), is_marked=False)


def _drawn(text: str, piece: Piece, label: str, look: str) -> str:
    words = text[piece.place.start : piece.place.end]
    return element("mark", words, class_=look, title=label) if piece.is_marked else words


def _united(marks: Sequence[tuple[int, int]]) -> list[Range]:
    found: list[Range] = []
    for start, end in sorted(marks):
        if found and start <= found[-1].end:
            found[-1] = Range(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Range(start, end))
    return found


def _near(text: str, sentence: Range, marks: Sequence[tuple[int, int]]) -> Iterator[Range]:
    """The parts of the sentence within `NEAR` of a mark, cut between words; all of it where nothing is marked."""
    if sentence.end - sentence.start <= 2 * NEAR or not marks:
        yield sentence if marks else Range(sentence.start, _cut_before(text, sentence, sentence.start + 2 * NEAR))
        return
    wide = [
        (_cut_behind(text, sentence, start - NEAR), _cut_before(text, sentence, end + NEAR)) for start, end in marks
    ]
    yield from _united(wide)


def _cut_behind(text: str, sentence: Range, offset: int) -> int:
    """The first start of a word at or behind `offset`."""
    if offset <= sentence.start:
        return sentence.start
    space = text.find(" ", offset, offset + NEAR // 2)
    return space + 1 if space >= 0 else _border(text, offset)


def _cut_before(text: str, sentence: Range, offset: int) -> int:
    """The last end of a word at or before `offset`."""
    if offset >= sentence.end:
        return sentence.end
    space = text.rfind(" ", offset - NEAR // 2, offset)
    return space if space >= 0 else _border(text, offset)


def _border(text: str, offset: int) -> int:
    while not is_border(text, offset):
        offset -= 1
    return offset
