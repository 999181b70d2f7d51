"""What can be done in the list of documents. Its letters are its own: labels belong to documents."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol

from msgspec.structs import replace
from textual.screen import Screen

from corpus_tool.saying import tr, tr_many
from corpus_tool.store.list_questions import NOBODY, STATES, Column
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.prompts import Choice, LinePrompt, Prompt, choices_of, hint_keys
from corpus_tool.workbench.catalogue import Question

if TYPE_CHECKING:
    from corpus_tool.workbench.whereabouts import Stop

MANY = 20
"""From so many choices on, each is picked by keys that say nothing of its name, so that none is left without."""


class Shelves(Protocol):
    """The list of documents, as commands see it."""

    question: Question
    """What is asked for now."""
    annotator: str

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""

    def ask_line(self, prompt: LinePrompt) -> None:
        """Let the user type a line."""

    def look_for(self, question: Question) -> None:
        """Show what this asks for from now on."""

    def find(self) -> None:
        """Let the user narrow the list by typing."""

    def show_all(self) -> None:
        """Take back the last thing that narrows the list or is chosen."""

    def pick(self) -> None:
        """Choose the document under the cursor, or no longer, and go to the next."""

    def pick_all(self) -> None:
        """Choose every document that is shown, or none."""

    def chosen(self) -> list[int]:
        """The documents an act is about: those that are picked, else the one under the cursor."""

    def languages(self) -> list[str]:
        """The languages there are."""

    def sources(self) -> list[str]:
        """The sources there are."""

    def people(self) -> list[str]:
        """Everybody who has something."""

    def assign(self, names: str, *, take_back: bool) -> None:
        """Give what is chosen to people, or take it back from them."""

    def adjudicate(self) -> None:
        """Go through the documents to be adjudicated."""

    def show_board(self, board: "Callable[[Boarding], Screen[Stop | None]]") -> None:
        """Show what a board says of the whole corpus."""

    def show_help(self) -> None:
        """Show every command."""

    def leave(self) -> None:
        """End the tool."""


class ListCommand:
    """A thing a user can do in the list. The docstring is its help."""

    title: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        raise NotImplementedError


class Find(ListCommand):
    """Show only what has the words you type in its key, title or source, in any spelling; escape shows all again."""

    title = "Find"
    keys = ("/",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.find()


class Sort(ListCommand):
    """Sort by a column; the same column once more turns it round. A click on a heading does the same."""

    title = "Sort"
    keys = ("s",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        columns = list(Column)
        _choose(
            shelves,
            tr("Sort by:"),
            [tr(column) for column in columns],
            lambda number: shelves.question.sorted_by(columns[number]),
            columns,
        )


class Reverse(ListCommand):
    """Turn the list round."""

    title = "Turn round"
    keys = ("r",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.look_for(shelves.question.sorted_by(shelves.question.order.column))


class OnlyState(ListCommand):
    """Show only documents of which your work is new, in progress, done or locked."""

    title = "By state"
    keys = ("t",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        values = (None, *STATES)
        _choose(
            shelves,
            tr("Your work is:"),
            [tr("any"), *(tr(state) for state in STATES)],
            lambda number: replace(shelves.question, state=values[number]),
            ["any", *STATES],
        )


class OnlyLanguage(ListCommand):
    """Show only documents of one language."""

    title = "By language"
    keys = ("l",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        values = (None, *shelves.languages())
        _choose(
            shelves,
            tr("Language:"),
            [value or tr("any") for value in values],
            lambda number: replace(shelves.question, language=values[number]),
            [value or "any" for value in values],
        )


class OnlySource(ListCommand):
    """Show only documents from one source."""

    title = "By source"
    keys = ("o",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        values = (None, *shelves.sources())
        _choose(
            shelves,
            tr("Source:"),
            [tr("any") if value is None else value or tr("none") for value in values],
            lambda number: replace(shelves.question, source=values[number]),
            ["any" if value is None else value or "none" for value in values],
        )


class Mine(ListCommand):
    """Show only what is assigned to you, or everything again."""

    title = "Mine"
    keys = ("m",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        mine = None if shelves.question.assigned == shelves.annotator else shelves.annotator
        shelves.look_for(replace(shelves.question, assigned=mine))


class OnlyWhose(ListCommand):
    """Show only what is assigned to somebody, or to nobody yet."""

    title = "By person"
    keys = ("w",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        people = shelves.people()
        values = (None, NOBODY, *people)
        _choose(
            shelves,
            tr("Assigned to:"),
            [tr("any"), tr("nobody"), *people],
            lambda number: replace(shelves.question, assigned=values[number]),
            ["any", "nobody", *people],
        )


class Pick(ListCommand):
    """Choose the document for what comes next, or no longer; a star stands before it. A click there does the same."""

    title = "Choose"
    keys = ("space",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.pick()


class PickAll(ListCommand):
    """Choose every document that is shown; once more, none."""

    title = "Choose all shown"
    keys = ("a", "ctrl+a")

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.pick_all()


class Give(ListCommand):
    """Assign what is chosen, or else the document under the cursor, to one name or several with commas between."""

    title = "Give to"
    keys = ("g",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        _ask_names(shelves, take_back=False)


class TakeBack(ListCommand):
    """Take what is chosen, or else the document under the cursor, back from somebody; her work on it stays."""

    title = "Take back"
    keys = ("b",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        _ask_names(shelves, take_back=True)


class Adjudicate(ListCommand):
    """Decide where annotators differ, in the documents that they are done with; most disagreements first."""

    title = "Adjudicate"
    keys = ("j",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.adjudicate()


class ShowAgreement(ListCommand):
    """See how far annotators agree, by pair, label and document, and go from each figure to the places behind it."""

    title = "Agreement"
    keys = ("v",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        from corpus_tool.tui.boards.agreement import AgreementBoard

        shelves.show_board(AgreementBoard)


class ShowConsistency(ListCommand):
    """See words that are labelled differently in different places, and put your own work right from the list."""

    title = "Consistency"
    keys = ("c",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        from corpus_tool.tui.boards.consistency import Consistency

        shelves.show_board(Consistency)


class ShowFeedback(ListCommand):
    """See where your work differs from gold, with what the guidelines say of it."""

    title = "Against gold"
    keys = ("f",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        from corpus_tool.tui.boards.feedback import FeedbackBoard

        shelves.show_board(FeedbackBoard)


class ShowSecondLook(ListCommand):
    """See places of your done work that a model of the other stories contradicts, the likeliest errors first."""

    title = "Second look"
    keys = ("d",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        from corpus_tool.tui.boards.second_look import SecondLook

        shelves.show_board(SecondLook)


class ShowNext(ListCommand):
    """See which of the documents that you have not done would bring most to what is learned, and why."""

    title = "What next"
    keys = ("n",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        from corpus_tool.tui.boards.what_next import WhatNext

        shelves.show_board(WhatNext)


class ShowAll(ListCommand):
    """Show everything again; where everything is shown, choose nothing any more."""

    title = "Show all"
    keys = ("escape",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.show_all()


class Help(ListCommand):
    """Show every key."""

    title = "Help"
    keys = ("?", "f1")

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.show_help()


class Leave(ListCommand):
    """Leave the tool, as ctrl+q does everywhere; everything is saved."""

    title = "Leave"
    keys = ("Q",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.leave()


COMMANDS = (
    Find,
    Sort,
    Reverse,
    Mine,
    OnlyState,
    OnlyLanguage,
    OnlySource,
    OnlyWhose,
    Pick,
    PickAll,
    Give,
    TakeBack,
    Adjudicate,
    ShowAgreement,
    ShowConsistency,
    ShowFeedback,
    ShowSecondLook,
    ShowNext,
    ShowAll,
    Help,
    Leave,
)

BY_KEY: dict[str, type[ListCommand]] = {key: command for command in COMMANDS for key in command.keys}
"""Stroke to command."""


def _choose(
    shelves: Shelves, title: str, names: Sequence[str], asked: Callable[[int], Question], english: Sequence[str] = ()
) -> None:
    """Let the user pick one of `names`; the question that its number leads to is looked for.

    Names that are translated give their `english` ones, too: a key is the same in every language.
    """

    def look_for(number: int) -> None:
        shelves.look_for(asked(number))

    if len(names) < MANY:
        choices = choices_of(names, look_for, english or names)
    else:
        keys = hint_keys(len(names))
        choices = tuple(
            Choice(key, name, partial(look_for, number))
            for number, (key, name) in enumerate(zip(keys, names, strict=False))
        )
    shelves.ask(Prompt(title, choices))


def _ask_names(shelves: Shelves, *, take_back: bool) -> None:
    count = len(shelves.chosen())
    if count:
        shelves.ask_line(
            LinePrompt(
                _whom(count, take_back=take_back),
                submitted=lambda names: shelves.assign(names, take_back=take_back),
            )
        )


def _whom(count: int, *, take_back: bool) -> str:
    if take_back:
        return tr_many("Take this document back from:", "Take {count:,} documents back from:", count)
    return tr_many("Give this document to:", "Give {count:,} documents to:", count)
