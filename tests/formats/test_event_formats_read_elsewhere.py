"""TextEE, OneIE and DyGIE++ have no reader that can be installed: theirs are written here after their own documents.

https://github.com/ej0cl6/TextEE/blob/main/data/README.md, the conversion to OneIE in its process_ace.py, and
https://github.com/dwadden/dygiepp/blob/master/doc/data.md. Each gives (label, words) of entities and
(type, trigger words, [(role, argument words)]) of events, found by the numbers alone.
"""

import json

import pytest
from corpus_tool_testing.builders import ARABIC, document, event, layer, span, strike

from corpus_tool.formats import Refusal, Writing, formats
from corpus_tool.formats.oneie import read as read_oneie
from corpus_tool.formats.textee import read as read_textee
from corpus_tool.model.annotations import Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.policies import Clitics, Policy, Window

TEXT = "😀 قصف الجيش السوري مواقع في حلب. انسحب المسلحون من إدلب!"
FOUND = [
    span("s1", TEXT, "الجيش السوري", attributes={"mention": "NAM", "subtype": "StateForces"}),
    span("s2", TEXT, "السوري", "NORP"),
    span("s3", TEXT, "حلب", "GPE", link="Q41183", note="المدينة"),
    span("s4", TEXT, "المسلحون"),
    event("e1", TEXT, "قصف", Attacker="s1", Target="s3"),
    event("e2", TEXT, "انسحب", "Movement.Retreat", Person="s4"),
    Relation(id="r1", type="part_of", source="s2", target="s1"),
]
ENTITIES = {
    ("ORG", "الجيش السوري"),
    ("NORP", "السوري"),
    ("GPE", "حلب"),
    ("ORG", "المسلحون"),
}
EVENTS = {
    ("Conflict.AirStrike", "قصف", (("Attacker", "الجيش السوري"), ("Target", "حلب"))),
    ("Movement.Retreat", "انسحب", (("Person", "المسلحون"),)),
}
RELATIONS = {("part_of", "السوري", "الجيش السوري")}


def lines(name, annotations=FOUND, text=TEXT, policy=None):
    format, policy = formats()[name], policy or Policy()
    kept, _ = format.restricted(Bundle(document(text), (layer(annotations),)), policy)
    pieces = format.pieces([kept], Writing("name", default_schema(), policy))
    return [json.loads(piece.content) for piece in pieces]


def words(tokens, start, end):
    assert 0 <= start < end <= len(tokens)
    return " ".join(tokens[start:end])


def in_windows(found):
    """What a program finds that trains on TextEE or OneIE."""
    entities, events, relations = set(), set(), set()
    for window in found:
        tokens = window["tokens"]
        assert all(tokens)
        by_id = {one["id"]: words(tokens, one["start"], one["end"]) for one in window["entity_mentions"]}
        assert len(by_id) == len(window["entity_mentions"])
        entities |= {(one["entity_type"], by_id[one["id"]]) for one in window["entity_mentions"]}
        for one in window["event_mentions"]:
            trigger = words(tokens, one["trigger"]["start"], one["trigger"]["end"])
            assert trigger == one["trigger"]["text"]
            roles = tuple((part["role"], by_id[part["entity_id"]]) for part in one["arguments"])
            assert roles == tuple((part["role"], part["text"]) for part in one["arguments"])
            events.add((one["event_type"], trigger, roles))
        for one in window["relation_mentions"]:
            first, second = one["arguments"]
            assert (first["role"], second["role"]) == ("Arg-1", "Arg-2")
            relations.add((one["relation_type"], by_id[first["entity_id"]], by_id[second["entity_id"]]))
    return entities, events, relations


