"""Deleting hides and can be taken back; only purge destroys, and leaves nothing behind."""

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    HEBREW,
    add_document,
    counting_surroundings,
    document,
    new_store,
    span,
    strike,
)

from corpus_tool.errors import LayerMovedError, NotFoundError, RefusedError, StoreError
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.regions import RegionKind
from corpus_tool.model.schemas import schema_to_json
from corpus_tool.store.store import Store
from corpus_tool.store.stories import Pair
from corpus_tool.text.folding import folded_text
from corpus_tool.text.oddities import Finding, Oddity
from corpus_tool.text.shingles import ToldTwice
from corpus_tool.workbench.assigning import give, lock, take_back
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.commenting import comment
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.exporting import export
from corpus_tool.workbench.import_report import Outcome
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.keeping import chosen, delete, purge, undelete
from corpus_tool.workbench.regions import document_regions, set_region

NOA = LayerName("noa", LayerKind.ANNOTATOR)


def open_desk(store: Store) -> Desk:
    return Desk(store, 1, NOA, counting_surroundings())


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        desk = open_desk(store)
        for annotation in strike():
            desk.do(f"Mark {annotation.id}", edits.add(desk.layer, annotation))
        yield store


def test_a_deleted_document_is_nowhere_until_it_is_taken_back(store, tmp_path):
    before = list(store.documents.entries())
    delete(store, ["ar-0001"], "", "lea")
    assert [entry.key for entry in store.documents.entries()] == ["he-0001"]
    assert (store.documents.count(), store.documents.keys_like("ar")) == (1, [])
    assert store.layers.all_names() == store.layers.label_counts() == []
    assert export(store, "jsonl", "all", tmp_path / "out").documents == 0
    with pytest.raises(RefusedError, match=r"was deleted at .*undelete"):
        open_desk(store)
    undelete(store, ["ar-0001"], "", "lea")
    assert list(store.documents.entries()) == before
    assert check(store).findings == []


def test_a_deleted_layer_goes_alone(store):
    delete(store, ["ar-0001"], "noa", "lea")
    assert [entry.layers for entry in store.documents.entries()] == [(), ()]
    with pytest.raises(RefusedError, match="noa's work on ar-0001 was deleted"):
        open_desk(store)
    undelete(store, ["ar-0001"], "noa", "lea")
    assert open_desk(store).undoable.title == "Mark e1"


def test_a_desk_that_is_open_while_its_work_is_deleted_is_told(store):
    desk = open_desk(store)
    delete(store, ["ar-0001"], "", "lea")
    with pytest.raises((LayerMovedError, RefusedError), match="deleted"):
        desk.undo()
    undelete(store, ["ar-0001"], "", "lea")
    desk.undo()
    assert len(open_desk(store).layer.ordered) == 4


def test_what_is_not_there_is_not_deleted(store):
    with pytest.raises(NotFoundError, match="no document 'zz'"):
        delete(store, ["ar-0001", "zz"], "", "lea")
    assert store.documents.count() == 2  # none of them
    with pytest.raises(NotFoundError, match=r"no layer 'sami' on ar-0001 \(layers: noa\)"):
        delete(store, ["ar-0001"], "sami", "lea")
    delete(store, ["ar-0001"], "", "lea")
    with pytest.raises(NotFoundError, match="deleted already"):
        delete(store, ["ar-0001"], "", "lea")
    with pytest.raises(RefusedError, match="Document he-0001 is not deleted"):
        undelete(store, ["he-0001"], "", "lea")


def test_purge_takes_only_what_was_deleted(store):
    with pytest.raises(RefusedError, match="is not deleted"):
        chosen(store, ["ar-0001"], "")
    assert chosen(store, [], "") == []


def test_purge_says_what_it_would_destroy_and_leaves_no_letter_of_it(store, tmp_path):
    delete(store, ["ar-0001"], "", "lea")
    (condemned,) = chosen(store, [], "")
    assert (condemned.document, condemned.layers, condemned.annotations, condemned.revisions) == ("ar-0001", 1, 5, 5)
    purge(store, [condemned], "lea")
    assert check(store).findings == []
    assert [entry.key for entry in store.documents.entries()] == ["he-0001"]
    acts = store._db.execute("SELECT who, act, document FROM housekeeping ORDER BY number").fetchall()
    assert acts == [("lea", "delete", "ar-0001"), ("lea", "purge", "ar-0001")]
    store.close()
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert ARABIC[:40].encode() not in held
    assert HEBREW[:8].encode() in held


