"""Suggestions in the annotator: seen apart from the work, answered by a key each; names marked everywhere."""

import random
from contextlib import asynccontextmanager

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, counting_surroundings, event, layer, span

from corpus_tool.model.annotations import Argument, Event, Span
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.suggestions import scored
from corpus_tool.store.verdicts import Says
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.suggesting import Suggester, Suggestions, make_suggestions

RINA = LayerName("rina", LayerKind.ANNOTATOR)
STORY = "هاجمت داعش حلب. وقالت داعش إن لداعش مقراً."
OTHER = "انسحبت داعش من الرقة ثم عادت داعش."


@pytest.fixture
def open_suggested(open_session):
    """A session whose document has suggestions of `model`."""

    @asynccontextmanager
    async def opened(*annotations, text=ARABIC, **options):
        async with open_session(text, **options) as session:
            make_suggestions(
                session.store,
                Suggester("model", lambda them: (Suggestions(one.id, annotations) for one in them)),
                [1],
            )
            session.work.offers.renew()
            session.screen.look_for_suggestions()
            session.screen.changed()
            yield session

    return opened


ARMY = scored(span("s1", ARABIC, "الجيش السوري"), 0.9)
DAESH = scored(span("s2", ARABIC, "داعش"), 0.6)
STRIKE = event("e1", ARABIC, "قصف", Attacker="s1")


async def test_a_suggestion_is_told_by_its_bracket_and_the_layer_stays_empty(open_suggested):
    async with open_suggested(ARMY, DAESH, size=(110, 24)) as session:
        shown = "\n".join(session.seen())
        assert "?ORG 90" in shown and "└" in shown
        assert "?OR" in shown
        assert session.stored() == []
        assert "0 spans" in session.line("heading")


async def test_one_key_goes_to_the_next_and_one_accepts_it_and_goes_on(open_suggested):
    async with open_suggested(ARMY, DAESH) as session:
        await session.press("}")
        assert session.selected == "الجيش السوري"
        assert "90 of 100, model" in session.line("status")
        assert session.stored() == []
        await session.press("enter")
        assert [(one.label, one.attributes) for one in session.stored()] == [("ORG", {})]
        assert session.selected == "داعش"
        await session.press("enter")
        assert len(session.stored()) == 2
        await session.press("U", "U")
        assert session.stored() == []
        await session.press("R")
        assert session.stored()[0].id in session.store.verdicts.origins(1, "rina")


async def test_a_suggestion_is_taken_with_the_borders_that_it_was_given(open_suggested):
    async with open_suggested(DAESH, ARMY) as session:
        await session.press("}")
        assert session.selected == "الجيش السوري"
        await session.press("shift+left", "enter")
        (made,) = session.stored()
        assert (made.label, session.work.desk.text_of(made)) == ("ORG", "الجيش السوري مواقع")
        assert session.selected == "داعش"
        assert made.id in session.store.verdicts.origins(1, "rina")


async def test_a_label_pressed_on_a_suggestion_changes_it_and_stays(open_suggested):
    async with open_suggested(ARMY, DAESH, size=(110, 24)) as session:
        await session.press("}", "l")
        (made,) = session.stored()
        assert (made.label, session.work.desk.text_of(made)) == ("LOC", "الجيش السوري")
        assert session.selected == "الجيش السوري"
        assert "LOC, not ORG; 1 left." in session.line("status")
        origin = session.store.verdicts.origins(1, "rina")[made.id]
        assert (origin.says, origin.claim.label, origin.source) == (Says.ACCEPTED, "ORG", "model")
        assert "from model 90, changed" in session.line("here")
        await session.press("U")
        assert (session.stored(), len(session.work.offers.listed())) == ([], 2)


async def test_its_own_label_pressed_on_a_suggestion_accepts_it(open_suggested):
    async with open_suggested(ARMY, DAESH) as session:
        await session.press("}", "o")
        (made,) = session.stored()
        assert (made.label, session.selected) == ("ORG", "الجيش السوري")
        assert "Accepted: 1, 1 left." in session.line("status")
        assert made.id in session.store.verdicts.origins(1, "rina")


