"""Bundles go out and come home: nothing lost, nothing overwritten, in any order."""

from contextlib import suppress
from itertools import count, permutations
from pathlib import Path
from shutil import copyfile

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, add_document, document, new_store, span
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_tool.errors import NotFoundError, RefusedError, StoreError
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.bundling import bundle, hers
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import delete
from corpus_tool.workbench.merging import Outcome, merge
from corpus_tool.workbench.progress import CancelledError
from corpus_tool.workbench.resolving import resolve, sides
from corpus_tool.workbench.selecting import bundle_of
from corpus_tool.workbench.settling import waiting
from corpus_tool.workbench.surroundings import Surroundings

NOA, SAMI = (LayerName(name, LayerKind.ANNOTATOR) for name in ("noa", "sami"))

_seconds = count()


def ticking() -> Surroundings:
    """A clock that goes on, and real dice."""
    return Surroundings(now=lambda: f"2026-02-01T00:00:{next(_seconds):09}+00:00")


def mark(store: Store, document_id: int, name: LayerName, surface: str, label: str = "ORG") -> None:
    desk = Desk(store, document_id, name, ticking())
    one = span(desk.new_id("s"), desk.document.text, surface, label)
    desk.do(f"Mark {label}", edits.add(desk.layer, one))


def id_of(store: Store, key: str) -> int:
    id = store.documents.id_of_key(key)
    assert id is not None
    return id


def home(folder: Path) -> Path:
    """A corpus of two documents, in which noa and sami have begun."""
    with new_store(folder, "home.db") as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        mark(store, 1, NOA, "حلب", "GPE")
        mark(store, 1, SAMI, "داعش")
        return store.path


def sent(home: Path, name: str, *layers: LayerName) -> Path:
    """A bundle of both documents with some layers."""
    target = home.with_name(name)
    with Store.open(home) as store:
        bundle(store, store.documents.ids(), lambda layer: layer in layers, target)
    return target


def contents(path: Path) -> dict[str, object]:
    """Everything a corpus holds, whatever numbers it gave."""
    with Store.open(path) as store:
        report = check(store)
        assert report.sound, report.findings
        lines = sorted(line_of(bundle_of(store, id, lambda _: True)) for id in store.documents.ids())
        logs, open_sides = {}, {}
        for id in store.documents.ids():
            for layer_id in store.layers.every_id(id):
                identity = (store.documents.load(id).text_sha256, *store.layers.whose(layer_id)[1])
                logs[identity] = sorted(store.lines.entries(layer_id), key=lambda entry: entry.uid)
                uids = {number: uid for uid, number in store.lines.numbers(layer_id).items()}
                main = store.layers.revision_of(layer_id)
                open_sides[identity] = (uids[main], sorted(uids[side] for side in store.lines.sides(layer_id)))
        described = sorted(repr(store.exchange.arrival(id).rank) for id in store.documents.ids())
    return {"lines": lines, "logs": logs, "sides": open_sides, "described": described}


def test_a_bundle_holds_her_work_and_nobody_elses(tmp_path):
    with Store.open(sent(home(tmp_path), "noa.db", NOA)) as store:
        assert store.documents.count() == 2
        assert store.layers.all_names() == [NOA]
        desk = Desk(store, 1, NOA)
        assert desk.undoable.title == "Mark GPE"
        assert check(store).findings == []


def test_her_documents_are_those_she_has_work_on(tmp_path):
    with Store.open(home(tmp_path)) as store:
        assert hers(store, "noa") == [1]
        with pytest.raises(NotFoundError, match="say --documents"):
            hers(store, "zoe")


def test_a_bundle_overwrites_nothing(tmp_path):
    path = home(tmp_path)
    (tmp_path / "noa.db").write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        sent(path, "noa.db", NOA)
    assert (tmp_path / "noa.db").read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["home.db", "noa.db"]


def test_work_comes_home_once(tmp_path):
    path = home(tmp_path)
    out = sent(path, "noa.db", NOA)
    with Store.open(out) as store:
        mark(store, 1, NOA, "الجيش السوري")
        mark(store, 2, NOA, 'צה"ל')
    before = out.read_bytes()
    with Store.open(path) as store:
        outcomes = [(entry.outcome, entry.document) for entry in merge(store, out).entries]
        assert outcomes == [(Outcome.FURTHER, "ar-0001"), (Outcome.NEW_LAYER, "he-0001")]
        assert len(store.layers.load(1, NOA).ordered) == 2
        assert {entry.outcome for entry in merge(store, out).entries} == {Outcome.NOTHING}
        assert Desk(store, 1, NOA).undo().title == "Undo Mark ORG"
    assert out.read_bytes() == before


