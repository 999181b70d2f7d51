"""A schema says what a corpus knows; a broken one is refused with what is wrong."""

import pytest
from corpus_tool_testing.builders import document, layer, strike
from msgspec.structs import replace

from corpus_tool.errors import SchemaError
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.induction import induce_schema
from corpus_tool.model.rules import violations
from corpus_tool.model.schema_reading import read_schema
from corpus_tool.model.schemas import schema_from_json, schema_to_json

HEAD = '[schema]\nname = "mine"\nversion = "1"\n'


def test_the_default_schema_has_what_conflict_news_needs():
    schema = default_schema()
    assert (schema.name, schema.version) == ("conflict-news", "1.0.0")
    assert (len(schema.labels), len(schema.events)) == (13, 31)
    assert sum(len(label.subtypes) for label in schema.labels) == 51
    assert all({"en", "ar", "he"} <= row.names.keys() for row in (*schema.labels, *schema.events))
    assert "Place" in schema.roles_of("Conflict.Attack")
    assert "ArmedGroup" in schema.subtypes_of("ORG")


def test_every_label_and_every_event_type_has_a_key_of_its_own():
    schema = default_schema()
    for rows in (schema.labels, schema.events):
        assert all(row.key for row in rows)
        assert len({row.key for row in rows}) == len(rows)


def test_a_schema_comes_back_from_the_store_as_it_was():
    assert schema_from_json(schema_to_json(default_schema())) == default_schema()


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("name = \n", r"mine.toml is not TOML: .*line 1"),
        ("[rules]\nnesting = true\n", r"missing required field `schema`"),
        (HEAD + '[[entity]]\nid = "PER"\ncolour = "red"\n', "unknown field `colour`"),
        (HEAD + '[[entity]]\nid = "PER"\nkey = 1\n', r"line 6, entity\[0\].key: Expected `str`, got `int`"),
        (HEAD + '[[entity]]\nid = "PER"\n[[entity]]\nid = "PER"\n', "entity: id 'PER' is given twice"),
        (HEAD + '[[entity]]\nid = "A"\nkey = "a"\n[[entity]]\nid = "B"\nkey = "a"\n', "entity: key 'a' is given twice"),
        (HEAD + '[[entity]]\nid = "A"\nkey = "aB"\n', "key 'aB' is not made of lower-case letters and digits"),
        (
            HEAD + '[[entity]]\nid = "A"\nkey = "a"\n[[entity]]\nid = "B"\nkey = "ab"\n',
            "B: key 'ab' begins with 'a', which is the key of A",
        ),
        (HEAD + '[[event]]\nid = "E"\nroles = [{ id = "Who", fillers = ["PER"] }]\n', "filler 'PER' is no entity"),
        (HEAD + '[[attribute]]\nid = "a"\non = ["PERSON"]\n', "on 'PERSON' is neither"),
        (
            HEAD + '[[entity]]\nid = "A"\n\n# more\n[[entity]]\nkolor = 1\n',
            "line 9, entity.1..kolor: .*expected id .req",
        ),
        (HEAD + '[[entity]]\nid = "A"\n[[entity]]\nkey = "b"\n', r"line 6, entity\[1\]: .*missing required field `id`"),
        (HEAD + '[[attribute]]\nid = "a"\non = []\ntype = "x"\n', "line 7, .*expected boolean or choice or"),
        (HEAD + '[[entity]]\nid = "A"\nsubtypes = [\n  { id = "x" },\n  { i = "]" },\n]\n', "line 8, .*subtypes.1..i"),
        (HEAD + '[[event]]\nid = "E"\n[[event.roles]]\nid = "R"\n[[event.roles]]\nid = 3\n', "line 9, .*roles.1..id"),
        (HEAD + 'doc_topic = """\nid = 1\n"""\nnames = 3\n', "line 7, schema.names: Expected `object`"),
        (HEAD + "[[migration]]\nfrom = []\n", "line 5, .*nothing is named"),
        (HEAD + 'x = "\\ud800"', "not TOML"),
        (b'[schema]\nname = "\xe9"', "line 2 is not UTF-8"),
        ((HEAD + "# ا").encode("utf-16"), "line 1 is not UTF-8"),
        (HEAD + '[[entity]]\nid "PER"\n', "Expected '=' .*line 5"),
        (HEAD + "x = " + "[" * 50_000 + "]" * 50_000, "nested more deeply"),
        (HEAD + "x = " + "{a=" * 50_000 + "1" + "}" * 50_000, "nested more deeply"),
        (HEAD + "x = " + "9" * 5_000, "not TOML: Exceeds the limit"),
        (HEAD + "\0", "not TOML: .*line 4"),
        (HEAD + '[[entity]]\nid = "A"\nparent = "A"\n', r"line 6, entity\[0\].parent: .*unknown field `parent`"),
        (HEAD + '[[entity]]\nid = " "\n', r"line 5, entity\[0\].id: ' ' is no name"),
        (HEAD + '[[entity]]\nid = "\\u001b[2J"\n', r"'\\x1b\[2J' is no name"),
        (HEAD + '[[attribute]]\nid = "a"\non = ["entity"]\n', "line 5, .*a choice needs values"),
        (HEAD + '[[attribute]]\nid = "subtype"\non = []\nvalues = ["x"]\n', "kept for the subtypes"),
        (HEAD + '[[attribute]]\nid = "a"\non = []\nvalues = ["x", "x"]\n', "line 7, .*given twice"),
        (HEAD + '[[attribute]]\nid = "a"\non = []\nvalues = ["x"]\ndefault = "y"\n', "line 8, .*default 'y' is none"),
        (HEAD + '[[common_role]]\nid = "R"\nmin = 2\nmax = 1\n', "line 4, .*min 2, max 1"),
        (
            HEAD + '[[attribute]]\nid = "a"\non = []\nvalues = ["x"]\nvalue_names.y = { he = "\u05dc\u05d0" }\n',
            "line 8, .*'y' is none of its values .x",
        ),
        (HEAD + '[families]\nDeal = {}\n[[event]]\nid = "Life.Die"\n', "no event type is of the family 'Deal' .*Life"),
        (HEAD + "[topics]\nquotes = {}\n", "has no 'quotes' that this could name"),
        (HEAD + '[guidelines_in.he]\nquotes = "x"\n', "has no 'quotes' that this could translate"),
        (HEAD + '[[migration]]\npart = "value"\nfrom = ["x"]\n', "say which, as in of"),
        (HEAD + '[[migration]]\nof = "ORG"\nfrom = ["x"]\n', "this is a label"),
        (HEAD + '[[migration]]\nevent = "E"\nfrom = ["x"]\n', "only a role has an event"),
    ],
)
def test_a_broken_schema_is_refused_with_what_is_wrong(source, sentence):
    with pytest.raises(SchemaError, match=sentence):
        read_schema(source, "mine.toml")


