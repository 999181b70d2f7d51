"""The selection made wider by the structure of the text, and narrow again the same way."""

from corpus_tool.model.documents import Document
from corpus_tool.text.coordinates import Range
from corpus_tool.text.selection import Edge, Selection
from corpus_tool.text.structure import around


class Growing:
    """Remembers what each widening started from, so that a name once trimmed is found again on the way back."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._steps: list[tuple[Selection, Selection]] = []
        """What was selected, and what it grew to."""

    def grown(self, selection: Selection) -> Selection:
        """The next wider stretch: word, quotes or brackets, clause, sentence, line; the same where there is none."""
        start, end = selection.range
        wider = (one for one in self._around(start, end) if one != (start, end))
        if (found := next(wider, None)) is None:
            return selection
        if self._steps and self._steps[-1][1].range != selection.range:
            self._steps.clear()  # it was moved by hand meanwhile
        grown = Selection(*found, Edge.NEITHER)
        self._steps.append((selection, grown))
        return grown

    def shrunk(self, selection: Selection) -> Selection:
        """What it grew from; else the next narrower stretch around the caret; the same where there is none."""
        if self._steps:
            before, grown = self._steps.pop()
            if grown.range == selection.range:
                return before
            self._steps.clear()
        head = selection.head
        inside = [
            one
            for one in self._around(head, head + 1)
            if selection.start <= one.start and one.end <= selection.end and one != selection.range
        ]
        return Selection(*inside[-1], Edge.NEITHER) if inside else selection

    def _around(self, start: int, end: int) -> list[Range]:
        return around(self._document.text, self._document.tokens, start, end)
