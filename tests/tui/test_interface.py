"""The annotator in Arabic and in Hebrew: every word, and the side where things begin."""

import re
from contextlib import suppress
from inspect import cleandoc

import pytest

from corpus_tool.errors import CorpusToolError
from corpus_tool.model.default_schema import default_schema
from corpus_tool.saying import side, speak, tr
from corpus_tool.text.inline import cells
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.commands import GROUPS
from corpus_tool.tui.concordance_rows import columns_of
from corpus_tool.tui.list_commands import COMMANDS
from corpus_tool.tui.widgets.lines import Piece, line_strip
from corpus_tool.workbench.concordance import Line
from corpus_tool.workbench.retelling import told_again

LANGUAGES = ("ar", "he")
SIZES = ((80, 24), (60, 20))
LEAVING = {"Cancel, back", "Next document", "Previous document"}
"""Commands that lead out of the document."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_its_name_and_its_help_in_the_language(language):
    speak(language)
    for command in (*(one for commands in GROUPS.values() for one in commands), *COMMANDS):
        assert tr(command.title) != command.title
        assert tr(cleandoc(command.__doc__ or "")) != cleandoc(command.__doc__ or "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_screen_speaks_and_begins_on_the_right(open_session, language, size):
    speak(language)
    async with open_session(size=size) as session:
        await session.press("o")
        assert session.line("bar") != ""
        status = session.screen.query_one("#status")._lines[0]
        assert sum(cells(piece.text) for piece in status) <= size[0]
        heading = session.screen.query_one("#heading").render_line(0).text
        assert heading.rstrip().endswith("doc-1")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_panel_stands_on_the_right(open_session, language):
    speak(language)
    async with open_session(size=(120, 40)) as session:
        panel, pane = session.screen.query_one("#panel"), session.screen.pane
        assert panel.region.x > pane.region.x
        assert panel.region.right == 120


async def test_in_english_the_panel_stands_on_the_left(open_session):
    async with open_session(size=(120, 40)) as session:
        assert session.screen.query_one("#panel").region.x == 0


async def test_the_palette_finds_a_command_by_its_name_in_any_language_and_changes_the_language_at_once(open_session):
    async with open_session(size=(120, 40)) as session:
        await session.press("f5")
        await session.type(*"עברית", "enter")
        assert side() == "rtl"
        assert session.app.looks.look.interface == "he"
        assert session.screen.query_one("#panel").region.x > 0
        await session.press("f5")
        await session.type(*"English", "enter")
        assert side() == "ltr"
        assert session.screen.query_one("#panel").region.x == 0


async def test_keys_of_choices_are_the_same_in_every_language(open_session):
    found = {}
    async with open_session() as session:
        for language in ("en", *LANGUAGES):
            speak(language)
            session.screen.ask(None)
            await session.press("%")
            found[language] = [choice.key for choice in session.screen.hands.prompt.choices]
    assert found["en"] == found["ar"] == found["he"]


async def test_what_goes_to_disk_is_english_and_is_told_in_the_language(open_session):
    speak("he")
    async with open_session() as session:
        await session.press("o")
        assert session.work.desk.undoable.title == "Mark ORG"
        await session.press("U")
        assert told_again("Undo Mark ORG", session.work.desk.schema) == "ביטול סימון ORG"
        assert "ביטול סימון ORG" in session.screen.query_one("#status")._lines[0][0].text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_said_of_an_event_has_names_and_no_ids(open_session, language):
    speak(language)
    async with open_session() as session:
        said: list[str] = []
        session.screen.say = lambda message, **_: said.append(message)
        session.select("داعش")
        await session.press("o")
        session.select("قصف")
        await session.press("E", "a", "a", "a")  # an air strike, and who did it: the only mark that fits
        await session.press("equals_sign", "p", "n")  # attributes: polarity, negative
        await session.press("escape", "equals_sign", "m", "p", "U", "R", "X")
        event = "|".join(said)
        assert said
    assert not re.findall("AirStrike|Conflict|Attacker|polarity|negative|modality|planned", event)
    schema = default_schema()
    names = (schema.event_by_id["Conflict.AirStrike"].names, schema.roles_of("Conflict.AirStrike")["Attacker"].names)
    polarity = next(one for one in schema.attributes if one.id == "polarity")
    for name in (*names, polarity.names, polarity.value_names["negative"]):
        assert name[language] in event


def test_pieces_stand_from_the_right_and_blanks_stay_on_their_side():
    speak("he")
    text = line_strip([Piece(" "), Piece("ORG "), Piece("אב")], 10).text
    assert text == "   \u05d1\u05d0 ORG "


def test_a_sentence_that_begins_with_a_latin_word_runs_from_the_right():
    speak("he")
    assert line_strip([Piece("S סוף")], 8).text.rstrip().endswith("S")


def test_a_bracket_that_is_a_key_is_not_mirrored():
    speak("ar")
    assert line_strip([Piece(" [ ")], 5).text == "   [ "[:5]


def test_a_terminal_that_reorders_rows_is_sent_the_pieces_in_their_order():
    speak("he")
    pieces = [Piece("אב "), Piece("גד")]
    assert line_strip(pieces, 6, Terminal(mode="logical")).text == " אב גד"
    assert line_strip(pieces, 6, PLAIN).text == " \u05d3\u05d2 \u05d1\u05d0"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "title",
    [
        "Import",
        "Restore 2026-01-01T10:00:00: Mark ORG",
        "Keep the side of noa, 2026-01-01T10:00:00",
        "Accept agreement (12)",
        "Accept ORG",
        "Propagate ORG",
        "Suggest lexicon",
        "Add 3 roles",
        "Remove marks",
        "Take both",
        "Take none of these",
        "Undo Import",
    ],
)
def test_every_act_of_the_history_is_told_in_the_language(language, title):
    speak(language)
    told = told_again(title, default_schema())
    assert not any(word in told for word in title.split() if word.isalpha() and word.istitle())
    assert "{" not in told


@pytest.mark.parametrize("language", ("en", *LANGUAGES))
@pytest.mark.parametrize("mode", ("visual", "visual+lrm"))
def test_the_finds_of_a_concordance_stand_in_one_column_on_either_side(language, mode):
    speak(language)
    terminal = Terminal(mode=mode)
    lines = [
        Line("d", 0, 0, "קצר", "דמשק", "אחרי זה באים עוד כמה דברים"),
        Line("d", 0, 0, "לפני זה באו הרבה מאוד דברים אחרים", "לדמשק", "סוף"),
    ]
    rows = [line_strip(columns_of(one, 8, 40, terminal), 120, terminal).text for one in lines]
    bare = [row.replace("\u200e", "") for row in rows]
    ends = [row.index(find) + len(find) for row, find in zip(bare, ("קשמד", "קשמדל"), strict=True)]
    assert ends[0] == ends[1]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_command_can_be_given_twice_in_the_language(open_session, language):
    """What is translated is shown and never kept: a choice that goes round comes from itself to the next."""
    speak(language)
    async with open_session(size=(100, 30)) as session:
        place = session.screen
        for command in (one for commands in GROUPS.values() for one in commands if one.title not in LEAVING):
            for _ in range(2):
                place.ask(None)
                place.hands.end_mode()
                place.leave_panel()
                with suppress(CorpusToolError):
                    command.run(place)
                await session.pilot.pause()
                while session.app.screen is not place:
                    session.app.pop_screen()
        assert session.app.is_running
