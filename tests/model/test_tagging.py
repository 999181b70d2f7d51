"""IOB2 tags hold one flat row of whole-word spans; the rest is told."""

from corpus_tool_testing.builders import document, layer, span, strike
from corpus_tool_testing.strategies import hostile_text, layers
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.annotations import Span, first_offset, last_offset
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.losses import Reason
from corpus_tool.model.tagging import iob2, spans_of

DOCUMENT = document()
NOA = LayerName("noa", LayerKind.ANNOTATOR)


def test_the_wider_of_two_nested_spans_is_kept():
    tagging = iob2(layer(strike()).spans, DOCUMENT.tokens)
    assert tagging.tags[:4] == ("O", "B-ORG", "I-ORG", "O")
    assert [span.id for span in tagging.kept] == ["s1", "s4"]
    assert {span.id: reason for span, reason in tagging.lost} == {"s2": Reason.NESTED, "s3": Reason.PART_OF_WORD}


def test_every_reason_has_its_case():
    text = "aa bb cc dd"
    whole = document(text)
    spans = [
        Span(id="overlapped", label="X", fragments=((3, 8),)),
        Span(id="wide", label="X", fragments=((0, 5),)),
        Span(id="twice", label="X", fragments=((6, 8), (9, 11))),
        Span(id="half", label="X", fragments=((9, 10),)),
        Span(id="space", label="X", fragments=((5, 6),)),
    ]
    reasons = {span.id: reason for span, reason in iob2(spans, whole.tokens).lost}
    assert reasons == {
        "overlapped": Reason.OVERLAPPING,
        "twice": Reason.DISCONTINUOUS,
        "half": Reason.PART_OF_WORD,
        "space": Reason.WORDLESS,
    }
    crossing = iob2([Span(id="long", label="X", fragments=((0, 11),))], whole.tokens, [0, 2])
    assert crossing.lost[0][1] is Reason.CROSSES_SENTENCE


def test_two_spans_side_by_side_stay_two():
    text = "حلب دمشق"
    both = [span("a", text, "حلب", "GPE"), span("b", text, "دمشق", "GPE")]
    assert iob2(both, document(text).tokens).tags == ("B-GPE", "B-GPE")


@given(hostile_text.flatmap(lambda text: st.tuples(st.just(text), layers(text, NOA))))
def test_what_is_kept_is_read_back_and_the_rest_is_told(drawn):
    text, of = drawn
    tokens = document(text).tokens
    tagging = iob2(of.spans, tokens)
    assert len(tagging.kept) + len(tagging.lost) == len(of.spans)
    kept = sorted((span.label, first_offset(span), last_offset(span)) for span in tagging.kept)
    read = sorted(spans_of(tagging.tags, tokens))
    # Edges may include white space that no token covers; the words are the same.
    assert [(label, text[start:end].strip()) for label, start, end in kept] == [
        (label, text[start:end].strip()) for label, start, end in read
    ]
