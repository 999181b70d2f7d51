"""How text is written for each terminal, and what is sent to it."""

import pytest

from corpus_tool.tui.terminal.answers import Findings, Heard, parse
from corpus_tool.tui.terminal.detection import HINTS, Detected, detected
from corpus_tool.tui.terminal.sequences import sequences_for

from .test_terminal_answers import KITTY, KONSOLE, MLTERM, PUTTY, QTERMINAL, SCREEN, TMUX, VTE, XTERM

EXPLICIT = "\x1b[8l\x1b[1 k"
IMPLICIT = "\x1b[0 k\x1b[8h"


def found(answers: bytes = b"", override=None, saved=None, **environ: str) -> Detected:
    return detected(environ, parse(answers), override, saved or {})


@pytest.mark.parametrize("answers", [XTERM, VTE, KONSOLE, MLTERM, KITTY, PUTTY, QTERMINAL, b""])
def test_outside_a_multiplexer_cells_are_sent_in_visual_order(answers):
    assert found(answers, TERM="xterm").terminal.mode == "visual"


@pytest.mark.parametrize("answers", [TMUX, SCREEN])
def test_behind_a_multiplexer_each_cell_is_guarded(answers):
    assert found(answers, TERM="screen").terminal.mode == "visual+lrm"


@pytest.mark.parametrize("report", [b"", b"\x1b[1;3R\x1b[1;2R"], ids=["not measured", "two cells"])
def test_cells_are_not_guarded_by_a_character_that_may_take_a_cell(report):
    assert found(report, TERM="tmux-256color").terminal.mode == "visual"


def test_the_word_given_outranks_the_answer_kept_and_that_outranks_what_is_found():
    saved = {"tmux-256color tmux": "logical"}
    assert found(TMUX, saved=saved, TERM="tmux-256color").terminal.mode == "logical"
    assert found(TMUX, saved=saved, TERM="xterm").terminal.mode == "visual+lrm"
    given = found(TMUX, ("words", "--rtl-mode"), saved, TERM="tmux-256color")
    assert (given.terminal.mode, given.decided_by) == ("words", "--rtl-mode")


def test_an_answer_is_kept_under_the_terminal_without_its_version():
    assert found(KITTY, TERM="xterm-kitty").key == "xterm-kitty kitty"
    assert found(XTERM, TERM="xterm").key == "xterm XTerm"


def test_vowel_signs_are_left_out_where_they_would_take_a_cell():
    assert not found(QTERMINAL, TERM="xterm").terminal.show_marks
    assert "vowel signs" in " ".join(found(QTERMINAL, TERM="xterm").hints)
    assert found(VTE, TERM="xterm").terminal.show_marks


@pytest.mark.parametrize(
    ("answers", "environ", "word"),
    [
        (KITTY, {"TERM": "xterm-kitty"}, "force_ltr yes"),
        (PUTTY, {"TERM": "xterm"}, "Disable bidirectional text display"),
        (b"", {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "doctor"),
    ],
)
def test_a_terminal_that_only_its_user_can_set_right_gets_a_hint_until_a_mode_is_chosen(answers, environ, word):
    assert word in " ".join(found(answers, **environ).hints)
    assert found(answers, override=("visual", "--rtl-mode"), **environ).hints == ()


def test_no_hint_where_nothing_is_to_be_done():
    assert found(VTE, TERM="xterm").hints == found(XTERM, TERM="xterm").hints == ()
    assert set(HINTS) == {"kitty", "PuTTY", "Apple_Terminal"}


def test_a_guard_that_takes_a_cell_is_warned_of_where_it_was_chosen():
    assert "U+200E" in found(MLTERM, ("visual+lrm", "--rtl-mode"), TERM="mlterm").hints[0]


@pytest.mark.parametrize(
    ("name", "start", "exit"),
    [
        ("XTerm", EXPLICIT, IMPLICIT),
        (
            "Konsole",
            EXPLICIT + "\x1b]50;BidiRenderingEnabled=false\x07",
            "\x1b]50;BidiRenderingEnabled=true\x07" + IMPLICIT,
        ),
        ("mlterm", EXPLICIT + "\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07" + IMPLICIT),
        ("tmux", EXPLICIT + "\x1bPtmux;\x1b\x1b[8l\x1b\\", "\x1bPtmux;\x1b\x1b[8h\x1b\\" + IMPLICIT),
    ],
)
def test_what_is_sent_at_the_start_is_undone_at_the_end(name, start, exit):
    assert sequences_for(name, "visual", Findings()) == (start, exit)
    assert sequences_for(name, "visual+lrm", Findings()) == (start, exit)


@pytest.mark.parametrize("mode", ["words", "logical"])
def test_a_terminal_that_is_to_order_by_itself_is_sent_nothing(mode):
    assert sequences_for("Konsole", mode, Findings()) == ("", "")


def test_a_terminal_that_was_in_explicit_mode_before_stays_in_it():
    assert sequences_for("VTE", "visual", Findings(implicit=2)).exit == "\x1b[0 k"
    assert sequences_for("VTE", "visual", Findings(implicit=1)).exit == IMPLICIT


def test_without_a_terminal_to_ask_the_environment_decides():
    told = detected({"TERM": "xterm", "LANG": "C.UTF-8", "HOME": "/home/noa"}, Heard(), None, {})
    assert (told.terminal.mode, told.environment) == ("visual", {"TERM": "xterm", "LANG": "C.UTF-8"})
