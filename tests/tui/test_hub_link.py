"""The hub behind the annotator: quiet while all is well, each thing that is wrong said once, never in the way."""

from corpus_tool_testing.builders import ARABIC, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.saying import speak
from corpus_tool.store.store import Store
from corpus_tool.tui.hub_link import HubLink
from corpus_tool.tui.screens.hub_page import HubPage
from corpus_tool.tui.screens.library import Library
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.hub.errands import Errand, News, State
from corpus_tool.workbench.merging import merge

AT = "2026-01-31T12:31:00+00:00"
MINUTES = 5


class Messenger:
    """Goes nowhere; answers when the test says so."""

    def __init__(self) -> None:
        self.asked: list[Errand] = []
        self.answers: list[News] = []
        self.outstanding = 0
        self.is_gone = self.was_let_go = False

    @property
    def has_answered(self) -> bool:
        return bool(self.answers)

    def ask(self, errand: Errand) -> None:
        self.asked.append(errand)
        self.outstanding += 1

    def comes_back(self, state: State = State.DONE, said: str = "", **more: object) -> None:
        self.outstanding -= 1
        self.answers.append(News(state, AT, said, **more))  # type: ignore[arg-type]

    def answer(self) -> News:
        return self.answers.pop()

    def pump(self) -> None:
        pass

    def close(self) -> None:
        pass

    def let_finish(self) -> None:
        self.was_let_go = True


class Bench:
    """A link, the messenger behind it, and a clock of the test's own."""

    def __init__(self, store, minutes: int = MINUTES) -> None:
        self.now = 0.0
        self.messengers = [Messenger()]
        with store.writing():
            store.hub_state.join("hub", "postgresql://noa@db.example.org/war")
        self.link = HubLink(store, minutes, self._send_out, lambda: self.now)

    @property
    def messenger(self) -> Messenger:
        return self.messengers[-1]

    def _send_out(self):
        return self.messenger

    def after(self, minutes: float) -> News | None:
        self.now += minutes * 60
        return self.link.beat()

    def hears(self, state: State = State.DONE, said: str = "", **more: object) -> str:
        """What she is told of an errand that ended so."""
        self.link.sync()
        self.link.beat()
        self.messenger.comes_back(state, said, **more)
        news = self.link.beat()
        assert news is not None
        return self.link.to_tell(news)


def test_it_goes_soon_after_the_start_every_few_minutes_and_after_each_document(tmp_path):
    with new_store(tmp_path) as store:
        bench = Bench(store)
        asked = bench.messenger.asked
        assert bench.after(0) is None and asked == []
        bench.after(1)
        assert [one.path for one in asked] == [str(store.path)]
        bench.after(MINUTES)
        assert len(asked) == 1  # the first is on its way still
        bench.messenger.comes_back()
        assert bench.after(0) == News(State.DONE, AT)
        assert len(asked) == 2
        bench.messenger.comes_back()
        bench.after(1)
        assert len(asked) == 2
        bench.link.left_document()
        bench.after(0)
        assert len(asked) == 3


def test_where_it_is_off_it_goes_when_she_asks_and_only_then(tmp_path):
    with new_store(tmp_path) as store:
        bench = Bench(store, minutes=0)
        bench.after(100)
        bench.link.left_document()
        bench.after(100)
        bench.link.close()
        assert bench.messenger.asked == [] and not bench.link.is_syncing
        bench.link.sync()
        bench.after(0)
        assert len(bench.messenger.asked) == 1


def test_a_hub_that_is_away_is_shown_and_not_told(tmp_path):
    with new_store(tmp_path) as store:
        bench = Bench(store)
        assert bench.link.note() == ()
        assert bench.hears(State.AWAY, "The hub does not answer", to_push=3) == ""
        assert bench.link.note() == ("offline, 3 to send", "offline")


def test_a_refusal_is_told_once_and_another_one_again(tmp_path):
    with new_store(tmp_path) as store:
        bench = Bench(store)
        assert bench.hears(State.REFUSED, "The hub refuses this.", to_push=1) == "The hub refuses this."
        assert bench.link.note()[0] == "hub refused, 1 to send"
        assert bench.hears(State.REFUSED, "The hub refuses this.", to_push=1) == ""
        assert bench.hears(State.REFUSED, "The disk is full.") == "The disk is full."
        assert bench.hears() == ""
        assert bench.link.note()[0].startswith("synced ")


def test_versions_that_wait_for_a_choice_are_told_once(tmp_path):
    with new_store(tmp_path) as store:
        bench = Bench(store)
        assert "doc-1, doc-2, doc-3, \u2026. `corpus-tool resolve`" in bench.hears(
            choices=("doc-1", "doc-2", "doc-3", "doc-4")
        )
        assert bench.hears(choices=("doc-1", "doc-2", "doc-3", "doc-4")) == ""
        assert bench.link.note()[0].startswith("hub: choose, synced ")


