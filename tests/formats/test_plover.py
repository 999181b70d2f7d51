"""PLOVER gold records: words without places, found again in their sentence. The sentences are our own."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.formats import Reading, Refusal, formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
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


def test_sentences_are_called_by_their_ids_where_most_have_no_source_of_their_own():
    found = read(
        record(source="Our News (Arabic)", _id="a1"),
        record(source="Our News (Arabic)", _id="a2", text=TEXT + "."),
        record(source="Their News (Arabic)", _id="a3", spans=[]),
        record(source="", _id="a4"),
    )
    assert [one.document.key for one in found] == ["a1", "a2", "a3", "a4"]
    assert [one.document.metadata.get("source") for one in found] == [
        "Our News (Arabic)",
        "Our News (Arabic)",
        "Their News (Arabic)",
        None,
    ]


def test_a_source_that_several_have_is_no_name():
    sources = ["A-1", "A-2", "A-2", "A-3", "A-4"]
    found = read(*(record(source=source, _id=f"i{number}") for number, source in enumerate(sources)))
    assert [one.document.key for one in found] == ["A-1", "i1", "i2", "A-3", "A-4"]


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        (["b"], "ab b", ((3, 4),)),
        (["b"], "ab", ((1, 2),)),
        (["a", "c"], "a b a c", ((4, 7),)),
        (["a", "c"], "a b c", ((0, 1), (4, 5))),
        (["c", "a"], "a b c", ((0, 1), (4, 5))),
        (["c", "a"], "a b a c", ((4, 7),)),
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


SENTENCES = """\
<Sentences>
    <Sentence date="20080101" id="a1" evaluate="true" category="PROTEST">
    <EventText eid="0" eventtext="وقتل وفجر" sourcetext="آخرون مسلحون" targettext="" />
    <EventCoding eid="0" eventcode="" plover="ASSAULT" sourcecode="SYR UAF" targetcode="None None" />
    <Location loc_in_sentence="false"></Location>
    <Text>
    وفجر مسلحون سيارة في حلب، وقتل مسلحون آخرون «ستة» جنود قرب حلب.
    </Text>
    </Sentence>

    <Sentence date="20080101" id="a2" evaluate="true" category="PROTEST">
    <EventText eid="0" eventtext="" sourcetext="" targettext="" />
    <Text>
    A &amp; B
    </Text>
    </Sentence>
</Sentences>
"""


def of_xml(text: str, **more):
    lines = [(line + "\n").encode() for line in text.split("\n")]
    return list(PLOVER.read(lines, Reading(annotator="gsr", **more)))


def test_what_all_coders_have_in_common_comes_out_of_the_xml():
    first, second = of_xml(SENTENCES)
    assert (first.document.key, first.document.text) == ("a1", TEXT)
    assert first.document.metadata == {"date": "20080101", "category": "PROTEST"}
    (layer,) = first.layers
    assert layer.name.annotator == "gsr-common" and layer.status is Status.DONE
    assert [[TEXT[start:end] for start, end in one.fragments] for one in layer.ordered] == [
        ["مسلحون آخرون"],
        ["وفجر", "وقتل"],
    ]
    assert [one.attributes for one in layer.spans] == [{"main": "SYR", "role": "UAF"}]
    assert [(one.type, one.arguments[0].role) for one in layer.events] == [("ASSAULT", "source_actor")]
    assert second.document.text == "A & B" and not second.layers[0].ordered


def test_several_events_of_a_sentence_share_their_actors():
    more = (
        '<EventText eid="1" eventtext="وقتل" sourcetext="مسلحون آخرون" /><EventCoding eid="1" sourcecode="SYR UAF" />'
    )
    first, _ = of_xml(SENTENCES.replace("<Location", f"{more}<Location", 1))
    (layer,) = first.layers
    assert [one.type for one in layer.events] == ["ASSAULT", "PROTEST"]
    assert [one.arguments[0].target for one in layer.events] == ["s1", "s1"]


@pytest.mark.parametrize(
    ("text", "where", "reason"),
    [
        (SENTENCES[:400], "line 8", "not XML"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>\n<Sentences/>", "line 1", "DOCTYPE"),
        ("<Other/>", "", "it has no <Sentence>"),
        ("<a>\n" * 2_000, "line 1001", "more than 1,000 elements lie in one another"),
        ('<Sentences><Sentence id="a1"/></Sentences>', "sentence 1, a1", "no <Text>"),
        (SENTENCES.replace("وقتل وفجر", "انسحب"), "sentence 1, a1", "the words of its verb are not in the text"),
    ],
)
def test_wrong_xml_is_refused(text, where, reason):
    refused = of_xml(text, suffix=".xml")[0]
    assert isinstance(refused, Refusal) and refused.where == where
    assert reason in refused.reason


def test_coders_work_is_done_and_a_byte_order_mark_is_passed_over():
    (found,) = PLOVER.read(["\ufeff".encode() + json.dumps([record()]).encode()], Reading())
    assert {one.status for one in found.layers} == {Status.DONE}
