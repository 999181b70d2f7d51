"""What the guidelines leave open: disagreements of one kind over the same words, for whoever writes the guidelines."""

from collections.abc import Callable, Mapping, Sequence

from corpus_tool.saying import tr, tr_later, tr_many
from corpus_tool.store.store import Store
from corpus_tool.text.inline import fit
from corpus_tool.tui import palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.cases import CasesBoard
from corpus_tool.tui.boards.places import padded, shortened
from corpus_tool.tui.boards.rows import LazyRows, RowsBoard
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.agreement.cases import Case
from corpus_tool.workbench.agreement.feedback import advice
from corpus_tool.workbench.agreement.gaps import GapKind, kinds_of_gaps
from corpus_tool.workbench.blindness import may_see_some, opened_to
from corpus_tool.workbench.progress import Tell

COUNT_WIDTH = 7
LABELS_WIDTH = 24
KINDS_WIDTH = 18

BLIND = tr_later("This corpus is blind: figures are shown, others' work is not; `settings blind off` opens it.")


class Gaps(RowsBoard):
    """What the guidelines leave open: disagreements of one kind over the same words or clitic, the most frequent first.

    Enter lists all places of one, each with both readings. Tab goes from what annotators disagree about among each
    other to what they and gold do. g shows what the guidelines say of its labels.
    """

    hint = tr_later("enter places  tab against gold  g guideline  escape back")

    def __init__(self, boarding: Boarding) -> None:
        super().__init__(boarding)
        self._is_against_gold = False
        self._found: list[tuple[GapKind, list[Case]]] = []

    def begin(self) -> None:
        """Compare what may be seen."""
        if not may_see_some(self.boarding.store, self.boarding.annotator):
            self.told = tr(BLIND)
            self.call_after_refresh(self.renew)
            return
        who, gold = self.boarding.annotator, self._is_against_gold

        def task(store: Store, tell: Tell) -> list[tuple[GapKind, list[Case]]]:
            heads, is_open = store.layers.heads(store.documents.ids()), opened_to(store, who)
            open_to = {id for id, there in heads.items() if is_open(there)}
            found = kinds_of_gaps(store, gold=gold, tell=tell)
            seen = ((kind, [case for case in cases if case.document_id in open_to]) for kind, cases in found)
            return sorted(((kind, cases) for kind, cases in seen if cases), key=lambda one: (-len(one[1]), one[0]))

        self.beside.start("comparing", task, self._take)

    def _take(self, found: list[tuple[GapKind, list[Case]]]) -> None:
        self._found = found
        whose = tr("annotators and gold") if self._is_against_gold else tr("annotators")
        self.told = tr_many(
            "{count:,} kind of disagreement: {whose}",
            "{count:,} kinds of disagreement: {whose}",
            len(found),
            whose=whose,
        )

    def count(self) -> int:
        """How many kinds there are."""
        return len(self._found)

    def head_of_rows(self, _width: int) -> str:
        """What the columns are."""
        count = f"{fit(tr('times'), COUNT_WIDTH):>{COUNT_WIDTH}}"
        labels = padded(tr("labels"), LABELS_WIDTH, self.terminal)
        kinds = padded(tr("differ by"), KINDS_WIDTH, self.terminal)
        return f"{count}  {labels}  {kinds}  {tr('words, or what is written onto them')}"

    def rows(self, _width: int) -> Sequence[Row]:
        """A row for each kind."""
        found = self._found
        return LazyRows(len(found), lambda number: self._row(*found[number]))

    def _row(self, kind: GapKind, cases: Sequence[Case]) -> Row:
        one, other = map(shortened, kind.labels)
        labels = padded(one if one == other else f"{one} / {other}", LABELS_WIDTH, self.terminal)
        kinds = dict.fromkeys(tr(way) for case in cases for way in case.kinds)
        differ = padded(", ".join(kinds), KINDS_WIDTH, self.terminal)
        words = Piece(kind.clitic or kind.words, palette.BOLD if kind.clitic else palette.PLAIN)
        return Row(
            (Piece(f"{len(cases):>{COUNT_WIDTH}}  "), Piece(f"{labels}  ", palette.BOLD), Piece(f"{differ}  "), words)
        )

    def enter(self) -> None:
        """List the places of the kind under the cursor."""
        if self._found:
            cases = self._found[self.cursor][1]
            self.push(CasesBoard(self.boarding, cases, frozenset(case.document_id for case in cases)))

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """Against whom, and what there is to read."""
        return {"tab": self._turn, "g": self._show_guideline}

    def _turn(self) -> None:
        self._is_against_gold = not self._is_against_gold
        self.cursor = 0
        self.begin()

    def _show_guideline(self) -> None:
        if self._found:
            labels = [label for label in self._found[self.cursor][0].labels if label]
            self.boarding.read(guideline_lines(self.boarding.store, labels))


def guideline_lines(store: Store, labels: Sequence[str]) -> list[list[Piece]]:
    """What the guidelines say of each of some labels."""
    parts = [
        advice(store, one) or tr("{label}: the guidelines say nothing.", label=one) for one in dict.fromkeys(labels)
    ]
    return [[Piece(f" {line}")] for line in "\n\n".join(parts).split("\n")]
