"""The adjudication screen: every key decides what it says, goes on, and can be undone."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, document, event, layer, new_store, span, strike
from textual.pilot import Pilot

from corpus_tool.model.annotations import Relation, label_of
from corpus_tool.model.changes import Status
from corpus_tool.model.rulings import Origin
from corpus_tool.store.store import Store
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.app import CorpusTool
from corpus_tool.tui.screens.adjudicate import Adjudicate
from corpus_tool.tui.screens.library import Library
from corpus_tool.tui.terminal.detection import UNASKED
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.workbench.adjudication.gold_desk import GOLD, USUAL, Task
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk

ARMY, WIDE = span("a", ARABIC, "الجيش"), span("b", ARABIC, "الجيش السوري")
ALEPPO = span("g", ARABIC, "حلب", "GPE")


def annotate(store, id, name, annotations, status=Status.DONE):
    said = layer(annotations, name, status=status)
    Desk(store, id, said.name).become("Import", said)


@dataclass
class Room:
    """An adjudicator at work."""

    app: CorpusTool
    pilot: Pilot
    store: Store

    @property
    def screen(self) -> Adjudicate:
        assert isinstance(self.app.screen, Adjudicate)
        return self.app.screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()
        await self.pilot.pause()

    def gold(self, id=1):
        """What is on disk."""
        with Store.open(self.store.path) as other:
            return other.layers.load(id, GOLD)

    def said(self, id=1):
        """(label, text) of everything in the gold layer on disk."""
        found = self.gold(id)
        marked = (one for one in found.ordered if not isinstance(one, Relation)) if found else ()
        return [(label_of(one), ARABIC[slice(*one.fragments[0])]) for one in marked]

    def line(self, id: str) -> str:
        widget = self.app.screen.query_one(f"#{id}", Lines)
        return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))

    def seen(self) -> str:
        pane = self.screen.pane
        return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


@pytest.fixture
def open_room(tmp_path):
    @asynccontextmanager
    async def opened(*said, task: Task = USUAL, blind=False, size=(120, 40), more=()):
        with new_store(tmp_path) as store:
            for number, layers in enumerate([said, *more], 1):
                id = add_document(store, document(f"{ARABIC}{' ' * (number - 1)}", f"doc-{number}"))
                for name, annotations in zip(("noa", "sami", "tal"), layers, strict=False):
                    annotate(store, id, name, annotations)
            if blind:
                choose(store, "blind-adjudication", "on", "rina")
            app = CorpusTool(store, "rina", 1, replace(UNASKED, terminal=Terminal()), adjudicating=task)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await pilot.pause()
                yield Room(app, pilot, store)

    return opened


TWO = ([ARMY, ALEPPO], [WIDE, ALEPPO])


async def test_a_letter_takes_that_annotators_word_and_what_is_agreed_comes_by_itself(open_room):
    async with open_room(*TWO) as room:
        await room.press("b")
        assert room.said() == [("GPE", "حلب"), ("ORG", "الجيش السوري")]
        rulings = room.gold().rulings
        assert rulings["noa/g"].origin is Origin.UNANIMOUS
        assert (rulings["noa/a"].origin, rulings["noa/a"].items[0].of) == (Origin.PICKED, ("sami",))
        assert rulings["noa/a"].who == "rina"
        assert "enter says done" in room.line("status")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("a", [("ORG", "الجيش")]),
        ("1", [("ORG", "الجيش")]),
        ("2", [("ORG", "الجيش السوري")]),
        ("x", []),
        ("u", [("ORG", "الجيش السوري")]),
        ("i", [("ORG", "الجيش")]),
        ("t", [("ORG", "جيش السوري")]),
    ],
)
async def test_each_key_decides(open_room, keys, said):
    async with open_room([ARMY], [WIDE]) as room:
        await room.press(*keys)
        assert room.said() == said
        await room.press("U")
        assert room.said() == []
        assert not room.gold().rulings
        await room.press("R")
        assert room.said() == said


async def test_plus_takes_both(open_room):
    async with open_room([ARMY], [span("b", ARABIC, "الجيش السوري", "GPE")]) as room:
        await room.press("+")
        assert room.said() == [("ORG", "الجيش"), ("GPE", "الجيش السوري")]


async def test_an_undisputed_article_takes_one_key_and_the_next_is_opened(open_room):
    async with open_room([ALEPPO], [ALEPPO], more=[TWO]) as room:
        await room.press("enter")
        assert room.said() == [("GPE", "حلب")]
        assert room.gold().status is Status.DONE
        assert room.screen.work.desk.document.key == "doc-2"


async def test_an_article_of_one_annotator_takes_one_key_too(open_room):
    async with open_room([ALEPPO]) as room:
        await room.press("enter")
        assert room.gold().rulings["noa/g"].origin is Origin.SINGLE
        assert isinstance(room.app.screen, Library)
        assert "last document of the queue" in room.line("status")


async def test_a_rule_that_refuses_is_told_and_nothing_is_done(open_room):
    async with open_room([ARMY], [span("b", ARABIC, "الجيش السوري", "NOPE")]) as room:
        await room.press("b")
        assert "NOPE" in room.line("status")
        assert room.said() == []
        await room.press("a")
        assert room.said() == [("ORG", "الجيش")]


async def test_what_a_rule_refuses_is_taken_without_what_breaks_it(open_room):
    bombing = event("e", ARABIC, "قصف", Place="g")
    async with open_room([ALEPPO, bombing], [span("g", ARABIC, "حلب", "PER")]) as room:
        await room.press("w")
        assert "Nothing was refused here" in room.line("status")
        assert "take what fits" not in room.line("bar")
        await room.press("a", "down", "b")
        assert "w takes what fits: Place is filled by" in room.line("status")
        assert "take what fits" in room.line("bar")
        assert room.said() == [("Conflict.AirStrike", "قصف"), ("GPE", "حلب")]
        await room.press("w")
        assert "left out: Place is filled by" in room.line("status")
        assert room.said() == [("Conflict.AirStrike", "قصف"), ("PER", "حلب")]
        assert room.gold().events[0].arguments == ()
        await room.press("U")
        assert room.gold().events[0].arguments


async def test_enter_takes_the_majority_and_says_so_where_there_is_none(open_room):
    async with open_room([ARMY], [ARMY], [WIDE]) as room:
        await room.press("enter")
        assert room.said() == [("ORG", "الجيش")]
        assert room.gold().rulings["noa/a"].origin is Origin.MAJORITY


async def test_without_a_majority_enter_decides_nothing(open_room):
    async with open_room([ARMY], [WIDE]) as room:
        await room.press("enter")
        assert "No majority" in room.line("status")
        assert room.gold() is None


async def test_capital_a_takes_all_that_is_agreed_or_has_a_majority(open_room):
    said = [[ARMY, ALEPPO], [ARMY, ALEPPO], [WIDE]]
    async with open_room(*said) as room:
        await room.press("A")
        assert room.said() == [("ORG", "الجيش"), ("GPE", "حلب")]
        await room.press("U")
        assert room.said() == []


async def test_tab_goes_from_one_open_matter_to_the_next_round_the_end(open_room):
    async with open_room([ARMY, ALEPPO], [WIDE]) as room:
        current = room.screen.matters.agenda.current
        await room.press("tab")
        assert room.screen.matters.agenda.current != current
        await room.press("n")
        assert room.screen.matters.agenda.current == current
        await room.press("shift+tab", "p")
        assert room.screen.matters.agenda.current == current


async def test_an_event_is_mixed_role_by_role(open_room):
    one = [*strike()[:4], event("e", ARABIC, "قصف", Attacker="s1", Target="s3")]
    two = [*strike()[:4], event("e", ARABIC, "قصف", Attacker="s3", Target="s1")]
    async with open_room(one, two) as room:
        await room.press("equals_sign", "a", "b")
        assert isinstance(room.app.screen, Adjudicate)
        gold = room.gold()
        (mixed,) = gold.events
        assert [(one.role, label_of(gold[one.target]), gold[one.target].fragments) for one in mixed.arguments] == [
            ("Attacker", "ORG", strike()[0].fragments),
            ("Target", "ORG", strike()[0].fragments),
        ]
        (ruling,) = (one for one in gold.rulings.values() if one.origin is Origin.MIXED)
        assert ruling.items[0].of == ("noa", "sami")


async def test_reason_and_guideline_are_of_the_decision_made_last(open_room):
    async with open_room([ARMY, ALEPPO], [WIDE]) as room:
        await room.press("a", "r", "s")
        await room.press("g", *"4b", "enter")
        ruling = room.gold().rulings["noa/a"]
        assert (ruling.reason, ruling.guideline) == ("slip", "4b")
        assert [one.key for one in room.store.adjudication.reasons(1)] == ["noa/a"]


async def test_what_stands_can_be_edited_by_hand_and_is_known_as_edited(open_room):
    async with open_room([ARMY], [WIDE]) as room:
        await room.press("a", "e", "b", "shift+left", "enter")
        assert room.said() == [("ORG", "الجيش السوري")]
        assert room.gold().rulings["noa/a"].origin is Origin.EDITED


async def test_the_annotators_keys_work_in_the_text_and_f10_comes_back(open_room):
    async with open_room([ARMY], [WIDE]) as room:
        await room.press("escape")
        assert not room.screen._side.decides
        room.screen.show((0, 3))
        await room.press("o")
        assert room.said() == [("ORG", "قصف")]
        assert [one.origin for one in room.gold().rulings.values()] == [Origin.ADDED]
        await room.press("f10")
        assert room.screen._side.decides


async def test_done_is_refused_while_matters_are_open_unless_it_is_wanted(open_room):
    async with open_room([ARMY, ALEPPO], [WIDE]) as room:
        await room.press("a", "D")
        assert "1 matter is open" in room.line("bar")
        await room.press("n")
        assert room.gold().status is Status.IN_PROGRESS
        await room.press("D", "y")
        assert room.gold().status is Status.DONE


async def test_blind_mode_shows_letters_only(open_room):
    async with open_room([ARMY], [WIDE], blind=True) as room:
        shown = room.line("bar") + room.line("heading") + room.line("here") + room.seen()
        assert "noa" not in shown
        assert "sami" not in shown
        await room.press("a")
        assert "noa" not in room.line("status") + room.line("here")


async def test_names_and_letters_stand_beside_readings_otherwise(open_room):
    async with open_room([ARMY], [WIDE]) as room:
        assert "noa" in room.line("bar")
        assert "A:ORG" in room.seen()
        assert "border" in room.line("here")


async def test_arabic_and_hebrew_layouts_reach_every_key(open_room):
    for sent, said in (("ش", [("ORG", "الجيش")]), ("נ", [("ORG", "الجيش السوري")])):
        async with open_room([ARMY], [WIDE]) as room:
            from textual import events

            room.app.post_message(events.Key(sent, sent))
            await room.press()
            assert room.said() == said
        for file in room.store.path.parent.iterdir():
            file.unlink()


async def test_who_still_annotates_a_document_does_not_adjudicate_it(open_room):
    async with open_room([ARMY], [WIDE]) as room:
        await room.press("q")
        annotate(room.store, 1, "rina", [ALEPPO], Status.IN_PROGRESS)
        await room.press("j")
        assert isinstance(room.app.screen, Library)
        assert "still annotates" in room.line("status")


async def test_j_in_the_list_opens_what_has_most_disagreements(open_room):
    async with open_room([ALEPPO], [ALEPPO], more=[TWO]) as room:
        await room.press("q", "j")
        assert room.screen.work.desk.document.key == "doc-2"


async def test_another_windows_decision_is_met_with_a_sentence(open_room):
    async with open_room([ARMY], [WIDE]) as room:
        with Store.open(room.store.path) as other:
            Desk(other, 1, GOLD, who="dan").do("Mark", ())
        await room.press("a")
        assert "changed in another window" in room.line("status")
        await room.press("a")
        assert room.said() == [("ORG", "الجيش")]


async def test_the_help_tells_every_key(open_room):
    async with open_room([ARMY], [WIDE]) as room:
        told = {key for keys, _ in room.screen.matters.told_keys() for key in keys.split()}
        assert {key for key in room.screen.matters.actions() if not key.isdigit()} <= told
        await room.press("question_mark")
        assert not isinstance(room.app.screen, Adjudicate)


async def test_a_small_window_shows_readings_and_keys(open_room):
    async with open_room([ARMY], [WIDE], size=(60, 20)) as room:
        assert "sami" in room.line("bar")
        await room.press("b")
        assert room.said() == [("ORG", "الجيش السوري")]


async def test_whose_work_an_adjudicator_sees_is_written_down(open_room):
    async with open_room(*TWO) as room:
        with Store.open(room.store.path) as other:
            assert {(one.who, one.of) for one in other.sightings.on(1)} == {("rina", "noa"), ("rina", "sami")}