def test_four_bundles_come_home_in_any_order_to_the_same_corpus(tmp_path):
    path = home(tmp_path)
    outs = [sent(path, f"{n}.db", *layers) for n, layers in enumerate([(NOA,), (NOA,), (SAMI,), (NOA, SAMI)])]
    for number, out in enumerate(outs):
        with Store.open(out) as store:
            for name in (NOA, SAMI):
                mark(store, 1, name, ["الجيش", "السوري", "مواقع", "وكالة"][number])
                mark(store, 2, name, ["דאע", "לדמשק", "מטרות", "תקף"][number])
            if number == 1:
                Desk(store, 1, NOA, ticking()).undo()
                mark(store, 1, NOA, "مسلحا")
            if number == 2:
                desk = Desk(store, 2, SAMI, ticking())
                desk.do("Done", edits.set_status(desk.layer, Status.DONE))
            # New texts, some under one key, and one that two brought in with different words about it.
            add_document(store, document(f"نص {number}", "new"))
            twin = document("نص مشترك", f"twin-{number}")
            add_document(store, twin)
    with Store.open(path) as store:
        mark(store, 1, SAMI, "سانا")  # home went on as well
    results = []
    for number, order in enumerate(permutations(outs)):
        corpus = tmp_path / f"order{number}.db"
        copyfile(path, corpus)
        with Store.open(corpus) as store:
            for out in order:
                merge(store, out)
            merge(store, order[0])  # once more
        results.append(contents(corpus))
    assert len(results) == 24
    assert all(result == results[0] for result in results)
    assert len(results[0]["lines"]) == 2 + 4 + 1
    assert sum(len(found) for _, found in results[0]["sides"].values()) > 4


def test_what_moved_on_both_sides_is_kept_side_by_side_until_somebody_chooses(tmp_path):
    path = home(tmp_path)
    out = sent(path, "noa.db", NOA)
    with Store.open(out) as store:
        mark(store, 1, NOA, "داعش")
        mark(store, 1, NOA, "وكالة")
    with Store.open(path) as store:
        mark(store, 1, NOA, "الجيش السوري")
        shown = store.layers.load(1, NOA)
        (entry,) = [entry for entry in merge(store, out).entries if entry.outcome is Outcome.APART]
        assert entry.layer == "noa"
        assert store.layers.load(1, NOA) == shown  # what is on her screen stays
        (left,) = waiting(store)
        assert (left.document, left.layer, left.main, len(left.sides)) == ("ar-0001", "noa", shown.revision, 1)
        assert [(side.shown, len(side.difference)) for side in sides(store, 1)] == [(True, 0), (False, 3)]
        assert [finding.kind for finding in check(store).findings] == ["waiting"]
        mark(store, 1, NOA, "مسلحا")  # work goes on meanwhile
        resolve(store, 1, left.sides[0], "lea", ticking())
        assert waiting(store) == []
        assert {surface_of(store, one) for one in store.layers.load(1, NOA).spans} == {"حلب", "داعش", "وكالة"}
        assert check(store).findings == []
        assert {entry.outcome for entry in merge(store, out).entries} == {Outcome.NOTHING}
        (*_, last) = store.revisions.of_layer(1, NOA)
        assert last.who == "lea"
        Desk(store, 1, NOA, ticking()).undo()
        assert {surface_of(store, one) for one in store.layers.load(1, NOA).spans} == {"حلب", "الجيش السوري", "مسلحا"}


def surface_of(store: Store, one) -> str:
    start, end = one.fragments[0]
    return store.documents.load(1).text[start:end]


def test_a_choice_made_in_one_copy_holds_in_the_other(tmp_path):
    path = home(tmp_path)
    out = sent(path, "noa.db", NOA)
    with Store.open(out) as store:
        mark(store, 1, NOA, "داعش")
    with Store.open(path) as store:
        mark(store, 1, NOA, "الجيش السوري")
        merge(store, out)
        resolve(store, 1, waiting(store)[0].sides[0], "noa", ticking())
    with Store.open(out) as store:
        merge(store, path)
        assert waiting(store) == []
    with Store.open(path) as here, Store.open(out) as there:
        assert here.layers.load(1, NOA).ordered == there.layers.load(1, NOA).ordered


def test_the_same_work_under_two_logs_waits_for_nobody(tmp_path):
    for name in ("one", "other"):
        with new_store(tmp_path, f"{name}.db") as store:
            add_document(store, document())
            desk = Desk(store, 1, NOA, ticking())
            desk.do("Mark GPE", edits.add(desk.layer, span("s1", ARABIC, "حلب", "GPE")))
    with Store.open(tmp_path / "one.db") as store:
        assert merge(store, tmp_path / "other.db").count(Outcome.APART) == 0
        assert waiting(store) == []
        assert check(store).findings == []


def test_the_same_work_done_twice_ends_with_the_next_act_and_waits_for_nobody_later(tmp_path):
    path = home(tmp_path)
    out = sent(path, "noa.db", NOA)
    for one in (path, out):
        with Store.open(one) as store:
            desk = Desk(store, 1, NOA, ticking())
            desk.do("Remove", edits.remove(desk.layer, desk.layer.ordered[0].id))
    with Store.open(path) as store:
        assert merge(store, out).count(Outcome.APART) == 0
        Desk(store, 1, NOA, ticking()).undo()  # what it was before is no side of it
        assert check(store).findings == []
        assert merge(store, out).count(Outcome.APART) == 0
        assert waiting(store) == []
    with Store.open(out) as store:
        merge(store, path)
        assert len(store.layers.load(1, NOA).ordered) == 1
        assert check(store).findings == []


