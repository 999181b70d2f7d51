"""Each rule, by example: what it says, and that it says nothing of what is right."""

import pytest
from corpus_tool_testing.builders import ARABIC, document, event, layer, span, strike
from msgspec.structs import replace

from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.rules import Weight, misplaced, violations
from corpus_tool.model.rules.places import MOST_TOLD
from corpus_tool.model.schemas import Rules

SCHEMA = default_schema()
DOCUMENT = document()


def messages(annotations, schema=SCHEMA, text=ARABIC):
    return [found.message for found in violations(layer(annotations), schema, document(text))]


def test_good_work_breaks_no_rule():
    assert messages(strike()) == []


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        (span("x", ARABIC, "حلب", "CITY"), "label 'CITY' is not in schema conflict-news 1.0.0 (known: PER, ORG,"),
        (event("x", ARABIC, "قصف", "Bombing"), "event type 'Bombing' is not in schema"),
        (span("x", ARABIC, "حلب."), None),
        (span("x", ARABIC, " حلب"), "white space at its edge"),
        (Span(id="x", label="ORG", fragments=((5, 5),)), "fragment [5, 5] is not a range"),
        (Span(id="x", label="ORG", fragments=((0, 9999),)), "fragment [0, 9999] is not a range"),
        (Span(id="x", label="ORG", fragments=((5, 8), (3, 4))), "begins before the one in front of it ends (8)"),
        (Span(id="x", label="ORG", fragments=()), "it has no fragment"),
        (span("x", ARABIC, "حلب", "GPE", attributes={"subtype": "Moon"}), "subtype 'Moon' is not one of GPE"),
        (span("x", ARABIC, "حلب", "GPE", attributes={"subtype": [{}]}), "subtype [{}] is not one of GPE"),
        (span("x", ARABIC, "حلب", "GPE", attributes={"mention": "XYZ"}), "mention cannot be 'XYZ'"),
        (span("x", ARABIC, "حلب", "GPE", attributes={"colour": "red"}), "attribute 'colour' is not one of GPE"),
    ],
)
def test_a_wrong_annotation_is_told(annotation, message):
    found = messages([annotation])
    assert found == [] if message is None else any(message in one for one in found), found


def test_an_edge_between_a_letter_and_its_mark_is_told():
    text = "مُحَمَّد في حلب"
    assert "its edge at 1 falls between a letter and its mark" in messages(
        [Span(id="x", label="PER", fragments=((0, 1),))], text=text
    )


def test_the_same_label_twice_on_one_place_is_told():
    assert any("ORG is marked there already" in one for one in messages([*strike(), span("x", ARABIC, "داعش")]))


def test_thousands_of_spans_on_one_word_are_told_each_once():
    crowd = [Span(id=f"s{number}", label="ORG", fragments=((0, 3),)) for number in range(300)]
    assert len(messages(crowd)) == len(crowd)
    alone = replace(SCHEMA, rules=Rules(nesting=False))
    others = [Span(id=f"p{number}", label="PER", fragments=((0, 3),)) for number in range(300)]
    assert len(messages([*crowd, *others], alone)) == 600 + 600 * MOST_TOLD


def test_arguments_are_held_against_the_roles():
    wrong = event("x", ARABIC, "قصف", Attacker="s4")  # a place does attack, as GPE
    assert messages([*strike(), wrong]) == []
    assert any(
        "Casualties is filled by NUM, PER, not by ORG" in one
        for one in messages([*strike(), replace(wrong, arguments=(Argument("Casualties", "s1"),))])
    )
    assert any(
        "has no role 'Victim'" in one
        for one in messages([*strike(), replace(wrong, arguments=(Argument("Victim", "s1"),))])
    )
    assert any(
        "its own Target" in one for one in messages([*strike(), replace(wrong, arguments=(Argument("Target", "x"),))])
    )
    assert any(
        "given twice" in one for one in messages([*strike(), replace(wrong, arguments=(Argument("Target", "s1"),) * 2)])
    )


def test_cardinality_is_counted():
    document_role = Event(
        id="x",
        type="Deal.Agree",
        fragments=((0, 3),),
        arguments=(Argument("Document", "d1"), Argument("Document", "d2")),
    )
    documents = [span("d1", ARABIC, "حلب", "DOC"), span("d2", ARABIC, "وكالة", "DOC")]
    assert any("Document can be filled 1 times at most, not 2" in one for one in messages([*documents, document_role]))


def test_a_relation_ties_two_annotations():
    relation = Relation(id="r", type="coreference", source="s1", target="s1")
    assert any("itself" in one for one in messages([*strike(), relation]))
    assert any(
        "relation type 'same' is not in schema" in one
        for one in messages([*strike(), replace(relation, type="same", target="s2")])
    )


def test_rules_that_are_switched_off_are_kept():
    strict = replace(SCHEMA, rules=Rules(nesting=False, part_of_word=False, discontinuous=False))
    found = messages([*strike(), Span(id="x", label="PER", fragments=((0, 3), (4, 9)))], schema=strict)
    assert any("overlaps" in one for one in found)
    assert any("inside a word" in one for one in found)  # داعش in لداعش
    assert any("several fragments" in one for one in found)


def test_an_open_role_is_a_warning_only():
    schema = replace(
        SCHEMA,
        events=(
            replace(SCHEMA.event_by_id["Conflict.Attack"], roles=(replace(SCHEMA.common_roles[0], id="Must", min=1),)),
        ),
    )
    found = violations(layer([event("x", ARABIC, "قصف", "Conflict.Attack")]), schema, DOCUMENT)
    assert [(one.weight, one.message) for one in found] == [(Weight.WARNING, "Must is still open: at least 1 wanted")]


def test_fragments_may_touch():
    assert misplaced(((0, 2), (2, 3)), "abc") is None
