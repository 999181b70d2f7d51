"""`adjudicate` without its screen: the queue, and what is taken over by itself."""

import json

import pytest
from corpus_tool_testing.builders import document, layer, span

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle

TEXT = "قصف الجيش السوري"


@pytest.fixture
def corpus(well, folder):
    noa = layer([span("s1", TEXT, "الجيش"), span("s2", TEXT, "السوري", "NORP")])
    sami = layer([span("s1", TEXT, "الجيش السوري"), span("s2", TEXT, "السوري", "NORP")], "sami")
    (folder / "d.jsonl").write_text(line_of(Bundle(document(TEXT, "d1"), (noa, sami))), encoding="utf-8")
    well("new")
    well("import", "d.jsonl")


def test_the_queue_is_a_table_or_json(corpus, well):
    assert "d1" in well("adjudicate", "--list").out
    (one,) = json.loads(well("adjudicate", "--list", "--json").out)
    assert (one["document"], one["open"], one["matters"], one["annotators"]) == ("d1", 1, 2, ["noa", "sami"])


def test_agreement_is_taken_over_and_told(corpus, well):
    assert well("adjudicate", "--auto", "--as", "rina").out == "1 taken over in 1 documents; 1 are open.\n"
    assert "gold 1 (in-progress)" in well("documents").out
    (one,) = json.loads(well("adjudicate", "--auto", "--json").out)
    assert (one["taken"], one["open"]) == (0, 1)


def test_an_empty_queue_says_so(well):
    well("new")
    assert well("adjudicate", "--list").out.startswith("Nothing is to be adjudicated")


def test_mistakes_are_told_in_a_sentence(corpus, tool):
    assert "name one of them" in tool("adjudicate", "--list", "--auto").err
    assert "--json goes with" in tool("adjudicate", "--json").err
    assert "There is no document" in tool("adjudicate", "nope", "--list").err
    assert tool("adjudicate", "d1").code != 0  # no terminal
