"""Deciding between annotators: what stands in the gold layer afterwards is what was chosen, and nothing dangles."""

from itertools import count

import pytest
from corpus_tool_testing.builders import ARABIC, NOW, document, event, layer, span, strike
from corpus_tool_testing.strategies import layers as any_layer
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus_tool.errors import RefusedError
from corpus_tool.model import edits
from corpus_tool.model.adjudicating import (
    Borders,
    Deciding,
    Matters,
    Part,
    Stamp,
    State,
    accepted,
    following,
    parts_of,
)
from corpus_tool.model.annotations import Event, Relation, Span, label_of
from corpus_tool.model.changes import inverse
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.references import missing_references
from corpus_tool.model.rulings import Origin

GOLD = LayerName("gold", LayerKind.GOLD)
NOA, SAMI, DANA = (LayerName(name, LayerKind.ANNOTATOR) for name in ("noa", "sami", "dana"))


def stamp():
    numbers = count(1)
    return Stamp("rina", NOW, lambda letter: f"{letter}g{next(numbers)}")


STAMP = stamp()


def empty():
    return Layer(GOLD, SchemaRef("conflict-news", "1.0.0"))


def matters(*said):
    names = ("noa", "sami", "dana")
    return Matters([layer(annotations, name) for annotations, name in zip(said, names, strict=False)])


def deciding(found, gold=None):
    return Deciding(found, gold or empty(), STAMP)


def told(found):
    """What a layer says, whatever the ids."""
    places = {one.id: (label_of(one), one.fragments) for one in found.ordered if not isinstance(one, Relation)}
    said = []
    for one in found.ordered:
        match one:
            case Span():
                said.append((one.label, one.fragments, one.attributes, one.link, one.note))
            case Event():
                arguments = {(argument.role, places.get(argument.target)) for argument in one.arguments}
                said.append((one.type, one.fragments, one.attributes, sorted(arguments, key=repr)))
            case Relation():
                said.append((one.type, places.get(one.source), places.get(one.target), one.attributes))
    return sorted(said, key=repr)


def the(found, place, kind=Span):
    start = ARABIC.index(place)
    return next(one for one in found.all if one.kind is kind and one.row.place[0] == start)


def surfaces(gold):
    return [(label_of(one), ARABIC[one.fragments[0][0] : one.fragments[0][1]]) for one in gold.spans]


ARMY, WIDE = span("a", ARABIC, "الجيش"), span("b", ARABIC, "الجيش السوري")


def test_taking_one_annotators_word_says_whose_it_is_and_what_the_others_said():
    found = matters([ARMY], [WIDE])
    work = deciding(found)
    work.take(found.all[0], [SAMI])
    (item,) = work.layer.rulings["noa/a"].items
    assert surfaces(work.layer) == [("ORG", "الجيش السوري")]
    assert (item.of, item.id) == (("sami",), work.layer.spans[0].id)
    assert [(one.layer, one.annotation) for one in work.layer.rulings["noa/a"].candidates] == [
        ("noa", ARMY),
        ("sami", WIDE),
    ]
    assert work.layer.rulings["noa/a"].who == "rina"


def test_deciding_anew_keeps_the_id():
    found = matters([ARMY], [WIDE])
    work = deciding(found)
    work.take(found.all[0], [SAMI])
    before = work.layer.spans[0].id
    work.take(found.all[0], [NOA])
    assert [one.id for one in work.layer.spans] == [before]
    assert surfaces(work.layer) == [("ORG", "الجيش")]


def test_nothing_is_a_decision_that_is_remembered():
    found = matters([ARMY], [])
    work = deciding(found)
    work.nothing(found.all[0])
    assert not work.layer.placed
    assert found.state(found.all[0], work.layer) is State.DECIDED
    assert work.layer.rulings["noa/a"].origin is Origin.NOTHING


def test_both_readings_can_stand():
    found = matters([ARMY], [span("b", ARABIC, "الجيش السوري", "GPE")])
    work = deciding(found)
    work.take_both(found.all[0])
    assert surfaces(work.layer) == [("ORG", "الجيش"), ("GPE", "الجيش السوري")]


def test_borders_can_be_merged_and_the_label_that_stands_stays():
    found = matters([ARMY], [span("b", ARABIC, "الجيش السوري", "GPE")])
    work = deciding(found)
    work.merge(found.all[0], Borders.UNION)
    assert surfaces(work.layer) == [("ORG", "الجيش السوري")]
    work.take(found.all[0], [SAMI])
    work.merge(found.all[0], Borders.INTERSECTION)
    assert surfaces(work.layer) == [("GPE", "الجيش")]
    assert work.layer.rulings["noa/a"].origin is Origin.MERGED


