"""What stands beside the work: comments, the history, another's layer, the same story elsewhere."""

import unicodedata

import pytest
from corpus_tool_testing.builders import ARABIC, NOW, counting_surroundings, span, strike

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.text.inline import visual_string
from corpus_tool.tui.widgets.panel_view import PanelView
from corpus_tool.workbench.commenting import comment
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.duplicates import find_duplicates

LONGER = (
    "وأضافت الوكالة أن القوات تقدمت نحو المدينة من ثلاثة محاور بعد أيام من القصف المدفعي الذي طال القرى المجاورة لها."
)
SIZES = [(80, 24), (60, 20), (120, 40)]


def panel(session) -> str:
    """What the panel shows, as sent to the terminal."""
    view = session.screen.query_one(PanelView)
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height)) if view.display else ""


async def every_row(session) -> str:
    """What the panel shows from its first row to its last."""
    await session.press("home")
    shown = panel(session)
    for _ in range(20):
        await session.press("down")
        shown += panel(session)
    return shown


def comments(session):
    with Store.open(session.store.path) as other:
        return other.comments.on(1)


def work_as(store: Store, who: str, *annotations, document_id: int = 1) -> None:
    desk = Desk(store, document_id, LayerName(who, LayerKind.ANNOTATOR), counting_surroundings())
    for annotation in annotations:
        desk.do("Mark", edits.add(desk.layer, annotation))


def assign(store, who):
    """Whoever has something to annotate is bound by blindness."""
    with store.writing():
        store.work.assign([1], who, "lea", NOW)


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_on_the_selection_is_kept_counted_and_listed(open_session, size):
    async with open_session(size=size) as session:
        session.select("حلب")
        await session.press(":")
        await session.paste("مدينة أم محافظة؟")
        await session.press("enter")
        (said,) = comments(session)
        assert (said.quote, said.text, said.who, said.is_question) == ("حلب", "مدينة أم محافظة؟", "rina", True)
        assert "1 question" in session.line("heading")
        assert any(row.endswith("?") for row in session.rows())
        await session.press("left", "J")
        shown = panel(session)
        assert "rina" in shown and visual_string("مدينة أم محافظة؟") in shown
        await session.press("enter")
        assert session.selected == "حلب"


