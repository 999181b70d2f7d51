"""What somebody wrote into the hub by hand, or a newer program: said in a sentence, and the rest comes in."""

import psycopg
import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, NOW, add_document, document, new_store, span
from corpus_tool_testing.hubs import as_, hub_at

from corpus_tool.errors import RefusedError
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.things import Kind, Role, Shelf, Thing
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.data_splits import DataSplit
from corpus_tool.store.decisions import About, Decision
from corpus_tool.store.store import Store
from corpus_tool.workbench import hub_joining
from corpus_tool.workbench.checking import check
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.hub_packing import Packer, packed_thing
from corpus_tool.workbench.hub_pulling import pull
from corpus_tool.workbench.hub_pushing import push
from corpus_tool.workbench.merging import Outcome

ONE, OTHER = (document(text).text_sha256 for text in (ARABIC, HEBREW))
NOA = LayerName("noa", LayerKind.ANNOTATOR)


@pytest.fixture
def address(server, tmp_path) -> str:
    """A hub with two articles, on one of which noa has marked something."""
    address = server.hub(lea=Role.LEAD, noa=Role.ANNOTATOR)
    with new_store(tmp_path, "lead.db") as store:
        add_document(store, document())
        add_document(store, document(HEBREW, "he-0001"))
        desk = Desk(store, 1, NOA)
        desk.do("Mark", edits.add(desk.layer, span("s1", ARABIC, "حلب", "GPE")))
        with hub_at(address, "lea") as hub:
            hub_joining.join(store, hub, as_(address, "lea"))
            push(store, hub)
    return address


@pytest.fixture
def new(tmp_path, address):
    """A file of noa's that has nothing of the hub yet."""
    with hub_at(address, "noa") as hub, hub_joining.begin(tmp_path / "noa.db", hub, as_(address, "noa")) as store:
        yield store


def by_hand(address: str, kind: str, shelf: Shelf) -> int:
    """A row that a lead writes in psql; its number."""
    with psycopg.connect(as_(address, "lea")) as connection:
        (number,) = connection.execute(
            "INSERT INTO hub.things (shelf, kind, uid, author, payload)"
            " SELECT number, %s, gen_random_uuid(), 'lea', 'x' FROM hub.shelves"
            " WHERE (document, owner, kind) = (%s, %s, %s) RETURNING number",
            (kind, *shelf),
        ).fetchone()
    return int(number)


def pulled(store: Store, address: str) -> list[tuple[Outcome, str]]:
    with hub_at(address, "noa") as hub:
        return [(one.outcome, one.message) for one in pull(store, hub, everything=True).entries]


def refusals(store: Store, address: str) -> list[str]:
    return [said for outcome, said in pulled(store, address) if outcome is Outcome.REFUSED]


def put(address: str, name: str, *things: Thing) -> None:
    with hub_at(address, name) as hub:
        hub.put(things)


def test_a_thing_of_a_kind_that_there_is_not_is_told_with_its_number_and_the_other_documents_come_in(address, new):
    number = by_hand(address, "order", Shelf(ONE))
    (said,) = refusals(new, address)
    assert said == (
        f"the hub has a thing of kind order (number {number}, from lea): a newer corpus-tool wrote it, or somebody by"
        " hand"
    )
    assert [new.documents.key_of(id) for id in new.documents.ids()] == ["he-0001"]
    assert refusals(new, address) == [said]


def test_what_is_said_about_the_corpus_is_refused_as_one_and_its_documents_come_in(address, new):
    by_hand(address, "order", Shelf())
    with hub_at(address, "noa") as hub:
        entries = pull(new, hub, everything=True).entries
    assert [one.document for one in entries if one.outcome is Outcome.REFUSED] == ["the corpus"]
    assert new.documents.count() == 2


def test_what_was_here_before_stays_and_goes_on_when_the_row_is_gone(address, new):
    pulled(new, address)
    by_hand(address, "order", Shelf(ONE))
    assert len(refusals(new, address)) == 1
    assert new.documents.count() == 2
    with psycopg.connect(address) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM hub.things WHERE kind = 'order'")
    assert pulled(new, address) == []


