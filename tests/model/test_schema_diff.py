"""Two schemas are compared thing by thing."""

from msgspec.structs import replace

from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.schema_diff import Difference, differences
from corpus_tool.model.schemas import Label


def test_a_schema_is_not_different_from_itself():
    assert differences(default_schema(), default_schema()) == []


def test_what_came_what_went_and_what_is_told_otherwise():
    old = default_schema()
    org, *others = [label for label in old.labels if label.id != "WEA"]
    new = replace(old, labels=(replace(org, color="red", key="9"), *others, Label(id="ARM")))
    found = differences(old, new)
    assert Difference("removed", "label WEA") in found
    assert Difference("removed", "subtype Firearm of WEA") in found
    assert Difference("added", "label ARM") in found
    assert Difference("changed", f"label {org.id}", ("key", "color")) in found


def test_a_role_is_told_with_its_event_type():
    old = default_schema()
    first, *others = old.events
    new = replace(old, events=(replace(first, roles=first.roles[1:]), *others))
    assert differences(old, new) == [Difference("removed", f"role {first.roles[0].id} of {first.id}")]


def test_a_value_and_a_family_that_are_called_otherwise_are_told():
    old = default_schema()
    polarity = next(one for one in old.attributes if one.id == "polarity")
    other = replace(polarity, value_names={**polarity.value_names, "negative": {"he": "לא"}})
    new = replace(
        old,
        attributes=tuple(other if one is polarity else one for one in old.attributes),
        families={**old.families, "Deal": {}},
    )
    assert differences(old, new) == [
        Difference("changed", "family Deal", ("names",)),
        Difference("changed", "value negative of polarity", ("names",)),
    ]
