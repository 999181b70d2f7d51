"""How gold was decided goes along where a format has room for it, and is told where it has none."""

import dataclasses
import json

import pytest
from corpus_tool_testing.builders import ARABIC, NOW, add_document, document, event, layer, new_store, span
from corpus_tool_testing.formats import files_of

from corpus_tool.formats import Reading, Refusal, Writing, formats
from corpus_tool.model import decided
from corpus_tool.model.annotations import Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import EVERYTHING
from corpus_tool.model.choosing import only_labels
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.losses import Reason
from corpus_tool.model.rulings import Candidate, Item, Origin, Ruling, Wanted
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.exporting import Mode, export
from corpus_tool.workbench.importing import import_files

WIDE, NARROW = span("s1", ARABIC, "الجيش السوري"), span("s4", ARABIC, "الجيش")
RULINGS = {
    "noa/s1": Ruling(
        origin=Origin.PICKED,
        items=(Item("s1", ("noa",)),),
        candidates=(Candidate("noa", WIDE), Candidate("sami.gold", NARROW)),
        silent=("lea/x",),
        reason="border rule",
        guideline="names",
        who="rina",
        at=NOW,
    ),
    "lea/x/e1": Ruling(
        origin=Origin.MIXED,
        items=(Item("e1", ("lea/x", "noa")),),
        wanted=(Wanted("Target", "lea/x", "s9"),),
        who="rina",
        at=NOW,
    ),
    "noa/s7": Ruling(origin=Origin.NOTHING, candidates=(Candidate("noa", NARROW),), who="rina", at=NOW),
}
PEOPLE = {"noa": "A1", "sami": "A2", "lea/x": "A3", "rina": "A4"}


def gold(rulings=RULINGS) -> Bundle:
    marks = [WIDE, span("s3", ARABIC, "حلب", "GPE"), event("e1", ARABIC, "قصف", Target="s3")]
    made = layer(marks, "gold", LayerKind.GOLD)
    return Bundle(document(), (dataclasses.replace(made, rulings=rulings),))


def read_back(name: str, files: dict[str, bytes]):
    first = next(file for file in files if file == "x.jsonl" or "documents" in file)
    reading = Reading(stem=first.rpartition(".")[0], beside=files.get)
    return list(formats()[name].read(files[first].splitlines(keepends=True), reading))


def said_in(line: bytes):
    return json.loads(line)["layers"][0]["decisions"]


CARRYING = [name for name, format in formats().items() if format.write and format.carries.decisions]


def test_these_formats_have_room_for_it():
    assert CARRYING == ["csv", "jsonl", "parquet"]
    assert all(formats()[name].carries == EVERYTHING for name in CARRYING)


@pytest.mark.parametrize("name", CARRYING)
def test_whose_reading_it_is_over_what_and_by_whom_comes_home(name):
    format = formats()[name]
    kept, losses = format.restricted(gold())
    assert losses == []
    files: dict[str, bytes] = {}
    for file, content in format.pieces([kept], Writing("x", default_schema())):
        files[file] = files.get(file, b"") + (content.encode() if isinstance(content, str) else content)
    (found,) = read_back(name, files)
    assert dict(found.layers[0].rulings) == RULINGS


def test_a_line_of_a_layer_without_decisions_is_as_it_always_was():
    (line,) = files_of(formats()["jsonl"], [gold({})]).values()
    assert "decisions" not in json.loads(line)["layers"][0]


