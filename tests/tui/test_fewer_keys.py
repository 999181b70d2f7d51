"""Keys that say much by one stroke: all suggestions that are sure, the likely subtype, a likely role."""

import random
from contextlib import asynccontextmanager

import pytest
from corpus_tool_testing.builders import ARABIC, event, span

from corpus_tool.model.annotations import Span
from corpus_tool.model.naming import source_named
from corpus_tool.model.suggestions import scored
from corpus_tool.saying import speak
from corpus_tool.store.store import Store
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggesting import Suggester, Suggestions, make_suggestions

ARMY = scored(span("s1", ARABIC, "الجيش السوري"), 0.9)
DAESH = scored(span("s2", ARABIC, "داعش"), 0.6)
CITY = scored(span("s3", ARABIC, "حلب", "GPE"), 0.85)
STRIKE = scored(event("e1", ARABIC, "قصف"), 0.9)
PARTIES = "قال حزب الشعب وحزب الأمة وحركة فتح."
STORY = "الدعم وعد. الدعم السريع هنا والدعم السريع هناك."


@pytest.fixture
def open_suggested(open_session):
    """A session whose document has suggestions of `model`."""

    @asynccontextmanager
    async def opened(*annotations, text=ARABIC, **options):
        async with open_session(text, **options) as session:
            suggester = Suggester("model", lambda them: (Suggestions(one.id, annotations) for one in them))
            make_suggestions(session.store, suggester, [1])
            session.work.offers.renew()
            session.screen.changed()
            yield session

    return opened


def offered(session):
    return [session.work.desk.text_of(one.annotation) for one in session.work.offers.listed()]


def words(session):
    return [session.work.desk.text_of(one) for one in session.work.desk.layer.spans]


async def test_all_sure_names_are_accepted_by_one_key_as_one_act_and_triggers_wait_for_their_roles(open_suggested):
    async with open_suggested(ARMY, DAESH, CITY, STRIKE, size=(110, 24)) as session:
        await session.press("ctrl+a")
        assert sorted(words(session)) == sorted(["الجيش السوري", "حلب"])
        assert session.work.desk.layer.events == ()
        assert "Accepted: 2, 2 left." in session.line("status")
        origins = session.store.verdicts.origins(1, "rina")
        assert sorted(one.score for one in origins.values()) == [0.85, 0.9]
        await session.press("U")
        assert (session.stored(), len(offered(session))) == ([], 4)


async def test_what_was_accepted_together_is_suggested_again_after_undo_on_another_day(open_suggested):
    async with open_suggested(ARMY, DAESH, CITY) as session:
        await session.press("ctrl+a")
        with Store.open(session.store.path) as store:
            work = Annotating(Desk(store, 1, session.work.desk.layer.name))
            assert len(work.desk.layer.spans) == 2
            work.undo()
            assert work.desk.layer.spans == ()
            assert len(work.offers.listed()) == 3


async def test_where_nothing_is_sure_nothing_is_accepted_and_that_is_said(open_suggested):
    async with open_suggested(DAESH) as session:
        await session.press("ctrl+a")
        assert "None of them is sure" in session.line("status")
        assert session.stored() == []


async def test_where_nothing_is_suggested_that_is_said_and_not_that_none_of_them_is_sure(open_suggested):
    async with open_suggested() as session:
        await session.press("ctrl+a")
        assert "Nothing is suggested in this document." in session.line("status")
        assert session.stored() == []


async def test_where_all_are_sure_or_none_are_shown_that_is_said(open_suggested):
    async with open_suggested(ARMY, size=(100, 30)) as session:
        await session.press("{")
        assert "None of them is uncertain" in session.line("status")
        await session.press("f9", "t", "escape", "ctrl+a")
        assert "Suggestions are off; their list shows them again." in session.line("status")
        await session.press("}")
        assert "Suggestions are off" in session.line("status")
        assert session.stored() == []


def test_the_programs_own_sources_are_named_in_the_language_of_the_interface():
    assert source_named("mentions") == "mentions"
    speak("he")
    assert (source_named("mentions"), source_named("lea's")) == ("הוזכר כאן", "lea's")
    assert source_named("text") == "text"  # somebody's own, though it is a word of the interface


async def test_a_suggestion_tells_its_source_in_the_language_of_the_interface(open_session):
    async with open_session(STORY, size=(100, 30)) as session:
        speak("ar")
        session.select("الدعم السريع")
        await session.press("o", "}")
        assert "mentions" not in session.line("status")


