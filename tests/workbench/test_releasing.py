"""Releases: frozen, the same bytes at any time, and refused where they would leak or lose something unsaid."""

import hashlib
import json
import os
import shutil
import subprocess
from contextlib import nullcontext, suppress
from pathlib import Path

import msgspec
import pytest
from corpus_tool_testing.builders import NOW, counting_surroundings, document, layer, new_store, span, strike
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.errors import NotFoundError, RefusedError, StoreError, UnreadableFileError, UsageError
from corpus_tool.formats import Format, Piece, formats
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model import edits
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Change
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.releases import About, Settings
from corpus_tool.model.splitting import shares
from corpus_tool.store.data_splits import DataSplit
from corpus_tool.store.store import Store
from corpus_tool.workbench import release_cards, release_writing, releasing
from corpus_tool.workbench.data_splits import make_split
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.keeping import delete, purge
from corpus_tool.workbench.release_diff import diff_releases
from corpus_tool.workbench.release_verifying import read_manifest, verify_release
from corpus_tool.workbench.release_writing import ReleaseLossError
from corpus_tool.workbench.releasing import LeakError, Order, make_release, read_about, rebuild_release

SETTINGS = Settings(formats=("jsonl", "iob2"), layers="gold")
ORDER = Order(name="news", settings=SETTINGS, who="lea", allow_loss=True)
GOLD = LayerName("gold", LayerKind.GOLD)


def story(number, length=40):
    return " ".join(f"كلمة{number}_{place}" for place in range(length))


def article(number):
    text = f"قصف الجيش السوري مواقع لداعش في حلب.\n{story(number)}"
    gold = layer(strike(text), "gold", LayerKind.GOLD)
    noa = layer(strike(text)[:2], "noa")
    one = replace(document(text, f"d{number:02}"), metadata={"source": "sana", "date": f"2026-01-{number + 1:02}"})
    return line_of(Bundle(one, (noa, gold)))


def filled(folder, order=range(10), name="corpus.db"):
    folder.mkdir(exist_ok=True)
    files = []
    for number in order:
        files.append(folder / f"{number}.jsonl")
        files[-1].write_text(article(number), encoding="utf-8")
    store = new_store(folder, name)
    for file in files:
        import_files(store, [file], counting_surroundings())
    return store


@pytest.fixture
def store(tmp_path):
    with filled(tmp_path / "in") as store:
        yield store


def news_split(store, **more):
    wanted = DataSplit(name="s", mode="story", seed=3, shares=shares("train=6,test=4"), layers="gold", at=NOW, who="x")
    return make_split(store, replace(wanted, **more))


def release(store, folder, order=ORDER):
    return make_release(store, order, folder, counting_surroundings())


