"""The look is kept from one day to the next, and is never a reason not to annotate."""

import pytest

from corpus_tool.cli import looks
from corpus_tool.tui.looks import Look


@pytest.fixture
def file(tmp_path, monkeypatch):
    found = tmp_path / "settings" / "look.toml"
    monkeypatch.setattr(looks, "look_file", lambda: found)
    return found


def test_what_was_chosen_is_there_the_next_day(file):
    today = looks.known_looks()
    assert today.look == Look()
    today.wear(Look(theme="light", captions="letter", numbers=True))
    assert looks.known_looks().look == Look(theme="light", captions="letter", numbers=True)


@pytest.mark.parametrize("content", [b"theme = 3", b"\xff", b"theme", b'captions = "enormous"'])
def test_a_file_that_cannot_be_read_is_as_if_it_were_not_there(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert looks.known_looks().look == Look()


def test_a_file_of_a_later_version_is_read_for_what_is_known(file):
    file.parent.mkdir()
    file.write_bytes(b'theme = "light"\nfont = "large"\n')
    assert looks.known_looks().look == Look(theme="light")


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nobody(file):
    file.parent.write_text("a file in the way")
    looks.keep_look(Look(theme="light"))
    assert looks.known_looks().look == Look()
