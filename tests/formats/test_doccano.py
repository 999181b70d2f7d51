"""doccano's JSONL: both its forms, and the units that its offsets may count."""

import json

import pytest
from corpus_tool_testing.builders import document, layer, span

from corpus_tool.formats import Notice, Reading, Refusal, Writing
from corpus_tool.formats.doccano import FORMAT, read
from corpus_tool.model.annotations import Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema

TEXT = "😀 Noa met Sami 🕊 in Haifa"
"""In code points Noa is at 2:5 and Haifa at 20:25, in UTF-16 at 3:6 and 22:27."""

WITH_LABELS = {"id": 7, "text": "Noa met Sami", "label": [[0, 3, "PER"], [8, 12, "PER"]], "Comments": []}
WITH_RELATIONS = {
    "id": 7,
    "text": "Noa met Sami",
    "entities": [
        {"id": 11, "label": "PER", "start_offset": 0, "end_offset": 3},
        {"id": 12, "label": "PER", "start_offset": 8, "end_offset": 12},
    ],
    "relations": [{"id": 3, "from_id": 11, "to_id": 12, "type": "meets"}],
}


def found_in(*examples: object, **more):
    return list(read([json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in examples], Reading(**more)))


def places(bundle: Bundle) -> list[str]:
    return [bundle.document.text[start:end] for one in bundle.layers[0].spans for start, end in one.fragments]


def test_a_text_with_labels_comes_in():
    (found,) = found_in(WITH_LABELS, annotator="admin")
    assert places(found) == ["Noa", "Sami"]
    assert found.layers[0].name.annotator == "admin"


def test_a_text_with_entities_and_relations_comes_in():
    (found,) = found_in(WITH_RELATIONS)
    assert places(found) == ["Noa", "Sami"]
    assert [(one.type, one.source, one.target) for one in found.layers[0].relations] == [("meets", "s11", "s12")]


def test_the_name_of_the_labels_and_of_the_text_may_be_another_versions():
    for text in ("text", "data"):
        (found,) = found_in({"id": 1, text: "Noa met Sami", "labels": [[0, 3, "PER"]]})
        assert places(found) == ["Noa"]


def test_annotations_of_the_first_versions_are_a_layer_for_each_user():
    said = {"id": 2, "start_offset": 0, "end_offset": 3}
    by_name = {**said, "label": 1, "label_name": "PER", "user": 1, "user_name": "dan"}
    by_number = {**said, "label": 4, "user": 2}
    (found,) = found_in({"text": "Noa met Sami", "annotations": [by_name, by_number, {**by_name, "end_offset": 7}]})
    assert {one.name.annotator: [span.label for span in one.spans] for one in found.layers} == {
        "dan": ["PER", "PER"],
        "user 2": ["4"],
    }


def test_labels_of_a_whole_text_stay_out_and_are_told():
    for work in ({"label": ["war"]}, {"annotations": [{"label": 1, "user": 1}]}):
        told, found = found_in({"text": "Noa", **work})
        assert told == Notice("line 1: a label of a whole text stays out; here labels are of places in it")
        assert found.layers[0].spans == ()


def test_what_else_a_line_knows_is_metadata_and_its_number_is_no_key():
    (found,) = found_in({**WITH_LABELS, "url": "https://a.example", "meta": {"newspaper": "Today", "body": "x"}})
    document = found.document
    assert (document.key, document.metadata) == ("", {"url": "https://a.example", "source": "Today", "body": "x"})


def test_a_text_that_nobody_labelled_comes_in_without_a_layer():
    (found,) = found_in({"text": "Noa"})
    assert found.layers == ()


@pytest.mark.parametrize(
    ("label", "unit"), [([[3, 6, "PER"], [22, 27, "GPE"]], "UTF-16"), ([[2, 5, "PER"], [20, 25, "GPE"]], "code points")]
)
def test_what_the_offsets_count_is_found_out_by_the_edges_of_words_and_said(label, unit):
    told, found = found_in({"text": TEXT, "label": label})
    assert isinstance(told, Notice) and unit in told.words and "line 1" in told.words
    assert places(found) == ["Noa", "Haifa"]


def test_a_project_that_counts_graphemes_is_known_by_the_marks_of_its_words():
    text = "دَخَلَ الجَيشُ حَلَبَ."
    told, found = found_in({"text": text, "label": [[4, 9, "ORG"], [10, 13, "GPE"]]})
    assert "graphemes" in told.words
    assert places(found) == ["الجَيشُ", "حَلَبَ"]
    start = text.index("حلب"[0])
    told, found = found_in({"text": text, "label": [[start, start + 6, "GPE"]]})
    assert places(found) == ["حَلَبَ"]
    assert "UTF-16" in told.words


def test_what_a_line_says_of_its_offsets_is_believed():
    (found,) = found_in({"text": TEXT, "label": [[2, 5, "PER"]], "offset_unit": "code-point"})
    assert places(found) == ["Noa"]
    (found,) = found_in({"text": TEXT, "label": [[3, 6, "PER"]], "offset_unit": "utf-16"})
    assert places(found) == ["Noa"]


def test_offsets_are_written_as_the_web_page_counts_them():
    of = document(TEXT)
    spans = [span("x", TEXT, "Noa", "PER"), span("y", TEXT, "Haifa", "GPE")]
    relation = Relation(id="r", type="coreference", source="y", target="x")
    bundle, _ = FORMAT.restricted(Bundle(of, (layer([*spans, relation]),)))
    (piece,) = FORMAT.pieces([bundle], Writing("out", default_schema()))
    made = json.loads(piece.content)
    assert piece.file == "noa.jsonl"
    assert made["entities"] == [
        {"id": 1, "label": "PER", "start_offset": 3, "end_offset": 6},
        {"id": 2, "label": "GPE", "start_offset": 22, "end_offset": 27},
    ]
    assert made["relations"] == [{"id": 1, "from_id": 2, "to_id": 1, "type": "coreference"}]
    in_javascript = TEXT.encode("utf-16-le")
    assert in_javascript[22 * 2 : 27 * 2].decode("utf-16-le") == "Haifa"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": 1}, "Expected `str`, got `int` - at `$.text`"),
        ({"entities": [{"id": "a"}]}, "$.entities[0].id"),
        ({"entities": []}, "r3 points at 's11', which is not there"),
        ({"label": [[0, 3, "PER"]]}, "both entities and label"),
        ({"text": "Noa"}, "entity 12: [8, 12] is no range of this text in code points"),
        (
            {"text": "😀", "relations": [], "offset_unit": "utf-16"},
            "entity 11: [0, 3] is no range of this text in UTF-16 units",
        ),
        ({"entities": WITH_RELATIONS["entities"] * 2}, "id 's11' is given twice"),
        ({"offset_unit": "bytes"}, "$.offset_unit"),
        ({"corpus_tool": 3}, "$.corpus_tool"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_the_reason(changes, words):
    (found,) = found_in(WITH_RELATIONS | changes)
    assert isinstance(found, Refusal), found
    assert found.where == "line 1"
    assert words in found.reason
