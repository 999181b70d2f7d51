"""Prompts: a question with choices, each picked by a key or two. Labels, types, roles and spans are picked alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from corpus_tool.model.keys import letter_keys
from corpus_tool.saying import tr
from corpus_tool.tui.widgets.lines import Piece

MOST_HINTS = 600
"""How many annotations can be told apart by two letters, and a bit less."""

HINT_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""


@dataclass(frozen=True)
class Choice:
    """One answer."""

    key: str
    """What picks it: one stroke or several."""
    title: str
    act: Callable[[], None]
    target: str | None = None
    """The annotation it stands for, which shows the key in the text."""
    group: str = ""
    """The heading it stands under, where the choices have headings."""
    of: str = ""
    """The label or the type of events that it stands for, of which the mouse is told what it means."""


def _nothing(_: object = None) -> None:
    """What most prompts do with most news."""


@dataclass(frozen=True)
class Prompt:
    """A question, and as much of a key as has been typed."""

    title: str
    choices: tuple[Choice, ...]
    typed: str = ""
    others: tuple[Choice, ...] = ()
    """Answers besides, each picked by one stroke, whatever was typed; one whose title is a heading stands there."""
    moved: Callable[[], None] | None = None
    """Where there is one, moving and selecting go on in the text meanwhile, and it is told."""
    left: Callable[[], None] = _nothing
    """Called when escape is pressed."""
    about: str | None = None
    """The event it is about, whose parts stand out in the text meanwhile."""

    @property
    def open_choices(self) -> tuple[Choice, ...]:
        """The choices that what was typed still leads to."""
        return tuple(choice for choice in self.choices if choice.key.startswith(self.typed))

    @property
    def hints(self) -> dict[str, str]:
        """Annotation id to the rest of its key."""
        return {choice.target: choice.key[len(self.typed) :] for choice in self.open_choices if choice.target}

    def picked(self) -> Choice | None:
        """The choice whose whole key was typed."""
        return next((choice for choice in self.choices if choice.key == self.typed), None)

    def shown_as(self, key: str) -> Choice | None:
        """The answer that is shown with this key: for the others, the rest of theirs."""
        rest = (one for one in self.open_choices if one.key and one.key[len(self.typed) :] == key)
        return next(rest, None) or self.other(key)

    def other(self, stroke: str) -> Choice | None:
        """The answer besides that a stroke picks."""
        return next((choice for choice in self.others if choice.key == stroke), None)

    def after(self, stroke: str) -> "Prompt | None":
        """The prompt with one more stroke typed; None where no choice has such a key."""
        further = replace(self, typed=self.typed + stroke)
        return further if further.open_choices else None

    def back(self) -> "Prompt":
        """The prompt without its last stroke."""
        return replace(self, typed=self.typed[:-1])


def press(
    prompt: Prompt, pressed: str, otherwise: str, ask: Callable[[Prompt | None], None], say: Callable[[str], None]
) -> None:
    """Take a stroke for a prompt that has the whole screen's keys; `otherwise`: the stroke under another layout."""
    further = None if pressed == "escape" else prompt.after(pressed) or prompt.after(otherwise)
    if pressed == "backspace":
        ask(prompt.back())
    elif further is not None and (picked := further.picked()):
        ask(None)
        picked.act()
    elif further is not None or pressed == "escape":
        ask(further)
    else:
        say(tr("{pressed} is none of the keys shown; escape leaves.", pressed=pressed))


@dataclass(frozen=True)
class LinePrompt:
    """A question that is answered by typing a line."""

    title: str
    submitted: Callable[[str], None]
    """Told the line when enter is pressed."""
    value: str = ""
    """What stands in the line to begin with."""
    changed: Callable[[str], None] = _nothing
    """Told the line whenever it was edited."""
    stepped: Callable[[int], None] = _nothing
    """Told 1 for down and -1 for up."""
    left: Callable[[], None] = _nothing
    """Called when escape is pressed."""
    rows: Callable[[], list[list[Piece]]] = list
    """What stands above the line while it is typed, asked again after every key."""


def hint_keys(count: int) -> list[str]:
    """`count` keys, none of which begins another, as many as possible of them one letter."""
    letters = len(HINT_LETTERS)
    leading = next((n for n in range(letters + 1) if letters - n + n * letters >= count), letters)
    single = list(HINT_LETTERS[: letters - leading])
    double = [first + second for first in HINT_LETTERS[letters - leading :] for second in HINT_LETTERS]
    return (single + double)[:count]


def keys_for(titles: Sequence[str]) -> list[str]:
    """A key for each title: a letter of its own, or two letters for all where there are more than keys."""
    keys = letter_keys(titles)
    return keys if all(keys) else hint_keys(len(titles))


def choices_of(
    titles: Sequence[str], act: Callable[[int], None], english: Sequence[str] | None = None
) -> tuple[Choice, ...]:
    """A choice for each title, keyed by its letters; `act` is told the number of the one picked.

    Titles that are translated give their `english` ones, too: a key is the same in every language.
    """
    return tuple(
        Choice(key, title, partial(act, number))
        for number, (title, key) in enumerate(zip(titles, keys_for(english or titles), strict=True))
    )
