"""Keymaps: the plain and the vim-like one, keys of one's own, and what is refused."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW

from corpus_tool.errors import UsageError
from corpus_tool.tui.bindings import Wishes, all_commands, keymap, plans, refuse_label_conflicts
from corpus_tool.tui.commands.documents import Undo
from corpus_tool.tui.commands.moving import Left
from corpus_tool.tui.screens.library import Library

PLAIN_KEYS_WITHOUT = {"next-word", "previous-word", "label-next", "labels-on"}
"""Commands for keymaps whose letters move."""


def wishes(**keys: tuple[str, ...]) -> Wishes:
    named = {name.replace("_", "-"): value for name, value in keys.items()}
    source = "[keys]\n" + "\n".join(f"{name} = []" for name in named)
    return Wishes(named, "config.toml", source)


def test_names_of_commands_are_their_own():
    names = [command.name() for command in all_commands()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(plans()))
def test_a_keymap_speaks_of_commands_that_there_are_and_leaves_each_a_key(name):
    known = {command.name(): command for command in all_commands()}
    assert plans()[name].keys.keys() <= known.keys()
    without = {one for one, command in known.items() if not keymap(name).keys_of(command) and command.keys}
    assert without == set()


def test_a_key_that_the_keymap_takes_is_found_behind_g():
    assert [key for key in keymap("vim").commands if key == ("g", "N")] == [("g", "N")]
    assert keymap("vim").commands["g", "N"].name() == "next-document"


def test_keys_of_ones_own_take_the_place_of_the_commands():
    mine = keymap("plain", wishes(word_left=("ctrl+b", "f20 f20")))
    assert mine.keys_of(Left) == ("ctrl+b", "f20 f20")
    assert ("left",) not in mine.commands


@pytest.mark.parametrize(
    ("wished", "told"),
    [
        ({"word_left": ("U",)}, "config.toml, line 2: U is (word-left|undo) and is (word-left|undo)"),
        ({"undo": ("f20",), "redo": ("f20",)}, "f20 is (undo|redo) and is (undo|redo)"),
        ({"undo": ("f20",), "redo": ("f20 x",)}, "f20 is undo and begins f20 x, which is redo"),
        ({"undoo": ("U",)}, "line 2: there is no command 'undoo'; did you mean undo"),
        ({"undo": ("Ctrl x",)}, None),
        ({"undo": ("",)}, "'' is no key"),
        ({"undo": ("ctrl+q",)}, "leaves the program"),
    ],
)
def test_keys_that_cannot_be_are_refused_with_both_names_and_the_line(wished, told):
    if told is None:
        told = "is no key"
    with pytest.raises(UsageError, match=told):
        keymap("plain", wishes(**wished))


def test_a_keymap_that_there_is_not_is_refused():
    with pytest.raises(UsageError, match="no keymap 'emacs'; there are plain, vim"):
        keymap("emacs")


def test_a_command_with_the_key_of_a_label_is_refused_where_labels_stand_at_once():
    asked = wishes(undo=("o",))
    with pytest.raises(UsageError, match="line 2: o is undo and the key of the label ORG"):
        refuse_label_conflicts(keymap("plain", asked), {"o": "ORG"}, asked)
    refuse_label_conflicts(keymap("vim"), {"o": "ORG"})


async def test_letters_move_and_labels_wait_in_the_vim_keymap(open_session):
    async with open_session(ARABIC) as session:
        session.use_keymap("vim")
        await session.press("h")
        assert session.selected == "\u0627\u0644\u062c\u064a\u0634"
        await session.press("o")
        assert session.stored() == []
        await session.press("m", "o")
        assert [found.label for found in session.stored()] == ["ORG"]
        await session.press("w", "b", "u")
        assert session.stored() == []
        await session.press("ctrl+r")
        assert len(session.stored()) == 1


async def test_label_mode_lasts_until_escape(open_session):
    async with open_session(ARABIC) as session:
        session.use_keymap("vim")
        await session.press("i", "o", "left", "g", "escape")
        assert [found.label for found in session.stored()] == ["ORG", "GPE"]
        await session.press("l")
        assert len(session.stored()) == 2


async def test_keys_of_several_strokes_tell_what_was_typed_and_escape_drops_them(open_session):
    async with open_session(ARABIC) as session:
        session.use_keymap("vim")
        await session.press("G")
        last = session.selected
        await session.press("g")
        assert "g \u2026" in session.line("status")
        await session.press("escape")
        assert session.selected == last
        await session.press("g", "g")
        assert session.selected == ARABIC.split()[0]


async def test_the_list_of_events_is_walked_with_the_keymaps_own_letters(open_session):
    async with open_session(ARABIC) as session:
        session.use_keymap("vim")
        for surface in ("\u0642\u0635\u0641", "\u062d\u0644\u0628"):
            session.select(surface)
            await session.press("E", "a", "escape")
        await session.press("L", "k", "k")
        assert session.selected == "\u0642\u0635\u0641"
        await session.press("j")
        assert session.selected == "\u062d\u0644\u0628"


async def test_undo_is_where_it_was_wished_to_be(open_session):
    async with open_session(HEBREW) as session:
        session.use_keymap("plain", wishes(undo=("f20",)))
        await session.press("o", "f20")
        assert session.stored() == []
        assert session.screen.seat.keys.keymap.keys_of(Undo) == ("f20",)
        await session.press("escape")
        assert isinstance(session.app.screen, Library)
