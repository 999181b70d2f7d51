"""The verbs that manage a corpus, as they are typed: schema, stats, assign, lock, status, comment."""

import csv
import json

import pytest
from corpus_tool_testing.builders import document, layer, span
from msgspec.structs import replace

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle

SMALL = '[schema]\nname = "small"\nversion = "{}"\n[[entity]]\nid = "{}"\n[[relation]]\nid = "coreference"\n'


@pytest.fixture
def corpus(well, folder):
    (folder / "one.toml").write_text(SMALL.format("1", "ORG"), encoding="utf-8")
    (folder / "two.toml").write_text(SMALL.format("2", "BODY"), encoding="utf-8")
    text = "قصف الجيش السوري"
    noa = layer([span("s1", text, "الجيش")])
    article = replace(document(text, "d1"), metadata={"source": "sana"})
    (folder / "d.jsonl").write_text(line_of(Bundle(article, (noa,))), encoding="utf-8")
    (folder / "d2.txt").write_text("مواقع في حلب", encoding="utf-8")
    well("new", "--schema", "one.toml")
    well("import", "d.jsonl", "d2.txt")


def test_a_schema_is_shown_checked_and_compared(corpus, well):
    assert "label" in well("schema", "show").out
    assert well("schema", "show", "ORG").out.startswith("ORG")
    assert json.loads(well("schema", "show", "--json").out)["schema"]["version"] == "1"
    assert well("schema", "check", "two.toml").out == "two.toml: small 2, 1 label, 0 event types, 1 relation.\n"
    assert well("schema", "diff", "two.toml").out == "- label ORG\n+ label BODY\n"
    assert well("schema", "diff", "1", "1").out == "No difference.\n"


def test_a_broken_schema_is_refused_with_line_key_and_expectation(corpus, tool, folder):
    (folder / "bad.toml").write_text(SMALL.format("2", "A") + 'colour = "red"\n', encoding="utf-8")
    done = tool("schema", "check", "bad.toml")
    assert done.code == 1
    assert "line 8, relation[0].colour" in done.err
    assert "expected id (required), names, definition" in done.err


def test_a_schema_is_put_in_force_with_its_annotations(corpus, tool, well):
    refused = tool("schema", "apply", "two.toml")
    assert refused.code == 1
    assert "label ORG (1 times)" in refused.err
    assert well("schema", "apply", "two.toml", "--rename", "ORG=BODY", "--dry-run").out.endswith("after 1.\n")
    assert "would be in force" in well("schema", "apply", "two.toml", "--rename", "ORG=BODY", "--dry-run").out
    well("schema", "apply", "two.toml", "--rename", "ORG=BODY")
    assert "BODY" in well("show", "d1").out


def test_a_split_is_listed_until_it_is_done(corpus, well, folder):
    (folder / "three.toml").write_text(
        SMALL.format("3", "ARMY") + '[[entity]]\nid = "GROUP"\n[[migration]]\nfrom = ["ORG"]\nto = ["ARMY", "GROUP"]\n',
        encoding="utf-8",
    )
    assert "1 wait" in well("schema", "apply", "three.toml").out
    (waiting,) = json.loads(well("schema", "work", "--json").out)
    assert (waiting["annotation"], waiting["choices"]) == ("s1", ["ARMY", "GROUP"])


def test_guidelines_are_kept_with_the_schema(corpus, tool, well, folder):
    assert tool("schema", "show", "--guidelines").code == 1
    (folder / "g.md").write_text("# Guide\n\n## ORG\n\nArmies too.\n", encoding="utf-8")
    assert "no section for coreference" in well("schema", "apply", "--guidelines", "g.md").err
    assert well("schema", "show", "--guidelines").out == "# Guide\n\n## ORG\n\nArmies too.\n"
    assert well("schema", "show", "ORG").out.endswith("Armies too.\n")
    assert tool("schema", "apply").code == 2
    well("schema", "apply", "two.toml", "--rename", "ORG=BODY")
    assert "Armies" in well("schema", "show", "--guidelines").out
    (folder / "g.md").write_text("## BODY\n\nNew words.\n", encoding="utf-8")
    well("schema", "apply", "--guidelines", "g.md")
    assert "New words" in well("schema", "show", "--guidelines").out
    assert "Armies" in well("schema", "show", "--guidelines", "--version", "1").out


