"""Work that comes home under an older schema goes the way that the work at home went."""

from itertools import count, permutations
from pathlib import Path
from shutil import copyfile

import pytest
from corpus_tool_testing.builders import add_document, document, moved_schema, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.schemas import Migration
from corpus_tool.store.store import Store
from corpus_tool.workbench.bundling import bundle
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.merging import Merged, Outcome, merge
from corpus_tool.workbench.migrating import put_in_force, work_list
from corpus_tool.workbench.resolving import resolve
from corpus_tool.workbench.selecting import bundle_of
from corpus_tool.workbench.settling import waiting
from corpus_tool.workbench.surroundings import Surroundings

NOA, SAMI = (LayerName(name, LayerKind.ANNOTATOR) for name in ("noa", "sami"))

BODIES = Migration(sources=("ORG",), targets=("BODY",))

OTHERS = Migration(part="relation", sources=("of_old",), targets=("coreference",))
"""A migration that finds nothing to do."""

_seconds = count()


def ticking() -> Surroundings:
    return Surroundings(now=lambda: f"2026-02-01T00:00:{next(_seconds):09}+00:00")


def mark(path: Path, surface: str, label: str = "ORG", name: LayerName = NOA) -> None:
    with Store.open(path) as store:
        desk = Desk(store, 1, name, ticking())
        desk.do(f"Mark {label}", edits.add(desk.layer, span(desk.new_id("s"), desk.document.text, surface, label)))


def labels(path: Path, name: LayerName = NOA) -> list[str]:
    with Store.open(path) as store:
        return [one.label for one in store.layers.load(1, name).spans]


def move_on(path: Path, migration: Migration = BODIES, version: str = "1.1.0") -> None:
    """Put the next schema in force at home, by a flag of the command line."""
    with Store.open(path) as store:
        put_in_force(store, moved_schema(store, version, migration), "lead", extra=[migration], surroundings=ticking())


def came_home(path: Path, *outs: Path) -> list[Merged]:
    with Store.open(path) as store:
        entries = [entry for out in outs for entry in merge(store, out).entries if entry.layer]
        report = check(store)
        assert report.sound, report.findings
        return entries


@pytest.fixture
def home(tmp_path) -> Path:
    with new_store(tmp_path, "home.db") as store:
        add_document(store, document())
    mark(tmp_path / "home.db", "داعش")
    return tmp_path / "home.db"


def sent(home: Path, name: str) -> Path:
    target = home.with_name(name)
    with Store.open(home) as store:
        bundle(store, store.documents.ids(), lambda layer: layer == NOA, target)
    return target


def test_work_under_the_old_schema_goes_the_way_of_the_work_at_home_and_nobody_has_to_choose(home):
    out = sent(home, "noa.db")
    mark(out, "الجيش السوري")
    mark(out, "حلب", "GPE")
    move_on(home)
    assert labels(home) == ["BODY"]
    (entry,) = came_home(home, out)
    assert entry.outcome is Outcome.FURTHER
    assert entry.message == "brought from 1.0.0 to 1.1.0: Rename ORG to BODY, 2 annotations"
    assert sorted(labels(home)) == ["BODY", "BODY", "GPE"]
    assert {entry.outcome for entry in came_home(home, out)} == {Outcome.NOTHING}
    with Store.open(home) as store:
        assert (waiting(store), check(store).findings) == ([], [])
        desk = Desk(store, 1, NOA, ticking())
        assert (desk.undoable.title, desk.undoable.who) == ("Rename ORG to BODY (conflict-news 1.1.0)", "noa")
        desk.undo()
    assert sorted(labels(home)) == ["GPE", "ORG", "ORG"]


def test_several_versions_are_gone_one_after_the_other(home):
    out = sent(home, "noa.db")
    mark(out, "سانا")
    move_on(home)
    move_on(home, Migration(sources=("BODY",), targets=("UNIT",)), "1.2.0")
    (entry,) = came_home(home, out)
    assert "1.0.0 to 1.2.0: Rename ORG to BODY; Rename BODY to UNIT, 2 annotations" in entry.message
    assert labels(home) == ["UNIT", "UNIT"]


