"""UIMA CAS as XMI and as JSON: as dkpro-cassis reads and writes them."""

import json
import warnings
from pathlib import Path

import cassis
import pytest
from corpus_tool_testing.builders import document, layer
from corpus_tool_testing.formats import HARD, files_of, hard_bundle, place, written
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.formats import Notice, Reading, Refusal, formats
from corpus_tool.model.annotations import Argument, Event, Relation, Span, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.losses import Reason

XMI, JSON = formats()["cas-xmi"], formats()["cas-json"]
NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
FILES = files_of(XMI, [hard_bundle()])
TYPES = FILES["noa/TypeSystem.xml"]
IN_JSON = files_of(JSON, [hard_bundle()])["noa/hard.json"]


def loaded(format, folder: Path) -> cassis.Cas:
    """A file of ours, as cassis has it."""
    if format is JSON:
        return cassis.load_cas_from_json((folder / "hard.json").read_bytes().decode())
    types = cassis.load_typesystem((folder / "TypeSystem.xml").read_bytes().decode())
    return cassis.load_cas_from_xmi(folder / "hard.xmi", typesystem=types)


@pytest.mark.parametrize("format", [XMI, JSON], ids=lambda format: format.name)
def test_cassis_finds_what_was_annotated(format, tmp_path: Path):
    bundle = hard_bundle()
    cas = loaded(format, written(format, bundle, tmp_path) / "noa")
    assert cas.sofa_string == HARD
    spans = {span.id: span for span in bundle.layers[0].spans}
    found = {one.id: one for one in cas.select(NAMED_ENTITY)}
    assert found.keys() == spans.keys()
    for id, span in spans.items():
        assert found[id].value == span.label
        assert (found[id].begin, found[id].end) == span.fragments[0]
        assert found[id].get_covered_text() == HARD[slice(*span.fragments[0])]
    (fragment,) = cas.select("webanno.custom.Fragment")
    assert (fragment.of, fragment.get_covered_text()) == ("s20", "סוף")
    (event,) = cas.select("webanno.custom.Event")
    assert (event.value, event.get_covered_text()) == ("Conflict.Attack", "قصف")
    links = [(link.role, link.target.id) for link in event.arguments.elements]
    assert links == [("Target", "s1"), ("Target", "s2")]
    (relation,) = cas.select("webanno.custom.Relation")
    assert (relation.value, relation.Governor.id, relation.Dependent.id) == ("coreference", "s1", "s2")
    tokens = cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    assert [(token.begin, token.end) for token in tokens] == [token[:2] for token in bundle.document.tokens]
    assert len(cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence")) >= 3


def attributes_of(format, folder: Path, **attributes) -> dict:
    one = Span(id="s1", label="ORG", fragments=((0, 1),), attributes=attributes, link="Q1", note="a\nb")
    cas = loaded(format, written(format, Bundle(document(HARD, "hard"), (layer([one]),)), folder) / "noa")
    (found,) = cas.select(NAMED_ENTITY)
    return {name: found[name] for name in ("subtype", "identifier", "note", "extras", *attributes) if found[name]}


@pytest.mark.parametrize("format", [XMI, JSON], ids=lambda format: format.name)
def test_attributes_of_the_schema_are_features_and_others_are_kept_beside(format, tmp_path: Path):
    found = attributes_of(format, tmp_path, subtype="StateForces", mention="name")
    assert found == {"subtype": "StateForces", "mention": "name", "identifier": "Q1", "note": "a\nb"}
    one = Span(id="s1", label="ORG", fragments=((0, 1),), attributes={"no feature": [1]})
    (back,) = JSON.read([files_of(JSON, [Bundle(document(HARD), (layer([one]),))])["noa/ar-0001.json"]])
    assert back.layers[0].spans == (one,)


@pytest.mark.parametrize("format", [XMI, JSON], ids=lambda format: format.name)
def test_what_passed_through_cassis_comes_back_the_same(format, tmp_path: Path):
    bundle = hard_bundle()
    cas = loaded(format, written(format, bundle, tmp_path) / "noa")
    (found,) = through(format, cas)
    assert found.document.text == HARD
    assert found.document.metadata == bundle.document.metadata
    assert found.layers[0] == bundle.layers[0]


def through(format, cas: cassis.Cas, stem: str = "a") -> list:
    """What we read of what cassis writes."""
    if format is JSON:
        return list(JSON.read([cas.to_json().encode()], Reading(stem=stem)))
    beside = {"TypeSystem.xml": cas.typesystem.to_xml().encode()}
    return list(XMI.read([cas.to_xmi().encode()], Reading(stem=stem, beside=beside.get)))


def inception() -> cassis.Cas:
    """A project with layers that we do not know, as INCEpTION makes them, beside the usual ones."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of how cassis opens its own file
        types = cassis.load_dkpro_core_typesystem()
    place_type = types.create_type("webanno.custom.Place", supertypeName="uima.tcas.Annotation")
    types.create_feature(place_type, "kind", "uima.cas.String")
    types.create_feature(place_type, "sure", "uima.cas.Boolean")
    types.create_feature(place_type, "people", "uima.cas.Integer")
    link = types.create_type("webanno.custom.StrikeTargetsLink", supertypeName="uima.cas.TOP")
    types.create_feature(link, "role", "uima.cas.String")
    types.create_feature(link, "target", "uima.tcas.Annotation")
    strike = types.create_type("webanno.custom.Strike", supertypeName="uima.tcas.Annotation")
    types.create_feature(strike, "targets", "uima.cas.FSArray", elementType=link)
    types.create_feature(strike, "value", "uima.cas.String")
    near = types.create_type("webanno.custom.Near", supertypeName="uima.tcas.Annotation")
    types.create_feature(near, "Governor", place_type)
    types.create_feature(near, "Dependent", place_type)
    cas = cassis.Cas(types, document_language="ar")
    cas.sofa_string = "😀 aa bb cc"
    cas.sofa_mime = "text/plain"
    entity = types.get_type(NAMED_ENTITY)(begin=2, end=4, value="PER", identifier="Q7")
    first = place_type(begin=5, end=7, kind="town", sure=True, people=1200)
    second = place_type(begin=8, end=10)
    empty = place_type(begin=3, end=3)
    pos = types.get_type("de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS")(begin=2, end=4, PosValue="N")
    links = [link(role="", target=first), link(role="By", target=entity)]
    attack = strike(begin=0, end=1, value="Air", targets=types.get_type("uima.cas.FSArray")(elements=links))
    cas.add_all([entity, first, second, empty, pos, attack, near(begin=8, end=10, Governor=first, Dependent=second)])
    return cas


@pytest.mark.parametrize("format", [XMI, JSON], ids=lambda format: format.name)
def test_custom_layers_of_others_are_read(format):
    notice, bundle = through(format, inception(), "their file")
    assert notice == Notice("passed over: 1 POS, 1 empty Place")
    assert bundle.document.key == "their file"
    marks = {surface(bundle.document.text, one.fragments): one for one in bundle.layers[0].ordered[:4]}
    assert (marks["aa"].label, marks["aa"].link, marks["aa"].attributes) == ("PER", "Q7", {})
    assert marks["bb"].label == "Place"
    assert marks["bb"].attributes == {"kind": "town", "sure": True, "people": 1200}
    attack = marks["😀"]
    assert isinstance(attack, Event) and attack.type == "Air"
    assert attack.arguments == (Argument("targets", marks["bb"].id), Argument("By", marks["aa"].id))
    (relation,) = bundle.layers[0].relations
    assert (relation.type, relation.source, relation.target) == ("Near", marks["bb"].id, marks["cc"].id)


@pytest.mark.parametrize("format", [XMI, JSON], ids=lambda format: format.name)
def test_links_of_a_chain_are_spans_with_a_relation_to_the_next(format):
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of how cassis opens its own file
        types = cassis.load_dkpro_core_typesystem()
    link = types.get_type("de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink")
    cas = cassis.Cas(types)
    cas.sofa_string = "aa bb cc"
    last = link(begin=6, end=8, referenceType="pr")
    middle = link(begin=3, end=5, referenceRelation="is", next=last)
    cas.add_all([link(begin=0, end=2, next=middle), middle, last, link(begin=2, end=2, next=last)])
    notice, bundle = through(format, cas)
    assert notice == Notice("passed over: 1 empty CoreferenceLink")
    layer = bundle.layers[0]
    places = {one.id: surface(bundle.document.text, one.fragments) for one in layer.spans}
    assert sorted(places.values()) == ["aa", "bb", "cc"]
    assert [one.attributes for one in layer.spans if places[one.id] == "cc"] == [{"referenceType": "pr"}]
    ties = {(one.type, places[one.source], places[one.target]) for one in layer.relations}
    assert ties == {("CoreferenceLink", "aa", "bb"), ("is", "bb", "cc")}


def refusal(format, content: bytes, types: bytes | None = TYPES) -> Refusal:
    beside = {} if types is None else {"TypeSystem.xml": types}
    found = list(format.read([content], Reading(stem="a", beside=beside.get)))
    assert len(found) == 1 and isinstance(found[0], Refusal), found
    return found[0]


XML = FILES["noa/hard.xmi"]
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("content", "where", "sentence"),
    [
        (b"", "line 1", "not XML: no element found"),
        (XML[: len(XML) // 2], "line", "not XML"),
        (b"hello", "line 1", "not XML"),
        (b"<html/>", "", "it begins with 'html'"),
        (BOMB, "line 1", "DOCTYPE"),
        (OUTSIDE, "line 1", "DOCTYPE"),
        (BOMB.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16"), "line 1", "DOCTYPE"),
        (XML.replace(b"UTF-8", b"UTF-4", 1), "line 1", "it is in 'UTF-4', which is not read here; save it as UTF-8"),
        (XML.replace(b"UTF-8", b"rot13", 1), "line 1", "it is in 'rot13'"),
        (XML.replace(b"UTF-8", b"cp932", 1), "line 1", "it is in 'cp932'"),
        (XML.replace(b'begin="3"', b'begin="x"'), "", "begin is 'x', which is no number"),
        (XML.replace(b'begin="3"', b'begin="1"'), "", "begin is 1; in a text of"),
        (XML.replace(b'begin="3"', b'begin="1"'), "", "that is inside a character"),
        (XML.replace(b'begin="3"', b'begin="30000"'), "", "that is outside of it"),
        (XML.replace(b'begin="3"', b'begin="-3"'), "", "that is outside of it"),
        (XML.replace(b'begin="3"', b'begin="9"'), "", "behind its end"),
        (XML.replace(b'sofaString="', b'sofa="'), "", "it has no text"),
        (XML.replace(b'role="Target" target="', b'role="Target" target="9999'), "", "which is not there"),
        (XML.replace(b'Governor="', b'Governor="x'), "", "no ids"),
        (XML.replace(b'Governor="', b'g="'), "", "it has to have one Governor and one Dependent"),
        (XML.replace(b'xmi:id="2"', b'xmi:id="1"'), "", "1 is the xmi:id of two structures"),
        (XML.replace(b'xmi:id="2"', b'xmi:id="two"'), "", "'two', which is no number"),
        (XML.replace(b"{&quot;key", b"{&quot;kay"), "", "what corpus-tool says of the document cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_the_reason(content, where, sentence):
    found = refusal(XMI, content)
    assert sentence in found.reason
    assert found.where.startswith(where)


@pytest.mark.parametrize("holds", ["the array itself", "another array"])
def test_an_array_in_an_array_is_refused(holds):
    whole = json.loads(IN_JSON)
    there = whole["%FEATURE_STRUCTURES"]
    event = next(one for one in there if one.get("value") == "Conflict.Attack")
    (links,) = (one for one in there if one["%ID"] == event["@arguments"])
    links["%ELEMENTS"].append(links["%ID"] if holds == "the array itself" else 999)
    there.append({"%ID": 999, "%TYPE": "uima.cas.FSArray", "%ELEMENTS": []})
    (refused,) = JSON.read([json.dumps(whole).encode()], Reading(stem="a"))
    assert isinstance(refused, Refusal) and "which holds an array" in refused.reason


def test_a_file_without_its_types_is_refused():
    assert "there is no TypeSystem.xml beside it" in refusal(XMI, XML, None).reason
    assert refusal(XMI, XML, BOMB).where == "TypeSystem.xml line 1"
    circle = TYPES.replace(b"<supertypeName>uima.cas.TOP<", b"<supertypeName>webanno.custom.EventArgumentsLink<")
    assert "is a kind of itself" in refusal(XMI, XML, circle).reason


def test_structures_of_a_type_that_is_not_described_are_counted():
    few = b"<typeSystemDescription><types/></typeSystemDescription>"
    found = list(XMI.read([XML], Reading(stem="a", beside={"TypeSystem.xml": few}.get)))
    assert "NamedEntity, a type that is not described" in found[0].words


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not JSON"),
        (b"[]", "not CAS JSON 0.4"),
        (b"{}", "missing required field `%FEATURE_STRUCTURES`"),
        (b'{"%FEATURE_STRUCTURES": []}', "it has no %TYPES"),
        (IN_JSON[: len(IN_JSON) // 2], "not JSON"),
        (b'{"%TYPES": ' + b"[" * 100_000, "not"),
        (IN_JSON.replace(b'"%ID": 1,', b'"%ID": "1",'), "has the %ID '1'"),
        (IN_JSON.replace(b'"%ID": 2,', b'"%ID": 1,'), "1 is the %ID of two structures"),
        (IN_JSON.replace(b'"begin": 3,', b'"begin": 1,'), "inside a character"),
        (IN_JSON.replace(b'"begin": 3,', b'"begin": 99999,'), "outside of it"),
        (IN_JSON.replace(b'"@Governor": ', b'"@Governor": 9999'), "which is not there"),
        (IN_JSON.replace(b'"%SOFA"', b'"sofa"'), "a view has to have"),
        (b"\xff" + IN_JSON, "not"),
    ],
)
def test_wrong_json_is_refused(content, sentence):
    assert sentence in refusal(JSON, content).reason


PLACES = st.integers(0, len(XML) - 1)


@given(st.lists(st.tuples(PLACES, st.integers(0, 255)), min_size=1, max_size=3), st.booleans())
def test_no_file_makes_it_stumble(changes, is_json):
    content = bytearray(IN_JSON if is_json else XML)
    for at, byte in changes:
        content[at % len(content)] = byte
    format = JSON if is_json else XMI
    found = list(format.read([bytes(content)], Reading(stem="a", beside={"TypeSystem.xml": TYPES}.get)))
    assert all(isinstance(one, Bundle | Refusal | Notice) for one in found)


@pytest.mark.parametrize("name", ["cas-xmi", "cas-json", "webanno-tsv"])
def test_what_is_in_several_pieces_is_told_since_other_programs_see_the_first(name):
    kept, losses = formats()[name].restricted(hard_bundle())
    told = [loss for loss in losses if loss.reason is Reason.IN_PIECES]
    assert [loss.annotation for loss in told] == ["s20"] and not told[0].keeps_from_writing
    assert kept.layers[0].spans[-1].fragments == (place("שלום"), place("סוף"))


def test_offsets_on_disk_are_utf16():
    start, end = place("قصف")
    (said,) = [one for one in json.loads(IN_JSON)["%FEATURE_STRUCTURES"] if one.get("value") == "Conflict.Attack"]
    assert (said["begin"], said["end"]) == (start + 1, end + 1)


def test_a_relation_may_lead_to_an_event():
    marks = [
        Event(id="e", type="Conflict.Attack", fragments=((0, 1),)),
        Relation(id="r", type="coreference", source="e", target="e"),
    ]
    (back,) = JSON.read([files_of(JSON, [Bundle(document(HARD), (layer(marks),))])["noa/ar-0001.json"]])
    assert back.layers[0].ordered == tuple(marks)
