"""Choosing by name: a line to type in, in any script and spelling, and under it what answers to it so far."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus_tool.saying import tr, tr_later
from corpus_tool.text.matching import NOWHERE, match_rank
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Choice, LinePrompt, Prompt

HOW = tr_later("(type its name; enter takes the first, down and up turn the list)")


class Named(NamedTuple):
    """Something to choose, and every name it may be called by."""

    title: str
    names: tuple[str, ...]
    act: Callable[[], None]


class _Filter:
    """What answers to the line so far, and which of it enter takes."""

    def __init__(self, place: Place, title: str, named: Sequence[Named]) -> None:
        self._place = place
        self._title = title
        self._named = named
        self._found = list(named)
        self._at = 0

    def show(self) -> None:
        """The answers from the one that enter takes on."""
        found = self._found[self._at :] + self._found[: self._at]
        title = f"{self._title}  {tr(HOW)}"
        shown = tuple(Choice("enter" if number == 0 else "", one.title, one.act) for number, one in enumerate(found))
        self._place.ask(Prompt(title if found else f"{self._title}  {tr('(nothing is called that)')}", shown))

    def changed(self, query: str) -> None:
        """Keep what answers, the best first."""
        ranked = [(match_rank(query, one.names), number) for number, one in enumerate(self._named)]
        self._found = [self._named[number] for rank, number in sorted(ranked) if rank < NOWHERE]
        self._at = 0
        self.show()

    def stepped(self, step: int) -> None:
        """Turn the list."""
        self._at = (self._at + step) % max(1, len(self._found))
        self.show()

    def submitted(self, query: str, otherwise: Callable[[], None]) -> None:
        """Take the first."""
        self._place.ask(None)
        if self._found:
            self._found[self._at].act()
        else:
            otherwise()
            self._place.say(tr("Nothing is called {query}.", query=query))


def ask_by_name(place: Place, title: str, named: Sequence[Named], back: Callable[[], None]) -> None:
    """Let the user type a part of a name; escape, or a name that nothing has, leads `back`."""
    answers = _Filter(place, title, named)
    place.ask_line(
        LinePrompt(
            f"{title}:",
            submitted=lambda query: answers.submitted(query, back),
            changed=answers.changed,
            stepped=answers.stepped,
            left=back,
        )
    )
    answers.show()
