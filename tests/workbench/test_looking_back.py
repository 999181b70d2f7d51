"""The history of a document, and going back in it."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, add_document, counting_surroundings, document, new_store, span

from corpus_tool.errors import NotFoundError
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.looking_back import past, restore

NOA, GOLD = LayerName("noa", LayerKind.ANNOTATOR), LayerName("gold", LayerKind.GOLD)


@pytest.fixture
def store(tmp_path):
    """Revisions 1 to 4: two marks, one removed, one relabelled."""
    with new_store(tmp_path) as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        desk = Desk(store, 1, NOA, counting_surroundings())
        desk.do("Mark GPE", edits.add(desk.layer, span("s1", ARABIC, "حلب", "GPE")))
        desk.do("Mark ORG", edits.add(desk.layer, span("s2", ARABIC, "داعش")))
        desk.do("Remove GPE", edits.remove(desk.layer, "s1"))
        desk.do("Change to PER", edits.relabel(desk.layer, "s2", "PER"))
        yield store


def test_history_tells_every_act(store):
    acts = [(one.revision, one.title, one.added, one.changed, one.removed, one.status) for one in past(store, 1, bool)]
    assert acts == [
        (1, "Mark GPE", 1, 0, 0, "in-progress"),
        (2, "Mark ORG", 1, 0, 0, ""),
        (3, "Remove GPE", 0, 0, 1, ""),
        (4, "Change to PER", 0, 1, 0, ""),
    ]
    assert past(store, 1, lambda name: name == GOLD) == []


def test_every_revision_can_be_restored_and_that_can_be_undone(store):
    for number, labels in ((1, ["GPE"]), (2, ["GPE", "ORG"]), (3, ["ORG"]), (4, ["PER"])):
        desk, _ = restore(store, 1, number, "lea", counting_surroundings())
        assert [one.label for one in desk.layer.spans] == labels
        assert check(store).findings == []
    assert desk.undo().title.startswith("Undo Restore")
    assert [one.label for one in desk.layer.spans] == ["ORG"]
    (*_, undone) = store.revisions.of_layer(1, NOA)
    assert undone.who == "lea"


def test_restoring_what_is_there_does_nothing(store):
    desk, done = restore(store, 1, 4, "lea")
    assert done is None
    assert desk.layer.revision == 4


def test_only_a_revision_of_the_document_can_be_restored(store):
    for id, number in ((2, 1), (1, 77)):
        with pytest.raises(NotFoundError, match=rf"has no revision {number}"):
            restore(store, id, number, "lea")
