"""IOB2 tags: one for each word, read back as the stretches they were made from."""

from corpus_tool_testing.builders import document, span
from corpus_tool_testing.strategies import hostile_text, layers
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.model.annotations import first_offset, last_offset
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import restricted
from corpus_tool.model.carrying.carries import LABELS_ONLY
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.model.tagging import bioes, spans_of, tags_of

NOA = LayerName("noa", LayerKind.ANNOTATOR)
COLUMNS = replace(LABELS_ONLY, whole_words=True, fragments=False)


def test_two_spans_side_by_side_stay_two():
    text = "حلب دمشق"
    both = [span("a", text, "حلب", "GPE"), span("b", text, "دمشق", "GPE")]
    assert tags_of(SpanColumns.of(both), document(text).tokens) == ["B-GPE", "B-GPE"]


@given(hostile_text.flatmap(lambda text: st.tuples(st.just(text), layers(text, NOA))))
def test_what_can_be_held_is_read_back(drawn):
    text, of = drawn
    tokens = document(text).tokens
    (kept,) = restricted(Bundle(document(text), (of,)), COLUMNS)[0].layers
    wanted = sorted((span.label, first_offset(span), last_offset(span)) for span in kept.spans)
    assert sorted(spans_of(tags_of(SpanColumns.of(kept.spans), tokens), tokens)) == wanted


@given(hostile_text.flatmap(lambda text: st.tuples(st.just(text), layers(text, NOA))))
def test_the_tags_of_single_words_and_last_words_are_read_back_too(drawn):
    text, of = drawn
    tokens = document(text).tokens
    (kept,) = restricted(Bundle(document(text), (of,)), COLUMNS)[0].layers
    assert spans_of(tags_of(SpanColumns.of(kept.spans), tokens, bioes), tokens) == spans_of(
        tags_of(SpanColumns.of(kept.spans), tokens), tokens
    )
