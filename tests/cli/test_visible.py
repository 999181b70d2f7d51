"""No control reaches a terminal through stdout or stderr; a pipe gets the very text."""

import json
import sys

from corpus_tool_testing.builders import ARABIC
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.cli.visible import for_reader_of

CONTROLS = {*map(chr, [*range(0x20), *range(0x7F, 0xA0)])} - {"\t", "\n"}
REORDERING = set("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Terminal:
    def isatty(self) -> bool:
        return True


class Pipe:
    def isatty(self) -> bool:
        return False


odd_text = st.text(alphabet=st.sampled_from([*CONTROLS, *REORDERING, *"a\t\n\u0628\u200c\u05d0"]))


@given(odd_text)
def test_a_terminal_is_commanded_nothing_and_a_pipe_gets_all(text):
    assert not (CONTROLS | REORDERING) & set(for_reader_of(Terminal(), text))
    assert for_reader_of(Pipe(), text) == text


@given(odd_text)
def test_json_on_a_terminal_is_still_that_json(text):
    assert json.loads(for_reader_of(Terminal(), json.dumps(text, ensure_ascii=False))) == text


def test_an_escape_is_written_out_and_everyday_text_is_left_alone():
    assert for_reader_of(Terminal(), "\x1b[2J\x7f\u202e") == "\\x1b[2J\\u007f\\u202e"
    assert for_reader_of(Terminal(), f"{ARABIC}\t\u200c") == f"{ARABIC}\t\u200c"


def test_a_hostile_document_is_listed_and_shown_in_peace(folder, tool, well, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")  # no progress bar, which draws with sequences of its own
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    well("new")
    (folder / "evil.txt").write_text(f"\u202e\x9b2J{ARABIC}\x7f", encoding="utf-8")
    outputs = [
        well("import", "evil.txt").out,
        well("documents").out,
        well("documents", "--json").out,
        well("show", "evil").out,
        well("show", "evil", "--json").out,
        well("show", "evil", "--audit").out,
        tool("show", "no\x1b[2Jsuch").err,
        tool("import", "no\x1b]0;such.txt").err,
    ]
    for said in outputs:
        assert said
        of_the_text = said.replace("\x1b[8l\x1b[1 k", "").replace("\x1b[0 k\x1b[8h", "")  # what we send ourselves
        assert not (CONTROLS | REORDERING) & set(of_the_text)


def test_data_for_a_pipe_is_the_text_itself(folder, well):
    well("new")
    (folder / "evil.txt").write_text("\u202e\x9b2J", encoding="utf-8")
    well("import", "evil.txt")
    assert "\u202e\x9b2J" in well("show", "evil").out
