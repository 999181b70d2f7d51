"""What attributes may hold, and what is made of what somebody types."""

import pytest

from corpus_tool.errors import RefusedError
from corpus_tool.model.attribute_values import read_value, shown_value, unfit
from corpus_tool.model.schemas import Attribute


def attribute(type: str, *values: str) -> Attribute:
    return Attribute(id="count", on=("entity",), type=type, values=values)


@pytest.mark.parametrize(
    ("type", "fitting", "others"),
    [
        ("choice", ["a"], ["b", 1, None, [1]]),
        ("string", ["a", 1, [1]], []),
        ("number", [1, 2.5], ["1", True]),
        ("boolean", [True, False], [0, "yes"]),
    ],
)
def test_values_fit_their_type(type, fitting, others):
    known = attribute(type, "a")
    assert all(unfit(known, value) is None for value in fitting)
    assert all("count cannot be" in (unfit(known, value) or "") for value in others)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        (" 3.5 ", 3.5),
        ("3,5", 3.5),
        ("\u0663\u066b\u0665", 3.5),
        ("\u0661\u0662", 12),
        ("-4", -4),
        ("", None),
    ],
)
def test_numbers_are_read_in_every_script(typed, value):
    assert read_value(attribute("number"), typed) == value


@pytest.mark.parametrize("typed", ["twelve", "1e999", "nan", "1.", "1 2"])
def test_what_is_no_number_is_refused_with_an_example(typed):
    with pytest.raises(RefusedError, match="such as 12"):
        read_value(attribute("number"), typed)


def test_values_are_shown_as_they_are_typed():
    assert [shown_value(value) for value in (True, False, 3, "x", None)] == ["yes", "no", "3", "x", ""]
