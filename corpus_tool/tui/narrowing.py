"""Which documents are listed, and in what order: the commands that find, sort and narrow."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from corpus_tool.saying import tr
from corpus_tool.store.list_questions import NOBODY, STATES, Column
from corpus_tool.tui.prompts import Choice, Prompt, choices_of, hint_keys
from corpus_tool.tui.shelves import ListCommand, Shelves
from corpus_tool.workbench.catalogue import Question

MANY = 20
"""From so many choices on, each is picked by keys that say nothing of its name, so that none is left without."""


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
            lambda number: shelves.inquiry.question.sorted_by(columns[number]),
            columns,
        )


class Reverse(ListCommand):
    """Turn the list round."""

    title = "Turn round"
    keys = ("r",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        shelves.inquiry.look_for(shelves.inquiry.question.sorted_by(shelves.inquiry.question.order.column))


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
            lambda number: replace(shelves.inquiry.question, state=values[number]),
            ["any", *STATES],
        )


class OnlyLanguage(ListCommand):
    """Show only documents of one language."""

    title = "By language"
    keys = ("l",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        values = (None, *shelves.listing.languages())
        _choose(
            shelves,
            tr("Language:"),
            [value or tr("any") for value in values],
            lambda number: replace(shelves.inquiry.question, language=values[number]),
            [value or "any" for value in values],
        )


class OnlySource(ListCommand):
    """Show only documents from one source."""

    title = "By source"
    keys = ("o",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        values = (None, *shelves.listing.sources())
        _choose(
            shelves,
            tr("Source:"),
            [tr("any") if value is None else value or tr("none") for value in values],
            lambda number: replace(shelves.inquiry.question, source=values[number]),
            ["any" if value is None else value or "none" for value in values],
        )


class Mine(ListCommand):
    """Show only what is assigned to you, or everything again."""

    title = "Mine"
    keys = ("m",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        mine = None if shelves.inquiry.question.assigned == shelves.annotator else shelves.annotator
        shelves.inquiry.look_for(replace(shelves.inquiry.question, assigned=mine))


class OnlyWhose(ListCommand):
    """Show only what is assigned to somebody, or to nobody yet."""

    title = "By person"
    keys = ("w",)

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        people = shelves.listing.people()
        values = (None, NOBODY, *people)
        _choose(
            shelves,
            tr("Assigned to:"),
            [tr("any"), tr("nobody"), *people],
            lambda number: replace(shelves.inquiry.question, assigned=values[number]),
            ["any", "nobody", *people],
        )


def _choose(
    shelves: Shelves, title: str, names: Sequence[str], asked: Callable[[int], Question], english: Sequence[str] = ()
) -> None:
    """Let the user pick one of `names`; the question that its number leads to is looked for.

    Names that are translated give their `english` ones, too: a key is the same in every language.
    """

    def look_for(number: int) -> None:
        shelves.inquiry.look_for(asked(number))

    if len(names) < MANY:
        choices = choices_of(names, look_for, english or names)
    else:
        keys = hint_keys(len(names))
        choices = tuple(
            Choice(key, name, partial(look_for, number))
            for number, (key, name) in enumerate(zip(keys, names, strict=False))
        )
    shelves.ask(Prompt(title, choices))
