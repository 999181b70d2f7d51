"""The acts of a layer as its annotator remembers them."""

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, counting_surroundings, document, new_store, span

from corpus_tool.errors import RefusedError
from corpus_tool.model import edits
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.remembering import as_it_was, deeds, go_back


@pytest.fixture
def desk(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        yield Desk(store, 1, LayerName("rina", LayerKind.ANNOTATOR), counting_surroundings())


def mark(desk, surface):
    desk.do(f"Mark {surface}", edits.add(desk.layer, span(desk.new_id("s"), ARABIC, surface)))


def remembered(desk):
    return [(deed.title, deed.stands) for deed in deeds(desk)]


def test_undoing_and_redoing_are_no_acts_of_their_own_but_say_what_stands(desk):
    for surface in ("حلب", "داعش"):
        mark(desk, surface)
    for _ in range(2):
        desk.undo()
    desk.redo()
    desk.undo()
    desk.redo()
    beginning = ("Before the first act", True)
    assert remembered(desk) == [("Mark داعش", False), ("Mark حلب", True), beginning]
    mark(desk, "سانا")
    assert remembered(desk) == [("Mark سانا", True), ("Mark داعش", False), ("Mark حلب", True), beginning]


def test_going_back_is_one_act_and_undo_takes_it_back(desk):
    for surface in ("حلب", "داعش", "سانا"):
        mark(desk, surface)
    first = deeds(desk)[2]
    assert (first.what, ARABIC[slice(*first.place)]) == ("حلب", "حلب")
    go_back(desk, first)
    assert [desk.text_of(one) for one in desk.layer.ordered] == ["حلب"]
    desk.undo()
    assert len(desk.layer.ordered) == 3
    go_back(desk, deeds(desk)[-1])
    assert (len(desk.layer.ordered), desk.layer.status) == (0, Status.NEW)


def test_going_back_to_now_is_refused(desk):
    with pytest.raises(RefusedError, match="already"):
        go_back(desk, deeds(desk)[0])
    assert as_it_was(desk, 0).placed == {}
