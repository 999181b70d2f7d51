"""Who saw what of others' work."""

import sqlite3
from itertools import count

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, document, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.sightings import Seen
from corpus_tool.store.store import Store
from corpus_tool.workbench.bundling import bundle
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import chosen, delete, purge
from corpus_tool.workbench.merging import merge
from corpus_tool.workbench.sighting import saw_layer, saw_suggestion
from corpus_tool.workbench.surroundings import Surroundings

NOA, SAMI = (LayerName(who, LayerKind.ANNOTATOR) for who in ("noa", "sami"))


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        yield store


@pytest.fixture
def desk(store):
    ticks = count(1)
    clock = Surroundings(now=lambda: f"2026-02-01T10:00:{next(ticks):02}.000+00:00", token=lambda: str(next(ticks)))
    return Desk(store, 1, NOA, clock)


def mark(desk, id, surface):
    desk.do("Mark", edits.add(desk.layer, span(id, ARABIC, surface)))


def test_work_that_goes_on_after_seeing_anothers_is_assisted(desk):
    mark(desk, "s1", "حلب")
    saw_layer(desk, SAMI)
    assert desk.store.sightings.assisted() == set()
    mark(desk, "s2", "داعش")
    assert desk.store.sightings.assisted() == {1}


def test_seeing_a_suggestion_counts_as_well(desk):
    saw_suggestion(desk, "lexicon")
    mark(desk, "s1", "حلب")
    assert desk.store.sightings.assisted() == {1}
    (seen,) = desk.store.sightings.on(1)
    assert (seen.who, seen.kind, seen.of) == ("noa", Seen.SUGGESTION, "lexicon")


def test_what_was_seen_is_never_edited_and_of_a_known_kind(store):
    with store.writing():
        assert store.sightings.add(1, "noa", "layer", "sami", "2026")
        assert not store.sightings.add(1, "noa", "layer", "sami", "2026")
    with pytest.raises(ValueError, match="dream"), store.writing():
        store.sightings.add(1, "noa", "dream", "sami", "2026")
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        store._db.execute("UPDATE sightings SET who = 'dan'")


def test_what_was_seen_travels_with_the_work_and_only_once(desk, tmp_path):
    mark(desk, "s1", "حلب")
    saw_layer(desk, SAMI)
    with desk.store.writing():
        desk.store.sightings.add(1, "sami", Seen.LAYER, "noa", "2026")
    bundle(desk.store, [1], lambda name: name == NOA, tmp_path / "noa.db")
    with Store.open(tmp_path / "noa.db") as part:
        assert [one.who for one in part.sightings.on(1)] == ["noa"]
    assert merge(desk.store, tmp_path / "noa.db").others.get("sightings", 0) == 0


def test_purged_work_leaves_nothing_of_what_was_seen(desk):
    mark(desk, "s1", "حلب")
    saw_layer(desk, SAMI)
    delete(desk.store, ["ar-0001"], "noa", "lead")
    purge(desk.store, chosen(desk.store, ["ar-0001"], "noa"), "lead")
    assert list(desk.store.sightings.on(1)) == []
