"""What doctor shows, asks and keeps."""

import io
import json
from dataclasses import replace

import pytest

from corpus_tool.cli import samples, terminals
from corpus_tool.cli.terminals import MODES, Known, detect, hints_to_show, keep, keep_mode, known_terminals
from corpus_tool.errors import UsageError
from corpus_tool.tui.terminal.answers import Heard
from corpus_tool.tui.terminal.detection import UNASKED
from corpus_tool.tui.terminal.environment import MODE_VARIABLE


@pytest.fixture(autouse=True)
def kitty(folder, monkeypatch):
    """A terminal of which nothing is known but its name."""
    monkeypatch.delenv(MODE_VARIABLE, raising=False)
    for name in ("TMUX", "STY", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "MLTERM", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-kitty")


def choosing(*lines: str) -> tuple[str | None, str]:
    """Let somebody type these lines; gives what she picked and what she saw."""
    screen = io.StringIO()
    typed = iter((*(f"{line}\n" for line in lines), ""))
    return samples.let_choose(detect(), screen, lambda: next(typed)), screen.getvalue()


def test_every_mode_shows_the_same_lines_and_what_was_sent_is_undone():
    _, seen = choosing("")
    for number, mode in enumerate(MODES, 1):
        assert f"\n{number}  {mode}" in seen
    assert seen.count("F-16") == seen.count("Reuters") * 2 == 8
    assert samples.SAMPLES[0] in seen  # as it is, in the mode logical
    assert seen.startswith("\x1b[8l") and seen.endswith("\x1b[8h")


@pytest.mark.parametrize(("line", "mode"), [("1", "visual"), ("2", "visual+lrm"), ("3", "words"), ("4", "logical")])
def test_what_reads_right_is_kept_and_used_from_then_on(line, mode):
    assert choosing(line)[0] == mode
    found = detect()
    assert (found.terminal.mode, found.hints) == (mode, ())
    assert "answer" in found.decided_by


def test_enter_and_the_end_of_input_leave_things_as_they_are():
    assert choosing("")[0] is choosing()[0] is None
    assert known_terminals() == {}


def test_it_asks_until_it_is_answered():
    picked, seen = choosing("5", "visual", "١", "3")
    assert (picked, seen.count("Which block")) == ("words", 4)


def test_a_screen_that_breaks_off_is_given_back():
    def interrupt() -> str:
        raise KeyboardInterrupt

    screen = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        samples.let_choose(detect(), screen, interrupt)
    assert screen.getvalue().endswith("\x1b[8h")


def test_without_a_terminal_it_says_what_the_environment_tells(tool):
    code, out, _ = tool("doctor")
    assert code == 0
    assert "kitty (TERM is xterm-kitty)" in out and "force_ltr yes" in out
    assert "There is no terminal here" in out


def test_the_report_names_neither_user_nor_machine(tool, monkeypatch):
    monkeypatch.setenv("SSH_CONNECTION", "10.1.2.3 22")
    code, out, err = tool("doctor", "--json")
    report = json.loads(out)
    assert (code, err, report["terminal"], report["mode"]) == (0, "", "kitty", "visual")
    assert report["answers"]["guard_cells"] is None
    assert "10.1.2.3" not in out and report["environment"]["SSH_CONNECTION"] == "set"


def test_reset_forgets_this_terminal_and_no_other(tool):
    keep_mode("xterm-kitty kitty", "words")
    keep_mode("xterm XTerm", "visual")
    assert "mode:        words" in tool("doctor")[1]
    assert "mode:        visual" in tool("doctor", "--reset")[1]
    assert known_terminals() == {"xterm XTerm": Known("visual", told=True)}


def test_a_broken_file_is_named_and_reset_begins_a_new_one(tool):
    file = terminals.terminals_file()
    file.parent.mkdir(parents=True)
    file.write_text("[[[")
    code, _, err = tool("doctor")
    assert (code, "terminals.toml cannot be used" in err, "--reset" in err) == (2, True, True)
    assert tool("doctor", "--reset")[0] == 0


@pytest.mark.parametrize("key", ["xterm XTerm", 'a "b" \\ c', "[x]", "a.b", ""])
def test_any_name_can_be_kept(key):
    keep({key: Known("words"), "other": Known(told=True)})
    assert known_terminals() == {key: Known("words"), "other": Known(told=True)}


def test_hints_are_shown_once():
    found = detect()
    assert hints_to_show(found) == found.hints != ()
    assert hints_to_show(found) == ()
    assert detect().hints == found.hints  # doctor goes on to tell them
    assert hints_to_show(UNASKED) == ()


def test_a_folder_that_cannot_be_written_is_named():
    folder = terminals.terminals_file().parent
    folder.parent.mkdir(parents=True)
    folder.write_text("a file where the folder should be")
    with pytest.raises(UsageError, match="cannot be written"):
        keep({})


def test_the_word_on_the_command_line_outranks_the_environment_and_that_the_answer_kept(monkeypatch):
    keep_mode(detect().key, "logical")
    assert detect().terminal.mode == "logical"
    monkeypatch.setenv(MODE_VARIABLE, "words")
    assert detect().decided_by == MODE_VARIABLE
    assert detect("visual+lrm").terminal.mode == "visual+lrm"


def test_a_mode_there_is_not_is_refused_wherever_it_was_given(monkeypatch):
    with pytest.raises(UsageError, match="--rtl-mode cannot be 'sideways'"):
        detect("sideways")
    monkeypatch.setenv(MODE_VARIABLE, "sideways")
    with pytest.raises(UsageError, match=MODE_VARIABLE):
        detect()


def test_marks_that_take_a_cell_are_left_out_of_the_samples():
    found = replace(UNASKED, terminal=replace(UNASKED.terminal, show_marks=False), heard=Heard())
    screen = io.StringIO()
    samples.let_choose(found, screen, lambda: "")
    assert "\u064f" not in screen.getvalue()
