"""Adjudicating a corpus: the queue, what is taken over by itself, and what goes with a gold layer wherever it goes."""

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    add_document,
    counting_surroundings,
    document,
    layer,
    new_store,
    span,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_tool.errors import BrokenRuleError, LayerMovedError, RefusedError
from corpus_tool.model.adjudicating import Borders
from corpus_tool.model.annotations import Relation
from corpus_tool.model.changes import Status
from corpus_tool.model.rules import Weight
from corpus_tool.model.rulings import Origin
from corpus_tool.store.store import Store
from corpus_tool.workbench.adjudication.adjudicating import Adjudicating
from corpus_tool.workbench.adjudication.gold_desk import USUAL, GoldDesk, Task
from corpus_tool.workbench.adjudication.queue import accept_all, queue
from corpus_tool.workbench.bundling import bundle
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.demo import make_demo
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import chosen, delete, purge
from corpus_tool.workbench.merging import merge

ARMY, WIDE = span("a", ARABIC, "الجيش"), span("b", ARABIC, "الجيش السوري")
ALEPPO = span("g", ARABIC, "حلب", "GPE")


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        yield store


def add(store, key, **said):
    id = add_document(store, document(f"{ARABIC}{' ' * store.documents.count()}", key))
    for name, annotations in said.items():
        Desk(store, id, layer([], name).name).become("Import", layer(annotations, name))
    return id


def room(store, id, who="rina", task=USUAL):
    return Adjudicating(GoldDesk(store, id, who, task, counting_surroundings()))


def test_the_queue_has_most_disagreements_first_and_single_layers_last(store):
    add(store, "alone", noa=[ARMY])
    add(store, "one", noa=[ARMY, ALEPPO], sami=[ARMY])
    add(store, "two", noa=[ARMY, ALEPPO], sami=[])
    add(store, "nobody")
    found = queue(store)
    assert [(one.document, one.disagreements, one.open) for one in found] == [
        ("two", 2, 2),
        ("one", 1, 1),
        ("alone", 0, 0),
    ]


def test_what_is_done_leaves_the_queue(store):
    id = add(store, "one", noa=[ARMY], sami=[WIDE])
    work = room(store, id)
    work.take(work.matters[0], work.desk.matters.names[0])
    assert [(one.open, one.gold) for one in queue(store)] == [(0, Status.IN_PROGRESS)]
    work.finish()
    assert queue(store) == []
    assert [one.document for one in queue(store, all=True)] == ["one"]
    assert [one.document for one in queue(store, Task(into="second"))] == ["one"]


def test_agreement_is_taken_over_everywhere_as_one_act_each_and_can_be_undone(store):
    ids = [add(store, key, noa=[ARMY, ALEPPO], sami=[WIDE, ALEPPO]) for key in ("one", "two")]
    assert [(one.document, one.taken, one.open) for one in accept_all(store, "rina")] == [("one", 1, 1), ("two", 1, 1)]
    desk = GoldDesk(store, ids[0], "rina")
    assert [one.label for one in desk.layer.spans] == ["GPE"]
    desk.undo()
    assert not desk.layer.placed
    assert not desk.layer.rulings


def test_a_decision_that_is_said_done_with_matters_open_is_refused(store):
    work = room(store, add(store, "one", noa=[ARMY], sami=[WIDE]))
    with pytest.raises(RefusedError, match="1 matter is still open"):
        work.finish()
    work.finish(anyway=True)
    assert work.desk.layer.status is Status.DONE


def test_several_adjudicators_and_each_decision_is_attributed(store):
    id = add(store, "one", noa=[ARMY, ALEPPO], sami=[])
    for who in ("rina", "dan"):
        work = room(store, id, who)
        work.take(work.desk.left[0], work.desk.matters.names[0])
    assert store.adjudication.adjudicators(id) == ["dan", "rina"]
    assert {one.ruling.who for one in store.adjudication.origins(id)} == {"dan", "rina"}


def test_two_adjudicators_at_one_document_do_not_overwrite_each_other(store):
    id = add(store, "one", noa=[ARMY, ALEPPO], sami=[])
    mine, hers = room(store, id), room(store, id, "dan")
    hers.take(hers.matters[0], hers.desk.matters.names[0])
    with pytest.raises(LayerMovedError):
        mine.nothing(mine.matters[0])
    assert mine.ruling(mine.matters[0]).who == "dan"


def errors(store):
    return [one.message for one in check(store).findings if one.weight is Weight.ERROR]


