"""corpus-tool learn, and what follows from it, as they are typed and read."""

import json

import pytest
from corpus_tool_testing.builders import document

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef

CITIES = ("حلب", "دمشق", "حمص", "درعا", "إدلب", "الرقة", "حماة")


def bundle(number, city):
    text = f"قصف داعش مواقع في {city} أمس.\nوسقط قتلى في {city} ثم عاد الهدوء."
    places = [text.index(city), text.rindex(city)]
    wrong = number == 3
    found = [
        Span(id="s1", label="PER" if wrong else "GPE", fragments=((places[0], places[0] + len(city)),)),
        Span(id="s2", label="GPE", fragments=((places[1], places[1] + len(city)),)),
        Event(id="e1", type="Conflict.Shelling", fragments=((0, 3),)),
    ]
    name = LayerName("noa", LayerKind.ANNOTATOR)
    layers = () if number == 6 else (Layer.of(name, SchemaRef("conflict-news", "1.0.0"), found, Status.DONE),)
    return Bundle(document(text, f"ar-{number}"), layers)


@pytest.fixture
def corpus(well, folder):
    lines = [line_of(bundle(number, city)) for number, city in enumerate(CITIES)]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    well("new")
    well("import", "a.jsonl")


def test_learning_says_how_good_each_label_is(corpus, well):
    out = well("learn", "--for", "noa").out
    assert " ".join(out.splitlines()[0].split()) == "label there precision recall F1 sure and right suggested"
    assert "Learned from 6 documents; judged by 6 held out" in out


def test_a_script_gets_the_figures(corpus, well):
    told = json.loads(well("learn", "--from-everybody", "--json").out)
    assert (told["documents"], told["held_out"]) == (6, 6)
    assert {one["label"] for one in told["labels"]} >= {"GPE", "Conflict.Shelling"}


def test_the_curve_answers_whether_there_is_enough(corpus, well):
    assert "F1 is" in well("learn", "--for", "noa", "--curve").out
    told = json.loads(well("learn", "--for", "noa", "--curve", "--json").out)
    assert [one["documents"] for one in told["points"]] == [2, 4]


def test_what_was_learned_is_suggested(corpus, well):
    asked = well("suggest", "--from", "learned", "--of", "noa")
    assert "suggestions of learned in 1 document." in asked.out
    assert "6 documents that it was learned from were left out; `--document KEY` asks about one" in asked.err


def test_a_document_that_is_named_is_asked_about_also_where_it_was_learned_from(corpus, well):
    told = json.loads(well("suggest", "--from", "learned", "--document", "ar-1", "--json").out)
    assert (told["documents"], told["learned_from"]) == (1, 0)
    told = json.loads(well("suggest", "--from", "learned", "--json").out)
    assert (told["documents"], told["learned_from"]) == (1, 6)
    assert "left out" not in well("suggest", "--from", "starter").err


def test_whose_work_is_said_once(corpus, tool):
    assert tool("learn", "--from-everybody", "--for", "noa").code == 2
    assert tool("learn", "--for", "sami").code == 1


def test_what_contradicts_the_rest_is_looked_at_first(corpus, well):
    (first, *_) = json.loads(well("second-look", "--for", "noa", "--json").out)
    assert (first["document"], first["marked"], first["instead"]) == ("ar-3", "PER", "GPE")


def test_what_is_right_is_not_listed_again(corpus, well, tool):
    (first, *_) = json.loads(well("second-look", "--json").out)
    place = f"{first['document']}:{first['start']}-{first['end']}"
    assert place in well("second-look").out
    well("second-look", "--right", place)
    assert place not in well("second-look").out
    assert tool("second-look", "--right", "ar-3").code == 2
    assert tool("second-look", "--right", place).code == 2


def test_the_next_document_comes_with_a_reason(corpus, well):
    (only,) = json.loads(well("next", "--for", "noa", "--json").out)
    assert only["document"] == "ar-6"
    assert "new story" in only["reason"]
    assert "ar-6" in well("next", "--from-everybody").out