async def test_a_label_on_other_words_than_those_suggested_answers_nothing(open_suggested):
    async with open_suggested(ARMY, DAESH) as session:
        session.select("السوري")
        await session.press("l")
        (made,) = session.stored()
        assert (session.work.desk.text_of(made), session.selected) == ("السوري", "السوري")
        assert session.store.verdicts.origins(1, "rina") == {}


async def test_a_caret_on_a_word_of_a_suggestion_takes_all_of_it(open_suggested):
    async with open_suggested(ARMY) as session:
        session.select("السوري")
        await session.press("enter")
        assert [session.work.desk.text_of(one) for one in session.stored()] == ["الجيش السوري"]


async def test_from_the_roles_of_a_trigger_one_key_goes_to_the_next_suggestion(open_suggested):
    async with open_suggested(DAESH, STRIKE) as session:
        await session.press("}", "}")
        assert session.selected == "قصف"
        await session.press("E", "a")
        assert "the next suggestion" in session.line("bar")
        await session.press("}")
        assert session.selected == "داعش"
        assert session.line("bar") != "" and "which role" not in session.line("bar")


async def test_enter_where_nothing_is_suggested_only_goes_to_the_next(open_suggested):
    async with open_suggested(DAESH) as session:
        session.select("حلب")
        await session.press("enter")
        assert (session.stored(), session.selected) == ([], "داعش")


async def test_a_rejected_one_is_gone_and_can_be_taken_back_in_the_list(open_suggested):
    async with open_suggested(ARMY, DAESH) as session:
        await session.press("}", "~")
        assert session.selected == "داعش"
        assert [one.says for one in session.store.verdicts.on(1)] == [Says.REJECTED]
        await session.press("f9", "~", "r", "escape")
        assert [session.work.desk.text_of(one.annotation) for one in session.work.offers.listed()] == ["داعش"]


async def test_the_next_uncertain_one_is_gone_to(open_suggested):
    async with open_suggested(ARMY, DAESH) as session:
        await session.press("{")
        assert session.selected == "داعش"


async def test_all_of_a_form_are_accepted_as_one_act(open_suggested):
    first = STORY.index("داعش")
    spans = []
    at = first
    while at >= 0:
        spans.append(scored(type(DAESH)(id=f"s{at}", label="ORG", fragments=((at, at + 4),)), 0.9))
        at = STORY.find("داعش", at + 1)
    async with open_suggested(*spans, text=STORY) as session:
        await session.press("}", "Q")
        assert len(session.stored()) == 3
        await session.press("U")
        assert session.stored() == []


async def test_on_a_mark_of_hers_all_others_like_it_are_accepted_by_one_key(open_session):
    async with open_session(STORY) as session:
        session.select("داعش")
        await session.press("o")
        assert [session.work.desk.text_of(one.annotation) for one in session.work.offers.listed()] == ["داعش", "داعش"]
        await session.press("Q")
        assert [session.work.desk.text_of(one) for one in session.work.desk.layer.spans] == ["داعش"] * 3
        assert "Accepted: 2, 0 left." in session.line("status")
        await session.press("U")
        assert len(session.stored()) == 1
        assert len(session.work.offers.listed()) == 2


async def test_what_was_accepted_tells_where_it_is_from_and_what_was_marked_by_hand_does_not(open_suggested):
    async with open_suggested(ARMY, DAESH, size=(110, 24)) as session:
        await session.press("}", "enter")
        session.select("الجيش السوري")
        assert "from model 90" in session.line("here")
        await session.press("U", "R")
        assert "from model 90" in session.line("here")
        session.select("حلب")
        await session.press("g")
        assert "from" not in session.line("here")


async def test_undo_of_accepting_brings_the_suggestion_back_and_a_rejection_stays_after_a_restart(open_suggested):
    async with open_suggested(ARMY, DAESH) as session:
        await session.press("}", "enter", "U")
        assert session.stored() == []
        assert [session.work.desk.text_of(one.annotation) for one in session.work.offers.listed()] == [
            "الجيش السوري",
            "داعش",
        ]
        session.select("داعش")
        await session.press("~")
        while isinstance(session.app.screen, Annotate):
            await session.press("escape")
        await session.press("enter")
        assert [session.work.desk.text_of(one.annotation) for one in session.work.offers.listed()] == ["الجيش السوري"]


