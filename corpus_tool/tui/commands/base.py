"""What a command is: one small class for a thing a user can do. Its name, its docstring and its keys are its manual."""

from typing import ClassVar

from corpus_tool.tui.place import Place


class Command:
    """A thing a user can do. The docstring is its help."""

    title: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]
    """Strokes, the one to show first; a keymap may add to them. Lower-case letters and digits belong to labels."""
    repeats: ClassVar[bool] = False
    """Whether a number typed before it does it so often."""

    @classmethod
    def name(cls) -> str:
        """What a keymap calls it: the title in lower case, a hyphen between words."""
        return "-".join("".join(letter if letter.isalnum() else " " for letter in cls.title.lower()).split())

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        raise NotImplementedError
