"""Every command under every keyboard layout: what the keys send is pressed, and the command meant is run."""

import pytest
from corpus_tool_testing.builders import ARABIC

from corpus_tool.tui.bindings import all_commands, keymap
from corpus_tool.tui.commands.keys import CapitalNext
from corpus_tool.tui.keymap import known_layouts, usual_keyboard
from corpus_tool.tui.widgets.line_input import LineInput

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
