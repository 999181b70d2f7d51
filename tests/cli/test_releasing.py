"""The verbs of splits and releases, as they are typed."""

import json
import re

import pytest
from corpus_tool_testing.builders import document, layer, span
from msgspec.structs import replace

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import LayerKind


def story(number, length=30):
    return " ".join(f"كلمة{number}_{place}" for place in range(length))


def article(number, text=None):
    text = text or story(number)
    one = replace(document(text, f"d{number:02}"), metadata={"date": f"2026-01-{number + 1:02}", "source": "sana"})
    gold = layer([span("s1", text, text.split()[0]), span("s2", text, text[1:5], "PER")], "gold", LayerKind.GOLD)
    return line_of(Bundle(one, (gold,))) + "\n"


@pytest.fixture
def corpus(well, folder):
    (folder / "d.jsonl").write_text("".join(map(article, range(10))), encoding="utf-8")
    well("new")
    well("import", "d.jsonl")


def test_a_split_is_made_shown_extended_and_proved(corpus, tool, well, folder):
    assert "there is no split" in well("splits", "show").out.lower()
    made = well("splits", "make", "news", "--parts", "train=8,test=2", "--as", "lea")
    assert [line.split() for line in made.out.splitlines()[1:3]] == [
        ["8", "2", "documents"],
        ["80", "20", "%", "of", "all"],
    ]
    assert well("splits", "show", "news").out == made.out
    assert "train=80%,test=20%" in well("splits", "show").out
    assert len(well("splits", "show", "news", "--documents").out.splitlines()) == 10
    assert json.loads(well("splits", "show", "news", "--documents", "--json").out)["d00"] in {"train", "test"}
    assert well("splits", "check", "news").out == "news: 10 documents, no story is in two parts.\n"
    assert tool("splits", "make", "news").code == 2
    assert tool("splits", "make", "x", "--parts", "train=1").code == 2
    assert tool("splits", "show", "--documents").code == 2
    (folder / "more.jsonl").write_text(article(11), encoding="utf-8")
    well("import", "more.jsonl")
    assert "1 document has no part yet (first d11)" in well("splits", "check", "news").err
    assert json.loads(well("splits", "extend", "news", "--json").out)["split"]["seed"] == 1


def test_a_leak_is_told_with_exit_code_1(corpus, tool, well, folder):
    well("splits", "make", "news", "--parts", "train=8,test=2")
    places = json.loads(well("splits", "show", "news", "--documents", "--json").out)
    train, test = (next(key for key, part in places.items() if part == one) for one in ("train", "test"))
    (folder / "late.txt").write_text(f"{story(int(train[1:]))} {story(int(test[1:]))}", encoding="utf-8")
    well("import", "late.txt")
    done = tool("splits", "check", "news")
    assert done.code == 1
    assert f"{train} and late share 100% of the shorter" in done.err
    assert len(json.loads(tool("splits", "check", "news", "--json").out)["leaks"]) == 1
    refused = tool("splits", "extend", "news")
    assert (refused.code, refused.err) == (
        2,
        f"corpus-tool: {test} is in test and {train} in train, but they belong together.\n",
    )


def test_a_release_is_made_listed_verified_compared_and_made_again(corpus, tool, well, folder):
    assert "Nothing was released" in well("release", "list").out
    well("splits", "make", "news", "--parts", "train=8,test=2")
    (folder / "about.toml").write_text('motivation = "To learn."\n', encoding="utf-8")
    made = well("release", "make", "news", "--split", "news", "--about", "about.toml", "--as", "lea")
    assert made.out == "news-v1: 10 documents, 7 files in releases/news-v1\n"
    assert "news-v1" in well("release", "list").out
    (listed,) = json.loads(well("release", "list", "--json").out)
    assert (listed["title"], listed["settings"]["split"]["name"]) == ("news-v1", "news")
    assert well("release", "verify", "releases/news-v1").out == "news-v1: 5 files, as it was released.\n"
    assert well("release", "verify", "releases/news-v1", "--corpus", "corpus.db").err == ""
    assert tool("release", "verify", "releases/news-v1", "--corpus", "none.db").code == 1
    again = json.loads(well("release", "rebuild", "news", "--to", "again", "--json").out)
    assert (again["same"], again["manifest_sha256"]) == (True, listed["manifest_sha256"])
    well("delete", "d03", "--as", "lea")
    well("release", "make", "news", "--as", "lea")
    shown = well("release", "diff", "news-v1", "news-v2").out
    assert "\n- d03 gold s1  ORG" in shown
    assert "> d00 test -> train" in shown or "> d01 test -> train" in shown or " test -> train\n" in shown
    assert json.loads(well("release", "diff", "news-v1", "news", "--json").out)["after"] == "news-v2"
    assert well("release", "diff", "news-v1", "news-v1").out.endswith("0 documents differ; no annotation differs.\n")


def test_a_release_tells_of_files_that_are_one_on_other_systems(well, folder):
    lines = [
        article(number).replace(f'"d{number:02}"', f'"{key}"') for number, key in enumerate(("Haaretz", "haaretz"))
    ]
    (folder / "d.jsonl").write_text("".join(lines), encoding="utf-8")
    well("new")
    well("import", "d.jsonl")
    made = well("release", "make", "news", "--formats", "brat", "--allow-loss", "--as", "lea")
    assert re.search(r"/Haaretz\.(\w+) and haaretz\.\1 are one file on macOS and Windows", made.err)


def test_a_release_that_was_changed_is_told_with_exit_code_1(corpus, tool, well, folder):
    well("release", "make", "news", "--to", "out", "--as", "lea")
    (folder / "out" / "schema.json").write_text("x", encoding="utf-8")
    done = tool("release", "verify", "out")
    assert (done.code, done.err) == (1, "changed: schema.json\n")
    assert json.loads(tool("release", "verify", "out", "--json").out)["changed"] == ["schema.json"]
    assert tool("release", "verify", "nowhere").code == 1


def test_a_release_is_refused_by_exit_codes_that_say_why(corpus, tool, well, folder):
    lost = tool("release", "make", "news", "--formats", "iob2", "--as", "lea")
    assert lost.code == 3
    assert "edge inside a word" in lost.err
    assert tool("release", "make", "news", "--formats", "nonsense", "--as", "lea").code == 1
    assert tool("release", "make", "a/b", "--as", "lea").code == 2
    assert tool("release", "make", "news", "--split", "none", "--as", "lea").code == 1
    assert tool("release", "rebuild", "news-v9").code == 1
    assert not (folder / "releases").exists()
    well("splits", "make", "news", "--parts", "train=8,test=2")
    places = json.loads(well("splits", "show", "news", "--documents", "--json").out)
    train, test = (next(key for key, part in places.items() if part == one) for one in ("train", "test"))
    (folder / "late.txt").write_text(f"{story(int(train[1:]))} {story(int(test[1:]))}", encoding="utf-8")
    well("import", "late.txt")
    leaking = tool("release", "make", "news", "--split", "news", "--as", "lea")
    assert leaking.code == 1
    assert f"{test} and late share 100% of the shorter" in leaking.err
    assert "nothing was released" in leaking.err
