"""Disagreements over a corpus: whose layers count, in which documents, and one document alone."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, NOW, counting_surroundings, document, layer, new_store, span

from corpus_tool.errors import NotFoundError
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.regions import Region, RegionKind
from corpus_tool.workbench.agreement.disagreements import Scope, collations
from corpus_tool.workbench.choosing import Choice
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.regions import set_region
from corpus_tool.workbench.selecting import everything


@pytest.fixture
def store(tmp_path):
    aleppo, city = [span("s1", ARABIC, "حلب", "GPE")], [span("s1", ARABIC, "حلب", "LOC")]
    bundles = [
        Bundle(document(), (layer(aleppo), layer(city, "sami"), layer([], "ziv"), layer(city, "gold", LayerKind.GOLD))),
        Bundle(document(HEBREW, "he-0001"), (layer([]), layer([], "sami", status=Status.IN_PROGRESS))),
        Bundle(document(HEBREW + " עוד.", "he-0002"), (layer([]), layer([], "ziv"))),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(line_of(bundle) for bundle in bundles), encoding="utf-8")
    with new_store(tmp_path) as store:
        import_files(store, [tmp_path / "a.jsonl"], counting_surroundings())
        yield store


def keys(store, **scope):
    return {one.document.key: [name.short for name in one.names] for one in collations(store, Scope(**scope))}


def test_documents_that_two_have_done_count_and_no_gold(store):
    assert keys(store) == {"ar-0001": ["noa", "sami", "ziv"], "he-0002": ["noa", "ziv"]}


def test_whose_and_which_documents_can_be_said(store):
    assert keys(store, between=("noa", "sami")) == {"ar-0001": ["noa", "sami"]}
    assert keys(store, choice=Choice(languages=("he",))) == {"he-0002": ["noa", "ziv"]}
    unfinished = Choice(statuses=(Status.DONE, Status.IN_PROGRESS))
    assert keys(store, choice=unfinished)["he-0001"] == ["noa", "sami"]
    with pytest.raises(NotFoundError, match="has no label or type 'XYZ'"):
        keys(store, choice=Choice(labels=("XYZ",)))


def test_one_document_can_be_asked_for_and_gold_be_held_beside(store):
    only = Scope(choice=Choice(keys=("ar-0001",)))
    (found,) = collations(store, only)
    assert [name.short for name in found.disagreements[0].labels] == ["noa", "sami", "ziv"]
    (with_gold,) = collations(store, only, taken=everything)
    assert [name.short for name in with_gold.names] == ["noa", "sami", "ziv", "gold"]
    assert not list(collations(store, Scope(choice=Choice(keys=("he-0001",)))))


def test_when_a_layer_was_changed_last_is_told(store):
    assert {one.last_finished for one in collations(store)} == {NOW}


def test_what_lies_in_boilerplate_can_be_left_out(store):
    stored = store.documents.load(store.documents.id_of_key("ar-0001"))
    line = Region(0, ARABIC.index("\n"), RegionKind.BOILERPLATE)
    set_region(store, stored, line, RegionKind.BOILERPLATE, "noa", counting_surroundings())
    rows = [len(next(collations(store, Scope(with_boilerplate=wanted))).rows) for wanted in (True, False)]
    assert rows == [1, 0]
