"""From the corpus to figures: who has finished what."""

import pytest
from corpus_tool_testing.builders import ARABIC, counting_surroundings, document, layer, new_store, span
from msgspec.structs import replace

from corpus_tool.agreement import Why
from corpus_tool.agreement.scoring import NO_INTERVALS
from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import Layer
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.measuring import Unit, measure


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
    in_tokens = measure(store, unit=Unit.TOKENS, names=["f1_strict"], resampling=NO_INTERVALS)
    in_characters = measure(store, unit=Unit.CHARACTERS, names=["f1_strict"], resampling=NO_INTERVALS)
    assert in_tokens.figures["f1_strict[noa,sami]"].value == 1
    assert in_characters.figures["f1_strict[noa,sami]"].value == 0.5
    assert in_characters.figures["f1_strict{GPE}[noa,sami]"].value == 1
    assert in_characters.figures["f1_strict{ORG}[noa,sami]"].value == 0


def test_open_work_is_not_counted_and_empty_work_is(store):
    found = measure(store, names=["f1_strict"], resampling=NO_INTERVALS)
    assert found.documents == {"noa": 2, "sami": 1}
    assert found.shared == 1


def test_every_measure_answers_or_says_why_not(store):
    found = measure(store, resampling=NO_INTERVALS)
    assert all((score.value is None) == isinstance(score.reason, Why) for score in found.figures.values())


def test_who_or_what_is_not_there_is_told(store):
    with pytest.raises(NotFoundError, match=r"dan has finished no document here \(who has: noa\)"):
        measure(store, ["noa", "dan"])
    with pytest.raises(UsageError, match="needs two annotators"):
        measure(store, ["noa"])
    with pytest.raises(NotFoundError, match="no measure 'f2'"):
        measure(store, names=["f2"])
