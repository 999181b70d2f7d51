"""Spans as columns say what the spans say, and become them when somebody looks."""

import pytest
from corpus_tool_testing.builders import layer
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.model.annotations import Placed, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.span_columns import PlacedColumns, SpanColumns, is_plain
from corpus_tool.model.table_columns import TableColumns
from corpus_tool.model.tables import SPANS

TEXT = "قصف 😀 الجيش حلب"
PLAIN = Span(id="s1", label="ORG", fragments=((4, 5),))
NAME, SCHEMA = LayerName("noa", LayerKind.ANNOTATOR), SchemaRef("s", "1")

places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda place: place[0] < place[1])
plain_spans = st.lists(places, max_size=6).map(
    lambda found: [Span(id=f"s{number}", label="ORG", fragments=(place,)) for number, place in enumerate(found)]
)


def kept_as_columns(spans: list[Span]) -> Layer:
    """A layer as the store brings it."""
    return Layer(NAME, SCHEMA, placed=PlacedColumns(SpanColumns.of(spans), range(0, 2 * len(spans), 2)))


@given(plain_spans)
def test_a_layer_of_columns_is_the_layer_of_its_spans(spans):
    kept = kept_as_columns(spans)
    made = Layer(NAME, SCHEMA, placed={span.id: Placed(2 * number, span) for number, span in enumerate(spans)})
    assert kept.plain == made.plain == SpanColumns.of(spans)
    assert kept == made and list(kept.spans) == spans and not kept.events
    assert dict(kept.placed) == made.placed and len(kept.placed) == len(spans)


@given(plain_spans)
def test_columns_say_what_stands_at_each(spans):
    columns = SpanColumns.of(spans)
    assert columns.surfaces(TEXT) == [TEXT[start:end] for span in spans for start, end in span.fragments]
    assert columns.only(slice(1, 3)) == SpanColumns.of(spans[1:3])


@given(bundle_parts())
def test_a_table_of_columns_is_that_of_objects(parts):
    document, layers = parts
    plain = [[span for span in one.spans if is_plain(span)] for one in layers]
    tie = Relation(id="tie", type="near", source="tie", target="tie")
    one = [Layer(NAME, SCHEMA, placed=PlacedColumns(SpanColumns.of(spans), range(len(spans)))) for spans in plain]
    other = [
        Layer(NAME, SCHEMA, placed={each.id: Placed(number, each) for number, each in enumerate([*spans, tie])})
        for spans in plain
    ]
    assert spans_table(Bundle(document, tuple(one))) == spans_table(Bundle(document, tuple(other)))


def spans_table(bundle):
    columns = TableColumns()
    columns.add(bundle, "", with_text=True)
    return columns.tables[SPANS]


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAIN, fragments=((0, 3), (4, 5))),
        replace(PLAIN, attributes={"certain": False}),
        replace(PLAIN, link="Q1"),
        replace(PLAIN, note=""),
    ],
    ids=["in two pieces", "attributes", "link", "note"],
)
def test_what_says_more_is_not_plain(other):
    assert is_plain(PLAIN) and not is_plain(other)
    assert layer([PLAIN]).plain is not None and layer([other]).plain is None


def test_a_layer_with_anything_else_is_not_plain():
    assert layer([PLAIN, Relation(id="r1", type="near", source="s1", target="s1")]).plain is None
    assert layer([]).plain == SpanColumns([], [], [], [])


def test_spans_in_several_pieces_are_no_columns():
    with pytest.raises(ValueError, match="several fragments"):
        SpanColumns.of([replace(PLAIN, fragments=((0, 3), (4, 5)))])
