"""ACE's pairs of .sgm and .apf.xml, read as the programs that prepare ACE 2005 do: tags out, then offsets."""

import re
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from corpus_tool_testing.builders import document, event, layer, span
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given, settings
from msgspec.structs import replace

from corpus_tool.formats import Writing, formats
from corpus_tool.model.annotations import Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.losses import Reason

APF = formats()["apf"]
WRITING = Writing("x", default_schema())
TEXT = "😀 قصف <&> الجيش\u200f السوري\u2028مواقع لداعش\nفي\u00a0حلب e\u0301té"


def everything():
    return [
        span("s1", TEXT, "الجيش\u200f السوري", attributes={"subtype": "StateForces", "mention": "NOM"}),
        span("s2", TEXT, "السوري", "NORP"),
        span("s3", TEXT, "داعش"),
        span("s4", TEXT, "حلب e\u0301té", "GPE"),
        span("s5", TEXT, "<&>", "LOC"),
        replace(event("e1", TEXT, "قصف", Attacker="s1", Target="s3"), attributes={"modality": "planned"}),
        event("e2", TEXT, "قصف", "Conflict.Attack"),
        Relation(id="r1", type="part_of", source="s2", target="s1"),
    ]


def pair(bundle):
    sgm, apf = (piece.content for piece in APF.pieces([bundle], WRITING))
    return re.sub("<[^<>]+>", "", sgm), ElementTree.fromstring(apf)


def found_at(text, element):
    sequence = element.find(".//charseq")
    there = text[int(sequence.get("START")) : int(sequence.get("END")) + 1]
    assert there == escape(sequence.text)
    return there


def test_every_mention_stands_where_its_offsets_say():
    text, root = pair(Bundle(document(TEXT), (layer(everything()),)))
    mentions = {one.get("ID"): one for one in root.iter("entity_mention")}
    types = [(one.get("TYPE"), one.get("SUBTYPE"), one.get("CLASS")) for one in root.iter("entity")]
    assert types[:2] == [("ORG", "StateForces", "SPC"), ("NORP", None, "SPC")]
    assert [one.get("TYPE") for one in mentions.values()] == ["NOM", "NAM", "NAM", "NAM", "NAM"]
    assert [found_at(text, one.find(part)) for one in mentions.values() for part in ("extent", "head")] == [
        surface
        for surface in ("الجيش\u200f السوري", "السوري", "داعش", "حلب e\u0301té", "&lt;&amp;&gt;")
        for _ in range(2)
    ]


def test_events_have_their_anchors_arguments_and_ace_attributes():
    text, root = pair(Bundle(document(TEXT), (layer(everything()),)))
    first, second = root.iter("event")
    assert (first.get("TYPE"), first.get("SUBTYPE")) == ("Conflict", "AirStrike")
    assert [first.get(name) for name in ("MODALITY", "MODALITY_DETAIL", "POLARITY", "GENERICITY", "TENSE")] == [
        "Other",
        "planned",
        "Positive",
        "Specific",
        "Unspecified",
    ]
    assert second.get("MODALITY") == "Asserted"
    assert found_at(text, first.find("event_mention/anchor")) == "قصف"
    arguments = first.findall("event_mention/event_mention_argument")
    assert [(one.get("ROLE"), found_at(text, one)) for one in arguments] == [
        ("Attacker", "الجيش\u200f السوري"),
        ("Target", "داعش"),
    ]
    ids = {one.get("ID") for one in root.iter("entity_mention")}
    assert {one.get("REFID") for one in arguments} <= ids
    assert {one.get("REFID") for one in first.findall("event_argument")} <= {
        one.get("ID") for one in root.iter("entity")
    }


def test_a_relation_has_two_arguments():
    _, root = pair(Bundle(document(TEXT), (layer(everything()),)))
    (relation,) = root.iter("relation")
    assert relation.get("TYPE") == "part_of"
    assert [(one.get("ROLE"), one.get("REFID")) for one in relation.findall("relation_argument")] == [
        ("Arg-1", "ar-0001-s2"),
        ("Arg-2", "ar-0001-s1"),
    ]


def test_files_are_called_after_layer_and_document():
    files = [piece.file for piece in APF.pieces([Bundle(document(key="a/b"), (layer([]), layer([], "gold")))], WRITING)]
    assert files == ["noa/a%2Fb.sgm", "noa/a%2Fb.apf.xml", "gold.annotator/a%2Fb.sgm", "gold.annotator/a%2Fb.apf.xml"]


def test_what_apf_has_no_place_for_is_told():
    kept = [span("s1", TEXT, "السوري", note="?", link="Q1", attributes={"canonical": "سوريا"})]
    losses = APF.restricted(Bundle(document(TEXT), (layer(kept),)))[1]
    assert {loss.reason for loss in losses} == {Reason.NOTE, Reason.LINK, Reason.ATTRIBUTES}


def test_what_xml_cannot_hold_moves_nothing():
    odd = "a\ufffe\uffff\x85 b"
    text, root = pair(Bundle(document(odd), (layer([span("s", odd, "b", note="\x00")]),)))
    assert found_at(text, root) == "b"


@settings(max_examples=150)
@given(parts=bundle_parts())
def test_any_layer_makes_a_pair_whose_offsets_hold(parts):
    one_document, layers = parts
    for one in layers:
        text, root = pair(APF.restricted(Bundle(one_document, (one,)))[0])
        assert escape(one_document.text) in text
        for element in root.iter():
            if element.tag in ("extent", "head", "anchor"):
                found_at(text, element)
