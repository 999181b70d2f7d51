"""Label Studio's JSON: its own SDK finds what was annotated, and its exports of every age come in."""

import json
from xml.etree import ElementTree

import pytest
from corpus_tool_testing.builders import ARABIC, document, event, layer, span
from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

from corpus_tool.formats import Notice, Reading, Refusal, Writing
from corpus_tool.formats.label_studio import FORMAT, read
from corpus_tool.model.annotations import Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind

HOSTILE = "😀 قال\u00a0الناطق\u2028بلسان \u200fحزب\u200cالله: دخل الجيشُ السوريُّ حلب.\n" + ARABIC


def files_of(*bundles: Bundle) -> dict[str, str]:
    files: dict[str, str] = {}
    for file, content in FORMAT.pieces(bundles, Writing("out", default_schema())):
        files[file] = files.get(file, "") + str(content)
    return files


CHOSEN = {"subtype": "StateForces", "acts_as": "government", "free": [1, None]}
"""A subtype, another choice of the schema, and what the schema does not know."""


def hostile_bundle() -> Bundle:
    text = HOSTILE
    annotations = [
        span("s1", text, "الجيشُ السوريُّ", attributes=CHOSEN),
        span("s2", text, "السوريُّ", "NORP", link="Q858"),
        span("s3", text, "داعش", attributes={"subtype": "no such"}, note="proclitic\noutside"),
        span("s4", text, "الناطق\u2028بلسان", "TTL"),
        event("e1", text, "قصف", Attacker="s1", Target="s3"),
        event("e2", text, "قتلوا", "Life.Die", Cause="e1"),
        Relation(id="r1", type="coreference", source="e2", target="e1", attributes={"sure": "no"}),
    ]
    model = span("p1", text, "حلب", "GPE", attributes={"score": 0.75})
    return Bundle(document(text), (layer(annotations), layer([model], "tagger", LayerKind.SUGGESTION)))


def test_the_sdk_finds_nothing_wrong_with_the_configuration_and_the_tasks():
    files = files_of(hostile_bundle())
    interface = LabelInterface(files["out.xml"])
    interface.validate()
    (task,) = json.loads(files["out.json"])
    assert interface.validate_prediction(task["annotations"][0], return_errors=True) == []
    assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []


def test_the_converter_of_the_sdk_finds_every_mark_where_it_was_made(tmp_path):
    files = files_of(hostile_bundle())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "out.json").write_text(files["out.json"], encoding="utf-8")
    Converter(files["out.xml"], str(tmp_path)).convert_to_json_min(str(tmp_path / "in"), str(tmp_path / "min"))
    (found,) = json.loads((tmp_path / "min" / "result.json").read_text(encoding="utf-8"))
    marked = {(one["labels"][0], found["text"][one["start"] : one["end"]]) for one in found["label"] + found["event"]}
    assert marked == {
        ("ORG", "الجيشُ السوريُّ"),
        ("NORP", "السوريُّ"),
        ("ORG", "داعش"),
        ("TTL", "الناطق\u2028بلسان"),
        ("Conflict.AirStrike", "قصف"),
        ("Life.Die", "قتلوا"),
    }


def test_what_is_chosen_and_what_has_no_control_come_back():
    bundle = hostile_bundle()
    files = files_of(bundle)
    (found,) = list(read([files["out.json"].encode()]))
    assert [one.ordered for one in found.layers] == [one.ordered for one in bundle.layers]
    about = [one for one in json.loads(files["out.json"])[0]["annotations"][0]["result"] if one.get("id") == "s1"]
    assert [one["type"] for one in about] == ["labels", "taxonomy", "choices"]
    assert about[1]["value"]["taxonomy"] == [["ORG", "StateForces"]]
    assert about[0]["meta"] == {"corpus_tool": {"attributes": {"free": [1, None]}}}


def test_the_configuration_knows_every_name_of_the_schema():
    schema = default_schema()
    tree = ElementTree.fromstring(files_of()["out.xml"])
    names = {one.get("name"): {each.get("value") for each in one.iter() if each is not one} for one in tree}
    assert names["label"] == {label.id for label in schema.labels}
    assert names["event"] == {one.id for one in schema.events}
    assert {one.id for label in schema.labels for one in label.subtypes} < names["subtype"]
    assert {"modality", "polarity"} < names.keys()


def test_an_export_of_nothing_is_an_empty_array():
    assert files_of()["out.json"] == "[]\n"


TEXT = "😀 Noa met Sami\nin Haifa"