async def test_the_list_tells_scores_and_sources_and_accepts_what_is_sure(open_suggested):
    async with open_suggested(ARMY, DAESH, STRIKE, size=(120, 40)) as session:
        await session.press("f9")
        view = session.screen.query_one("#panel")
        rows = "\n".join(view.render_line(y).text.rstrip() for y in range(6))
        assert "Suggestions (3)" in rows and " 60?" in rows and "model" in rows
        await session.press("a")
        assert [one.label for one in session.stored()] == ["ORG"]
        await session.press("t")
        assert session.work.offers.listed() == ()
        await session.press("t", "escape")
        assert len(session.work.offers.listed()) == 2


async def test_names_of_a_done_document_are_there_when_the_next_is_opened(open_session):
    async with open_session(STORY, OTHER) as session:
        session.select("داعش")
        await session.press("o", "Z", "a", "escape", "S")
        await session.press("N")
        assert session.work.desk.document.key == "doc-2"
        assert [session.work.desk.text_of(one.annotation) for one in session.work.offers.listed()] == ["داعش", "داعش"]
        assert session.stored() == []
        assert list(session.store.sightings.on(2)) == []
        await session.press("}", "Q")
        assert len(session.stored()) == 2


async def test_a_marked_name_is_marked_everywhere_in_the_document_by_two_keys(open_session):
    async with open_session(STORY, OTHER, size=(100, 40)) as session:
        session.select("داعش")
        await session.press("o", "Z")
        view = session.screen.query_one("#panel")
        assert "2 more places" in view.render_line(0).text
        await session.press("a")
        assert [session.work.desk.text_of(one) for one in session.work.desk.layer.spans] == ["داعش"] * 3
        await session.press("escape", "U")
        assert len(session.stored()) == 1


async def test_places_are_marked_one_by_one_or_left_out(open_session):
    async with open_session(STORY, size=(100, 40)) as session:
        session.select("داعش")
        await session.press("o", "Z", "'")
        assert len(session.stored()) == 2
        await session.press("down", "~", "a")
        assert len(session.stored()) in {2, 3}


async def test_the_corpus_is_marked_an_act_a_document_and_taken_back(open_session):
    async with open_session(STORY, OTHER, size=(100, 40)) as session:
        session.select("داعش")
        await session.press("o", "Z", "c")
        await session.app.workers.wait_for_complete()
        await session.press("a")
        await session.app.workers.wait_for_complete()
        await session.press("escape")
        names = session.store.layers.names(2)
        assert len(session.store.layers.load(2, names[0]).spans) == 2
        assert "0 more places" in session.screen.query_one("#panel").render_line(0).text
        await session.press("u")
        assert "Taken back in 2 documents." in session.line("status")
        assert session.store.layers.load(2, names[0]).spans == ()
        assert len(session.stored()) == 1


async def test_what_is_not_marked_yet_is_asked_for_its_label_and_marked_everywhere(open_session):
    async with open_session(HEBREW + '\nודאע"ש שב.', size=(100, 40)) as session:
        session.select('דאע"ש')
        await session.press("Z", "o", "a")
        assert [session.work.desk.text_of(one) for one in session.work.desk.layer.spans] == ['דאע"ש'] * 2


async def test_no_motion_or_look_at_suggestions_changes_the_layer(open_suggested):
    async with open_suggested(ARMY, DAESH, STRIKE) as session:
        await session.press("}", "{", "}", "f9", "down", "up", "escape", "left", "right", "tab", "?", "escape")
        assert session.stored() == []
        assert session.store.layers.names(1)[0].kind == "suggestion"
        assert len(session.store.layers.names(1)) == 1


LOOKS = ("}", "{", "f9", "down", "up", "escape", "left", "right", "shift+right", "tab", "ctrl+end", "?", "@", "L", "!")
"""Strokes that show something, or go somewhere."""


