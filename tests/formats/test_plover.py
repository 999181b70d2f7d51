"""PLOVER gold records: words without places, found again in their sentence. The sentences are our own."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.formats import Reading, Refusal, formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.wordlists import located

PLOVER = formats()["plover"]
TEXT = "وفجر مسلحون سيارة في حلب، وقتل مسلحون آخرون «ستة» جنود قرب حلب."


def record(**fields):
    whole = {
        "source": "OUR_ARB_1-1",
        "_id": "5b52",
        "text": TEXT,
        "event_type": "ASSAULT",
        "spans": [
            {
                "source_actor": ["مسلحون", "آخرون"],
                "verb": ["وفجر", "وقتل"],
                "target_actor": ["ستة", "جنود"],
                "source_role": {"main": "None", "role": "UAF"},
                "target_role": {"main": "SYR", "role": "MIL"},
            },
            {
                "source_actor": [],
                "verb": ["وقتل"],
                "target_actor": ["جنود"],
                "source_role": {},
                "target_role": "UNKNOWN",
            },
        ],
        "verb_gold": "وقتل",
        "source_gold": "",
        "target_gold": "جنود",
    }
    return whole | fields


def read(*records, annotator="gsr"):
    return list(PLOVER.read([json.dumps(records).encode()], Reading(annotator=annotator)))


def test_each_coder_has_a_layer_and_words_have_their_places():
    (found,) = read(record())
    assert found.document.key == "OUR_ARB_1-1"
    assert found.document.metadata == {"record": "5b52", "verb_gold": "وقتل", "target_gold": "جنود"}
    first, second = found.layers
    assert (first.name.annotator, second.name.annotator) == ("gsr-1", "gsr-2")
    pieces = [[TEXT[start:end] for start, end in one.fragments] for one in first.ordered]
    assert pieces == [["مسلحون آخرون"], ["ستة", "جنود"], ["وفجر", "وقتل"]]
    (event,) = first.events
    assert event.type == "ASSAULT"
    assert [(one.role, one.target) for one in event.arguments] == [("source_actor", "s1"), ("target_actor", "s2")]
    assert [one.attributes for one in first.spans] == [{"role": "UAF"}, {"main": "SYR", "role": "MIL"}]
    assert [one.attributes for one in second.spans] == [{"role": "UNKNOWN"}]


def test_sentences_of_one_newspaper_are_called_by_their_ids():
    found = read(
        record(source="Our News (Arabic)", _id="a1"),
        record(source="Our News (Arabic)", _id="a2", text=TEXT + "."),
        record(source="OUR_ARB_1-2", _id="a3", spans=[]),
        record(source="", _id="a4"),
    )
    assert [one.document.key for one in found] == ["a1", "a2", "OUR_ARB_1-2", "a4"]
    assert [one.document.metadata.get("source") for one in found] == [
        "Our News (Arabic)",
        "Our News (Arabic)",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        (["b"], "ab b", ((3, 4),)),
        (["b"], "ab", ((1, 2),)),
        (["a", "c"], "a b a c", ((4, 7),)),
        (["a", "c"], "a b c", ((0, 1), (4, 5))),
        (["c", "a"], "a b c", ((0, 1), (4, 5))),
        (["a", "a"], "a a", ((0, 3),)),
        (["a", "a"], "a b", ((0, 1),)),
        (["a", "x"], "a b", None),
        ([], "a b", None),
        ([" "], "a b", None),
        (["قتل"], "وقتل قتلَ قتل", ((10, 13),)),
    ],
)
def test_words_are_found_whole_and_near_to_each_other(words, text, places):
    assert located(words, text) == places


@settings(max_examples=300)
@given(words=st.lists(st.text("اب «", max_size=3), max_size=4), text=st.text("اب «\u064e", max_size=12))
def test_places_are_in_order_and_apart(words, text):
    places = located(words, text)
    if places is not None:
        edges = [edge for place in places for edge in place]
        assert edges == sorted(set(edges)) and edges[0] >= 0 and edges[-1] <= len(text)


@pytest.mark.parametrize(
    ("fields", "where", "reason"),
    [
        (
            {"spans": [{"verb": ["انسحب"]}]},
            "record 2, 5b52",
            "the words of its verb are not in the text: 'انسحب'",
        ),
        ({"source": "", "_id": ""}, "record 2", "every document needs a name"),
    ],
)
def test_a_wrong_record_does_not_take_the_others_with_it(fields, where, reason):
    good, wrong, other = read(record(), record(**fields), record(source="3"))
    assert isinstance(good, Bundle) and isinstance(other, Bundle)
    assert wrong.where == where and reason in wrong.reason


@settings(max_examples=100)
@given(content=st.binary(max_size=60) | st.sampled_from([b"[{}]", b'[{"text": 1}]', b"[" * 9999, b'{"text": ""}']))
def test_no_bytes_make_the_reader_fail(content):
    assert all(isinstance(found, Refusal) for found in PLOVER.read([content]))
