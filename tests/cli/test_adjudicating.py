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
    assert well("adjudicate", "--auto", "--as", "rina").out == "1 taken over in 1 document; 1 left open.\n"
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


def test_somebody_without_a_layer_is_told_not_passed_over(corpus, tool):
    for words in (["--list"], ["--auto"], ["d1", "--list"]):
        done = tool("adjudicate", *words, "--between", "noa,zed")
        assert done.code == 1
        assert "zed has no layer here (who has: noa, sami)" in done.err


def test_a_gold_layer_is_called_what_can_be_written_down(corpus, tool):
    for name in ("a,b", " ", "x\ny", "all"):
        done = tool("adjudicate", "--auto", "--into", name)
        assert done.code == 2 and "cannot be" in done.err
    assert tool("adjudicate", "--auto", "--into", "gold").code == 0


def test_a_document_that_nobody_is_done_with_is_not_taken_over_in_silence(corpus, tool, folder):
    (folder / "plain.txt").write_text(TEXT + " اليوم", encoding="utf-8")
    tool("import", "plain.txt")
    done = tool("adjudicate", "plain", "--auto", "--as", "rina")
    assert done.code == 1 and "two annotators who are done" in done.err
