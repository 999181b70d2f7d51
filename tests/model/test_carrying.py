"""What a format can hold: everything else is told, with its reason, and nothing that is told is written."""

import pytest
from corpus_tool_testing.builders import document, layer, strike
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries, Nesting, _steps, _through, restricted
from corpus_tool.model.carrying.carries import NOTHING
from corpus_tool.model.carrying.fitting import fits
from corpus_tool.model.carrying.places import Places
from corpus_tool.model.losses import WHOLE_AT_HOME, Reason
from corpus_tool.model.policies import Clitics, Overlaps, Policy, Window

TEXT = "aa bb cc. dd\nee ff"


def kept_and_lost(annotations, carries, **chosen):
    """What stays, id to annotation, and the reasons of what is lost, id to reasons."""
    bundle = Bundle(document(TEXT), (layer(annotations),))
    kept, losses = restricted(bundle, carries, Policy(**chosen))
    reasons: dict[str, list[Reason]] = {}
    for loss in losses:
        reasons.setdefault(loss.annotation, []).append(loss.reason)
    return {one.id: one for one in kept.layers[0].ordered}, reasons


def span(id, *fragments, **more):
    return Span(id=id, label="ORG", fragments=fragments, **more)


def event(id, start, end, *arguments, **more):
    return Event(
        id=id,
        type="Conflict.Attack",
        fragments=((start, end),),
        arguments=tuple(Argument(*argument) for argument in arguments),
        **more,
    )


def test_a_format_that_carries_everything_loses_nothing():
    bundle = Bundle(document(), (layer(strike()),))
    assert restricted(bundle, Carries()) == (bundle, [])


@pytest.mark.parametrize(
    ("annotations", "carries", "lost"),
    [
        ([span("a", (0, 2), (3, 5))], Carries(fragments=False), {"a": [Reason.DISCONTINUOUS]}),
        ([span("a", (10, 15))], Carries(lines=False), {"a": [Reason.CROSSES_LINE]}),
        ([span("a", (0, 3))], Carries(white_edges=False), {"a": [Reason.WHITE_SPACE]}),
        ([span("a", (2, 3))], Carries(white_edges=False), {"a": [Reason.WORDLESS]}),
        ([span("a", (0, 12))], Carries(windowed=True), {"a": [Reason.CROSSES_SENTENCE]}),
        ([span("a", (0, 1))], Carries(whole_words=True), {"a": [Reason.PART_OF_WORD]}),
        ([span("a", (2, 3))], Carries(whole_words=True), {"a": [Reason.WORDLESS]}),
        ([span("a", (0, 3))], Carries(whole_words=True), {"a": [Reason.WHITE_SPACE]}),
        ([span("a", (0, 5)), span("b", (3, 5))], Carries(nesting=Nesting.NONE), {"b": [Reason.NESTED]}),
        ([span("a", (0, 5)), span("b", (3, 8))], Carries(nesting=Nesting.NONE), {"b": [Reason.OVERLAPPING]}),
        ([event("e", 0, 2)], Carries(events=False), {"e": [Reason.EVENT]}),
        ([event("e", 0, 5)], Carries(one_word_triggers=True), {"e": [Reason.LONG_TRIGGER]}),
        (
            [event("e", 0, 2), event("f", 3, 5, ("Cause", "e"))],
            Carries(events_as_arguments=False),
            {"f": [Reason.EVENT_AS_ARGUMENT]},
        ),
        (
            [span("a", (0, 2)), span("b", (3, 5)), event("e", 6, 8, ("Target", "a"), ("Target", "b"))],
            Carries(repeated_roles=False),
            {"e": [Reason.ROLE_REPEATED]},
        ),
        (
            [span("a", (13, 15)), event("e", 0, 2, ("Target", "a"))],
            Carries(windowed=True),
            {"e": [Reason.ARGUMENT_CROSSES]},
        ),
        (
            [span("a", (0, 2), (3, 5)), event("e", 6, 8, ("Target", "a"))],
            Carries(fragments=False),
            {"a": [Reason.DISCONTINUOUS], "e": [Reason.ARGUMENT]},
        ),
        (
            [span("a", (0, 2)), span("b", (3, 5)), Relation(id="r", type="coreference", source="a", target="b")],
            Carries(relations=False),
            {"r": [Reason.RELATION]},
        ),
        (
            [span("a", (0, 2)), span("b", (13, 15)), Relation(id="r", type="coreference", source="a", target="b")],
            Carries(windowed=True),
            {"r": [Reason.RELATION_CROSSES]},
        ),
        ([span("a", (0, 2), attributes={"x": 1})], Carries(span_attributes=NOTHING), {"a": [Reason.ATTRIBUTES]}),
        (
            [span("a", (0, 2), link="Q1", note="?")],
            Carries(links=False, notes=False),
            {"a": [Reason.LINK, Reason.NOTE]},
        ),
    ],
)
def test_every_reason_has_its_case(annotations, carries, lost):
    assert kept_and_lost(annotations, carries)[1] == lost


def test_the_first_fragment_of_a_trigger_stays():
    two = Event(id="e", type="Conflict.Attack", fragments=((0, 2), (6, 8)))
    kept, lost = kept_and_lost([two], Carries(fragments=False))
    assert kept["e"].fragments == ((0, 2),) and lost == {"e": [Reason.DISCONTINUOUS]}


def test_every_fragment_of_a_trigger_stays_where_the_format_has_a_place_for_them():
    two = Event(id="e", type="Conflict.Attack", fragments=((0, 2), (6, 8)))
    kept, lost = kept_and_lost([two], Carries(fragments=False, trigger_fragments=True))
    assert kept["e"] == two and not lost


