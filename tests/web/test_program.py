"""What an annotator of a browser is started with."""

from pathlib import Path

import pytest

from corpus_tool.web.program import Wanted, command, environment, person_folder, started

OURS = {"PATH": "/bin", "SECRET": "x", "CORPUS_TOOL_RTL_MODE": "logical", "TMUX": "1", "HOME": "/root"}


def wanted(name: str = "noa", languages: str = "", interface: str = "") -> Wanted:
    return Wanted(Path("/data/corpus.db"), name, Path("/data/corpus.db.web"), 100, 30, languages, interface)


def test_it_is_told_its_name_and_its_corpus():
    assert command(wanted())[-2:] == ["--as=noa", "--corpus=/data/corpus.db"]
    assert command(wanted("--corpus=x"))[-2] == "--as=--corpus=x"
    assert command(wanted(interface="he"))[-1] == "--interface=he"


def test_nothing_of_the_servers_environment_reaches_it_but_what_programs_need():
    found = environment(wanted(), OURS)
    assert found["PATH"] == "/bin"
    assert not {"SECRET", "CORPUS_TOOL_RTL_MODE", "TMUX"} & set(found)
    assert (found["COLUMNS"], found["ROWS"]) == ("100", "30")


def test_each_person_has_settings_of_her_own():
    homes = {environment(wanted(name), OURS)["XDG_CONFIG_HOME"] for name in ("noa", "sami", "Noa")}
    assert len(homes) == 3


@pytest.mark.parametrize("name", ["..", ".", "../../etc", "/etc", "a\\b", "\u05e0\u05d5\u05e2\u05d4", "a/../b"])
def test_no_name_leads_out_of_the_folder_for_people(name):
    folder = person_folder(wanted(name))
    assert folder.resolve().parent == Path("/data/corpus.db.web/people")


@pytest.mark.parametrize(
    ("languages", "locale"),
    [
        ("he-IL,he;q=0.9,en;q=0.8", "he_IL.UTF-8"),
        ("ar", "ar_EG.UTF-8"),
        ("en-US,ar;q=0.5", "C.UTF-8"),
        ("", "C.UTF-8"),
        ("iw", "he_IL.UTF-8"),
        ("\u05d0;;,", "C.UTF-8"),
    ],
)
def test_it_speaks_what_the_browser_prefers(languages, locale):
    assert environment(wanted(languages=languages), OURS)["LANG"] == locale


async def test_it_ends_when_the_server_is_gone(corpus, tmp_path):
    program = await started(Wanted(corpus, "noa", tmp_path / "web", 80, 24))
    drawing = program.drawn()
    await anext(drawing)
    program._to.close()  # as the system does with the pipes of a server that was killed
    async for _ in drawing:
        pass
    code, words = await program.last_words()
    assert (code, words) == (0, f"Everything is saved in {corpus}, in the layers of noa.")
