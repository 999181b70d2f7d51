"""Selecting by structure, in pieces and with counts; moving edges in place."""

from corpus_tool_testing.builders import ARABIC

from corpus_tool.model import edits
from corpus_tool.workbench.desk import Desk

QUOTED = "قال «الجيش السوري الحر» إن حلب له، وعاد.\nوانتهى"


async def test_the_selection_grows_by_structure_and_shrinks_back_to_the_trimmed_name(open_session):
    async with open_session() as session:
        session.select("لداعش")
        await session.press("[", ")")
        assert session.selected == "لداعش"
        await session.press(")")
        assert session.selected == ARABIC.split("\n")[0]
        await session.press("(", "(")
        assert session.selected == "داعش"


async def test_what_stands_in_quotes_is_two_keys_away(open_session):
    async with open_session(QUOTED) as session:
        session.select("السوري")
        await session.press(")", "o")
        assert [session.work.desk.text_of(one) for one in session.stored()] == ["الجيش السوري الحر"]


async def test_a_suffix_is_taken_off_and_comes_back(open_session):
    async with open_session("ثم قصفها الجيش") as session:
        session.select("قصفها")
        await session.press("]")
        assert session.selected == "قصف"
        await session.press("]")
        assert session.selected in {"قصفه", "قصفها"}


async def test_a_number_repeats_a_motion_and_is_shown(open_session):
    async with open_session() as session:
        await session.press("3")
        assert "3 times" in session.line("status")
        await session.press("left")
        assert session.selected == "مواقع"
        await session.press("2", "shift+left")
        assert session.selected == "مواقع لداعش في"
        await session.press("1", "2", "g")
        assert len(session.stored()) == 1


async def test_two_pieces_become_one_mark_and_one_act(open_session):
    async with open_session() as session:
        session.select("الجيش")
        await session.press("+")
        assert "─+─" in "".join(session.rows())
        session.select("مواقع")
        await session.press("o")
        (found,) = session.stored()
        assert len(found.fragments) == 2
        assert session.work.desk.text_of(found) == "الجيش مواقع"
        assert "─+─" not in "".join(session.rows())
        await session.press("U")
        assert session.stored() == []


async def test_pieces_are_taken_back_or_dropped_by_escape(open_session):
    async with open_session() as session:
        session.select("الجيش")
        await session.press("+", "_")
        assert session.work.spot.pieces == ()
        await session.press("+", "escape")
        assert session.work.spot.pieces == ()
        await session.press("o")
        assert [one.fragments for one in session.stored()] == [session.work.spot.places]


async def test_a_piece_is_added_to_a_mark_and_taken_off_it(open_session):
    async with open_session() as session:
        session.select("الجيش")
        await session.press("o", "+")
        session.select("مواقع")
        await session.press("M")
        (found,) = session.stored()
        assert len(found.fragments) == 2
        await session.press("_")
        (found,) = session.stored()
        assert session.work.desk.text_of(found) == "الجيش"
        await session.press("_")
        assert "no mark of several pieces" in session.line("status")


async def test_pieces_are_refused_where_the_schema_has_none(open_session, monkeypatch):
    async with open_session() as session:
        session.work.desk.schema = _with_rules(session, discontinuous=False)
        await session.press("+")
        assert "allows no marks of several pieces" in session.line("status")


async def test_edges_move_in_place_and_are_kept_as_one_act(open_session):
    async with open_session() as session:
        session.select("الجيش السوري")
        await session.press("o")
        await session.press("|", "shift+left", "left", "right")
        assert session.selected == "الجيش السوري مواقع"
        assert [session.work.desk.text_of(one) for one in session.stored()] == ["الجيش السوري"]
        await session.press("enter")
        assert [session.work.desk.text_of(one) for one in session.stored()] == ["الجيش السوري مواقع"]
        await session.press("U")
        assert [session.work.desk.text_of(one) for one in session.stored()] == ["الجيش السوري"]


async def test_the_other_edge_moves_too_and_escape_leaves_all_as_it_was(open_session):
    async with open_session() as session:
        session.select("لداعش")
        await session.press("o", "|", "[")
        assert session.selected == "داعش"
        await session.press("\\", "shift+left")
        assert "Edges of ORG" in session.line("bar")
        await session.press("escape")
        assert session.selected == "لداعش"
        assert [session.work.desk.text_of(one) for one in session.stored()] == ["لداعش"]


async def test_labels_mark_nothing_while_edges_are_moved(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g", "|", "o")
        assert "moves no edge" in session.line("status")
        await session.press("enter")
        assert len(session.stored()) == 1


async def test_a_layer_changed_meanwhile_ends_moving_edges_with_a_sentence(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g", "|", "shift+left")
        other = Desk(session.store, 1, session.work.desk.layer.name)
        other.do("Remove", edits.remove(other.layer, other.layer.spans[0].id))
        await session.press("enter")
        assert "another window" in session.line("status")
        await session.press("|")
        assert "Nothing is marked here" in session.line("status")


def _with_rules(session, **rules):
    from msgspec.structs import replace

    schema = session.work.desk.schema
    return replace(schema, rules=replace(schema.rules, **rules))
