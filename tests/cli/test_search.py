"""corpus-tool search, as it is typed and read."""

import json

import pytest

from corpus_tool.cli.concordance import aligned
from corpus_tool.text.inline import cells
from corpus_tool.workbench.concordance import Line


@pytest.fixture
def corpus(well, folder):
    (folder / "ar.txt").write_text("قصف الجيش السوري مواقع\nلداعش في حلب.", encoding="utf-8")
    (folder / "he.txt").write_text('צה"ל תקף מטרות של דאע"ש בסמוך לדמשק.', encoding="utf-8")
    well("new")
    well("import", "ar.txt", "he.txt")


def test_a_pipe_gets_tab_separated_logical_text(corpus, well):
    assert well("search", "داعش").out == "ar\t23\t28\tقصف الجيش السوري مواقع\tلداعش\tفي حلب.\n"


def test_several_words_are_one_query(corpus, well):
    assert well("search", "קצין", "תקף").err == "Nothing found.\n"
    assert len(well("search", "דאעש", "תקף").out.splitlines()) == 2


def test_a_script_gets_json_with_offsets(corpus, well):
    (found,) = json.loads(well("search", "דמשק", "--json").out)
    assert (found["document"], found["start"], found["text"]) == ("he", 30, "לדמשק")


def test_nothing_to_look_for_is_a_mistake(corpus, tool):
    assert tool("search").code == 2
    assert "NAME=VALUE" in tool("search", "--attribute", "polarity").err


def test_on_a_terminal_right_to_left_finds_stand_in_one_column():
    lines = [
        Line("ar", 0, 0, "قصف الجيش السوري مواقع ", "لداعش", " في حلب."),
        Line("ar-long", 0, 0, "", "داعش", " ينسحب من المدينة القديمة ومن كل الأحياء التي حولها"),
        Line("he", 0, 0, "צה״ל תקף מטרות של ", 'דאע"ש', " בסמוך לדמשק."),
    ]
    rows = aligned(lines, 80)
    assert all(cells(row) <= 80 for row in rows)
    # Reading begins on the right: each find ends in the same cell, and what is read next stands on its left.
    rests = [row.split("  ")[-1] for row in (rows[0], rows[2])]
    assert {cells(row) - cells(rest) for row, rest in zip((rows[0], rows[2]), rests, strict=True)} == {
        cells(rows[1]) + 2
    }


def test_left_to_right_finds_begin_in_one_column():
    lines = [Line("a", 0, 0, "one two ", "three", " four"), Line("b", 0, 0, "x ", "threesome", "")]
    first, second = aligned(lines, 60)
    assert first.index("three") == second.index("threesome")


def test_what_is_said_of_each_find_stands_in_columns():
    lines = [Line("d", 0, 1, "", "א", "", who, "annotator", "s1", "ORG") for who in ("noa", "gold")]
    first, second = aligned(lines, 60)
    assert first.index("ORG") == second.index("ORG") == len("d  gold  ")


def test_no_control_of_a_text_reaches_the_terminal():
    hostile = "\x1b[31m\u202e\u2066a\u200f\x07\x9b"
    (row,) = aligned([Line(hostile, 0, 0, hostile, hostile, hostile, "noa" + hostile, "annotator", "s1", hostile)], 200)
    assert not set(row) & set("\x1b\x07\x9b\u202e\u2066\u200f")
