"""One paragraph laid out: measured at once, ordered and shaped when a line of it is first looked at."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import accumulate, groupby

from corpus_tool.text.bidi import Direction, Paragraph, line_levels, reordered, resolve
from corpus_tool.text.clusters import cut
from corpus_tool.text.coordinates import Range
from corpus_tool.text.glyphs import glyphs_of
from corpus_tool.text.lines import Cluster, Line
from corpus_tool.text.terminal import Terminal
from corpus_tool.text.width import SPACE
from corpus_tool.text.wrapping import line_borders


class LaidParagraph:
    """A paragraph of `width` cells that begins at offset `start` of its document.

    `text` is without its line end, which takes `line_end` code points. `edges` are offsets in the document.
    """

    def __init__(
        self,
        text: str,
        start: int,
        line_end: int,
        width: int,
        direction: Direction,
        terminal: Terminal,
        edges: Collection[int] = (),
    ) -> None:
        self.text = text
        self.start = start
        self.line_end = line_end
        self.width = width
        self.direction: Direction = direction
        self.terminal = terminal
        self.clusters = cut(text, terminal, {edge - start for edge in edges})
        self.borders = line_borders(self.clusters, width)
        self._lines: dict[int, Line] = {}

    @property
    def range(self) -> Range:
        """The paragraph without its line end, as offsets of the document."""
        return Range(self.start, self.start + len(self.text))

    @property
    def height(self) -> int:
        """Rows. An empty paragraph has one."""
        return max(1, len(self.borders) - 1)

    @property
    def level(self) -> int:
        """0 from left to right, 1 from right to left."""
        return self._resolved.level

    def line_index(self, offset: int) -> int:
        """Return which of the lines holds `offset` of the document; the last one for the line end."""
        return max(0, bisect_right(self._line_starts, offset - self.start) - 1)

    def line_start(self, index: int) -> int:
        """Return where one line starts, 0 <= index < height."""
        return self.start + self._line_starts[index]

    def line(self, index: int) -> Line:
        """Return one line, 0 <= index < height."""
        found = self._lines.get(index)
        if found is None:
            found = self._lines[index] = self._line(index) if self.text else self._blank_line()
        return found

    @property
    def _from_right(self) -> bool:
        return self.level % 2 == 1 and self.terminal.mode != "logical"

    @cached_property
    def _line_starts(self) -> Sequence[int]:
        """Where each line starts, from the start of the paragraph."""
        return [self.clusters.starts[at] for at in self.borders[:-1]] if self.text else (0,)

    @cached_property
    def _resolved(self) -> Paragraph:
        return resolve(self.text, self.direction)

    @cached_property
    def _glyphs(self) -> list[str]:
        return glyphs_of(self.text, self.clusters, self._resolved, self.terminal)

    def _blank_line(self) -> Line:
        pad = self._pad(1)
        blank = Cluster(self.start, self.start + self.line_end, self.level, 1, " ", pad)
        return Line(self.start, self.start, self.level, self._from_right, pad, (blank,))

    def _line(self, index: int) -> Line:
        table = self.clusters
        first, last = self.borders[index], self.borders[index + 1]
        start, end = table.starts[first], table.ends[last - 1]
        levels = self._levels(start, end)
        bases = [base - start for base in table.bases[first:last]]
        order = self._order(start, bases, levels)
        widths = [table.widths[first + at] for at in order]
        pad = self._pad(sum(widths))
        clusters = map(
            Cluster,
            [self.start + table.starts[first + at] for at in order],
            [self.start + table.ends[first + at] for at in order],
            [levels[bases[at]] for at in order],
            widths,
            [self._glyphs[first + at] for at in order],
            accumulate(widths, initial=pad),
        )
        return Line(self.start + start, self.start + end, self.level, self._from_right, pad, tuple(clusters))

    def _levels(self, start: int, end: int) -> list[int]:
        """The levels of one line; what X9 removes, though we may show it, goes with what is before it."""
        last = self.level
        return [last := last if level is None else level for level in line_levels(self._resolved, start, end)]

    def _order(self, start: int, bases: Sequence[int], levels: Sequence[int]) -> list[int]:
        """The clusters of a line from left to right.

        `bases` are counted from the start of the line, as `levels` are. Characters are ordered, not clusters: a
        direction mark inside a cluster keeps its neighbours apart.
        """
        if self.terminal.mode == "logical":
            return list(range(len(bases)))
        cluster_of = {base: at for at, base in enumerate(bases)}
        order = [cluster_of[at] for at in reordered(levels) if at in cluster_of]
        if self.terminal.mode == "words":
            return _with_words_unturned(order, [self.clusters.kinds[start + base] == SPACE for base in bases])
        return order

    def _pad(self, used: int) -> int:
        return self.width - used if self._from_right else 0


def _with_words_unturned(order: list[int], is_space: list[bool]) -> list[int]:
    """Put the clusters between two spaces back in logical order."""
    return [at for _, word in groupby(order, key=is_space.__getitem__) for at in sorted(word)]
