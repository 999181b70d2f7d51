"""corpus-tool consistency, as it is typed and read."""

import json

import pytest
from corpus_tool_testing.builders import ARABIC, document, layer, span

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle

AGAIN = "وعادت داعش إلى حلب."


@pytest.fixture
def corpus(well, folder):
    noa = layer([span("s1", ARABIC, "داعش"), span("s2", ARABIC, "حلب", "GPE")])
    sami = layer([span("s1", AGAIN, "داعش", "NORP"), span("s2", AGAIN, "حلب", "GPE")], "sami")
    bundles = [Bundle(document(), (noa,)), Bundle(document(AGAIN, "ar-0002"), (sami,))]
    (folder / "a.jsonl").write_text("\n".join(map(line_of, bundles)), encoding="utf-8")
    well("new")
    well("import", "a.jsonl")


def test_strings_with_two_labels_are_listed(corpus, well):
    heading, row = well("consistency").out.splitlines()
    assert heading.split() == ["to", "look", "at", "kind", "unlabelled", "labels", "words"]
    assert row.split() == ["1", "span", "0", "NORP", "1,", "ORG", "1", "داعش"]


def test_one_persons_work_is_looked_at_alone(corpus, well):
    assert "treated alike" in well("consistency", "--for", "noa").err


def test_a_script_gets_every_place(corpus, well):
    (group,) = json.loads(well("consistency", "--json").out)
    assert group["labels"] == {"NORP": 1, "ORG": 1}
    assert [(one["document"], one["label"]) for one in group["places"]] == [("ar-0002", "NORP"), ("ar-0001", "ORG")]


def test_the_places_of_one_string_are_told_in_their_text(corpus, well):
    first, _ = well("consistency", "--words", "داعش").out.splitlines()
    assert first.split("\t") == ["ar-0002", "6", "sami", "NORP", "وعادت", "داعش", "إلى حلب."]


def test_who_is_not_there_is_told(corpus, tool):
    assert tool("consistency", "--for", "dan").code == 1
    assert tool("consistency", "--for", "noa", "--gold").code == 2
