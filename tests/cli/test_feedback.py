"""corpus-tool feedback, as it is typed and read."""

import json

import pytest
from corpus_tool_testing.builders import ARABIC, document, layer, span

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import LayerKind


@pytest.fixture
def corpus(well, folder):
    noa = layer([span("s1", ARABIC, "لداعش"), span("s2", ARABIC, "حلب", "GPE")])
    sami = layer([span("s1", ARABIC, "داعش"), span("s2", ARABIC, "حلب", "LOC")], "sami")
    gold = layer([span("s1", ARABIC, "داعش"), span("s2", ARABIC, "حلب", "GPE")], "gold", LayerKind.GOLD)
    (folder / "a.jsonl").write_text(line_of(Bundle(document(), (noa, sami, gold))), encoding="utf-8")
    well("new")
    well("import", "a.jsonl")


def test_an_annotator_reads_figures_and_every_difference(corpus, well):
    said, _, *figures, difference = well("feedback", "--for", "noa").out.splitlines()
    assert said == "noa against gold: 1 difference in 1 document."
    assert figures[0].split() == ["span", "0.500", "0.500", "0.500", "1", "2", "2"]
    assert difference.split("\t")[:6] == ["ar-0001", "23", "border", "ORG", "قصف الجيش السوري مواقع", "لداعش"]


def test_a_script_gets_readings_and_guidelines(corpus, well):
    found = json.loads(well("feedback", "ar-0001", "--for", "sami", "--json").out)
    (one,) = found["differences"]
    assert (one["kinds"], one["hers"]["label"], one["gold"]["label"]) == (["label"], "LOC", "GPE")
    assert found["guidelines"]["LOC"].startswith("### LOC")
    assert (found["against"], found["overall"]["span"]["both"]) == ("gold", 1)


def test_gaps_are_a_work_list(corpus, well):
    heading, *rows = well("feedback", "--gaps").out.splitlines()
    assert heading.split()[:3] == ["times", "documents", "labels"]
    assert {row.split()[-1] for row in rows} == {"حلب"} | {row.split()[-1] for row in rows if "ل" in row.split()}
    first = json.loads(well("feedback", "--gaps", "--json").out)[0]
    assert first["count"] == 1 and first["examples"][0]["document"] == "ar-0001"


def test_gaps_in_markdown_isolate_their_words(corpus, well):
    lines = well("feedback", "--gaps", "--markdown").out.splitlines()
    assert lines[0] == "# What the guidelines leave open"
    assert "- [ ] **LOC / GPE**: <bdi>حلب</bdi> (label; 1 time in 1 document)" in lines
    assert any("<bdi>" in line and "**حلب**" in line for line in lines)


def test_what_does_not_go_together_is_told(corpus, tool):
    for words in ((), ("--for", "noa", "--gaps"), ("--for", "noa", "--markdown"), ("ar-0001", "--gaps")):
        assert tool("feedback", *words).code == 2
    assert "dan has finished" in tool("feedback", "--for", "dan").err
