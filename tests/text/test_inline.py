"""One-line text for menus and tables."""

from corpus_tool.text.inline import cells, fit, visual, visual_string
from corpus_tool.text.terminal import Terminal


def test_a_label_in_arabic_is_shaped_and_turned_round() -> None:
    assert visual_string("\u0628\u064a\u062a (1)") == "(1) \ufe96\ufef4\ufe91"


def test_a_label_in_latin_stays_as_it_is() -> None:
    assert visual_string("Person (PER)") == "Person (PER)"


def test_a_line_feed_in_a_label_is_shown_not_obeyed() -> None:
    assert visual_string("a\nb") == "a\u240ab"


def test_an_empty_label_has_no_cells() -> None:
    assert (visual(""), visual_string(""), cells("")) == ((), "", 0)


def test_the_columns_of_a_label_start_at_nought() -> None:
    assert [cluster.column for cluster in visual("\u05d0\u4e2d", direction="rtl")] == [0, 2]


def test_a_long_label_is_cut_at_its_logical_end_between_clusters() -> None:
    assert fit("\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f", 3) == "\u0645\u064f\u062d\u064e\u2026"
    assert fit("abc", 3) == "abc"
    assert fit("\u4e2d\u4e2d", 3) == "\u4e2d\u2026"
    assert fit("\u4e2d", 1) == "\u2026"
    assert fit("abc", 0) == ""


def test_a_terminal_that_turns_rows_gets_the_text_as_it_is() -> None:
    assert visual_string("\u0628\u064a\u062a", Terminal(mode="logical")) == "\u0628\u064a\u062a"


def test_the_ellipsis_of_a_cut_name_stands_where_the_name_goes_on():
    cut = fit("Marked: \u0642\u0635\u0641 \u062d\u0644\u0628 \u0627\u0644\u064a\u0648\u0645", 16)
    shown = [cluster.glyph[0] for cluster in visual(cut)]
    assert shown.index("\u2026") == len("Marked: ")
    assert cells(cut) == 16
    assert fit("Marked: words", 10) == "Marked: w\u2026"
