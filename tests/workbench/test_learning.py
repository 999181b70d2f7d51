"""What the recommender learns from in a corpus, and that nobody learns from another's work unasked."""

from types import SimpleNamespace

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store

from corpus_tool.errors import NotFoundError, RefusedError
from corpus_tool.learning import crf
from corpus_tool.learning.telling import Guess
from corpus_tool.model import edits
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import delete, purge
from corpus_tool.workbench.learning import apprentice
from corpus_tool.workbench.learning.learning import (
    examples_of,
    is_stale,
    learn_from,
    learned_model,
    suggester,
    suggestions_in,
)
from corpus_tool.workbench.suggestions.offering import Offers
from corpus_tool.workbench.suggestions.suggesting import make_suggestions
from corpus_tool.workbench.whereabouts import Whereabouts

CITIES = ("حلب", "دمشق", "حمص", "درعا", "إدلب", "الرقة")


def text_about(city):
    return f"قصف داعش مواقع في {city} أمس.\nوسقط قتلى في {city} ثم عاد الهدوء."


def annotate(store, id, who="noa", label="GPE", done=True, kind=LayerKind.ANNOTATOR):
    desk = Desk(store, id, LayerName(who, kind), counting_surroundings())
    text = desk.document.text
    city = next(city for city in CITIES if city in text)
    place = text.index(city)
    found = (
        Span(id="s1", label=label, fragments=((place, place + len(city)),)),
        Span(id="s2", label=label, fragments=((text.rindex(city), text.rindex(city) + len(city)),)),
        Event(id="e1", type="Conflict.Shelling", fragments=((0, 3),)),
    )
    for one in found:
        desk.do("Mark", edits.add(desk.layer, one))
    if done:
        desk.do("Done", edits.set_status(desk.layer, Status.DONE))


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        for number, city in enumerate(CITIES):
            add_document(store, document(text_about(city), f"ar-{number}"))
        yield store


def test_ones_own_done_work_is_learned_from_and_the_gold_of_the_rest(store):
    annotate(store, 1)
    annotate(store, 1, "gold", kind=LayerKind.GOLD, label="LOC")
    annotate(store, 2, done=False)
    annotate(store, 3, "sami")
    annotate(store, 4, "gold", kind=LayerKind.GOLD, label="LOC")
    assert [(one.article.id, one.spans[0].label) for one in examples_of(store, "noa")] == [(1, "GPE"), (4, "LOC")]
    assert [(one.article.id, one.spans[0].label) for one in examples_of(store)] == [(1, "LOC"), (3, "GPE"), (4, "LOC")]


def test_too_little_is_told(store):
    annotate(store, 1)
    with pytest.raises(RefusedError, match="1 document is done"):
        learn_from(store, "noa")


def test_without_what_learns_it_is_said_how_to_get_it(store, monkeypatch):
    monkeypatch.setattr(crf, "find_spec", lambda _: None)
    with pytest.raises(NotFoundError, match=r"pip install 'corpus-tool\[suggest\]'"):
        learn_from(store, "noa")


def test_what_is_learned_is_suggested_in_what_is_not_done(store):
    for id in range(1, 6):
        annotate(store, id)
    model = learn_from(store, "noa", counting_surroundings())
    told = make_suggestions(store, suggester(model, store.schemas.current()), [6])
    assert told.annotations >= 2
    layer = store.layers.load(6, LayerName("learned", LayerKind.SUGGESTION))
    assert {span.label for span in layer.spans} == {"GPE"}
    assert all(0 < span.attributes["score"] <= 1 for span in layer.spans)


def test_it_is_known_when_there_is_more_to_learn(store):
    assert is_stale(store, "noa")
    for id in range(1, 5):
        annotate(store, id)
    learn_from(store, "noa", counting_surroundings())
    assert not is_stale(store, "noa")
    assert learned_model(store, "noa").examples == 4
    assert learned_model(store, "sami") is None
    annotate(store, 5)
    assert is_stale(store, "noa")


def test_what_was_learned_from_a_destroyed_document_is_destroyed(store):
    for id in range(1, 5):
        annotate(store, id)
    learn_from(store, "noa", counting_surroundings())
    delete(store, ["ar-0"], "", "noa")
    purge(store, list(store.hiding.deleted()), "noa")
    assert learned_model(store, "noa") is None


def test_another_process_learns_while_the_annotator_goes_on(store):
    for id in range(1, 6):
        annotate(store, id)
    where = Whereabouts(store, "noa")
    desk = Desk(store, 6, LayerName("noa", LayerKind.ANNOTATOR), counting_surroundings())
    assert where.learned_of(desk) == ()
    where._apprentice.wait()
    told = where.learned_of(desk)
    assert "GPE" in {one.label for one in told if isinstance(one, Span)}
    offers = Offers(desk)
    offers.learn(told)
    assert {one.source for one in offers.listed()} == {"learned"}
    assert desk.layer.ordered == ()


def test_what_is_done_while_it_rests_is_learned_when_it_has_rested(store, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(apprentice, "monotonic", lambda: now[0])
    for id in range(1, 5):
        annotate(store, id)
    one = apprentice.Apprentice(store)
    assert one.look("noa") is None
    assert one.is_awaited
    one.wait()
    now[0] = 2.0
    assert one.is_due
    assert one.look("noa").model.examples == 4
    assert not one.is_awaited
    annotate(store, 5)
    one.look("noa")
    assert one.is_awaited
    assert not one.is_due
    now[0] = 8.0
    assert one.is_due
    one.look("noa")
    one.wait()
    assert one.look("noa").model.examples == 5


def test_a_lesson_that_failed_is_not_tried_again_and_again(store, monkeypatch):
    monkeypatch.setattr(apprentice, "LEAST", 1)
    annotate(store, 1)
    one = apprentice.Apprentice(store)
    one.look("noa")
    one.wait()
    one.look("noa")
    assert not one.is_awaited


def test_the_word_list_is_told_from_as_soon_as_the_corpus_wants_it_and_no_longer(store):
    annotate(store, 1)
    where = Whereabouts(store, "noa")
    desk = Desk(store, 6, LayerName("noa", LayerKind.ANNOTATOR), counting_surroundings())
    own = len(where.names_known(desk).lexicon)
    choose(store, "suggest-starter", "on", "rina")
    assert len(where.names_known(desk).lexicon) > own
    choose(store, "suggest-starter", "off", "rina")
    assert len(where.names_known(desk).lexicon) == own


def test_nothing_is_learned_for_whoever_wants_no_suggestions(store):
    for id in range(1, 6):
        annotate(store, id)
    choose(store, "suggest-names", "off", "rina")
    where = Whereabouts(store, "noa")
    assert where.learned_of(Desk(store, 6, LayerName("noa", LayerKind.ANNOTATOR), counting_surroundings())) == ()
    assert where._apprentice is None


def test_what_has_neither_a_letter_nor_a_digit_is_not_suggested():
    text = "حلب --- 5"
    places = [(0, 3), (4, 7), (8, 9)]
    told = [Guess(start, end, "FAC", 0.9) for start, end in places]
    recommender = SimpleNamespace(suggest=lambda _article: told)
    found = suggestions_in(document(text), recommender, default_schema())
    assert [one.fragments for one in found] == [((0, 3),), ((8, 9),)]
