"""From the corpus to figures: who has finished what."""

import pytest
from corpus_tool_testing.builders import ARABIC, counting_surroundings, document, layer, new_store, span, strike
from msgspec.structs import replace

from corpus_tool.agreement import Why
from corpus_tool.agreement.drawing import NO_INTERVALS
from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import Layer
from corpus_tool.workbench.agreement.measuring import Asked, measure, measure_study
from corpus_tool.workbench.agreement.rulers import Unit
from corpus_tool.workbench.agreement.studying import Filters
from corpus_tool.workbench.importing import import_files


def done(of, status=Status.DONE):
    return Layer.of(of.name, of.schema, list(of.ordered), status)


@pytest.fixture
def store(tmp_path):
    with_clitic = layer([span("s1", ARABIC, "لداعش"), span("s2", ARABIC, "حلب", "GPE")])
    without = layer([span("s1", ARABIC, "داعش"), span("s2", ARABIC, "حلب", "GPE")], "sami")
    open_one = replace(document(ARABIC + " ثم عاد.", "ar-0002"))
    lines = [
        line_of(Bundle(document(), (done(with_clitic), done(without)))),
        line_of(Bundle(open_one, (done(layer([])), done(layer([], "sami"), Status.IN_PROGRESS)))),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with new_store(tmp_path) as store:
        import_files(store, [tmp_path / "a.jsonl"], counting_surroundings())
        yield store


def test_a_clitic_is_a_difference_in_characters_and_none_in_tokens(store):
    in_tokens = measure(store, Asked(unit=Unit.TOKENS, names=["f1_strict"], resampling=NO_INTERVALS))
    in_characters = measure(store, Asked(unit=Unit.CHARACTERS, names=["f1_strict"], resampling=NO_INTERVALS))
    assert in_tokens.figures["f1_strict[noa,sami]"].value == 1
    assert in_characters.figures["f1_strict[noa,sami]"].value == 0.5
    assert in_characters.figures["f1_strict{GPE}[noa,sami]"].value == 1
    assert in_characters.figures["f1_strict{ORG}[noa,sami]"].value == 0


def test_open_work_is_not_counted_and_empty_work_is(store):
    found = measure(store, Asked(names=["f1_strict"], resampling=NO_INTERVALS))
    assert found.documents == {"noa": 2, "sami": 1}
    assert found.shared == 1


def test_every_measure_answers_or_says_why_not(store):
    found = measure(store, Asked(resampling=NO_INTERVALS))
    assert all((score.value is None) == isinstance(score.reason, Why) for score in found.figures.values())


def test_what_takes_long_says_how_far_it_is_measure_by_measure_and_label_by_label(store):
    told = []
    found, study = measure_study(store, Asked(names=("f1_strict", "alpha"), resampling=NO_INTERVALS), told.append)
    total = 2 * (1 + len(study.labels))
    assert [(one.done, one.total) for one in told] == [(number, total) for number in range(1, total + 1)]
    assert {one.what for one in told} == {"f1_strict", "alpha"}
    assert found.figures


def test_who_or_what_is_not_there_is_told(store):
    with pytest.raises(NotFoundError, match=r"dan has finished no document here \(who has: noa\)"):
        measure(store, Asked(["noa", "dan"]))
    with pytest.raises(UsageError, match="needs two annotators"):
        measure(store, Asked(["noa"]))
    with pytest.raises(NotFoundError, match="no measure 'f2'"):
        measure(store, Asked(names=["f2"]))


def test_work_that_went_on_after_seeing_anothers_is_left_out_and_told(store):
    with store.writing():
        store.sightings.add(1, "sami", "layer", "noa", "2025")
    apart = measure(store, Asked(names=["f1_strict"], resampling=NO_INTERVALS))
    whole = measure(store, Asked(names=["f1_strict"], resampling=NO_INTERVALS, filters=Filters(include_assisted=True)))
    assert apart.figures["f1_strict[noa,sami]"].reason is Why.NO_SHARED_DOCUMENTS
    assert apart.assisted["f1_strict[noa,sami]"].value == 1
    assert whole.figures["f1_strict[noa,sami]"].value == 1
    assert whole.independent["f1_strict[noa,sami]"].value is None
    assert apart.counted.assisted == 1
    assert "In one document somebody went on" in apart.concerns[0].text


def test_tokens_and_characters_that_differ_are_a_concern(store):
    found = measure(store, Asked(names=["f1_strict"], resampling=NO_INTERVALS))
    assert (
        "1.00 on tokens and 0.50 on characters"
        in next(one for one in found.concerns if one.name == "units_differ").text
    )


def test_combining_marks_at_borders_are_ignored_where_one_asks_for_that(tmp_path):
    text = "\u0642\u0627\u0644 \u0645\u062d\u0645\u062f\u064c \u0634\u064a\u0626\u0627."
    bare, marked = (layer([span("s1", text, text[4:end], "PER")], who) for end, who in ((8, "noa"), (9, "sami")))
    (tmp_path / "b.jsonl").write_text(line_of(Bundle(document(text), (done(bare), done(marked)))), encoding="utf-8")
    with new_store(tmp_path, "marks.db") as store:
        import_files(store, [tmp_path / "b.jsonl"], counting_surroundings())
        strict, loose = (
            measure(store, Asked((), Unit.CHARACTERS, ["f1_strict"], NO_INTERVALS, Filters(ignore_marks=ignored)))
            for ignored in (False, True)
        )
    assert strict.figures["f1_strict.mean"].value == 0
    assert loose.figures["f1_strict.mean"].value == 1


def test_three_annotators_have_a_least_a_greatest_and_each_against_the_rest(tmp_path):
    people = [done(layer(strike()[:count], who)) for who, count in (("noa", 4), ("sami", 4), ("tal", 2))]
    (tmp_path / "c.jsonl").write_text(line_of(Bundle(document(), tuple(people))), encoding="utf-8")
    with new_store(tmp_path, "three.db") as store:
        import_files(store, [tmp_path / "c.jsonl"], counting_surroundings())
        found = measure(store, Asked(names=["f1_strict", "alpha"], resampling=NO_INTERVALS)).figures
    assert found["f1_strict.max"].value == 1
    assert found["f1_strict.min"].value == pytest.approx(2 / 3)
    assert found["f1_strict[tal,rest]"].value == pytest.approx(2 / 3)
    assert found["f1_strict[noa,rest]"].value == pytest.approx((1 + 2 / 3) / 2)
    assert found["alpha[noa,sami]"].value == 1
