"""A hostile corpus goes in through the command line and comes out again: the same, byte for byte."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_tool_testing.hostile_corpus import Json, as_line, hostile_corpus

from corpus_tool.workbench.demo import SAMPLE_FILES, sample_folder

DOCUMENTS = 40


def parsed(file: Path) -> list[Json]:
    """The lines of a file of ours; U+2028 and the like are no line ends."""
    return [json.loads(line) for line in file.read_bytes().decode().split("\n") if line]


def sample_sentences() -> dict[str, list[str]]:
    """Lines of the sample corpus, by language."""
    lines = [line for name in SAMPLE_FILES for line in parsed(sample_folder() / name)]
    return {
        language: [part for line in lines if line["language"] == language for part in line["text"].split("\n") if part]
        for language in ("ar", "he")
    }


@pytest.fixture(scope="module")
def lines() -> list[Json]:
    return list(hostile_corpus(20260131, sample_sentences(), DOCUMENTS))


@pytest.fixture(scope="module")
def way(lines, tmp_path_factory, tool_in) -> Path:
    """A folder in which the corpus has gone through the tool once."""
    folder = tmp_path_factory.mktemp("way")
    (folder / "hostile.jsonl").write_bytes("".join(map(as_line, lines)).encode())
    through(folder / "hostile.jsonl", "first", tool_in(folder))
    return folder


@pytest.fixture
def first(way, tmp_path) -> Path:
    """The corpus after its first way through the tool."""
    shutil.copytree(way, tmp_path, dirs_exist_ok=True)
    return tmp_path / "first.jsonl"


def through(file: Path, name: str, tool) -> Path:
    """Import a file into a new corpus, and export every layer."""
    tool("new", "--corpus", f"{name}.db")
    assert f"{DOCUMENTS} imported" in tool("import", file.name, "--corpus", f"{name}.db")
    tool("export", "--layers", "all", "--to", name, "--corpus", f"{name}.db")
    out = file.parent / f"{name}.jsonl"
    (file.parent / name / "all.jsonl").rename(out)
    return out


def layers(lines: list[Json]) -> Iterator[tuple[str, Json]]:
    return ((line["text"], layer) for line in lines for layer in line["layers"])


def test_the_corpus_is_as_hostile_as_it_should_be(lines):
    spans = [(text, span) for text, layer in layers(lines) for span in layer["spans"]]
    events = [event for _, layer in layers(lines) for event in layer["events"]]
    assert len(spans) >= 1000
    assert len(events) >= 300
    assert sum(len(event["arguments"]) for event in events) >= 300
    assert sum(len(span["fragments"]) > 1 for _, span in spans) >= 50
    assert sum(inside_a_word(text, span) for text, span in spans) >= 300
    assert any(argument["target"].startswith("e") for event in events for argument in event["arguments"])
    assert all(any(character in line["text"] for line in lines) for character in "\u2028\u200c\U0001f600\ufeff")


def inside_a_word(text: str, span: Json) -> bool:
    start = span["fragments"][0][0]
    return start > 0 and text[start - 1].isalpha() and text[start].isalpha()


def test_every_annotation_comes_back_byte_for_byte(lines, first):
    back = {line["key"]: line for line in parsed(first)}
    assert list(back) == [line["key"] for line in lines]
    for line in lines:
        assert json.dumps(back[line["key"]]["layers"]) == json.dumps(line["layers"])
        assert back[line["key"]] == line


def test_a_second_time_through_changes_no_byte(first, tool):
    assert through(first, "second", tool).read_bytes() == first.read_bytes()


def test_a_document_shown_as_json_is_its_line_of_the_export(first, tool):
    wanted = first.read_bytes().decode().split("\n")[0]
    key = json.loads(wanted)["key"]
    assert tool("show", key, "--json", "--corpus", "first.db") == wanted + "\n"


def test_a_schema_can_be_built_from_it_under_which_it_comes_back_too(lines, first, tool):
    tool("new", "--schema-from-data", "hostile.jsonl", "--corpus", "induced.db")
    assert f"{DOCUMENTS} imported" in tool("import", "hostile.jsonl", "--corpus", "induced.db")
    tool("export", "--layers", "all", "--to", "induced", "--corpus", "induced.db")
    assert (first.parent / "induced" / "all.jsonl").read_bytes() == first.read_bytes()


@pytest.mark.terminal
def test_every_document_of_it_can_be_opened_and_walked_through(lines, first, open_terminal):
    terminal = open_terminal("annotate", "--as", "noa", "--corpus", "first.db")
    terminal.wait_for("arrows move")
    terminal.press("enter")
    for line in lines:
        terminal.wait_for(f" {line['key'][:7]}")
        (layer,) = (layer for layer in line["layers"] if layer["annotator"] == "noa")
        terminal.wait_for(f"{len(layer['spans'])} spans  {len(layer['events'])} events")
        terminal.press("tab", "tab", "tab", "left", "shift+left", "down", "ctrl+end", "up", "N")
    terminal.quit()