def test_what_comes_home_again_later_is_brought_over_again(home):
    out = sent(home, "noa.db")
    mark(out, "سانا")
    move_on(home)
    came_home(home, out)
    mark(out, "الجيش السوري")
    (entry,) = came_home(home, out)
    assert (entry.outcome, labels(home)) == (Outcome.FURTHER, ["BODY"] * 3)
    with Store.open(home) as store:
        assert waiting(store) == []


def test_work_at_home_under_the_new_schema_is_a_side_to_choose_from_both_under_it(home):
    out = sent(home, "noa.db")
    mark(out, "سانا")
    move_on(home)
    mark(home, "الجيش السوري", "BODY")
    (entry,) = came_home(home, out)
    assert entry.outcome is Outcome.APART
    with Store.open(home) as store:
        (left,) = waiting(store)
        resolve(store, 1, left.sides[0], "lea", ticking())
        assert check(store).findings == []
    assert labels(home) == ["BODY", "BODY"]


def test_whoever_moved_on_by_herself_has_nothing_to_choose_either(home):
    out = sent(home, "noa.db")
    mark(out, "سانا")
    move_on(home)
    with Store.open(out) as store:  # as the schema's file says it; the flag at home said the same
        put_in_force(store, moved_schema(store, "1.1.0", BODIES), "noa", extra=[BODIES, OTHERS], surroundings=ticking())
    mark(out, "الجيش السوري", "BODY")
    (entry,) = came_home(home, out)
    assert (entry.outcome, entry.message, labels(home)) == (Outcome.FURTHER, "", ["BODY"] * 3)
    with Store.open(home) as store:
        assert waiting(store) == []


def test_what_no_migration_can_decide_is_told_and_kept(home):
    out = sent(home, "noa.db")
    mark(out, "سانا")
    move_on(home, Migration(sources=("ORG",), targets=("BODY", "UNIT")))
    (entry,) = came_home(home, out)
    assert entry.message == (
        "made under 1.0.0; nothing in it had to change for 1.1.0; 2 break a rule of 1.1.0 and stay:"
        " `corpus-tool schema work` and `corpus-tool check` name them"
    )
    assert labels(home) == ["ORG", "ORG"]
    with Store.open(home) as store:
        assert len(work_list(store)) == 2


def contents(path: Path) -> object:
    """What is seen of a corpus, and what waits in it."""
    with Store.open(path) as store:
        seen = [bundle_of(store, id, lambda _: True) for id in store.documents.ids()]
        uids = {store.revisions.uid_of(one.main) for one in waiting(store)}
        sides = {store.revisions.uid_of(side) for one in waiting(store) for side in one.sides}
        return [(one.document, [(layer.name, layer.ordered, layer.status) for layer in one.layers]) for one in seen], (
            uids,
            sides,
        )


def test_four_bundles_come_home_to_another_schema_in_any_order_to_the_same_corpus(home):
    outs = [sent(home, f"{number}.db") for number in range(3)]
    for out, surface in zip(outs, ("سانا", "الجيش السوري", "وكالة"), strict=True):
        mark(out, surface)
        mark(out, "15 مسلحا", "NUM", SAMI)
    outs.append(home.with_name("3.db"))
    copyfile(outs[0], outs[3])
    mark(outs[3], "مواقع")  # further on the line of the first
    move_on(home)
    results = []
    for number, order in enumerate(permutations(outs)):
        corpus = home.with_name(f"order{number}.db")
        copyfile(home, corpus)
        came_home(corpus, *order)
        came_home(corpus, order[0])
        results.append(contents(corpus))
        assert set(labels(corpus)) == {"BODY"}
    assert all(result == results[0] for result in results)
    assert len(results[0][1][1]) == 2 + 2  # of noa's three lines, and sami's three, one each is shown
