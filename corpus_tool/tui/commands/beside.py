"""What stands beside the work: time, comments, what was done, what others say, the same story elsewhere."""

from corpus_tool.saying import tr
from corpus_tool.tui.boards.consistency import Consistency
from corpus_tool.tui.boards.feedback import FeedbackBoard
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.panels.comments import Comments
from corpus_tool.tui.panels.history import History
from corpus_tool.tui.panels.others import Others
from corpus_tool.tui.panels.stories import Stories
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Prompt, choices_of
from corpus_tool.tui.writing import Writing, targets
from corpus_tool.workbench.neighbours import is_blind, other_layers, why_blind
from corpus_tool.workbench.timing import told


class ToggleClock(Command):
    """Show how long you have worked on this document, or no longer. Pauses count up to the corpus's cut."""

    title = "Working time"
    keys = ("ctrl+d",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.clock.timing.show(not place.clock.timing.is_shown)
        place.changed()
        spent = told(place.clock.timing.seconds)
        place.say(
            tr("At work here for {spent} (hours:minutes); ctrl+d hides it.", spent=spent)
            if place.clock.timing.is_shown
            else ""
        )


class Comment(Command):
    """Comment on the mark or the words selected, or on the document (up and down choose); a question ends with ?."""

    title = "Comment, ask"
    keys = (":",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        Writing(place, targets(place.work)).ask()


class ShowComments(Command):
    """Go through the open questions and comments, answer and resolve them; the text follows."""

    title = "Comments"
    keys = ("J",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_panel(Comments())


class ShowHistory(Command):
    """Go through what was done; the text shows it as it was then. u goes back to there, as one act."""

    title = "History"
    keys = ("H",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_panel(History())


class ShowOthers(Command):
    """See another's layer beside yours, and go through the differences, where the corpus is not blind."""

    title = "Others' work"
    keys = ("D",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        desk = place.work.desk
        names = other_layers(desk)
        if is_blind(desk):
            place.say(why_blind(desk))
        elif not names:
            place.say(tr("Nobody else has worked on this document."))
        elif len(names) == 1:
            place.open_panel(Others(place.work, names[0]))
        else:
            shorts = [name.short for name in names]
            choices = choices_of(shorts, lambda number: place.open_panel(Others(place.work, names[number])))
            place.ask(Prompt(tr("Beside whose work?"), choices))


class ShowStories(Command):
    """See the articles that tell the same story, where they differ, and what you marked in them."""

    title = "The same story"
    keys = ("Y",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_panel(Stories(place.work))


class ShowFeedback(Command):
    """See where your work on this document differs from gold, with what the guidelines say of it."""

    title = "Against gold"
    keys = ("f3",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.show_board(lambda boarding: FeedbackBoard(boarding, place.work.desk.document_id))


class ShowConsistency(Command):
    """See words of this document that are labelled differently elsewhere, or here, and put your work right."""

    title = "Consistency"
    keys = ("f4",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.show_board(lambda boarding: Consistency(boarding, place.work.desk.document_id))


class ShowAgreement(Command):
    """See how far annotators agree in the whole corpus, and the places behind each figure."""

    title = "Agreement"
    keys = ()

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        # Here, so that a document opens without what figures are computed with.
        from corpus_tool.tui.boards.agreement import AgreementBoard

        place.show_board(AgreementBoard)


COMMANDS = (
    Comment,
    ShowComments,
    ShowHistory,
    ShowOthers,
    ShowStories,
    ShowFeedback,
    ShowConsistency,
    ShowAgreement,
    ToggleClock,
)