def test_only_a_side_that_waits_can_be_kept(tmp_path):
    with Store.open(home(tmp_path)) as store, pytest.raises(NotFoundError, match="no side that waits"):
        resolve(store, 1, 1, "noa")


def test_work_on_something_deleted_comes_home_hidden(tmp_path):
    path = home(tmp_path)
    out = sent(path, "noa.db", NOA)
    with Store.open(out) as store:
        mark(store, 1, NOA, "داعش")
    with Store.open(path) as store:
        delete(store, ["ar-0001"], "", "lea")
        (entry, *_) = merge(store, out).entries
        assert "deleted here" in entry.message
        assert [shown.key for shown in store.documents.entries()] == ["he-0001"]
        assert check(store).findings == []


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE revisions SET who = 'sami' WHERE number = 1", "is not as it was written"),
        ("UPDATE revisions SET changes = replace(changes, 'GPE', 'PER') WHERE number = 1", "is not as it was written"),
        ("UPDATE revisions SET parent = NULL WHERE number = 2", "is not as it was written"),
    ],
)
def test_a_log_that_was_tampered_with_stays_outside(tmp_path, sql, sentence):
    path = home(tmp_path)
    out = sent(path, "noa.db", NOA)
    with Store.open(out) as store:
        mark(store, 1, NOA, "داعش")
        store._db.conn.executescript(f"DROP TRIGGER revisions_are_never_edited; {sql}")
    before = contents(path)
    with Store.open(path) as store:
        (entry, *_) = merge(store, out).entries
        assert entry.outcome is Outcome.REFUSED
        assert sentence in entry.message
    assert contents(path) == before


def test_a_file_under_another_schema_stays_outside(tmp_path):
    path = home(tmp_path)
    out = sent(path, "noa.db", NOA)
    with Store.open(out) as store:
        store._db.execute("UPDATE schemas SET definition = replace(definition, '\"GPE\"', '\"TOWN\"')")
    with Store.open(path) as store, pytest.raises(RefusedError, match="one of them was edited"):
        merge(store, out)
    with Store.open(out) as store:
        store._db.execute("UPDATE schemas SET definition = replace(definition, '1.0.0', '9.0')")
    with Store.open(path) as store, pytest.raises(RefusedError, match=r"conflict-news 9.0, which is not known here"):
        merge(store, out)


def test_a_merge_that_is_stopped_keeps_whole_documents_and_can_be_taken_up(tmp_path):
    path = home(tmp_path)
    out = sent(path, "noa.db", NOA)
    with Store.open(out) as store:
        mark(store, 1, NOA, "داعش")
        mark(store, 2, NOA, "דאע")
    copyfile(path, tmp_path / "at-once.db")
    with Store.open(tmp_path / "at-once.db") as store:
        merge(store, out)

    def stop(_step):
        raise CancelledError

    with Store.open(path) as store:
        with pytest.raises(CancelledError):
            merge(store, out, stop)
        assert check(store).findings == []
        assert [len(entry.layers) for entry in store.documents.entries()] == [2, 0]
        merge(store, out)
    assert contents(path) == contents(tmp_path / "at-once.db")


def test_a_corpus_is_not_merged_into_itself(tmp_path):
    with Store.open(home(tmp_path)) as store, pytest.raises(RefusedError, match="the corpus itself"):
        merge(store, store.path)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5), st.integers(0, 50)), max_size=14))
def test_copies_that_are_worked_on_and_merged_at_random_come_to_hold_the_same(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("copies")
    first = home(folder)
    paths = [first, *(sent(first, f"{n}.db", NOA, SAMI) for n in (1, 2))]
    for which, what, number in steps:
        with Store.open(paths[which]) as store:
            desk = Desk(store, 1, NOA, ticking())
            if what == 0:
                merge(store, paths[(which + 1) % 3])
            elif what == 1:
                merge(store, paths[(which + 2) % 3])
            elif what == 2:
                desk.undo()
            elif what == 3 and (left := waiting(store)):
                choices = [left[0].main, *left[0].sides]
                resolve(store, 1, choices[number % len(choices)], "lea", ticking())
            elif what == 4 and desk.layer.ordered:
                desk.do("Remove", edits.remove(desk.layer, desk.layer.ordered[number % len(desk.layer.ordered)].id))
            else:
                one = Span(id=desk.new_id("s"), label="PER", fragments=((number, number + 1),))
                with suppress(RefusedError):
                    desk.do("Mark PER", edits.add(desk.layer, one))
    for here in paths:
        with Store.open(here) as store:
            for there in paths:
                if there != here:
                    merge(store, there)
    for here in paths:  # once round again: the first has not seen what the others saw later
        with Store.open(here) as store:
            for there in paths:
                if there != here:
                    merge(store, there)
    held = [contents(path) for path in paths]
    assert held[0]["logs"] == held[1]["logs"] == held[2]["logs"]
