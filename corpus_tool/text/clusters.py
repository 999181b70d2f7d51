"""What a reader sees as one character: a base with the marks and invisible characters that follow it.

Simpler than UAX #29 on purpose: that one glues Arabic number signs to digits and emoji to each other, which terminals
do not. Invisible characters at the head of a paragraph go with the first base. A mark without a base, and invisible
characters with nothing to go with, are a cluster of their own.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from unicodedata import category

from corpus_tool.text.coordinates import Range
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.text.width import INVISIBLE, MARK, TWO, kinds_of

LAM = "\u0644"
ALEFS = "\u0622\u0623\u0625\u0627"


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters of one paragraph, as columns of a table: row i of each column is about cluster i."""

    starts: Sequence[int]
    ends: Sequence[int]
    bases: Sequence[int]
    """The offset of the character that gives the cluster its cell."""
    widths: Sequence[int]
    """Cells: 1 or 2."""
    kinds: str
    """The kind of each code point (see width), not of each cluster."""
    headless: bool = False
    """Whether the first cluster has no base; its first character then counts as one."""

    @property
    def are_characters(self) -> bool:
        """Whether each code point is the base of a cluster of its own."""
        return len(self.starts) == len(self.kinds) and not self.headless


def cut(text: str, terminal: Terminal = PLAIN, edges: Collection[int] = ()) -> Clusters:
    """Cut one paragraph into clusters; they tile it. Lam and alef stay apart where one of `edges` falls between."""
    kinds = kinds_of(text)
    joining = MARK if terminal.show_invisible else MARK + INVISIBLE
    if not any(kind in kinds for kind in joining) and not terminal.ligates:
        offsets = range(len(text))
        return Clusters(offsets, range(1, len(text) + 1), offsets, _widths(kinds, offsets), kinds)
    bases = [at for at, kind in enumerate(kinds) if kind not in joining]
    if terminal.ligates:
        bases = _without_ligated_alefs(text, kinds, bases, edges)
    headless = text != "" and (not bases or MARK in kinds[: bases[0]])
    if headless:
        bases.insert(0, 0)
    starts = [0, *bases[1:]] if bases else []
    ends = [*starts[1:], len(text)] if starts else []
    return Clusters(starts, ends, bases, _widths(kinds, bases), kinds, headless)


def is_border(text: str, offset: int) -> bool:
    """Tell whether an annotation may begin or end at `offset`: not between a base and what belongs to it."""
    if not 0 < offset < len(text) or text[offset - 1] == "\n":
        return 0 <= offset <= len(text)
    return kinds_of(text[offset]) not in MARK + INVISIBLE


def behind_marks(text: str, offset: int) -> int:
    """The first offset from here on that does not stand before a combining mark."""
    while offset < len(text) and category(text[offset]).startswith("M"):
        offset += 1
    return offset


def around(text: str, offset: int) -> Range:
    """Return what an annotator picks up as one character at `offset`, 0 <= offset < len(text)."""
    start, end = offset, offset + 1
    while not is_border(text, start):
        start -= 1
    while not is_border(text, end):
        end += 1
    return Range(start, end)


def _widths(kinds: str, bases: Sequence[int]) -> list[int]:
    if TWO not in kinds:
        return [1] * len(bases)
    return [2 if kinds[base] == TWO else 1 for base in bases]


def _without_ligated_alefs(text: str, kinds: str, bases: list[int], edges: Collection[int]) -> list[int]:
    """Drop each alef that shares the cell of the lam before it: nothing but marks between, and no edge."""
    kept: list[int] = []
    for base in bases:
        lam = kept[-1] if kept else -1
        joined = lam >= 0 and text[lam] == LAM and text[base] in ALEFS and base not in edges
        if not (joined and not kinds[lam + 1 : base].strip(MARK)):
            kept.append(base)
    return kept
