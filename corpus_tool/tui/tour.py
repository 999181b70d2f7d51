"""The tour: five things to do once, each waited for. Taken up again where it was left."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus_tool.model.changes import Status
from corpus_tool.saying import tr, tr_later
from corpus_tool.text.selection import word_at
from corpus_tool.workbench.annotating import Annotating


@dataclass(frozen=True)
class Step:
    """One thing to do."""

    told: str
    """What to do; {keys} stand where the keymap's own belong."""
    commands: tuple[str, ...]
    """The names of the commands whose keys it speaks of."""
    count: Callable[[Annotating], int]
    """Grows when it is done."""


def _spans(work: Annotating) -> int:
    return len(work.desk.layer.spans)


def _trimmed(work: Annotating) -> int:
    selection = work.spot.selection
    return int(word_at(work.spot.words, selection.start).start < selection.start)


def _events(work: Annotating) -> int:
    return len(work.desk.layer.events)


def _undone(work: Annotating) -> int:
    return int(work.desk.redoable is not None)


def _done(work: Annotating) -> int:
    return int(work.desk.layer.status is Status.DONE)


STEPS = (
    Step(tr_later("Mark a name: go to it with the arrows, press the key of its label below."), (), _spans),
    Step(
        tr_later("Trim a proclitic: go to a name with a letter like ל or ل stuck to it, press {0}."),
        ("trim-proclitic",),
        _trimmed,
    ),
    Step(
        tr_later("Make an event: go to a verb of attack, press {0}, then its type's key; escape ends."),
        ("new-event",),
        _events,
    ),
    Step(tr_later("Take your last act back: {0}. It always works, tomorrow as well."), ("undo",), _undone),
    Step(tr_later("Say that you are done with this article: {0}. Again reopens it."), ("done",), _done),
)

OVER = tr_later(
    "That was the tour. {0} shows every key, {1} finds whatever there is to do by its name; {2} accepts all that is"
    " suggested and sure."
)
"""Told at the end, with the keys of the help, of the palette and of accepting."""


class Tour:
    """How far somebody is with it, in the document that is open."""

    def __init__(self, step: int, work: Annotating) -> None:
        self.step = step
        self._before = self._count(work)

    @property
    def is_over(self) -> bool:
        """Whether every step was done."""
        return self.step >= len(STEPS)

    def look(self, work: Annotating) -> bool:
        """Go a step on where the thing was done since; True where it was."""
        if self.is_over:
            return False
        count = self._count(work)
        was_done = count > self._before
        self.step += was_done
        self._before = self._count(work) if was_done else min(count, self._before)
        return was_done

    def told(self, keys_of: Callable[[str], str]) -> str:
        """What to do now; `keys_of` names the first key of a command."""
        if self.is_over:
            return tr(OVER).format(keys_of("help"), keys_of("palette"), keys_of("accept-all-that-are-sure"))
        step = STEPS[self.step]
        told = tr(step.told).format(*map(keys_of, step.commands))
        return tr("Tour {number} of {count}: {told}", number=self.step + 1, count=len(STEPS), told=told)

    def _count(self, work: Annotating) -> int:
        return 0 if self.is_over else STEPS[self.step].count(work)
