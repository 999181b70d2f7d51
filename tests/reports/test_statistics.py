"""Numbers about a corpus, small enough to count by hand."""

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    HEBREW,
    add_document,
    counting_surroundings,
    document,
    new_store,
    strike,
)

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.reports.statistics import OF_ANNOTATIONS, OF_CORPUS, tables
from corpus_tool.store.token_blobs import token_count, tokens_to_blob
from corpus_tool.text.tokens import Token
from corpus_tool.workbench.desk import Desk

ALL = [*OF_CORPUS, *OF_ANNOTATIONS]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    with new_store(tmp_path_factory.mktemp("stats")) as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        for who, count in (("noa", 5), ("sami", 2)):
            desk = Desk(store, 1, LayerName(who, LayerKind.ANNOTATOR), counting_surroundings())
            for annotation in strike()[:count]:
                desk.do("Mark", edits.add(desk.layer, annotation))
        desk.undo()
        yield {name: frame.rows() for name, frame in tables(store, ALL).items()}


def test_documents_words_and_tokens_are_counted_by_language_and_source(found):
    tokens = {text: len(document(text).tokens) for text in (ARABIC, HEBREW)}
    by_language = {row[0]: row for row in found["documents"]}
    assert by_language["ar"][1:3] == ("test", 1)
    assert {by_language["ar"][4], by_language["he"][4]} == set(tokens.values())


def test_labels_are_counted_by_annotator(found):
    assert found["labels"] == [
        ("span", "ORG", 2, 1),
        ("span", "GPE", 1, 0),
        ("span", "NORP", 1, 0),
        ("event", "Conflict.AirStrike", 1, 0),
    ]


def test_annotators_are_counted_with_their_documents(found):
    assert found["annotators"] == [("noa", 1, 0, 4, 1, 0, 2), ("sami", 1, 0, 1, 0, 0, 0)]


def test_labels_are_counted_by_source(found):
    assert found["sources"][0] == ("span", "ORG", "test", 3)


def test_shapes_are_nested_part_of_word_and_discontinuous(found):
    shapes = {row[1]: row[2:] for row in found["shapes"]}
    assert shapes["ORG"] == (3, 0, 1, 0)
    assert shapes["NORP"] == (1, 1, 0, 0)


def test_arguments_are_counted_by_type_and_role(found):
    assert found["arguments"] == [("Conflict.AirStrike", "Attacker", 1, 1), ("Conflict.AirStrike", "Target", 1, 1)]


def test_a_week_counts_what_was_made_and_not_what_undo_took_back(found):
    assert found["weeks"] == [("2026-W05", "noa", 5), ("2026-W05", "sami", 2)]


def test_an_empty_corpus_has_empty_tables(tmp_path):
    with new_store(tmp_path) as store:
        assert all(frame.is_empty() for frame in tables(store, ALL).values())


@pytest.mark.parametrize("count", [0, 1, 5, 6, 30, 21_845, 21_846, 30_000])
def test_tokens_are_counted_without_reading_them(count):
    blob = tokens_to_blob([Token(number, number + 1, "word") for number in range(count)])
    assert token_count(blob[:5]) == count
