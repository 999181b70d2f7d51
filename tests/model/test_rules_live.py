"""Rules asked again only where an act can have changed the answer; weights that a schema gives; rules of events."""

import pytest
from corpus_tool_testing.builders import ARABIC, document, event, layer, span, strike
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.errors import SchemaError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.event_edits import fill
from corpus_tool.model.rules import Weight, found_after, found_in, violations
from corpus_tool.model.schema_reading import read_schema
from corpus_tool.model.schemas import EventType, RelationType, Role, Rules

LABELS = ("ORG", "GPE")
CAUSE = Role(id="Cause", fillers=("EVENT",))
SCHEMA = replace(
    default_schema(),
    rules=Rules(nesting=False, weights={"open-role": "done"}),
    events=(EventType(id="X", roles=(Role(id="Who", min=1, max=2), CAUSE)),),
    relations=(RelationType(id="same", symmetric=True), RelationType(id="in", source=("ORG",), target=("GPE",))),
)
TEXT = document()


def messages(annotations, schema=SCHEMA, text=ARABIC):
    return [found.message for found in violations(layer(annotations), schema, document(text))]


places = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda one: ((one[0], one[0] + one[1]),))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("span"), places, st.sampled_from(LABELS)),
        st.tuples(st.just("event"), places, st.just("X")),
        st.tuples(st.just("argument"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("tie"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("remove"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("resize"), st.integers(0, 9), places),
    ),
    max_size=12,
)


def changes_of(now, act, number):
    """What an act makes of a layer; nothing where it does not fit."""
    what, first, second = act
    ids = list(now.placed)
    match what:
        case "span":
            return edits.add(now, Span(id=f"a{number}", label=second, fragments=first))
        case "event":
            return edits.add(now, Event(id=f"a{number}", type="X", fragments=first))
    if not ids:
        return ()
    one = ids[first % len(ids)]
    if what == "remove":
        return edits.remove(now, one)
    if what == "resize":
        return () if isinstance(now[one], Relation) else edits.resize(now, one, second)
    other = ids[second % len(ids)]
    if isinstance(now[other], Relation) or isinstance(now[one], Relation):
        return ()
    if what == "tie":
        return edits.add(now, Relation(id=f"a{number}", type="same", source=one, target=other))
    return fill(now, now[one], Argument("Cause", other), CAUSE) if isinstance(now[one], Event) else ()


@given(acts)
def test_asking_what_changed_says_what_asking_everything_says(steps):
    now = layer([])
    found = found_in(now, SCHEMA, TEXT)
    for number, act in enumerate(steps):
        if changes := changes_of(now, act, number):
            after = now.apply(changes)
            found = found_after(now, found, after, SCHEMA, TEXT)
            now = after
        assert dict(found) == dict(found_in(now, SCHEMA, TEXT))


def test_a_schema_weighs_a_rule_otherwise_or_turns_it_off():
    open_event = [event("e", ARABIC, "قصف", "X")]
    (found,) = violations(layer(open_event), SCHEMA, TEXT)
    assert (found.rule, found.weight, found.blocks_done) == ("open-role", Weight.DONE, True)
    assert messages(open_event, replace(SCHEMA, rules=Rules(weights={"open-role": "off"}))) == []


def test_a_rule_that_there_is_not_and_an_end_that_there_is_not_are_told_with_their_line():
    head = '[schema]\nname = "x"\nversion = "1"\n'
    with pytest.raises(SchemaError, match=r"line 5.*there is no rule 'open-rolls'"):
        read_schema(head + '[rules.weights]\nopen-rolls = "done"\n', "x.toml")
    with pytest.raises(SchemaError, match="loud"):
        read_schema(head + '[rules.weights]\nopen-role = "loud"\n', "x.toml")
    with pytest.raises(SchemaError, match="target 'NOWHERE' of in"):
        read_schema(head + '[[relation]]\nid = "in"\ntarget = ["NOWHERE"]\n', "x.toml")


def test_an_event_cannot_play_a_role_in_itself_by_way_of_others():
    first = event("e1", ARABIC, "قصف", "X", Who="s", Cause="e2")
    second = event("e2", ARABIC, "قتلوا", "X", Who="s", Cause="e1")
    said = messages([span("s", ARABIC, "حلب", "GPE"), first, second])
    assert said == [f"it would play a role in itself, by way of X {other}" for other in ("قتلوا", "قصف")]


@pytest.mark.parametrize(
    ("text", "surface", "said"),
    [
        ("قالت «سانا» إن", "«سانا", "it takes one quotation mark of a pair"),
        ("قالت «سانا» إن", "«سانا»", "the quotation marks around it belong outside"),
        ("قالت «سانا» إن", "سانا", None),
        ("قالت وكالة «سانا» إن", "وكالة «سانا»", None),
        ('צה"ל תקף', 'צה"ל', None),
        ('אמר "צה"ל תקף"', '"צה"ל', "it takes one quotation mark of a pair"),
        ("אמר “שלום”", "“שלום", "it takes one quotation mark of a pair"),
    ],
)
def test_a_part_of_a_quote_is_warned_of_and_an_acronym_is_none(text, surface, said):
    found = violations(layer([span("x", text, surface)]), default_schema(), document(text))
    assert [(one.rule, one.message) for one in found] == ([("part-of-quote", said)] if said else [])


def test_the_same_event_twice_is_warned_of_and_another_with_the_same_trigger_is_not():
    again = replace(strike()[-1], id="e2")
    found = violations(layer([*strike(), again]), default_schema(), TEXT)
    assert [(one.rule, one.weight) for one in found] == [("twin-event", Weight.WARNING)] * 2
    assert messages([*strike(), replace(again, arguments=again.arguments[:1])], default_schema()) == []


def test_a_relation_ties_what_its_ends_allow_and_only_once():
    spans = strike()[:1] + strike()[3:4]  # an ORG and a GPE
    there = Relation(id="r1", type="in", source="s1", target="s4")
    assert messages([*spans, there]) == []
    assert messages([*spans, replace(there, source="s4", target="s1")]) == [
        "in goes from ORG, not from GPE",
        "in goes to GPE, not to ORG",
    ]
    same = Relation(id="r1", type="same", source="s1", target="s4")
    again = Relation(id="r2", type="same", source="s4", target="s1")
    assert messages([*spans, same, again]) == [
        "GPE حلب and ORG الجيش السوري are tied by same already",
        "ORG الجيش السوري and GPE حلب are tied by same already",
    ]
