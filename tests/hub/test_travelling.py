"""Whatever a corpus keeps travels to its hub or is named as staying at home, and arrives where it is for."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, NOW, add_document, document, new_store
from corpus_tool_testing.hubs import as_, hub_at

from corpus_tool.hub.things import Kind, Role, Shelf, Thing
from corpus_tool.store.choices import Choice
from corpus_tool.store.data_splits import DataSplit
from corpus_tool.store.derived import DerivedFacts, KnownPair
from corpus_tool.store.releases import Release
from corpus_tool.store.store import Store
from corpus_tool.store.working_time import Sitting
from corpus_tool.workbench import hub_joining
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.corpus_settings import BLIND, choose, value_of
from corpus_tool.workbench.hub_luggage import TIME, ListedRelease, releases_at
from corpus_tool.workbench.hub_pulling import pull
from corpus_tool.workbench.hub_pushing import push
from corpus_tool.workbench.merging import Outcome
from corpus_tool.workbench.travelling import TABLES

LATER = "2027-01-01T00:00:00.000+00:00"
ONE, OTHER = (document(text).text_sha256 for text in (ARABIC, HEBREW))


@pytest.fixture
def address(server) -> str:
    roles = {"lea": Role.LEAD, "zoe": Role.LEAD, "ada": Role.ADJUDICATOR, "rita": Role.READER}
    return server.hub(**roles, noa=Role.ANNOTATOR, sami=Role.ANNOTATOR)


@pytest.fixture
def lead(tmp_path, address):
    """The lead's corpus of two articles, both noa's, in the hub."""
    with new_store(tmp_path, "lead.db") as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        give(store, [1, 2], ["noa"], "lea")
        with hub_at(address, "lea") as hub:
            hub_joining.join(store, hub, as_(address, "lea"))
        yield store


def sync(store: Store, address: str, name: str, **options: bool):
    with hub_at(address, name) as hub:
        return push(store, hub, **options), pull(store, hub)


def begun(folder, address: str, name: str, file: str = "") -> Store:
    with hub_at(address, name) as hub:
        store = hub_joining.begin(folder / (file or f"{name}.db"), hub, as_(address, name))
        pull(store, hub)
    return store


def test_every_table_travels_or_is_named_as_staying_at_home(tmp_path):
    with new_store(tmp_path) as store:
        rows = store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = {name for (name,) in rows if not name.startswith(("sqlite_", "_sqlite_", "word_index_")) or name in TABLES}
    assert tables == set(TABLES)
    assert {kind for way in TABLES.values() for kind in way.kinds} == set(Kind)
    assert [name for name, way in TABLES.items() if bool(way.kinds) == bool(way.why)] == []


def test_splits_come_with_the_documents_and_a_split_made_anew_replaces_the_earlier_one(tmp_path, lead, address):
    split = DataSplit(
        name="news", mode="story", seed=1, shares={"train": 0.5, "test": 0.5}, layers="all", at=NOW, who=""
    )
    with lead.writing():
        lead.data_splits.add(split)
        lead.data_splits.place("news", {1: "train", 2: "test"})
    sync(lead, address, "lea")
    with begun(tmp_path, address, "noa") as noa:
        assert noa.data_splits.all() == [split]
        assert noa.data_splits.parts("news") == {1: "train", 2: "test"}
        with lead.writing():
            lead.data_splits.add(DataSplit(**{**_fields(split), "at": LATER}))
            lead.data_splits.place("news", {1: "test"})
        sync(lead, address, "lea")
        sync(noa, address, "noa")
        assert noa.data_splits.parts("news") == {1: "test"}
        assert pull_again(noa, address) == {}


def _fields(one: DataSplit) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def pull_again(store: Store, address: str) -> dict[str, int]:
    with hub_at(address, "noa") as hub:
        return pull(store, hub).came


def test_near_duplicates_come_with_whichever_of_the_two_comes_later(tmp_path, lead, address):
    with lead.writing():
        lead.derived.take_pairs([KnownPair(ONE, OTHER, 0.75, 0.9)])
        lead.derived.take(1, DerivedFacts(((0, 3, "boilerplate", NOW),), (), ()))
    give(lead, [1], ["sami"], "lea")
    sync(lead, address, "lea")
    with begun(tmp_path, address, "sami") as sami:
        assert sami.documents.count() == 1 and sami.stories.all() == {}
        assert sami.derived.of(1).repeated == ((0, 3, "boilerplate", NOW),)
        give(lead, [2], ["sami"], "lea")
        sync(lead, address, "lea")
        sync(sami, address, "sami")
        assert sami.derived.pairs() == [KnownPair(ONE, OTHER, 0.75, 0.9)]
        assert len(sami.stories.all()) == 1


def test_what_the_lead_sets_holds_everywhere_and_the_later_choice_counts(tmp_path, lead, address):
    choose(lead, "blind", "until-done", "lea")
    with lead.writing():
        lead.choices.keep(Choice("clock", "on", "lea", NOW), "lea")
    sync(lead, address, "lea")
    with begun(tmp_path, address, "noa") as noa, begun(tmp_path, address, "zoe") as zoe:
        assert value_of(noa, BLIND) == value_of(zoe, BLIND) == "until-done"
        assert noa.choices.newest("clock", "lea") is None, "what she sees herself is her own"
        with zoe.writing():
            zoe.choices.keep(Choice("blind", "off", "zoe", LATER))
        for store, name in ((zoe, "zoe"), (lead, "lea"), (noa, "noa"), (lead, "lea")):
            sync(store, address, name)
        assert {value_of(store, BLIND) for store in (lead, noa, zoe)} == {"off"}
        choose(noa, "blind", "on", "noa")
        assert sync(noa, address, "noa")[0].sent == {}


def test_a_setting_of_a_newer_program_is_passed_over(tmp_path, lead, address):
    with lead.writing():
        lead.choices.keep(Choice("blind", "on tuesdays", "lea", LATER))
    sync(lead, address, "lea")
    with begun(tmp_path, address, "noa") as noa:
        assert value_of(noa, BLIND) == "on"


def test_working_time_goes_only_when_asked_and_only_to_herself_and_the_leads(tmp_path, lead, address):
    sync(lead, address, "lea")
    with begun(tmp_path, address, "noa") as noa, begun(tmp_path, address, "noa", "laptop.db") as laptop:
        with noa.writing():
            noa.working_time.add(Sitting(1, "noa", NOW, 61.5, 7, 60))
        assert sync(noa, address, "noa")[0].sent == {}
        assert sync(noa, address, "noa", with_time=True)[0].sent == {"sitting": 1}
        assert sync(noa, address, "noa", with_time=True)[0].sent == {}
        with hub_at(address, "lea") as hub:
            hub.open([ONE])
        shelf = Shelf(ONE, "noa", TIME)
        for name, sees in {"lea": True, "noa": True, "sami": False, "ada": False, "rita": False}.items():
            with hub_at(address, name) as hub:
                assert (shelf in hub.shelves()) is sees, name
        for store, name in ((lead, "lea"), (laptop, "noa"), (laptop, "noa")):
            sync(store, address, name)
            assert store.working_time.seconds(1, "noa") == 61.5
        with begun(tmp_path, address, "rita") as rita:
            assert rita.working_time.seconds(1, "noa") == 0


def test_time_in_anothers_name_is_refused_by_whoever_pulls(tmp_path, lead, address):
    sync(lead, address, "lea")
    says = b'{"document_id":0,"annotator":"sami","started":"","seconds":9,"acts":0,"idle":60}'
    with hub_at(address, "noa") as hub:
        hub.put([Thing(Kind.SITTING, "a" * 32, Shelf(ONE, "noa", TIME), "noa", says)])
    _, pulled = sync(lead, address, "lea")
    assert [one.outcome for one in pulled.entries] == [Outcome.REFUSED]
    assert list(lead.working_time.on(1)) == []


def test_the_hub_lists_releases_without_names_of_annotators(lead, address):
    schema = lead.schemas.current_ref()
    told = {"name": "news", "number": 1, "at": NOW, "who": "lea", "program": "1.0", "manifest_sha256": "f" * 64}
    whose = {"settings": '{"layers":"noa,sami"}', "people": {"noa": "A1"}, "guidelines": "Mark."}
    made = Release(**told, **whose, schema=schema, documents=2, layers=4)
    with lead.writing():
        lead.releases.add(made, ())
    sync(lead, address, "lea")
    with hub_at(address, "noa") as hub:
        assert releases_at(hub) == [ListedRelease(**told, schema=schema, documents=2, layers=4)]
        mark = hub.mark_of(Shelf())
        things = [thing.payload for _, thing in hub.after([(Shelf(), mark, 0)]).things if thing.kind is Kind.RELEASE]
    assert not any(name in payload for payload in things for name in (b"noa", b"sami", b"A1"))
