"""What is the gold of a document."""

from corpus_tool.model.changes import Status
from corpus_tool.model.gold import LayerHead, gold_of
from corpus_tool.model.layers import LayerKind, LayerName, SchemaRef


def head(annotator: str, kind: LayerKind, status: Status, revision: int = 1) -> LayerHead:
    return LayerHead(revision, 1, LayerName(annotator, kind), status, SchemaRef("conflict-news", "1.0.0"), revision)


def test_gold_is_a_finished_layer_of_the_kind_gold():
    gold = head("gold", LayerKind.GOLD, Status.DONE)
    assert gold_of([head("noa", LayerKind.ANNOTATOR, Status.DONE, 7), gold]) == gold


def test_what_is_still_adjudicated_is_no_gold():
    assert (
        gold_of([head("gold", LayerKind.GOLD, Status.IN_PROGRESS), head("x", LayerKind.SUGGESTION, Status.DONE)])
        is None
    )


def test_of_two_finished_ones_the_one_changed_last_is_the_gold():
    older, newer = head("a", LayerKind.GOLD, Status.DONE, 3), head("b", LayerKind.GOLD, Status.DONE, 9)
    assert gold_of([newer, older]) == newer