def test_decisions_are_checked(store):
    work = room(store, add(store, "one", noa=[ARMY], sami=[WIDE]))
    work.nothing(work.matters[0])
    assert errors(store) == []
    with store.writing():
        store._db.execute("UPDATE rulings SET ruling = replace(ruling, 'rina', 'dana')")
    assert errors(store) == ["replaying it leads to other decisions of adjudicators than the tables have"]


def test_decisions_are_purged_with_their_layer(store):
    work = room(store, add(store, "one", noa=[ARMY], sami=[WIDE]))
    work.nothing(work.matters[0])
    delete(store, ["one"], "gold", "rina")
    purge(store, chosen(store, ["one"], "gold"), "rina")
    assert store._db["rulings"].count == 0
    assert errors(store) == []


def test_decisions_travel_in_bundles_and_come_home(store, tmp_path):
    id = add(store, "one", noa=[ARMY, ALEPPO], sami=[WIDE])
    work = room(store, id)
    work.take(work.matters[0], work.desk.matters.names[1])
    bundle(store, [id], lambda _: True, tmp_path / "away.db")
    with Store.open(tmp_path / "away.db") as away:
        there = room(away, 1, "dan")
        there.nothing(there.desk.left[0])
        assert errors(away) == []
    merge(store, tmp_path / "away.db")
    assert [(one.key, one.ruling.origin, one.ruling.who) for one in store.adjudication.origins(id)] == [
        ("noa/a", Origin.PICKED, "rina"),
        ("noa/g", Origin.NOTHING, "dan"),
    ]
    assert errors(store) == []


def test_blind_letters_are_shuffled_from_document_to_document_but_stay_in_one(store):
    choose(store, "blind-adjudication", "on", "rina")
    ids = [add(store, f"doc-{number}", noa=[ARMY], sami=[WIDE]) for number in range(8)]
    firsts = {next(name for name, letter in room(store, id).words.letters.items() if letter == "A") for id in ids}
    assert len(firsts) == 2
    assert room(store, ids[0]).words.letters == room(store, ids[0]).words.letters
    assert room(store, ids[0]).words.called("noa") in {"A", "B"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "demo.db"
    make_demo(path)
    return path


CHOICES = ("a", "b", "none", "both", "union")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_chosen_in_the_sample_the_gold_layer_breaks_no_rule_and_says_what_was_chosen(sample, data):
    with Store.open(sample) as store:
        id = data.draw(st.sampled_from([store.documents.id_of_key(key) for key in ("ar-0001", "he-0003")]))
        into = f"try-{len(store.layers.names(id))}"
        work = room(store, id, task=Task(("noa", "sami"), into))
        for matter in [one for one in work.matters if work.is_open_dispute(one)]:
            _decide(work, matter, data.draw(st.sampled_from(CHOICES)))
        for matter in tuple(work.desk.left):  # what was agreed on, and had an end that is not what it was
            _decide(work, matter, data.draw(st.sampled_from(CHOICES)))
        assert work.desk.left == []
        assert not [one for one in work.desk.problems() if one.weight is Weight.ERROR]
        for matter in work.matters:
            ruling = work.ruling(matter)
            stand = work.standing(matter)
            if ruling is not None and ruling.origin is Origin.NOTHING:
                assert stand == []
            elif ruling is not None and ruling.origin is Origin.PICKED and not isinstance(stand[0], Relation):
                readings = {one.layer.short: one.annotation for one in matter.row.readings}
                assert stand[0].fragments == readings[ruling.items[0].of[0]].fragments
        stored = store.layers.load(id, work.desk.layer.name)
        assert (stored.placed, stored.rulings) == (work.desk.layer.placed, work.desk.layer.rulings)


def _decide(work, matter, choice):
    """As a person would: what a rule refuses is taken as far as it fits."""
    try:
        _choose(work, matter, choice)
    except BrokenRuleError:
        work.take_what_fits(matter)
    except RefusedError:  # a relation has no borders: the adjudicator would choose otherwise
        work.nothing(matter)


def _choose(work, matter, choice):
    noa, sami = work.desk.matters.names
    match choice:
        case "a" | "b":
            name = noa if choice == "a" else sami
            if matter.row.of(name) is None:
                work.nothing(matter)
            else:
                work.take(matter, name)
        case "none":
            work.nothing(matter)
        case "both":
            work.take_both(matter)
        case _:
            work.merge(matter, Borders.UNION)
