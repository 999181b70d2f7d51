"""Adjudication never gets stuck: what a rule refuses can be taken without what breaks it, or nothing stands."""

from itertools import count

import pytest
from corpus_tool_testing.builders import ARABIC, NOW, document, event, layer, span
from corpus_tool_testing.strategies import layers as any_layer
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.errors import BrokenRuleError
from corpus_tool.model import edits
from corpus_tool.model.adjudicating import Borders, Deciding, Matters, Stamp, State, accepted, fitted, parts_of
from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.references import missing_references
from corpus_tool.model.rules import errors_after
from corpus_tool.model.rulings import Origin

NOA, SAMI = (LayerName(name, LayerKind.ANNOTATOR) for name in ("noa", "sami"))
GOLD = LayerName("gold", LayerKind.GOLD)
SCHEMA = default_schema()
FLAT = replace(SCHEMA, rules=replace(SCHEMA.rules, nesting=False))
WANTS_ALL = replace(SCHEMA, rules=replace(SCHEMA.rules, weights={"open-role": "error", "twin-event": "error"}))
SCHEMAS = {"usual": SCHEMA, "flat": FLAT, "wants all": WANTS_ALL}
TEXT = document(ARABIC, "doc")
EXACT = frozenset({Origin.UNANIMOUS, Origin.SINGLE})


class Work:
    """An adjudicator without a corpus."""

    def __init__(self, *said: Layer, schema=SCHEMA) -> None:
        self.matters, self.schema = Matters(said), schema
        self.gold = Layer(GOLD, SchemaRef(schema.name, schema.version))
        numbers = count(1)
        self.stamp = Stamp("rina", NOW, lambda letter: f"{letter}g{next(numbers)}")
        self.left_out: tuple[str, ...] = ()

    def decide(self, matter, act):
        """Make a decision, as far as it fits where it is refused."""
        wanted = self.after(act)
        if wanted is None or any(errors_after(self.gold, wanted, self.schema, TEXT)):
            wanted = wanted or self.after(lambda deciding: deciding.nothing(matter))
            wanted, self.left_out = fitted(self.matters, matter, self.gold, wanted, self.schema, TEXT)
        wanted = accepted(self.matters, wanted, self.stamp, self.schema, TEXT, EXACT).layer
        assert not list(errors_after(self.gold, wanted, self.schema, TEXT))
        assert not list(missing_references(wanted.ordered))
        self.gold = self.gold.apply(edits.difference(self.gold, wanted))

    def after(self, act):
        deciding = Deciding(self.matters, self.gold, self.stamp)
        try:
            act(deciding)
        except BrokenRuleError:
            return None
        return deciding.layer

    @property
    def left(self):
        return [one for one in self.matters.all if self.matters.is_left(one, self.gold)]


def chosen(work, matter, how, dice):
    """What a key does."""
    names = [one.layer for one in matter.row.readings]
    match how:
        case "a":
            return lambda deciding: deciding.take(matter, [NOA])
        case "b":
            return lambda deciding: deciding.take(matter, [SAMI])
        case "none":
            return lambda deciding: deciding.nothing(matter)
        case "both":
            return lambda deciding: deciding.take_both(matter)
        case "mix":
            parts = parts_of(work.matters, matter)
            return lambda deciding: deciding.mix(matter, names[0], {part: dice.choice(names) for part in parts})
        case _ if matter.kind is Relation:
            return lambda deciding: deciding.nothing(matter)
        case _:
            return lambda deciding: deciding.merge(matter, Borders.UNION)


KEYS = ("a", "b", "none", "both", "mix", "union")


def span_over(id, label, one, two):
    return Span(id=id, label=label, fragments=((min(one, two)[0], max(one, two)[1]),))


@st.composite
def likely_layers(draw, name):
    """Layers as people make them: spans on words, events whose roles are filled as the schema wants or otherwise."""
    words = [(place, place + len(word)) for word in dict.fromkeys(ARABIC.split()) for place in [ARABIC.index(word)]]
    spans = draw(st.lists(st.tuples(st.sampled_from(words), st.sampled_from(words)), max_size=5))
    marked = [
        span_over(f"s{at}", draw(st.sampled_from(["PER", "ORG", "GPE"])), one, two)
        for at, (one, two) in enumerate(spans)
    ]
    events = []
    for at in range(draw(st.integers(0, 3))):
        type = draw(st.sampled_from(SCHEMA.events)).id
        ids = [one.id for one in (*marked, *events)]
        roles = st.sampled_from([*SCHEMA.roles_of(type), "Other"])
        filled = st.lists(st.builds(Argument, roles, st.sampled_from(ids)), max_size=3) if ids else st.just([])
        place = draw(st.sampled_from(words))
        events.append(Event(id=f"e{at}", type=type, fragments=(place,), arguments=tuple(draw(filled))))
    ties = []
    if marked and draw(st.booleans()):
        ends = st.sampled_from([one.id for one in (*marked, *events)])
        type = draw(st.sampled_from(SCHEMA.relations)).id
        ties.append(Relation(id="r0", type=type, source=draw(ends), target=draw(ends)))
    return Layer.of(name, SchemaRef(SCHEMA.name, SCHEMA.version), [*marked, *events, *ties])


