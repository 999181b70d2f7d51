"""Counts in English sentences."""

import pytest

from corpus_tool.saying.counting import counted


@pytest.mark.parametrize(("count", "said"), [(0, "0 documents"), (1, "1 document"), (2000, "2,000 documents")])
def test_one_is_one_and_everything_else_many(count, said):
    assert counted(count, "document") == said


def test_a_plural_without_an_s_is_given():
    assert counted(2, "person", "people") == "2 people"
