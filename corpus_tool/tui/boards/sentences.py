"""What several layers say, each in the sentence where it says it, the words it marks in brackets."""

from collections.abc import Sequence

from corpus_tool.model.annotations import Fragments
from corpus_tool.text.inline import cells, fit
from corpus_tool.text.scripts import direction_of
from corpus_tool.text.structure import sentence_at
from corpus_tool.text.surroundings import flat
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.widgets.lines import Piece

OPENING, CLOSING = "[", "]"


def marked_sentence(text: str, fragments: Fragments, place: tuple[int, int]) -> str:
    """The sentence at a place with what is marked in brackets; the sentence alone where nothing is."""
    first, last = sentence_at(text, place[0]), sentence_at(text, max(place[0], place[1] - 1))
    at, said = first.start, ""
    for start, end in fragments:
        said += f"{text[at:start]}{OPENING}{text[start:end]}{CLOSING}"
        at = end
    return flat(said + text[at : last.end])


def reading_line(
    said: tuple[str, str], sentence: str, widths: tuple[int, int], width: int, terminal: Terminal
) -> list[Piece]:
    """`noa   ORG    the sentence`: who and which label, in columns; the sentence is cut around its brackets."""
    who, label = (text + " " * (room - cells(text, terminal)) for text, room in zip(said, widths, strict=True))
    room = max(8, width - sum(widths) - 6)
    shown = cut_around(sentence, room, terminal)
    return [
        Piece(f" {who}  ", palette.DIM),
        Piece(f"{label}  ", palette.BOLD),
        Piece(shown, direction=direction_of(shown)),
    ]


def cut_around(sentence: str, room: int, terminal: Terminal) -> str:
    """As much of a sentence as fits, its brackets in it; cut between words, with an ellipsis where it goes on."""
    if cells(sentence, terminal) <= room:
        return sentence
    words = sentence.split(" ")
    marked = [number for number, word in enumerate(words) if OPENING in word or CLOSING in word] or [0]
    first, last = marked[0], marked[-1] + 1
    shown = _told(words, first, last)
    while True:
        wider = [edge for edge in ((first - 1, last), (first, last + 1)) if edge[0] >= 0 and edge[1] <= len(words)]
        turns = _turns(wider, first, last, marked)
        fitting = next((edge for edge in turns if cells(_told(words, *edge), terminal) <= room), None)
        if fitting is None:
            return fit(shown, room, terminal)
        first, last = fitting
        shown = _told(words, first, last)


def _turns(wider: Sequence[tuple[int, int]], first: int, last: int, marked: Sequence[int]) -> Sequence[tuple[int, int]]:
    """The side that has less so far first."""
    before, behind = marked[0] - first, last - marked[-1] - 1
    return sorted(wider, key=lambda edge: (edge[0] < first) == (before > behind))


def _told(words: Sequence[str], first: int, last: int) -> str:
    return "… " * (first > 0) + " ".join(words[first:last]) + " …" * (last < len(words))
