"""Whatever stands in a text, a title, a name or a note: no control of it reaches the terminal."""

import unicodedata

from corpus_tool_testing.builders import document, layer, new_store, span
from hypothesis import given
from hypothesis import strategies as st
from textual.strip import Strip
from textual.widget import Widget

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.annotations import Event
from corpus_tool.model.bundles import Bundle
from corpus_tool.text.layout import lay_out
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.app import CorpusTool
from corpus_tool.tui.lanes import Bracket, Drawn
from corpus_tool.tui.painting import lane_strip, text_strip
from corpus_tool.tui.widgets.lines import Piece, line_strip
from corpus_tool.workbench.importing import import_files

CONTROLS = "".join(
    chr(code_point)
    for code_point in (
        *range(0x20),
        *range(0x7F, 0xA0),
        *(0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFF9, 0xE0041),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)
hostile = st.text(
    alphabet=st.sampled_from(CONTROLS + "ab[;m\u0628\u0644\u0627\u05d0\u064e\u4e2d\U0001f600"), max_size=30
)


def commands(strip: Strip) -> set[str]:
    """The characters of a strip that are no characters to look at."""
    return {sign for sign in strip.text if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}


@given(hostile, st.integers(2, 20), st.booleans())
def test_the_text_is_painted_without_controls(text, width, shown):
    layout = lay_out(text, width, "rtl", Terminal(show_invisible=shown))
    for row in range(layout.height):
        strip = text_strip(layout.row(row), width, (), Selection(0, len(text)))
        assert not commands(strip)


@given(hostile, st.integers(1, 20), st.sampled_from(["", "a", "as"]), st.booleans())
def test_a_bracket_has_its_width_and_no_controls(caption, width, hint, is_trigger):
    bracket = Bracket(2, 2 + width, Drawn("s1", ((0, 1),), caption, "red", is_trigger))
    strip = lane_strip([bracket], 30, None, {"s1": hint})
    assert not commands(strip)
    assert strip.cell_length == 30
    assert sum(segment.cell_length for segment in strip) == 30


@given(st.lists(hostile, max_size=4), st.integers(0, 40))
def test_a_line_of_pieces_is_painted_without_controls(texts, width):
    assert not commands(line_strip([Piece(text) for text in texts], width))


def seen(widget: Widget) -> list[Strip]:
    return [widget.render_line(y) for y in range(widget.size.height)]


async def test_hostile_titles_notes_names_and_values_stay_what_they_are_on_every_screen(tmp_path):
    evil = CONTROLS.replace("\n", "")
    text = f"\u0642\u0635\u0641 {evil.replace(chr(9), '')} \u062d\u0644\u0628"
    span_ = span("s1", text, "\u062d\u0644\u0628", attributes={f"a{evil}": evil}, note=evil)
    event = Event(id="e1", type="Conflict.AirStrike", fragments=((0, 3),), attributes={"x": evil}, note=evil)
    with new_store(tmp_path) as store:
        brought = Bundle(document(text, f"key{evil}"), (layer([span_, event], f"rina{evil}"),))
        (tmp_path / "evil.jsonl").write_text(line_of(brought), encoding="utf-8")
        import_files(store, [tmp_path / "evil.jsonl"])
        assert len(store.layers.load(1, brought.layers[0].name).ordered) == 2
        app = CorpusTool(store, f"rina{evil}")
        async with app.run_test(size=(140, 30)) as pilot:
            for key in ("", "enter", "tab", "I", "=", "escape", "shift+left", "E", "escape", "?"):
                if key:
                    await pilot.press(key)
                await pilot.pause()
                painted = [strip for widget in app.screen.query("*") for strip in seen(widget)]
                assert painted
                assert not set().union(*map(commands, painted)), key
