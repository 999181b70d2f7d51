"""Other programs' units lead to the same places."""

from corpus_tool_testing.strategies import hostile_text
from hypothesis import given

from corpus_tool.text.units import utf16


@given(hostile_text)
def test_every_offset_goes_there_and_back(text):
    units = utf16(text)
    starts = [len(text[:offset].encode("utf-16-le")) // 2 for offset in range(len(text) + 1)]
    assert [units.of(offset) for offset in range(len(text) + 1)] == starts
    back = {start: offset for offset, start in enumerate(starts)}
    assert [units.offset(one) for one in range(-1, units.length + 2)] == [
        back.get(one) for one in range(-1, units.length + 2)
    ]


def test_one_emoji_moves_what_stands_behind_it():
    assert utf16("\U0001f600حلب").of(1) == 2
    assert utf16("\U0001f600حلب").offset(1) is None
