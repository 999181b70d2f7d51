"""The lists beside the text: relations, problems, the guideline."""

import pytest
from corpus_tool_testing.builders import ARABIC, NOW, span
from msgspec.structs import replace

from corpus_tool.model import edits
from corpus_tool.model.annotations import Relation
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.schemas import EventType, RelationType, Role, Rules
from corpus_tool.saying import speak
from corpus_tool.text.audit import audit
from corpus_tool.text.inline import visual_string
from corpus_tool.tui.widgets.panel_view import PanelView


def panel(session):
    """The panel as sent to the terminal."""
    view = session.screen.query_one(PanelView)
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


def use(session, **parts):
    session.work.desk.schema = replace(default_schema(), **parts)
    session.store.schemas.current_ref = lambda: (session.work.desk.schema.name, session.work.desk.schema.version)


async def mark(session, **labels):
    for key, surface in labels.items():
        session.select(surface)
        await session.press(key)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_relations_are_listed_made_and_deleted(open_session, size):
    async with open_session(size=size) as session:
        await mark(session, o="داعش", g="حلب")
        await session.press("V")
        assert "none yet" in panel(session)
        session.select("داعش")
        await session.press("a", "a")
        (relation,) = [one for one in session.stored() if isinstance(one, Relation)]
        assert relation.type == "coreference"
        assert "↔" in panel(session)
        await session.press("home", "o")
        assert session.selected == "حلب"
        await session.press("x")
        assert len(session.stored()) == 2


async def test_in_an_empty_list_the_next_motion_brings_the_keys_back(open_session):
    async with open_session() as session:
        await session.press("V", "x")
        assert "no relation in this row" in session.line("status")
        await session.press("down")
        assert "no relation in this row" not in session.line("status")
        assert "a add" in session.line("status")


async def test_a_directed_relation_offers_only_ends_it_may_have_and_turns_only_so(open_session):
    async with open_session(size=(120, 40)) as session:
        types = (RelationType(id="in", source=("ORG",), target=("GPE",)), RelationType(id="near"))
        use(session, relations=types)
        await mark(session, o="داعش", g="حلب", p="مسلحا")
        session.select("داعش")
        await session.press("C")
        assert "ORG → GPE" in session.line("bar")
        await session.press("i")
        assert visual_string("حلب") in session.line("bar") and visual_string("مسلحا") not in session.line("bar")
        await session.press("a", "V", "t")
        assert "In goes from ORG, not from GPE" in session.line("status")


async def test_a_warning_is_said_with_the_act_and_listed(open_session):
    async with open_session(size=(120, 40)) as session:
        session.select("«سانا»")
        await session.press("o")
        assert "But the quotation marks around it belong outside" in session.line("status")
        session.select("حلب")
        await session.press("g")
        assert "But" not in session.line("status")
        await session.press("!")
        assert "Problems: 1" in panel(session) and "warning part-of-quote" in panel(session)
        assert "belong outside" in " ".join(panel(session).split())
        await session.press("home", "down", "enter")
        assert session.selected == "«سانا»"


async def test_an_event_marked_twice_is_told_at_once_until_others_play_in_it(open_session):
    async with open_session() as session:
        await session.press("E", "a", "escape", "E", "a")
        assert "is marked there already" in session.line("status")
        assert session.work.problems.count() == 2
        await session.press("t", "left", "o", "escape")
        assert session.work.problems.count() == 0


async def test_what_keeps_it_from_being_done_is_named_and_shown(open_session):
    async with open_session(size=(80, 24)) as session:
        event = EventType(id="Blast", key="b", roles=(Role(id="Place", min=1),))
        use(session, events=(event,), common_roles=(), rules=Rules(weights={"open-role": "done"}))
        await session.press("E", "b", "escape", "S")
        assert session.work.desk.layer.status is Status.IN_PROGRESS
        assert "Not done yet" in session.line("status") and "Place is still open" in session.line("status")
        assert "1 to mend" in panel(session)
        await session.press("escape")
        await mark(session, g="حلب")
        session.select("قصف")
        await session.press("A", "p", "a", "escape", "S")
        assert session.work.desk.layer.status is Status.DONE


