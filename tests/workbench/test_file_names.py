"""What the files of an export are called: each name its own, and the files of one document alike."""

from pathlib import Path

import pytest
from corpus_tool_testing.builders import ARABIC, counting_surroundings, document, layer, new_store, span

from corpus_tool.formats import Writing, formats, one_name
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.workbench.exporting import export
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.writing import alike, safe_name, safe_path


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


def test_files_that_are_one_on_other_systems_are_told(tmp_path):
    keys = ("news", "News")
    lines = [line_of(Bundle(document(f"{ARABIC} {key}", key), (layer([]),))) for key in keys]
    source = tmp_path / "source.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    with new_store(tmp_path) as store:
        import_files(store, [source], counting_surroundings())
        told = export(store, "brat", "all", tmp_path / "out").notes
        assert [note.partition(":")[0] for note in told] == [
            "news.txt and News.txt differ in capitals or accents alone"
        ]
        assert export(store, "jsonl", "all", tmp_path / "out").notes == []


@pytest.mark.parametrize(("one", "other"), [("e\u0301", "\u00e9"), ("A", "a"), ("\u0130", "i\u0307")])
def test_names_are_alike_without_capitals_and_ways_to_write_an_accent(one, other):
    assert alike([Path("x"), Path(one), Path(other)]) == [Path(one), Path(other)]
    assert alike([Path(one), Path("x" + other)]) == []
