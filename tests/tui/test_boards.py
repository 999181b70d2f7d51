"""The boards over a corpus: agreement, consistency, and work against gold."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, counting_surroundings, layer, span
from msgspec.structs import replace

from corpus_tool.agreement.drawing import Resampling
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.text.inline import visual_string
from corpus_tool.tui.boards import agreement
from corpus_tool.tui.boards.board import Board
from corpus_tool.tui.event_types import every_type, type_keys
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.screens.library import Library
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.tui.widgets.panel_view import PanelView
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk


@pytest.fixture(autouse=True)
def few_draws(monkeypatch):
    """Intervals are made as always, of fewer draws."""
    monkeypatch.setattr(agreement, "AS_USUAL", Resampling(times=20))


RINA = LayerName("rina", LayerKind.ANNOTATOR)
AGAIN = "عادت داعش إلى حلب ومعها داعش."


def say(store, id, *annotations, who="rina", kind=LayerKind.ANNOTATOR, status=Status.DONE):
    wanted = layer(list(annotations), who, kind, status)
    Desk(store, id, wanted.name, counting_surroundings()).become("Bring", wanted)


def differing(store, *, blind="off"):
    """rina, noa and gold on the first document; rina and noa on the third."""
    choose(store, "blind", blind, "rina")
    say(store, 1, span("s1", ARABIC, "لداعش"), span("s2", ARABIC, "حلب", "GPE"))
    say(store, 1, span("s1", ARABIC, "داعش"), span("s2", ARABIC, "حلب", "LOC"), span("s3", ARABIC, "سانا"), who="noa")
    say(store, 1, span("s1", ARABIC, "داعش"), span("s2", ARABIC, "حلب", "GPE"), who="gold", kind=LayerKind.GOLD)
    say(store, 3, span("s1", AGAIN, "داعش", "NORP"), span("s2", AGAIN, "حلب", "GPE"))
    say(store, 3, span("s2", AGAIN, "حلب", "GPE"), who="noa")


def led(store, blind):
    """noa and dan on the first document; nothing of rina, who leads."""
    choose(store, "blind", blind, "rina")
    say(store, 1, span("s1", ARABIC, "حلب", "GPE"), span("s2", ARABIC, "داعش"), who="noa")
    say(store, 1, span("s1", ARABIC, "حلب", "LOC"), span("s2", ARABIC, "لداعش"), who="dan")


async def settled(session):
    """Wait for whatever is worked out beside."""
    await session.app.workers.wait_for_complete()
    await session.pilot.pause()
    await session.app.workers.wait_for_complete()
    await session.pilot.pause()


async def press(session, *keys):
    for key in keys:
        await session.pilot.press(key)
        await settled(session)


def seen(session) -> str:
    """All lines of the screen, as sent to the terminal."""
    screen = session.app.screen
    widgets = [one for one in screen.query("*") if one.display and hasattr(one, "render_line")]
    return "\n".join(one.render_line(y).text.rstrip() for one in widgets for y in range(one.size.height))


def panel(session) -> str:
    """What stands in the panel beside the text."""
    view = session.screen.query_one(PanelView)
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height)) if view.display else ""


def line(session, id: str) -> str:
    return session.line(id, session.app.screen)


def docs(*more):
    return (ARABIC, HEBREW, AGAIN, *more)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_from_a_figure_to_the_places_behind_it_and_into_the_article(open_session, size):
    async with open_session(*docs(), no_document=True, size=size) as session:
        differing(session.store)
        await press(session, "v")
        assert "2 documents done by two or more (noa 2, rina 2)" in line(session, "heading")
        assert "Figures" in line(session, "tabs")
        assert "0.250" not in seen(session) and "0.667" in seen(session)  # by tokens the clitic makes no difference
        await press(session, "enter")
        assert "4 differing" in line(session, "heading")
        shown = seen(session)
        assert visual_string("حلب") in shown and "GPE" in shown and "noa" in shown and "rina" in shown
        await press(session, "enter")
        screen = session.app.screen
        assert isinstance(screen, Annotate)
        assert "n:" in "\n".join(session.rows())  # noa's marks are drawn beside rina's
        await press(session, "ctrl+l")
        screen.leave()
        await settled(session)
        assert "differing" in line(session, "heading")
        await press(session, "escape", "escape")
        assert isinstance(session.app.screen, Library)


async def test_every_table_is_gone_through_cell_by_cell(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store)
        await press(session, "v", "tab")
        assert "[Pairs]" in line(session, "tabs")
        assert "strict F1" in seen(session)
        await press(session, "tab")
        assert "[Labels]" in line(session, "tabs")
        assert "few" in seen(session)
        await press(session, "tab", "down")
        assert "[Documents]" in line(session, "tabs")
        await press(session, "tab")
        assert "[Confusion]" in line(session, "tabs") and "nothing" in seen(session)
        await press(session, "p")
        assert "noa / rina" in line(session, "tabs")
        await press(session, "end", "down", "left")
        assert "differ" in line(session, "detail")
        await press(session, "shift+tab", "u")
        assert "characters" in line(session, "heading")


async def test_the_list_behind_a_cell_of_the_confusion_holds_that_pair_of_labels(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store)
        await press(session, "v", "shift+tab", "p")
        board = session.app.screen
        table = board._view.table
        await press(session, *["down"] * table.names.index("LOC"), *["right"] * table.columns.index("GPE"), "enter")
        assert "1 differing" in line(session, "heading")
        assert "label" in line(session, "detail")


async def test_what_was_seen_in_a_list_is_kept_so_that_later_work_counts_as_assisted(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store)
        await press(session, "v", "enter", "up")
        assert {(one.who, one.of) for one in session.store.sightings.on(1)} == {("rina", "noa")}
        assert list(session.store.sightings.on(3)) == []


async def test_what_is_to_be_borne_in_mind_stands_under_the_table(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store)
        await press(session, "v")
        assert "Only 2 documents are shared" in line(session, "detail")
        await press(session, "n")
        assert "What to bear in mind" in seen(session)


async def test_whoever_is_neither_of_the_two_sees_both_layers_in_the_article(open_session):
    async with open_session(*docs(), no_document=True, size=(120, 40)) as session:
        differing(session.store)
        say(session.store, 1, span("s1", ARABIC, "الجيش", "PER"), who="sami")
        await press(session, "v", "p", "p", "enter", "enter")
        assert isinstance(session.app.screen, Annotate)
        drawn = "\n".join(session.rows())
        assert "n:" in drawn and "s:" in drawn
        assert "noa and sami" in seen(session)


async def test_agreement_is_in_the_palette_of_an_article(open_session):
    async with open_session(*docs()) as session:
        differing(session.store)
        session.work.desk.reload()
        await press(session, "f5", *"agreem", "enter")
        assert "done by two or more" in line(session, "heading")
        await press(session, "enter", "down", "enter")
        assert isinstance(session.app.screen, Annotate)


async def test_what_is_alike_is_listed_too(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store)
        await press(session, "v", "enter", "a")
        assert "1 alike" in line(session, "heading")


async def test_a_blind_corpus_shows_figures_and_nobodys_work(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store, blind="on")
        await press(session, "v", "enter")
        assert "This corpus is blind" in line(session, "status")
        await press(session, "escape", "f")
        assert "gold is hidden" in line(session, "heading")
        await press(session, "escape", "c", "tab")
        assert "only your own work" in line(session, "status")


@pytest.mark.parametrize("blind", ["on", "until-done"])
async def test_whoever_annotates_nothing_goes_from_a_cell_into_the_article_with_both_layers(open_session, blind):
    async with open_session(*docs(), no_document=True, size=(120, 40)) as session:
        led(session.store, blind)
        await press(session, "v", "enter")
        assert "2 differing" in line(session, "heading") and "more in documents" not in line(session, "heading")
        await press(session, "enter")
        assert isinstance(session.app.screen, Annotate)
        assert "label  LOC / GPE" in panel(session)
        rows = "\n".join(session.rows())
        assert "n:" in rows and "d:" in rows
        assert {one.of for one in session.store.sightings.on(1)} == {"dan", "noa"}


async def test_beginning_to_annotate_hides_both_layers_again_and_the_places_behind_cells(open_session):
    async with open_session(*docs(), no_document=True, size=(120, 40)) as session:
        led(session.store, "on")
        await press(session, "v", "enter", "enter")
        session.select("سانا")
        await session.press("o")
        assert "n:" not in "\n".join(session.rows())
        assert "This corpus is blind" in panel(session)
        own = session.store.layers.id_of(1, RINA)
        assert session.store.sightings.assisted() == {own}
        session.app.screen.leave()
        await press(session, "escape", "escape", "v", "enter")
        assert "This corpus is blind" in line(session, "status")


async def test_whoever_annotates_nothing_sees_everybodys_strings_and_the_guidelines_gaps(open_session):
    async with open_session(*docs(), no_document=True) as session:
        led(session.store, "on")
        await press(session, "c", "tab")
        assert "everybody's work" in line(session, "heading") and "GPE" in seen(session)
        await press(session, "escape", "f")
        assert "blind" not in line(session, "heading")
        await press(session, "w")
        assert "GPE / LOC" in seen(session)


async def test_until_done_only_places_in_documents_that_are_done_are_listed(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store, blind="until-done")
        say(session.store, 1, span("s9", ARABIC, "حلب", "GPE"), who="dan")
        desk = Desk(session.store, 3, RINA)
        desk.become("Open", layer(list(desk.layer.ordered), "rina", status=Status.IN_PROGRESS))
        say(session.store, 3, who="dan")
        await press(session, "v", "enter")
        assert "more in documents that you have not done" in line(session, "heading")


async def test_without_two_who_have_finished_that_is_said(open_session):
    async with open_session(no_document=True) as session:
        await press(session, "v")
        assert "needs two annotators" in line(session, "heading")
        await press(session, "enter", "tab", "down", "p", "u", "?")


async def test_strings_are_listed_and_put_right_from_the_list(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store)
        await press(session, "c")
        assert "1 string not treated alike: your own work" in line(session, "heading")
        assert visual_string("داعش") in seen(session)
        await press(session, "enter")
        assert "3 places" in line(session, "heading")
        await press(session, "a", "r")
        assert "Which label for 3 places?" in line(session, "bar")
        schema = session.store.schemas.current()
        await press(session, *schema.label_by_id["ORG"].key)
        assert "2 places changed." in line(session, "status")
        layers = [Desk(session.store, id, RINA).layer for id in (1, 3)]
        assert [[one.label for one in of.spans] for of in layers] == [["ORG", "GPE"], ["ORG", "GPE", "ORG"]]
        await press(session, "escape")
        assert "0 strings" in line(session, "heading")
        desk = Desk(session.store, 3, RINA)
        desk.undo()
        assert [one.label for one in desk.layer.spans] == ["NORP", "GPE"]


async def test_a_mark_is_taken_off_and_others_work_is_left_alone(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store)
        await press(session, "c", "enter", "x")
        assert "1 place changed." in line(session, "status")
        assert len(Desk(session.store, 3, RINA).layer.spans) == 1
        await press(session, "escape", "tab", "enter")
        board = session.app.screen
        at = next(number for number, spot in enumerate(board.spots) if spot.note.startswith("noa"))
        await press(session, *["down"] * at, "x")
        assert "not your own work" in line(session, "status")


async def test_consistency_over_an_article_goes_to_the_place_in_it(open_session):
    async with open_session(AGAIN, ARABIC) as session:
        say(session.store, 1, span("s1", AGAIN, "داعش", "NORP"))
        session.work.desk.reload()
        await press(session, "f4", "enter")
        assert "2 places" in line(session, "heading")
        await press(session, "down", "enter")
        assert isinstance(session.app.screen, Annotate)
        assert session.work.spot.selection.range == (AGAIN.rindex("داعش"), AGAIN.rindex("داعش") + 4)
        await press(session, "f4", "enter", "down", "r")
        schema = session.store.schemas.current()
        await press(session, *schema.label_by_id["NORP"].key, "escape", "escape")
        assert len(session.work.desk.layer.spans) == 2  # the article shows what was put right from the list


async def test_work_against_gold_is_told_difference_by_difference(open_session):
    async with open_session(*docs()) as session:
        differing(session.store)
        await press(session, "f3")
        assert "Against gold: 1 difference (1 document)" in line(session, "heading")
        assert "span F1 0.50" in seen(session)
        detail = line(session, "detail")
        assert "border" in detail and "yours" in detail and "gold" in detail
        await press(session, "g")
        assert "ORG" in seen(session)
        await press(session, "escape", "f")
        assert "precision" in seen(session)
        await press(session, "escape", "enter")
        assert session.selected == "لداعش"


async def test_without_gold_that_is_said(open_session):
    async with open_session(ARABIC) as session:
        choose(session.store, "blind", "off", "rina")
        await press(session, "f3")
        assert "no document" in line(session, "heading")
        await press(session, "g", "f", "enter", "escape")
        assert isinstance(session.app.screen, Annotate)


async def test_an_unknown_key_is_told_and_a_known_one_works_under_another_layout(open_session):
    async with open_session(*docs(), no_document=True) as session:
        differing(session.store)
        await press(session, "c")
        assert isinstance(session.app.screen, Board)
        await press(session, "z")
        assert "does nothing here" in line(session, "status")
        await press(session, "?")
        assert not isinstance(session.app.screen, Board)
        await press(session, "x")
        assert isinstance(session.app.screen.query_one("#heading", Lines), Lines)


def test_another_type_is_picked_by_the_key_it_has_everywhere():
    taken: list[str] = []
    schema = default_schema()
    types = schema.events
    choices = every_type(schema, lambda type: taken.append(type.id))
    assert {one.key: one.of for one in choices} == {key: id for id, key in type_keys(types).items()}
    more = tuple(replace(one, id=f"More{one.id}", key="") for one in types)
    many = every_type(replace(schema, events=(*types, *more)), lambda type: taken.append(type.id))
    assert len({one.key for one in many}) == 2 * len(types)
    choices[0].act()
    assert taken == [types[0].id]


async def test_what_the_guidelines_leave_open_is_listed_with_its_places(open_session):
    async with open_session(*docs()) as session:
        differing(session.store)
        await press(session, "f3", "w")
        assert "4 kinds of disagreement: annotators" in line(session, "heading")
        assert "GPE / LOC" in seen(session)
        await press(session, "g")
        assert "A nationality" in seen(session)
        await press(session, "escape", "enter")
        assert "1 differing" in line(session, "heading")
        assert "rina" in line(session, "detail") and "noa" in line(session, "detail")
        await press(session, "escape", "tab")
        assert "annotators and gold" in line(session, "heading")


async def test_of_documents_that_are_not_done_the_guidelines_gaps_are_not_told(open_session):
    async with open_session(*docs()) as session:
        differing(session.store, blind="until-done")
        say(session.store, 1, span("s1", ARABIC, "لداعش"), status=Status.IN_PROGRESS)
        await press(session, "f3", "w")
        assert "kinds of disagreement" in line(session, "heading") or "kind of disagreement" in line(session, "heading")
        assert "GPE / LOC" not in seen(session)


async def test_a_blind_corpus_says_so_in_place_of_the_guidelines_gaps(open_session):
    async with open_session(*docs()) as session:
        differing(session.store, blind="on")
        await press(session, "f3", "w")
        assert "This corpus is blind" in line(session, "heading")
        assert "GPE / LOC" not in seen(session)
