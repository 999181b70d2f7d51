"""What else the heading tells: open questions, when the last act reached the disk, and the working time. Pure."""

from collections.abc import Iterable
from datetime import datetime

from corpus_tool.saying import tr, tr_many
from corpus_tool.store.comments import Comment
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.timing import Timing, told


def notes(desk: Desk, timing: Timing, said: Iterable[Comment], hub: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The most needed first, each in several forms, the longest first: a heading shows what fits.

    `hub`: how it stands with the hub, in such forms.
    """
    saved = saved_at(desk.saved_at, desk.surroundings.now())
    clock = (tr("at work {told}", told=told(timing.seconds)), told(timing.seconds)) if timing.is_shown else ()
    return [open_talk(said), hub, clock, (saved,) if saved else ()]


def open_talk(said: Iterable[Comment]) -> tuple[str, ...]:
    """How many questions are open; where none is, how many comments."""
    unanswered = [one for one in said if one.is_open and one.answers is None]
    questions = sum(one.is_question for one in unanswered)
    if questions:
        return (tr_many("{count} question", "{count} questions", questions), f"{questions}?")
    if unanswered:
        return (tr_many("{count} comment", "{count} comments", len(unanswered)),)
    return ()


def saved_at(at: str, now: str) -> str:
    """`saved 12:31:05`, with the day in its place where that is not today; both times are UTC, ISO 8601."""
    return tr("saved {at}", at=clock(at, now)) if at else ""


def clock(at: str, now: str) -> str:
    """The time of day where she sits; for another day than today, the day."""
    then, today = (datetime.fromisoformat(one).astimezone() for one in (at, now))
    return f"{then:%H:%M:%S}" if then.date() == today.date() else f"{then:%Y-%m-%d}"
