"""The keys in force, and what is refused of those in the settings."""

import json

import pytest

from corpus_tool.cli.settings import settings_file


def write_settings(content: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(content, encoding="utf-8")


def test_every_command_is_listed_with_its_keys_in_any_keymap(well):
    plain, vim = (json.loads(well("keys", "--json", "--keymap", name).out) for name in ("plain", "vim"))
    assert [one["name"] for one in plain["commands"]] == [one["name"] for one in vim["commands"]]
    assert {"name": "word-left", "keys": ["h", "left"], "title": "Word left"} in vim["commands"]
    assert "word-left" in well("keys").out


def test_the_keymap_and_the_keys_of_the_settings_are_those_in_force(well):
    write_settings('keymap = "vim"\n[keys]\nundo = ["f20"]\n')
    found = json.loads(well("keys", "--json").out)
    assert found["keymap"] == "vim"
    assert {"name": "undo", "keys": ["f20"], "title": "Undo"} in found["commands"]


def test_a_layout_of_ones_own_is_read_first(well):
    write_settings('[layouts.mine]\ntitle = "Mine"\nrows = [["ab", "xy"]]\n')
    assert json.loads(well("keys", "--json").out)["keyboards"] == ["mine", "arabic-101", "hebrew-si-1452"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('[keys]\nredo = ["f20"]\nundo = ["f20"]\n', "config.toml, line"),
        ('keymap = "emacs"\n', "no keymap 'emacs'"),
        ('keyboards = ["dvorak"]\n', "no keyboard layout 'dvorak'; there are arabic-101"),
        ('[layouts.mine]\ntitle = "Mine"\nrows = [["abc", "xy"]]\n', "'abc' has 3 keys, but 'xy' has 2"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(tool, content, told):
    write_settings(content)
    done = tool("keys")
    assert done.code == 2 and told in done.err
