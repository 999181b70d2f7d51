"""What is done at the hub while somebody annotates, against a real one."""

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, document, new_store, span
from corpus_tool_testing.hubs import as_, begun, brought, hub_at
from psycopg.conninfo import make_conninfo

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.saying import speak
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.helping import Helper
from corpus_tool.workbench.hub.errands import ERRANDS, Errand, State, run
from corpus_tool.workbench.hub.pushing import push

NOA = LayerName("noa", LayerKind.ANNOTATOR)


@pytest.fixture
def noa(tmp_path, address):
    """Noa's file, with work on her document that the hub has not."""
    with new_store(tmp_path, "lead.db") as lead:
        add_document(lead, document())
        give(lead, [1], ["noa"], "lea")
        brought(lead, address)
    store = begun(tmp_path, address, "noa")
    desk = Desk(store, 1, NOA)
    desk.do("Mark", edits.add(desk.layer, span(desk.new_id("s"), ARABIC, "حلب", "GPE")))
    with store:
        yield store


def test_a_process_beside_sends_what_is_new_and_says_how_it_went(noa):
    messenger = Helper(ERRANDS)
    messenger.ask(Errand(str(noa.path)))
    news = messenger.answer()
    messenger.close()
    assert news is not None
    assert (news.state, news.me, news.sent, news.to_push, news.said) == (State.DONE, "noa", 1, 0, "")
    assert run(Errand(str(noa.path))).sent == 0


def test_a_process_that_nobody_waits_for_ends_after_its_errand(noa):
    messenger = Helper(ERRANDS)
    messenger.pump(None)  # it is there
    process = messenger._process
    messenger.ask(Errand(str(noa.path)))
    messenger.let_finish()
    process.returncode = None
    assert process.wait() == 0
    assert run(Errand(str(noa.path))).sent == 0


def test_a_hub_that_does_not_answer_is_away_and_what_waits_is_counted(noa, address):
    with noa.writing():
        noa.hub_state.join(noa.hub_state.membership().id, make_conninfo(as_(address, "noa"), host="/nowhere"))
    news = run(Errand(str(noa.path)))
    assert (news.state, news.to_push) == (State.AWAY, 1)
    assert "does not answer" in news.said


@pytest.mark.parametrize(("language", "said"), [("ar", "المركز لا يجيب"), ("he", "המרכז אינו עונה")])
def test_what_goes_wrong_is_said_in_the_language_of_whoever_annotates(noa, address, language, said):
    with noa.writing():
        noa.hub_state.join(noa.hub_state.membership().id, make_conninfo(as_(address, "noa"), host="/nowhere"))
    try:
        assert run(Errand(str(noa.path), language=language)).said.startswith(said)
    finally:
        speak("en")


def test_documents_that_were_destroyed_there_are_news_and_stay_here(noa, address):
    with hub_at(address, "lea") as hub:
        hub.purging.purge([document().text_sha256])
    news = run(Errand(str(noa.path)))
    assert (news.state, news.destroyed, news.said) == (State.DONE, ("ar-0001",), "")
    assert noa.documents.count() == 1


def test_somebody_whom_the_server_does_not_let_in_is_refused_and_not_merely_away(noa, address):
    with noa.writing():
        noa.hub_state.join(noa.hub_state.membership().id, as_(address, "nobody"))
    news = run(Errand(str(noa.path)))
    assert news.state is State.REFUSED
    assert "lets nobody in like this" in news.said


def test_a_process_that_is_killed_in_its_errand_leaves_all_for_the_next(noa, address):
    messenger = Helper(ERRANDS)
    messenger.pump(None)  # it is there
    messenger.ask(Errand(str(noa.path)))
    messenger.close()
    news = run(Errand(str(noa.path)))
    assert (news.state, news.to_push) == (State.DONE, 0)
    with hub_at(address, "noa") as hub:
        assert push(noa, hub, anew=True).sent == {}
