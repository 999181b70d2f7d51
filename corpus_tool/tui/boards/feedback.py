"""An annotator's work held against gold: each difference in its sentence, with what the guidelines say of it."""

from collections.abc import Callable, Mapping

from corpus_tool.saying import tr, tr_later, tr_many
from corpus_tool.store.store import Store
from corpus_tool.tui import palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.gaps import Gaps, guideline_lines
from corpus_tool.tui.boards.places import Places, Spot, note_of
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench.agreement.cases import Case, lines_of_cases
from corpus_tool.workbench.agreement.feedback import AgainstGold, Feedback, feedback
from corpus_tool.workbench.blindness import may_see_some
from corpus_tool.workbench.progress import Tell


class FeedbackBoard(Places):
    """Your work against gold, difference by difference: what is missing, and what has other borders or labels.

    Enter opens the article with gold beside your work. g shows what the guidelines say of the labels involved, f the
    figures: how often you and gold have the same label on the same place. They are against gold, and no agreement.
    w lists what the guidelines leave open.
    """

    hint = tr_later("enter opens  g guideline  f figures  w work list  escape back")

    def __init__(self, boarding: Boarding, document_id: int | None = None) -> None:
        """`document_id`: only this document."""
        super().__init__(boarding)
        self._documents = () if document_id is None else (document_id,)
        self._found: Feedback | None = None
        self._figures = ""

    def begin(self) -> None:
        """Compare, where she may see gold."""
        if not may_see_some(self.boarding.store, self.boarding.annotator):
            self.told = tr("This corpus is blind: gold is hidden; `settings blind off` opens it.")
            self.call_after_refresh(self.renew)
            return
        who, documents = self.boarding.annotator, self._documents

        def task(store: Store, _tell: Tell) -> tuple[Feedback, list[Spot]]:
            found = feedback(store, who, documents)
            lines = lines_of_cases(store, found.cases)
            return found, [
                Spot(case.document_id, line, case.layers[1:], note_of(case))
                for case, line in zip(found.cases, lines, strict=True)
            ]

        self.beside.start("comparing", task, self._take)

    def _take(self, found: tuple[Feedback, list[Spot]]) -> None:
        compared, self.spots = found
        self._found = compared
        self._figures = "  ".join(f"{tr(what)} F1 {shown(one.f1)}" for what, one in compared.overall.items())
        documents = tr_many("{count:,} document", "{count:,} documents", compared.documents)
        self.told = tr_many(
            "Against gold: {count:,} difference ({documents})",
            "Against gold: {count:,} differences ({documents})",
            len(self.spots),
            documents=documents,
        )

    @property
    def _case(self) -> Case | None:
        return self._found.cases[self.cursor] if self._found and self.cursor < len(self._found.cases) else None

    def head_of_rows(self, width: int) -> str:
        """What the columns are, and how often the two are one."""
        return f"{super().head_of_rows(width)}   {self._figures}"

    def detail(self) -> list[list[Piece]]:
        """How the two differ, and both in the sentence."""
        case = self._case
        if case is None:
            return []
        first, *others = self.readings(case, (tr("yours"), tr("gold")))
        said = self._found.why(case) if self._found else None
        if said is not None:
            why = ": ".join(filter(None, (tr(said.reason) if said.reason else "", said.guideline)))
            first = [*first, Piece("   "), Piece(tr("decided: {why}", why=why), palette.BOLD)]
        return [first, *others]

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """What is to be read besides."""
        return {
            "g": self._show_guideline,
            "f": self._show_figures,
            "w": lambda: self.push(Gaps(self.boarding)),
        }

    def _show_guideline(self) -> None:
        if self._case is None:
            return
        labels = [label for label in self._case.labels if label]
        self.boarding.read(guideline_lines(self.boarding.store, labels))

    def _show_figures(self) -> None:
        if self._found is None:
            return
        narrow = "".join(f"{title:>8}" for title in (tr("both"), tr("yours"), tr("gold")))
        head = f" {tr('against gold'):<22}{tr('precision'):>10}{tr('recall'):>10}{'F1':>10}{narrow}"
        counted = [*((tr(what), one) for what, one in self._found.overall.items()), *self._found.labels.items()]
        lines = [[Piece(head, palette.BOLD)], *([Piece(figures_line(name, one))] for name, one in counted)]
        self.boarding.read(lines)


def figures_line(name: str, one: AgainstGold) -> str:
    """A row of the figures."""
    shares = "".join(f"{shown(value):>10}" for value in (one.precision, one.recall, one.f1))
    return f" {name:<22}{shares}{one.both:>8}{one.hers:>8}{one.gold:>8}"


def shown(value: float | None) -> str:
    """A figure, or that there is none."""
    return "n/a" if value is None else f"{value:.2f}"
