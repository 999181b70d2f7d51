"""What the terminal that shows the text can do, as far as the text engine has to know."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["visual", "visual+lrm", "words", "logical"]


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to write text so that this terminal shows it right. The default suits a terminal without bidi of its own."""

    lam_alef: Literal["two", "ligature"] = "two"
    """Lam and alef as two cells, or as one where no edge of an annotation falls between them (visual modes only)."""
    show_marks: bool = True
    """False leaves out vowel signs and points, for a terminal that gives them a cell. The text keeps them."""
    show_invisible: bool = False
    """True gives joiners, bidi controls and the like a sign and a cell of their own."""
    mode: Mode = "visual"
    """
    visual      cells in visual order, shaped and mirrored
    visual+lrm  the same, each right-to-left cell followed by U+200E, for a terminal that reorders behind a multiplexer
    words       words in visual order, their letters in logical order, for a terminal that turns each word round
    logical     everything as stored, for a terminal that reorders whole rows
    """

    @property
    def is_visual(self) -> bool:
        """Whether each cell goes where it is seen, so that shaping and mirroring are ours."""
        return self.mode in ("visual", "visual+lrm")

    @property
    def ligates(self) -> bool:
        """Whether lam and alef may share a cell."""
        return self.lam_alef == "ligature" and self.is_visual


PLAIN = Terminal()
