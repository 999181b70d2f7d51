"""A corpus on a folder that machines share is written so that they can take turns."""

from pathlib import Path

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store, span

from corpus_tool.errors import BusyError, StoreError
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store import sharing
from corpus_tool.store.sharing import SAID, Mount, mount_of, read_mounts, shared_by
from corpus_tool.store.store import Store
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import chosen, delete, purge

NOA = LayerName("noa", LayerKind.ANNOTATOR)

LISTING = r"""/dev/sda1 / ext4 rw,relatime 0 0
server:/export /srv/team nfs4 rw,vers=4.2 0 0
/dev/sdb1 /srv/team/local ext4 rw 0 0
//nas/news /mnt/the\040news cifs rw 0 0
lea@far:/ /home/lea/far fuse.sshfs rw 0 0
portal /run/user/1000/doc fuse.portal rw 0 0
C:\134 /mnt/c 9p rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind", "is_shared"),
    [
        ("/home/noa/corpus.db", "ext4", False),
        ("/srv/team/corpus.db", "nfs4", True),
        ("/srv/teams/corpus.db", "ext4", False),
        ("/srv/team/local/corpus.db", "ext4", False),
        ("/mnt/the news/corpus.db", "cifs", True),
        ("/home/lea/far/corpus.db", "fuse.sshfs", True),
        ("/run/user/1000/doc/corpus.db", "fuse.portal", False),
        ("/mnt/c/corpus.db", "9p", True),
    ],
)
def test_the_list_of_mounts_tells_what_shares_a_folder(path, kind, is_shared):
    mount = mount_of(path, read_mounts(LISTING))
    assert (mount.kind, mount.is_shared) == (kind, is_shared)


def test_of_two_mounts_at_one_place_the_last_counts():
    assert mount_of("/x/y", [Mount("/x", "ext4"), Mount("/x", "nfs")]) == Mount("/x", "nfs")
    assert mount_of("/x/y", []) is None


def test_a_word_in_the_environment_counts_more(tmp_path, monkeypatch):
    monkeypatch.setattr(sharing, "_mounts", lambda: [Mount("/", "nfs")])
    assert shared_by(tmp_path / "corpus.db", {}) == "nfs"
    assert shared_by(tmp_path / "corpus.db", {SAID: "no"}) == ""
    monkeypatch.setattr(sharing, "_mounts", list)
    assert shared_by(tmp_path / "corpus.db", {SAID: "yes"}) == f"${SAID}"
    assert shared_by(tmp_path / "corpus.db", {}) == ""


def test_where_nothing_tells_of_mounts_nothing_is_shared(monkeypatch):
    monkeypatch.setattr(sharing, "MOUNTS", Path("/nowhere"))
    assert shared_by(Path("/x/corpus.db"), {}) == ""


def journal(store: Store) -> str:
    return str(store._db.execute("PRAGMA journal_mode").fetchone()[0])


def test_a_corpus_that_moves_to_a_shared_folder_and_back_changes_its_journal(tmp_path, monkeypatch):
    with new_store(tmp_path) as store:
        add_document(store, document())
        assert journal(store) == "wal"
    monkeypatch.setenv(SAID, "yes")
    with Store.open(store.path) as shared:
        assert journal(shared) == "delete"
        desk = Desk(shared, 1, NOA, counting_surroundings())
        desk.do("Mark", edits.add(desk.layer, span("s1", desk.document.text, "حلب", "GPE")))
        assert check(shared).findings == []
        delete(shared, ["ar-0001"], "", "lea")
        purge(shared, chosen(shared, [], ""), "lea")
        assert [file.name for file in tmp_path.iterdir()] == ["corpus.db"]
    monkeypatch.setenv(SAID, "no")
    with Store.open(store.path) as store:
        assert journal(store) == "wal"


def test_a_corpus_that_is_open_as_if_nobody_shared_it_is_not_opened_from_a_shared_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus_tool.store.connection.BUSY_TIMEOUT_MS", 200)
    with new_store(tmp_path) as store:
        monkeypatch.setenv(SAID, "yes")
        with pytest.raises(StoreError, match="was opened elsewhere as if it did not; close it there once"):
            Store.open(store.path)


def test_an_act_that_waited_for_a_reader_in_vain_is_not_kept_and_the_next_one_is(tmp_path, monkeypatch):
    monkeypatch.setenv(SAID, "yes")
    with new_store(tmp_path) as store, Store.open(store.path) as reader:
        add_document(store, document())
        store._db.execute("PRAGMA busy_timeout = 0")
        desk = Desk(store, 1, NOA, counting_surroundings())
        here = span("s1", desk.document.text, "حلب", "GPE")
        with reader.reading():
            assert reader.documents.count() == 1
            with pytest.raises(BusyError):
                desk.do("Mark", edits.add(desk.layer, here))
        assert desk.layer.spans == ()
        desk.do("Mark", edits.add(desk.layer, here))
        assert Desk(reader, 1, NOA).layer.spans == desk.layer.spans == (here,)