def test_a_messenger_that_breaks_off_is_told_and_another_goes_the_next_time(tmp_path):
    with new_store(tmp_path) as store:
        bench = Bench(store)
        bench.link.sync()
        bench.link.beat()
        bench.messenger.is_gone = True
        news = bench.link.beat()
        assert news is not None and "broke off" in bench.link.to_tell(news)
        bench.messengers.append(Messenger())
        bench.after(MINUTES)
        assert len(bench.messenger.asked) == 1


def test_who_leaves_the_tool_sends_what_waits_and_waits_for_nothing(tmp_path):
    with new_store(tmp_path) as store:
        bench = Bench(store)
        bench.hears()
        bench.link.close()
        assert len(bench.messenger.asked) == 2 and bench.messenger.was_let_go


def link_into(session, minutes: int = MINUTES) -> Bench:
    """Let the session's corpus belong to a hub."""
    bench = Bench(session.store, minutes)
    library = session.app._library
    session.app._hub = library._hub = library.opening._seat.hub = bench.link
    library.opening._who = library.opening._who._replace(hub=bench.link)
    return bench


def hear(session, bench: Bench, **more: object) -> None:
    """An errand ends; the app hears of it."""
    bench.link.sync()
    session.app._hear_of_hub(bench.link)
    bench.messenger.comes_back(**more)
    session.app._hear_of_hub(bench.link)


def add_behind_her_back(session, surface: str) -> None:
    from corpus_tool_testing.builders import span

    from corpus_tool.store.store import Store
    from corpus_tool.workbench.desk import Desk

    with Store.open(session.store.path) as other:
        desk = Desk(other, session.work.desk.document_id, session.work.desk.layer.name)
        desk.do("Mark", edits.add(desk.layer, span(desk.new_id("s"), ARABIC, surface, "GPE")))


async def test_the_headings_say_how_it_stands(open_session):
    async with open_session(size=(120, 24)) as session:
        bench = link_into(session)
        hear(session, bench, state=State.AWAY, to_push=2)
        assert "offline, 2 to send" in session.line("heading")
        hear(session, bench)
        assert "synced " in session.line("heading")
        hear(session, bench, state=State.AWAY, to_push=2)
        await session.press("escape")
        assert "offline, 2 to send" in session.line("heading", session.app.screen)


async def test_leaving_a_document_syncs(open_session):
    async with open_session() as session:
        bench = link_into(session)
        await session.press("escape")
        session.app._hear_of_hub(bench.link)
        assert len(bench.messenger.asked) == 1


async def test_work_that_came_from_her_other_machine_is_shown_where_she_is_in_the_middle_of_nothing(open_session):
    async with open_session(size=(120, 24)) as session:
        bench = link_into(session)
        add_behind_her_back(session, "حلب")
        hear(session, bench, came=1)
        assert len(session.work.desk.layer.spans) == 1
        assert "changed from the hub" in session.line("status")


async def test_a_question_that_stands_stays_and_her_next_act_meets_what_came(open_session):
    async with open_session(size=(120, 24)) as session:
        bench = link_into(session)
        await session.press("o", "E")
        asked = session.screen.hands.prompt
        assert asked is not None
        add_behind_her_back(session, "حلب")
        hear(session, bench, came=1)
        assert session.screen.hands.prompt is asked and len(session.work.desk.layer.spans) == 1
        await session.press("escape", "X")
        assert "repeat your last act" in session.line("status")
        assert len(session.work.desk.layer.spans) == 2


async def test_documents_that_come_stand_in_the_list_and_the_cursor_stays_on_its_own(open_session):
    from corpus_tool_testing.builders import HEBREW, add_document, document

    async with open_session(ARABIC, ARABIC + " 2", no_document=True) as session:
        bench = link_into(session)
        await session.press("down")
        at = session.app._library._list.current
        add_document(session.store, document(HEBREW, "a-new-one"))
        hear(session, bench, came=1)
        assert len(session.app._library._list.ids) == 3
        assert session.app._library._list.current == at


async def test_h_syncs_and_tells_how_it_stands_until_it_is_closed(open_session):
    async with open_session(no_document=True) as session:
        bench = link_into(session)
        await session.press("h")
        page = session.app.screen
        assert isinstance(page, HubPage)
        told = page.query_one("#help", Lines)
        assert "Syncing now" in "\n".join(told.render_line(y).text for y in range(told.size.height))
        hear(session, bench, state=State.REFUSED, said="The hub refuses this.", me="noa")
        await session.pilot.pause()
        shown = "\n".join(told.render_line(y).text for y in range(told.size.height))
        assert "The hub refuses this." in shown and "You are noa there." in shown and "Syncing" not in shown
        assert "postgresql://noa@db.example.org/war" in shown
        await session.press("escape")
        assert isinstance(session.app.screen, Library)