def in_documents(found):
    """What DyGIE++ finds: its place is an inclusive pair of numbers in all words of the document."""
    entities, events, relations = set(), set(), set()
    for one in found:
        tokens = [word for sentence in one["sentences"] for word in sentence]
        assert all(tokens)
        assert {len(one[name]) for name in ("ner", "events", "relations", "_corpus_tool")} == {len(one["sentences"])}
        for start, end, label in (row for sentence in one["ner"] for row in sentence):
            entities.add((label, words(tokens, start, end + 1)))
        for (trigger, type), *roles in (rows for sentence in one["events"] for rows in sentence):
            found_roles = tuple((role, words(tokens, start, end + 1)) for start, end, role in roles)
            events.add((type, tokens[trigger], found_roles))
        for start, end, other_start, other_end, type in (row for sentence in one["relations"] for row in sentence):
            relations.add((type, words(tokens, start, end + 1), words(tokens, other_start, other_end + 1)))
    return entities, events, relations


@pytest.mark.parametrize("window", Window)
@pytest.mark.parametrize(("name", "reader"), [("textee", in_windows), ("oneie", in_windows), ("dygie", in_documents)])
def test_everything_is_found_by_its_numbers(name, reader, window):
    assert reader(lines(name, policy=Policy(window=window))) == (ENTITIES, EVENTS, RELATIONS)


def test_a_name_behind_a_proclitic_has_words_of_its_own_where_that_is_asked_for():
    for name, reader in (("textee", in_windows), ("oneie", in_windows), ("dygie", in_documents)):
        entities, events, _ = reader(lines(name, strike(), ARABIC, Policy(clitics=Clitics.SPLIT)))
        assert ("ORG", "داعش") in entities
        assert ("Conflict.AirStrike", "قصف", (("Attacker", "الجيش السوري"), ("Target", "داعش"))) in events


def test_textee_has_the_fields_of_its_document():
    first, second = lines("textee")
    assert list(first)[:5] == ["doc_id", "wnd_id", "tokens", "text", "lang"]
    assert (first["doc_id"], first["wnd_id"], second["wnd_id"]) == ("ar-0001", "ar-0001-0", "ar-0001-1")
    assert (first["text"], second["text"]) == ("😀 قصف الجيش السوري مواقع في حلب.", "انسحب المسلحون من إدلب!")
    assert first["event_mentions"][0]["arguments"][0] == {
        "entity_id": "s1",
        "role": "Attacker",
        "text": "الجيش السوري",
        "start": 2,
        "end": 4,
    }
    assert first["entity_mentions"][2]["link"] == "Q41183"


@pytest.mark.parametrize("name", ["textee", "oneie"])
def test_an_event_without_arguments_has_an_empty_list_of_them(name):
    first, _ = lines(name, [event("e1", TEXT, "قصف")])
    assert first["event_mentions"][0]["arguments"] == []


def test_oneie_has_mention_types_and_subtypes():
    first, second = lines("oneie")
    assert (first["sent_id"], first["sentence"]) == ("ar-0001-0", "😀 قصف الجيش السوري مواقع في حلب.")
    assert [(one["mention_type"], one.get("entity_subtype")) for one in first["entity_mentions"][:2]] == [
        ("NAM", "StateForces"),
        ("UNK", None),
    ]
    assert "pieces" not in second


FOREIGN = {
    "doc_id": "D",
    "wnd_id": "D-0",
    "text": "James joined Google .",
    "lang": "en",
    "tokens": ["James", "joined", "Google", "."],
    "entity_mentions": [
        {"id": "D-0-E0", "entity_type": "PER", "text": "James", "start": 0, "end": 1},
        {"id": "D-0-E1", "entity_type": "ORG", "text": "Google", "start": 2, "end": 3},
    ],
    "event_mentions": [
        {
            "id": "D-0-EV0",
            "event_type": "START_JOB",
            "trigger": {"text": "joined", "start": 1, "end": 2},
            "arguments": [{"entity_id": "D-0-E1", "role": "company", "text": "Google", "start": 2, "end": 3}],
        }
    ],
}
"""What a file from elsewhere has."""


def changed(**fields):
    return json.dumps(FOREIGN | fields).encode() + b"\n"


