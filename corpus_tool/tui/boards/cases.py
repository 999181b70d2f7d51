"""The things behind a figure, each with both readings in its sentence."""

from collections.abc import Callable, Mapping, Sequence

from corpus_tool.saying import tr, tr_later
from corpus_tool.store.store import Store
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.places import Places, Spot, note_of
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench.agreement.cases import Case, lines_of_cases
from corpus_tool.workbench.progress import Tell


class CasesBoard(Places):
    """What is behind a figure: each thing with both readings. a shows what both say alike instead, or what differs.

    Beneath stand both readings in their sentence. Enter opens the article there with both layers.
    """

    hint = tr_later("enter opens  a alike or differing  escape back")

    def __init__(self, boarding: Boarding, cases: Sequence[Case], open_to: frozenset[int]) -> None:
        super().__init__(boarding)
        self._all = [case for case in cases if case.document_id in open_to]
        self._hidden = len(cases) - len(self._all)
        self._alike = not any(case.kinds for case in self._all)
        self._cases: list[Case] = []

    def begin(self) -> None:
        """Read what stands around the places."""
        cases = [case for case in self._all if bool(case.kinds) is not self._alike]

        def task(store: Store, _tell: Tell) -> tuple[list[Case], list[Spot]]:
            lines = lines_of_cases(store, cases)
            pairs = zip(cases, lines, strict=True)
            return cases, [Spot(case.document_id, line, case.layers, note_of(case)) for case, line in pairs]

        self.beside.start("lines", task, self._take)

    def _take(self, found: tuple[list[Case], list[Spot]]) -> None:
        self._cases, self.spots = found
        what = tr("alike") if self._alike else tr("differing")
        hidden = tr("   {count:,} more in documents that you have not done", count=self._hidden) if self._hidden else ""
        self.told = f"{len(self.spots):,} {what}{hidden}"

    def detail(self) -> list[list[Piece]]:
        """How the two differ, and both in the sentence."""
        if self.cursor >= len(self._cases):
            return []
        case = self._cases[self.cursor]
        return self.readings(case, [name.short for name in case.layers])

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """The other half."""
        return {"a": self._toggle}

    def _toggle(self) -> None:
        self._alike = not self._alike
        self.cursor = 0
        self.begin()
