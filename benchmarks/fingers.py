"""Fingers on the annotator's own screen: what they do is pressed, key by key, and counted.

Keys go the way that typed ones go, through the keymap to the commands. Where several ways lead to a place, the
shortest is taken: the commands that move and select are tried beforehand on a caret of their own. Words of a name
are counted, with a label; those on the way to it are not, since nobody counts them.
"""

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import cast

from corpus_tool.model.annotations import Fragments
from corpus_tool.text.selection import Selection, over_words, word_at
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.commands.moving import (
    Down,
    Left,
    LineEnd,
    LineStart,
    NextAnnotation,
    PageDown,
    PageUp,
    PreviousAnnotation,
    Right,
    Up,
)
from corpus_tool.tui.commands.selecting import (
    Cancel,
    ExtendLeft,
    ExtendRight,
    LetterLeft,
    LetterRight,
    OtherEdge,
    Trim,
    TrimEnd,
)
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Choice, Prompt
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.spot import Spot

Range = tuple[int, int]
Keys = tuple[str, ...]

MOTIONS: tuple[type[Command], ...] = (
    Left, Right, Up, Down, LineStart, LineEnd, PageUp, PageDown, NextAnnotation, PreviousAnnotation,
)  # fmt: skip
SELECTING: tuple[type[Command], ...] = (
    ExtendLeft, ExtendRight, Trim, TrimEnd, OtherEdge, LetterLeft, LetterRight,
)  # fmt: skip
FARTHEST = 30
"""Motions to any place."""
FURTHER = 3
"""So many more are tried behind the first word of a place: another word of it may be the better one to begin with."""
ASTRAY = 12
"""Letters that a step may lead away."""
MOST_WORDS = 9
"""A count of one stroke."""
INCHES = 12
"""Letters that an edge is moved by one by one."""
LONGEST = 40
"""Keys to select any place; what takes more is a mistake of this script."""


class Fingers:
    """Ten of them."""

    def __init__(self, screen: Annotate) -> None:
        self.screen = screen
        self.pressed: list[str] = []
        """Every key, in order."""
        self._ways: _Ways | None = None

    @property
    def work(self) -> Annotating:
        """What they work on; another one in each document."""
        return self.screen.work

    @property
    def prompt(self) -> Prompt | None:
        """What is asked."""
        return self.screen.hands.prompt

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.screen.press(key)
            self.pressed.append(key)

    def leave_question(self) -> None:
        """What is asked is not to be answered: escape; a motion does that by itself."""
        if self.prompt is not None:
            self.press("escape")

    def answer(self, number: int) -> None:
        """Give the answer that stands there among those that are shown."""
        self._answer(lambda one: one is self._asked().choices[number])

    def answer_of(self, of: str) -> None:
        """Give the answer that stands for a label or a type."""
        self._answer(lambda one: one.of == of)

    def answer_target(self, target: str) -> None:
        """Give the answer that stands for an annotation."""
        self._answer(lambda one: one.target == target)

    def _answer(self, is_meant: Callable[[Choice], bool]) -> None:
        if (meant := next(filter(is_meant, self._asked().choices), None)) is None:
            raise SystemExit("That is no answer to what is asked: this counts wrong.")
        self.press(*meant.key)

    def _asked(self) -> Prompt:
        if self.prompt is None:
            raise SystemExit("Nothing is asked: this counts wrong.")
        return self.prompt

    def select(self, fragments: Fragments) -> None:
        """Select a place from where they are, piece by piece."""
        for number, (start, end) in enumerate(fragments):
            self.press(*(self.way((start, end))))
            if self.work.spot.selection.range != (start, end):
                raise SystemExit(f"{start}-{end} was not reached: this counts wrong.")
            if number < len(fragments) - 1:
                self.press("+")

    def way(self, place: Range) -> Keys:
        """The fewest keys that select a place from where they are."""
        here = self.work.spot.selection
        if here.range == place:
            return ()
        ways = self._ways_now()
        best: Keys | None = None
        moved = ways.motions(here, place)
        for one, to in sorted(moved.items(), key=lambda one: one[0] == here):
            if one == here or _touches(one, place):
                on = ways.selecting(one, place, (len(best) - 1 if best else LONGEST) - len(to))
                best = best if on is None else (*to, *on)
        if best is None:
            raise SystemExit(f"No way leads to {place}.")
        return best

    def counted(self, place: Range) -> Keys | None:
        """The fewest keys after which a label's key marks a place, with a count of its words; None where none do."""
        spot = self.work.spot
        words = [one for one in spot.words if one.start < place[1] and place[0] < one.end]
        first = Selection(place[0], words[0].end) if words else None
        if first is None or over_words(first, spot.words, len(words)).range != place or len(words) > MOST_WORDS:
            return None
        return (*self.way(first.range), f"{len(words)}")

    def redrawing(self, old: Selection, new: Range, most: int) -> Keys | None:
        """The fewest keys, so many at most, that give a suggestion other borders; a motion would leave it."""
        return self._ways_now().selecting(old, new, most, is_drawn=True)

    def _ways_now(self) -> "_Ways":
        if self._ways is None or self._ways.desk is not self.work.desk:
            self._ways = _Ways(self.screen)
        return self._ways


