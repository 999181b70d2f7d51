"""Working time and the settings of a corpus, as they are typed: what is private stays so unless somebody asks."""

import json

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, counting_surroundings, document, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.store.working_time import Sitting
from corpus_tool.workbench.desk import Desk

STARTED = "2026-01-31T12:00:00.000+00:00"


@pytest.fixture
def corpus(folder):
    with new_store(folder) as store:
        add_document(store, document())
        for who, seconds in (("rina", 3720.5), ("noa", 60)):
            desk = Desk(store, 1, LayerName(who, LayerKind.ANNOTATOR), counting_surroundings())
            desk.do("Mark", edits.add(desk.layer, span("s1", ARABIC, "حلب")))
            with store.writing():
                store.working_time.add(Sitting(1, who, STARTED, seconds, 4, 60))


def test_status_tells_ones_own_time_and_everybodys_only_when_asked(corpus, well):
    own = well("status", "--time", "--as", "rina").out
    assert "1:02" in own and "rina" in own and "noa" not in own
    assert "noa" in well("status", "--everyones-time").out
    assert [one["annotator"] for one in json.loads(well("status", "--time", "--as", "noa", "--json").out)] == ["noa"]
    assert "no working time of lea" in well("status", "--time", "--as", "lea").err


def test_counts_and_exports_hold_no_time_unless_they_are_asked_to(corpus, well, folder):
    assert "3720" not in well("stats").out and "time" not in json.loads(well("stats", "--json").out)
    assert json.loads(well("stats", "labels", "--with-time", "--json").out)["time"][1]["seconds"] == 3720
    well("export", "--layers", "all")
    assert not list((folder / "exports").glob("*time*"))
    well("export", "--layers", "rina", "--with-time", "--to", "timed")
    (line,) = (folder / "timed" / "rina.time.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "document": "ar-0001",
        "annotator": "rina",
        "started": STARTED,
        "seconds": 3720.5,
        "acts": 4,
        "idle": 60,
    }


def test_time_travels_in_bundles_only_when_asked_and_comes_home_once(corpus, well, folder):
    well("bundle", "--for", "rina", "--to", "plain.db")
    well("bundle", "--for", "rina", "--to", "timed.db", "--with-time")
    spent = {}
    for name in ("plain", "timed"):
        with Store.open(folder / f"{name}.db") as part:
            spent[name] = [one.annotator for one in part.working_time.spent()]
    assert spent == {"plain": [], "timed": ["rina"]}
    with new_store(folder, "home.db"):
        pass
    for _ in range(2):
        well("merge", "timed.db", "--corpus", "home.db")
    with Store.open(folder / "home.db") as home:
        assert home.working_time.spent() == []
    for _ in range(2):
        well("merge", "timed.db", "--with-time", "--corpus", "home.db")
    with Store.open(folder / "home.db") as home:
        assert [(one.annotator, one.seconds) for one in home.working_time.spent()] == [("rina", 3720.5)]


def test_settings_are_shown_changed_and_go_with_a_bundle(corpus, well, tool, folder):
    assert "blind" in well("settings").out
    assert well("settings", "blind").out == "blind is on.\n"
    assert well("settings", "blind", "off", "--as", "lea").out == "blind is off.\n"
    well("bundle", "--for", "rina", "--to", "part.db")
    assert json.loads(well("settings", "--json", "--corpus", "part.db").out)["blind"] == "off"
    assert "may be on, until-done or off" in tool("settings", "blind", "maybe").err
    assert "there are blind" in tool("settings", "colour").err


def test_a_comment_answers_another_and_stands_where_it_stands(corpus, well, tool):
    well("comment", "ar-0001", "a town?", "--at", "0:3", "--question", "--as", "noa")
    well("comment", "ar-0001", "a town", "--answer", "1", "--as", "rina")
    assert "to 1 by rina" in well("comment", "ar-0001").out
    well("comment", "--resolve", "1")
    assert well("comment").out == ""
    assert "no open comment number 1" in tool("comment", "ar-0001", "late", "--answer", "1").err
