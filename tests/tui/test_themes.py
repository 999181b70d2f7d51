"""Everything can be read: in every theme, in as many colours as there are, and with none."""

import re
from dataclasses import replace as replaced

import pytest
from corpus_tool_testing.builders import add_document, document, new_store
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme

from corpus_tool.model.default_schema import default_schema
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.app import CorpusTool
from corpus_tool.tui.colours import Colours, depth_of
from corpus_tool.tui.looks import Look, Looks
from corpus_tool.tui.screens.tour_lines import TourLines
from corpus_tool.tui.terminal.detection import UNASKED
from corpus_tool.tui.terminal.identity import MLTERM, Identity
from corpus_tool.tui.themes import CONTRAST, THEMES, after, named

XTERM = TerminalTheme(
    (0, 0, 0),
    (229, 229, 229),
    [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)],
    [
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ],
)
VTE = TerminalTheme(
    (0, 0, 0),
    (255, 255, 255),
    [
        (23, 20, 33),
        (192, 28, 40),
        (38, 162, 105),
        (162, 115, 76),
        (18, 72, 139),
        (163, 71, 186),
        (42, 161, 179),
        (208, 207, 204),
    ],
    [
        (94, 92, 100),
        (246, 97, 81),
        (51, 209, 122),
        (233, 173, 12),
        (42, 123, 222),
        (192, 97, 203),
        (51, 199, 222),
        (255, 255, 255),
    ],
)