def with_entity(**fields):
    return changed(entity_mentions=[FOREIGN["entity_mentions"][0] | fields, FOREIGN["entity_mentions"][1]])


def test_a_file_from_elsewhere_comes_in_window_by_window():
    other = changed(wnd_id="D-1", text=None, tokens=["It", "won", "."], entity_mentions=[], event_mentions=[])
    (found,) = read_textee([changed(), other])
    assert found.document.text == "James joined Google .\nIt won ."
    (back,) = found.layers
    assert back.name.annotator == "imported"
    assert [one.fragments for one in (*back.spans, *back.events)] == [((0, 5),), ((13, 19),), ((6, 12),)]


def test_ids_that_two_windows_share_stay_apart():
    (found,) = read_textee([changed(), changed(wnd_id="D-1")])
    assert [one.id for one in found.layers[0].spans] == ["D-0-E0", "D-0-E1", "D-0-E0.2", "D-0-E1.2"]
    assert [one.arguments[0].target for one in found.layers[0].events] == ["D-0-E1", "D-0-E1.2"]


def test_a_mention_type_of_oneie_becomes_an_attribute():
    entity = {"id": "E", "entity_type": "PER", "entity_subtype": "Individual", "mention_type": "NAM"}
    line = {"doc_id": "D", "sent_id": "D-0", "tokens": ["James"], "entity_mentions": [entity | {"start": 0, "end": 1}]}
    (found,) = read_oneie([json.dumps(line).encode()])
    assert found.layers[0].spans[0].attributes == {"subtype": "Individual", "mention": "NAM"}


@pytest.mark.parametrize(
    ("line", "where", "reason"),
    [
        (b"{", "line 1", "not JSON"),
        (b'{"doc_id": "D"}', "line 1", "missing required field `wnd_id`"),
        (b'\xff{"doc_id": "D"}', "line 1", "not UTF-8 at byte 0"),
        (changed(doc_id=" "), "from line 1", "its key is empty"),
        (changed(text="James joined Gogle ."), "document D", "word 3 is 'Google', but at offset 13"),
        (changed(tokens=["James", "", "joined", "Google", "."]), "document D", "window 1: word 2 is empty"),
        (with_entity(end=9), "document D", "D-0-E0 is on the words 0 to 9, but there are 4"),
        (with_entity(start=1, end=1), "document D", "is on the words 1 to 1"),
        (with_entity(start=-1), "document D", "is on the words -1 to 1"),
        (with_entity(id="D-0-E1"), "document D", "'D-0-E1' is given twice"),
        (with_entity(id="D-0-EV0"), "document D", "'D-0-EV0' is given twice"),
        (changed(entity_mentions=[]), "document D", "D-0-EV0 points at 'D-0-E1', which is not there"),
        (
            changed(relation_mentions=[{"id": "R", "relation_type": "x", "arguments": []}]),
            "document D",
            "the relation R has 0 arguments",
        ),
    ],
)
def test_what_cannot_be_taken_in_is_told_with_its_place(line, where, reason):
    (found,) = read_textee([line])
    assert isinstance(found, Refusal), found
    assert where in found.where
    assert reason in found.reason


def test_a_broken_line_takes_its_document_with_it_and_no_other():
    broken = changed()[:-9] + b"\n"
    found = list(read_textee([changed(doc_id="A"), changed(), broken, changed(), changed(doc_id="Z")]))
    assert [one.document.key for one in found if not isinstance(one, Refusal)] == ["A", "Z"]
    assert [one.where for one in found if isinstance(one, Refusal)] == ["line 3", "document D"]


def test_a_line_that_does_not_tell_its_document_takes_those_around_it():
    found = list(read_textee([changed(doc_id="A"), b"]\n", changed(doc_id="B"), changed(doc_id="C")]))
    assert [one.where for one in found if isinstance(one, Refusal)] == ["line 2", "document A", "document B"]
    assert [one.document.key for one in found if not isinstance(one, Refusal)] == ["C"]
