"""Only what changed is painted, and nothing that changed is left as it was."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region

from corpus_tool.tui.segments import segments_of
from corpus_tool.tui.widgets.repainting import rows_that_differ

LONG = "\n".join([ARABIC, HEBREW, "وصل الوفد إلى دمشق مع F-16 (2016). " * 4] * 8)
WALK = "left down o left shift+left g end pagedown left p tab shift+tab U pagedown up ctrl+end R"


def styles_painted(session) -> list[list[tuple[str, Style | None]]]:
    """What stands on the screen, as the partial paints left it."""
    return [
        [(character, segment.style) for segment in strip for character in segment.text]
        for strip in session.screen._compositor.render_strips()
    ]


@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
async def test_after_any_walk_the_screen_is_what_painting_it_whole_would_give(open_session, size):
    async with open_session(LONG, size=size) as session:
        for key in WALK.split():
            await session.press(key)
            left_by_parts = styles_painted(session)
            for widget in session.screen.walk_children():
                widget.refresh()
            await session.pilot.pause()
            assert left_by_parts == styles_painted(session), key


async def test_a_caret_that_moves_in_its_row_paints_one_row_of_the_text(open_session):
    async with open_session(LONG) as session:
        await session.press("pagedown", "left")
        regions: list[Region] = []
        refresh = session.screen.pane.refresh
        session.screen.pane.refresh = lambda *some, **more: (regions.extend(some), refresh(*some, **more))[1]
        await session.press("left")
        assert len({region.y for region in regions}) == 1
        assert all(region.height == 1 for region in regions)


@given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)))
def test_rows_that_differ_are_those_and_no_others(before, after):
    found = rows_that_differ(before, after)
    assert sorted(set(found)) == found
    for row in range(max(len(before), len(after))):
        assert (row in found) == (before[row : row + 1] != after[row : row + 1])


CELL = st.tuples(
    st.sampled_from([("a", 1), ("\u0645", 1), ("\u0645\u064f", 1), ("\u4e2d", 2)]),
    st.sampled_from([Style(), Style(bold=True)]),
)


@given(st.lists(CELL))
def test_cells_are_joined_into_few_segments_and_each_keeps_its_style(cells):
    segments = segments_of((glyph, width, style) for (glyph, width), style in cells)
    assert "".join(segment.text for segment in segments) == "".join(glyph for (glyph, _), _ in cells)
    assert [(c, s.style) for s in segments for c in s.text] == [
        (c, style) for (glyph, _), style in cells for c in glyph
    ]
    for segment in segments:
        assert len(segment.text) == cell_len(segment.text) or segment.text in {"\u0645\u064f", "\u4e2d"}
