"""corpus-tool suggest and lexicon, as they are typed and read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = str(Path(__file__).parents[2])

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
        "learned_from": 0,
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
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "was ended by SIGKILL: it said nothing"),
        ("import sys; sys.stdout.buffer.write(bytes(range(256)) * 999)", "Line 1 of what"),
        ("print('x' * 100_000_000)", "wrote a line of more than 16,777,216 bytes"),
        ("print('rubbish\\n' * 10_000_000)", "Line 1 of what"),
        ('print(\'{"key": "a", "spans": [{"start": 0, "en\', end=\'\')', "cannot be read"),
        ("print('{\"document\": 1, \"spans\": ' + '[' * 100_000)", "cannot be read"),
        ('print(\'{"key": "a", "text": "other words"}\')', "document a has another text"),
        ("print('{\"spans\": []}')", "names no document"),
        ('print(\'{"key": "zz"}\')', "document zz was not asked about"),
        ('print(\'{"key": "a"}\\n{"document": 1}\')', "document 1 is given twice"),
        (
            'print(\'{"key": "a", "spans": [{"start": 0, "end": 2, "label": "GPE", "score": NaN}]}\')',
            "cannot be read",
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


def test_a_command_that_hangs_is_ended_with_what_it_started(corpus, tool, folder):
    os.mkfifo(folder / "alive")
    alive = os.open(folder / "alive", os.O_RDONLY | os.O_NONBLOCK)
    (folder / "hang.py").write_text(
        "import subprocess, sys, time\n"
        "alive = open('alive', 'wb')\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], stdout=alive)\n"
        "time.sleep(600)\n",
        encoding="utf-8",
    )
    done = tool("suggest", "--from", command("hang.py"), "--timeout", "0.5")
    assert (done.code, done.out) == (1, "")
    assert "was not ready after 0.5 seconds; --timeout gives it more." in done.err
    os.set_blocking(alive, True)
    assert os.read(alive, 1) == b""  # comes when nobody has it open any more
    os.close(alive)


def test_ctrl_c_ends_the_command_keeps_nothing_and_says_one_line(corpus, well, folder):
    (folder / "slow.py").write_text(
        "import os, time\n"
        'print(\'{"key": "a", "spans": [{"start": 0, "end": 3, "label": "GPE"}]}\', flush=True)\n'
        "os.kill(os.getppid(), 2)\n"
        "open('pids', 'w').write(str(os.getpid()))\n"
        "time.sleep(600)\n",
        encoding="utf-8",
    )
    words = [sys.executable, "-m", "corpus_tool", "suggest", "--from", command("slow.py")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": ROOT})
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Stopped before anything was suggested.\n"
    assert json.loads(well("show", "a", "--json").out)["layers"] == []


def test_ctrl_c_keeps_what_is_suggested_by_then_and_says_in_how_many_documents(corpus, tool, folder, monkeypatch):
    from corpus_tool.workbench import suggesting

    keep = suggesting.keep

    def interrupted(store, name, found, *others):
        if found.document == 2:
            raise KeyboardInterrupt
        keep(store, name, found, *others)

    (folder / "names.csv").write_text("name,label\nحلب,GPE\n", encoding="utf-8")
    monkeypatch.setattr(suggesting, "keep", interrupted)
    done = tool("suggest", "--from", "lexicon", "--words", "names.csv")
    assert done.code == 130
    assert (
        done.err == "Stopped after 1 of 2 documents, whose suggestions are kept; the same words again do all of it.\n"
    )


def test_what_a_command_says_beside_its_answers_is_told(corpus, well, folder):
    (folder / "loud.py").write_text("import sys; sys.stderr.write('old model\\n')", encoding="utf-8")
    told = well("suggest", "--from", command("loud.py"))
    assert "said: " in told.err
    assert "old model" in told.err
    assert told.out == f"0 suggestions of {Path(sys.executable).name} in 0 documents.\n"


def test_a_command_need_not_read_nor_end_its_last_line(corpus, well, folder):
    (folder / "deaf.py").write_text(
        'import sys; sys.stdin.close(); print(\'\\n\\n{"key": "b", "spans": [{"start": 8, "end": 11,\''
        ' \'"label": "GPE", "text": "حلب"}]}\', end=\'\')',
        encoding="utf-8",
    )
    assert well("suggest", "--from", command("deaf.py"), "--name", "deaf").out.startswith("1 suggestion of deaf in 1")


def test_offsets_that_do_not_fit_the_text_are_left_out_and_counted(corpus, well, folder):
    line = {
        "key": "b",
        "spans": [
            {"start": 8, "end": 11, "label": "GPE", "text": "حلب"},
            {"start": 16, "end": 22, "label": "GPE", "text": "حلب"},
            {"start": 9, "end": 8, "label": "GPE"},
            {"start": -3, "end": 2, "label": "GPE"},
            {"start": 0, "end": 10**12, "label": "GPE"},
        ],
    }
    (folder / "said.jsonl").write_text(json.dumps(line), encoding="utf-8")
    done = well("suggest", "--from", command("-c", "\"print(open('said.jsonl').read())\""), "--name", "odd")
    assert done.out == "1 suggestion of odd in 1 document.\n"
    assert "Left out: 1: other words stand there; offsets count code points." in done.err
    assert "Left out: 3: it lies outside the text." in done.err


def test_a_file_of_such_lines_is_taken_as_suggestions_with_its_scores(corpus, well, tool, folder):
    span = {"start": 8, "end": 11, "label": "GPE", "score": 0.5}
    lines = [{"key": "b", "spans": [span]}, {"key": "elsewhere", "spans": [span]}]
    (folder / "model-3.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = well("suggest", "--from", "file model-3.jsonl")
    assert done.out == "1 suggestion of model-3 in 1 document.\n"
    assert "model-3.jsonl tells of 1 document not here or not asked about: elsewhere." in done.err
    (layer,) = json.loads(well("show", "b", "--json").out)["layers"]
    assert (layer["kind"], layer["spans"][0]["attributes"]) == ("suggestion", {"score": 0.5})
    assert "cannot be read" in tool("suggest", "--from", "file nowhere.jsonl").err
    assert tool("suggest", "--from", "file").code == 2


def test_the_schemas_own_list_is_suggested_and_nobodys_layer_changes(well):
    well("demo", "--no-ui")
    before = [line["layers"] for line in documents(well)]
    done = well("suggest", "--from", "starter", "--language", "he", "--corpus", "demo.db")
    assert " suggestions of starter in 8 documents." in done.out
    for layers, line in zip(before, documents(well), strict=True):
        assert [one for one in line["layers"] if one["annotator"] != "starter"] == layers
        assert all(one["kind"] == "suggestion" for one in line["layers"] if one["annotator"] == "starter")


def documents(well):
    keys = [one["key"] for one in json.loads(well("documents", "--json", "--corpus", "demo.db").out)]
    return [json.loads(well("show", key, "--json", "--corpus", "demo.db").out) for key in keys]
