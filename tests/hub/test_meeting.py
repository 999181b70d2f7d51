"""Copies of a corpus meet in a hub: everything arrives, once, at those whom it is for."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, NOW, add_document, document, moved_schema, new_store, span
from corpus_tool_testing.hubs import begun, brought, hub_at

from corpus_tool.errors import HubError, RefusedError
from corpus_tool.hub.connection import connected
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.laying import lay, let_in
from corpus_tool.hub.things import Kind, Role, Shelf, Thing
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.schemas import Migration, schema_from_json, schema_to_json
from corpus_tool.store.comments import Comment
from corpus_tool.store.store import Store
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.hub import joining
from corpus_tool.workbench.hub.pulling import pull
from corpus_tool.workbench.hub.pushing import Pushed, push
from corpus_tool.workbench.keeping import delete
from corpus_tool.workbench.merging import Outcome, merge
from corpus_tool.workbench.migrating import put_in_force
from corpus_tool.workbench.settling import waiting

NOA, SAMI = (LayerName(name, LayerKind.ANNOTATOR) for name in ("noa", "sami"))


def mark(store: Store, name: LayerName, surface: str, label: str = "ORG", text: str = ARABIC) -> None:
    id = store.documents.id_of_digest(document(text).text_sha256)
    desk = Desk(store, id, name)
    desk.do(f"Mark {label}", edits.add(desk.layer, span(desk.new_id("s"), text, surface, label)))


def sync(store: Store, address: str, name: str, **options: bool):
    with hub_at(address, name) as hub:
        return push(store, hub), pull(store, hub, **options)


def uids(store: Store, name: LayerName, text: str = ARABIC) -> set[str]:
    id = store.documents.id_of_digest(document(text).text_sha256)
    layer_id = store.layers.id_of(id, name)
    return set() if layer_id is None else set(store.lines.numbers(layer_id))


@pytest.fixture
def lead(tmp_path, address):
    """The lead's corpus of two articles, both given to noa and one to sami, in the hub."""
    with new_store(tmp_path, "lead.db") as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        give(store, [1, 2], ["noa"], "lea")
        give(store, [1], ["sami"], "lea")
        with store.writing():
            store.schemas.explain("Mark every group.", NOW)
        brought(store, address)
        yield store


def test_who_joins_gets_the_schema_the_guidelines_and_her_documents(tmp_path, lead, address):
    with begun(tmp_path, address, "noa") as noa, begun(tmp_path, address, "sami") as sami:
        assert noa.documents.count() == 2 and sami.documents.count() == 1
        assert noa.schemas.adopted() == lead.schemas.adopted()
        assert sami.schemas.guidelines(sami.schemas.current()) == "Mark every group."
        assert noa.documents.load(1) == lead.documents.load(1)
        assert {(one.document_id, one.annotator) for one in noa.work.shares()} == {(1, "noa"), (2, "noa")}
        assert check(noa).findings == []


def test_a_reader_and_whoever_asks_for_all_get_all_documents(tmp_path, lead, address):
    with begun(tmp_path, address, "rita") as rita, begun(tmp_path, address, "sami") as sami:
        assert rita.documents.count() == 2
        sync(sami, address, "sami", everything=True)
        assert sami.documents.count() == 2


def test_work_goes_to_the_lead_and_stays_from_others_until_it_is_opened(tmp_path, lead, address):
    with begun(tmp_path, address, "noa") as noa, begun(tmp_path, address, "sami") as sami:
        mark(noa, NOA, "حلب", "GPE")
        sync(noa, address, "noa")
        sync(lead, address, "lea")
        sync(sami, address, "sami")
        assert uids(lead, NOA) == uids(noa, NOA) != set()
        assert uids(sami, NOA) == set()
        with hub_at(address, "lea") as hub:
            assert hub.open([lead.documents.load(1).text_sha256]) == 1
        sync(sami, address, "sami")
        assert uids(sami, NOA) == uids(noa, NOA)
        assert check(sami).findings == []


