"""Assisted work can be left out of what leaves the house: one definition for exports and releases."""

import dataclasses
import json

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, NOW, counting_surroundings, document, layer, new_store, span
from msgspec.structs import replace

from corpus_tool.errors import CorpusToolError
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.releases import Settings
from corpus_tool.model.rulings import Candidate, Item, Origin, Ruling
from corpus_tool.store.sightings import Seen
from corpus_tool.workbench.choosing import Choice
from corpus_tool.workbench.exporting import export
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.releases.releasing import Order, make_release, rebuild_release

LATER = "2099-01-01T00:00:00.000+00:00"


def gold_of(mark, *sources):
    made = layer([mark], "gold", LayerKind.GOLD)
    candidates = tuple(Candidate(source, mark) for source in sources)
    ruling = Ruling(
        origin=Origin.PICKED, items=(Item(mark.id, sources[:1]),), candidates=candidates, who="rina", at=NOW
    )
    return dataclasses.replace(made, rulings={f"{sources[0]}/{mark.id}": ruling} if sources else {})


@pytest.fixture
def store(tmp_path):
    """Two articles of noa and sami with gold decided from both; sami has worked on in the first after seeing noa's."""
    lines = []
    for key, text, word in (("ar-0001", ARABIC, "حلب"), ("he-0001", HEBREW, "דמשק")):
        mark = span("s1", text, word, "GPE")
        whole = (layer([mark]), layer([mark], "sami"), gold_of(mark, "noa", "sami"))
        lines.append(line_of(Bundle(replace(document(text, key), metadata={}), whole)))
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with new_store(tmp_path) as store:
        import_files(store, [tmp_path / "in.jsonl"], counting_surroundings())
        with store.writing():
            store.sightings.add(1, "sami", Seen.LAYER, "noa", "2025-01-01")
            store.sightings.add(2, "sami", Seen.SUGGESTION, "model", LATER)
        yield store


def written(report) -> list[tuple[str, str]]:
    """(key, layer) of what is in the file of an export."""
    lines = [json.loads(line) for line in report.files[0].read_bytes().split(b"\n") if line]
    return [(line["key"], layer["annotator"]) for line in lines for layer in line["layers"]]


def test_an_export_leaves_out_assisted_layers_and_the_gold_that_was_decided_from_them(store, tmp_path):
    whole = export(store, "jsonl", "all", tmp_path / "whole")
    assert len(written(whole)) == 6 and whole.notes == []
    independent = Choice(without_assisted=True)
    report = export(store, "jsonl", "all", tmp_path / "out", choice=independent)
    assert sorted(written(report)) == [("ar-0001", "noa"), ("he-0001", "gold"), ("he-0001", "noa"), ("he-0001", "sami")]
    assert report.notes == ["Assisted work is left out: 2 layers (gold too, where it was decided from such work)."]
    gold = export(store, "jsonl", "gold", tmp_path / "gold", choice=independent)
    assert written(gold) == [("he-0001", "gold")] and gold.left_out == 1
    assert gold.notes == ["Assisted work is left out: 1 layer (gold too, where it was decided from such work)."]


def test_gold_that_nobody_decided_is_independent(store, tmp_path):
    store._db.execute("DELETE FROM rulings WHERE layer_id IN (SELECT id FROM layers WHERE document_id = 1)")
    report = export(store, "jsonl", "gold", tmp_path / "out", choice=Choice(without_assisted=True))
    assert written(report) == [("ar-0001", "gold"), ("he-0001", "gold")]


def test_a_release_leaves_it_out_says_so_and_is_made_again_the_same(store, tmp_path):
    settings = Settings(formats=("jsonl",), layers="gold", without_assisted=True)
    report = make_release(
        store, Order(name="n", settings=settings, who="lea"), tmp_path / "v1", counting_surroundings()
    )
    manifest = json.loads((tmp_path / "v1" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["documents"] == 1 and manifest["settings"]["without_assisted"] is True
    assert "gold decided from it, is left out" in (tmp_path / "v1" / "DATASHEET.md").read_text(encoding="utf-8")
    with store.writing():
        store.sightings.add(2, "noa", Seen.LAYER, "sami", "2025-01-01")
    again = rebuild_release(store, report.title, tmp_path / "again")
    assert again.same
    with pytest.raises(CorpusToolError):
        make_release(store, Order(name="n", settings=settings, who="lea"), tmp_path / "v2", counting_surroundings())
