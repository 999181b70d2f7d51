"""The mouse rests on something: what it is is told, in the order it is read in, and nothing else is painted."""

from corpus_tool_testing.builders import ARABIC

from corpus_tool.model.naming import called, named
from corpus_tool.saying import speak
from corpus_tool.text.inline import visual_string
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.tooltips import WIDTH, tooltip
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.workbench import eventing

ARMY = "الجيش"


def cell(session, offset: int) -> tuple[int, int]:
    pane = session.screen.pane
    place = pane.sheet.layout.place(offset)
    return place.column, pane.page.lines_of(place.row).start


async def test_hovering_over_a_mark_tells_its_label_its_text_and_its_note(open_session):
    async with open_session() as session:
        session.select(ARMY)
        await session.press("o", '"', "n", "b", "enter")
        pane = session.screen.pane
        column, row = cell(session, ARABIC.index(ARMY))
        for y in (row, row + 1):  # its letters, and its bracket
            await session.pilot.hover(pane, offset=(0, pane.size.height - 1))
            await session.pilot.hover(pane, offset=(column, y))
            await session.pilot.pause()
            said = str(pane.tooltip).split("\n")
            assert said == ["Organisation (ORG)", visual_string(ARMY), "note: nb"]


async def test_hovering_over_who_plays_in_an_event_tells_the_event_and_the_role(open_session):
    async with open_session() as session:
        work = session.work
        session.select(ARMY)
        await session.press("o")
        (army,) = work.desk.layer.spans
        type = work.desk.schema.events[0]
        role = next(one for one in type.roles if "ORG" in one.fillers)
        session.select(ARABIC.split()[0])
        eventing.fill_role(work.desk, work.new_event(type).id, role, army.id)
        session.screen.changed()
        await session.pilot.pause()
        pane = session.screen.pane
        await session.pilot.hover(pane, offset=cell(session, ARABIC.index(ARMY)))
        await session.pilot.pause()
        last = str(pane.tooltip).split("\n", 2)[2].replace("\n", " ")
        assert last.startswith(f"{named(role)} \u2190 {called(type)} ({type.id}):")
        await session.pilot.hover(pane, offset=(0, pane.size.height - 1))
        await session.pilot.pause()
        assert pane.tooltip is None


async def test_a_mouse_that_moves_paints_none_of_the_text(open_session, monkeypatch):
    async with open_session() as session:
        session.select(ARMY)
        await session.press("o")
        pane = session.screen.pane
        painted = []
        real = pane.render_line
        monkeypatch.setattr(pane, "render_line", lambda y: painted.append(y) or real(y))
        row = cell(session, ARABIC.index(ARMY))[1]
        for x in range(pane.size.width - 2):
            await session.pilot.hover(pane, offset=(x, row))
        assert painted == []


async def test_hovering_over_a_key_of_the_bar_tells_what_its_label_means(open_session):
    async with open_session() as session:
        bar = session.screen.query_one("#bar", Lines)
        at = bar.render_line(0).text.index("PER")
        await session.pilot.hover(bar, offset=(at, 0))
        await session.pilot.pause()
        assert "Person (PER)" in str(bar.tooltip)
        assert "human being" in str(bar.tooltip)


async def test_a_long_note_is_wrapped_before_it_is_turned_round():
    words = " ".join(f"كلمة{number}" for number in range(20))
    rows = str(tooltip([words])).split("\n")
    assert len(rows) > 1
    assert "٠" not in rows[0]
    assert visual_string("كلمة0") in rows[0]
    assert visual_string("كلمة19") in rows[-1]
    assert max(map(len, rows)) <= WIDTH


def test_a_tooltip_begins_on_the_right_where_the_interface_does():
    speak("he")
    short, long = str(tooltip(["של", "ארגון גדול"], Terminal())).split("\n")
    assert short == " " * (len(long) - 2) + visual_string("של")


async def test_hovering_over_a_heading_of_the_list_tells_what_stands_below(open_session):
    async with open_session(no_document=True) as session:
        columns = session.app.screen.query_one("#columns", Lines)
        await session.pilot.hover(columns, offset=(columns.render_line(0).text.index("state"), 0))
        await session.pilot.pause()
        assert "in progress" in str(columns.tooltip).replace("\n", " ")


async def test_hovering_over_an_answer_tells_the_whole_of_it_and_what_it_means(open_session):
    async with open_session() as session:
        session.select("قصف")
        await session.press("E")
        bar = session.screen.query_one("#bar", Lines)
        y, at = next((y, row.index("Armed")) for y in range(9) if "Armed" in (row := bar.render_line(y).text))
        await session.pilot.hover(bar, offset=(at, y))
        await session.pilot.pause()
        assert str(bar.tooltip).replace("\n", " ").startswith("Armed clash Two armed sides fight each other")
        await session.press("escape")
        assert bar.tooltip is None


async def test_hovering_over_a_key_of_a_mode_tells_what_it_does(open_session):
    async with open_session() as session:
        session.select(ARMY)
        await session.press("o", "|")
        bar = session.screen.query_one("#bar", Lines)
        y, at = next((y, row.index("keep")) for y in range(3) if "keep" in (row := bar.render_line(y).text))
        await session.pilot.hover(bar, offset=(at, y))
        await session.pilot.pause()
        assert str(bar.tooltip) == "enter  keep"


async def test_hovering_over_a_row_of_the_list_tells_what_its_cell_has_no_room_for(open_session):
    long = " ".join(["عنوان طويل جدا لمقال واحد"] * 8)
    async with open_session(long, no_document=True) as session:
        listed = session.app.screen.query_one(DocumentList)
        await session.pilot.hover(listed, offset=(listed.size.width - 4, 0))
        await session.pilot.pause()
        assert str(listed.tooltip).count("\n") >= 3
        await session.pilot.hover(listed, offset=(2, 0))
        await session.pilot.pause()
        assert "doc-1" in str(listed.tooltip)
