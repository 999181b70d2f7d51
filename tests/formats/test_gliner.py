"""GLiNER's JSON."""

import json

import pytest
from corpus_tool_testing.builders import ARABIC, document, layer, span

from corpus_tool.formats import Reading, Refusal, Writing, formats, readable
from corpus_tool.model.annotations import Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.losses import Reason
from corpus_tool.model.policies import Policy, Window

GLINER = formats()["gliner"]
NESTED = [
    span("s1", ARABIC, "الجيش السوري"),
    span("s2", ARABIC, "السوري", "NORP"),
    span("s3", ARABIC, "حلب", "GPE"),
    span("s4", ARABIC, "سانا"),
    Relation(id="r1", type="part_of", source="s2", target="s1"),
    Relation(id="r2", type="part_of", source="s4", target="s1"),
]


def written(annotations, window=Window.SENTENCE):
    policy = Policy(window=window)
    bundle, losses = GLINER.restricted(Bundle(document(), (layer(annotations),)), policy)
    pieces = list(GLINER.pieces([bundle], Writing("x", default_schema(), policy)))
    assert {piece.file for piece in pieces} == {"noa.gliner.json"}
    return "".join(piece.content for piece in pieces), losses


def read(content: str, stem="name"):
    return list(GLINER.read([content.encode()], Reading(stem=stem, annotator="sami")))


def test_spans_are_first_and_last_word_and_may_lie_in_each_other():
    content, _ = written(NESTED)
    first, second = json.loads(content)
    assert first["ner"] == [[1, 2, "ORG"], [2, 2, "NORP"], [6, 6, "GPE"]]
    assert [" ".join(first["tokenized_text"][start : end + 1]) for start, end, _ in first["ner"]] == [
        "الجيش السوري",
        "السوري",
        "حلب",
    ]
    assert first["relations"] == [[1, 0, "part_of"]]
    assert second["ner"] == [[3, 3, "ORG"]] and "relations" not in second


def test_a_relation_between_sentences_is_told_and_kept_where_the_document_is_one_window():
    assert [(loss.annotation, loss.reason) for loss in written(NESTED)[1]] == [("r2", Reason.RELATION_CROSSES)]
    (whole,) = json.loads(written(NESTED, Window.DOCUMENT)[0])
    assert whole["relations"] == [[1, 0, "part_of"], [3, 0, "part_of"]]


def test_what_a_training_script_checks_of_its_data_holds():
    for item in json.loads(written(NESTED)[0]):
        assert item["tokenized_text"] and all(isinstance(word, str) and word for word in item["tokenized_text"])
        for first, last, label in item["ner"]:
            assert 0 <= first <= last < len(item["tokenized_text"]) and isinstance(label, str)


@pytest.mark.parametrize(
    "content",
    [
        '[{"tokenized_text":["a","b"],"ner":[[0,1,"x"]]},{"tokenized_text":["c"],"ner":[]}]',
        '{"tokenized_text":["a","b"],"ner":[[0,1,"x"]],"label":["other"]}\n{"tokenized_text":["c"],"ner":[]}\n',
    ],
)
def test_sentences_without_a_document_are_documents(content):
    first, second = read(content)
    assert (first.document.key, first.document.text, second.document.key) == ("name-1", "a b", "name-2")
    assert [(one.label, one.fragments) for one in first.layers[0].spans] == [("x", ((0, 3),))]
    assert first.layers[0].name.annotator == "sami"


def test_the_sentences_of_a_document_come_home_together():
    (found,) = read(written(NESTED)[0])
    assert found.document.key == "ar-0001"
    assert found.document.text.count("\n") == 1
    assert [one.type for one in found.layers[0].relations] == ["part_of"]


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        ("", "", "not JSON"),
        ("[", "", "not JSON"),
        ('[{"ner":[]}]', "", "missing required field `tokenized_text`"),
        ('[{"tokenized_text":["a"],"ner":[[0,"x"]]}]', "", "at `$[0].ner[0]"),
        (
            '[{"tokenized_text":["a"],"ner":[[0,1,"x"]]}]',
            "sentence 1",
            "'x' is on words 0 to 1 of 1; they count from 0",
        ),
        ('[{"tokenized_text":["a"],"ner":[[-1,0,"x"]]}]', "sentence 1", "'x' is on words -1 to 0"),
        ('[{"tokenized_text":["a","b"],"ner":[[1,0,"x"]]}]', "sentence 1", "'x' is on words 1 to 0"),
        ('[{"tokenized_text":["a",""],"ner":[]}]', "sentence 1", "word 1 is empty"),
        (
            '[{"tokenized_text":["a"],"ner":[],"relations":[[0,0,"r"]]}]',
            "sentence 1",
            "'r' ties the spans 0 and 0 of 0",
        ),
        ('[{"x":' + "[" * 100_000, "", "nested too deeply"),
    ],
)
def test_what_is_wrong_is_refused(content, where, why):
    (refused,) = read(content)
    assert isinstance(refused, Refusal)
    assert refused.where == where and why in refused.reason


def test_bytes_that_are_not_utf8_and_enormous_files_are_refused(monkeypatch):
    (refused,) = GLINER.read([b'[{"tokenized_text":["\xff"]}]'])
    assert "not UTF-8 at byte 21" in refused.reason
    monkeypatch.setattr("corpus_tool.formats.gliner.LARGEST", 10)
    (refused,) = GLINER.read([b" " * 11])
    assert "more than 10 bytes" in refused.reason


def test_json_files_are_not_taken_for_it_unless_it_is_named():
    assert readable(".json") is None or readable(".json").name != "gliner"
