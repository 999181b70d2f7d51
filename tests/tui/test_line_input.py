"""The input of one line: what it shows, what it tells."""

from textual import events
from textual.app import App, ComposeResult

from corpus_tool.text.inline import visual_string
from corpus_tool.tui import palette
from corpus_tool.tui.widgets.line_input import LineInput

ARABIC = "\u062f\u0645\u0651\u0631\u062a"


class OneLine(App[None]):
    """A line, and what it told."""

    def __init__(self, value: str = "", side="ltr") -> None:
        super().__init__()
        self.told: list[tuple[str, str]] = []
        self._begin = (value, side)

    def compose(self) -> ComposeResult:
        yield LineInput()

    def on_mount(self) -> None:
        self.line.begin("Find:", *self._begin)

    @property
    def line(self) -> LineInput:
        return self.query_one(LineInput)

    def shown(self) -> str:
        return self.line.render_line(0).text

    def under_caret(self) -> str:
        (text,) = [one.text for one in self.line.render_line(0) if one.style and one.style.reverse]
        return text

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        self.told.append(("changed", message.value))

    def on_line_input_submitted(self, message: LineInput.Submitted) -> None:
        self.told.append(("submitted", message.value))


async def test_right_to_left_text_is_kept_as_read_and_shown_as_seen():
    app = OneLine()
    async with app.run_test(size=(20, 3)) as pilot:
        for letter in ARABIC:  # as a terminal sends them; the pilot knows no keys for marks
            app.post_message(events.Key(letter, letter))
        await pilot.press("enter")
        await pilot.pause()
        assert app.line.value == ARABIC
        assert app.told == [("changed", ARABIC[:n]) for n in range(1, 6)] + [("submitted", ARABIC)]
        assert app.shown() == " Find: " + f" {visual_string(ARABIC)}".rjust(14)
        assert app.under_caret() == " "
        assert app.line.render_line(0).cell_length == 20


async def test_the_caret_walks_what_is_seen_and_edits_what_is_read():
    app = OneLine("ab \u05d0\u05d1\u05d2")
    async with app.run_test(size=(30, 3)) as pilot:
        await pilot.press("left")
        assert app.under_caret() == "\u05d0"
        await pilot.press("left", "x")
        assert app.line.value == "ab \u05d0x\u05d1\u05d2"
        await pilot.press("home", "delete", "end", "backspace")
        assert app.line.value == "b \u05d0x\u05d1"
        await pilot.press("ctrl+w")
        assert app.line.value == "b "
        await pilot.press("ctrl+u")
        assert app.line.value == ""


async def test_motions_tell_nothing_and_unknown_keys_go_on():
    app = OneLine("ab")
    async with app.run_test() as pilot:
        await pilot.press("left", "right", "home", "end", "f5", "up", "escape", "alt+x", "ctrl+t")
        assert app.told == []
        assert app.line.value == "ab"


async def test_a_line_longer_than_its_room_scrolls_with_the_caret():
    app = OneLine("\u05d0" * 10 + "\u05d1" * 40, "rtl")
    async with app.run_test(size=(20, 3)) as pilot:
        assert app.shown() == " Find: " + " " + "\u05d1" * 12
        await pilot.press("home")
        assert app.shown().endswith("\u05d1\u05d1\u05d1" + "\u05d0" * 10)
        assert app.under_caret() == "\u05d0"
        await pilot.resize_terminal(6, 3)
        await pilot.pause()
        assert app.line.render_line(0).cell_length == 6


async def test_an_empty_line_starts_on_the_side_it_is_told():
    for side, column in (("rtl", 19), ("ltr", 7)):
        app = OneLine("", side)
        async with app.run_test(size=(20, 3)):
            cells = list(app.line.render_line(0))
            at = next(i for i, one in enumerate(cells) if one.style == palette.CARET + app.line.rich_style)
            assert sum(one.cell_length for one in cells[:at]) == column


async def test_no_control_that_is_pasted_reaches_the_terminal():
    app = OneLine()
    async with app.run_test(size=(40, 3)) as pilot:
        app.post_message(events.Paste("a\x1b[2J\nb\u202ec\x07"))
        await pilot.pause()
        assert app.line.value == "a[2J b\u202ec"
        assert app.shown().rstrip() == " Find: a[2J bc"