def region(start: int, end: int, text: str | None, *labels: str, id: str = "a", **more: object):
    value = {"start": start, "end": end, "text": text, "labels": list(labels)}
    return {"id": id, "from_name": "ner", "to_name": "txt", "type": "labels", "value": value, **more}


NOA = region(2, 5, "Noa", "PER")
SAMI = region(10, 14, "Sami", "PER", id="b")
MEETS = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": ["meets"]}


def found_in(*results: object, text: object = TEXT, **work: object):
    task = {"id": 5, "data": {"text": text, "url": "x"}, "annotations": [{"id": 9, "result": results, **work}]}
    return list(read([json.dumps([task], ensure_ascii=False).encode()], Reading(annotator="imported")))


def test_an_export_comes_in_with_the_name_of_who_made_it():
    (found,) = found_in(NOA, SAMI, MEETS, completed_by={"id": 3, "email": "noa@example.org"})
    assert found.document.text == TEXT
    (one,) = found.layers
    assert one.name == ("noa@example.org", LayerKind.ANNOTATOR)
    assert one.ordered == (
        Span(id="a", label="PER", fragments=((2, 5),)),
        Span(id="b", label="PER", fragments=((10, 14),)),
        Relation(id="r1", type="meets", source="a", target="b"),
    )


@pytest.mark.parametrize(("by", "name"), [(3, "user 3"), (None, "imported"), ("noa", "noa"), ({"id": 4}, "user 4")])
def test_who_has_no_address_is_named_as_well_as_can_be(by, name):
    (found,) = found_in(NOA, completed_by=by)
    assert found.layers[0].name.annotator == name


def test_a_relation_that_points_left_goes_the_other_way():
    (found,) = found_in(NOA, SAMI, MEETS | {"direction": "left"})
    assert found.layers[0].relations[0].source == "b"


def test_a_region_with_two_labels_is_two_spans():
    (found,) = found_in(region(2, 5, "Noa", "PER", "AUTHOR"))
    assert [(one.id, one.label) for one in found.layers[0].spans] == [("a", "PER"), ("a-2", "AUTHOR")]


def test_offsets_of_old_exports_are_known_by_the_texts_and_said():
    told, found = found_in(region(3, 6, "Noa", "PER"), region(11, 15, "Sami", "PER", id="b"))
    assert isinstance(told, Notice) and "UTF-16" in told.words and "task 1" in told.words
    assert [found.document.text[slice(*one.fragments[0])] for one in found.layers[0].spans] == ["Noa", "Sami"]


def test_a_line_end_may_be_written_out_in_the_text_of_a_result():
    (found,) = found_in(region(10, 17, "Sami\\nin", "X"))
    assert found.layers[0].spans[0].fragments == ((10, 17),)


def test_what_is_said_of_a_region_is_its_attributes_and_what_is_said_of_the_text_is_told():
    said = {"start": 2, "end": 5, "text": "Noa"}
    told, found = found_in(
        NOA,
        {"id": "a", "from_name": "kind", "type": "taxonomy", "value": {**said, "taxonomy": [["a", "b"], ["c"]]}},
        {"id": "a", "from_name": "sure", "type": "choices", "value": {**said, "choices": ["yes"]}},
        {"id": "a", "from_name": "why", "type": "textarea", "value": {**said, "text": ["so"]}},
        {"id": "a", "from_name": "stars", "type": "rating", "value": {"rating": 3}},
        {"id": "z", "from_name": "mood", "type": "choices", "value": {"choices": ["good"]}},
        region(2, 5, "Noa", id="empty"),
    )
    assert found.layers[0].spans[0].attributes == {"kind": ["a/b", "c"], "sure": "yes", "why": "so", "stars": 3}
    assert told.words == "task 1: `mood` is about the whole text and stays out; a region without a label stays out"


def test_predictions_are_suggestions_with_their_scores():
    tasks = [
        {
            "data": {"text": TEXT},
            "predictions": [
                {"model_version": "m1", "score": 0.5, "result": [NOA, SAMI | {"score": 0.9}]},
                {"model_version": "m1", "result": [NOA]},
            ],
        }
    ]
    (found,) = list(read([json.dumps(tasks).encode()]))
    assert [one.name for one in found.layers] == [("m1", LayerKind.SUGGESTION), ("m1 2", LayerKind.SUGGESTION)]
    assert [one.attributes for one in found.layers[0].spans] == [{"score": 0.5}, {"score": 0.9}]
    assert found.layers[1].spans[0].attributes == {}


