"""What was read past far more often than it was marked is not offered again in the article."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.annotations import Event
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.echoes import PASSED, cut_ahead
from corpus_tool.workbench.suggestions.offering import Offers

NOA = LayerName("noa", LayerKind.ANNOTATOR)
TIMES = 3 * PASSED
SAID = "قال الوزير 15 أمس. " * TIMES + "دمشق"


@pytest.fixture
def desk(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document(SAID, "d"))
        yield Desk(store, 1, NOA, counting_surroundings())


def offered(desk, words):
    return sum(desk.text_of(one.annotation) == words for one in Offers(desk).listed())


def mark(desk, one):
    desk.do("Mark", edits.add(desk.layer, one))


def test_a_trigger_marked_at_its_first_place_is_offered_at_all_others(desk):
    mark(desk, Event(id="e", type="Contact.Meet", fragments=((0, 3),)))
    assert offered(desk, "قال") == TIMES - 1


def test_a_trigger_that_was_read_past_is_not_offered(desk):
    mark(desk, Event(id="e", type="Contact.Meet", fragments=((0, 3),)))
    mark(desk, span("s", SAID, "دمشق"))
    assert offered(desk, "قال") == 0


def test_a_number_is_offered_until_its_form_was_read_past(desk):
    mark(desk, span("n", SAID, "15", "NUM"))
    assert offered(desk, "15") == TIMES - 1
    mark(desk, span("s", SAID, "دمشق"))
    assert offered(desk, "15") == 0


@pytest.mark.parametrize("text", ["", "!", SAID])
def test_a_text_can_be_cut_before_anything_is_asked_of_it(text):
    cut_ahead(document(text, "d"))