def test_a_search_in_the_hub_and_its_releases_pass_over_what_nobody_knows(address):
    shelf = Shelf(ONE)
    by_hand(address, "order", shelf)
    with hub_at(address, "noa") as hub:
        came = _all_of(hub, shelf)
        assert [one.kind for one in came.unknown] == ["order"]
        assert [thing.kind for _, thing in came.things] == [Kind.DOCUMENT]


def _all_of(hub: Hub, shelf: Shelf):
    mark = hub.mark_of(shelf)
    return hub.after([(shelf, mark, 0)])


REGION = Decision(About.REGION, "0:9", "boilerplate", NOW, 0, "noa")
UNFIT = {
    "a region nowhere": Decision(About.REGION, "here", "boilerplate", NOW, 0, "noa"),
    "a region of no kind": Decision(About.REGION, "0:9", "poem", NOW, 0, "noa"),
    "a turn that no file can hold": Decision(About.REGION, "0:9", "boilerplate", NOW, 2**70, "noa"),
    "a turn before the first": Decision(About.REGION, "0:9", "boilerplate", NOW, -1, "noa"),
}


@pytest.mark.parametrize("decision", UNFIT.values(), ids=UNFIT)
def test_an_annotator_who_says_nonsense_of_lines_stops_nobodys_sync(address, new, decision):
    put(address, "noa", Packer(ONE).decision(decision))
    (said,) = refusals(new, address)
    assert said == f"a decision of noa cannot be read (region: {decision.subject})"
    assert new.documents.count() == 1 and check(new).sound


def test_a_region_that_is_one_comes_in(address, new):
    put(address, "noa", Packer(ONE).decision(REGION))
    assert refusals(new, address) == []
    assert new.documents.count() == 2


@pytest.mark.parametrize("subject", ["poem:noa", ":noa", "x"])
def test_a_deletion_of_nothing_that_there_is_is_refused(tmp_path, subject):
    with pytest.raises(RefusedError, match="a decision of lea cannot be read"):
        Decision(About.DELETION, subject, "yes", NOW, 0, "lea").refuse_unfit()


@pytest.mark.parametrize("shelf", [Shelf(ONE), Shelf(ONE, "lea", "time")])
def test_an_act_on_no_layer_is_refused(address, new, shelf):
    put(address, "lea", Thing(Kind.REVISION, "a" * 32, shelf, "lea", b"{}"))
    put(address, "lea", Thing(Kind.PART, "b" * 32, Shelf(OTHER), "lea", b'{"split":"x","at":"","part":"train"}'))
    if shelf.kind != "time":  # else it is for her own eyes
        assert len(refusals(new, address)) == 1
        assert new.documents.count() == 1
    with hub_at(address, "lea") as hub:
        entries = pull(new, hub, everything=True).entries
    assert [one.outcome for one in entries if one.outcome is Outcome.REFUSED] == [Outcome.REFUSED]


NONSENSE = {
    "a seed that no file can hold": DataSplit(
        name="x", mode="story", seed=2**70, shares={}, layers="all", at=NOW, who="lea"
    ),
    "a split by nothing that there is": DataSplit(
        name="x", mode="luck", seed=1, shares={}, layers="all", at=NOW, who="lea"
    ),
}


@pytest.mark.parametrize("split", NONSENSE.values(), ids=NONSENSE)
def test_what_no_corpus_can_hold_is_refused_and_the_documents_come_in(address, new, split):
    put(address, "lea", packed_thing(Kind.SPLIT, "c" * 32, Shelf(), "lea", split))
    assert len(refusals(new, address)) == 1
    assert new.documents.count() == 2 and check(new).sound


def test_a_schema_that_is_none_is_told(address, new):
    packed = {"definition": '{"name": 1}', "at": NOW}
    put(address, "lea", packed_thing(Kind.SCHEMA, "d" * 32, Shelf(), "lea", packed))
    (said,) = refusals(new, address)
    assert said.startswith("a schema in the hub cannot be read (")


def test_repeated_lines_before_the_text_or_of_no_kind_are_refused(address, new):
    for number, line in enumerate(([-1, 3, "boilerplate", NOW], [0, 3, "poem", NOW])):
        facts = {"repeated": [line], "told_twice": []}
        put(address, "lea", packed_thing(Kind.FACTS, f"{number:032x}", Shelf((ONE, OTHER)[number]), "lea", facts))
    assert len(refusals(new, address)) == 2
    assert new.documents.count() == 0
