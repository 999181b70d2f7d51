"""The page about agreement: text stays text, excerpts keep what is marked, numbers stand beside colours."""

from collections import Counter

import pytest
from corpus_tool_testing.builders import ARABIC
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpus_tool.agreement import Score, Why
from corpus_tool.learning.curve import Point
from corpus_tool.model.disagreement_counts import DocumentCount
from corpus_tool.reports.page.courses import over_time
from corpus_tool.reports.page.documents import MOST_DOTS, documents
from corpus_tool.reports.page.excerpts import LEFT_OUT, NEAR, excerpt, pieces
from corpus_tool.reports.page.facts import Curve, Key, PageFacts, key_of, why_not
from corpus_tool.reports.page.learning import learning
from corpus_tool.reports.page.markup import Markup, element, end, isolated, start, text
from corpus_tool.reports.page.plots import Dot, plot
from corpus_tool.reports.page.tables import SHADES, bar, score_cells, shade, shaded
from corpus_tool.text.coordinates import Range


def read(markup):
    return etree.fromstring(f"<p>{markup}</p>")


def words(markup):
    return "".join(read(markup).itertext())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_through_as_text_and_nothing_else(plain):
    inside = read(text(plain))
    assert all(child.tag == "span" and child.get("class") == "unseen" for child in inside)
    shown = "".join(inside.itertext())
    assert shown == plain or len(list(inside))
    attributed = etree.fromstring(element("a", title=plain))
    assert attributed.get("title") == plain or any(ord(c) < 32 or ord(c) > 0x7E for c in plain)


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "'\"><b>", "]]>", "&lt;", "<!--", "</bdi></p>", "javascript:x"]
)
def test_what_looks_like_markup_is_shown(hostile):
    assert words(text(hostile)) == hostile
    assert not list(read(text(hostile)))
    assert read(isolated(hostile, title=hostile))[0].get("title") == hostile


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066", "\x00", "\x1b", "\r", "\ufffe", "\x85", "\ud800"])
def test_controls_are_named_and_do_nothing(unseen):
    assert words(text(f"a{unseen}b")) == f"aU+{ord(unseen):04X}b"
    assert read(element("i", title=unseen))[0].get("title") == f"U+{ord(unseen):04X}"


def test_joiners_and_direction_marks_stay_since_letters_need_them():
    assert words(text("\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\u200f")).count("U+") == 0


def test_markup_is_not_escaped_again_and_tags_close():
    assert element("p", Markup("<b>x</b>"), "<") == "<p><b>x</b>&lt;</p>"
    assert element("meta", charset="utf-8") == '<meta charset="utf-8"/>'
    assert start("section", class_="a", id=None) + end("section") == '<section class="a"></section>'


def test_marks_stand_in_the_sentence_and_join_where_they_touch():
    start_at = ARABIC.index("لداعش")
    drawn = read(excerpt(ARABIC, Range(0, ARABIC.index("\n")), [(start_at + 1, start_at + 5)], "ORG", "by0"))
    (mark,) = drawn
    assert (mark.tag, mark.text, mark.get("title")) == ("mark", "داعش", "ORG")
    assert "".join(drawn.itertext()) == ARABIC.split("\n")[0]
    cut = [(one.place, one.is_marked) for one in pieces(Range(0, 9), [(2, 4), (3, 5), (7, 8)])]
    assert cut == [((0, 2), False), ((2, 5), True), ((5, 7), False), ((7, 8), True), ((8, 9), False)]


def test_of_a_long_sentence_what_is_near_the_marks_is_shown():
    long = "كلمة " * 400
    marks = [(1000, 1004), (1800, 1804)]
    drawn = read(excerpt(long, Range(0, len(long)), marks, "ORG", "by0"))
    shown = "".join(drawn.itertext())
    assert [mark.text for mark in drawn] == [long[slice(*mark)] for mark in marks]
    assert shown.count(LEFT_OUT) == 3
    assert len(shown) < 5 * NEAR
    assert all(part.strip().replace("كلمة", "").strip() == "" for part in shown.split(LEFT_OUT.strip()))


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 40)), min_size=1, max_size=4))
def test_every_marked_letter_is_in_the_excerpt(places):
    long = "".join(chr(0x4E00 + at) for at in range(1000))
    marks = [(at, at + length) for at, length in places]
    drawn = read(excerpt(long, Range(0, len(long)), marks, "ORG", "by0"))
    marked = "".join(mark.text for mark in drawn)
    assert marked == "".join(long[at] for at in range(1000) if any(first <= at < last for first, last in marks))


