"""Problems of the layer on the desk: kept up, in order, told once."""

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, document, event, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.problems import Problems


@pytest.fixture
def desk(tmp_path):
    with new_store(tmp_path) as store:
        yield Desk(store, add_document(store, document()), LayerName("noa", LayerKind.ANNOTATOR))


def test_problems_follow_acts_and_undo_in_the_order_of_the_text(desk):
    problems = Problems(desk)
    assert problems.listed() == []
    for id, surface in (("late", "«سانا»"), ("early", "الجيش")):
        attributes = {"colour": "red"} if id == "early" else {}
        desk.do("Mark", edits.add(desk.layer, span(id, ARABIC, surface, attributes=attributes)))
    assert [one.annotation for one in problems.listed()] == ["early", "late"]
    assert problems.count() == 2
    desk.undo()
    assert [one.annotation for one in problems.listed()] == ["late"]


def test_news_are_told_once_and_old_problems_are_none(desk):
    desk.do("Mark", edits.add(desk.layer, span("old", ARABIC, "«سانا»")))
    problems = Problems(desk)
    desk.do("Mark", edits.add(desk.layer, event("e", ARABIC, "قصف")))
    assert problems.news() == []
    desk.do("Mark", edits.add(desk.layer, span("new", ARABIC, "«سانا", "PER")))
    assert [one.annotation for one in problems.news()] == ["new"]
    assert problems.news() == []
