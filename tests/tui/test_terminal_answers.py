"""What terminals answer, as recorded, and which terminal is recognised in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.tui.terminal.answers import Findings, parse
from corpus_tool.tui.terminal.environment import telling
from corpus_tool.tui.terminal.identity import identify

# xterm 379, xfce4-terminal with VTE 0.70.6, tmux 3.3a, Konsole 22.12.3, mlterm 3.9.0, kitty 0.26.5, pterm 0.78.
XTERM = b"\x1b[?2501;0$y\x1b[1;2R\x1b[1;2R\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[8;0$y\x1b[?64;1;2;6;9;22;28c"
VTE = b"\x1b[?2501;2$y\x1b[1;2R\x1b[1;2R\x1b[>65;7006;1c\x1b[8;1$y\x1b[?65;1;9c"
TMUX = b"\x1b[1;2R\x1b[1;2R\x1bP>|tmux 3.3a\x1b\\\x1b[>84;0;0c\x1b[?1;2c"
KONSOLE = b"\x1b[1;2R\x1b[1;2R\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c"
MLTERM = b"\x1b[?2501;0$y\x1b[1;3R\x1b[1;2R\x1b[>24;279;0c\x1b[8;0$y\x1b[?63;1;2;3;4;6;7;15;18;22;29c"
KITTY = b"\x1b[?2501;0$y\x1b[1;2R\x1b[1;2R\x1bP>|kitty(0.26.5)\x1b\\\x1b[>1;4000;26c\x1b[8;0$y\x1b[?62;c"
PUTTY = b"\x1b[1;2R\x1b[1;2R\x1b[>0;136;0c\x1b[?6c"
# Put together from the cells and attributes that are known of them.
SCREEN = b"\x1b[24;2R\x1b[24;2R\x1b[>83;40900;0c\x1b[?1;2c"
QTERMINAL = b"\x1b[1;2R\x1b[1;3R\x1b[>0;115;0c\x1b[?1;2c"


def test_every_answer_of_xterm_is_understood():
    assert parse(XTERM).findings == Findings(
        version="XTerm(379)",
        primary="64;1;2;6;9;22;28",
        secondary="41;379;0",
        autodetection=0,
        implicit=0,
        guard_cells=1,
        mark_cells=1,
    )


def test_a_terminal_that_orders_text_says_so():
    findings = parse(VTE).findings
    assert (findings.version, findings.autodetection, findings.implicit) == ("", 2, 1)


def test_cells_are_columns_after_a_carriage_return():
    assert (parse(MLTERM).findings.guard_cells, parse(QTERMINAL).findings.mark_cells) == (2, 2)


def test_cursor_reports_count_only_in_a_pair():
    shift_f3 = b"\x1b[1;2R"
    assert parse(TMUX + shift_f3).findings.guard_cells is None
    assert parse(shift_f3).findings == Findings()


def test_what_was_typed_before_and_between_answers_is_given_back():
    heard = parse(b"ab\x1b[A" + VTE[:11] + b"\xd8\xb3\r" + VTE[11:] + b"q\x1b")
    assert heard.typed == b"ab\x1b[A\xd8\xb3\rq\x1b"
    assert heard.findings == parse(VTE).findings


@pytest.mark.parametrize("answers", [XTERM, VTE, TMUX, KONSOLE, PUTTY])
@given(data=st.data())
def test_an_answer_cut_off_is_never_taken_for_keys(answers, data):
    cut = data.draw(st.integers(0, len(answers)))
    typed = parse(answers[:cut]).typed
    assert typed in (b"", b"\x1b")  # the escape key itself cannot be told from the first byte of an answer


@given(
    st.lists(st.sampled_from([b"\x1b", b"[", b"P>|", b"?", b"8", b"1", b";", b"$y", b"c", b"R", b"\xd8"])).map(b"".join)
)
def test_noise_is_borne_and_keys_without_escape_are_all_given_back(noise):
    assert parse(noise).findings.version.isprintable()
    keys = noise.replace(b"\x1b", b"")
    assert parse(keys).typed == keys


def test_a_name_cannot_carry_sequences():
    assert parse(b"\x1bP>|a\x01\x9b\xffb\x1b\\").findings.version == "ab"
    assert len(parse(b"\x1bP>|" + b"x" * 999 + b"\x1b\\").findings.version) == 60


@pytest.mark.parametrize(
    ("answers", "environ", "name"),
    [
        (XTERM, {"TERM": "xterm"}, "XTerm"),
        (XTERM, {"TERM": "xterm", "KONSOLE_VERSION": "221203", "KITTY_WINDOW_ID": "1", "TMUX": "inherited"}, "XTerm"),
        (VTE, {"TERM": "xterm-256color", "VTE_VERSION": "7006"}, "VTE"),
        (VTE, {"TERM": "xterm-256color", "TMUX": "inherited"}, "VTE"),
        (TMUX, {"TERM": "tmux-256color", "VTE_VERSION": "7006"}, "tmux"),
        (b"", {"TERM": "screen-256color", "TMUX": "/tmp/tmux"}, "tmux"),
        (SCREEN, {"TERM": "screen.xterm-256color", "STY": "1.pts-0"}, "screen"),
        (SCREEN, {"TERM": "screen"}, "screen"),
        (KONSOLE, {"TERM": "xterm-256color"}, "Konsole"),
        (b"", {"TERM": "xterm-256color", "KONSOLE_VERSION": "190400"}, "Konsole"),
        (MLTERM, {"TERM": "mlterm", "MLTERM": "3.9.0"}, "mlterm"),
        (b"", {"TERM": "mlterm"}, "mlterm"),
        (b"", {"TERM": "xterm", "MLTERM": "3.9.0"}, "mlterm"),
        (KITTY, {"TERM": "xterm-256color"}, "kitty"),
        (b"", {"TERM": "xterm-kitty"}, "kitty"),
        (PUTTY, {"TERM": "xterm"}, "PuTTY"),
        (b"", {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "Apple_Terminal"),
        (b"", {"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, "vscode"),
        (b"", {"TERM": "linux"}, "linux"),
        (b"", {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "TMUX": "of the server"}, "browser"),
        (b"", {}, "unknown"),
    ],
)
def test_a_terminal_is_known_by_its_own_word_before_the_environment(answers, environ, name):
    assert identify(environ, parse(answers).findings).name == name


def test_values_that_name_people_and_machines_are_left_out():
    environ = {"TERM": "xterm", "TMUX": "/tmp/tmux-1000/noa", "STY": "", "SSH_CONNECTION": "10.0.0.1", "SECRET": "x"}
    assert telling(environ) == {"TERM": "xterm", "TMUX": "set", "SSH_CONNECTION": "set"}