def test_a_second_push_and_a_second_pull_bring_nothing(tmp_path, lead, address):
    with begun(tmp_path, address, "noa") as noa:
        mark(noa, NOA, "حلب", "GPE")
        assert sync(noa, address, "noa")[0].sent == {"revision": 1}
        with hub_at(address, "noa") as hub:
            assert push(noa, hub).sent == push(noa, hub, anew=True).sent == {}
            assert pull(noa, hub).came == {}


def test_two_machines_of_one_person_keep_both_lines_and_she_chooses(tmp_path, lead, address):
    with begun(tmp_path, address, "noa") as home, begun(tmp_path, address, "noa", "laptop.db") as laptop:
        mark(home, NOA, "حلب", "GPE")
        mark(laptop, NOA, "داعش")
        for store in (home, laptop, home):
            sync(store, address, "noa")
        assert uids(home, NOA) == uids(laptop, NOA)
        assert [one.layer for one in waiting(home)] == [one.layer for one in waiting(laptop)] == ["noa"]


def test_work_under_an_older_schema_goes_the_way_of_the_leads_wherever_it_is(tmp_path, lead, address):
    with begun(tmp_path, address, "noa") as noa:
        mark(noa, NOA, "داعش")
        sync(noa, address, "noa")
        sync(lead, address, "lea")
        mark(noa, NOA, "سانا")  # while the lead changes the schema
        migration = Migration(sources=("ORG",), targets=("BODY",))
        put_in_force(lead, moved_schema(lead, "1.1.0", migration), "lea", extra=[migration])
        for store, name in ((lead, "lea"), (noa, "noa"), (lead, "lea"), (noa, "noa")):
            sync(store, address, name)
        for store in (noa, lead):
            assert [one.label for one in store.layers.load(1, NOA).spans] == ["BODY", "BODY"]
            assert (waiting(store), check(store).findings) == ([], [])
        assert uids(lead, NOA) == uids(noa, NOA)


def test_comments_questions_and_their_answers_meet(tmp_path, lead, address):
    with begun(tmp_path, address, "noa") as noa, begun(tmp_path, address, "sami") as sami:
        with noa.writing():
            noa.comments.add(Comment(document_id=1, who="noa", at=NOW, text="Is this one?", is_question=True))
        sync(noa, address, "noa")
        sync(lead, address, "lea")
        (question,) = lead.comments.on(1)
        with lead.writing():
            lead.comments.add(Comment(document_id=1, who="lea", at=NOW, text="Yes.", answers=question.number))
            lead.comments.resolve(question.number, "lea", NOW)
        sync(lead, address, "lea")
        sync(noa, address, "noa")
        sync(sami, address, "sami")
        assert [(one.text, one.resolved_by) for one in noa.comments.on(1)] == [("Is this one?", "lea"), ("Yes.", "lea")]
        assert sami.comments.on(1) == [], "a worker's question says what she is at"


def test_what_is_taken_back_and_deleted_travels(tmp_path, lead, address):
    with begun(tmp_path, address, "noa") as noa:
        delete(lead, ["he-0001"], "", "lea")
        sync(lead, address, "lea")
        sync(noa, address, "noa")
        assert noa.documents.ids() == [1]


def test_what_only_a_lead_brings_stays_and_is_counted(tmp_path, lead, address):
    with begun(tmp_path, address, "noa") as noa:
        add_document(noa, document("نص جديد في حلب.", "mine"))
        mark(noa, NOA, "حلب", "GPE", text="نص جديد في حلب.")
        give(noa, [1], ["sami"], "noa")
        pushed, _ = sync(noa, address, "noa")
        assert pushed.sent == {} and pushed.kept == {"revision": 1, "assignment": 1}


