"""What the hub has already costs a push next to nothing, and nothing new is passed over for it."""

import psycopg
import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, NOW, add_document, document, new_store
from corpus_tool_testing.hubs import as_, hub_at
from msgspec.structs import replace

from corpus_tool.hub.things import Role
from corpus_tool.model.cleaning import Repair
from corpus_tool.store.comments import Comment
from corpus_tool.store.data_splits import DataSplit
from corpus_tool.store.derived import DerivedFacts, KnownPair
from corpus_tool.store.sightings import Seen
from corpus_tool.store.working_time import Sitting
from corpus_tool.text.oddities import Finding, Oddity
from corpus_tool.workbench import hub_joining, hub_pool
from corpus_tool.workbench.assigning import give, lock
from corpus_tool.workbench.hub_pushing import push

DOCUMENTS = 30


@pytest.fixture
def address(server) -> str:
    return server.hub(lea=Role.LEAD)


@pytest.fixture
def lead(tmp_path, address):
    """The lead's corpus, all of it in the hub."""
    with new_store(tmp_path, "lead.db") as store:
        for number in range(DOCUMENTS):
            language = number % 2
            text, source = (f"{ARABIC} {number}", "sana") if language else (f"{HEBREW} {number}", "ynet")
            metadata = {"source": source, "odd": [1, 2.5, None]}
            add_document(store, replace(document(text, f"d{number}"), metadata=metadata))
        with hub_at(address, "lea") as hub:
            hub_joining.join(store, hub, as_(address, "lea"))
            push(store, hub)
        yield store


def sent(store, address, **options) -> dict[str, int]:
    with hub_at(address, "lea") as hub:
        return push(store, hub, **options).sent


def test_nothing_is_asked_of_a_file_for_what_is_there(lead, address, monkeypatch):
    asked: list[str] = []
    lead._db.conn.set_trace_callback(asked.append)
    monkeypatch.setattr(lead.exchange, "arrival", lambda id: pytest.fail("a text is read"))
    assert sent(lead, address) == {}
    lead._db.conn.set_trace_callback(None)
    assert len(asked) < DOCUMENTS


def said_later(store) -> dict[str, int]:
    """Something of each sort, said of one document each; what a push should send of it."""
    digests = [store.soundness.digest_of(id) for id in (1, 2)]
    give(store, [3], ["noa"], "lea")
    lock(store, [4], "noa", "lea")
    split = DataSplit(name="news", mode="story", seed=1, shares={"train": 1.0}, layers="all", at=NOW, who="")
    with store.writing():
        store.derived.take_pairs([KnownPair(*sorted(digests), 0.75, 0.9)])
        store.derived.take(5, DerivedFacts(((0, 3, "boilerplate", NOW),), (), ()))
        store.comments.add(Comment(document_id=6, who="lea", at=NOW, text="why?"))
        store.sightings.add(7, "lea", Seen.LAYER, "noa", NOW)
        store.data_splits.add(split)
        store.data_splits.place("news", {8: "train"})
    return {"assignment": 1, "lock": 1, "pair": 2, "fact": 1, "comment": 1, "sighting": 1, "split": 1, "part": 1}


def test_whatever_is_said_later_goes_there_the_next_time_and_once(lead, address):
    expected = said_later(lead)
    assert sent(lead, address) == expected
    assert sent(lead, address) == {}


def test_a_document_that_is_described_otherwise_goes_there_again(lead, address):
    with lead.writing():
        lead._db.execute("UPDATE documents SET title = 'another' WHERE id = 9")
    assert sent(lead, address) == {"document": 1}
    assert sent(lead, address) == {}


def test_time_goes_there_also_of_documents_of_which_nothing_else_is_said(lead, address):
    with lead.writing():
        lead.working_time.add(Sitting(9, "lea", NOW, 61.5, 7, 60))
    assert sent(lead, address) == {}
    assert sent(lead, address, with_time=True) == {"sitting": 1}


def test_a_description_without_the_text_is_that_of_the_whole(lead):
    with lead.writing():
        lead.documents.set_repairs(1, [Repair("crlf", 2, 7), Repair("bom", 1, 0)])
        lead.findings.add(1, [Finding(Oddity.FORMS, 2, 0, "Arabic"), Finding(Oddity.DIGITS, 1, 5, "")])
        lead._db.execute("UPDATE documents SET brought_key = 'elsewhere' WHERE id = 2")
    described = lead.exchange.described([2, 1, 3, 999])
    assert described.keys() == {1, 2, 3}
    for id, one in described.items():
        assert one == (lead.soundness.digest_of(id), lead.exchange.arrival(id).rank)


def test_all_documents_are_offered_by_a_few_statements_each_with_its_language_and_source(lead, address):
    with lead.writing():
        digests = sorted(lead.soundness.digest_of(id) for id in (1, 3))
        lead.derived.take_pairs([KnownPair(*digests, 1.0, 1.0)])
    give(lead, [5], ["noa"], "lea")
    asked: list[str] = []
    lead._db.conn.set_trace_callback(asked.append)
    with hub_at(address, "lea") as hub:
        assert hub_pool.offer(lead, hub, [*range(1, 11)], people=2, hours=3) == 10
        assert hub_pool.offer(lead, hub, [*range(1, 13)], people=1, hours=3) == 2
        assert hub_pool.offer(lead, hub, [], people=1, hours=3) == 0
    lead._db.conn.set_trace_callback(None)
    assert len(asked) < 30
    with psycopg.connect(address) as connection:
        rows = connection.execute(
            "SELECT document, portion, language, source, people FROM hub.pooled JOIN hub.portions ON number = portion"
        ).fetchall()
        leases = connection.execute("SELECT document, who, until::text FROM hub.leases").fetchall()
    keys = {lead.soundness.digest_of(id): id for id in range(1, 13)}
    assert {(keys[digest], language, source, people) for digest, _, language, source, people in rows} == {
        (id, *(("he", "ynet") if id % 2 else ("ar", "sana")), 2 if id < 11 else 1) for id in range(1, 13)
    }
    portions = {keys[digest]: portion for digest, portion, *_ in rows}
    assert portions[1] == portions[3] and len(set(portions.values())) == 11
    assert leases == [(lead.soundness.digest_of(5), "noa", "infinity")]