def test_what_was_skipped_gives_no_layer():
    told, found = found_in(NOA, was_cancelled=True)
    assert "skipped" in told.words and found.layers == ()


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([region(2, 6, "Noa", "PER")], "result 'a' is 'Noa', but the text has 'Noa ' at 2:6"),
        ([region(2, 500, None, "PER")], "not a range of a text of 23 code points"),
        ([region(5, 2, None, "PER")], "not a range"),
        ([region("/p[1]", 2, None, "PER")], "result 'a' has no offsets"),
        ([NOA, NOA], "id 'a' is given twice"),
        ([NOA, MEETS], "r1 points at 'b', which is not there"),
        ([NOA | {"value": {"start": 2, "end": 5, "labels": [3]}}], "a list of names was expected"),
        ([7], "Expected `object`, got `int`"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_the_reason(results, words):
    (found,) = found_in(*results)
    assert isinstance(found, Refusal), found
    assert found.where == "task 1"
    assert words in found.reason


def test_a_task_without_a_text_is_refused_with_what_it_has():
    (found,) = found_in(text=None)
    assert "field `text`, but has text, url" in found.reason


def test_a_text_may_be_in_another_field_and_the_rest_is_metadata():
    work = {"annotations": [{"result": [NOA], "completed_by": 1}]}

    def read_with(data: dict, **columns: str):
        raw = json.dumps([{"data": data, **work}], ensure_ascii=False).encode()
        return list(read([raw], Reading(columns=columns)))

    rest = {"publisher": "Today", "id": 7, "url": "https://a.example"}
    for field in ("body", "النص", "ner_input"):
        (found,) = read_with({field: TEXT, **rest})
        assert found.document.text == TEXT
        assert (found.document.key, found.document.metadata) == (
            "",
            {"source": "Today", "id": 7, "url": "https://a.example"},
        )
    (found,) = read_with({"a": TEXT, "b": TEXT, **rest}, text="b", key="id")
    assert (found.document.text, found.document.key, found.document.metadata["a"]) == (TEXT, "7", TEXT)
    (found,) = read_with({"a": TEXT, "b": TEXT})
    assert "field `text`, but has a, b; --column text=NAME" in found.reason


FLAT = {
    "id": 5,
    "text": TEXT,
    "source": "Today",
    "ner": [
        {"start": 2, "end": 5, "text": "Noa", "labels": ["PER"]},
        {"start": 10, "end": 14, "text": "Sami", "labels": ["PER", "ORG"]},
    ],
    "mention": [{"start": 2, "end": 5, "text": "Noa", "choices": ["NAM"]}],
    "topic": "war",
    "annotator": 3,
    "annotation_id": 9,
    "lead_time": 8.6,
}


def test_json_min_comes_in_with_what_is_said_of_each_region():
    (found,) = list(read([json.dumps([FLAT], ensure_ascii=False).encode()]))
    assert (found.document.text, found.document.metadata) == (TEXT, {"source": "Today", "topic": "war"})
    (one,) = found.layers
    assert one.name.annotator == "user 3"
    assert [(span.label, span.fragments, span.attributes) for span in one.spans] == [
        ("PER", ((2, 5),), {"mention": "NAM"}),
        ("PER", ((10, 14),), {}),
        ("ORG", ((10, 14),), {}),
    ]


def test_json_min_of_nothing_marked_is_somebodys_empty_layer_and_wrong_offsets_are_refused():
    without = {name: value for name, value in FLAT.items() if name not in ("ner", "mention")}
    (found,) = list(read([json.dumps([without]).encode()]))
    assert [one.spans for one in found.layers] == [()]
    wrong = {**FLAT, "ner": [{"start": True, "end": 5, "labels": ["PER"]}]}
    (found,) = list(read([json.dumps([wrong]).encode()]))
    assert "has no offsets: numbers for start and end were expected" in found.reason


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b'[{"data": {"text": "a"}}, {"data"', "the file ends inside number 2"),
        (b'{"data": {"text": "a"}} tail', "'tail' where an object"),
        (b'["a"]', "where an object"),
        (b"[" * 5_000, "number 1 has more than 1,000 brackets in one another"),
    ],
)
def test_a_file_that_is_cut_keeps_its_whole_tasks_and_says_what_is_missing(raw, words):
    *whole, last = list(read([raw]))
    assert isinstance(last, Refusal) and words in last.reason
    assert all(isinstance(one, Bundle) for one in whole)


def test_tasks_a_line_come_in_as_well():
    raw = [b'{"data": {"text": "a"}}\n', b'{"data": {"text": "b"}}\n']
    assert [one.document.text for one in read(raw)] == ["a", "b"]