def test_an_event_brings_its_arguments_and_what_it_says_of_them():
    mine = [ARMY, event("e", ARABIC, "قصف", Attacker="a")]
    found = matters(mine, [WIDE])
    work = deciding(found)
    work.take(the(found, "قصف", Event), [NOA])
    (one,) = work.layer.events
    assert surfaces(work.layer) == [("ORG", "الجيش")]
    assert one.arguments[0].target == work.layer.spans[0].id
    assert not [matter for matter in found.all if found.is_left(matter, work.layer)]


def test_an_event_finds_its_argument_again_when_that_is_decided_later():
    mine = [ARMY, event("e", ARABIC, "قصف", Attacker="a")]
    found = matters(mine, [WIDE])
    work = deciding(found)
    work.take(the(found, "قصف", Event), [NOA])
    work.nothing(the(found, "الجيش"))
    assert work.layer.events[0].arguments == ()
    work.take(the(found, "الجيش"), [SAMI])
    assert surfaces(work.layer) == [("ORG", "الجيش السوري")]
    assert work.layer.events[0].arguments[0].target == work.layer.spans[0].id


def test_an_event_can_be_mixed_role_by_role():
    one = [*strike()[:4], event("e", ARABIC, "قصف", Attacker="s1", Target="s3")]
    two = [*strike()[:4], event("e", ARABIC, "قصف", "Conflict.Attack", Attacker="s4", Place="s4")]
    found = matters(one, two)
    bombing = the(found, "قصف", Event)
    assert parts_of(found, bombing) == (
        Part("label", ""),
        Part("role", "Attacker"),
        Part("role", "Target"),
        Part("role", "Place"),
    )
    work = deciding(found)
    work.mix(bombing, NOA, {Part("label", ""): SAMI, Part("role", "Place"): SAMI})
    (gold,) = work.layer.events
    said = {argument.role: work.layer[argument.target].fragments for argument in gold.arguments}
    army, daesh, aleppo = (next(o for o in strike() if o.id == id).fragments for id in ("s1", "s3", "s4"))
    assert gold.type == "Conflict.Attack"
    assert said == {"Attacker": army, "Target": daesh, "Place": aleppo}


def test_a_relation_brings_its_ends_and_goes_with_them():
    tied = [*strike()[:2], Relation(id="r", type="part_of", source="s2", target="s1")]
    found = matters(tied, strike()[:2])
    work = deciding(found)
    work.take(found.all[-1], [NOA])
    assert [one.type for one in work.layer.relations] == ["part_of"]
    work.nothing(the(found, "السوري"))
    assert not work.layer.relations
    assert found.is_left(found.all[-1], work.layer)
    with pytest.raises(RefusedError, match="does not stand in the gold layer"):
        work.take(found.all[-1], [NOA])


def test_a_matter_whose_readings_changed_since_is_open_again_and_keeps_its_gold_id():
    found = matters([ARMY], [WIDE])
    work = deciding(found)
    work.take(found.all[0], [NOA])
    now = matters([span("a", ARABIC, "الجيش", "PER")], [WIDE])
    assert now.state(now.all[0], work.layer) is State.CHANGED
    again = deciding(now, work.layer)
    again.take(now.all[0], [NOA])
    assert [one.id for one in again.layer.spans] == [one.id for one in work.layer.spans]
    assert len(again.layer.rulings) == 1


def test_three_of_whom_two_agree_have_a_majority_also_where_they_say_nothing():
    found = matters([ARMY], [ARMY], [WIDE])
    assert found.proposals[0].names == (NOA, SAMI)
    assert matters([], [], [ARMY]).proposals[0].names == (NOA, SAMI)
    assert matters([ARMY], [WIDE]).proposals == (None,)


def test_a_gold_layer_that_was_there_before_is_taken_up_not_doubled():
    found = matters([ARMY], [WIDE])
    gold = Layer.of(GOLD, SchemaRef("conflict-news", "1.0.0"), [span("old", ARABIC, "الجيش السوري")])
    work = deciding(found, gold)
    work.take(found.all[0], [NOA])
    assert [(one.id, one.fragments) for one in work.layer.spans] == [("old", ARMY.fragments)]


def test_what_was_marked_by_hand_before_is_taken_up_too():
    found = matters([ARMY], [WIDE])
    gold = empty()
    changes = edits.add(gold, span("own", ARABIC, "الجيش"))
    gold = gold.apply((*changes, *following(gold, changes, "rina", NOW)))
    work = deciding(found, gold)
    work.take(found.all[0], [NOA])
    assert [one.id for one in work.layer.spans] == ["own"]
    assert list(work.layer.rulings) == ["noa/a"]


