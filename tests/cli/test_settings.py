"""Which corpus and whose name: what is said on the command line, in the environment, in the settings; in that order."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
from corpus_tool_testing.builders import ARABIC

from corpus_tool.cli.opening import CORPUS_VARIABLE
from corpus_tool.cli.settings import minutes_between_syncs, settings_file


@pytest.fixture
def opened(monkeypatch) -> list[tuple[Path, str, int | None]]:
    """What the annotator would have been opened with."""
    calls: list[tuple[Path, str, int | None]] = []
    for name in ("corpus_tool.cli.opening", "corpus_tool.cli.verbs.demo"):
        module = import_module(name)
        monkeypatch.setattr(
            module, "run_annotator", lambda path, name, id, *_how, **_tour: calls.append((path, name, id))
        )
    return calls


@pytest.fixture
def corpora(folder, well):
    """Four corpora, each with one document named after it."""
    for name in ("corpus", "before", "after", "environment"):
        (folder / f"{name}.txt").write_text(f"{ARABIC} {name}", encoding="utf-8")
        well("new", "--corpus", f"{name}.db")
        well("import", f"{name}.txt", "--corpus", f"{name}.db")


def write_settings(content: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(content, encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        (["documents"], None, "corpus"),
        (["documents"], "environment.db", "environment"),
        (["documents"], "", "corpus"),
        (["--corpus", "before.db", "documents"], "environment.db", "before"),
        (["documents", "--corpus", "after.db"], "environment.db", "after"),
        (["--corpus", "before.db", "documents", "--corpus", "after.db"], None, "after"),
        (["--corpus=before.db", "documents"], None, "before"),
    ],
)
def test_the_nearest_word_about_the_corpus_wins(corpora, well, monkeypatch, words, environment, expected):
    if environment is not None:
        monkeypatch.setenv(CORPUS_VARIABLE, environment)
    assert well(*words).out.split("\n")[1].startswith(f"{expected} ")


@pytest.mark.parametrize(
    "words",
    [
        ["new", "--corpus", "x.db"],
        ["--corpus", "x.db", "new"],
        ["--corpus", "x.db", "demo", "--no-ui"],
        ["demo", "--no-ui", "--corpus", "x.db"],
    ],
)
def test_what_makes_a_corpus_makes_it_where_it_is_told(folder, well, words):
    well(*words)
    assert [file.name for file in folder.glob("*.db")] == ["x.db"]


def test_the_demo_stays_out_of_the_corpus_in_the_environment(corpora, folder, well, monkeypatch):
    monkeypatch.setenv(CORPUS_VARIABLE, "environment.db")
    well("demo", "--no-ui")
    assert (folder / "demo.db").is_file()
    assert well("documents").out.count("\n") == 2


def test_annotate_opens_the_corpus_the_name_and_the_document(corpora, well, opened):
    well("annotate", "before", "--as", "noa", "--corpus", "before.db")
    assert opened == [(Path("before.db"), "noa", 1)]


def test_without_as_the_settings_give_the_name(corpora, well, opened):
    write_settings('name = "סמי"\n')
    well("annotate")
    well("annotate", "--as", "noa")
    assert [name for _, name, _ in opened] == ["סמי", "noa"]


def test_without_settings_the_login_name_is_taken(corpora, well, opened, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "lena")
    well("annotate")
    write_settings("")
    well("annotate")
    assert [name for _, name, _ in opened] == ["lena", "lena"]


def test_a_user_without_a_login_name_is_asked_for_one(corpora, tool, opened, monkeypatch):
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr("getpass.getuser", nobody)
    done = tool("annotate")
    assert (done.code, opened) == (2, [])
    assert "--as NAME" in done.err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the settings have another place")
def test_the_settings_are_looked_for_where_the_system_keeps_them(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    assert settings_file() == tmp_path / "elsewhere" / "corpus-tool" / "config.toml"


@pytest.mark.parametrize("content", ['nmae = "noa"', "name = 3", "name = noa", "\ufeff\u0000", 'name = "all"'])
def test_broken_settings_are_named_with_what_would_work(corpora, tool, opened, content):
    write_settings(content)
    done = tool("annotate")
    assert (done.code, opened) == (2, [])
    assert "config.toml" in done.err or "cannot be an annotator's name" in done.err


@pytest.mark.parametrize("name", ["", " ", "noa ", "all", "gold", "noa,sami", "no\na", "noa\u200f", "\x1b[31m"])
def test_names_that_cannot_be_told_apart_are_refused(corpora, tool, opened, name):
    done = tool("annotate", "--as", name)
    assert (done.code, opened) == (2, [])
    assert "cannot be an annotator's name" in done.err
    assert "\x1b" not in done.err


@pytest.mark.parametrize(("content", "minutes"), [("", 5), ("hub-sync = 15", 15), ('hub-sync = "off"', 0)])
def test_how_often_the_annotator_syncs_is_set(tool, content, minutes):
    write_settings(content)
    assert minutes_between_syncs() == minutes


@pytest.mark.parametrize("content", ["hub-sync = 0", 'hub-sync = "never"', "hub_sync = 5"])
def test_another_word_for_how_often_is_refused(corpora, tool, opened, content):
    write_settings(content)
    assert (tool("annotate").code, opened) == (2, [])