pairs = st.one_of(
    st.tuples(likely_layers(NOA), likely_layers(SAMI)), st.tuples(any_layer(ARABIC, NOA), any_layer(ARABIC, SAMI))
)


@settings(max_examples=200, deadline=None)
@given(pairs, st.sampled_from([*KEYS, "any"]), st.sampled_from(sorted(SCHEMAS)), st.randoms())
def test_whatever_is_pressed_nothing_is_left_open_in_the_end(said, how, schema, dice):
    work = Work(*said, schema=SCHEMAS[schema])
    steps = 0
    while left := work.left:
        steps += 1
        assert steps <= 4 * len(work.matters.all), [one.key for one in left]
        key = dice.choice(KEYS) if how == "any" else how
        work.decide(left[0], chosen(work, left[0], key, dice))


def test_a_filler_of_another_label_leaves_the_event_without_that_argument():
    army, city = span("a", ARABIC, "الجيش"), span("g", ARABIC, "حلب", "GPE")
    noa = layer([army, city, event("e", ARABIC, "قصف", Attacker="a", Place="g")], "noa")
    sami = layer([army, span("g", ARABIC, "حلب", "PER")], "sami")
    work = Work(noa, sami)
    strike, place = (next(one for one in work.matters.all if test(one)) for test in (is_event, is_at("حلب")))
    work.decide(strike, lambda deciding: deciding.take(strike, [NOA]))
    assert not work.left_out
    work.decide(place, lambda deciding: deciding.take(place, [SAMI]))
    assert work.left_out == ("Place is filled by GPE, LOC, FAC, not by PER",)
    (bombing,) = work.gold.events
    assert [one.role for one in bombing.arguments] == ["Attacker"]
    assert [one.label for one in work.gold.spans] == ["ORG", "PER"]
    work.decide(place, lambda deciding: deciding.take(place, [SAMI]))
    assert [one.role for one in work.gold.events[0].arguments] == ["Attacker"]


def is_event(matter):
    return matter.kind is Event


def is_at(words):
    return lambda matter: matter.row.place[0] == ARABIC.index(words)


def test_what_may_not_overlap_gives_way_to_what_is_chosen_last():
    wide = layer([span("a", ARABIC, "الجيش السوري")], "noa")
    apart = layer([span("b", ARABIC, "الجيش"), span("c", ARABIC, "السوري", "GPE")], "sami")
    work = Work(wide, apart, schema=FLAT)
    both = next(one for one in work.matters.all if len(one.row.readings) == 2)
    other = next(one for one in work.matters.all if len(one.row.readings) == 1)
    work.decide(both, lambda deciding: deciding.take(both, [NOA]))
    work.decide(other, lambda deciding: deciding.take(other, [SAMI]))
    assert [one.label for one in work.gold.spans] == ["GPE"]
    assert work.matters.state(both, work.gold) is State.DECIDED
    assert work.gold.rulings[both.key].origin is Origin.NOTHING


@pytest.mark.parametrize(("chosen_before", "stands"), [("none", 0), ("a", 1)])
def test_a_relation_whose_end_was_decided_away_does_not_stand(chosen_before, stands):
    army, city = span("a", ARABIC, "الجيش"), span("g", ARABIC, "حلب", "GPE")
    tie = Relation(id="r", type="coreference", source="a", target="g")
    work = Work(layer([army, city, tie], "noa"), layer([city], "sami"))
    end = next(one for one in work.matters.all if is_at("الجيش")(one))
    relation = next(one for one in work.matters.all if one.kind is Relation)
    work.decide(end, chosen(work, end, chosen_before, None))
    work.decide(relation, lambda deciding: deciding.take(relation, [NOA]))
    assert len(work.gold.relations) == stands
    assert work.left == []