class _Ways:
    """Where commands lead, tried on a caret that is not shown."""

    def __init__(self, screen: Annotate) -> None:
        work = screen.work
        self.desk = work.desk
        self._known: dict[tuple[Selection, type[Command]], Selection] = {}
        self._caret = Spot(work.desk)
        tried = SimpleNamespace(desk=work.desk, spot=self._caret)
        self._place = cast(
            Place,
            SimpleNamespace(
                work=tried, pane=screen.pane, extending=False, moved=lambda: None, say=lambda *_, **__: None
            ),
        )
        self._keys = screen.hands.keying.keymap

    def motions(self, here: Selection, place: Range) -> dict[Selection, Keys]:
        """What motions lead to, and the fewest keys that do: as far as the first word of a place, and a few more."""
        found: dict[Selection, Keys] = {here: ()}
        most = FARTHEST
        for one in _spreading(found):
            if _touches(one, place):
                most = min(most, len(found[one]) + FURTHER)
            if len(found[one]) < most:
                for motion in (*MOTIONS, Cancel):
                    if motion is not Cancel or self._holds_more(one):
                        found.setdefault(self._after(one, motion), (*found[one], self._keys.keys_of(motion)[0]))
        return found

    def selecting(self, here: Selection, place: Range, most: int, *, is_drawn: bool = False) -> Keys | None:
        """The fewest keys, so many at most, that select a place from a selection that touches it; None where none do.

        `is_drawn`: not just a word with a caret on it.
        """
        found: dict[Selection, Keys] = {here: ()}
        astray = _off(here, place) + ASTRAY
        for one in _spreading(found):
            if one.range == place and not (is_drawn and one == word_at(self._caret.words, one.start)):
                return found[one] if len(found[one]) <= most else None
            if len(found[one]) < most:
                for command in SELECTING:
                    to = self._after(one, command)
                    by_letter = command in {LetterLeft, LetterRight}
                    if _inches(one, to, place) if by_letter else _off(to, place) <= astray:
                        found.setdefault(to, (*found[one], self._keys.keys_of(command)[0]))
        return None

    def _holds_more(self, one: Selection) -> bool:
        """Whether escape drops words of a selection: it holds more than one."""
        return word_at(self._caret.words, one.head).range != one.range

    def _after(self, here: Selection, command: type[Command]) -> Selection:
        if (to := self._known.get((here, command))) is not None:
            return to
        self._caret.selection = here
        command.run(self._place)
        if command not in {NextAnnotation, PreviousAnnotation}:  # they depend on what is marked by now
            self._known[here, command] = self._caret.selection
        return self._caret.selection


def _spreading(found: dict[Selection, Keys]) -> Iterable[Selection]:
    """Those found, in the order in which they were found, while more are."""
    ordered: list[Selection] = []
    while len(ordered) < len(found):
        new = list(found)[len(ordered) :]
        ordered += new
        yield from new


def _touches(one: Selection, place: Range) -> bool:
    return one.start < place[1] and place[0] < one.end


def _inches(one: Selection, to: Selection, place: Range) -> bool:
    """Whether an edge that is near where it belongs comes nearer by a letter."""
    was, now, wanted = (one.start, to.start, place[0]) if one.start != to.start else (one.end, to.end, place[1])
    return abs(now - wanted) < abs(was - wanted) <= INCHES


def _off(one: Selection, place: Range) -> int:
    return abs(one.start - place[0]) + abs(one.end - place[1])
