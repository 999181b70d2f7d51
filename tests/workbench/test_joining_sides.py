"""Whoever worked on one article in two files keeps all of her work by one act."""

from corpus_tool_testing.builders import ARABIC, add_document, document, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.merging import merge
from corpus_tool.workbench.resolving import join
from corpus_tool.workbench.settling import waiting

NOA = LayerName("noa", LayerKind.ANNOTATOR)


def mark(store: Store, surface: str, label: str) -> None:
    desk = Desk(store, 1, NOA)
    desk.do(f"Mark {label}", edits.add(desk.layer, span(desk.new_id("s"), ARABIC, surface, label)))


def test_marks_of_both_files_are_there_and_nothing_waits_in_either(tmp_path):
    with new_store(tmp_path) as home:
        add_document(home, document())
        mark(home, "سانا", "ORG")
        home.copy_to(tmp_path / "laptop.db")
        with Store.open(tmp_path / "laptop.db") as laptop:
            mark(home, "حلب", "GPE")
            mark(laptop, "داعش", "ORG")
            mark(laptop, "حلب", "GPE")
            merge(home, laptop.path)
            assert len(waiting(home)) == 1
            assert join(home, 1, "sami", own=True) == []
            (done,) = join(home, 1, "noa")
            assert (done.layer, done.contested) == ("noa", ())
            assert sorted(one.label for one in home.layers.load(1, NOA).spans) == ["GPE", "ORG", "ORG"]
            merge(laptop, home.path)
            assert laptop.layers.load(1, NOA).spans == home.layers.load(1, NOA).spans
            for store in (home, laptop):
                assert waiting(store) == [] and check(store).findings == []
