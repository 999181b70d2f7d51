"""Tokens and spans as the tables have them, packed as columns."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.errors import StoreError
from corpus_tool.languages import tokenize
from corpus_tool.store import token_blobs
from corpus_tool.store.migrations import m030_token_columns
from corpus_tool.store.span_rows import MovedMarkError, span_rows, stretches
from corpus_tool.store.token_blobs import cut_from_blob, token_count, tokens_to_blob
from corpus_tool.text.sentences import starts_of_sentences
from corpus_tool.text.tokens import Token

KINDS = ["word", "number", "url", "gap"]
PACKED = '[[7,7],[{}],["s1","s2"],["ORG","PER"],["a","b"],[[[0,1]],{}],[null,null]]'


@pytest.mark.parametrize("text", ["قصف الجيش، 15 مرة", "https://example.org/a قال", "a@b.co"])
def test_tokens_of_any_kind_come_back(text):
    tokens = tuple(tokenize(text, "ar"))
    assert tuple(cut_from_blob(tokens_to_blob(tokens))) == tokens


def test_tokens_of_a_long_article_come_back():
    tokens = (Token(0, 3, "word"), Token(65_530, 65_535, "url"), Token(65_535, 65_536, "gap"))
    stored = tokens_to_blob(tokens)
    assert tuple(cut_from_blob(stored)) == tokens and token_count(stored[:5]) == 3
    assert len(stored) > len(tokens_to_blob(tokens[:2])) + 3 * 4
    assert tuple(cut_from_blob(tokens_to_blob(()))) == ()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 90_000), st.sampled_from(KINDS)), max_size=20))
def test_tokens_lie_as_the_step_before_laid_those_of_older_corpora(steps):
    tokens, end = [], 0
    for gap, width, kind in steps:
        tokens.append(Token(end + gap, end + gap + width, kind))
        end += gap + width
    older = msgspec.msgpack.encode([part for token in tokens for part in token])
    assert m030_token_columns._in_columns(older) == tokens_to_blob(tokens)
    cut = cut_from_blob(tokens_to_blob(tokens))
    assert list(cut) == tokens
    assert list(cut.kinds[1:]) == [token.kind for token in tokens[1:]]


def test_where_sentences_begin_is_kept_with_the_tokens_and_asked_anew_where_rules_changed(monkeypatch):
    text = "قصف الجيش حلب. قتل 3.\nقال"
    tokens = tokenize(text, "ar")
    cut = cut_from_blob(tokens_to_blob(tokens, text))
    assert [tokens[number].start for number in cut.sentences] == starts_of_sentences(text) and len(cut.sentences) == 3
    assert cut_from_blob(tokens_to_blob(tokens)).sentences is None
    assert cut_from_blob(tokens_to_blob([Token(0, len(text), "word")], text)).sentences is None  # inside a token
    stored = tokens_to_blob(tokens, text)
    monkeypatch.setattr(token_blobs, "RULES", 2)
    assert cut_from_blob(stored).sentences is None and list(cut_from_blob(stored)) == tokens


BLOB = tokens_to_blob(tokenize("قصف الجيش", "ar"))


@pytest.mark.parametrize("stored", [b"", b"\xdc", BLOB[:12], b"Q" + BLOB[1:], BLOB[:-6]])
def test_tokens_that_are_damaged_are_told(stored):
    with pytest.raises(StoreError, match="damaged"):
        cut_from_blob(stored)


def test_rows_come_in_the_order_of_their_positions():
    rows = span_rows(PACKED.format("5,2", "[[2,3]]").encode())
    assert (rows.ids, rows.positions, rows.words) == (["s2", "s1"], [2, 5], ["b", "a"])
    columns = rows.columns()
    assert columns and (columns.starts, columns.ends) == ([2, 0], [3, 1])
    assert stretches(rows.layers) == {7: slice(0, 2)}
    with pytest.raises(MovedMarkError, match="s2 is stored as 'b'"):
        rows.refuse_moved(columns, "axc")


def test_rows_of_several_pieces_are_no_columns():
    rows = span_rows(PACKED.format("0,1", "[[2,3],[4,5]]").encode())
    assert rows.columns() is None
    assert [one.annotation.fragments for one in rows.placed()] == [((0, 1),), ((2, 3), (4, 5))]
    assert rows.only(slice(1)).columns() is not None


@pytest.mark.parametrize("place", ["[]", "[[2]]", "", "[[2,3]],[[4,5]]", "[[2,"])
def test_places_that_are_damaged_are_told(place):
    with pytest.raises(StoreError, match="damaged"):
        span_rows(PACKED.format("0,1", place).encode())
