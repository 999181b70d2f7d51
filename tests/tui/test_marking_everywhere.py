"""A name marked wherever it stands: from a line of a concordance, from the list of strings, and what is said of it."""

from corpus_tool_testing.builders import counting_surroundings, layer, span

from corpus_tool.model.annotations import Span
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.tui.boards.everywhere import Everywhere
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.workbench.desk import Desk

FIRST = "هاجمت القوات حلب."
SECOND = "انسحبت داعش من الرقة ثم قيل لداعش كلام."
THIRD = "عادت «داعش» إلى حلب."
RINA = LayerName("rina", LayerKind.ANNOTATOR)


async def settle(session, *keys):
    await session.press(*keys)
    await session.app.workers.wait_for_complete()
    await session.pilot.pause()


def heading(session):
    return line(session, "heading")


def line(session, id):
    widget = session.app.screen.query_one(f"#{id}", Lines)
    return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))


def marked(session, id):
    there = session.store.layers.load(id, RINA)
    text = session.store.documents.key_and_text(id)[1]
    return [text[slice(*one.fragments[0])] for one in there.spans] if there else []


async def search(session, words):
    await session.press("ctrl+f")
    await session.type(*words)
    await settle(session)


async def test_a_find_is_marked_in_every_document_without_its_proclitics_and_taken_back_as_one(open_session):
    async with open_session(FIRST, SECOND, THIRD, size=(110, 30)) as session:
        await search(session, "داعش")
        await settle(session, "down", "tab")
        assert isinstance(session.app.screen, Annotate)
        assert "everywhere: which label?" in session.line("bar")
        await settle(session, "o")
        assert isinstance(session.app.screen, Everywhere)
        assert "ORG: 3 more places" in heading(session)
        await settle(session, "a")
        assert "Marked: 3 places. In 2 documents; u takes it all back." in line(session, "status")
        assert (marked(session, 2), marked(session, 3)) == (["داعش", "داعش"], ["داعش"])
        assert "0 more places" in heading(session)
        await settle(session, "u")
        assert "Taken back in 2 documents." in line(session, "status")
        assert (marked(session, 2), marked(session, 3)) == ([], [])


async def test_what_is_marked_already_lends_its_label_and_is_told(open_session):
    async with open_session(SECOND, THIRD, size=(110, 30)) as session:
        session.select("داعش")
        await session.press("o")
        await search(session, "داعش")
        await settle(session, "tab")
        assert isinstance(session.app.screen, Everywhere)
        rows = [session.app.screen.view.render_line(y).text for y in range(1, 5)]
        assert sum("\u2713" in row for row in rows) == 1
        await settle(session, "'")
        assert "marked already" in line(session, "status")
        await settle(session, "down", "'")
        assert "Marked: 1 place." in line(session, "status")
        await settle(session, "down", "~")
        assert "0 more places" in heading(session)
        await settle(session, "escape")
        assert isinstance(session.app.screen, Annotate)
        assert len(session.work.desk.layer.spans) == 2
        await session.press("U")
        assert len(session.work.desk.layer.spans) == 1


async def test_a_form_is_marked_at_once_and_enter_opens_the_place(open_session):
    async with open_session(FIRST, SECOND, THIRD, size=(110, 30)) as session:
        await search(session, "داعش")
        await settle(session, "tab")
        await settle(session, "o")
        await settle(session, "Q")
        assert len(marked(session, 2)) + len(marked(session, 3)) == 2
        await settle(session, "down", "enter")
        assert isinstance(session.app.screen, Annotate)
        assert session.selected == "داعش"


async def test_documents_that_are_not_hers_to_mark_are_passed_over_and_counted(open_session):
    async with open_session(FIRST, SECOND, THIRD, size=(110, 30)) as session:
        with session.store.writing():
            session.store.work.lock(2, "rina", "lead", "now")
            session.store.work.assign([3], "noa", "lead", "now")
        await search(session, "داعش")
        await settle(session, "tab")
        await settle(session, "o")
        assert "0 more places" in heading(session)
        assert "documents passed over: 1 assigned to others, 1 locked" in heading(session)
        await settle(session, "a")
        assert "It stands nowhere else." in line(session, "status")


async def test_what_is_refused_in_a_document_meanwhile_is_said(open_session):
    async with open_session(FIRST, SECOND, THIRD, size=(150, 30)) as session:
        await search(session, "داعش")
        await settle(session, "tab")
        await settle(session, "o")
        with session.store.writing():
            session.store.work.lock(3, "rina", "lead", "now")
        await settle(session, "a")
        assert "Marked: 2 places. Not in doc-3:" in line(session, "status")
        assert marked(session, 2) == ["داعش", "داعش"]


async def test_a_string_of_the_list_is_marked_also_where_nobody_began(open_session):
    async with open_session(FIRST, SECOND, THIRD, size=(110, 30)) as session:
        start = SECOND.index("لداعش") + 1
        other = Span(id="s2", label="NORP", fragments=((start, start + 4),))
        said = layer([span("s1", SECOND, "داعش"), other], RINA.annotator)
        Desk(session.store, 2, RINA, counting_surroundings()).become("Bring", said)
        await settle(session, "escape")
        await settle(session, "c")
        await settle(session, "Z")
        assert "everywhere: which label?" in line(session, "bar")
        await settle(session, "o")
        assert isinstance(session.app.screen, Everywhere)
        assert "1 more place" in heading(session)
        assert "1 done" in heading(session)
        await settle(session, "a")
        assert marked(session, 3) == ["داعش"]
        await settle(session, "enter")
        assert session.screen.work.desk.document.key == "doc-3"


async def test_help_tells_the_keys_and_an_empty_find_has_none(open_session):
    async with open_session(FIRST, THIRD, size=(110, 30)) as session:
        await search(session, "qqq")
        await settle(session, "tab", "escape")
        assert isinstance(session.app.screen, Annotate)
        await search(session, "حلب")
        await settle(session, "tab")
        await settle(session, "g")
        await settle(session, "?")
        assert "passed over" in line(session, "help")
