"""Fitting in two processes at once: names in this one, events and what goes with them in one beside it."""

from collections.abc import Sequence
from multiprocessing import Pipe, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection

from corpus_tool.learning.articles import Example
from corpus_tool.learning.leash import end_with
from corpus_tool.learning.parts import Lessons, Parts
from corpus_tool.learning.sight import Known

Examples = Sequence[Sequence[Example]]
"""In parts."""


def all_fitted(parts: Examples, listed: Known | None, but: Sequence[int], *, beside: bool = False) -> dict[int, Parts]:
    """For each number: the models of all parts but that one; -1: of all.

    `beside`: in two processes, where the system can split one in two. Not for a program with threads.
    """
    if beside and "fork" in get_all_start_methods():
        return _fitted_beside(parts, listed, but)
    lessons = Lessons(parts, listed)
    return {number: lessons.fitted(number) for number in but}


def _fitted_beside(parts: Examples, listed: Known | None, but: Sequence[int]) -> dict[int, Parts]:
    receiver, sender = Pipe(duplex=False)
    process = get_context("fork").Process(target=_send_events, args=(receiver, sender, parts, listed, but), daemon=True)
    process.start()
    sender.close()
    lessons = Lessons(parts, listed, with_events=False)
    names = {number: lessons.fitted(number) for number in but}
    try:
        events: dict[int, Parts] = receiver.recv()
    except EOFError:  # it was ended by somebody
        events = _events(parts, listed, but)
    process.join()
    return {number: names[number].and_events_of(events[number]) for number in but}


def _send_events(
    receiver: Connection, sender: Connection, parts: Examples, listed: Known | None, but: Sequence[int]
) -> None:
    receiver.close()  # else nothing would be told that nobody reads, and it would wait for ever
    if begun_by := parent_process():
        end_with(begun_by.sentinel)
    sender.send(_events(parts, listed, but))
    sender.close()


def _events(parts: Examples, listed: Known | None, but: Sequence[int]) -> dict[int, Parts]:
    lessons = Lessons(parts, listed, with_names=False)
    return {number: lessons.fitted(number) for number in but}
