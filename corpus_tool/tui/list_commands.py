"""What can be done in the list of documents. Its letters are its own: labels belong to documents."""

from corpus_tool.saying import tr_many
from corpus_tool.tui.narrowing import Find, Mine, OnlyLanguage, OnlySource, OnlyState, OnlyWhose, Reverse, Sort
from corpus_tool.tui.prompts import LinePrompt
from corpus_tool.tui.shelves import ListCommand, Shelves


class Pick(ListCommand):
    """Choose the document for what comes next, or no longer; a star stands before it. A click there does the same."""

    title = "Choose"
    keys = ("space",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.choosing.pick()


class PickAll(ListCommand):
    """Choose every document that is shown; once more, none."""

    title = "Choose all shown"
    keys = ("a", "ctrl+a")

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.choosing.pick_all()


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

        shelves.opening.show_board(AgreementBoard)


class ShowConsistency(ListCommand):
    """See words that are labelled differently in different places, and put your own work right from the list."""

    title = "Consistency"
    keys = ("c",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        from corpus_tool.tui.boards.consistency import Consistency

        shelves.opening.show_board(Consistency)


class ShowFeedback(ListCommand):
    """See where your work differs from gold, with what the guidelines say of it."""

    title = "Against gold"
    keys = ("f",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        from corpus_tool.tui.boards.feedback import FeedbackBoard

        shelves.opening.show_board(FeedbackBoard)


class ShowSecondLook(ListCommand):
    """See places of your done work that a model of the other stories contradicts, the likeliest errors first."""

    title = "Second look"
    keys = ("d",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        from corpus_tool.tui.boards.second_look import SecondLook

        shelves.opening.show_board(SecondLook)


class ShowNext(ListCommand):
    """See which of the documents that you have not done would bring most to what is learned, and why."""

    title = "What next"
    keys = ("n",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        from corpus_tool.tui.boards.what_next import WhatNext

        shelves.opening.show_board(WhatNext)


class ShowHub(ListCommand):
    """Send your work to the hub and bring what is new now, and see how the two stand."""

    title = "Hub"
    keys = ("h",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.hub.show()


class TakeNext(ListCommand):
    """Take the next document from the hub's pool: nobody else is given it meanwhile."""

    title = "Next from the pool"
    keys = ("p",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.hub.take_next()


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
        shelves.opening.show_help()


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
    ShowHub,
    TakeNext,
    ShowAll,
    Help,
    Leave,
)

BY_KEY: dict[str, type[ListCommand]] = {key: command for command in COMMANDS for key in command.keys}
"""Stroke to command."""


def _ask_names(shelves: Shelves, *, take_back: bool) -> None:
    count = len(shelves.choosing.chosen())
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
