"""Prodigy's JSONL: its own examples come in, ours have the tokens that spaCy would cut."""

import json

import pytest
from corpus_tool_testing.builders import document, layer, span, strike
from corpus_tool_testing.strategies import hostile_text
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool import languages
from corpus_tool.formats import Notice, Reading, Refusal, Writing
from corpus_tool.formats.prodigy import FORMAT, read
from corpus_tool.model.annotations import Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.policies import AS_USUAL, Clitics, Policy
from corpus_tool.model.spaced_tokens import SpacedTokens

FROM_PRODIGY = {
    "text": "😀 Noa met Sami\nin Haifa",
    "_input_hash": 1,
    "_task_hash": -2,
    "tokens": [
        {"text": "😀", "start": 0, "end": 1, "id": 0, "ws": True},
        {"text": "Noa", "start": 2, "end": 5, "id": 1, "ws": True},
        {"text": "met", "start": 6, "end": 9, "id": 2, "ws": True},
        {"text": "Sami", "start": 10, "end": 14, "id": 3, "ws": False},
        {"text": "\n", "start": 14, "end": 15, "id": 4, "ws": False},
        {"text": "in", "start": 15, "end": 17, "id": 5, "ws": True},
        {"text": "Haifa", "start": 18, "end": 23, "id": 6, "ws": False},
    ],
    "spans": [
        {"start": 2, "end": 5, "token_start": 1, "token_end": 1, "label": "PER"},
        {"start": 10, "end": 14, "token_start": 3, "token_end": 3, "label": "PER"},
        {"token_start": 5, "token_end": 6, "label": "LOC"},
    ],
    "relations": [
        {
            "head": 1,
            "child": 3,
            "label": "meets",
            "color": "#ffd882",
            "head_span": {"start": 2, "end": 5, "token_start": 1, "token_end": 1, "label": "PER"},
            "child_span": {"start": 10, "end": 14, "token_start": 3, "token_end": 3, "label": "PER"},
        },
        {"head": 3, "child": 6, "label": "in"},
    ],
    "answer": "accept",
    "_view_id": "relations",
    "_annotator_id": "news-noa",
    "_session_id": "news-noa",
}


def line(**changes: object) -> bytes:
    return json.dumps({**FROM_PRODIGY, **changes}, ensure_ascii=False).encode() + b"\n"


def refusal(raw: bytes) -> str:
    (found,) = list(read([raw]))
    assert isinstance(found, Refusal), found
    assert found.where == "line 1"
    return found.reason


def test_an_example_of_prodigy_comes_in_with_its_annotator():
    (found,) = list(read([line()]))
    assert found.document.text == FROM_PRODIGY["text"]
    (one,) = found.layers
    assert (one.name.annotator, one.status) == ("news-noa", Status.DONE)
    assert [(each.label, each.fragments) for each in one.spans] == [
        ("PER", ((2, 5),)),
        ("PER", ((10, 14),)),
        ("LOC", ((15, 23),)),
    ]
    assert [(each.type, each.source, each.target) for each in one.relations] == [
        ("meets", "s1", "s2"),
        ("in", "s2", "s3"),
    ]


def test_what_the_meta_of_an_example_tells_of_its_article_is_metadata():
    (found,) = list(read([line(meta={"newspaper": "Today", "date": "2024-01-02", "score": 0.5, "pattern": 7})]))
    assert found.document.metadata == {"source": "Today", "date": "2024-01-02"}


def test_who_an_example_does_not_name_is_named_by_the_user():
    (found,) = list(read([line(_annotator_id=None, _session_id=None)], Reading(annotator="sami")))
    assert found.layers[0].name.annotator == "sami"


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_of_what_was_not_accepted_only_the_text_comes_in_and_that_is_said(answer):
    told, found = list(read([line(answer=answer)]))
    assert isinstance(told, Notice) and "line 1" in told.words
    assert found.layers == ()


