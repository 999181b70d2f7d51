"""Two letters that one key press sent, as lam-alef keys do on Windows: told from two presses by their time."""

from collections.abc import Callable, Mapping

TOGETHER = 0.01
"""Seconds. Letters of one press come in one read, well under a millisecond apart; no two presses are that near."""


class Joining:
    """Holds a letter back for a moment where another one may belong to it."""

    def __init__(self, joined: Mapping[str, str]) -> None:
        """`joined`: letters that one press may send, to the key they stand for."""
        self._joined = joined
        self._firsts = {letters[0] for letters in joined}
        self._held: tuple[str, str, float] | None = None

    @property
    def holds(self) -> bool:
        """Whether a stroke waits for what may follow."""
        return self._held is not None

    def take(self, stroke: str, character: str | None, time: float) -> list[str]:
        """The strokes that are certain now, after one more that came at `time` (seconds on any clock)."""
        before, self._held = self._held, None
        if (
            before is not None
            and time - before[2] < TOGETHER
            and (key := self._joined.get(before[1] + (character or "")))
        ):
            return [key]
        certain = [] if before is None else [before[0]]
        if character in self._firsts:
            self._held = (stroke, character or "", time)
            return certain
        return [*certain, stroke]

    def release(self) -> list[str]:
        """The stroke that waited, if one did."""
        held, self._held = self._held, None
        return [] if held is None else [held[0]]


class Passing:
    """Passes on the strokes that are certain; one that is held back, when nothing has followed it."""

    def __init__(
        self, joining: Joining, press: Callable[[str], None], later: Callable[[float, Callable[[], None]], object]
    ) -> None:
        """`press` does what a stroke means; `later` calls a function after so many seconds."""
        self._joining = joining
        self._press = press
        self._later = later

    def take(self, stroke: str, character: str | None, time: float) -> None:
        """One more stroke came at `time` (seconds on any clock)."""
        self._press_all(self._joining.take(stroke, character, time))
        if self._joining.holds:
            self._later(TOGETHER, lambda: self._press_all(self._joining.release()))

    def _press_all(self, strokes: list[str]) -> None:
        for stroke in strokes:
            self._press(stroke)
