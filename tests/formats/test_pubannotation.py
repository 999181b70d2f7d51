"""PubAnnotation JSON: as its documents say it is read, and back home.

bconv, the one reader that can be installed, asks for an lxml that others here cannot use; what it does is done anew:
denotations by id with their list of spans, relations between ids, attributes by subject.
"""

import json
from copy import deepcopy
from io import BytesIO

import pytest
from corpus_tool_testing.builders import ARABIC, document, layer, span, strike
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.formats import Reading, Refusal, Writing, formats
from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema

FORMAT = formats()["pubannotation"]
WRITING = Writing("x", default_schema())
TEXT = "😀 قصف\u2028الجيش\u200f السوري לדמשק e\u0301té"


def everything():
    return [
        span("s1", TEXT, "الجيش\u200f السوري", attributes={"subtype": "StateForces", "seen": True}),
        span("s2", TEXT, "السوري", "NORP", link="Q1", note="?"),
        span("s3", TEXT, "דמשק", "GPE"),
        Span(id="A1", label="ORG", fragments=((6, 11), (20, 25))),
        Event(id="e1", type="Conflict.Attack", fragments=((2, 5),), arguments=(Argument("Attacker", "s1"),)),
        Event(id="e2", type="Conflict.Attack", fragments=((2, 5),), arguments=(Argument("Cause", "e1"),) * 2),
        Relation(id="r1", type="part_of", source="s2", target="s1", attributes={"sure": "no"}),
    ]


def written(annotations=None, text=TEXT):
    (piece,) = FORMAT.pieces([Bundle(document(text), (layer(annotations or everything()),))], WRITING)
    return piece


def read(content, **reading):
    return list(FORMAT.read(BytesIO(content if isinstance(content, bytes) else content.encode()), Reading(**reading)))


def test_each_layer_of_each_document_has_a_file():
    bundles = [Bundle(document(key="a/b"), (layer([]), layer([], "sami"))), Bundle(document(), (layer([]),))]
    files = [piece.file for piece in FORMAT.pieces(bundles, WRITING)]
    assert files == ["noa/a%2Fb.json", "sami/a%2Fb.json", "noa/ar-0001.json"]


def test_a_reader_of_the_format_finds_everything():
    found = json.loads(written().content)
    assert found["sourceid"] == "ar-0001"
    text = found["text"]
    by_id = {one["id"]: one for one in found["denotations"]}
    ids = [*by_id, *(one["id"] for one in found["relations"]), *(one["id"] for one in found["attributes"])]
    assert len(ids) == len(set(ids))

    def surface(id):
        spans = by_id[id]["span"] if isinstance(by_id[id]["span"], list) else [by_id[id]["span"]]
        return [text[place["begin"] : place["end"]] for place in spans]

    assert [(one["obj"], surface(id)) for id, one in by_id.items()] == [
        ("ORG", ["الجيش\u200f السوري"]),
        ("NORP", ["السوري"]),
        ("GPE", ["דמשק"]),
        ("ORG", [TEXT[6:11], TEXT[20:25]]),
        ("Conflict.Attack", ["قصف"]),
        ("Conflict.Attack", ["قصف"]),
    ]
    assert [(one["subj"], one["pred"], one["obj"]) for one in found["relations"]] == [
        ("s2", "part_of", "s1"),
        ("e1", "Attacker", "s1"),
        ("e2", "Cause", "e1"),
        ("e2", "Cause", "e1"),
    ]
    assert [(one["subj"], one["pred"], one["obj"]) for one in found["attributes"]] == [
        ("s1", "subtype", "StateForces"),
        ("s1", "seen", True),
    ]
    assert found["relations"][0]["attributes"] == {"sure": "no"}  # bconv knows attributes of denotations only


@settings(max_examples=150)
@given(parts=bundle_parts())
def test_what_was_written_comes_home(parts):
    one_document, layers = parts
    pieces = list(FORMAT.pieces([Bundle(one_document, layers)], WRITING))
    for piece, one in zip(pieces, layers, strict=True):
        (found,) = read(piece.content)
        assert isinstance(found, Bundle), found
        assert found.document == replace(one_document, tokens=(), cutter="", source_sha256="")
        (back,) = found.layers
        assert (back.name, back.schema, back.status) == (one.name, one.schema, one.status)
        assert back.ordered == (*one.spans, *one.events, *one.relations)