def test_acts_that_follow_what_she_may_not_push_wait_for_it(tmp_path, lead, address):
    with begun(tmp_path, address, "noa") as noa, begun(tmp_path, address, "zoe") as other:
        desk = Desk(noa, 1, NOA, who="lea")
        desk.do("Mark GPE", edits.add(desk.layer, span("s1", ARABIC, "حلب", "GPE")))
        mark(noa, NOA, "داعش")
        assert sync(noa, address, "noa")[0].kept == {"revision": 2}
        merge(other, noa.path)
        sync(other, address, "zoe")
        assert sync(noa, address, "noa")[0] == Pushed({}, {})
        assert uids(other, NOA) == uids(noa, NOA)


def test_an_adjudicator_sees_all_layers_and_her_gold_goes_to_the_lead_and_not_to_annotators(tmp_path, lead, address):
    gold = LayerName("gold", LayerKind.GOLD)
    with begun(tmp_path, address, "noa") as noa:
        mark(noa, NOA, "حلب", "GPE")
        sync(noa, address, "noa")
        with begun(tmp_path, address, "ada") as ada:
            assert uids(ada, NOA) == uids(noa, NOA)
            desk = Desk(ada, 1, gold, who="ada")
            desk.do("Mark GPE", edits.add(desk.layer, span("s1", ARABIC, "حلب", "GPE")))
            assert sync(ada, address, "ada")[0].sent == {"revision": 1}
            sync(lead, address, "lea")
            sync(noa, address, "noa")
            assert uids(lead, gold) == uids(ada, gold) != set()
            assert uids(noa, gold) == set()


def test_a_forged_revision_is_refused_by_whoever_pulls_and_the_rest_comes(tmp_path, lead, address):
    digest = lead.documents.load(1).text_sha256
    with begun(tmp_path, address, "noa") as noa:
        mark(noa, NOA, "حلب", "GPE")
        mark(noa, NOA, 'צה"ל', text=HEBREW)
        with hub_at(address, "noa") as hub:
            hub.put([Thing(Kind.REVISION, "f" * 32, Shelf(digest, "noa", "annotator"), "noa", b'{"says": "nonsense"}')])
        sync(noa, address, "noa")
        _, pulled = sync(lead, address, "lea")
    assert [one.document for one in pulled.entries if one.outcome is Outcome.REFUSED] == ["ar-0001"]
    assert uids(lead, NOA, HEBREW) and not uids(lead, NOA)
    assert check(lead).findings == []


def test_another_hub_and_a_corpus_of_another_schema_are_not_mixed(tmp_path, lead, address):
    with Store.open(lead.path) as store, hub_at(address, "lea") as hub:
        assert store.hub_state.seen(1) == 0
        pull(store, hub)
        before = store.hub_state.seen(1)
        joining.join(store, hub, address)
        assert store.hub_state.seen(1) == before > 0
    other = schema_from_json(schema_to_json(lead.schemas.current()).replace("conflict-news", "sport"))
    with (
        Store.create(tmp_path / "other.db", other, NOW) as store,
        hub_at(address, "lea") as hub,
        pytest.raises(RefusedError, match="know no schema together"),
    ):
        joining.join(store, hub, address)


def test_a_newer_hub_and_a_database_without_one_are_told_from_each_other(server, address):
    with pytest.raises(HubError, match="hub init"), Hub.at(server.database()):
        pass
    with connected(address) as connection:
        connection.execute("INSERT INTO hub.steps (name) VALUES ('h999_future')")
    with pytest.raises(HubError, match="newer corpus-tool"), Hub.at(address):
        pass


def test_laying_a_hub_twice_changes_nothing_and_a_person_has_one_role(address):
    with connected(address) as connection:
        assert lay(connection) == []
        assert let_in(connection, "noa", Role.ANNOTATOR) is False
        with pytest.raises(HubError, match="one person has one role"):
            let_in(connection, "noa", Role.LEAD)
        with pytest.raises(HubError, match="longer than"):
            let_in(connection, "נ" * 40, Role.ANNOTATOR)