async def test_h_in_a_corpus_without_a_hub_says_how_to_join_one(open_session):
    async with open_session(no_document=True, size=(120, 24)) as session:
        await session.press("h")
        assert "corpus-tool hub join" in session.line("status", session.app.screen)


async def take(session, bench: Bench, **more: object) -> None:
    """She asks for the next document, and the messenger comes back."""
    await session.press("p")
    assert "Asking the hub" in session.line("status", session.app._library)
    session.app._hear_of_hub(bench.link)
    errand = bench.messenger.asked[-1]
    assert errand.takes
    bench.messenger.comes_back(errand=errand, **more)
    session.app._hear_of_hub(bench.link)
    await session.pilot.pause()


async def test_p_takes_the_next_document_of_the_pool_and_opens_it(open_session):
    async with open_session(ARABIC, ARABIC + " 2", no_document=True) as session:
        bench = link_into(session)
        await take(session, bench, taken=(2,), came=1)
        assert session.work.desk.document_id == 2
        bench.link.sync()
        session.app._hear_of_hub(bench.link)
        assert not bench.messenger.asked[-1].takes


async def test_an_empty_pool_and_a_hub_that_is_away_are_said(open_session):
    async with open_session(no_document=True, size=(120, 24)) as session:
        bench = link_into(session)
        await take(session, bench)
        assert "nothing for you" in session.line("status", session.app.screen)
        await take(session, bench, state=State.AWAY)
        assert "The hub is away" in session.line("status", session.app.screen)


async def test_who_is_in_a_document_when_it_comes_stays_there(open_session):
    async with open_session(ARABIC, ARABIC + " 2", no_document=True) as session:
        bench = link_into(session)
        await session.press("p", "enter")
        session.app._hear_of_hub(bench.link)
        bench.messenger.comes_back(errand=bench.messenger.asked[-1], taken=(2,), came=1)
        session.app._hear_of_hub(bench.link)
        assert session.work.desk.document_id == 1


async def test_the_hub_is_told_once_of_each_document_that_is_left(open_session, monkeypatch):
    async with open_session(ARABIC, ARABIC + " 2") as session:
        bench, left = link_into(session), []
        monkeypatch.setattr(bench.link, "left_document", lambda: left.append(session.app.screen))
        await session.press("N")
        assert len(left) == 1
        await session.press("N")
        await session.pilot.pause()
        assert session.app.screen is session.app._library
        assert len(left) == 2


def test_documents_that_were_destroyed_on_the_hub_are_told_once(tmp_path):
    with new_store(tmp_path) as store:
        bench = Bench(store)
        assert "still here with your work, which no longer goes there: ar-0001." in bench.hears(destroyed=("ar-0001",))
        assert bench.hears(destroyed=("ar-0001",)) == ""


def test_what_goes_wrong_is_asked_for_in_the_language_that_is_spoken(tmp_path):
    with new_store(tmp_path) as store:
        bench = Bench(store)
        speak("ar")
        try:
            bench.after(1)
        finally:
            speak("en")
        assert [one.language for one in bench.messenger.asked] == ["ar"]


async def test_two_versions_of_her_layer_are_told_on_the_hubs_page_and_b_joins_them(open_session, tmp_path):
    async with open_session(ARABIC, no_document=True, size=(120, 24)) as session:
        bench = link_into(session)
        who, store = session.app._library.annotator, session.store
        store.copy_to(tmp_path / "laptop.db")
        with Store.open(tmp_path / "laptop.db") as laptop:
            for one, surface in ((store, "حلب"), (laptop, "داعش")):
                desk = Desk(one, 1, LayerName(who, LayerKind.ANNOTATOR))
                desk.do("Mark", edits.add(desk.layer, span(desk.new_id("s"), ARABIC, surface, "GPE")))
            merge(store, laptop.path)
        await session.press("h")
        told = session.app.screen.query_one("#help", Lines)
        shown = "\n".join(told.render_line(y).text for y in range(told.size.height))
        assert "went on in two places" in shown and "+1 -1" in shown and "b joins both" in shown
        await session.press("b")
        await session.pilot.pause()
        shown = "\n".join(told.render_line(y).text for y in range(told.size.height))
        assert "Joined: " in shown and "went on in two places" not in shown
        assert isinstance(session.app.screen, HubPage) and bench.link.is_syncing
        assert len(store.layers.load(1, LayerName(who, LayerKind.ANNOTATOR)).spans) == 2
        await session.press("b")
        assert isinstance(session.app.screen, Library)