def test_keys_of_figures_are_read():
    assert key_of("f1_strict{Conflict.Attack}[noa,sami]") == Key("f1_strict", "Conflict.Attack", "noa,sami")
    assert key_of("f1_strict.mean") == Key("f1_strict", over="mean")
    assert key_of("alpha{ORG}") == Key("alpha", "ORG")
    assert key_of("") == Key("")


def test_a_bar_says_its_number_and_what_is_missing_says_why():
    drawn = etree.fromstring(bar(Score(0.5, 0.25, 0.75, 9), "ORG"))
    assert drawn.get("role") == "img"
    assert drawn.get("aria-label") == "ORG: 0.500, interval 0.250 to 0.750"
    assert drawn.find("title").text == drawn.get("aria-label")
    missing = Score(None, None, None, 0, Why.NO_VARIATION)
    assert "n/a" in score_cells(missing, "ORG")[0]
    assert "one value everywhere" in score_cells(missing, "ORG")[1]
    assert etree.fromstring(bar(Score(-0.3, -0.5, 1.0, 9), "x")) is not None


def test_every_reason_has_words():
    assert all(
        why_not(Score(None, None, None, 0, why)) and "_" not in why_not(Score(None, None, None, 0, why)) for why in Why
    )
    assert why_not(Score(0.5, None, None, 3)) == ""


def test_shades_grow_with_the_number_which_stands_in_the_cell():
    assert [shade(count, 100) for count in (0, 1, 100)] == [0, 1, SHADES]
    assert shade(3, 0) == 0
    assert ">3</a>" in shaded(3, 10, "other", "#g1", "ORG against GPE")
    assert "\u00b7" in shaded(0, 10, "other", None, "")


def test_a_plot_leads_from_each_dot_and_says_what_it_shows():
    drawn = etree.fromstring(plot([Dot("ar-1", 0.5, "#doc1"), Dot("ar-2", 1.0, "#doc2")], "F1", is_line=False))
    assert [link.get("href") for link in drawn.iter("a")] == ["#doc1", "#doc2"]
    assert drawn.get("aria-label") == "F1: 2 values from 0.500 to 1.000"


def count(key, week, date):
    return DocumentCount(key, "", "ar", "rtl", ("noa", "sami"), date, week, 1, 1, 0, Counter())


def test_a_course_needs_two_times_and_leads_to_its_documents():
    facts = page_facts(by_document={"a": 0.5, "b": 1.0, "c": 0.6})
    drawn = read(over_time(facts, [count("a", "2026-W05", ""), count("b", "2026-W06", ""), count("c", "2026-W06", "")]))
    assert [link.get("href") for link in drawn.iter("a")] == ["#doc1", "#doc2", "#doc3"]
    assert "0.800" in "".join(drawn.itertext()) and "Nobody knows when the articles appeared." in "".join(
        drawn.itertext()
    )
    (one,) = [read(over_time(facts, [count("a", "2026-W05", "2026-01-31")]))]
    assert "All of the work was finished in 2026-W05" in "".join(one.itertext())


def test_of_very_many_documents_the_spread_is_drawn():
    of = [count(f"d{n}", "", "") for n in range(MOST_DOTS + 1)]
    facts = page_facts(by_document={one.key: 0.95 for one in of})
    drawn = read(documents(facts, of, [range(0)] * len(of)))
    assert "How many documents lie where" in "".join(drawn.itertext())


def test_a_learning_curve_is_drawn_told_and_listed():
    points = [Point(2, 0.25, 0.2, 0.3), Point(4, 0.4, 0.35, 0.45), Point(8, 0.5, 0.45, 0.55)]
    drawn = read(learning([Curve("noa", points, is_old=True), Curve("", points, is_old=False)]))
    said = "".join(drawn.itertext())
    assert len(list(drawn.iter("{*}svg"))) == 2
    assert "From the work of: noa" in said and "From all work" in said
    assert said.count("Twice as many are expected to bring") == 2
    assert said.count("More was done since") == 1
    assert "0.45–0.55" in said


def page_facts(**more):
    return PageFacts("a.db", "", "", "", ("noa", "sami"), {}, "tokens", 0.95, 0, 1, {}, {}, **more)