def test_a_span_grows_to_whole_words_where_that_is_asked_for():
    kept, lost = kept_and_lost([span("a", (1, 4))], Carries(whole_words=True), clitics=Clitics.EXPAND)
    assert kept["a"].fragments == ((0, 5),) and lost == {"a": [Reason.GROWN]}


def test_a_word_is_cut_at_the_edge_where_that_is_asked_for():
    bundle = Bundle(document(TEXT), (layer([span("a", (1, 2))]),))
    kept, lost = restricted(bundle, Carries(whole_words=True), Policy(clitics=Clitics.SPLIT))
    assert [tuple(token[:2]) for token in kept.document.tokens[:3]] == [(0, 1), (1, 2), (3, 5)]
    assert kept.layers == bundle.layers and not lost


def test_a_trigger_that_another_edge_cuts_in_two_is_more_than_one_word():
    found = [span("a", (0, 1)), event("e", 0, 2), event("f", 3, 5)]
    bundle = Bundle(document(TEXT), (layer(found),))
    kept, losses = restricted(bundle, Carries(whole_words=True, one_word_triggers=True), Policy(clitics=Clitics.SPLIT))
    assert [one.id for one in kept.layers[0].ordered] == ["a", "f"]
    assert [(loss.annotation, loss.reason) for loss in losses] == [("e", Reason.LONG_TRIGGER)]


def test_the_narrowest_stays_where_that_is_asked_for_and_both_in_columns():
    nested = [span("wide", (0, 5)), span("inner", (3, 5))]
    kept, lost = kept_and_lost(nested, Carries(nesting=Nesting.NONE), overlaps=Overlaps.NARROWEST)
    assert list(kept) == ["inner"] and lost == {"wide": [Reason.AROUND]}
    kept, lost = kept_and_lost(nested, Carries(nesting=Nesting.COLUMNS), overlaps=Overlaps.LAYERED)
    assert list(kept) == ["wide", "inner"] and not lost


def test_a_paragraph_or_a_document_can_be_the_window():
    long = [span("sentences", (0, 12)), span("lines", (0, 15))]
    _, lost = kept_and_lost(long, Carries(windowed=True), window=Window.PARAGRAPH)
    assert list(lost) == ["lines"]
    assert not kept_and_lost(long, Carries(windowed=True), window=Window.DOCUMENT)[1]


CARRIES = st.builds(
    Carries,
    nesting=st.sampled_from(Nesting),
    **{name: st.booleans() for name in Carries.__struct_fields__ if isinstance(getattr(Carries(), name), bool)},
    span_attributes=st.sampled_from([None, NOTHING]),
    event_attributes=st.sampled_from([None, NOTHING]),
)
POLICIES = st.builds(
    Policy, clitics=st.sampled_from(Clitics), overlaps=st.sampled_from(Overlaps), window=st.sampled_from(Window)
)


@given(parts=bundle_parts(), carries=CARRIES, policy=POLICIES)
def test_what_stays_can_be_held_and_what_is_missing_was_told(parts, carries, policy):
    text_document, layers = parts
    tokens = tuple(languages.tokenize(text_document.text, text_document.language))
    bundle = Bundle(replace(text_document, tokens=tokens), layers)
    kept, losses = restricted(bundle, carries, policy)
    again, more = restricted(kept, carries, policy)
    assert again == kept and not [one for one in more if one.reason not in WHOLE_AT_HOME]
    assert {(one.annotation, one.reason) for one in more} <= {(one.annotation, one.reason) for one in losses}
    told = {(loss.annotator, loss.annotation) for loss in losses}
    for before, after in zip(bundle.layers, kept.layers, strict=True):
        left = {one.id: one for one in after.ordered}
        for one in before.ordered:
            assert left.get(one.id) == one or (before.name.annotator, one.id) in told


@given(parts=bundle_parts(), carries=CARRIES, policy=POLICIES)
def test_of_what_fits_no_step_changes_or_tells_anything(parts, carries, policy):
    text_document, layers = parts
    tokens = tuple(languages.tokenize(text_document.text, text_document.language))
    bundle = Bundle(replace(text_document, tokens=tokens), layers)
    places = Places.of(bundle.document, policy.window if carries.windowed else None)
    for one in layers:
        if fits(one.plain, carries, places):
            kept, told = _through(_steps(one, carries, policy, places), one.ordered)
            assert kept == list(one.ordered) and not told


FLAT = Carries(
    nesting=Nesting.NONE, whole_words=True, windowed=True, events=False, links=False, notes=False, fragments=False
)
WORDS = [(0, 2), (3, 5), (6, 8), (8, 9), (10, 12), (13, 15), (16, 18)]


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 2), st.sampled_from([0, 0, 0, 0, 1]), st.booleans()), max_size=5
    ),
    POLICIES,
)
def test_what_nearly_fits_goes_through_all_steps(chosen, policy):
    """Spans of one to three words, some a character too long; the same whether it is asked first or not."""
    annotations = [
        span(f"s{number}", (WORDS[first][0], WORDS[min(first + more, 6)][1] + off), note="n" if off and noted else None)
        for number, (first, more, off, noted) in enumerate(chosen)
        if WORDS[min(first + more, 6)][1] + off <= len(TEXT)
    ]
    one = layer(annotations)
    carried = replace(FLAT, nesting=Nesting.COLUMNS) if policy.overlaps is Overlaps.LAYERED else FLAT
    places = Places.of(document(TEXT), policy.window)
    kept, told = _through(_steps(one, carried, policy, places), one.ordered)
    assert not fits(one.plain, carried, places) or (kept == list(one.ordered) and not told)
    assert fits(one.plain, carried, places) or told or policy.overlaps is Overlaps.LAYERED
