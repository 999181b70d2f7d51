"""Every command under every keyboard layout: what the keys send is pressed, and the command meant is run."""

from dataclasses import replace
from functools import partial
from unittest.mock import MagicMock

import pytest
from corpus_tool_testing.builders import ARABIC

from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.tui.adjudication.matters import MattersPanel
from corpus_tool.tui.bindings import all_commands, keymap
from corpus_tool.tui.boards.board import Board
from corpus_tool.tui.commands.keys import CapitalNext
from corpus_tool.tui.keymap import known_layouts, usual_keyboard
from corpus_tool.tui.list_commands import BY_KEY
from corpus_tool.tui.panels.comments import Comments
from corpus_tool.tui.panels.events import Events
from corpus_tool.tui.panels.guideline import Guideline
from corpus_tool.tui.panels.history import History
from corpus_tool.tui.panels.mentions import Mentions
from corpus_tool.tui.panels.others import Others
from corpus_tool.tui.panels.problems import Problems
from corpus_tool.tui.panels.relations import Relations
from corpus_tool.tui.panels.stories import Stories
from corpus_tool.tui.panels.suggestions import Suggestions
from corpus_tool.tui.place import Panel
from corpus_tool.tui.widgets.line_input import LineInput

LETTERS = {LayerName(who, LayerKind.ANNOTATOR): who[0].upper() for who in ("ada", "bea", "cleo", "dan")}
LAYOUTS = ("latin", "arabic-101", "hebrew-si-1452")


def sent(layout: str, key: str) -> list[str]:
    """What to press, and so what arrives, for one stroke under a layout; nothing where it cannot be pressed."""
    if len(key) > 1 or layout == "latin":
        return [key]
    letters = known_layouts()[layout].sent
    if key in letters:
        return [letters[key]]
    if layout == "arabic-101" and key.isupper():  # shift gives punctuation there
        return [letters["`"], letters[key.lower()]]
    return [key]


@pytest.fixture
def ran(monkeypatch) -> list[str]:
    """The commands that were run, which do nothing meanwhile; only the capital is still asked for."""
    names: list[str] = []
    for command in all_commands():
        if command is not CapitalNext:
            monkeypatch.setattr(command, "run", classmethod(lambda cls, _place: names.append(cls.name())))
    return names


@pytest.mark.parametrize("name", ["plain", "vim"])
@pytest.mark.parametrize("layout", LAYOUTS)
async def test_every_key_runs_its_command_and_enters_no_text(open_session, ran, layout, name):
    async with open_session(ARABIC) as session:
        session.use_keymap(name)
        for command in all_commands():
            for key in keymap(name).keys_of(command):
                strokes = [one for stroke in key.split(" ") for one in sent(layout, stroke)]
                if command is CapitalNext:
                    continue
                ran.clear()
                await session.type(*strokes)
                assert ran == [command.name()], (key, strokes)
        assert session.stored() == []
        assert not session.screen.query_one(LineInput).display


PANELS = (
    Events,
    Relations,
    Problems,
    Comments,
    History,
    Suggestions,
    Guideline,
    Others,
    Stories,
    Mentions,
    MattersPanel,
)


class Heard(Panel):
    """Has the keys of another panel, and says what each was read as."""

    title = "Heard"

    def __init__(self, of: type[Panel]) -> None:
        super().__init__()
        bare = of.__new__(of)
        vars(bare).update(_letters={}, _only_headings=True, _open=None, gold=MagicMock(letters=LETTERS))
        self.strokes = list(bare.actions())
        self.read: list[str] = []

    def rows(self, _work):
        return []

    def actions(self):
        return {one: lambda *_, one=one: self.read.append(one) for one in self.strokes}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("of", PANELS)
async def test_every_key_of_a_panel_is_read_under_every_layout(open_session, layout, of):
    async with open_session(ARABIC) as session:
        panel = Heard(of)
        session.screen.open_panel(panel)
        for stroke in panel.strokes:
            await session.type(*sent(layout, stroke))
            assert panel.read[-1:] == [stroke], (stroke, sent(layout, stroke))
        assert panel.read == panel.strokes


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_every_key_of_the_list_of_documents_runs_its_command_under_every_layout(
    open_session, monkeypatch, layout
):
    ran: list[str] = []
    for command in set(BY_KEY.values()):
        monkeypatch.setattr(command, "run", classmethod(lambda cls, _shelves: ran.append(cls.title)))
    async with open_session(no_document=True) as session:
        for key, command in BY_KEY.items():
            await session.type(*sent(layout, key))
            assert ran[-1:] == [command.title], (key, sent(layout, key))
        assert len(ran) == len(BY_KEY)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("key", ["v", "c", "f", "d", "n"])
async def test_every_key_of_a_board_is_read_under_every_layout(open_session, layout, key):
    async with open_session(no_document=True) as session:
        await session.press(key)
        board = session.app.screen
        assert isinstance(board, Board)
        await session.app.workers.wait_for_complete()
        read: list[str] = []
        strokes = list(board.actions())
        board.actions = lambda: {one: lambda one=one: read.append(one) for one in strokes}
        for stroke in strokes:
            await session.type(*sent(layout, stroke))
        assert read == strokes


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_every_label_is_reached_under_every_layout_in_both_keymaps(open_session, layout):
    async with open_session(ARABIC) as session:
        labels = session.work.desk.schema.labels
        for label in labels:
            await session.type(*sent(layout, label.key))
        assert [found.label for found in session.stored()] == [label.id for label in labels]
        session.use_keymap("vim")
        await session.press("left")
        for label in labels:
            await session.type("m", *sent(layout, label.key))
        assert len(session.stored()) == 2 * len(labels)


@pytest.mark.parametrize(
    ("key", "character", "expected"),
    [
        ("ctrl+\u0634", None, "ctrl+a"),
        ("alt+\u05e9", "\u05e9", "alt+a"),
        ("shift+left", None, "shift+left"),
        ("\u0663", "\u0663", "3"),
        ("\u06f7", "\u06f7", "7"),
        ("arabic_question_mark", "\u061f", "?"),
        ("arabic_shadda", "\u0651", "~"),
    ],
)
def test_digits_of_any_script_and_letters_with_ctrl_are_read_as_latin_ones(key, character, expected):
    assert usual_keyboard().stroke(key, character) == expected


def test_a_key_is_shown_with_what_stands_on_it_in_each_layout():
    keyboard = usual_keyboard()
    assert keyboard.caps("E") == ("\u21e7\u062b", "\u21e7\u05e7")
    assert keyboard.caps("a") == ("\u0634", "\u05e9")
    assert keyboard.caps("ctrl+f") == keyboard.caps("1") == ()


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_every_answer_to_what_is_asked_is_picked_under_every_layout(open_session, layout):
    async with open_session(ARABIC, size=(100, 40)) as session:
        keys = []
        for number in range(60):
            await session.press("E")
            prompt = session.screen.hands.prompt
            answers = [*prompt.choices, *prompt.others]
            if number >= len(answers):
                break
            chosen: list[str] = []
            pick = [replace(one, act=partial(chosen.append, one.key)) for one in answers]
            session.screen.ask(
                replace(prompt, choices=tuple(pick[: len(prompt.choices)]), others=tuple(pick[len(prompt.choices) :]))
            )
            await session.type(*sent(layout, answers[number].key))
            assert chosen == [answers[number].key], sent(layout, answers[number].key)
            keys += chosen
        assert {"C", "L", "D", "a", "7", "/"} <= set(keys)