def everything(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def desk_of(store, id):
    return Desk(store, id, GOLD, counting_surroundings(), who="dan")


def work_on(store):
    """Work goes on: marks come and go, a document is deleted, another layer is made, the schema gets guidelines."""
    desk = desk_of(store, 1)
    text = store.documents.load(1).text
    desk.do("Remove", edits.remove(desk.layer, "e1"))
    desk.do("Mark", edits.add(desk.layer, span("n1", text, "مواقع", "LOC")))
    desk_of(store, 3).become("Clear", layer([], "gold", LayerKind.GOLD))
    Desk(store, 4, LayerName("sami", LayerKind.GOLD), counting_surroundings(), who="sami").become(
        "Start", layer([], "sami", LayerKind.GOLD)
    )
    delete(store, ["d04"], "", "lea", counting_surroundings())
    with store.writing():
        store.schemas.explain("# New words\n", NOW)
        store._db.execute("UPDATE documents SET metadata = '{}', key = 'other', title = 'x' WHERE id = 2")


def test_a_release_has_data_by_format_and_part_and_says_what_it_is(store, tmp_path):
    news_split(store)
    report = release(store, tmp_path / "out", replace(ORDER, split="s"))
    assert (report.title, report.documents, report.unfinished) == ("news-v1", 10, 0)
    assert {path.relative_to(tmp_path / "out").as_posix() for path in report.files} == {
        *(f"{name}" for name in ("CHECKSUMS", "DATASHEET.md", "README.md", "manifest.json", "schema.json")),
        *(f"jsonl/{part}/gold.jsonl" for part in ("train", "test")),
        *(f"iob2/{part}/gold.iob2" for part in ("train", "test")),
        "iob2/losses.tsv",
    }
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parts"]["train"]["documents"] == 6
    assert manifest["parts"]["test"]["counts"]["type"] == {"Conflict.AirStrike": 4}
    assert manifest["settings"]["split"] == {
        "name": "s",
        "mode": "story",
        "seed": 3,
        "shares": shares("train=6,test=4"),
    }
    assert manifest["agreement"] is None
    assert manifest["losses"]["iob2"]["edge inside a word"] == 10
    lines = (tmp_path / "out" / "jsonl" / "test" / "gold.jsonl").read_text(encoding="utf-8").strip().split("\n")
    parts = store.data_splits.parts("s")
    assert {json.loads(line)["key"] for line in lines} == {f"d{id - 1:02}" for id in parts if parts[id] == "test"}


def test_checksums_are_those_of_sha256sum(store, tmp_path):
    release(store, tmp_path / "out")
    if program := shutil.which("sha256sum"):
        done = subprocess.run([program, "-c", "--strict", "CHECKSUMS"], cwd=tmp_path / "out", check=False)
        assert done.returncode == 0
    assert verify_release(tmp_path / "out").genuine


def test_what_was_released_is_made_again_to_the_byte_after_later_work(store, tmp_path):
    news_split(store)
    release(store, tmp_path / "out", replace(ORDER, split="s"))
    work_on(store)
    with store.writing():
        store.data_splits.remove("s")
    report = rebuild_release(store, "news-v1", tmp_path / "again")
    assert report.same
    assert everything(tmp_path / "again") == everything(tmp_path / "out")


def test_a_schema_goes_out_as_it_was_adopted_whatever_a_program_knows_of_schemas_since(store, tmp_path):
    told = store.schemas.definition(store.schemas.current_ref())
    older = json.loads(told)
    assert older.pop("families") is not None
    assert older["rules"].pop("weights") is not None
    older_told = json.dumps(older, ensure_ascii=False)
    with store.writing():
        store._db.execute("UPDATE schemas SET definition = ?", (older_told,))
    release(store, tmp_path / "out")
    assert (tmp_path / "out" / "schema.json").read_text(encoding="utf-8") == older_told + "\n"
    digest = hashlib.sha256(older_told.encode()).hexdigest()
    assert read_manifest(tmp_path / "out").schema.sha256 == digest


def test_a_release_of_a_program_that_knew_fewer_settings_is_made_again_to_the_byte(store, tmp_path, monkeypatch):
    """What it wrote is what this program writes, without a setting that it did not know."""

    def fewer(settings):
        told = msgspec.to_builtins(settings)
        del told["without_assisted"]
        return msgspec.json.encode(told)

    monkeypatch.setattr(releasing, "written_settings", fewer)
    release(store, tmp_path / "out")
    monkeypatch.undo()
    assert "without_assisted" not in (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert rebuild_release(store, "news", tmp_path / "again").same


def test_a_format_whose_package_is_missing_is_not_released(store, tmp_path, monkeypatch):
    monkeypatch.setattr("corpus_tool.workbench.needs.find_spec", lambda _name: None)
    order = replace(ORDER, settings=Settings(formats=("jsonl", "spacy"), layers="gold"))
    with pytest.raises(NotFoundError, match=r"pip install 'corpus-tool\[spacy\]' brings it"):
        make_release(store, order, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", [name for name, one in formats().items() if one.write])
def test_every_format_gives_the_same_bytes_whatever_the_order_of_import(name, tmp_path):
    order = replace(ORDER, settings=Settings(formats=(name,), layers="all"))
    for folder, numbers in (("a", range(3)), ("b", (2, 0, 1))):
        with filled(tmp_path / folder, numbers) as store:
            release(store, tmp_path / f"{folder}-out", order)
    assert everything(tmp_path / "a-out") == everything(tmp_path / "b-out")


def test_numbers_count_up_and_a_release_is_never_written_over(store, tmp_path):
    assert release(store, tmp_path / "one").title == "news-v1"
    with pytest.raises(UsageError, match="never written over"):
        release(store, tmp_path / "one")
    assert release(store, tmp_path / "two").title == "news-v2"
    assert release(store, tmp_path / "three", replace(ORDER, name="other")).title == "other-v1"


def test_a_copy_that_joins_two_parts_blocks_the_next_release(store, tmp_path):
    news_split(store)
    order = replace(ORDER, split="s")
    release(store, tmp_path / "one", order)
    parts = store.data_splits.parts("s")
    train, test = (next(id for id, part in parts.items() if part == one) for one in ("train", "test"))
    (tmp_path / "late.txt").write_text(f"{story(train - 1)} {story(test - 1)}", encoding="utf-8")
    import_files(store, [tmp_path / "late.txt"], counting_surroundings())
    with pytest.raises(LeakError, match=r"1 story is in several parts of the split s, first d0\d \(t") as refused:
        release(store, tmp_path / "two", order)
    assert refused.value.leaks[0].ties
    assert not (tmp_path / "two").exists()
    assert len(store.releases.all()) == 1
    assert rebuild_release(store, "news-v1", tmp_path / "again").same


def test_a_document_without_a_part_blocks_the_release(store, tmp_path):
    news_split(store)
    (tmp_path / "x.jsonl").write_text(article(20), encoding="utf-8")
    import_files(store, [tmp_path / "x.jsonl"], counting_surroundings())
    with pytest.raises(RefusedError, match=r"1 document has no part in the split s \(first d20\)"):
        release(store, tmp_path / "out", replace(ORDER, split="s"))


def test_loss_is_refused_with_nothing_written_or_kept(store, tmp_path):
    with pytest.raises(ReleaseLossError, match=r"iob2 \d+ things; nothing was released") as refused:
        release(store, tmp_path / "out", replace(ORDER, allow_loss=False))
    assert refused.value.exit_code == 3
    assert not (tmp_path / "out").exists()
    assert store.releases.all() == []
    alone = replace(ORDER, settings=Settings(formats=("jsonl",), layers="gold"), allow_loss=False)
    assert release(store, tmp_path / "out", alone).losses == {}


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (replace(ORDER, name="../x"), "cannot be the name"),
        (replace(ORDER, name="x" * 300), "cannot be the name"),
        (replace(ORDER, settings=Settings(formats=(), layers="gold")), "Say each format once"),
        (replace(ORDER, settings=Settings(formats=("jsonl", "jsonl"), layers="gold")), "Say each format once"),
        (replace(ORDER, settings=Settings(formats=("iob2",), layers="gold", with_text=False)), "without the articles"),
    ],
)
def test_what_cannot_be_released_is_told(store, tmp_path, order, said):
    with pytest.raises(UsageError, match=said):
        release(store, tmp_path / "out", order)


def test_without_texts_no_file_has_a_word_of_them(store, tmp_path):
    names = tuple(name for name, one in formats().items() if one.textless)
    assert "jsonl" in names
    release(store, tmp_path / "out", replace(ORDER, settings=Settings(formats=names, layers="all", with_text=False)))
    told = everything(tmp_path / "out")
    assert not any("كلمة3_7".encode() in content for content in told.values())
    assert b"texts are left out" in told["DATASHEET.md"]


def test_pseudonyms_stand_wherever_people_were_named_and_stay_theirs(store, tmp_path):
    desk = desk_of(store, 1)
    desk.do("Remove", edits.remove(desk.layer, "e1"))
    settings = Settings(formats=("jsonl",), layers="noa,gold", pseudonyms=True)
    order = replace(ORDER, settings=replace(settings, layers="all"))
    release(store, tmp_path / "one", order)
    told = b"".join(everything(tmp_path / "one").values())
    assert not any(f'"{name}"'.encode() in told for name in ("noa", "dan", "lea"))
    assert b'"A1"' in told
    Desk(store, 1, LayerName("aya", LayerKind.ANNOTATOR), counting_surroundings(), who="aya").become("x", layer([]))
    release(store, tmp_path / "two", order)
    one, two = store.releases.all()
    assert two.people.items() > one.people.items()
    assert two.people["aya"] == f"A{len(two.people)}"
    assert rebuild_release(store, "news-v1", tmp_path / "again").same


def test_the_difference_of_two_releases_is_told_by_ids_and_by_places(store, tmp_path):
    release(store, tmp_path / "one")
    desk = desk_of(store, 2)
    text = store.documents.load(2).text
    desk.do("Remove", edits.remove(desk.layer, "s4"))
    desk.do("Mark", edits.add(desk.layer, span("n4", text, "حلب", "GPE")))
    work_on(store)
    release(store, tmp_path / "two")
    found = diff_releases(store, "news-v1", "news-v2")
    assert [(one.kind, one.document, one.what) for one in found.documents] == [
        ("removed", "d04", []),
        ("changed", "other", ["key", "metadata", "title"]),
    ]
    told = [(one.kind, one.document, one.layer, one.old_id, one.id) for one in found.annotations]
    assert ("removed", "d00", "gold", "e1", "e1") in told
    assert ("added", "d00", "gold", "", "n1") in told
    assert ("renamed", "other", "gold", "s4", "n4") in told
    assert sum(one.document == "d02" and one.kind == "removed" for one in found.annotations) == 5
    assert sum(one.document == "d04" and one.kind == "removed" for one in found.annotations) == 5
    assert diff_releases(store, "news-v1", "news-v1").annotations == []
    with pytest.raises(NotFoundError, match="releases: news-v1, news-v2"):
        diff_releases(store, "news-v1", "news-v7")


def test_files_that_are_missing_extra_or_changed_are_named(store, tmp_path):
    folder = tmp_path / "out"
    release(store, folder)
    (folder / "jsonl" / "train" / "gold.jsonl").write_text("x", encoding="utf-8")
    (folder / "iob2" / "losses.tsv").unlink()
    (folder / "new.txt").write_text("x", encoding="utf-8")
    found = verify_release(folder)
    assert (found.changed, found.missing, found.extra) == (
        ["jsonl/train/gold.jsonl"],
        ["iob2/losses.tsv"],
        ["new.txt"],
    )
    (folder / "manifest.json").write_text(
        (folder / "manifest.json").read_text(encoding="utf-8") + " ", encoding="utf-8"
    )
    assert "manifest.json" in verify_release(folder).changed


@pytest.mark.parametrize(
    "do",
    [
        lambda lines: lines[1:],
        lambda lines: [*lines, "x"],
        lambda lines: [f"0{lines[0][1:]}" if lines[0][0] != "0" else f"1{lines[0][1:]}", *lines[1:]],
        lambda lines: lines[::-1],
    ],
)
def test_checksums_that_are_not_those_of_the_files_are_found(store, tmp_path, do):
    release(store, tmp_path / "out")
    file = tmp_path / "out" / "CHECKSUMS"
    file.write_text("".join(f"{line}\n" for line in do(file.read_text().split("\n")[:-1])))
    assert verify_release(tmp_path / "out").changed == ["CHECKSUMS"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_what_is_no_file_is_extra_or_changed(store, tmp_path):
    folder = tmp_path / "out"
    release(store, folder)
    (folder / "elsewhere").symlink_to(tmp_path / "in", target_is_directory=True)
    os.mkfifo(folder / "pipe")
    (folder / "schema.json").unlink()
    os.mkfifo(folder / "schema.json")
    found = verify_release(folder)
    assert (found.extra, found.changed, found.missing) == (["elsewhere", "pipe"], ["schema.json"], [])


def test_a_file_that_cannot_be_read_is_told(store, tmp_path, monkeypatch):
    release(store, tmp_path / "out")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("corpus_tool.workbench.release_verifying.file_digest", refuse)
    with pytest.raises(UnreadableFileError, match="cannot be read: Permission denied"):
        verify_release(tmp_path / "out")


def test_a_manifest_forged_with_its_checksums_is_found_by_the_corpus_alone(store, tmp_path):
    folder = tmp_path / "out"
    release(store, folder)
    before = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    (folder / "manifest.json").write_bytes((folder / "manifest.json").read_bytes().replace(b'"lea"', b'"dan"'))
    after = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    told = (folder / "CHECKSUMS").read_text()
    (folder / "CHECKSUMS").write_text(told.replace(before, after))
    assert verify_release(folder).genuine
    [kept] = store.releases.all()
    assert verify_release(folder, kept.manifest_sha256).changed == ["CHECKSUMS", "manifest.json"]


@pytest.mark.parametrize("content", [None, "{", "[]", '{"format": "x"}', "[" * 100_000, "\ud800"])
def test_what_is_no_release_is_told(tmp_path, content):
    if content is not None:
        (tmp_path / "manifest.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(UnreadableFileError, match=r"manifest\.json"):
        verify_release(tmp_path)


def test_what_was_purged_cannot_be_released_again(store, tmp_path):
    release(store, tmp_path / "out")
    delete(store, ["d00"], "", "lea", counting_surroundings())
    purge(store, list(store.hiding.deleted()), "lea", counting_surroundings())
    assert store._db["told_documents"].count_where("document_id = 1") == 0
    with pytest.raises(RefusedError, match="1 of 10 documents of news-v1 were purged"):
        rebuild_release(store, "news-v1", tmp_path / "again")


def test_a_layer_that_was_purged_cannot_be_released_again(store, tmp_path):
    release(store, tmp_path / "out")
    delete(store, ["d00"], "gold", "lea", counting_surroundings())
    purge(store, list(store.hiding.deleted()), "lea", counting_surroundings())
    with pytest.raises(RefusedError, match="1 of 10 layers of news-v1 were purged"):
        rebuild_release(store, "news", tmp_path / "again")


def test_cards_say_what_people_told_and_what_the_corpus_knows(store, tmp_path):
    (tmp_path / "about.toml").write_text(
        'pretty_name = "أخبار | news"\nmotivation = "To train."\ntext_licence = "other"\n'
        'annotation_licence = "cc-by-4.0"\n',
        encoding="utf-8",
    )
    about = read_about(tmp_path / "about.toml")
    release(store, tmp_path / "out", replace(ORDER, settings=replace(SETTINGS, about=about)))
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert card.startswith('---\nlanguage:\n- "ar"\nlicense: "cc-by-4.0"\npretty_name: "أخبار | news"\n')
    assert '    - "jsonl/train/gold.jsonl"' in card
    assert "Articles: other. Annotations: cc-by-4.0." in card
    sheet = (tmp_path / "out" / "DATASHEET.md").read_text(encoding="utf-8")
    headings = [line[3:] for line in sheet.split("\n") if line.startswith("## ")]
    assert headings == [
        *("Motivation", "Composition", "Collection", "Annotation process", "Agreement", "Splits", "Losses by format"),
        *("Words and clitics", "Offsets", "Known gaps", "Licence"),
    ]
    assert "To train." in sheet
    assert "Not measured." in sheet
    assert "| ORG | 20 |" in sheet


@pytest.mark.parametrize("content", ["x", "colour = 'red'", "motivation = 3"])
def test_a_file_about_the_data_that_cannot_be_read_is_told_with_what_it_may_say(tmp_path, content):
    (tmp_path / "a.toml").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"any of: pretty_name, .*text_licence"):
        read_about(tmp_path / "a.toml")
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        read_about(tmp_path / "none.toml")
    assert About().text_licence == "unknown"


def test_a_format_that_tells_parts_apart_itself_is_written_once(store, tmp_path, monkeypatch):
    def by_part(bundles, writing):
        for bundle in bundles:
            yield Piece(f"{writing.split_of(bundle.document.key)}.txt", f"{bundle.document.key}\n")

    apart = Format(name="apart", title="keys by part", suffix=".txt", write=by_part, by_splits=True)
    for module in (releasing, release_writing, release_cards):
        monkeypatch.setattr(module, "writable", lambda _name: apart)
    news_split(store)
    release(store, tmp_path / "out", replace(ORDER, split="s", settings=Settings(formats=("apart",), layers="gold")))
    files = everything(tmp_path / "out")
    assert {name for name in files if name.startswith("apart")} == {"apart/train.txt", "apart/test.txt"}
    assert files["apart/train.txt"].count(b"\n") == 6


acts = st.lists(
    st.tuples(st.sampled_from(["mark", "unmark", "undo", "delete", "gold", "schema"]), st.integers(1, 4)), max_size=12
)


@settings(max_examples=10)
@given(acts)
def test_no_act_changes_what_was_released(tmp_path_factory, acts):
    folder = tmp_path_factory.mktemp("acts")
    with filled(folder / "in", range(4)) as store:
        release(store, folder / "out", replace(ORDER, settings=Settings(formats=("jsonl",), layers="all")))
        for act, id in acts:
            if store.hiding.when_document(id) is None:
                done(store, act, id)
        assert rebuild_release(store, "news-v1", folder / "again").same
    assert everything(folder / "again") == everything(folder / "out")


def done(store, act, id):
    desk = desk_of(store, id)
    match act:
        case "mark":
            token = str(len(desk.layer.ordered)) + act
            with suppress(RefusedError):  # it is marked already
                desk.do("Mark", edits.add(desk.layer, span(token, store.documents.load(id).text, "مواقع", "LOC")))
        case "unmark" if desk.layer.ordered:
            desk.do("Remove", edits.remove(desk.layer, desk.layer.ordered[0].id))
        case "undo":
            desk.undo()
        case "delete":
            delete(store, [store.documents.key_of(id)], "", "lea", counting_surroundings())
        case "gold":
            noa = Desk(store, id, LayerName("noa", LayerKind.ANNOTATOR), counting_surroundings(), who="noa")
            noa.become("Start again", layer([]))
        case "schema":
            with store.writing():
                store.schemas.explain(f"# Words {id}\n", NOW)


def test_a_release_says_how_far_annotators_agreed_and_names_nobody(tmp_path):
    with new_store(tmp_path) as store:
        two = [line_of(Bundle(document(), (layer(strike()), layer(strike()[:3], "sami"))))]
        (tmp_path / "a.jsonl").write_text("\n".join(two), encoding="utf-8")
        import_files(store, [tmp_path / "a.jsonl"], counting_surroundings())
        release(store, tmp_path / "out", replace(ORDER, settings=replace(ORDER.settings, layers="all")))
        agreement = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["agreement"]
        assert (agreement["annotators"], agreement["documents"]) == (2, 1)
        assert agreement["figures"]["f1_strict.mean"]["value"] == pytest.approx(6 / 7)
        assert agreement["figures"]["ev_trig_cls.mean"]["value"] == 0
        assert not [key for key in agreement["figures"] if "noa" in key]
        assert "f1_strict.mean" in (tmp_path / "out" / "DATASHEET.md").read_text(encoding="utf-8")
        assert rebuild_release(store, "news-v1", tmp_path / "again").same


def killed_in_the_middle(store, folder, monkeypatch, at):
    """Begin a release that is not heard of again: nothing that tidies up behind it comes to run."""
    monkeypatch.setattr(releasing.DigestedFiles, "_remove_folders", lambda _: None)
    monkeypatch.setattr(releasing.DigestedFiles, at, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        release(store, folder)
    monkeypatch.undo()


@pytest.mark.parametrize("at", ["facts", "complete"])
def test_a_release_that_is_killed_has_no_folder_and_no_number(store, tmp_path, monkeypatch, at):
    killed_in_the_middle(store, tmp_path / "out" / "news-v1", monkeypatch, at)
    assert [path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")] == []
    assert store.releases.all() == []
    assert release(store, tmp_path / "out" / "news-v1").title == "news-v1"
    assert verify_release(tmp_path / "out" / "news-v1").genuine


def test_a_release_that_is_killed_before_its_folder_has_its_name_is_made_again(store, tmp_path, monkeypatch):
    killed_in_the_middle(store, tmp_path / "out", monkeypatch, "put_in_place")
    assert not (tmp_path / "out").exists()
    assert rebuild_release(store, "news-v1", tmp_path / "out").same


def test_a_release_is_written_into_an_empty_folder_that_is_there(store, tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    release(store, Path())
    assert verify_release(tmp_path / "out").genuine
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_of_two_releases_at_a_time_one_has_the_number_and_the_other_is_told(store, tmp_path, monkeypatch):
    write = releasing.write_release

    def meanwhile(*words, **more):
        monkeypatch.undo()
        release(store, tmp_path / "theirs")
        return write(*words, **more)

    monkeypatch.setattr(releasing, "write_release", meanwhile)
    monkeypatch.setattr(type(store), "reading", lambda _: nullcontext())
    with pytest.raises(RefusedError, match="news-v1 was released by somebody else meanwhile"):
        release(store, tmp_path / "ours")
    assert not (tmp_path / "ours").exists()
    assert [one.title for one in store.releases.all()] == ["news-v1"]


def test_a_folder_that_takes_no_name_is_told_with_how_to_write_it_again(store, tmp_path, monkeypatch):
    def refuse(_self):
        raise StoreError("out cannot be written: No space left on device.")

    monkeypatch.setattr(releasing.DigestedFiles, "put_in_place", refuse)
    with pytest.raises(StoreError, match="release rebuild news-v1 --to FOLDER"):
        release(store, tmp_path / "out")
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    assert rebuild_release(store, "news-v1", tmp_path / "out").same


def test_marks_of_one_position_go_out_alike_from_the_tables_and_from_the_log(store, tmp_path):
    desk = desk_of(store, 1)
    text = store.documents.load(1).text
    behind = desk.layer.next_position
    marks = [span("z1", text, "مواقع", "LOC"), span("a2", text, "السوري", "GPE"), span("m3", text, "قصف", "VEH")]
    desk.do("Mark", tuple(Change(behind, None, one) for one in marks))
    desk_of(store, 2).become("Marks alone", layer(marks[:1], "gold", LayerKind.GOLD))
    desk_of(store, 2).do("Mark", tuple(Change(0, None, one) for one in marks[1:]))
    release(store, tmp_path / "out")
    assert rebuild_release(store, "news-v1", tmp_path / "tables").same
    for id in (1, 2):
        desk_of(store, id).become("Clear", layer([], "gold", LayerKind.GOLD))
    assert rebuild_release(store, "news-v1", tmp_path / "log").same


def test_a_mark_that_does_not_stand_where_its_words_are_is_not_released(store, tmp_path):
    with store.writing():
        store._db.execute("UPDATE spans SET text = 'x' WHERE id = 's1' AND layer_id = 2")
    with pytest.raises(StoreError, match=r"d00, gold: s1 is stored as 'x'"):
        release(store, tmp_path / "out")
    assert store.releases.all() == []


def test_nobody_waits_while_a_release_is_measured_and_written(store, tmp_path, monkeypatch):
    """Another window can keep an act at any time but the moment in which the corpus takes the release down."""
    kept = []

    def meanwhile(name):
        before = getattr(releasing, name)

        def act(*words, **more):
            with Store.open(store.path) as window, window.writing(wait_ms=0):
                kept.append(name)
            return before(*words, **more)

        monkeypatch.setattr(releasing, name, act)

    for name in ("release_agreement", "write_release", "taken_layers"):
        meanwhile(name)
    pseudonyms = replace(ORDER, settings=replace(SETTINGS, pseudonyms=True))
    release(store, tmp_path / "out", pseudonyms)
    assert sorted(kept) == ["release_agreement", "taken_layers", "write_release"]
    assert rebuild_release(store, "news-v1", tmp_path / "again").same
