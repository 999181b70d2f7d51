"""Notes on annotations."""

import pytest
from corpus_tool_testing.builders import layer, strike

from corpus_tool.errors import NotFoundError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Relation


def test_a_note_is_written_replaced_and_taken_away():
    one = layer(strike())
    for id, note in (("s1", "unsure"), ("s1", "sure"), ("e1", "claimed")):
        one = one.apply(edits.set_note(one, id, note))
        assert one[id].note == note
    one = one.apply(edits.set_note(one, "s1", ""))
    assert one["s1"].note is None


def test_the_same_note_again_is_no_change():
    one = layer(strike())
    assert edits.set_note(one, "s3", "proclitic outside") == ()
    assert edits.set_note(one, "s1", "") == ()


def test_a_relation_bears_no_note():
    one = layer([*strike(), Relation(id="r1", type="coreference", source="s1", target="s2")])
    with pytest.raises(NotFoundError):
        edits.set_note(one, "r1", "x")
