"""The recommender learns from a handful of documents, and says how good it is of stories it has not seen."""

import pytest
from corpus_tool_testing.builders import document
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.learning.articles import Example
from corpus_tool.learning.beside import all_fitted
from corpus_tool.learning.calibration import calibrated
from corpus_tool.learning.chunks import Chunk, chunks_of, tags_of
from corpus_tool.learning.curve import Point, curve_of, drawn, gain, sentence, svg
from corpus_tool.learning.gazetteer import Gazetteer
from corpus_tool.learning.judging import Judged, folds, judged, together
from corpus_tool.learning.recommender import Model, Recommender, calibrations, learn, qualities
from corpus_tool.learning.telling import Guess
from corpus_tool.model.annotations import Argument, Event, Span
from corpus_tool.workbench.suggestions.articles import article_of

CITIES = ("حلب", "دمشق", "حمص", "درعا", "إدلب", "الرقة", "حماة", "تدمر")
GROUPS = ("الجيش السوري", "داعش", "جبهة النصرة", "حزب الله")


def example(number: int, city: str, group: str, cluster: str = "") -> Example:
    text = f"قصف {group} مواقع في {city} أمس.\nوسقط قتلى في {city} ثم عاد الهدوء."
    where, who = text.index(city), text.index(group)
    again = text.rindex(city)
    spans = (
        Span(id="s1", label="GPE", fragments=((where, where + len(city)),)),
        Span(id="s2", label="ORG", fragments=((who, who + len(group)),)),
        Span(id="s3", label="GPE", fragments=((again, again + len(city)),)),
    )
    strike = Event(id="e1", type="Conflict.Shelling", fragments=((0, 3),), arguments=(Argument("Attacker", "s2"),))
    dead = text.index("قتلى")
    death = Event(id="e2", type="Life.Die", fragments=((dead, dead + 4),))
    return Example(article_of(document(text, f"d{number}"), cluster), spans, (strike, death))


EXAMPLES = [example(number, city, GROUPS[number % 4]) for number, city in enumerate(CITIES)]


@pytest.fixture(scope="module")
def model():
    return learn(EXAMPLES)


def test_names_that_were_never_seen_are_told_by_what_stands_around_them(model):
    told = Recommender(model).suggest(example(9, "منبج", "داعش").article)
    assert {(one.label, one.start, one.end) for one in told if not one.is_event} >= {("ORG", 4, 8), ("GPE", 18, 22)}
    assert all(0 <= one.belief <= 1 for one in told)


def test_a_subtype_is_told_where_it_is_clear():
    def with_subtypes(one, number):
        kinds = ("Town", "Region") if number % 2 else ("Region", "Town")
        said = {"s1": kinds[0], "s2": "ArmedGroup", "s3": kinds[1]}
        spans = tuple(replace(span, attributes={"subtype": said[span.id]}) for span in one.spans)
        return one._replace(spans=spans)

    made = learn([with_subtypes(one, number) for number, one in enumerate(EXAMPLES)])
    told = Recommender(made).suggest(example(9, "منبج", "داعش").article)
    assert {(one.label, one.subtype) for one in told if not one.is_event} == {("ORG", "ArmedGroup"), ("GPE", "")}


def test_events_are_told_with_who_plays_a_role_in_them(model):
    told = Recommender(model).suggest(example(9, "حلب", "داعش").article)
    (strike,) = (one for one in told if one.label == "Conflict.Shelling")
    ((role, number),) = strike.arguments
    assert (role, told[number].label) == ("Attacker", "ORG")


def test_every_label_is_judged_by_what_was_held_out(model):
    assert model.held_out == len(EXAMPLES)
    assert {one.label for one in model.quality} == {"GPE", "ORG", "Conflict.Shelling", "Life.Die"}
    assert sum(one.there for one in model.quality) == 5 * len(EXAMPLES)


def test_what_was_learned_can_be_kept_and_read_again(model):
    article = EXAMPLES[0].article
    again = Model.from_bytes(model.to_bytes())
    assert Recommender(again).suggest(article) == Recommender(model).suggest(article)


def test_nothing_is_suggested_before_it_was_judged():
    alone = learn([example(number, city, "داعش", cluster="one") for number, city in enumerate(CITIES[:4])])
    assert alone.held_out == 0
    assert Recommender(alone).suggest(EXAMPLES[0].article) == []