@pytest.mark.parametrize(
    "name", [name for name, format in formats().items() if format.write and not format.carries.decisions]
)
def test_a_format_without_room_tells_it_once_for_each_decision_and_writes(name):
    _, losses = formats()[name].restricted(gold())
    told = [loss for loss in losses if loss.reason is Reason.DECIDED]
    assert [(loss.annotation, loss.text) for loss in told] == [
        ("s1", "الجيش السوري"),
        ("e1", "قصف"),
        ("s4", "الجيش"),
    ]
    _, losses = formats()[name].restricted(gold({}))
    assert not [loss for loss in losses if loss.reason is Reason.DECIDED]


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("jsonl", '"items":[{"id":"s1"', '"items":[{"id":"s99"', "'s99', which is not in that layer"),
        ("jsonl", '"kind":"gold"', '"kind":"annotator"', "only a gold layer has"),
        ("jsonl", '"origin":"picked"', '"origin":"guessed"', "Invalid enum value 'guessed'"),
        ("csv", '""id"":""s1""', '""id"":""s99""', "decisions, row 1: the decision noa/s1 is about 's99'"),
        ("csv", "gold,gold", "gold,annotator", "only a gold layer has"),
        ("csv", "noa/s1,picked", "noa/s1,guessed", "it is no decision: Invalid enum value 'guessed'"),
        ("csv", '"[""lea/x""]"', "lea/x", "silent is not a JSON list"),
    ],
)
def test_decisions_that_do_not_fit_their_layer_are_refused(name, old, new, reason):
    changed = {
        file.replace("all.", "x."): content.decode().replace(old, new).encode()
        for file, content in files_of(formats()[name], [gold()]).items()
    }
    files = {file if name == "csv" else "x.jsonl": content for file, content in changed.items()}
    (found,) = read_back(name, files)
    assert isinstance(found, Refusal) and reason in found.reason


def test_everybody_who_is_named_gets_another_name():
    masked = decided.masked(RULINGS, PEOPLE)
    assert list(masked) == ["A1/s1", "A3/e1", "A1/s7"]
    assert decided.people_of(RULINGS.values()) == set(PEOPLE)
    assert decided.people_of(masked.values()) == set(PEOPLE.values())
    assert [one.layer for one in masked["A1/s1"].candidates] == ["A1", "A2.gold"]
    assert masked["A1/s1"].candidates[1].annotation == NARROW


def test_of_some_labels_the_decisions_about_these_stay():
    chosen, _ = only_labels(gold(), ["ORG"])
    assert list(chosen.layers[0].rulings) == ["noa/s1"]


def test_what_was_decided_about_a_relation_is_told_without_a_text():
    tie = Relation(id="r1", type="coreference", source="s1", target="s3")
    marks = [WIDE, span("s3", ARABIC, "حلب", "GPE"), tie]
    made = layer(marks, "gold", LayerKind.GOLD)
    ruling = Ruling(origin=Origin.ADDED, items=(Item("r1"),), who="rina", at=NOW)
    bundle = Bundle(document(), (dataclasses.replace(made, rulings={"/r1": ruling}),))
    _, losses = formats()["brat"].restricted(bundle)
    assert [(loss.reason, loss.annotation, loss.text) for loss in losses] == [(Reason.DECIDED, "r1", "")]


def test_a_corpus_takes_them_in_and_gives_them_out_with_and_without_names(tmp_path):
    (line,) = files_of(formats()["jsonl"], [gold()]).values()
    (tmp_path / "gold.jsonl").write_bytes(line)
    with new_store(tmp_path) as store:
        add_document(store, document("أخرى", "other"))
        import_files(store, [tmp_path / "gold.jsonl"])
        assert check(store).sound
        (made,) = export(store, "jsonl", "gold", tmp_path / "out").files
        assert (
            json.loads(made.read_text(encoding="utf-8"))["layers"][0]["decisions"]
            == json.loads(line)["layers"][0]["decisions"]
        )
        (masked,) = export(store, "jsonl", "gold", tmp_path / "masked", mode=Mode(pseudonyms=True)).files
        said = json.dumps(said_in(masked.read_bytes()))
        assert not [name for name in PEOPLE if f'"{name}' in said]
        report = export(store, "brat", "gold", tmp_path / "brat")
        assert report.losses.counts == {Reason.DECIDED: 3} and report.losses.refused == 0
        assert "brat.losses.tsv" in str(report.files)
