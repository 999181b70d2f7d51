"""Moving about in a document."""

from typing import ClassVar

from corpus_tool.saying import tr
from corpus_tool.text.selection import Edge, Selection, extend_cluster, extend_word, next_word, previous_word, word_at
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.place import Place


def move_word(place: Place, *, leftwards: bool, extend: bool) -> None:
    """One word to the left or right, as the paragraph runs."""
    work = place.work
    forward = leftwards == _runs_leftwards(place) if work.desk.document.text else True
    move_word_on(place, forward=forward, extend=extend)


def move_word_on(place: Place, *, forward: bool, extend: bool) -> None:
    """One word on or back, as it is read."""
    work, tokens = place.work, place.work.spot.words
    if extend or place.extending:
        work.spot.selection = extend_word(work.spot.selection, tokens, forward=forward)
    else:
        step = next_word if forward else previous_word
        work.spot.selection = step(work.spot.selection, tokens)
    place.moved()


def move_cluster(place: Place, *, leftwards: bool) -> None:
    """Move the moving edge one letter to the left or right."""
    work = place.work
    if not work.desk.document.text:
        return
    forward = leftwards == _runs_leftwards(place)
    work.spot.selection = extend_cluster(work.spot.selection, work.desk.document.text, forward=forward)
    place.moved()


def _runs_leftwards(place: Place) -> bool:
    """Whether the paragraph of the selection runs from right to left."""
    return place.pane.sheet.layout.line_of(place.work.spot.selection.head).level % 2 == 1


def move_rows(place: Place, rows: int, *, extend: bool = False) -> None:
    """Some rows up or down, in the same column."""
    if place.work.desk.document.text:
        go_to(place, place.pane.sheet.layout.beside(place.work.spot.selection.head, rows), extend=extend)


def go_to(place: Place, offset: int, *, extend: bool = False) -> None:
    """To the word at an offset, or to there with the moving edge."""
    work = place.work
    word = word_at(work.spot.words, offset)
    if extend or place.extending:
        work.spot.selection = reach(work.spot.selection, word)
    else:
        work.spot.selection = word
    place.moved()


def reach(selection: Selection, word: Selection) -> Selection:
    """The selection from its standing edge to a word on either side."""
    standing = selection.end if selection.moving is Edge.START else selection.start
    if word.start >= standing:
        return Selection(standing, word.end, Edge.END)
    return Selection(
        word.start, max(standing, selection.end if selection.moving is not Edge.END else word.end), Edge.START
    )


class Left(Command):
    """Go to the word on the left: the next one where the text runs from right to left."""

    title = "Word left"
    keys = ("left",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_word(place, leftwards=True, extend=False)


class Right(Command):
    """Go to the word on the right."""

    title = "Word right"
    keys = ("right",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_word(place, leftwards=False, extend=False)


class NextWord(Command):
    """Go to the next word as it is read, whichever way the text runs."""

    title = "Next word"
    keys = ()

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_word_on(place, forward=True, extend=False)


class PreviousWord(Command):
    """Go to the word before as it is read, whichever way the text runs."""

    title = "Previous word"
    keys = ()

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_word_on(place, forward=False, extend=False)


class Up(Command):
    """Go to the row above, in the same column."""

    title = "Row up"
    keys = ("up",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_rows(place, -1)


class Down(Command):
    """Go to the row below, in the same column."""

    title = "Row down"
    keys = ("down",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_rows(place, 1)


class PageUp(Command):
    """Go a page up."""

    title = "Page up"
    keys = ("pageup",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_rows(place, -place.pane.page_rows)


class PageDown(Command):
    """Go a page down."""

    title = "Page down"
    keys = ("pagedown",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_rows(place, place.pane.page_rows)


class LineStart(Command):
    """Go to the first word of the row, as it is read."""

    title = "Row start"
    keys = ("home",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        if place.work.desk.document.text:
            go_to(place, place.pane.sheet.layout.line_of(place.work.spot.selection.head).start)


class LineEnd(Command):
    """Go to the last word of the row, as it is read."""

    title = "Row end"
    keys = ("end",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        if place.work.desk.document.text:
            end = place.pane.sheet.layout.line_of(place.work.spot.selection.head).end
            tokens = place.work.spot.words
            go_to(place, previous_word(Selection(end, end), tokens).start)


class Top(Command):
    """Go to the first word of the document."""

    title = "Document start"
    keys = ("ctrl+home",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        go_to(place, 0)


class Bottom(Command):
    """Go to the last word of the document."""

    title = "Document end"
    keys = ("ctrl+end",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        go_to(place, len(place.work.desk.document.text))


class NextAnnotation(Command):
    """Select the next thing that is marked."""

    title = "Next mark"
    keys = ("tab",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _step(place, forward=True)


class PreviousAnnotation(Command):
    """Select the thing marked before."""

    title = "Previous mark"
    keys = ("shift+tab",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _step(place, forward=False)


def _step(place: Place, *, forward: bool) -> None:
    place.extending = False
    if place.work.spot.next_annotation(forward=forward):
        place.moved()
    else:
        place.say(tr("Nothing is marked yet."))


COMMANDS = (
    Left,
    Right,
    NextWord,
    PreviousWord,
    Up,
    Down,
    PageUp,
    PageDown,
    LineStart,
    LineEnd,
    Top,
    Bottom,
    NextAnnotation,
    PreviousAnnotation,
)
