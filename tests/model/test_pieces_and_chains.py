"""Marks of several pieces, and mentions of the same thing."""

from corpus_tool_testing.builders import layer
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.annotations import Relation, Span
from corpus_tool.model.chains import chains
from corpus_tool.model.pieces import joined, nearest, with_fragment, without
from corpus_tool.model.rules import misplaced

fragments = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


@given(fragments)
def test_joined_pieces_are_in_order_and_apart_and_cover_the_same(pieces):
    found = joined(pieces)
    assert not found or misplaced(found, "x" * 30) is None
    assert {at for start, end in found for at in range(start, end)} == {
        at for start, end in pieces for at in range(start, end)
    }
    assert joined(found) == found


def test_a_piece_is_taken_out_moved_and_found_by_where_it_is():
    pieces = ((0, 3), (10, 12))
    assert without(pieces, (11, 12)) == ((0, 3),)
    assert nearest(pieces, 7) == 1
    assert nearest(pieces, 4) == 0
    assert with_fragment(pieces, 1, (2, 5)) == ((0, 5),)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8))
def test_every_span_is_in_one_chain_and_what_is_tied_in_the_same(ties):
    spans = [Span(id=f"s{at}", label="PER", fragments=((at, at + 1),)) for at in range(7)]
    tied = [(one, other) for one, other in ties if one != other]
    relations = [
        Relation(id=f"r{at}", type="coreference", source=f"s{one}", target=f"s{other}")
        for at, (one, other) in enumerate(tied)
    ]
    found = chains(layer([*spans, *relations]), "coreference")
    chain_of = {span.id: number for number, chain in enumerate(found) for span in chain}
    assert sorted(chain_of) == [span.id for span in spans]
    assert all(chain_of[f"s{one}"] == chain_of[f"s{other}"] for one, other in tied)
    assert len(found) >= len(spans) - len(tied)
    assert all(len(chain) == 1 for chain in chains(layer([*spans, *relations]), "bridging"))
