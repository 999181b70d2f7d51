"""Exports of a part, exports without names and texts, and work of others, on the command line."""

import json

import pytest

from corpus_tool.workbench import exporting
from corpus_tool.workbench.progress import CancelledError


@pytest.fixture
def demo(folder, well):
    well("demo", "--no-ui")
    return folder


def lines_of(file) -> list[dict]:
    return [json.loads(line) for line in file.read_bytes().split(b"\n") if line]


def test_a_part_of_the_corpus_is_exported(demo, well):
    (demo / "keys.txt").write_text("he-0001\nhe-0002\n\n", encoding="utf-8")
    for words, keys in (
        (("--documents", "he-0002,he-0001"), ["he-0001", "he-0002"]),
        (("--documents", "@keys.txt"), ["he-0001", "he-0002"]),
        (("--documents", "@keys.txt", "--since", "2026-01-12"), ["he-0002"]),
    ):
        well("--corpus", "demo.db", "export", "--layers", "noa", "--to", "out", *words)
        assert [line["key"] for line in lines_of(demo / "out" / "noa.jsonl")] == keys


def test_who_is_who_is_told_apart_from_the_data(demo, well):
    done = well("--corpus", "demo.db", "export", "--layers", "noa", "--to", "out", "--pseudonyms", "--without-text")
    assert "noa" in done.err and "noa" not in done.out
    (file,) = (demo / "out").iterdir()
    assert b"noa" not in file.read_bytes()
    assert {line["text"] for line in lines_of(file)} == {None}


def test_an_export_that_is_stopped_leaves_nothing(demo, tool, monkeypatch):
    def stop(*_arguments, **_more):
        raise CancelledError

    monkeypatch.setattr(exporting._Hearing, "hear", stop)
    done = tool("--corpus", "demo.db", "export", "--layers", "all", "--to", "out")
    assert (done.code, done.err) == (130, "Stopped: nothing was written.\n")
    assert not (demo / "out").exists()


def test_work_of_others_comes_in_under_our_names(demo, tool, well):
    well("--corpus", "demo.db", "export", "--layers", "noa", "--to", "out", "--documents", "ar-0001")
    theirs = (demo / "out" / "noa.jsonl").read_text(encoding="utf-8")
    theirs = theirs.replace('"label":"GPE"', '"label":"CITY"').replace('"annotator":"noa"', '"annotator":"dan"')
    (demo / "theirs.out").write_text(theirs, encoding="utf-8")
    refused = tool("--corpus", "demo.db", "import", "theirs.out", "--format", "jsonl")
    assert refused.code == 1 and '[labels]\n"CITY" = ""\n' in refused.err
    (demo / "map.toml").write_text('[labels]\nCITY = "GPE"\n', encoding="utf-8")
    words = ("import", "theirs.out", "--format", "jsonl", "--map", "map.toml", "--as-suggestions", "model-1")
    assert "layers added" in well("--corpus", "demo.db", *words).out
    well("--corpus", "demo.db", "export", "--layers", "model-1", "--to", "out")
    (layer,) = lines_of(demo / "out" / "model-1.jsonl")[0]["layers"]
    assert (layer["annotator"], layer["kind"]) == ("model-1", "suggestion")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "a.txt", "--format", "brit"), "There is no format 'brit' to import from"),
        (("import", "a.txt", "--map", "none.toml"), "none.toml cannot be read"),
        (("import", "a.txt", "--as", "gold"), "'gold' cannot be an annotator's name"),
        (("export", "--documents", "@none.txt"), "none.txt cannot be read as a list of keys"),
        (("export", "--pseudonyms", "--with-time"), "does not go with --pseudonyms"),
        (("export", "--format", "iob2", "--without-text"), "iob2 cannot be written without the texts"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(demo, tool, words, said):
    done = tool("--corpus", "demo.db", *words)
    assert done.code and done.err.startswith("corpus-tool: ") and said in done.err
