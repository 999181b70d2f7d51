"""History, deleting, bundles, backups and checks, from the command line."""

import json

import pytest
from corpus_tool_testing.builders import document, layer, strike

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model import edits
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk

NOA = LayerName("noa", LayerKind.ANNOTATOR)


@pytest.fixture(autouse=True)
def corpus(folder, well):
    line = line_of(Bundle(document(), (layer(strike()),)))
    (folder / "noa.jsonl").write_text(line + "\n", encoding="utf-8")
    well("new")
    well("import", "noa.jsonl")
    return folder / "corpus.db"


def remove(path, id: str) -> None:
    with Store.open(path) as store:
        desk = Desk(store, 1, NOA)
        desk.do(f"Remove {id}", edits.remove(desk.layer, id))


def test_check_says_that_all_is_well(well):
    assert well("check").out == "1 document, 1 layer, 1 revision: sound, 0 warnings.\n"
    assert json.loads(well("check", "--json").out)["sound"] is True


def test_check_ends_with_1_where_something_is_wrong(corpus, tool):
    with Store.open(corpus) as store:
        store._db.execute("UPDATE spans SET label = 'PER' WHERE id = 's4'")
    done = tool("check")
    assert done.code == 1
    assert "UNSOUND, 1 error" in done.out
    assert done.err.startswith("error: ar-0001, noa: replaying it does not give the tables")


def test_history_and_restore(corpus, well, tool):
    remove(corpus, "s2")
    rows = well("history", "ar-0001").out.split("\n")
    assert rows[1].split()[-3:] == ["+5", "done", "Import"]
    assert rows[2].split()[-3:] == ["-1", "Remove", "s2"]
    assert [one["removed"] for one in json.loads(well("history", "ar-0001", "--json").out)] == [0, 1]
    assert "5 annotations. This is revision 3" in well("restore", "ar-0001", "--at", "1", "--as", "lea").out
    assert "nothing was changed" in well("restore", "ar-0001", "--at", "1", "--as", "lea").out
    done = tool("restore", "ar-0001", "--at", "99", "--as", "lea")
    assert (done.code, done.out) == (1, "")
    assert "has no revision 99; `corpus-tool history ar-0001` lists them" in done.err


def test_delete_and_undelete(well, tool):
    assert "undelete" in well("delete", "ar-0001", "--as", "lea").out
    assert well("documents", "--json").out == "[]\n"
    done = tool("show", "ar-0001")
    assert done.code == 1
    assert "`corpus-tool undelete ar-0001` takes it back" in done.err
    assert well("undelete").out.split()[-1] == "ar-0001"
    well("undelete", "ar-0001", "--as", "lea")
    assert well("undelete").out == "Nothing is deleted.\n"
    well("delete", "ar-0001", "--layer", "noa", "--as", "lea")
    assert "== noa" not in well("show", "ar-0001").out


def test_purge_asks(well, tool):
    assert tool("purge", "ar-0001", "--as", "lea").code == 1
    well("delete", "ar-0001", "--as", "lea")
    done = tool("purge", "--as", "lea")
    assert done.code == 2
    assert "1            5          1  (all)  ar-0001" in done.out
    assert "say --yes" in done.err
    assert well("purge", "--yes", "--as", "lea").out.endswith("1 destroyed.\n")
    assert "no document 'ar-0001'" in tool("undelete", "ar-0001", "--as", "lea").err


def test_backup(corpus, folder, well, tool):
    assert well("backup", "copy.db").out == "copy.db\n"
    assert well("documents", "--corpus", "copy.db").out == well("documents").out
    done = tool("backup", "copy.db")
    assert done.code == 1
    assert "copy.db is there already" in done.err
    assert tool("backup", "no/such/copy.db").code == 1
    assert sorted(file.name for file in folder.iterdir()) == ["copy.db", "corpus.db", "noa.jsonl"]


def test_a_bundle_goes_out_and_comes_home(corpus, folder, well, tool):
    assert well("bundle", "--for", "noa").out == "noa.db: 1 document, 1 layer.\n"
    remove(folder / "noa.db", "s2")
    assert well("merge", "noa.db").out == "brought further: ar-0001, noa\nnoa.db: 1 brought further.\n"
    assert well("merge", "noa.db").out == "noa.db: 1 nothing new.\n"
    remove(corpus, "s4")
    remove(folder / "noa.db", "e1")
    done = tool("merge", "noa.db")
    assert done.code == 1
    assert "waiting: ar-0001, noa: it was changed apart: revision 3 is shown, 4 wait" in done.err
    assert tool("resolve").err == done.err
    shown = well("resolve", "ar-0001").out
    assert "revision 4, noa" in shown
    assert "  + s4         GPE" in shown
    assert "  - e1         Conflict.AirStrike" in shown
    assert "was kept" in well("resolve", "ar-0001", "--take", "4", "--as", "lea").out
    assert well("resolve").out == "Nothing waits.\n"
    assert well("merge", "noa.db").err == ""
    assert well("check").err == ""


def test_a_bundle_for_somebody_new_names_its_documents(well, tool):
    assert "say --documents" in tool("bundle", "--for", "sami").err
    assert "no document 'zz'" in tool("bundle", "--for", "sami", "--documents", "zz").err
    assert well("bundle", "--for", "sami", "--documents", "all").out == "sami.db: 1 document, 0 layers.\n"
    assert tool("bundle", "--for", "sami", "--documents", "ar-0001").code == 1


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("gone.db", "no corpus at gone.db"),
        ("noa.jsonl", "not a corpus"),
        (".", "is a folder"),
        ("corpus.db", "is the corpus itself"),
    ],
)
def test_what_is_no_bundle_is_told(tool, file, sentence):
    done = tool("merge", file)
    assert (done.code, done.out) == (1, "")
    assert sentence in done.err
    assert done.err.count("\n") == 1