def test_numbers_are_printed_as_table_csv_and_json(corpus, tool, well):
    assert "== labels" in well("stats").out
    assert list(csv.reader(well("stats", "labels", "--csv").out.splitlines())) == [
        ["what", "label", "noa"],
        ["span", "ORG", "1"],
    ]
    assert json.loads(well("stats", "--json").out)["sources"] == [
        {"what": "span", "label": "ORG", "source": "sana", "count": 1}
    ]
    assert tool("stats", "--csv").code == 2


def test_numbers_of_the_gold_alone_leave_out_everybody_else(corpus, tool, well):
    assert set(json.loads(well("stats", "--gold", "--json").out)) == {
        "labels",
        "annotators",
        "sources",
        "shapes",
        "arguments",
    }
    assert json.loads(well("stats", "labels", "--gold", "--json").out) == {"labels": []}
    refused = tool("stats", "weeks", "--gold")
    assert refused.code == 2 and "weeks are of the whole corpus" in refused.err


def test_work_is_assigned_locked_and_counted(corpus, tool, well):
    well("assign", "--evenly", "--to", "noa,sami", "--as", "lead")
    assert tool("assign", "--to", "noa").code == 2
    assert tool("assign", "--evenly", "--to", "noa", "--doubly", "0.5").code == 2
    assert tool("assign", "--to", "noa,sami", "d1", "--copies", "apart").code == 2
    assert "1 document is locked for noa" in well("lock", "--done", "--for", "noa", "--as", "lead").out
    progress = json.loads(well("status", "--by", "annotator", "--json").out)["annotator"]
    assert {row["annotator"]: row["locked"] for row in progress} == {"noa": 1, "sami": 0}
    assert "locked" in well("documents").out
    well("unlock", "d1", "--for", "noa")
    assert "locked" not in well("documents").out
    assert well("assign", "d1", "d2", "--to", "sami", "--take-back").out.endswith("layers stay as they are.\n")


def test_a_comment_is_made_shown_and_resolved(corpus, tool, well):
    well("comment", "d1", "a unit?", "--on", "s1", "--question", "--as", "lea")
    assert "question 1 by lea" in well("show", "d1").out
    assert "'الجيش' a unit?" in well("comment", "d1").out
    assert tool("comment", "d1", "x", "--at", "1-2").code == 2
    well("comment", "--resolve", 1)
    assert well("comment").out == ""
    assert json.loads(well("comment", "d1", "--json").out)[0]["annotation"] == "s1"


def test_a_bundle_takes_comments_and_comes_home_with_counts(corpus, well, tool, folder):
    well("assign", "d2", "--to", "noa", "--as", "lead")
    well("comment", "d2", "a town?", "--question", "--as", "lead")
    assert well("bundle", "--for", "noa").out == "noa.db: 2 documents, 1 layer, 1 assignment, 1 comment.\n"
    well("comment", "--resolve", "1", "--as", "noa", "--corpus", "noa.db")
    well("comment", "d2", "no, a village", "--as", "noa", "--corpus", "noa.db")
    assert well("merge", "noa.db").out == "noa.db: 2 nothing new, 1 comment, 1 resolution.\n"
    report = json.loads(well("merge", "noa.db", "--json").out)
    assert report["files"][0]["others"] == {}
    well("assign", "d2", "--to", "noa", "--take-back", "--as", "lead")
    merged = tool("merge", "corpus.db", "--corpus", "noa.db")
    assert "decided later elsewhere: d2: assignment noa: yes (lead) is now taken back (lead)" in merged.out


def test_a_corpus_on_a_shared_folder_says_so_in_one_line(corpus, tool, monkeypatch):
    monkeypatch.setenv("CORPUS_TOOL_SHARED_FOLDER", "yes")
    done = tool("documents", "--json")
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "a folder that machines share" in done.err
    assert json.loads(done.out)