def test_what_breaks_a_rule_is_not_taken_over_by_itself():
    unknown = [span("x", ARABIC, "الجيش السوري", "NOPE"), span("y", ARABIC, "داعش")]
    found = matters(unknown, unknown)
    taken = accepted(found, empty(), STAMP, default_schema(), document(), {Origin.UNANIMOUS})
    assert surfaces(taken.layer) == [("ORG", "داعش")]
    assert [matter.key for matter in taken.left] == ["noa/x"]


def test_a_gold_annotation_changed_by_hand_is_known_as_edited_and_a_new_one_as_added():
    found = matters([ARMY], [WIDE])
    work = deciding(found)
    work.take(found.all[0], [NOA])
    gold = work.layer
    changes = edits.relabel(gold, gold.spans[0].id, "PER")
    after = gold.apply((*changes, *following(gold, changes, "rina", NOW)))
    assert after.rulings["noa/a"].origin is Origin.EDITED
    changes = edits.add(after, span("new", ARABIC, "حلب", "GPE"))
    more = after.apply((*changes, *following(after, changes, "rina", NOW)))
    assert more.rulings["/new"].origin is Origin.ADDED
    changes = edits.remove(more, gold.spans[0].id)
    less = more.apply((*changes, *following(more, changes, "rina", NOW)))
    assert less.rulings["noa/a"].origin is Origin.NOTHING
    assert found.state(found.all[0], less) is State.DECIDED


said = any_layer(ARABIC, NOA)
other = any_layer(ARABIC, SAMI)


@given(said, other)
def test_taking_one_annotators_word_everywhere_gives_her_layer(noa, sami):
    assume(not _ties_a_tie(noa))
    found = Matters([noa, sami])
    work = deciding(found)
    for matter in found.all:
        work.take(matter, [NOA])
    assert told(work.layer) == told(noa)
    assert not [matter for matter in found.all if found.is_left(matter, work.layer)]


@given(said)
def test_what_all_agree_on_is_what_they_say(noa):
    assume(not _ties_a_tie(noa))
    twin = Layer.of(SAMI, noa.schema, list(noa.ordered))
    found = Matters([noa, twin])
    work = deciding(found)
    for matter in found.all:
        proposal = found.proposals[matter.number]
        work.take(matter, proposal.names, proposal.origin)
    assert told(work.layer) == told(noa)


@given(said, other, st.data())
def test_whatever_is_decided_nothing_dangles_and_all_of_it_can_be_undone(noa, sami, data):
    found = Matters([noa, sami])
    gold, acts = empty(), []
    for _ in range(data.draw(st.integers(0, 8)) if found.all else 0):
        work = deciding(found, gold)
        matter = data.draw(st.sampled_from(found.all))
        try:
            _decide(work, matter, data)
        except RefusedError:
            continue
        changes = edits.difference(gold, work.layer)
        gold = gold.apply(changes)
        acts.append(changes)
        assert gold.placed == work.layer.placed
        assert not list(missing_references(gold.ordered))
        assert {item.id for ruling in gold.rulings.values() for item in ruling.items} <= gold.placed.keys() | _gone(
            gold
        )
    for changes in reversed(acts):
        gold = gold.apply(inverse(changes))
    assert (gold.placed, gold.rulings) == ({}, {})


def _gone(gold):
    """Relations go with their ends; what was decided about them counts no longer."""
    return {item.id for ruling in gold.rulings.values() for item in ruling.items if item.id.startswith("rg")}


def _decide(work, matter, data):
    match data.draw(st.sampled_from(["a", "b", "both", "none", "union", "intersection", "mix"])):
        case "a":
            work.take(matter, [NOA])
        case "b":
            work.take(matter, [SAMI])
        case "both":
            work.take_both(matter)
        case "none":
            work.nothing(matter)
        case "mix":
            names = [one.layer for one in matter.row.readings]
            parts = parts_of(work._matters, matter)
            work.mix(matter, names[0], {part: data.draw(st.sampled_from(names)) for part in parts})
        case how:
            work.merge(matter, Borders(how))


def _ties_a_tie(found):
    return any(isinstance(found[end], Relation) for one in found.relations for end in (one.source, one.target))


@pytest.mark.parametrize("how", [Borders.UNION, Borders.INTERSECTION, Borders.TRIMMED])
def test_borders_of_relations_are_not_looked_for(how):
    tied = [*strike()[:2], Relation(id="r", type="part_of", source="s2", target="s1")]
    found = matters(tied, strike()[:2])
    work = deciding(found)
    (tie,) = (one for one in found.all if one.kind is Relation)
    with pytest.raises(RefusedError, match="A relation has no borders to merge"):
        work.merge(tie, how)
