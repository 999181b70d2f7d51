"""What is reckoned of done work is kept, and reckoned again where that changed."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store

from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import delete, purge
from corpus_tool.workbench.learning import second_look, what_next
from corpus_tool.workbench.learning.reckoning import kept, kept_or_reckoned

CITIES = ("حلب", "دمشق", "حمص", "درعا", "إدلب", "الرقة", "حماة")
NOA = LayerName("noa", LayerKind.ANNOTATOR)


def mark(store, id, label="GPE", done=True):
    desk = Desk(store, id, NOA, counting_surroundings())
    text = desk.document.text
    city = next(city for city in CITIES if city in text)
    for number, place in enumerate((text.index(city), text.rindex(city))):
        one = Span(id=f"s{number}", label=label, fragments=((place, place + len(city)),))
        desk.do("Mark", edits.add(desk.layer, one))
    if done:
        desk.do("Done", edits.set_status(desk.layer, Status.DONE))


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        for number, city in enumerate(CITIES):
            text = f"قصف داعش مواقع في {city} أمس.\nوسقط قتلى في {city} ثم عاد الهدوء."
            add_document(store, document(text, f"ar-{number}"))
        for id in range(1, 6):
            mark(store, id)
        yield store


@pytest.fixture
def fits(monkeypatch):
    """How often anything was learned."""
    from corpus_tool.learning.crf import Lesson

    times, learned = [], Lesson.learned
    monkeypatch.setattr(Lesson, "learned", lambda self, but=-1: times.append(but) or learned(self, but))
    return times


def test_what_was_found_is_kept_until_its_state_is_another(store):
    asked = []

    def reckon():
        asked.append(1)
        return [len(asked)]

    assert kept_or_reckoned(store, "doubts", "noa", "1", reckon, list[int]) == [1]
    assert kept_or_reckoned(store, "doubts", "noa", "1", reckon, list[int]) == [1]
    assert kept_or_reckoned(store, "doubts", "noa", "2", reckon, list[int]) == [2]
    assert kept(store, "doubts", "noa", "1", list[int]) is None
    assert kept(store, "doubts", "noa", "2", list[str]) is None
    assert kept(store, "doubts", "sami", "2", list[int]) is None


def test_a_second_look_learns_again_only_when_more_was_done(store, fits):
    doubts = second_look.second_look(store, "noa")
    assert fits
    fits.clear()
    assert second_look.second_look(store, "noa") == doubts
    assert not fits
    mark(store, 6, "PER")
    again = second_look.second_look(store, "noa")
    assert fits
    assert any(one.document_id == 6 and one.said == "PER" for one in again)


def test_what_is_found_right_does_not_come_again_from_what_was_kept(store):
    mark(store, 6, "PER")
    (first, *rest) = second_look.second_look(store, "noa")
    second_look.find_right(store, first, "noa")
    assert first not in second_look.second_look(store, "noa")
    assert len(second_look.second_look(store, "noa")) >= len(rest)


def test_what_is_next_is_reckoned_again_when_a_document_was_begun_and_is_disputed(store, fits):
    before = what_next.what_next(store, "noa")
    fits.clear()
    assert what_next.what_next(store, "noa") == before
    mark(store, 6, "LOC", done=False)
    (one,) = (gain for gain in what_next.what_next(store, "noa") if gain.document_id == 6)
    assert "contradicts 100% of your marks" in one.reason
    assert not fits


def test_what_was_reckoned_of_a_destroyed_document_is_destroyed(store):
    second_look.second_look(store, "noa")
    delete(store, ["ar-0"], "", "noa")
    purge(store, list(store.hiding.deleted()), "noa")
    assert store.models.reckoned("doubts", "noa") is None
