"""What a layer's own file says of its document and of itself."""

import pytest
from corpus_tool_testing.builders import ARABIC, document, layer, strike
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.abouts import About, about, bundle_of, one_line, read_about, read_extras
from corpus_tool.model.annotations import Relation, Span
from corpus_tool.model.json_values import UnusableError


@given(st.dictionaries(st.text(), st.text()))
def test_json_on_one_line_is_one_line_for_everybody(value):
    line = one_line(value)
    assert line.splitlines() == [line]  # what other programs cut lines with


def test_what_is_said_comes_back():
    said = about(document(), layer(strike()), {"T1": "s1"})
    assert read_about(one_line(said)) == said


@pytest.mark.parametrize("said", ["", "{", "[]", '{"key": "a"}', '{"key": " ", "annotator": "noa"}', "[" * 99_999])
def test_what_is_not_ours_is_refused(said):
    with pytest.raises(UnusableError, match="corpus-tool says of the document"):
        read_about(said)


@pytest.mark.parametrize("said", ["", '{"link": 3}', '{"fragments": [[1]]}'])
def test_what_is_not_ours_of_an_annotation_is_refused(said):
    with pytest.raises(UnusableError, match="corpus-tool says of an annotation"):
        read_extras(said)


def span(id, start=0, end=2):
    return Span(id=id, label="ORG", fragments=((start, end),))


def test_known_annotations_come_first_in_their_order_and_the_others_keep_their_names_unless_taken():
    said = About(key="a", annotator="noa", ids={"T2": "T1", "T1": "s1", "T9": "gone"})
    found = bundle_of(said, ARABIC, [span("T1"), span("T2"), span("T3")])
    assert [one.id for one in found.layers[0].ordered] == ["T1", "s1", "T3"]
    clash = bundle_of(About(key="a", annotator="noa", ids={"T1": "T3"}), ARABIC, [span("T1"), span("T3")])
    assert [one.id for one in clash.layers[0].ordered] == ["T3", "T3+"]


@pytest.mark.parametrize(
    ("annotations", "sentence"),
    [
        ([span("a"), span("a")], "id 'a' is given twice"),
        ([span("a", 2, 2)], "a: fragment"),
        ([span("a", 0, 999)], "a: fragment"),
        ([Relation(id="r", type="x", source="a", target="b"), span("a")], "r points at 'b', which is not there"),
    ],
)
def test_annotations_that_make_no_layer_are_refused(annotations, sentence):
    with pytest.raises(UnusableError, match=sentence):
        bundle_of(About(key="a", annotator="noa"), ARABIC, annotations)


def test_two_annotations_of_one_id_are_refused():
    with pytest.raises(UnusableError, match="two annotations one id"):
        bundle_of(About(key="a", annotator="noa", ids={"a": "x", "b": "x"}), ARABIC, [span("a"), span("b")])
