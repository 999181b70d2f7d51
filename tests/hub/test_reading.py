"""What is worked out from a hub is, to the byte, what is worked out from a file in which everything was merged."""

import json

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store, span
from corpus_tool_testing.hubs import as_, hub_at

from corpus_tool.agreement.drawing import Resampling
from corpus_tool.cli.agreement_printing import as_json
from corpus_tool.errors import HubError, NotFoundError
from corpus_tool.hub.things import Kind, Shelf, Thing
from corpus_tool.model import edits
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.releases import Settings
from corpus_tool.reports.statistics import OF_ANNOTATIONS, OF_CORPUS, tables
from corpus_tool.store.store import Store
from corpus_tool.workbench.agreement.measuring import Asked, measure_study
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.exporting import Mode, export
from corpus_tool.workbench.hub import joining
from corpus_tool.workbench.hub.pulling import pull
from corpus_tool.workbench.hub.pushing import push
from corpus_tool.workbench.hub.reading import bring_all, whole_hub
from corpus_tool.workbench.keeping import delete
from corpus_tool.workbench.releases.releasing import Order, make_release

TEXTS = [
    *(
        f"قصف الجيش السوري مواقع لداعش في حلب يوم {day}.\nوقالت وكالة «سانا» إن {day + 3} مسلحا قتلوا."
        for day in range(8)
    ),
    *(f'צה"ל תקף מטרות של דאע"ש בסמוך לדמשק.\nכ-{day}00 לוחמים נסוגו.' for day in range(1, 5)),
]
WORDS = ("الجيش السوري", "داعش", "حلب", "سانا", 'צה"ל', 'דאע"ש', "לדמשק")
PEOPLE = {"noa": LayerKind.ANNOTATOR, "sami": LayerKind.ANNOTATOR, "ada": LayerKind.GOLD}


@pytest.fixture
def lead(tmp_path, address):
    """The lead's file after all work, done on files of three people, came in over the hub."""
    with new_store(tmp_path, "lead.db") as store:
        for number, text in enumerate(TEXTS, 1):
            add_document(store, document(text, f"d{20 - number:02}"))
        give(store, store.documents.ids(), ["noa", "sami"], "lea")
        delete(store, ["d19"], "", "lea")
        with hub_at(address, "lea") as hub:
            joining.join(store, hub, address)
            push(store, hub)
            for name, kind in PEOPLE.items():
                work(tmp_path, address, name, kind)
            pull(store, hub)
            delete(store, ["d18"], "", "lea")
            push(store, hub)
        yield store


def joined(folder, address: str, name: str) -> Store:
    with hub_at(address, name) as hub:
        return joining.begin(folder / f"{name}.db", hub, as_(address, name))


def work(folder, address: str, name: str, kind: LayerKind) -> None:
    """Somebody marks what she knows, each something else, and brings it to the hub."""
    with joined(folder, address, name) as store, hub_at(address, name) as hub:
        pull(store, hub)
        for id in store.documents.ids():
            desk = Desk(store, id, LayerName("gold" if kind is LayerKind.GOLD else name, kind), who=name)
            text = desk.document.text
            for number, word in enumerate(WORDS):
                if word in text and (id + number + len(name)) % 4:
                    desk.do(
                        "Mark",
                        edits.add(desk.layer, span(desk.new_id("s"), text, word, "GPE" if number % 3 else "ORG")),
                    )
            desk.do("Done", edits.set_status(desk.layer, Status.DONE))
        push(store, hub)


def figures(store: Store) -> str:
    found, _ = measure_study(store, Asked(resampling=Resampling(200, 1)))
    with store.reading():
        counted = tables(store, [*OF_CORPUS, *OF_ANNOTATIONS])
    return json.dumps([as_json(found), {name: frame.to_dicts() for name, frame in counted.items()}], default=str)


def files(folder) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def exported(store: Store, folder, **mode: bool) -> dict[str, bytes]:
    for format in ("jsonl", "iob2", "brat"):
        export(
            store,
            format,
            "all",
            folder / format,
            mode=Mode(**mode),
            allow_loss=True,
            surroundings=counting_surroundings(),
        )
    return files(folder)


