"""The list of documents on the command line: sorted, narrowed, and written as it is read."""

import json

import pytest
from corpus_tool_testing.builders import add_document, document, new_store
from msgspec.structs import replace

from corpus_tool.cli import console
from corpus_tool.workbench.assigning import give, lock

NEWS = {"a": ("he", "2026-03-01", "sana"), "b": ("ar", "2026-01-01", "sana"), "c": ("ar", "2026-02-01", "wafa")}


@pytest.fixture
def corpus(folder):
    """Three documents that came in as a, b, c."""
    with new_store(folder) as store:
        for key, (language, date, source) in NEWS.items():
            told = {"date": date, "source": source}
            plain = document(f"Title {key}\ntext", key)
            add_document(store, replace(plain, language=language, metadata=told))
        yield store


def keys(well, *words) -> str:
    found = [entry["key"] for entry in json.loads(well("documents", "--json", *words).out)]
    rows = well("documents", *words).out.split("\n")[1:-1]
    assert [row.split()[0] for row in rows] == found
    return "".join(found)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "abc"),
        (["--reverse"], "cba"),
        (["--sort", "date"], "bca"),
        (["--sort", "date", "--reverse", "--limit", "2"], "ac"),
        (["--sort", "language"], "bca"),
        (["--language", "ar"], "bc"),
        (["--source", "sana", "--language", "ar"], "b"),
        (["--find", "TITLE  c"], "c"),
        (["--status", "locked", "--as", "noa"], "b"),
        (["--status", "new", "--as", "noa"], "ac"),
        (["--assigned", "sami"], "c"),
        (["--assigned", ""], "ab"),
        (["--sort", "assigned", "--reverse"], "cab"),
        (["--source", "nobody"], ""),
    ],
    ids=" ".join,
)
def test_the_list_is_sorted_and_narrowed(corpus, well, words, expected):
    lock(corpus, [2], "noa", "lea")
    give(corpus, [3], ["sami"], "lea")
    assert keys(well, *words) == expected


def test_a_column_that_is_none_is_refused_with_those_there_are(corpus, tool):
    done = tool("documents", "--sort", "colour")
    assert done.code == 2
    assert "'title'" in done.err


def test_a_list_of_several_pages_says_everything(corpus, well, monkeypatch):
    whole = well("documents").out
    monkeypatch.setattr(console, "PAGE", 1)
    assert [line.split() for line in well("documents").out.split("\n")] == [line.split() for line in whole.split("\n")]