async def test_errors_that_were_there_are_listed_and_gone_to(open_session):
    async with open_session() as session:
        bad = span("bad", ARABIC, " حلب", "CITY")
        session.work.desk.become("Import", session.work.desk.layer.apply(edits.add(session.work.desk.layer, bad)))
        await session.press("!")
        assert "Problems: 2; 2 to mend" in panel(session)
        await session.press("enter")
        assert session.selected == " حلب"


async def test_what_was_odd_about_the_text_is_among_the_problems(open_session):
    async with open_session("قصف\u202e الجيش", size=(120, 30)) as session:
        with session.store.writing():
            session.store.findings.add(1, audit(session.work.desk.document.text))
        session.work.desk.reload()
        await session.press("!")
        assert "direction override" in panel(session)
        assert "the text: 1" in panel(session)


async def test_what_was_odd_is_told_in_the_language_of_the_interface(open_session):
    speak("he")
    async with open_session("cafe\u0301 \u0642\u0635\u0641", size=(120, 30)) as session:
        with session.store.writing():
            session.store.findings.add(1, audit(session.work.desk.document.text))
        session.work.desk.reload()
        await session.press("!")
        assert "composed" not in panel(session)


GUIDELINE = """# War

## ORG: organisations

Armies too: mark الجيش in وقال الجيش.

## Conflict.AirStrike

From the air only.
"""


@pytest.fixture
def explained(open_session):
    async def opened(session):
        with session.store.writing():
            session.store.schemas.explain(GUIDELINE, NOW)

    return opened


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_guideline_of_the_mark_here_and_of_the_label_pressed_next(open_session, explained, size):
    async with open_session(size=size) as session:
        await explained(session)
        await mark(session, o="داعش")
        await session.press("G")
        assert "Guideline: ORG" in panel(session)
        assert "Organisation" in panel(session)
        await session.press("end")
        assert "Armies too" in panel(session)
        await session.press("g")
        assert "Guideline: GPE" in panel(session)
        await session.press("E", "a", "end")
        assert "From the air only" in panel(session)
        assert len(session.stored()) == 1


async def test_the_whole_guideline_is_searched_and_its_headings_listed(open_session, explained):
    async with open_session(size=(120, 20)) as session:
        await explained(session)
        await session.press("G", "/", *"الجِيش", "enter")
        assert "▶Armies too" in panel(session).replace("▶ ", "▶")
        await session.press("#")
        assert "Armies" not in panel(session) and "AirStrike" in panel(session)
        await session.press("end", "enter")
        assert "From the air" in panel(session)
        await session.press("escape")
        assert session.screen.pane.has_focus


async def test_definitions_and_names_are_shown_in_the_readers_language(open_session):
    async with open_session(size=(120, 30)) as session:
        label = replace(default_schema().label_by_id["ORG"], definitions={"ar": "هيئة لها أعضاء"})
        use(session, labels=(label,))
        await mark(session, o="داعش")
        await session.press("G", "tab")
        assert "[ar]" in panel(session)
        assert visual_string("منظمة") in panel(session) and visual_string("هيئة لها أعضاء") in panel(session)


@pytest.mark.parametrize(("language", "said"), [("ar", "غارة جوية"), ("he", "הפצצה או ירי מן האוויר.")])
async def test_a_type_is_explained_in_the_language_of_the_interface_with_examples(open_session, language, said):
    speak(language)
    async with open_session(size=(120, 40)) as session:
        session.select("قصف")
        await session.press("E", "a", "escape", "G")
        assert visual_string(said) in panel(session)
        assert visual_string("غارة") in panel(session)  # an example, in the language of the text


async def test_without_guidelines_the_schema_speaks_for_itself(open_session):
    async with open_session(size=(120, 40)) as session:
        await session.press("G")
        assert "conflict-news" in panel(session)
        await session.press("/", *"gershayim", "enter")
        assert "gershayim" in panel(session)
