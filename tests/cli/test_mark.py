"""corpus-tool mark, as it is typed and read."""

import json

import pytest


@pytest.fixture
def corpus(well, folder):
    for key, text in (("a", "قصف الجيش مواقع لداعش."), ("b", "عادت «داعش» إلى حلب ثم خرجت داعش."), ("c", "لا شيء.")):
        (folder / f"{key}.txt").write_text(text, encoding="utf-8")
    well("new")
    well("import", "a.txt", "b.txt", "c.txt")


def marked(well, key):
    layers = json.loads(well("show", key, "--json").out)["layers"]
    return [one["text"] for layer in layers for one in layer["spans"]]


def test_a_dry_run_lists_the_places_and_marks_nothing(corpus, well):
    done = well("mark", "داعش", "ORG", "--as", "noa", "--dry-run")
    assert [line.split("\t")[0] for line in done.out.splitlines()] == ["a", "b", "b"]
    assert "3 places. This was a dry run: nothing was marked." in done.err
    assert [line["text"] for line in json.loads(well("mark", "داعش", "ORG", "--dry-run", "--json").out)] == ["داعش"] * 3
    assert marked(well, "a") == []


def test_a_name_is_marked_without_its_proclitics_and_taken_back_as_one(corpus, well):
    done = well("mark", "داعش", "ORG", "--as", "noa")
    assert done.out == "3 places marked as ORG in 2 documents.\n"
    assert (marked(well, "a"), marked(well, "b")) == (["داعش"], ["داعش"] * 2)
    assert well("mark", "داعش", "ORG", "--as", "noa").out == "0 places marked as ORG in 0 documents.\n"
    assert well("mark", "--undo", "--as", "noa").out == "Taken back in 2 documents.\n"
    assert (marked(well, "a"), marked(well, "b")) == ([], [])
    assert json.loads(well("mark", "--undo", "--as", "noa", "--json").out) == {"documents": 0, "kept": 0}


def test_what_is_locked_or_others_is_passed_over_and_said(corpus, well):
    well("lock", "a", "--for", "noa")
    well("assign", "b", "--to", "sami")
    done = well("mark", "داعش", "ORG", "--as", "noa")
    assert done.out == "0 places marked as ORG in 0 documents.\n"
    assert "Passed over: 1 document: assigned to others." in done.err
    assert "Passed over: 1 document: locked." in done.err


@pytest.mark.parametrize(
    "words",
    [("mark",), ("mark", "داعش"), ("mark", "داعش", "CITY"), ("mark", "...", "ORG"), ("mark", "x", "ORG", "--undo")],
)
def test_what_cannot_be_marked_is_said(corpus, tool, words):
    assert tool("mark", *words).code == 2
