"""What the tool is to a terminal: what it sends, how it bears small and changing windows, and every way to end it."""

import json
import signal
import sqlite3
from pathlib import Path

import pytest
from corpus_tool_testing.terminal import Terminal

from corpus_tool.text.inline import visual_string

pytestmark = pytest.mark.terminal

TAKING_OVER = b"\x1b[8l"
HANDING_BACK = b"\x1b[8h"
PAINTED = b"\x1b[0m"
"""Ends each painted stretch of cells."""

OPEN = ("annotate", "ar-0001", "--as", "lena", "--corpus", "demo.db")


def mark_a_word(terminal: Terminal) -> None:
    """Mark the first word, and see it."""
    terminal.wait_for("0 spans")
    terminal.press("ctrl+home", "p")
    terminal.wait_for("1 span")


def soundness(corpus: Path) -> list[str]:
    """What SQLite says of the file."""
    connection = sqlite3.connect(corpus)
    try:
        return [row[0] for row in connection.execute("PRAGMA integrity_check")]
    finally:
        connection.close()


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP], ids=lambda ending: ending.name)
def test_a_mark_that_was_seen_survives_every_end(open_terminal, tool, demo, ending):
    terminal = open_terminal(*OPEN)
    mark_a_word(terminal)
    assert terminal.kill(ending) != 0

    assert soundness(demo) == ["ok"]
    again = open_terminal(*OPEN)
    again.wait_for("lena (in-progress)  1 span  0 events")
    again.quit()
    assert "lena 1 (in-progress)" in tool("documents", "--corpus", "demo.db")


def test_a_window_that_is_closed_leaves_the_marks_and_the_working_time(open_terminal, tool, demo):
    terminal = open_terminal(*OPEN)
    mark_a_word(terminal)
    terminal.close()
    assert soundness(demo) == ["ok"]
    (spent,) = json.loads(tool("status", "--time", "--as", "lena", "--json", "--corpus", "demo.db"))
    assert spent["acts"] == 1 and spent["seconds"] > 0
    again = open_terminal(*OPEN)
    again.wait_for("1 span")
    again.quit()


@pytest.mark.parametrize("words", [("demo", "--as", "lena"), OPEN], ids=["list", "document"])
def test_ctrl_q_ends_well_from_everywhere(open_terminal, demo, words):
    terminal = open_terminal(*words)
    terminal.wait_for("lena")
    terminal.press("ctrl+q")
    assert terminal.end() == 0


def test_ctrl_q_ends_well_while_a_question_stands(open_terminal, demo):
    terminal = open_terminal(*OPEN)
    terminal.wait_for("0 spans")
    terminal.press("E")
    terminal.wait_for("Event type for")
    terminal.press("ctrl+q")
    assert terminal.end() == 0


def test_the_order_of_letters_is_ours_from_the_first_paint_to_the_end(open_terminal, demo):
    terminal = open_terminal(*OPEN)
    terminal.wait_for("0 spans")
    assert terminal.received.index(TAKING_OVER) < terminal.received.index(PAINTED)
    assert HANDING_BACK not in terminal.received
    terminal.quit()
    assert terminal.received.rindex(HANDING_BACK) > terminal.received.rindex(TAKING_OVER)
    assert terminal.received.count(HANDING_BACK) == 1


def test_after_an_error_at_the_start_the_terminal_is_as_it_was(open_terminal, demo):
    terminal = open_terminal("annotate", "zz-9999", "--as", "lena", "--corpus", "demo.db")
    assert terminal.end() == 1
    assert "There is no document" in terminal.text
    assert TAKING_OVER not in terminal.received


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (1, 1), (300, 100)], ids=str)
def test_windows_of_every_size_are_borne(open_terminal, demo, size):
    terminal = open_terminal(*OPEN, size=size)
    terminal.wait_for(lambda terminal: TAKING_OVER in terminal.received)
    terminal.press("left", "shift+left", "down", "up", "tab", "p", "E")
    terminal.resize(100, 30)
    terminal.wait_for("Event type for")
    terminal.wait_for("1 span")
    terminal.quit()


def test_a_window_may_change_at_any_time(open_terminal, demo):
    terminal = open_terminal("demo", "--as", "lena")
    terminal.wait_for("arrows move")
    terminal.resize(20, 5)
    terminal.resize(120, 40)
    terminal.wait_for(lambda terminal: len(terminal.screen) == 40 and "he-0008" in terminal.text)
    terminal.press("enter")
    terminal.wait_for("0 spans  0 events")
    terminal.wait_for("No events yet")
    terminal.resize(80, 24)
    terminal.wait_for(lambda terminal: "No events yet" not in terminal.text)
    terminal.press("left", "p")
    terminal.wait_for("1 span")
    terminal.resize(20, 5)
    terminal.press("left", "o")
    terminal.resize(80, 24)
    terminal.wait_for("2 spans")
    terminal.quit()


def test_without_colours_the_selection_and_the_labels_are_still_told(open_terminal, demo):
    terminal = open_terminal(*OPEN, NO_COLOR="1")
    mark_a_word(terminal)
    terminal.wait_for(lambda terminal: "PER" in terminal.screen[2])
    cells = [terminal.style_at(row, column) for row in range(24) for column in range(80)]
    assert all(is_grey(colour) for foreground, background, _ in cells for colour in (foreground, background))
    assert any(is_reversed for _, _, is_reversed in cells)


def is_grey(colour: str) -> bool:
    """Whether a colour as pyte names it has no hue."""
    return colour in {"default", "black", "white"} or colour[:2] == colour[2:4] == colour[4:]


@pytest.mark.parametrize("words", [("documents",), ("show", "he-0001", "--layers", "gold")], ids=" ".join)
def test_verbs_print_in_visual_order_to_who_looks_and_as_stored_to_a_pipe(open_terminal, tool, demo, words):
    title = "דיר א-זור: לפחות"  # within the title of he-0001
    terminal = open_terminal(*words, "--corpus", "demo.db", size=(150, 400))
    terminal.wait_for(visual_string(title))
    assert terminal.end() == 0
    assert terminal.received.count(TAKING_OVER) == terminal.received.count(HANDING_BACK) > 0
    assert title in tool(*words, "--corpus", "demo.db")


def test_json_is_never_reordered(open_terminal, demo):
    terminal = open_terminal("show", "he-0001", "--json", "--corpus", "demo.db", size=(200, 400))
    terminal.end()
    assert "דיר א-זור".encode() in terminal.received
    assert TAKING_OVER not in terminal.received
