"""What page, server and program say to each other."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.web.packets import (
    DATA,
    LONGEST,
    META,
    READY,
    NotOursError,
    Ping,
    Told,
    Typed,
    cells,
    heard,
    packet,
    packet_for,
    packets,
)


async def all_of(*pieces: bytes) -> list[tuple[bytes, bytes]]:
    stream = asyncio.StreamReader()
    for piece in pieces:
        stream.feed_data(piece)
    stream.feed_eof()
    return [one async for one in packets(stream)]


def test_messages_of_the_page():
    assert heard('["stdin", "\u05d0"]') == Typed("\u05d0")
    assert heard('["ping", "17"]') == Ping("17")
    assert heard('["focus"]') == Told({"type": "focus"})
    assert heard('["resize", {"width": 120, "height": 40}]') == Told({"type": "resize", "width": 120, "height": 40})


def test_a_window_has_a_size_that_windows_have():
    assert heard('["resize", {"width": 0, "height": 99999999}]') == Told({"type": "resize", "width": 1, "height": 1000})
    assert [cells(text, 80) for text in ("", "x", "-1", "\u0661", "132", "9" * 9, "9" * 5000)] == [
        80,
        80,
        80,
        80,
        132,
        1000,
        80,
    ]


@pytest.mark.parametrize(
    "message",
    ["", "{}", "[]", "null", '["stdin"]', '["stdin", 1]', '["quit"]', '["focus", 1]', '["resize", {}]', '["\ud83d'],
)
def test_what_no_page_of_ours_says(message):
    with pytest.raises(NotOursError):
        heard(message)


@given(st.text())
def test_any_message_is_understood_or_refused(message):
    try:
        heard(message)
    except NotOursError:
        return


@given(st.text())
def test_typed_text_arrives_as_it_is(text):
    said = heard(json.dumps(["stdin", text]))
    assert isinstance(said, Typed)
    sent = packet_for(said)
    assert (sent[:1], int.from_bytes(sent[1:5], "big"), sent[5:].decode()) == (DATA, len(sent) - 5, text)


@given(st.lists(st.tuples(st.sampled_from([DATA, META]), st.binary(max_size=40))))
async def test_packets_come_as_they_were_sent(sent):
    assert await all_of(READY, *(packet(kind, content) for kind, content in sent)) == sent


async def test_lines_before_the_first_packet_are_left_out():
    assert await all_of(b"warning\n", READY, packet(DATA, b"x")) == [(DATA, b"x")]


async def test_a_program_that_is_not_ours_sends_nothing():
    assert await all_of(b"line\n" * 100) == []
    assert await all_of(b"") == []
    assert await all_of(READY, DATA + (LONGEST + 1).to_bytes(4, "big")) == []
    assert await all_of(READY, b"D\x00") == []