def luminance(colour: tuple[int, int, int]) -> float:
    """WCAG 2.2, relative luminance."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (one / 255 for one in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style, terminal: TerminalTheme = XTERM) -> float:
    """WCAG 2.2, contrast ratio, of letters on what is behind them."""
    assert style.color is not None
    assert style.bgcolor is not None
    one, other = (luminance(colour.get_truecolor(terminal)) for colour in (style.color, style.bgcolor))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def dyed(style: Style, theme, depth="many") -> Style:
    (segment,) = Colours(theme, depth).apply([Segment("x", style)], None)
    return segment.style or Style()


def in_256(style: Style) -> Style:
    """As Rich sends it to a terminal of 256 colours."""
    colours = [colour and colour.downgrade(ColorSystem.EIGHT_BIT) for colour in (style.color, style.bgcolor)]
    return style + Style(color=colours[0], bgcolor=colours[1])


STYLES = {
    "plain": palette.PLAIN,
    "dim": palette.DIM,
    "key": palette.KEY,
    "hint": palette.HINT,
    **{f"span {one}": palette.span_style(one) for one in palette.COLOURS},
    **{f"dim span {one}": palette.DIM + palette.span_style(one) for one in palette.COLOURS},
    **{f"selected span {one}": palette.span_style(one) + palette.SELECTED for one in palette.COLOURS},
    **{f"bracket {one}": palette.bracket_style(one, current=False) for one in palette.COLOURS},
}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("style", STYLES)
def test_every_style_can_be_read_on_every_ground_of_every_theme(theme, style):
    for ground in (theme.ground, theme.surface, theme.panel):
        shown = dyed(Style(color=theme.text, bgcolor=ground) + STYLES[style], theme)
        for sent in (shown, in_256(shown)):
            assert contrast(sent) >= (7 if theme is CONTRAST else 4.5), (style, ground)
        assert not shown.dim


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_terminal_of_256_colours_has_those_of_the_theme_or_the_next_grey(theme):
    colours = [theme.text, theme.ground, theme.surface, theme.panel, theme.dim, *theme.hint, theme.on_label]
    for colour in (*colours, *theme.labels.values(), *theme.brackets.values()):
        exact = Color.parse(colour)
        sent = exact.downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
        assert max(abs(one - other) for one, other in zip(sent, exact.get_truecolor(), strict=True)) <= 10, colour


@pytest.mark.parametrize("terminal", [XTERM, VTE], ids=["xterm", "vte"])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("style", STYLES)
def test_every_style_can_be_read_in_sixteen_colours(theme, style, terminal):
    shown = dyed(Style(color=theme.text, bgcolor=theme.panel) + STYLES[style], theme, "sixteen")
    assert shown.color and shown.color.is_system_defined
    assert not shown.bold or shown.color.name.startswith("bright_"), "bold black is grey in many terminals"
    assert contrast(shown, terminal) >= 4.5, style


@pytest.mark.parametrize("style", STYLES)
def test_without_colours_shapes_tell_what_colours_told(style):
    shown = dyed(Style(color="#ffffff", bgcolor="#000000") + STYLES[style], CONTRAST, "none")
    assert shown.color is None
    assert shown.bgcolor is None
    assert bool(shown.underline) == ("span" in style)
    assert bool(shown.reverse) == (style in {"key", "hint"} or "selected" in style)


def test_every_colour_of_the_schema_is_one_that_themes_know():
    assert {label.color for label in default_schema().labels} <= set(palette.COLOURS)
    for theme in THEMES.values():
        tables = (theme.labels, theme.brackets, theme.sixteen.labels, theme.sixteen.brackets)
        assert all(set(table) == set(palette.COLOURS) for table in tables)


def test_a_colour_that_nobody_knows_is_neutral():
    assert palette.span_style("chartreuse") == palette.span_style("white")


@pytest.mark.parametrize(
    ("environ", "system", "depth"),
    [
        ({"TERM": "xterm-256color"}, "truecolor", "many"),
        ({"TERM": "xterm-256color"}, "256", "many"),
        ({"TERM": "xterm"}, "standard", "sixteen"),
        ({"TERM": "linux"}, "standard", "sixteen"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "truecolor", "none"),
        ({"TERM": "dumb"}, None, "none"),
        ({"TERM": "vt220"}, "standard", "none"),
    ],
)
def test_a_terminal_gets_as_many_colours_as_it_has(environ, system, depth):
    assert depth_of(environ, system) == depth


@pytest.mark.parametrize(("name", "numbers"), [(MLTERM, 10), ("XTerm", 16)])
async def test_a_terminal_that_hears_ten_numbers_in_a_sequence_gets_no_more(tmp_path, monkeypatch, name, numbers):
    """What it does not hear is the second of two true colours: bold letters were white on white."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    known = replaced(UNASKED, identity=Identity(name, "told"))
    with new_store(tmp_path) as store:
        add_document(store, document())
        app = CorpusTool(store, "rina", 1, known)
        async with app.run_test() as pilot:
            await pilot.pause()
            bold = Style(color="#e6e6e6", bgcolor="#101418", bold=True, underline=True)
            sent = bold.render("x", color_system=app.console._color_system)
            heard = [sequence.count(";") + 1 for sequence in re.findall("\x1b\\[([0-9;]+)m", sent)]
    assert max(heard) <= numbers
    assert max(heard) > 6


async def test_a_key_goes_through_the_themes_and_the_last_is_kept(tmp_path):
    kept: list[Look] = []
    with new_store(tmp_path) as store:
        add_document(store, document())
        looks = Looks(Look(theme="light"), kept.append)
        app = CorpusTool(store, "rina", 1, replaced(UNASKED, terminal=Terminal()), looks=looks)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert app.screen.styles.background.hex == "#FFFFFF"
            await pilot.press("f2")
            await pilot.pause()
            assert app.screen.styles.background.hex == "#000000"
            assert [look.theme for look in kept] == ["contrast"]


def test_themes_go_round_and_an_unknown_one_is_the_dark_one():
    assert [after(name).name for name in THEMES] == ["light", "contrast", "dark"]
    assert named("solarized").name == "dark"


async def test_the_tour_can_be_read_in_every_theme(open_session):
    async with open_session() as session:
        await session.press("f12")
        for _ in THEMES:
            await session.press("f2")
            (line,) = [one for one in session.screen.query(TourLines) if one.display]
            words = [segment.style for segment in line.render_line(0) if segment.text.strip()]
            assert min(map(contrast, words)) >= 4.5
