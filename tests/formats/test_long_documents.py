"""A document with ten times the annotations takes ten times the steps to write and to read, whatever the format."""

import sys
from collections.abc import Callable
from functools import cache
from types import FrameType

import pytest
from corpus_tool_testing.builders import document, layer
from corpus_tool_testing.formats import files_of, read_back

from corpus_tool.formats import formats
from corpus_tool.model.annotations import Annotation, Argument, Event, Relation, Span
from corpus_tool.model.bundles import Bundle

SENTENCE = "قصف الجيش السوري مواقع في حلب. "
FEW, TIMES = 12, 5
SLACK = 1.15
"""By how much more than so many times: sorting, and looking things up where they are sorted."""

BOTH_WAYS = [name for name, format in formats().items() if format.read and format.write and name != "parquet"]
"""Parquet is read by polars, of whose steps nothing is seen."""


def long_bundle(sentences: int) -> Bundle:
    """Two spans, an event and a relation in each sentence."""
    there: list[Annotation] = []
    for number in range(sentences):
        at = number * len(SENTENCE)
        there += [
            Span(id=f"s{number}", label="ORG", fragments=((at + 4, at + 16),)),
            Span(id=f"t{number}", label="NORP", fragments=((at + 10, at + 16),)),
            Event(
                id=f"e{number}",
                type="Conflict.Attack",
                fragments=((at, at + 3),),
                arguments=(Argument("Attacker", f"s{number}"),),
            ),
            Relation(id=f"r{number}", type="part_of", source=f"t{number}", target=f"s{number}"),
        ]
    return Bundle(document(SENTENCE * sentences), (layer(there),))


def steps_of(run: Callable[[], object]) -> int:
    """How many instructions of Python are carried out, loops within a line among them."""
    taken = 0

    def count(frame: FrameType, event: str, _argument: object) -> Callable[[FrameType, str, object], object]:
        nonlocal taken
        if event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        taken += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        run()
    finally:
        sys.settrace(before)
    return taken


@cache
def bundles() -> tuple[Bundle, Bundle]:
    return long_bundle(FEW), long_bundle(FEW * TIMES)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_steps_grow_as_the_annotations_do(name):
    format = formats()[name]
    few, many = bundles()
    read_back(format, files_of(format, [few]))  # what is worked out once in a process
    assert steps_of(lambda: files_of(format, [many])) < steps_of(lambda: files_of(format, [few])) * TIMES * SLACK
    there, more = files_of(format, [few]), files_of(format, [many])
    assert steps_of(lambda: read_back(format, more)) < steps_of(lambda: read_back(format, there)) * TIMES * SLACK