async def test_up_and_down_choose_what_a_comment_is_about(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g", ":", "a", "down", "b", "enter")  # the selection instead of the mark
        await session.press(":", "c", "up", "enter")  # the document
        on_document, on_place = comments(session)
        assert (on_document.text, on_document.start) == ("c", None)
        assert (on_place.text, on_place.annotation, on_place.quote) == ("ab", None, "حلب")
        await session.press(":", "d", "enter")
        assert next(one for one in comments(session) if one.text == "d").annotation == session.stored()[0].id


async def test_a_comment_that_says_nothing_and_one_that_is_left_are_not_kept(open_session):
    async with open_session() as session:
        await session.press(":", "space", "enter")
        assert "Nothing was written" in session.line("status")
        await session.press(":", "x", "escape")
        assert comments(session) == []


async def test_a_question_is_answered_and_resolved_in_its_list(open_session):
    async with open_session() as session:
        comment(session.store, 1, "unit or place?", "noa", place=(0, 3), is_question=True)
        await session.press("J", "a", "n", "o", "enter")
        question, answer = comments(session)
        assert (answer.answers, answer.text, answer.quote) == (question.number, "no", question.quote)
        assert "no" in panel(session)
        await session.press("r")
        assert all(one.resolved_by == "rina" for one in comments(session))
        assert "Nothing is open here" in panel(session)
        assert "question" not in session.line("heading")
        await session.press("v")
        assert "resolved by rina" in panel(session)


async def test_a_comment_on_anothers_marks_is_hidden_while_the_corpus_is_blind(open_session):
    async with open_session() as session:
        assign(session.store, "rina")
        work_as(session.store, "noa", *strike())
        comment(session.store, 1, "her mark", "lea", on="s3")
        comment(session.store, 1, "for all", "lea")
        await session.press("J")
        assert "for all" in panel(session) and "her mark" not in panel(session)
        choose(session.store, "blind", "off", "lea")
        await session.press("escape", "J")
        assert "her mark" in panel(session)


@pytest.mark.parametrize("size", SIZES)
async def test_the_history_shows_the_layer_as_it_was_and_goes_back_in_one_act(open_session, size):
    async with open_session(size=size) as session:
        for surface, key in (("حلب", "g"), ("داعش", "o"), ("سانا", "o")):
            session.select(surface)
            await session.press(key)
        await session.press("H")
        assert panel(session).count("Mark") >= 3
        assert "".join(session.rows()).count("ORG") == 2
        await session.press("down")
        assert session.selected == "داعش"
        assert "".join(session.rows()).count("ORG") == 1  # the last act is not there yet
        await session.press("down")
        assert "ORG" not in "".join(session.rows())
        assert len(session.stored()) == 3  # looking changes nothing
        await session.press("u")
        assert "2 later acts are" in session.line("bar")
        await session.press("y")
        assert [one.label for one in session.stored()] == ["GPE"]
        assert "Back to: Mark GPE" in session.line("status")
        await session.press("U")
        assert len(session.stored()) == 3


async def test_leaving_the_history_shows_the_layer_as_it_is(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g", "H", "end")
        assert "GPE" not in "".join(session.rows())
        await session.press("escape")
        assert "GPE" in "".join(session.rows())


async def test_what_was_undone_says_so_and_no_means_no(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g", "U", "H")
        assert "undone" in panel(session)
        await session.press("home", "u", "n")
        assert session.stored() == []
        await session.press("home", "u", "y")
        assert [one.label for one in session.stored()] == ["GPE"]


async def test_going_back_to_where_one_is_says_that_nothing_was_done(open_session):
    async with open_session() as session:
        session.select("حلب")
        await session.press("g", "H", "u", "y")
        assert "already as it was" in session.line("status")


async def test_a_blind_corpus_shows_nobody_elses_layer_and_says_why(open_session):
    async with open_session() as session:
        assign(session.store, "rina")
        work_as(session.store, "noa", *strike())
        await session.press("D")
        assert "This corpus is blind: others' work is hidden; `settings blind off` opens it." in session.line("status")
        assert "noa" not in "".join(session.rows()) + panel(session)


async def test_whoever_annotates_nothing_sees_others_work_in_a_blind_corpus_until_she_begins(open_session):
    async with open_session(size=(120, 40)) as session:
        work_as(session.store, "noa", *strike())
        await session.press("D")
        assert "Beside noa" in panel(session) and "n:ORG" in "".join(session.rows())
        session.screen.leave_panel()
        session.select("سانا")
        await session.press("o")
        assert "n:ORG" not in "".join(session.rows())
        assert "This corpus is blind" in panel(session)
        own = session.store.layers.id_of(1, session.work.desk.layer.name)
        assert session.store.sightings.assisted() == {own}


async def test_until_done_opens_others_work_when_one_is_done_and_closes_it_again(open_session):
    async with open_session() as session:
        assign(session.store, "rina")
        work_as(session.store, "noa", *strike())
        choose(session.store, "blind", "until-done", "lea")
        await session.press("D")
        assert "until you are done" in session.line("status")
        await session.press("S", "D")
        assert "Beside noa" in panel(session) and "n:ORG" in "".join(session.rows())
        await session.press("S")
        assert "n:ORG" not in "".join(session.rows())


@pytest.mark.parametrize("size", SIZES)
async def test_two_layers_stand_side_by_side_where_the_corpus_allows_it(open_session, size):
    async with open_session(size=size) as session:
        choose(session.store, "blind", "off", "lea")
        work_as(session.store, "noa", *strike())
        for surface, key in (("حلب", "o"), ("داعش", "o"), ("سانا", "o"), ("الجيش", "o")):
            session.select(surface)
            await session.press(key)
        before = session.stored()
        await session.press("D")
        shown = await every_row(session)
        assert "only mine" in shown and "only noa" in shown
        assert "label  ORG / GPE" in shown and "border  ORG" in shown
        rows = "".join(session.rows())
        assert "n:ORG" in rows and "└" in rows and "╰" in rows
        await session.press("X", "down", "enter")  # X, which removes, finds only what is one's own
        await session.press("D", "x")
        assert "n:ORG" not in "".join(session.rows())
        assert len(before) - len(session.stored()) <= 1
        with Store.open(session.store.path) as other:
            assert len(other.layers.load(1, LayerName("noa", LayerKind.ANNOTATOR)).ordered) == 5


async def test_whose_layer_is_asked_where_there_are_several(open_session):
    async with open_session() as session:
        choose(session.store, "blind", "off", "lea")
        await session.press("D")
        assert "Nobody else" in session.line("status")
        for who in ("noa", "sami"):
            work_as(session.store, who, *strike())
        await session.press("D")
        assert "Beside whose work?" in session.line("bar")
        await session.press("s")
        assert "Beside sami" in panel(session)


@pytest.mark.parametrize("size", SIZES)
async def test_the_same_story_elsewhere_is_listed_with_what_differs_and_ones_own_marks(open_session, size):
    here = f"{ARABIC}\n{LONGER}"
    other = here.replace("حلب", "إدلب").replace("15", "20")
    async with open_session(here, other, size=size) as session:
        find_duplicates(session.store)
        work_as(session.store, "rina", span("s1", other, "داعش"), document_id=2)
        work_as(session.store, "noa", span("s1", other, "سانا"), document_id=2)
        await session.press("Y", "down")
        shown = panel(session)
        assert "doc-2" in shown and "differences 2  own marks 1" in shown
        await session.press("down", "down")
        assert session.selected == "حلب."
        await session.press("o")
        shown = panel(session)
        assert "doc-2 (to read)" in shown and "≠" in shown
        assert visual_string("داعش") in shown and "ORG" in shown
        await session.press("end", "g")  # a label's key does nothing while one reads
        assert session.stored() == []
        await session.press("s")
        assert "The same story" in panel(session)


async def test_an_article_that_stands_alone_says_what_would_compare_it(open_session):
    async with open_session() as session:
        await session.press("Y")
        assert "corpus-tool duplicates" in panel(session)
        await session.press("o")
        assert "no article in this row" in session.line("status")


async def test_a_deleted_article_is_no_twin(open_session):
    async with open_session(ARABIC + LONGER, ARABIC + LONGER + " انتهى.") as session:
        find_duplicates(session.store)
        with session.store.writing():
            session.store.hiding.hide(2, None, "2026-01-01")
        await session.press("Y")
        assert "No other article" in panel(session)


HOSTILE = "\x1b]0;owned\x07\u202e\u2066\x9b31m \u0628\u0627\U0001f600"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_in_comments_and_names_stay_words(open_session, size):
    async with open_session(ARABIC + LONGER, ARABIC + LONGER + HOSTILE.replace("\x1b", ""), size=size) as session:
        comment(session.store, 1, HOSTILE * 5 + "\n?", f"noa{HOSTILE}", is_question=True)
        choose(session.store, "blind", "off", "lea")
        work_as(session.store, f"noa{HOSTILE}", *strike())
        find_duplicates(session.store)
        for key in ("J", "v", "H", "D", "Y", "down", "down", "o", "escape"):
            await session.press(key)
            painted = [
                widget.render_line(y).text for widget in session.screen.query("*") for y in range(widget.size.height)
            ]
            assert not {sign for text in painted for sign in text if unicodedata.category(sign) in {"Cc", "Cf"}}, key


async def test_looking_at_anothers_layer_is_written_down_once(open_session):
    async with open_session() as session:
        choose(session.store, "blind", "off", "lea")
        work_as(session.store, "noa", *strike())
        await session.press("D", "D", "D")
        with Store.open(session.store.path) as other:
            assert {(one.who, one.of) for one in other.sightings.on(1)} == {("rina", "noa")}
