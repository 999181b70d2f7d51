"""Roles are proposed from the marks in the trigger's sentence, as done work has filled them."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, event, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.eventing import fill_role
from corpus_tool.workbench.suggestions.role_habits import SURE, RoleHabits, likeliest, proposals, sure_ones

NOA = LayerName("noa", LayerKind.ANNOTATOR)
FIRST = "قصف الجيش مواقع داعش في حلب أمس. وقصف الجيش داعش. ثم قصف الجيش داعش."
SECOND = "قصف اللواء التنظيم فجراً. وغادر الوفد."


def strike(text, attacker, target, id="1", at=0):
    here = text[at:]
    marks = [span(f"a{id}", here, attacker), span(f"b{id}", here, target)]
    trigger = event(f"e{id}", here, "قصف", Attacker=f"a{id}", Target=f"b{id}")
    return [type(one)(**{**_fields(one), "fragments": _moved(one, at)}) for one in (*marks, trigger)]


def _fields(one):
    return {name: getattr(one, name) for name in one.__struct_fields__}


def _moved(one, by):
    return tuple((start + by, end + by) for start, end in one.fragments)


@pytest.fixture
def desks(tmp_path):
    with new_store(tmp_path) as store:
        for number, text in enumerate((FIRST, SECOND), 1):
            add_document(store, document(text, f"d{number}"))
        yield [Desk(store, id, NOA, counting_surroundings()) for id in (1, 2)]


def do(desk, *annotations, done=False):
    for one in annotations:
        desk.do("Mark", edits.add(desk.layer, one))
    if done:
        desk.do("Done", edits.set_status(desk.layer, Status.DONE))


def told(desk, habits):
    return [(one.role.id, desk.text_of(one.target)) for one in proposals(desk, desk.layer.events[0], habits)]


def test_what_done_work_tells_is_proposed_in_the_next_document(desks):
    first, second = desks
    places = [FIRST.index("قصف"), FIRST.index("وقصف") + 1, FIRST.index("ثم") + 3]
    for number, at in enumerate(places):
        do(first, *strike(FIRST, "الجيش", "داعش", str(number), at))
    do(first, done=True)
    do(second, span("a", SECOND, "اللواء"), span("b", SECOND, "التنظيم"), span("c", SECOND, "الوفد"))
    do(second, event("e", SECOND, "قصف"))
    habits = Annotating(second).habits
    assert told(second, habits)[0] == ("Attacker", "اللواء")
    assert "الوفد" not in {words for _, words in told(second, habits)}
    assert second.layer.events[0].arguments == ()


def test_without_done_work_what_stands_near_and_fits_is_proposed_and_none_of_it_is_sure(desks):
    _, second = desks
    do(second, span("a", SECOND, "اللواء"), event("e", SECOND, "قصف"))
    found = proposals(second, second.layer.events[0], RoleHabits())
    assert [desk_text(second, one) for one in found] == ["اللواء"]
    assert sure_ones(found) == found[:1] and found[0].score < SURE


def desk_text(desk, one):
    return desk.text_of(one.target)


def test_a_role_that_is_filled_and_a_mark_that_plays_are_not_proposed_again(desks):
    first, second = desks
    do(first, *strike(FIRST, "الجيش", "داعش"), done=True)
    habits = RoleHabits()
    for _ in range(5):
        habits.learn(first.layer, FIRST, first.schema)
    do(second, span("a", SECOND, "اللواء"), span("b", SECOND, "التنظيم"))
    do(second, event("e", SECOND, "قصف", Attacker="a"))
    assert "اللواء" not in {words for _, words in told(second, habits)}


def test_the_likeliest_are_told_by_nearness_where_nothing_is_known_and_by_done_work_where_something_is(desks):
    first, second = desks
    do(second, span("a", SECOND, "اللواء"), span("c", SECOND, "الوفد"), event("e", SECOND, "قصف"))
    (trigger,) = second.layer.events
    found = likeliest(second, trigger, RoleHabits(), 9)
    assert {desk_text(second, one) for one in found} == {"اللواء"}  # the other stands in another sentence
    assert len(found) > 1 and len(likeliest(second, trigger, RoleHabits(), 1)) == 1
    do(first, *strike(FIRST, "الجيش", "داعش"), done=True)
    habits = RoleHabits()
    for _ in range(5):
        habits.learn(first.layer, FIRST, first.schema)
    assert likeliest(second, trigger, habits, 1)[0].role.id == "Attacker"
    fill_role(second, trigger.id, second.schema.roles_of(trigger.type)["Attacker"], "a")
    assert likeliest(second, second.layer.events[0], habits, 9) == []
