"""Suggestions are offered beside the work, and enter it by what a person does, remembering where they came from."""

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, counting_surroundings, document, event, new_store, span
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.model import edits, lexicon
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.suggestions import scored
from corpus_tool.store.store import Store
from corpus_tool.store.verdicts import Says
from corpus_tool.workbench.bundling import bundle
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import delete, purge
from corpus_tool.workbench.offers import Instead
from corpus_tool.workbench.suggestions.offer_wishes import names_for
from corpus_tool.workbench.suggestions.offering import Offers
from corpus_tool.workbench.suggestions.suggesting import Suggester, Suggestions, make_suggestions

NOA = LayerName("noa", LayerKind.ANNOTATOR)
ARMY = scored(span("s1", ARABIC, "الجيش السوري", attributes={"subtype": "StateForces"}), 0.9)
DAESH = scored(span("s2", ARABIC, "داعش"), 0.6)
CITY = scored(span("s3", ARABIC, "حلب", "GPE"), 0.95)
STRIKE = event("e1", ARABIC, "قصف", Attacker="s1", Target="s2")


def suggest(store, *annotations, name="model", id=1):
    make_suggestions(store, Suggester(name, lambda them: (Suggestions(one.id, annotations) for one in them)), [id])


@pytest.fixture
def desk(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        suggest(store, ARMY, DAESH, CITY, STRIKE)
        yield Desk(store, 1, NOA, counting_surroundings())


def words(desk, offers):
    return [desk.text_of(one.annotation) for one in offers.listed()]


def test_what_is_suggested_is_offered_in_text_order_and_is_no_part_of_the_layer(desk):
    offers = Offers(desk)
    assert words(desk, offers) == ["قصف", "الجيش السوري", "داعش", "حلب"]
    assert [one.score for one in offers.listed()] == [None, 0.9, 0.6, 0.95]
    assert desk.layer.ordered == ()


def test_accepting_takes_over_what_is_said_and_remembers_where_it_came_from(desk):
    offers = Offers(desk)
    offers.accept([offers.listed()[1]])
    (mine,) = desk.layer.spans
    assert (mine.label, mine.attributes) == ("ORG", {"subtype": "StateForces"})
    origin = desk.store.verdicts.origins(1, "noa")[mine.id]
    assert (origin.source, origin.score, origin.says) == ("model", 0.9, Says.ACCEPTED)
    assert origin.revision == desk.store.revisions.uid_of(desk.layer.revision)
    assert words(desk, offers) == ["قصف", "داعش", "حلب"]
    desk.undo()
    assert words(desk, offers) == ["قصف", "الجيش السوري", "داعش", "حلب"]
    desk.redo()
    assert desk.layer.spans == (mine,)
    assert mine.id in desk.store.verdicts.origins(1, "noa")


def test_many_are_accepted_as_one_act_and_an_event_with_the_fillers_that_are_there(desk):
    offers = Offers(desk)
    offers.accept([one for one in offers.listed() if desk.text_of(one.annotation) != "داعش"])
    assert [(one.role, desk.text_of(desk.layer[one.target])) for one in desk.layer.events[0].arguments] == [
        ("Attacker", "الجيش السوري")
    ]
    desk.undo()
    assert desk.layer.ordered == ()


def test_what_is_rejected_stays_so_when_another_run_or_source_suggests_it(desk):
    offers = Offers(desk)
    offers.reject([one for one in offers.listed() if one.score == 0.6])
    suggest(desk.store)
    suggest(desk.store, CITY, scored(span("x", ARABIC, "داعش"), 0.99), name="other")
    again = Offers(Desk(desk.store, 1, NOA))
    assert words(desk, again) == ["حلب"]
    assert words(desk, Offers(Desk(desk.store, 1, LayerName("sami", LayerKind.ANNOTATOR)))) == ["داعش", "حلب"]


def test_a_rejection_can_be_reconsidered(desk):
    offers = Offers(desk)
    one = offers.listed()[3]
    offers.reject([one])
    offers.reconsider(one)
    assert words(desk, Offers(desk))[-1] == "حلب"


def test_what_is_marked_already_as_something_or_across_is_not_offered(desk):
    for id, text, label in (("a", "حلب", "LOC"), ("b", "السوري مواقع", "LOC")):
        desk.do("Mark", edits.add(desk.layer, span(id, ARABIC, text, label)))
    assert words(desk, Offers(desk)) == ["قصف", "داعش"]


def test_the_next_one_the_next_unsure_one_and_those_alike(desk):
    offers = Offers(desk)
    assert desk.text_of(offers.next(0, 0, forward=True).annotation) == "الجيش السوري"
    assert desk.text_of(offers.next(0, 0, forward=True, unsure=True).annotation) == "داعش"
    assert desk.text_of(offers.next(0, 0, forward=False).annotation) == "قصف"
    assert offers.alike(offers.listed()[2]) == [offers.listed()[2]]
    assert offers.at(*offers.listed()[2].place) == offers.listed()[2]


def test_the_names_of_a_sentence_come_before_its_triggers(desk):
    offers = Offers(desk)
    gone_through, place = [], (0, 0)
    for _ in range(4):
        one = offers.next(*place, forward=True)
        gone_through.append(desk.text_of(one.annotation))
        place = one.place
    assert gone_through == ["الجيش السوري", "داعش", "حلب", "قصف"]


def test_what_was_taken_with_other_borders_is_answered_until_that_is_undone(desk):
    offers = Offers(desk)
    army = offers.listed()[1]
    start, end = army.place
    offers.accept([army], Instead((start, end - 7)))
    assert [desk.text_of(one) for one in desk.layer.spans] == ["الجيش"]
    assert desk.store.verdicts.origins(1, "noa")[desk.layer.spans[0].id].claim == army.claim
    assert "الجيش السوري" not in words(desk, offers)
    assert "الجيش السوري" not in words(desk, Offers(desk))
    desk.undo()
    assert "الجيش السوري" in words(desk, offers)


def test_a_longer_or_shorter_mark_of_the_same_label_answers_what_begins_with_it(desk):
    desk.do("Mark", edits.add(desk.layer, span("a", ARABIC, "الجيش")))
    assert "الجيش السوري" not in words(desk, Offers(desk))
    desk.do("Mark", edits.relabel(desk.layer, "a", "PER"))
    assert "الجيش السوري" in words(desk, Offers(desk))


def test_names_of_ones_own_done_work_are_offered_in_the_next_document(desk):
    store = desk.store
    desk.do("Mark", edits.add(desk.layer, span("a", ARABIC, "داعش")))
    desk.do("Done", edits.set_status(desk.layer, Status.DONE))
    id = add_document(store, document("خرجت داعش من هنا ومن هناك اليوم.", "d2"))
    other = Desk(store, id, NOA, counting_surroundings())
    assert words(other, Offers(other, names_for(other))) == ["داعش"]
    sami = Desk(store, id, LayerName("sami", LayerKind.ANNOTATOR))
    assert names_for(sami) is None
    choose(store, "suggest-names", "everybody", "lead")
    assert words(other, Offers(sami, names_for(sami))) == ["داعش"]
    choose(store, "suggest-names", "off", "lead")
    assert names_for(other) is None


def test_seeing_suggestions_is_written_down_unless_they_are_ones_own_names(desk):
    Offers(desk).seen()
    assert [(one.who, one.of) for one in desk.store.sightings.on(1)] == [("noa", "model")]


def test_who_wants_none_is_shown_none(desk):
    Offers(desk).want(wanted=False)
    assert Offers(desk).listed() == ()
    Offers(desk).want(wanted=True)
    assert len(Offers(desk).listed()) == 4


def test_verdicts_travel_are_checked_and_go_with_what_is_purged(desk, tmp_path):
    offers = Offers(desk)
    offers.accept(offers.listed()[1:3])
    offers.reject(offers.listed()[:1])
    target = tmp_path / "part.db"
    bundle(desk.store, [1], lambda _name: True, target)
    with Store.open(target) as part:
        assert part.verdicts.on(1) == desk.store.verdicts.on(1)
        assert check(part).sound
    assert check(desk.store).sound
    assert desk.store.verdicts.counts() == {("model", "accepted"): 2, ("model", "rejected"): 1}
    delete(desk.store, ["ar-0001"], "noa", "noa")
    purge(desk.store, list(desk.store.hiding.deleted()), "noa")
    assert desk.store.verdicts.on(1) == []


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["list", "next", "unsure", "at", "renew", "reject", "reconsider", "seen"]), max_size=8))
def test_nothing_but_accepting_changes_a_layer(tmp_path_factory, acts):
    with new_store(tmp_path_factory.mktemp("corpus")) as store:
        add_document(store, document())
        suggest(store, ARMY, DAESH, CITY, STRIKE)
        desk = Desk(store, 1, NOA, counting_surroundings())
        offers = Offers(desk)
        for act in acts:
            first = next(iter(offers.listed()), None)
            match act:
                case "next" | "unsure":
                    offers.next(3, 3, forward=True, unsure=act == "unsure")
                case "at":
                    offers.at(0, 9)
                case "renew":
                    offers.renew()
                case "seen":
                    offers.seen()
                case "reject" if first:
                    offers.reject([first])
                case "reconsider" if first:
                    offers.reconsider(first)
                case _:
                    offers.listed()
        assert desk.layer.ordered == ()
        assert store.layers.load(1, NOA) is None


def test_a_text_is_cut_once_for_all_the_marks_in_it(tmp_path, monkeypatch):
    cut: list[str] = []
    real = lexicon.CutText
    monkeypatch.setattr(lexicon, "CutText", lambda text: cut.append(text) or real(text))
    text = f"{ARABIC}\n{ARABIC} once"
    with new_store(tmp_path) as store:
        desk = Desk(store, add_document(store, document(text)), NOA, counting_surroundings())
        offers = Offers(desk)
        for id, surface in (("s1", "حلب"), ("s2", "داعش"), ("s3", "سانا")):
            desk.do("Mark", edits.add(desk.layer, span(id, text, surface)))
            assert surface in words(desk, offers)
        desk.undo()
        assert words(desk, offers) == ["داعش", "حلب"]
    assert cut == [text]