def test_purge_leaves_no_trace_of_what_hung_on_a_document(store, tmp_path):
    one = store.documents.load(1)
    comment(store, 1, "secret remark", "lea", place=(32, 35))
    comment(store, 1, "secret question", "lea", on="s3", surroundings=counting_surroundings())
    give(store, [1, 2], ["secretary"], "lead")
    lock(store, [1], "secretary", "lead")
    set_region(store, one, document_regions(store, one)[0], RegionKind.TITLE, "secretary")
    with store.writing():
        store.findings.add(1, [Finding(Oddity.CONTROLS, 1, 0, "secret detail")])
        store.stories.keep_signatures("secret method", [(1, b"secret signature")])
        store.stories.keep_told_twice({1: [ToldTwice((0, 3), (5, 8), 1.0)]})
        store.stories.add_pairs([Pair(1, 2, 0.5, 0.9)], [1, 2])
        store.stories.replace([(1, 1), (2, 1)])
    take_back(store, [2], ["secretary"], "lead")
    delete(store, ["ar-0001"], "", "lea")
    purge(store, chosen(store, [], ""), "lea")
    assert check(store).findings == []
    tables = ("comments", "locks", "regions", "findings", "signatures", "told_twice", "near_duplicates", "assignments")
    assert [table for table in tables if store._db[table].count] == []
    assert {one.subject for one in store.decisions.of(2)} == {"secretary"}
    decided = {row[0] for row in store._db.execute("SELECT document_id FROM decisions")}
    assert decided == {2}
    store.close()
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    with new_store(tmp_path, "empty.db") as empty:  # the schema's own examples are about the same war
        familiar = schema_to_json(empty.schemas.current())
    words = {word for word in ARABIC.split() if len(word) > 3 and word not in familiar}
    assert len(words) > 3
    assert [word for word in words if word.encode() in held] == []
    assert [word for word in words if folded_text(word).encode() in held] == []
    assert [
        said for said in (b"remark", b"question", b"detail", b"method", b"signature") if b"secret " + said in held
    ] == []


def test_purge_says_so_where_somebody_reads_all_the_while(store, monkeypatch):
    for module in ("connection", "store"):
        monkeypatch.setattr(f"corpus_tool.store.{module}.BUSY_TIMEOUT_MS", 50)
    with Store.open(store.path) as reader, Store.open(store.path) as here:
        delete(here, ["ar-0001"], "", "lea")
        with reader.reading():
            list(reader.documents.entries())
            with pytest.raises(StoreError, match=r"traces of it may still be in the file: .*another program"):
                purge(here, chosen(here, [], ""), "lea")


def test_purge_of_a_layer_leaves_the_document_and_a_new_beginning(store):
    delete(store, ["ar-0001"], "noa", "lea")
    purge(store, chosen(store, ["ar-0001"], "noa"), "lea")
    desk = open_desk(store)
    assert desk.layer.ordered == ()
    desk.do("Mark", edits.add(desk.layer, span("s9", ARABIC, "حلب", "GPE")))
    assert check(store).findings == []


def test_purge_stops_where_something_was_taken_back_meanwhile(store):
    delete(store, ["ar-0001", "he-0001"], "", "lea")
    condemned = chosen(store, [], "")
    undelete(store, ["he-0001"], "", "lea")
    with pytest.raises(RefusedError, match="taken back meanwhile; nothing was destroyed"):
        purge(store, condemned, "lea")
    undelete(store, ["ar-0001"], "", "lea")
    assert store.documents.count() == 2


def test_a_deleted_text_does_not_come_in_again_but_a_purged_one_does(store, tmp_path):
    (tmp_path / "news.txt").write_text("قصف الجيش", encoding="utf-8")
    import_files(store, [tmp_path / "news.txt"])
    delete(store, ["news"], "", "lea")
    (tmp_path / "again.txt").write_text("\ufeffقصف الجيش", encoding="utf-8")
    report = import_files(store, [tmp_path / "again.txt"])
    assert report.count(Outcome.REFUSED) == 1
    assert "`corpus-tool undelete news`" in report.entries[0].message
    purge(store, chosen(store, ["news"], ""), "lea")
    assert import_files(store, [tmp_path / "news.txt"]).count(Outcome.IMPORTED) == 1


def test_a_backup_is_a_whole_corpus_and_overwrites_nothing(store, tmp_path):
    with Store.open(store.path) as other:  # somebody writes meanwhile
        store.copy_to(tmp_path / "backup.db")
        desk = open_desk(other)
        desk.undo()
    with Store.open(tmp_path / "backup.db") as copy:
        assert check(copy).findings == []
        assert len(open_desk(copy).layer.ordered) == 5
    before = (tmp_path / "backup.db").read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        store.copy_to(tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_bytes() == before
    with pytest.raises(StoreError, match="there is no folder"):
        store.copy_to(tmp_path / "no" / "backup.db")
    assert not [file for file in tmp_path.iterdir() if "part" in file.name]
