"""Comments stay where they were made, and are open until somebody resolves them."""

import pytest
from corpus_tool_testing.builders import ARABIC, NOW, add_document, counting_surroundings, document, new_store, strike

from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.commenting import comment, resolve
from corpus_tool.workbench.desk import Desk


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        for who in ("noa", "sami"):
            desk = Desk(store, 1, LayerName(who, LayerKind.ANNOTATOR), counting_surroundings())
            for annotation in strike()[: 5 if who == "noa" else 1]:
                desk.do("Mark", edits.add(desk.layer, annotation))
        yield store


def test_a_comment_is_on_a_document_a_place_or_an_annotation(store):
    comment(store, 1, "too long", "lea", surroundings=counting_surroundings())
    comment(store, 1, "a town?", "lea", place=(32, 35), is_question=True)
    comment(store, 1, "proclitic", "noa", on="s3")
    on_document, on_annotation, on_place = store.comments.on(1)
    assert (on_document.start, on_document.text, on_document.who, on_document.at) == (None, "too long", "lea", NOW)
    assert (on_place.quote, on_place.is_question) == (ARABIC[32:35], True)
    assert (on_annotation.annotation, on_annotation.quote, on_annotation.start) == ("s3", "داعش", 24)


def test_an_annotation_that_two_layers_have_wants_a_layer(store):
    with pytest.raises(UsageError, match="say --layer noa or sami"):
        comment(store, 1, "which?", "lea", on="s1")
    comment(store, 1, "this", "lea", on="s1", layer="sami")
    assert store.comments.on(1)[0].layer_id == store.layers.id_of(1, LayerName("sami", LayerKind.ANNOTATOR))


def test_what_is_not_there_cannot_be_commented_on(store):
    for more in ({"on": "s99"}, {"on": "s3", "layer": "sami"}):
        with pytest.raises(NotFoundError):
            comment(store, 1, "hm", "lea", **more)
    for place in ((5, 5), (0, 1_000), (-1, 3)):
        with pytest.raises(UsageError, match="not a place"):
            comment(store, 1, "hm", "lea", place=place)
    with pytest.raises(UsageError, match="says something"):
        comment(store, 1, "  ", "lea")
    assert store.comments.on(1) == []


def test_a_resolved_comment_is_no_longer_open_but_stays(store):
    number = comment(store, 1, "a town?", "lea")
    assert [key for key, _ in store.comments.open()] == ["ar-0001"]
    resolve(store, number, "noa", counting_surroundings())
    assert store.comments.open() == []
    assert (store.comments.on(1)[0].resolved_by, store.comments.on(1)[0].resolved_at) == ("noa", NOW)
    with pytest.raises(NotFoundError, match="no open comment number 1"):
        resolve(store, number, "noa")
