"""What the files of an export are called: each name its own, and the files of one document alike."""

import pytest
from corpus_tool_testing.builders import ARABIC, document, layer, span

from corpus_tool.formats import Writing, formats, one_name
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.workbench.writing import safe_name, safe_path


@pytest.mark.parametrize("length", range(165, 200))
def test_files_of_one_document_keep_one_name_at_the_border_of_what_is_too_long(length):
    assert len({safe_name("a" * length + ending).removesuffix(ending) for ending in (".tsv", ".about.json")}) == 1


def test_a_stroke_is_spelled_out_once_and_no_other_name_is_spelled_so():
    names = ["a/b", "a%2Fb", "a%252Fb", "a b", "a%20b"]
    assert [safe_path(one_name(name)) for name in names] == ["a%2Fb", "a%252Fb", "a%25252Fb", "a%20b", "a%2520b"]


@pytest.mark.parametrize("name", ["bioes", "brat", "conllu", "doccano", "gliner", "iob2", "spacy", "textee"])
def test_people_whose_names_look_like_each_others_files_keep_their_own(name):
    people = ["noa/x", "noa%2Fx", "noa x", "noa%20x"]
    found = [Bundle(document(ARABIC), tuple(layer([span("s1", ARABIC, "حلب", "GPE")], who) for who in people))]
    written = {safe_path(piece.file) for piece in formats()[name].pieces(found, Writing("all", default_schema()))}
    files = {file for file in written if not file.endswith((".conf", ".txt"))}
    assert len(files) == len(people)
    assert len({file.count("/") for file in files}) == 1