FOREIGN = {
    "text": "GADD45 binds MKK7 and JNK",
    "denotations": [
        {"id": "T1", "span": {"begin": 0, "end": 6}, "obj": "Gene"},
        {"span": {"begin": 13, "end": 17}, "obj": "Gene"},
        {"id": "T3", "span": {"begin": 22, "end": 25}, "obj": "_FRAGMENT"},
    ],
    "relations": [{"subj": "T3", "pred": "_lexicallyChainedTo", "obj": "T1"}],
    "attributes": [{"subj": "T1", "pred": "seen"}],
}


def foreign(**fields):
    return json.dumps(FOREIGN | fields)


def test_a_file_from_elsewhere_is_called_after_its_name():
    (found,) = read(foreign(), stem="pmid-1", annotator="sami")
    assert (found.document.key, found.layers[0].name.annotator) == ("pmid-1", "sami")
    assert [(one.id, one.fragments, one.attributes) for one in found.layers[0].spans] == [
        ("T1", ((0, 6), (22, 25)), {"seen": True}),
        ("T2", ((13, 17),), {}),
    ]


def test_tracks_are_layers_of_their_projects():
    tracks = [{"project": name, "denotations": FOREIGN["denotations"][:2]} for name in ("one", "two")]
    (found,) = read(json.dumps({"text": FOREIGN["text"], "sourceid": "D", "tracks": tracks}))
    assert [one.name.annotator for one in found.layers] == ["one", "two"]


@pytest.mark.parametrize("joint", ["\n", ",\n"])
def test_a_list_of_documents_and_a_document_a_line_are_read(joint):
    several = joint.join(foreign(sourceid=key) for key in ("a", "b"))
    found = read(f"[{several}]" if "," in joint else several)
    assert [one.document.key for one in found] == ["a", "b"]


def test_a_wrong_document_does_not_take_the_others_with_it():
    found = read("\n".join([foreign(sourceid="a"), "{", foreign(sourceid="b", text=""), foreign(sourceid="c")]))
    assert [type(one) for one in found] == [Bundle, Refusal, Refusal, Bundle]
    assert [one.where for one in found[1:3]] == ["line 2", "line 3, document b"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", None),
        (b"{", "not JSON"),
        (b"\xff{}", "not UTF-8"),
        (b'{"text": 1}', "Expected `str`, got `int` - at `$.text`"),
        (foreign(text="GADD"), "T1: fragment [0, 6] is not a range"),
        (foreign(denotations=[{"id": "T1", "span": {"begin": 6, "end": 0}, "obj": "x"}]), "[6, 0] is not a range"),
        (foreign(denotations=[{"id": "T1", "span": [], "obj": "x"}], relations=[]), "T1: it has no fragment"),
        (foreign(denotations=FOREIGN["denotations"][:1] * 2), "the id 'T1' is given twice"),
        (foreign(relations=[{"subj": "T1", "pred": "x", "obj": "T9"}]), "points at 'T9', which is not there"),
        (foreign(attributes=[{"subj": "T9", "pred": "x", "obj": 1}]), "hangs on 'T9'"),
        (foreign(relations=[{"subj": "T1", "pred": "x", "obj": "T1", "is": "argument"}]), "hangs on 'T1'"),
        (foreign(tracks=[{"project": "imported"}]), "two tracks are of imported"),
    ],
)
def test_what_cannot_be_taken_in_is_told(content, reason):
    found = read(content)
    assert len(found) == (reason is not None)
    assert all(isinstance(one, Refusal) and reason in one.reason for one in found), found


@settings(max_examples=150)
@given(
    content=st.binary(max_size=100)
    | st.recursive(st.none() | st.integers() | st.text(max_size=4), st.lists).map(json.dumps)
)
def test_nothing_makes_the_reader_fail(content):
    for found in read(content):
        assert isinstance(found, Bundle | Refusal)


@settings(max_examples=200)
@given(data=st.data())
def test_no_change_of_a_good_file_makes_the_reader_fail(data):
    found = json.loads(written(strike(), ARABIC).content)
    junk = st.sampled_from([None, -1, 7, 10**30, 1.5, "", "s1", [], {}, True, [{}], {"begin": 0, "end": 3}])
    for _ in range(data.draw(st.integers(1, 3))):
        place = found
        while place:
            key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else list(range(len(place)))))
            if isinstance(place[key], dict | list) and data.draw(st.booleans()):
                place = place[key]
            else:
                place[key] = deepcopy(data.draw(junk))
                break
    for one in read(json.dumps(found)):
        assert isinstance(one, Bundle | Refusal)