@pytest.mark.parametrize("seed", range(3))
async def test_no_row_of_looks_at_suggestions_changes_anybodys_layer(open_suggested, seed):
    async with open_suggested(ARMY, DAESH, STRIKE) as session:
        for key in random.Random(seed).choices(LOOKS, k=30):
            if key == "escape" and session.screen.query_one("#panel").display is False:
                continue  # it would lead to the list
            await session.press(key)
            while not isinstance(session.app.screen, Annotate):
                await session.press("escape")
        assert session.stored() == []
        assert [name.kind for name in session.store.layers.names(1)] == ["suggestion"]


async def test_likely_fillers_are_proposed_in_the_event_prompt_and_taken_by_enter_alone(open_session):
    first = "قصف الجيش داعش. قصف الجيش داعش. قصف الجيش داعش."
    async with open_session(first, "قصف اللواء التنظيم.", size=(100, 40)) as session:
        for start in (0, 16, 32):
            for words in ("الجيش", "داعش"):
                at = first.index(words, start)
                session.work.spot.selection = type(session.work.spot.selection)(at, at + len(words))
                await session.press("o")
            session.work.spot.selection = type(session.work.spot.selection)(start, start + 3)
            await session.press("E", "a", "a", "a", "t", "a", "escape")
        await session.press("S", "N")
        for words in ("اللواء", "التنظيم"):
            session.select(words)
            await session.press("o")
        session.select("قصف")
        await session.press("E", "a")
        assert "likely: Attacker" in session.line("bar")
        assert session.work.desk.layer.events[0].arguments == ()
        await session.press("enter")
        (made,) = session.work.desk.layer.events
        filled = [(one.role, session.work.desk.text_of(session.work.desk.layer[one.target])) for one in made.arguments]
        assert filled == [("Attacker", "اللواء")]


async def test_roles_that_are_sure_are_all_taken_by_one_key_as_one_act(open_session):
    first = "قصف الجيش المطار. قصف الجيش المطار. قصف الجيش المطار."
    marks = []
    for number, start in enumerate((0, 18, 36)):
        for letter, words, label in (("s", "الجيش", "ORG"), ("f", "المطار", "FAC")):
            at = first.index(words, start)
            marks.append(Span(id=f"{letter}{number}", label=label, fragments=((at, at + len(words)),)))
        roles = (Argument("Attacker", f"s{number}"), Argument("Target", f"f{number}"))
        place = ((start, start + 3),)
        marks.append(Event(id=f"e{number}", type="Conflict.Attack", fragments=place, arguments=roles))
    async with open_session("قصف اللواء الجسر.", first, size=(100, 40)) as session:
        Desk(session.store, 2, RINA, counting_surroundings()).become("Bring", layer(marks, RINA.annotator))
        for words, key in (("اللواء", "o"), ("الجسر", "f")):
            session.select(words)
            await session.press(key)
        session.select("قصف")
        await session.press("E", "a")
        assert "likely: Attacker" in session.line("bar")
        assert "Target" in session.line("bar").partition("likely")[2]
        assert session.work.desk.layer.events[0].arguments == ()
        await session.press("enter")
        filled = {
            one.role: session.work.desk.text_of(session.work.desk.layer[one.target]) for one in arguments(session)
        }
        assert filled == {"Attacker": "اللواء", "Target": "الجسر"}
        await session.press("escape", "U")
        assert arguments(session) == ()
        session.select("قصف")
        await session.press("A", "1", "escape")
        assert len(arguments(session)) == 1


def arguments(session):
    (made,) = session.work.desk.layer.events
    return made.arguments


async def test_of_a_name_and_a_trigger_at_one_place_the_one_that_was_gone_to_is_answered(open_suggested):
    strike = scored(event("e1", ARABIC, "داعش"), 0.9)
    async with open_suggested(strike, DAESH, size=(110, 24)) as session:
        await session.press("}")
        assert "ORG? " in session.line("status")
        await session.press("enter")
        assert [one.label for one in session.stored()] == ["ORG"]
        assert "Conflict.AirStrike? " in session.line("status")
        await session.press("~")
        assert [type(one) for one in session.stored()] == [Span]
        assert session.work.offers.listed() == ()