def released(store: Store, folder) -> dict[str, bytes]:
    settings = Settings(formats=("jsonl", "iob2"), layers="gold")
    order = Order(name="news", settings=settings, who="lea", allow_loss=True)
    make_release(store, order, folder, counting_surroundings())
    return files(folder)


def test_figures_and_exports_of_a_hub_are_those_of_a_merged_file_to_the_byte(tmp_path, lead, address):
    joined(tmp_path, address, "rita").close()
    ours = figures(lead)
    with whole_hub(tmp_path / "rita.db") as whole:
        assert not whole.is_partial and whole.refused == 0
        assert figures(whole.store) == ours
        assert '"shared": 10' in ours and "sami" in ours
        written = exported(lead, tmp_path / "here")
        assert exported(whole.store, tmp_path / "there") == written and len(written) > 10
        assert released(whole.store, tmp_path / "r1") == released(lead, tmp_path / "r2")


def test_the_file_stays_as_it_is_and_the_copy_is_gone(tmp_path, lead, address):
    joined(tmp_path, address, "rita").close()
    with whole_hub(tmp_path / "rita.db") as whole:
        copy = whole.store.path
        assert whole.store.documents.count() > 0
    assert not copy.parent.exists()
    with Store.open(tmp_path / "rita.db") as store:
        assert store.documents.count() == 0


def test_a_copy_is_gone_too_where_the_reading_fails(tmp_path, lead, address):
    joined(tmp_path, address, "rita").close()
    seen = []
    with pytest.raises(HubError), whole_hub(tmp_path / "rita.db") as whole:
        seen.append(whole.store.path)
        raise HubError("cut")
    assert not seen[0].parent.exists()


def test_pseudonyms_that_an_export_of_the_hub_gives_are_the_same_the_next_time(tmp_path, lead, address):
    joined(tmp_path, address, "rita").close()
    exports = []
    for turn in range(2):
        with whole_hub(tmp_path / "rita.db") as whole:
            exports.append(exported(whole.store, tmp_path / f"e{turn}", pseudonyms=True))
    assert exports[0] == exports[1] and not any(b"sami" in content for content in exports[0].values())
    with Store.open(tmp_path / "rita.db") as store:
        assert {"noa", "sami"} <= set(store.pseudonyms.all())


def test_a_release_brings_the_hub_into_the_file_so_that_it_can_be_made_again(tmp_path, lead, address):
    with joined(tmp_path, address, "rita") as rita:
        bring_all(rita)
        assert released(rita, tmp_path / "r1") == released(lead, tmp_path / "r2")
        assert [one.title for one in rita.releases.all()] == ["news-v1"]


def test_an_annotator_reads_what_was_opened_and_her_own_and_knows_that_it_is_not_all(tmp_path, lead, address):
    joined(tmp_path, address, "tom").close()
    with whole_hub(tmp_path / "tom.db") as whole:
        assert whole.is_partial and whole.opened == 0
        assert whole.store.documents.count() == lead.documents.count()
        assert not list(whole.store.layers.heads(whole.store.documents.ids()))
    with hub_at(address, "lea") as hub:
        hub.open([lead.documents.load(3).text_sha256])
    with whole_hub(tmp_path / "tom.db") as whole:
        assert whole.opened == 1
        assert layered(whole.store) == [lead.documents.key_of(3)]


def layered(store: Store) -> list[str]:
    ids = store.documents.ids()
    return [store.documents.key_of(id) for id in ids if store.layers.heads(ids).get(id)]


def test_what_is_refused_is_counted_and_the_rest_is_there(tmp_path, lead, address):
    digest = lead.documents.load(3).text_sha256
    with hub_at(address, "noa") as hub:
        hub.put([Thing(Kind.REVISION, "f" * 32, Shelf(digest, "noa", "annotator"), "noa", b'{"says": "nonsense"}')])
    joined(tmp_path, address, "rita").close()
    with whole_hub(tmp_path / "rita.db") as whole:
        assert (whole.refused, len(whole.refusals)) == (1, 1)
        assert len(layered(whole.store)) == len(layered(lead)) - 1


def test_a_corpus_that_belongs_to_no_hub_says_so(tmp_path):
    new_store(tmp_path).close()
    with pytest.raises(NotFoundError, match="belongs to no hub"), whole_hub(tmp_path / "corpus.db"):
        pass