def test_labels_that_are_mostly_wrong_are_not_suggested():
    confused = [
        one._replace(spans=(one.spans[0], Span(id="x", label="NUM", fragments=((number, number + 1),))))
        for number, one in enumerate(EXAMPLES)
    ]
    made = learn(confused)
    good = {one.label for one in made.quality if one.is_good}
    assert "NUM" not in good
    assert all(one.label in good for one in Recommender(made).suggest(EXAMPLES[0].article))


def test_a_label_is_suggested_by_what_its_sure_guesses_were_worth():
    right = {(at, at + 1) for at in range(3)}
    spans = tuple(Span(id=f"s{at}", label="GPE", fragments=((at, end),)) for at, end in right)
    sure = [Guess(at, at + 1, "GPE", 0.9) for at in range(4)]
    unsure = [Guess(at, at + 1, "GPE", 0.2) for at in range(10, 30)]
    results = [Judged(EXAMPLES[0]._replace(spans=spans, events=()), (*sure, *unsure))]
    (gpe,) = qualities(results, calibrations(results))
    assert (gpe.hits, gpe.told, gpe.there) == (3, 24, 3)
    assert (gpe.sure_hits, gpe.sure) == (3, 4)
    assert gpe.is_good


def test_no_story_is_on_both_sides():
    examples = [example(number, city, "داعش", cluster=f"c{number % 3}") for number, city in enumerate(CITIES)]
    parts = folds(examples, 3)
    stories = [{one.article.cluster for one in part} for part in parts]
    assert sum(map(len, stories)) == len(set.union(*stories)) == 3
    assert len(list(judged(all_fitted(parts, None, range(3)), parts))) == len(examples)


def test_two_processes_learn_what_one_does():
    parts = folds(EXAMPLES, 3)
    assert all_fitted(parts, None, [0, -1], beside=True) == all_fitted(parts, None, [0, -1])


def test_names_of_the_same_story_are_not_shown_while_it_is_learned():
    known = Gazetteer([(("حلب",), "GPE", "one"), (("داعش",), "ORG", "one"), (("داعش",), "ORG", "two")])
    assert (known.knows(("حلب",)), known.knows(("حلب",), but="one")) == ("GPE", "")
    assert known.knows(("داعش",), but="one") == "ORG"


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60), st.floats(0, 1), st.floats(0, 1))
def test_whoever_is_surer_is_never_said_to_be_less_sure(cases, one, other):
    made = calibrated(cases)
    low, high = sorted((one, other))
    assert 0 <= made.share(low) <= made.share(high) <= 1


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3), st.sampled_from("AB")), max_size=8))
def test_stretches_that_do_not_meet_come_back_from_their_tags(given_chunks):
    apart: list[Chunk] = []
    for start, length, label in sorted(given_chunks):
        if not apart or start >= apart[-1].end:
            apart.append(Chunk(start, start + length, label))
    assert chunks_of(tags_of(apart, 16)) == apart


def test_the_curve_has_a_point_for_each_size_and_lies_in_its_interval():
    points = curve_of(EXAMPLES)
    assert [one.documents for one in points] == [2, 4, 6]
    assert all(one.low <= one.f1 <= one.high for one in points)
    assert together([]).f1 == 0


def test_the_curve_says_whether_more_would_help():
    rising = [Point(2, 0.2, 0.15, 0.25), Point(4, 0.3, 0.28, 0.32), Point(8, 0.4, 0.38, 0.42)]
    assert gain(rising) == pytest.approx(0.1)
    assert "about 0.10 more" in sentence(rising)
    flat = [one._replace(f1=0.4) for one in rising]
    assert "not expected to help" in sentence(flat)
    assert "too few stories" in sentence(rising[:1])


def test_the_curve_is_drawn_without_colour_and_as_a_picture():
    points = [Point(2, 0.25, 0.2, 0.5), Point(4, 0.5, 0.4, 0.6)]
    _, first, _ = drawn(points)
    assert first.split()[1] == "█" * 8 + "▓" * 2 + "░" * 10
    assert svg(points).startswith("<svg ")
    assert svg(points[:1]) == ""
