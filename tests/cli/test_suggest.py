"""corpus-tool suggest and lexicon, as they are typed and read."""

import json
import sys

import pytest

TAGGER = """
import json, sys
for line in reversed(sys.stdin.readlines()):
    one = json.loads(line)
    at = one["text"].find("حلب")
    if at >= 0:
        span = {"start": at, "end": at + 3, "label": "GPE", "score": 0.75}
        event = {"start": 0, "end": 3, "type": "Conflict.Attack", "arguments": [{"role": "Place", "target": 0}]}
        print(json.dumps({"document": one["document"], "spans": [span], "events": [event]}))
"""


@pytest.fixture
def corpus(well, folder):
    (folder / "a.txt").write_text("قصف الجيش السوري مواقع\nلداعش في حلب.", encoding="utf-8")
    (folder / "b.txt").write_text("وصل إلى حلب وفد.", encoding="utf-8")
    well("new")
    well("import", "a.txt", "b.txt")
    (folder / "tag.py").write_text(TAGGER, encoding="utf-8")


def command(*words):
    return " ".join(("command", sys.executable, *words))


def test_a_word_list_is_suggested_and_told(corpus, well, folder):
    (folder / "names.csv").write_text("name,label\nحلب,GPE\nداعش,ORG\n", encoding="utf-8")
    done = well("suggest", "--from", "lexicon", "--words", "names.csv", "--name", "places")
    assert done.out == "3 suggestions of places in 2 documents.\n"
    assert json.loads(
        well("suggest", "--from", "lexicon", "--words", "names.csv", "--document", "b", "--json").out
    ) == {
        "name": "lexicon",
        "documents": 1,
        "annotations": 1,
        "left_out": {},
    }


def test_the_names_of_done_work_are_suggested_and_listed(well, folder):
    well("demo", "--no-ui")
    said = json.loads(well("suggest", "--from", "lexicon", "--language", "he", "--json", "--corpus", "demo.db").out)
    assert said["documents"] == 8
    assert said["annotations"] > 100
    rows = json.loads(well("lexicon", "--json", "--corpus", "demo.db").out)
    assert rows[0]["times"] >= rows[1]["times"]
    assert all(0 <= row["trust"] <= 1 for row in rows)
    assert "%" in well("lexicon", "--ambiguous", "--corpus", "demo.db").out


def test_a_command_is_asked_and_its_scores_are_kept(corpus, well):
    done = well("suggest", "--from", command("tag.py"), "--name", "tagger")
    assert done.out == "4 suggestions of tagger in 2 documents.\n"
    assert "score=0.75" in well("show", "b").out.replace(": ", "=").replace('"', "")


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import sys; sys.stderr.write('no model'); sys.exit(3)", "ended with exit code 3: no model"),
        ("print('{}')", "Line 1 of what"),
        ("print('nonsense')", "cannot be read"),
        ("print('{\"document\": 99}')", "document 99 was not asked about"),
        ('print(\'{"document": 1}\\n{"document": 1}\')', "Line 2"),
        (
            'print(\'{"document": 1, "spans": [{"start": 0, "end": 2, "label": "GPE", "score": 7}]}\')',
            "from 0 to 1",
        ),
        (
            'print(\'{"document": 1, "events": [{"start": 0, "end": 2, "type": "X", "arguments": '
            '[{"role": "A", "target": 4}]}]}\')',
            "there is no span 4",
        ),
    ],
)
def test_what_a_command_does_wrong_is_said_and_nothing_is_kept(corpus, tool, folder, program, told):
    (folder / "bad.py").write_text(program, encoding="utf-8")
    done = tool("suggest", "--from", command("bad.py"))
    assert (done.code, done.out) == (1, "")
    assert told in done.err


def test_a_command_that_is_not_there_or_cannot_be_one_is_said(corpus, tool):
    assert "cannot be run" in tool("suggest", "--from", "command ./nowhere").err
    assert tool("suggest", "--from", "command").code == 2
    assert tool("suggest", "--from", "command 'unclosed").code == 2
    assert tool("suggest", "--from", "magic").code == 2


def test_what_a_command_says_that_the_schema_does_not_know_is_left_out(corpus, well, folder):
    (folder / "odd.py").write_text(
        'print(\'{"document": 1, "spans": [{"start": 0, "end": 2, "label": "CITY"}]}\')', encoding="utf-8"
    )
    assert "Left out: 1: the schema has no label CITY." in well("suggest", "--from", command("odd.py")).err


def test_a_corpus_without_done_work_has_no_names(corpus, well):
    assert "No names" in well("lexicon").err
