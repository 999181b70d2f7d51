"""Events by keys alone: types by key, family or name; roles, fresh fillers, attributes, other types; the list."""

import pytest
from corpus_tool_testing.builders import ARABIC
from msgspec.structs import replace

from corpus_tool.model import edits
from corpus_tool.model.annotations import Argument
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.schemas import EventType, Label, Role
from corpus_tool.saying import speak
from corpus_tool.text.inline import visual_string
from corpus_tool.tui.screens.library import Library


def texts(session):
    """Label or type -> text, of what is stored."""
    return [(getattr(one, "label", "") or one.type, session.work.desk.text_of(one)) for one in session.stored()]


def arguments(session):
    """(role, text) of the last event's arguments."""
    desk = session.work.desk
    event = next(one for one in reversed(session.stored()) if hasattr(one, "arguments"))
    return [(one.role, desk.text_of(desk.layer[one.target])) for one in event.arguments]


def use(session, **parts):
    """Let the session work under another schema, as if its corpus had been made with it."""
    session.work.desk.schema = replace(default_schema(), **parts)
    session.store.schemas.current_ref = lambda: (session.work.desk.schema.name, session.work.desk.schema.version)


async def test_a_type_is_picked_by_its_familys_key_and_its_own(open_session):
    async with open_session() as session:
        await session.press("E")
        assert "C  Conflict" in session.line("bar")
        await session.press("T", "s", "escape")
        assert texts(session) == [("Territory.Seize", "قصف")]


@pytest.mark.parametrize("typed", ["air st", "غاره", "غَارة", "תקיפה אוו"])
async def test_a_type_is_found_by_its_name_in_any_language_and_spelling(open_session, typed):
    async with open_session() as session:
        await session.press("E", "/", *typed, "enter", "escape")
        assert texts(session) == [("Conflict.AirStrike", "قصف")]


async def test_names_step_and_nothing_is_said(open_session):
    async with open_session() as session:
        await session.press("E", "/", *"conf")
        assert "AirStrike" in session.line("bar").split("\n")[1]
        await session.press("down", "enter", "escape")
        assert texts(session) == [("Conflict.Shelling", "قصف")]
        await session.press("E", "/", *"zzz", "enter")
        assert "Nothing is called zzz" in session.line("status")
        assert "Event type" in session.line("bar")
        await session.press("/", "escape", "escape")
        assert len(session.stored()) == 1


async def test_the_type_used_last_is_one_key_away(open_session):
    async with open_session() as session:
        await session.press("E", "z", "escape")
        session.select("قتلوا")
        await session.press("E", "enter", "escape")
        assert [type for type, _ in texts(session)] == ["Territory.Seize"] * 2


async def test_fresh_words_become_the_argument_without_leaving(open_session):
    async with open_session() as session:
        await session.press("E", "a", "t")
        assert "Nothing is marked that may be Target" in session.line("status")
        await session.press("left", "shift+left")
        assert visual_string("الجيش السوري") in session.line("bar")
        await session.press("o")
        assert arguments(session) == [("Target", "الجيش السوري")]
        assert "which role" in session.line("bar")
        assert session.selected == "قصف"
        await session.press("escape", "U")
        assert texts(session) == [("Conflict.AirStrike", "قصف")]


async def test_moving_among_hints_turns_letters_into_labels_and_back(open_session):
    async with open_session() as session:
        session.select("داعش")
        await session.press("o")
        session.select("قصف")
        await session.press("E", "a", "t", "tab")
        assert session.selected == "داعش"
        await session.press("enter")  # the mark here
        assert arguments(session) == [("Target", "داعش")]
        await session.press("a", "left", "backspace", "a")  # to words and back to the letters on the marks
        assert arguments(session)[1] == ("Attacker", "داعش")


async def test_a_label_that_cannot_fill_the_role_is_not_offered(open_session):
    async with open_session() as session:
        await session.press("E", "a", "i", "left", "o")
        assert "o is none of the keys shown" in session.line("status")
        await session.press("w")
        assert arguments(session) == [("Instrument", "الجيش")]


async def test_attributes_are_a_chord_from_the_roles(open_session):
    async with open_session() as session:
        await session.press("E", "a", "=")
        assert "polarity" in session.line("bar") and "positive ●" in session.line("bar")
        await session.press("p", "n", "=", "t", "f", "escape")
        assert session.stored()[0].attributes == {"polarity": "negative", "tense": "future"}


async def test_another_type_keeps_what_fits_and_tells_what_does_not(open_session):
    async with open_session() as session:
        session.select("داعش")
        await session.press("o")
        session.select("15")
        await session.press("u")
        session.select("قصف")
        await session.press("E", "a", "t", "a", "c", "a")
        assert arguments(session) == [("Target", "داعش"), ("Casualties", "15")]
        await session.press("E", "o")  # Conflict.Operation
        assert arguments(session) == [("Target", "داعش")]
        assert "Left out: Casualties 15" in session.line("status")
        await session.press("escape", "U")
        assert len(arguments(session)) == 2


async def test_a_role_that_takes_one_is_given_to_another_instead(open_session):
    async with open_session() as session:
        for surface in ("داعش", "حلب"):
            session.select(surface)
            await session.press("d")
        session.select("قصف")
        await session.press("E", "2", "d")  # Deal.Agree: Document
        assert "Document" in session.line("bar")
        await session.press("a", "d", "a", "escape")
        assert len(arguments(session)) == 1