async def test_what_was_refused_is_not_said_any_more_when_a_question_comes(open_session):
    async with open_session("قصف الجيش المطار أمس.", size=(100, 40)) as session:
        session.select("الجيش")
        await session.press("A")
        assert "no event here" in session.line("status")
        session.select("قصف")
        await session.press("E")
        assert "no event" not in session.line("status")
        await session.press("9", "ctrl+a")
        assert "none of the keys shown" in session.line("status")
        await session.press("escape")
        assert "none of the keys" not in session.line("status")


async def test_where_only_triggers_are_sure_each_is_to_be_asked_for_its_roles(open_suggested):
    async with open_suggested(STRIKE, DAESH) as session:
        await session.press("ctrl+a")
        assert "Only triggers are sure" in session.line("status")
        assert session.stored() == []


async def test_all_like_a_mark_are_accepted_also_where_something_else_is_suggested_within_it(open_suggested):
    inner = scored(event("e1", STORY, "الدعم"), 0.9)
    at = STORY.index("الدعم السريع")
    within = scored(type(inner)(id="e2", type=inner.type, fragments=((at, at + 5),)), 0.9)
    async with open_suggested(inner, within, text=STORY) as session:
        session.select("الدعم السريع")
        await session.press("o", "Q")
        assert words(session) == ["الدعم السريع"] * 2
        assert session.work.desk.layer.events == ()


KEYS = ("}", "{", "f9", "down", "up", "escape", "left", "right", "tab", "?", "~", "ctrl+a", "enter", "Q")
ACCEPTING = {"ctrl+a", "enter", "Q"}


@pytest.mark.parametrize("seed", range(3))
async def test_the_layer_changes_with_an_accepting_key_and_with_no_other(open_suggested, seed):
    async with open_suggested(ARMY, DAESH, CITY, STRIKE) as session:
        for key in random.Random(seed).choices(KEYS, k=25):
            if key == "escape" and session.screen.hands.are_free and not session.screen.query_one("#panel").display:
                continue  # it would lead to the list
            before = session.work.desk.layer
            await session.press(key)
            while not isinstance(session.app.screen, Annotate):
                await session.press("escape")
            assert session.work.desk.layer is before or key in ACCEPTING


async def test_a_labels_key_once_more_names_the_likely_subtype_then_the_next_then_asks(open_session):
    async with open_session(PARTIES, size=(100, 30)) as session:
        session.select("حزب الشعب")
        await session.press("o")
        assert "again" not in session.line("status")
        await session.press("o")
        assert "which subtype?" in session.line("bar")
        await session.press("p")
        session.select("حزب الأمة")
        await session.press("o")
        assert "o again: Political" in session.line("status")
        assert subtypes(session) == {"حزب الشعب": "Political", "حزب الأمة": None}
        await session.press("o")
        assert subtypes(session)["حزب الأمة"] == "Political"
        await session.press("o")
        assert "which subtype?" in session.line("bar")
        await session.press("escape", "U")
        assert subtypes(session)["حزب الأمة"] is None


async def test_whoever_wants_no_suggestions_is_told_no_subtype(open_session):
    async with open_session(PARTIES, size=(100, 30)) as session:
        await session.press("f9", "t", "escape")
        session.select("حزب الشعب")
        await session.press("o", "o", "p")
        session.select("حزب الأمة")
        await session.press("o")
        assert "again" not in session.line("status")
        await session.press("o")
        assert "which subtype?" in session.line("bar")


def subtypes(session):
    desk = session.work.desk
    return {desk.text_of(one): one.attributes.get("subtype") for one in desk.layer.spans if isinstance(one, Span)}


async def test_a_digit_lets_a_likely_mark_play_a_role_and_moving_on_is_enough(open_session):
    async with open_session("قصف الجيش المطار أمس.", size=(100, 40)) as session:
        for what, key in (("الجيش", "o"), ("المطار", "f")):
            session.select(what)
            await session.press(key)
        session.select("قصف")
        await session.press("E", "a")
        likely = [one for one in session.screen.hands.prompt.choices if one.key.isdigit()]
        assert {one.key for one in likely if one.target} <= set("123456789")
        assert "likely" in session.line("bar")
        await session.press(next(one.key for one in likely if one.title == "Target المطار"))
        (made,) = session.work.desk.layer.events
        filled = [(one.role, session.work.desk.text_of(session.work.desk.layer[one.target])) for one in made.arguments]
        assert filled == [("Target", "المطار")]
        await session.press("left")
        assert session.screen.hands.prompt is None
        assert "1 argument" in session.line("status")