def test_a_schema_built_from_data_knows_all_of_it():
    bundle = Bundle(document(), (layer(strike()),))
    schema = induce_schema("strikes", [bundle])
    assert [label.id for label in schema.labels] == ["ORG", "NORP", "GPE"]
    assert [role.fillers for role in schema.events[0].roles] == [("ORG",), ("ORG",)]
    assert violations(bundle.layers[0], schema, bundle.document) == []
    assert schema.head.languages == ("ar",)


def test_a_schema_that_begins_with_a_byte_order_mark_is_read():
    assert read_schema(b"\xef\xbb\xbf" + HEAD.encode(), "mine.toml").name == "mine"


def test_each_contradiction_of_a_schema_stands_in_a_line_of_its_own():
    source = HEAD + '[[entity]]\nid = " "\n\n[[common_role]]\nid = "R"\nmin = 2\nmax = 1\n'
    with pytest.raises(SchemaError) as refused:
        read_schema(source, "war.toml")
    first, *others = str(refused.value).split("\n")
    assert first == "war.toml contradicts itself in 2 places:"
    assert [one.partition(",")[0] for one in others] == ["  line 5", "  line 7"]


def test_a_schema_that_was_translated_meanwhile_says_the_same():
    schema = default_schema()
    bare = replace(
        schema,
        guidelines_in={},
        topics={},
        families={},
        attributes=tuple(replace(one, definitions={}, value_names={}, names={}) for one in schema.attributes),
    )
    assert schema.says_the_same_as(bare) and bare.says_the_same_as(schema)
    polarity, *others = schema.attributes
    for other in (
        replace(schema, attributes=tuple(others)),
        replace(schema, attributes=(replace(polarity, values=polarity.values[1:], default=None), *others)),
        replace(schema, guidelines={}),
        replace(schema, labels=(replace(schema.labels[0], definition="Another."), *schema.labels[1:])),
    ):
        assert not schema.says_the_same_as(other)