async def test_escape_leaves_something_valid_and_says_what_is_open(open_session):
    async with open_session() as session:
        use(
            session,
            events=(EventType(id="Blast", key="b", roles=(Role(id="Place", min=1), Role(id="By"))),),
            common_roles=(),
        )
        await session.press("E", "b", "escape")
        assert "Still open: Place" in session.line("status")
        await session.press("A")
        assert "Place!" in session.line("bar") and "open: Place" in session.line("bar")


async def test_a_new_event_is_the_argument_of_another(open_session):
    async with open_session() as session:
        event = EventType(id="Say", key="s", roles=(Role(id="What", fillers=("EVENT",)),))
        use(session, events=(event,), common_roles=())
        await session.press("E", "s", "w", "left", "E", "s")
        outer, inner = session.stored()
        assert outer.arguments == (Argument("What", inner.id),)
        await session.press("escape")
        session.select("الجيش")
        await session.press("A", "w")  # the outer one would make a circle
        assert "Nothing is marked that may be What" in session.line("status")


async def test_an_argument_whose_mark_is_removed_goes_from_list_and_prompt(open_session):
    async with open_session(size=(120, 30)) as session:
        session.select("داعش")
        await session.press("o")
        session.select("قصف")
        await session.press("E", "a", "t", "a", "escape", "L", "down")
        assert session.selected == "داعش"
        session.work.desk.do("Remove", edits.remove(session.work.desk.layer, session.stored()[0].id))
        await session.press("up", "=", "p", "n", "escape", "x")
        assert session.stored() == []


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_list_adds_takes_off_sets_and_deletes(open_session, size):
    async with open_session(size=size) as session:
        session.select("داعش")
        await session.press("o")
        session.select("قصف")
        await session.press("E", "a", "escape", "L", "a", "t", "a", "escape")
        assert arguments(session) == [("Target", "داعش")]
        await session.press("down", "-")
        assert arguments(session) == []
        await session.press("=", "m", "p", "escape", "e", "s", "escape")
        assert session.stored()[-1].attributes == {"modality": "planned"}
        assert session.stored()[-1].type == "Conflict.Shelling"
        await session.press("x")
        assert texts(session) == [("ORG", "داعش")]
        await session.press("x")
        assert "no event in this row" in session.line("status")


async def test_the_parts_of_the_event_at_hand_stand_out_with_their_roles(open_session):
    async with open_session(size=(120, 30)) as session:
        session.select("الجيش السوري")
        await session.press("o")
        session.select("قصف")
        await session.press("E", "a", "a", "a", "escape")
        assert "1Attacker" not in "".join(session.rows())
        await session.press("L")
        shown = "".join(session.rows())
        assert "1Attacker" in shown and "1Ai" in shown
        await session.press("escape")
        assert "1Attacker" not in "".join(session.rows())


async def test_numbers_tie_every_argument_to_its_events(open_session):
    async with open_session() as session:
        session.select("الجيش السوري")
        await session.press("o")
        for surface in ("قصف", "قتلوا"):
            session.select(surface)
            await session.press("E", "a", "a", "a", "escape")
        await session.press("@")
        assert "1,2ORG" in "".join(session.rows())
        await session.press("L")
        assert "1Ai" in "".join(session.rows()) and "11" not in "".join(session.rows())
        await session.press("escape")
        await session.press("@")
        assert "1,2ORG" not in "".join(session.rows())


SIXTY = tuple(EventType(id=f"F{number % 7}.T{number}", roles=()) for number in range(60))
THIRTY = (EventType(id="X", key="x", roles=tuple(Role(id=f"دور {number}") for number in range(30))),)
FORTY = (EventType(id="X", key="x", roles=tuple(Role(id=f"תפקיד{number}") for number in range(40))),)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("events", [(), SIXTY, THIRTY, FORTY, THIRTY[:1]], ids=["none", "60 types", "30", "40", "one"])
async def test_hostile_schemas_are_borne(open_session, events, size):
    async with open_session(size=size) as session:
        schema = {"events": events, "common_roles": (), "attributes": (), "labels": (Label(id="תווית", key="t"),)}
        use(session, **schema)
        keys = ["t", "E", "x", "a", "a", "escape", "L", "a", "=", "escape", "E", "/", *"t59", "enter", "escape"]
        for key in [*keys, "G", "E", "/", "enter", "G", "A", "-", "!", "V", "a"]:
            await session.press(key)
            if isinstance(session.app.screen, Library):
                session.app.screen.open(0)
                await session.pilot.pause()
                use(session, **schema)
        if events == SIXTY:
            assert ("F3.T59", ARABIC[:3]) in texts(session)


@pytest.mark.parametrize("language", ["ar", "he"])
async def test_types_and_roles_have_the_names_of_the_interface_and_are_found_by_their_ids(open_session, language):
    speak(language)
    async with open_session() as session:
        type = session.work.desk.schema.event_by_id["Conflict.AirStrike"]
        session.select("قصف")
        await session.press("E", "/", *"AirStrike", "enter")
        bar = [piece.text for line in session.screen.query_one("#bar")._lines for piece in line]
        roles = session.work.desk.schema.roles_of(type.id).values()
        assert any(type.names[language] in text for text in bar)
        assert all(any(role.names.get(language, role.id) in text for text in bar) for role in roles)
        (event,) = session.work.desk.layer.events
        assert event.type == type.id
