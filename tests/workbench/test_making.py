"""A second process changes how long an export takes, and nothing else."""

import os
from contextlib import nullcontext

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, add_document, counting_surroundings, document, layer, new_store
from corpus_tool_testing.hostile_corpus import as_line, hostile_corpus

from corpus_tool.errors import StoreError
from corpus_tool.formats import formats
from corpus_tool.model.policies import Clitics, Overlaps, Policy, Window
from corpus_tool.store.document_rows import Extent
from corpus_tool.store.moments import Watch
from corpus_tool.workbench import exporting, making_ahead, selecting
from corpus_tool.workbench.exporting import LossRefusedError, Mode, export
from corpus_tool.workbench.helping import Helper
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.making import MAKING, Order, Plan, opening
from corpus_tool.workbench.progress import CancelledError
from corpus_tool.workbench.stored import RowsOf

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes that can be waited for")
APART = sorted(format.name for format in formats().values() if format.apart)
DOCUMENTS = 40
POLICY = Policy(clitics=Clitics.SPLIT, overlaps=Overlaps.LAYERED, window=Window.PARAGRAPH)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Texts and layers as bad as they come."""
    folder = tmp_path_factory.mktemp("hostile")
    sentences = {"ar": ARABIC.split("\n"), "he": HEBREW.split("\n")}
    lines = [as_line(line) for line in hostile_corpus(7, sentences, DOCUMENTS)]
    (folder / "hostile.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")
    with new_store(folder) as store:
        import_files(store, [folder / "hostile.jsonl"], counting_surroundings())
        yield store


@pytest.fixture(scope="module")
def helper():
    """One that has come up."""
    one = Helper(MAKING)
    while not one.is_ready:
        one.pump(None)
    yield one
    one.close()


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    """Several orders, of which the helper has some and some are made here."""
    monkeypatch.setattr(selecting, "BATCH", 3)
    monkeypatch.setattr(exporting, "helped", lambda _task, **_: nullcontext(None))


def exported(store, folder, monkeypatch, helper, name, **more):
    """(name of each file to what is in it, everything that is reported of it, everything that was told)."""
    monkeypatch.setattr(exporting, "helped", lambda _task, **_: nullcontext(helper))
    told = []
    report = export(store, name, "all", folder, allow_loss=True, tell=told.append, **more)
    files = {file.name: file.read_bytes() for file in report.files}
    report.files = []
    return files, report, told


@pytest.mark.parametrize("policy", [Policy(), POLICY], ids=["as usual", "otherwise"])
@pytest.mark.parametrize("name", APART)
def test_an_export_with_it_leaves_what_one_without_leaves(store, tmp_path, monkeypatch, helper, name, policy):
    asked = []
    monkeypatch.setattr(helper, "ask", lambda order: (asked.append(order), Helper.ask(helper, order)))
    alone = exported(store, tmp_path / "alone", monkeypatch, None, name, policy=policy)
    assert exported(store, tmp_path / "both", monkeypatch, helper, name, policy=policy) == alone
    assert asked and helper.outstanding == 0
    assert alone[1].documents and (name in ("jsonl", "parquet") or alone[1].losses.total)


@pytest.mark.parametrize("nobody_wrote", [True, False])
def test_it_reads_by_itself_where_it_sees_the_same_and_is_sent_rows_otherwise(
    store, tmp_path, monkeypatch, helper, nobody_wrote
):
    asked = []
    monkeypatch.setattr(helper, "ask", lambda order: (asked.append(order), Helper.ask(helper, order)))
    alone = exported(store, tmp_path / "alone", monkeypatch, None, "iob2")
    monkeypatch.setattr(Watch, "nobody_wrote", nobody_wrote)
    assert exported(store, tmp_path / "both", monkeypatch, helper, "iob2") == alone
    look, *orders = asked
    assert not look.wanted.heads and orders
    assert all((order.some is None) is nobody_wrote for order in orders)


def test_an_order_of_nothing_is_no_new_look(tmp_path):
    """Some documents in a row may have no layer that is taken."""
    with new_store(tmp_path) as store:
        plan = Plan(str(store.path), "jsonl", "all", store.schemas.current(), Policy(), True, (), {})
        for key in ("before", "after"):
            with store.writing():
                store.layers.add(add_document(store, document(ARABIC + key, key)), layer([]))
            if key == "before":
                MAKING.do(opening(plan))
        assert MAKING.do(Order(plan, RowsOf([], Extent()))).passed.documents == 0
        heads = store.layers.heads([1, 2])
        made = [MAKING.do(Order(plan, RowsOf(heads[id], Extent()))).passed.last for id in (1, 2)]
        assert made == ["before", ""]


def test_inside_a_transaction_it_is_sent_rows(store, tmp_path, monkeypatch, helper):
    """The look of this process was before anybody watched."""
    asked = []
    monkeypatch.setattr(helper, "ask", lambda order: (asked.append(order), Helper.ask(helper, order)))
    alone = exported(store, tmp_path / "alone", monkeypatch, None, "jsonl")
    with store.reading():
        assert exported(store, tmp_path / "both", monkeypatch, helper, "jsonl") == alone
    assert asked and all(order.some is not None for order in asked)


@pytest.mark.parametrize("name", ["jsonl", "iob2"])
def test_modes_and_pseudonyms_go_along(store, tmp_path, monkeypatch, helper, name):
    mode = Mode(pseudonyms=True, without_boilerplate=True, without_text=formats()[name].textless)
    choice = exporting.Choice(labels=("PER", "ORG", "Conflict.AirStrike"))
    alone = exported(store, tmp_path / "alone", monkeypatch, None, name, mode=mode, choice=choice)
    assert exported(store, tmp_path / "both", monkeypatch, helper, name, mode=mode, choice=choice) == alone


@pytest.mark.parametrize("name", APART)
def test_how_many_documents_are_made_together_does_not_show(store, tmp_path, monkeypatch, name):
    *some, told = exported(store, tmp_path / "some", monkeypatch, None, name)
    monkeypatch.setattr(selecting, "BATCH", DOCUMENTS * 2)
    *whole, told_of_all = exported(store, tmp_path / "all", monkeypatch, None, name)
    assert whole == some and told[-1] == told_of_all[-1]


def test_an_export_goes_on_where_it_goes_away(store, tmp_path, monkeypatch):
    dying = Helper(MAKING)
    while not dying.is_ready:
        dying.pump(None)
    alone = exported(store, tmp_path / "alone", monkeypatch, None, "jsonl")
    dying._process.kill()
    assert exported(store, tmp_path / "both", monkeypatch, dying, "jsonl") == alone
    dying.close()


def test_no_more_is_held_than_was_said(store, tmp_path, monkeypatch, helper):
    """However slow the helper is: here it is never heard before it is waited for."""
    outstanding = []
    monkeypatch.setattr(helper, "pump", lambda seconds=0: seconds is None and Helper.pump(helper, None))
    monkeypatch.setattr(
        helper, "ask", lambda order: (Helper.ask(helper, order), outstanding.append(helper.outstanding))
    )
    alone = exported(store, tmp_path / "alone", monkeypatch, None, "iob2")
    assert exported(store, tmp_path / "both", monkeypatch, helper, "iob2") == alone
    assert max(outstanding) <= making_ahead.ASKED


def test_what_is_refused_and_what_is_stopped_leave_nothing_with_it_either(store, tmp_path, monkeypatch):
    def stop(progress):
        if progress.done >= DOCUMENTS // 2:
            raise CancelledError

    monkeypatch.setattr(exporting, "helped", lambda task, **_: making_helper(task))
    with pytest.raises(LossRefusedError):
        export(store, "iob2", "all", tmp_path / "out")
    with pytest.raises(CancelledError):
        export(store, "jsonl", "all", tmp_path / "out", tell=stop)
    assert not (tmp_path / "out").exists()


def making_helper(task):
    """As `helped` does it for a large export."""
    from corpus_tool.workbench.helping import helped

    return helped(task, is_worth_it=True)


def test_a_mark_that_does_not_stand_where_its_words_are_is_met_by_either(tmp_path, monkeypatch):
    with new_store(tmp_path) as store:
        lines = [as_line(line) for line in hostile_corpus(8, {"ar": [ARABIC], "he": [HEBREW]}, 12)]
        (tmp_path / "a.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")
        import_files(store, [tmp_path / "a.jsonl"], counting_surroundings())
        with store.writing():
            store._db.execute("UPDATE spans SET text = 'moved' WHERE layer_id = (SELECT max(layer_id) FROM spans)")
        one = Helper(MAKING)
        while not one.is_ready:
            one.pump(None)
        said = []
        for helper in (None, one):
            monkeypatch.setattr(exporting, "helped", lambda _task, helper=helper, **_: nullcontext(helper))
            with pytest.raises(StoreError, match="is stored as 'moved'") as refused:
                export(store, "jsonl", "all", tmp_path / "out", allow_loss=True)
            said.append(str(refused.value))
        one.close()
        assert said[0] == said[1] and not (tmp_path / "out").exists()
