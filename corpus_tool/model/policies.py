"""What the user chooses where a format cannot hold everything as it is."""

from enum import StrEnum

from msgspec import Struct


class Clitics(StrEnum):
    """What becomes of a span that begins or ends inside a word, in a format of whole words."""

    DROP = "drop"
    """It is left out."""
    EXPAND = "expand"
    """It grows to whole words: what ANERcorp, Wojood and NEMO's token files do."""
    SPLIT = "split-clitics"
    """The word is cut at the edge, each part a token of its own: what ACE's segmentation and treebanks do."""


class Overlaps(StrEnum):
    """Which of two spans that share characters stays, in a format that holds one at a place."""

    WIDEST = "widest"
    NARROWEST = "narrowest"
    LAYERED = "layered"
    """Both: the inner one goes to a further column, as in NEMO and Wojood. Where a format has columns."""


class Window(StrEnum):
    """What a format that cuts documents into pieces takes as one piece. What crosses its border is lost."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    DOCUMENT = "document"


class Policy(Struct, frozen=True, kw_only=True):
    """Everything that is chosen for an export."""

    clitics: Clitics = Clitics.DROP
    overlaps: Overlaps = Overlaps.WIDEST
    window: Window = Window.SENTENCE


AS_USUAL = Policy()
