"""Whatever shows others' work or suggestions beside the text writes down that it was seen; the rest writes nothing."""

import pytest
from corpus_tool_testing.builders import ARABIC, counting_surroundings, layer, span

from corpus_tool.model import edits
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.suggestions import scored
from corpus_tool.store.sightings import Seen
from corpus_tool.store.store import Store
from corpus_tool.tui.panels.both import show_beside
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.duplicates import find_duplicates
from corpus_tool.workbench.suggestions.suggesting import Suggester, Suggestions, make_suggestions

LONGER = "وأضافت الوكالة أن القوات تقدمت نحو المدينة من ثلاثة محاور بعد أيام من القصف المدفعي الذي طال القرى المجاورة."


def sightings(session, id=1):
    with Store.open(session.store.path) as other:
        return {(one.who, one.kind, one.of) for one in other.sightings.on(id)}


def work_as(store, who, surface, id=1):
    desk = Desk(store, id, LayerName(who, LayerKind.ANNOTATOR), counting_surroundings())
    desk.do("Mark", edits.add(desk.layer, span("s1", ARABIC, surface)))


def others_have_worked(session):
    choose(session.store, "blind", "off", "lea")
    work_as(session.store, "noa", "حلب")
    work_as(session.store, "sami", "داعش")


def suggest(session):
    them = [scored(span("s1", ARABIC, "حلب", "GPE"), 0.9)]
    make_suggestions(session.store, Suggester("model", lambda ids: (Suggestions(one.id, them) for one in ids)), [1])
    session.work.offers.renew()


async def test_anothers_layer_beside_ones_own(open_session):
    async with open_session() as session:
        others_have_worked(session)
        await session.press("D")
        assert sightings(session) == set()
        await session.press("n")
        assert sightings(session) == {("rina", Seen.LAYER, "noa")}


async def test_two_layers_beside_ones_own(open_session):
    async with open_session() as session:
        others_have_worked(session)
        names = [LayerName(who, LayerKind.ANNOTATOR) for who in ("noa", "sami")]
        show_beside(session.screen, names)
        assert sightings(session) == {("rina", Seen.LAYER, "noa"), ("rina", Seen.LAYER, "sami")}


async def test_suggestions_in_the_text(open_session):
    async with open_session() as session:
        suggest(session)
        session.screen.look_for_suggestions()
        assert sightings(session) == {("rina", Seen.SUGGESTION, "model")}


async def test_suggestions_that_were_off_until_their_list_was_opened(open_session):
    async with open_session() as session:
        session.work.offers.want(wanted=False)
        suggest(session)
        session.screen.look_for_suggestions()
        await session.press("f9")
        assert sightings(session) == set()
        await session.press("t")
        assert session.work.offers.is_on
        assert sightings(session) == {("rina", Seen.SUGGESTION, "model")}


@pytest.mark.parametrize("key", ["Y", "J", "H", "L", "!", "G"])
async def test_panels_of_ones_own_work_show_nothing_of_others(open_session, key):
    async with open_session(ARABIC + LONGER, ARABIC + LONGER + "!") as session:
        others_have_worked(session)
        work_as(session.store, "noa", "حلب", id=2)
        find_duplicates(session.store)
        await session.press(key, "down", "o")
        assert sightings(session) == sightings(session, 2) == set()


async def test_work_against_gold(open_session):
    async with open_session() as session:
        choose(session.store, "blind", "off", "lea")
        for kind, who, surface in ((LayerKind.ANNOTATOR, "rina", "لداعش"), (LayerKind.GOLD, "gold", "داعش")):
            wanted = layer([span("s1", ARABIC, surface)], who, kind, Status.DONE)
            Desk(session.store, 1, wanted.name, counting_surroundings()).become("Bring", wanted)
        await session.press("f3")
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        await session.press("down")
        assert {(who, kind) for who, kind, _ in sightings(session)} == {("rina", Seen.LAYER)}
