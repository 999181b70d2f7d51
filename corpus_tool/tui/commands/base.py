"""What a command is: one small class for a thing a user can do. Its name, its docstring and its keys are its manual."""

from typing import ClassVar

from corpus_tool.tui.place import Place


class Command:
    """A thing a user can do. The docstring is its help."""

    title: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]
    """Strokes, the one to show first. Lower-case letters and digits are left to the labels of the schema."""
    repeats: ClassVar[bool] = False
    """Whether a number typed before it does it so often."""

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        raise NotImplementedError