def test_lines_of_one_text_are_the_layers_of_one_document():
    (found,) = list(read([line(), line(_annotator_id="sami", spans=[], relations=[])]))
    assert [one.name.annotator for one in found.layers] == ["news-noa", "sami"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (line()[:90], "not JSON"),
        (b"\xff" + line(), "not UTF-8 at byte 0"),
        (b"[]", "an example of Prodigy's"),
        (line(text=3), "Expected `str`, got `int` - at `$.text`"),
        (line(spans=[{"start": 20, "end": 99, "label": "X"}], relations=[]), "not a range of a text of 23"),
        (line(spans=[{"start": 5, "end": 2, "label": "X"}], relations=[]), "not a range"),
        (line(spans=[{"start": 2, "end": 5}], relations=[]), "span 1 has no label"),
        (line(spans=[{"token_start": 3, "token_end": 70, "label": "X"}], relations=[]), "nor the numbers of tokens"),
        (line(relations=[{"head": 0, "child": 3, "label": "x"}]), "relation 1 goes to or from 0:1, where no span is"),
        (line(relations=[{"head": 3, "child": 1000, "label": "x"}]), "the end of relation 1 has neither"),
        (line() + line(spans=[], relations=[]), "not JSON"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_the_reason(raw, words):
    assert words in refusal(raw)


def test_the_same_annotator_twice_for_one_text_is_refused():
    found = list(read([line(), line(spans=[], relations=[])]))
    assert isinstance(found[0], Refusal) and "news-noa has two annotator layers" in found[0].reason
    assert len(found) == 2


def example(annotations, policy=AS_USUAL):
    kept, _ = FORMAT.restricted(Bundle(document(), (layer(annotations),)), policy)
    (piece,) = FORMAT.pieces([kept], Writing("out", default_schema(), policy))
    return json.loads(piece.content)


def test_token_numbers_are_inclusive_and_name_the_tokens_of_the_span():
    made = example(strike(), Policy(clitics=Clitics.SPLIT))
    for one in made["spans"]:
        first, last = made["tokens"][one["token_start"]], made["tokens"][one["token_end"]]
        assert (first["start"], last["end"]) == (one["start"], one["end"])
    assert [made["text"][one["start"] : one["end"]] for one in made["spans"]] == [
        "الجيش السوري",
        "السوري",
        "داعش",
        "حلب",
    ]
    assert (made["answer"], made["_annotator_id"]) == ("accept", "noa")


def test_two_spans_at_one_place_keep_their_own_relations():
    text = document().text
    twins = [span("s1", text, "حلب", "GPE"), span("s2", text, "حلب", "LOC"), span("s3", text, "الجيش السوري")]
    made = example([*twins, Relation(id="r1", type="coreference", source="s2", target="s3")])
    (found,) = list(read([json.dumps(made).encode()]))
    assert (found.layers[0].relations[0].source, found.layers[0].relations[0].target) == ("s2", "s3")


@given(hostile_text)
def test_the_tokens_put_one_behind_the_other_are_the_text(text):
    spaced = SpacedTokens.of(text, languages.tokenize(text, "ar"))
    assert "".join(text[one.start : one.end] + " " * one.has_space for one in spaced.tokens) == text
    assert [one.number for one in spaced.tokens] == list(range(len(spaced.tokens)))


def test_what_prodigy_has_no_field_for_stands_in_ours_and_nothing_in_that_of_a_model():
    text = "قصف حلب"
    marks = [span("mine", text, "حلب", "GPE", attributes={"mention": "NAM"}, link="Q1", note="n")]
    kept, _ = FORMAT.restricted(Bundle(document(text), (layer(marks),)))
    (piece,) = FORMAT.pieces([kept], Writing("x", default_schema()))
    (told,) = json.loads(piece.content)["spans"]
    assert told["corpus_tool"] == {"id": "mine", "attributes": {"mention": "NAM"}, "link": "Q1", "note": "n"}
    assert "score" not in told


PLACES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted), min_size=1, max_size=9)


@given(PLACES, st.integers(0, 6))
def test_a_relation_of_words_goes_to_the_narrowest_span_around_them_and_the_first_of_those(places, word):
    tokens = FROM_PRODIGY["tokens"]
    spans = [{"token_start": first, "token_end": last, "label": f"L{n}"} for n, (first, last) in enumerate(places)]
    widths = [
        (tokens[last]["end"] - tokens[first]["start"], number)
        for number, (first, last) in enumerate(places, 1)
        if first <= word <= last
    ]
    (found,) = read([line(spans=spans, relations=[{"head": word, "child": word, "label": "x"}])])
    if widths:
        (relation,) = found.layers[0].relations
        assert relation.source == relation.target == f"s{min(widths)[1]}"
    else:
        assert isinstance(found, Refusal)
