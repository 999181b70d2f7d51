"""Labels with subtypes, longer keys, the last one again, by name; links and chains."""

import pytest
from corpus_tool_testing.builders import ARABIC, span
from msgspec.structs import replace

from corpus_tool.model import edits
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import Attribute
from corpus_tool.workbench.desk import Desk

TWICE = "زار سانا حلب. ثم حَلَب وسانا."


async def test_a_label_and_its_subtype_are_one_act(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("T", "g", "t")
        (found,) = session.stored()
        assert (found.label, found.attributes) == ("GPE", {"subtype": "Town"})
        await session.press("U")
        assert session.stored() == []


async def test_enter_is_for_no_subtype(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("T", "g", "enter")
        assert [(one.label, one.attributes) for one in session.stored()] == [("GPE", {})]


async def test_a_mark_gets_a_subtype_and_loses_it(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g", "T", "t")
        assert session.stored()[0].attributes == {"subtype": "Town"}
        await session.press("T", "enter")
        assert session.stored()[0].attributes == {}


async def test_a_schema_may_ask_for_the_subtype_at_once(open_session):
    async with open_session() as session:
        schema = session.work.desk.schema
        session.work.desk.schema = replace(schema, rules=replace(schema.rules, ask_subtype=True))
        session.select("حلب")
        await session.press("g")
        assert "GPE: which subtype?" in session.line("bar") and "no subtype" in session.line("bar")
        await session.press("t")
        assert session.stored()[0].attributes == {"subtype": "Town"}


async def test_the_last_label_is_given_again_with_its_subtype(open_session):
    async with open_session() as session:
        await session.press(";")
        assert "Nothing is marked yet" in session.line("status")
        session.select("حلب")
        await session.press("T", "g", "t")
        session.select("داعش")
        await session.press(";")
        assert [(one.label, one.attributes) for one in session.stored()] == [("GPE", {"subtype": "Town"})] * 2


async def test_a_key_of_two_letters_is_typed_one_after_the_other(open_session):
    async with open_session() as session:
        schema = session.work.desk.schema
        labels = tuple(replace(one, key={"PER": "xp", "ORG": "xo"}.get(one.id, one.key)) for one in schema.labels)
        session.work.desk.schema = replace(schema, labels=labels)
        await session.press("x")
        assert "Which label?" in session.line("bar") and "ORG" in session.line("bar")
        await session.press("o")
        assert [one.label for one in session.stored()] == ["ORG"]


async def test_a_label_is_found_by_its_name_in_any_language(open_session):
    async with open_session() as session:
        await session.press("W")
        await session.paste("منظمه")
        await session.press("enter")
        assert [one.label for one in session.stored()] == ["ORG"]


async def test_a_span_is_linked_and_its_namesake_gets_the_same_id_with_two_keys(open_session):
    async with open_session(TWICE) as session:
        session.select("حلب")
        await session.press("g", "K")
        await session.paste("Q41183")
        await session.press("enter")
        assert session.stored()[0].link == "Q41183"
        assert "Q41183" in session.line("here")
        session.select("حَلَب")
        await session.press("g", "K")
        assert "▶ Q41183" in session.line("bar")
        await session.press("enter")
        assert [one.link for one in session.stored()] == ["Q41183"] * 2
        await session.press("U")
        assert [one.link for one in session.stored()] == ["Q41183", None]


async def test_an_id_that_only_begins_like_a_known_one_is_a_new_one(open_session):
    async with open_session(TWICE) as session:
        for surface, id in (("حلب", "Q41183"), ("سانا", "Q4")):
            session.select(surface)
            await session.press("g", "K")
            await session.paste(id)
            await session.press("enter")
        assert [one.link for one in session.stored()] == ["Q41183", "Q4"]


async def test_ids_are_found_by_the_names_they_were_given(open_session):
    async with open_session(TWICE) as session:
        session.select("حلب")
        await session.press("g", "K")
        await session.paste("Q41183")
        await session.press("enter")
        session.select("سانا")
        await session.press("o", "K")
        await session.paste("حلَب")
        await session.press("enter")
        assert [one.link for one in session.stored()] == ["Q41183"] * 2
        await session.press("K", "ctrl+u", "enter")
        assert [one.link for one in session.stored()] == ["Q41183", None]


async def test_a_mention_is_tied_to_a_chain_found_by_name(open_session):
    async with open_session(TWICE) as session:
        for surface in ("سانا", "حلب", "حَلَب", "وسانا"):
            session.select(surface)
            await session.press("o")
        session.select("حَلَب")
        await session.press("&")
        assert "1×" in session.line("bar")
        await session.paste("حلب")
        await session.press("enter")
        _, town, again, _, tie = session.stored()
        assert (tie.type, tie.source, tie.target) == ("coreference", again.id, town.id)
        session.select("وسانا")
        await session.press("&")
        assert "2×" in session.line("bar")


async def test_what_was_removed_meanwhile_is_told_in_a_sentence(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g", "K")
        other = Desk(session.store, 1, session.work.desk.layer.name)
        other.do("Remove", edits.remove(other.layer, other.layer.spans[0].id))
        await session.press("x", "enter")
        assert "another window" in session.line("status")
        assert "0 spans" in session.line("heading")


async def test_keys_typed_faster_than_a_line_opens_and_closes_all_count(open_session):
    async with open_session(TWICE) as session:
        session.select("حلب")
        session.app.simulate_key("g")
        for key in ("K", "q", "7", "enter", "T", "t", "K", "x", "enter", "X"):
            session.app.simulate_key(key)
        await session.pilot.pause()
        await session.press("U", "U")
        (found,) = session.stored()
        assert (found.link, found.attributes) == ("q7", {"subtype": "Town"})


async def test_text_numbers_and_yes_or_no_are_given_by_key_and_shown(open_session):
    async with open_session() as session:
        schema = session.work.desk.schema
        kinds = {"quantity": "number", "zone": "string", "verified": "boolean"}
        own = tuple(Attribute(id=id, on=("NUM",), type=type) for id, type in kinds.items())
        session.work.desk.schema = replace(schema, attributes=(*schema.attributes, *own))
        session.select("15")
        await session.press("u")
        await session.press("=")
        for title, typed in (("quantity", "15"), ("zone", "شمال")):
            await session.press(_key(session, title))
            await session.paste(typed)
            await session.press("enter", "=")
        assert "quantity (15)" in session.line("bar")
        await session.press(_key(session, "verified"), "y")
        assert session.stored()[0].attributes == {"quantity": 15, "zone": "شمال", "verified": True}
        assert "verified=yes" in session.line("here")


async def test_a_number_that_is_none_is_refused_in_a_sentence(open_session):
    async with open_session() as session:
        schema = session.work.desk.schema
        own = Attribute(id="quantity", on=("NUM",), type="number")
        session.work.desk.schema = replace(schema, attributes=(own,))
        session.select("15")
        await session.press("u", "=")
        await session.press(_key(session, "quantity"))
        await session.paste("many")
        await session.press("enter")
        assert "such as 12 or 3.5" in session.line("status")
        assert session.stored()[0].attributes == {}


def _key(session, title: str) -> str:
    return next(one.key for one in session.screen.hands.prompt.choices if one.title.split(" ")[0] == title)


async def test_a_mark_whose_label_the_schema_lost_is_borne_by_every_key(open_session):
    async with open_session() as session:
        desk = session.work.desk
        old = span("s1", ARABIC, "حلب", "OLD", attributes={"subtype": "Gone"})
        desk.become("Import", Layer.of(desk.layer.name, desk.layer.schema, [old], desk.layer.status))
        session.screen.changed()
        for keys in (
            ("tab", ";"),
            ("T", "escape"),
            ("=", "escape"),
            ("|", "shift+left", "enter"),
            ("K", "x", "enter"),
            ("&",),
            ("_",),
        ):
            session.select("حلب")
            await session.press(*keys)
        assert session.app.is_running
        (found,) = [one for one in session.stored() if one.id == "s1"]
        assert (found.label, found.link) == ("OLD", "x")


@pytest.mark.parametrize(
    ("keys", "marked"),
    [
        (("1", "o"), "الجيش"),
        (("2", "o"), "الجيش السوري"),
        (("shift+left", "2", "o"), "الجيش السوري"),
        (("[", "2", "o"), "جيش السوري"),
        (("9", "9", "o"), None),
    ],
)
async def test_a_count_before_a_labels_key_is_how_many_words_it_marks(open_session, keys, marked):
    async with open_session() as session:
        session.select("الجيش")
        await session.press(*keys)
        span = session.work.desk.layer.spans[0]
        text = session.work.desk.document.text
        last = max(token.end for token in session.work.spot.words)
        assert text[slice(*span.fragments[0])] == (marked or text[text.index("الجيش") : last])
