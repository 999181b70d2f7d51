"""Keys in the annotator: what they do to the screen, the desk and the database."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, span

from corpus_tool.model import edits
from corpus_tool.model.annotations import Argument, Event, Relation
from corpus_tool.model.changes import Status
from corpus_tool.store.store import Store
from corpus_tool.text.inline import visual_string
from corpus_tool.tui.commands import GROUPS
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.screens.help import Help
from corpus_tool.tui.screens.library import Library
from corpus_tool.tui.widgets.line_input import LineInput
from corpus_tool.tui.widgets.panel_view import PanelView
from corpus_tool.workbench.desk import Desk


async def test_a_label_key_marks_the_word_and_it_is_on_disk(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g")
        (found,) = session.stored()
        assert (found.label, session.work.desk.text_of(found)) == ("GPE", "حلب")
        assert "GPE" in "".join(session.rows())
        assert visual_string("حلب") in session.line("here")
        assert "1 span" in session.line("heading") and "rina (in-progress)" in session.line("heading")


async def test_words_are_reached_and_joined_by_arrows_alone(open_session):
    async with open_session() as session:
        assert session.selected == "قصف"
        await session.press("left")
        assert session.selected == "الجيش"
        await session.press("shift+left", "o")
        assert [found.label for found in session.stored()] == ["ORG"]
        assert session.selected == "الجيش السوري"
        await session.press("right")
        assert session.selected == "قصف"


async def test_space_extends_in_terminals_without_shifted_arrows(open_session):
    async with open_session() as session:
        await session.press("left", "space", "left", "o")
        assert session.selected == "الجيش السوري"
        await session.press("left")
        assert session.selected == "مواقع"


async def test_a_proclitic_is_trimmed_with_one_key(open_session):
    async with open_session() as session:
        session.select("لداعش")
        await session.press("[", "o")
        assert [session.work.desk.text_of(found) for found in session.stored()] == ["داعش"]
        await session.press("[")
        assert session.selected == "لداعش"


async def test_a_proclitic_is_trimmed_in_hebrew(open_session):
    async with open_session(HEBREW) as session:
        session.select("לדמשק")
        await session.press("[", "g")
        assert [session.work.desk.text_of(found) for found in session.stored()] == ["דמשק"]


async def test_an_event_with_two_arguments_takes_six_keys(open_session):
    async with open_session() as session:
        session.select("الجيش السوري")
        await session.press("o")
        session.select("داعش")
        await session.press("o")
        session.select("قصف")
        await session.press("E", "a")  # Conflict.AirStrike
        await session.press("a", "a")  # Attacker: the nearest candidate
        await session.press("t", "a")  # Target: the nearest that is left
        await session.press("escape")
        army, group, strike = session.stored()
        assert isinstance(strike, Event)
        assert (strike.type, session.work.desk.text_of(strike)) == ("Conflict.AirStrike", "قصف")
        assert strike.arguments[0] == Argument("Attacker", army.id)
        assert strike.arguments[1].role == "Target"
        assert visual_string("الجيش السوري") in session.line("here")
        assert group.label == "ORG"


async def test_only_fitting_marks_are_offered_for_a_role(open_session):
    async with open_session() as session:
        for surface, key in (("حلب", "g"), ("15", "u")):
            session.select(surface)
            await session.press(key)
        session.select("قصف")
        await session.press("E", "a", "c")  # Casualties: NUM or PER
        assert visual_string("15") in session.line("bar")
        assert visual_string("حلب") not in session.line("bar")
        await session.press("escape", "A", "i")  # Instrument: nothing fits
        assert "Nothing is marked that may be Instrument" in session.line("status")


async def test_undo_redo_and_where_they_lead(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g")
        session.select("قصف")
        await session.press("U")
        assert session.stored() == []
        assert session.selected == "حلب"
        assert "Undo Mark GPE" in session.line("status")
        await session.press("U")
        assert "Nothing to undo" in session.line("status")
        await session.press("R")
        assert [found.label for found in session.stored()] == ["GPE"]


async def test_remove_takes_the_arguments_with_it(open_session):
    async with open_session() as session:
        session.select("داعش")
        await session.press("o")
        session.select("قصف")
        await session.press("E", "a", "t", "a", "escape")
        session.select("داعش")
        await session.press("delete")
        (event,) = session.stored()
        assert event.arguments == ()
        await session.press("U")
        assert len(session.stored()) == 2


async def test_where_several_marks_cover_a_place_one_is_asked_for(open_session):
    async with open_session() as session:
        session.select("الجيش السوري")
        await session.press("o", "g")
        await session.press("X")
        assert "Remove which?" in session.line("bar")
        await session.press("o")
        assert [found.label for found in session.stored()] == ["GPE"]


async def test_label_subtype_and_attributes_are_changed(open_session):
    async with open_session() as session:
        session.select("داعش")
        await session.press("g", "=", "l", "o")
        assert [found.label for found in session.stored()] == ["ORG"]
        await session.press("=", "s", "a")
        assert session.stored()[0].attributes == {"subtype": "ArmedGroup"}
        await session.press("=", "m", "p")
        assert session.stored()[0].attributes == {"subtype": "ArmedGroup", "mention": "PRO"}


async def test_edges_are_moved_and_mentions_tied(open_session):
    async with open_session() as session:
        session.select("لداعش")
        await session.press("o", "[", "M")
        assert [session.work.desk.text_of(found) for found in session.stored()] == ["داعش"]
        session.select("حلب")
        await session.press("o", "C", "a")
        relation = session.stored()[-1]
        assert isinstance(relation, Relation)
        assert relation.type == "coreference"


async def test_an_argument_is_taken_off(open_session):
    async with open_session() as session:
        session.select("داعش")
        await session.press("o")
        session.select("قصف")
        await session.press("E", "a", "t", "a", "escape", "-", "t")
        assert session.stored()[-1].arguments == ()


async def test_done_and_reopened(open_session):
    async with open_session() as session:
        await session.press("S")
        assert session.work.desk.layer.status is Status.DONE
        assert "(done)" in session.line("heading")
        await session.press("S")
        assert session.work.desk.layer.status is Status.IN_PROGRESS


async def test_what_a_rule_refuses_is_said_and_not_stored(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("e", "e")
        assert "OPN is marked there already" in session.line("status")
        assert len(session.stored()) == 1


async def test_a_layer_changed_by_another_window_is_shown_anew(open_session):
    async with open_session() as session:
        other = Desk(session.store, 1, session.work.desk.layer.name)
        other.do("Mark", edits.add(other.layer, span("s1", ARABIC, "حلب", "GPE")))
        session.select("داعش")
        await session.press("o")
        assert "another window" in session.line("status")
        assert "1 span" in session.line("heading")
        await session.press("o")
        assert [found.label for found in session.stored()] == ["GPE", "ORG"]


@pytest.mark.parametrize(("label", "arabic", "hebrew"), [("ORG", "خ", "ם"), ("GPE", "ل", "ע"), ("WEA", "ص", "'")])
async def test_label_keys_work_under_other_keyboard_layouts(open_session, label, arabic, hebrew):
    async with open_session() as session:
        for surface, key in (("حلب", arabic), ("داعش", hebrew)):
            session.select(surface)
            await session.press(key)
        assert [found.label for found in session.stored()] == [label, label]


@pytest.mark.parametrize("text", [ARABIC, "", "כן"], ids=["article", "no text", "one word"])
async def test_every_command_can_be_pressed_anywhere(open_session, text):
    async with open_session(text, ARABIC + " 2") as session:
        for key in sorted(key for commands in GROUPS.values() for one in commands for key in one.keys):
            await session.press(key)
            assert session.app.is_running, key
            while not isinstance(session.app.screen, Annotate | Library):
                await session.press("escape")
            if isinstance(session.app.screen, Library):
                session.app.screen.open(0)
                await session.pilot.pause()
            session.screen.ask(None)
            if session.screen.query_one(LineInput).display:
                await session.press("escape")
            assert session.screen.pane.has_focus, key


async def test_labels_on_a_document_without_text_are_refused(open_session):
    async with open_session("") as session:
        await session.press("o")
        assert "no text to mark" in session.line("status")
        await session.press("E", "a")
        assert "no text to mark" in session.line("status")


async def test_tab_goes_from_mark_to_mark_and_round(open_session):
    async with open_session() as session:
        for surface in ("حلب", "داعش"):
            session.select(surface)
            await session.press("o")
        seen = []
        for _ in range(3):
            await session.press("tab")
            seen.append(session.selected)
        assert seen == ["حلب", "داعش", "حلب"]
        await session.press("shift+tab")
        assert session.selected == "داعش"


async def test_escape_drops_the_selection_then_leaves(open_session):
    async with open_session() as session:
        await session.press("shift+left", "escape")
        assert len(session.selected.split()) == 1
        await session.press("escape")
        assert isinstance(session.app.screen, Library)


async def test_neighbouring_documents_open(open_session):
    async with open_session(ARABIC, HEBREW) as session:
        await session.press("N")
        assert session.work.desk.document.key == "doc-2"
        await session.press("P")
        assert session.work.desk.document.key == "doc-1"
        await session.press("P")
        assert isinstance(session.app.screen, Library)


async def test_help_shows_every_command_and_closes(open_session):
    async with open_session(size=(100, 40)) as session:
        await session.press("?")
        assert isinstance(session.app.screen, Help)
        await session.press(*"undo")
        page = session.app.screen.query_one(PanelView)
        shown = "\n".join(page.render_line(y).text for y in range(page.size.height))
        assert "Take back the last act" in shown and "Go a page up" not in shown
        await session.press("escape")
        assert session.screen.pane.has_focus
        assert session.stored() == []


def test_no_two_commands_share_a_key_and_none_takes_a_labels():
    keys = [key for commands in GROUPS.values() for command in commands for key in command.keys]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if len(key) == 1 and key.isalnum() and key == key.lower()]
    assert all(command.__doc__ and command.title for commands in GROUPS.values() for command in commands)


async def test_the_mouse_selects_a_word_and_drags_over_more(open_session):
    async with open_session() as session:
        pane = session.screen.pane
        place = pane.sheet.layout.place(ARABIC.index("السوري"))
        await session.pilot.click(pane, offset=(place.column, place.row))
        assert session.selected == "السوري"


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (20, 5), (60, 20), (200, 60)])
async def test_any_size_of_screen_is_borne(open_session, size):
    async with open_session(size=size) as session:
        await session.press("left", "shift+left", "o", "E")
        await session.pilot.resize_terminal(80, 24)
        await session.press("escape")
        await session.pilot.resize_terminal(*size)
        await session.press("?")
        assert session.app.is_running


async def test_a_paragraph_of_50000_characters_is_borne(open_session):
    async with open_session(ARABIC.replace("\n", " ") * 700) as session:
        await session.press("down", "pagedown", "ctrl+end", "o", "up")
        assert len(session.stored()) == 1


async def test_a_note_is_written_on_a_mark_changed_and_taken_away(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g", '"', *"قرب الحدود, 2 km", "enter")
        assert [found.note for found in session.stored()] == ["قرب الحدود, 2 km"]
        assert f"note {visual_string('قرب الحدود, 2 km')}" in session.line("here")
        await session.press('"', "backspace", "escape")
        assert [found.note for found in session.stored()] == ["قرب الحدود, 2 km"]
        await session.press('"', "enter", "U")
        assert [found.note for found in session.stored()] == [None]
        await session.press("R", '"', "ctrl+u", "enter")
        assert [found.note for found in session.stored()] == [None]
        assert "Note taken away" in session.line("status")


async def test_a_note_on_an_event_too_and_on_nothing_none(open_session):
    async with open_session() as session:
        session.select("قصف")
        await session.press('"')
        assert "Nothing is marked here" in session.line("status")
        await session.press("E", "a", "escape", '"', "x", "enter")
        assert [found.note for found in session.stored()] == ["x"]


async def test_boilerplate_is_dimmed_and_its_marking_corrected_with_one_key(open_session):
    text = f"{ARABIC}\nتابعنا على تلغرام"
    async with open_session(text) as session:

        def dimmed() -> str:
            pane = session.screen.pane
            segments = [segment for y in range(pane.size.height) for segment in pane.render_line(y)]
            return "".join(segment.text for segment in segments if segment.style and segment.style.dim).rstrip("┊")

        assert len(dimmed()) == len("تابعنا على تلغرام")
        session.select("تلغرام")
        await session.press("B")
        assert dimmed() == ""
        assert "own" in session.line("status")
        session.select("حلب")
        await session.press("B")
        assert len(dimmed()) > 20
        with Store.open(session.store.path) as other:
            assert [(one.kind.value, one.origin.value) for one in other.regions.of_document(1)] == [
                ("boilerplate", "user"),
                ("body", "user"),
            ]


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_long_message_is_told_whole_and_gives_its_second_row_back(open_session, size):
    async with open_session(size=size) as session:
        await session.press("M")
        told = session.line("status").split("\n")
        assert len(told) == 2
        assert " ".join(" ".join(told).split()).endswith("whose edges should move.")
        await session.press("left")
        session.screen.say("")
        await session.pilot.pause()
        assert "help" in session.line("status")
        assert "\n" not in session.line("status")
