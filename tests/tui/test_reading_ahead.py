"""The next document is got ready while one is read, step by step, and opening it does not depend on that."""

from collections.abc import Callable

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW

from corpus_tool.text.layout import Layout
from corpus_tool.tui.reading_ahead import ReadingAhead, steps
from corpus_tool.workbench.suggestions.lexicon import spoken

NEXT = "\n".join([HEBREW, ARABIC] * 40)


class Later:
    """Calls what is to be called later when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, _seconds: float, act: Callable[[], None]) -> None:
        self.waiting.append(act)

    def pass_by(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def test_steps_are_taken_one_by_one_to_the_end():
    later, taken = Later(), []
    ReadingAhead(later).begin(taken.append(number) for number in range(3))
    assert not taken
    for expected in ([0], [0, 1], [0, 1, 2]):
        later.waiting.pop(0)()
        assert taken == expected
    later.pass_by()
    assert taken == [0, 1, 2]


def test_another_document_ends_the_steps_for_the_one_before():
    later, taken = Later(), []
    ahead = ReadingAhead(later)
    ahead.begin(taken.append(f"first {number}") for number in range(3))
    later.waiting.pop(0)()
    ahead.begin(taken.append(f"second {number}") for number in range(2))
    later.pass_by()
    assert taken == ["first 0", "second 0", "second 1"]


async def test_what_the_next_document_needs_is_there_before_it_is_opened(open_session):
    async with open_session(ARABIC, NEXT) as session:
        pane = session.screen.pane
        for _ in steps(session.store, session.screen.where, 2, pane):
            pass
        layout: Layout = pane.sheet.layout_of(NEXT, "rtl")
        assert layout._next_start is None
        known = spoken.cache_info().misses
        await session.press("N")
        assert session.screen.pane.sheet.layout is layout
        assert spoken.cache_info().misses == known


@pytest.mark.parametrize("id", [2, 99])
async def test_a_document_that_is_empty_or_gone_is_no_trouble(open_session, id):
    async with open_session(ARABIC, "") as session:
        for _ in steps(session.store, session.screen.where, id, session.screen.pane):
            pass
