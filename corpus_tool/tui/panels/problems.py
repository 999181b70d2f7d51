"""Everything that breaks a rule, in the order of the text; and what was odd about the text when it came in."""

from collections.abc import Iterator

from corpus_tool.model.rules import Violation, Weight
from corpus_tool.saying import clauses, spoken, tr, tr_later
from corpus_tool.text import details
from corpus_tool.text.oddities import NOTEWORTHY, Finding
from corpus_tool.tui import palette
from corpus_tool.tui.flowing import flowed
from corpus_tool.tui.place import Panel
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.annotating import Annotating

WORDS = {
    Weight.ERROR: tr_later("error"),
    Weight.DONE: tr_later("not done"),
    Weight.WARNING: tr_later("warning"),
    Weight.OFF: tr_later("off"),
}
INDENT = 3


class Problems(Panel):
    """Each with what it weighs, the rule, the words and the reason."""

    title = "Problems"
    hint = "arrows: the text follows  enter to the text  escape back"

    def heading(self, work: Annotating) -> str:
        """How many there are, and how many keep the document from being done."""
        count, blocking = work.problems.count(), len(work.problems.blocking())
        odd = sum(finding.kind in NOTEWORTHY for finding in work.desk.findings)
        said = [tr("Problems: {count}", count=count) if count else tr("Problems: none")]
        said += [tr("{count} to mend before it is done", count=blocking)] if blocking else []
        said += [tr("the text: {odd}", odd=odd)] if odd else []
        return clauses(said)

    def rows(self, work: Annotating) -> list[Row]:
        """A row with the place, then the reason, in as many rows as it needs."""
        listed = [row for one in work.problems.listed() for row in self._of(work, one)]
        odd = [row for one in work.desk.findings if one.kind in NOTEWORTHY for row in self._odd(one)]
        return [*listed, *odd]

    def _of(self, work: Annotating, one: Violation) -> Iterator[Row]:
        place = work.problems.place(one.annotation)
        words = " ".join(work.desk.document.text[slice(*place)].split())
        rule = f"{one.rule} " if spoken() == "en" else ""  # schemas name rules by these words, and they are English
        head = (Piece(f"{tr(WORDS[one.weight])} ", palette.BOLD), Piece(rule, palette.DIM), Piece(words))
        yield Row(head, place, one.annotation)
        yield from self._reason(one.message, place, one.annotation)

    def _odd(self, one: Finding) -> Iterator[Row]:
        place = (one.first_offset, one.first_offset + 1)
        times = " " + tr("{count} times", count=one.count) if one.count > 1 else ""
        yield Row((Piece(tr("text") + " ", palette.BOLD), Piece(f"{tr(one.kind.value)}{times}")), place)
        if one.detail:
            yield from self._reason(details.said(one.detail), place, None)

    def _reason(self, reason: str, place: tuple[int, int], id: str | None) -> Iterator[Row]:
        for line in flowed(reason, max(1, self.width - INDENT)):
            yield Row((Piece(" " * INDENT), Piece(line)), place, id)
