"""Layers into files: whole or not there, and nothing lost unsaid."""

from pathlib import Path

import pytest
from corpus_tool_testing.builders import ARABIC, counting_surroundings, document, layer, new_store, span, strike

from corpus_tool.errors import NotFoundError, StoreError
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind
from corpus_tool.workbench import writing
from corpus_tool.workbench.exporting import LossRefusedError, export
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.writing import safe_name
from corpus_tool.workbench.writing_folder import FolderBeside


@pytest.fixture
def store(tmp_path):
    lines = [
        line_of(
            Bundle(
                document(),
                (layer(strike()), layer(strike()[:1], "sami"), layer(strike()[:4], "gold", LayerKind.GOLD)),
            )
        ),
        line_of(Bundle(document(ARABIC + " ثم عاد.", "ar-0002"), (layer([span("s1", ARABIC, "حلب", "GPE")]),))),
        line_of(Bundle(document("خبر بلا وسوم", "ar-0003"))),
    ]
    source = tmp_path / "source.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with new_store(tmp_path) as store:
        import_files(store, [source], counting_surroundings())
        yield store


def test_everything_comes_out_as_it_came_in(store, tmp_path):
    report = export(store, "jsonl", "all", tmp_path / "out")
    assert report.files == [tmp_path / "out" / "all.jsonl"]
    exported = report.files[0].read_bytes()
    source = (tmp_path / "source.jsonl").read_bytes()
    assert exported == source.removesuffix(source.split(b"\n")[2] + b"\n")
    assert (report.documents, report.left_out, report.layers, report.spans, report.events) == (2, 1, 4, 10, 1)


def test_layers_are_chosen_by_name(store, tmp_path):
    assert export(store, "jsonl", "gold", tmp_path).documents == 1
    assert export(store, "jsonl", "noa", tmp_path).layers == 2
    report = export(store, "jsonl", "noa,sami", tmp_path)
    assert (report.layers, report.files[0].name) == (3, "noa+sami.jsonl")


def test_who_is_not_there_is_told_with_who_is(store, tmp_path):
    with pytest.raises(NotFoundError, match=r"Nobody called dan .*gold \(gold\), noa \(annotator\), sami"):
        export(store, "jsonl", "noa,dan", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_loss_is_refused_before_a_byte_is_written(store, tmp_path):
    with pytest.raises(LossRefusedError, match="iob2 cannot hold 3 things") as refused:
        export(store, "iob2", "gold", tmp_path / "out")
    assert refused.value.losses.total == 3
    assert refused.value.exit_code == 3
    assert not (tmp_path / "out").exists()


def test_allowed_loss_is_listed_beside_the_data(store, tmp_path):
    report = export(store, "iob2", "noa,sami", tmp_path / "out", allow_loss=True)
    assert [file.name for file in report.files] == [
        "noa.iob2",
        "sami.iob2",
        "noa+sami.iob2.losses.tsv",
        "noa+sami.iob2.losses.json",
    ]
    rows = report.files[2].read_text(encoding="utf-8").split("\n")
    assert rows[0] == "reason\tdocument\tannotator\tannotation\ttext"
    assert "edge inside a word\tar-0001\tnoa\ts3\tداعش" in rows
    assert len(rows) - 2 == report.losses.total


def test_what_loses_nothing_needs_no_permission(tmp_path):
    with new_store(tmp_path) as store:
        source = tmp_path / "flat.jsonl"
        flat = layer([span("s1", ARABIC, "حلب", "GPE")])
        source.write_text(line_of(Bundle(document(), (flat,))), encoding="utf-8")
        import_files(store, [source], counting_surroundings())
        assert [file.name for file in export(store, "iob2", "all", tmp_path).files] == ["noa.iob2"]


def test_a_failed_export_leaves_the_old_file_and_no_rest(store, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "all.jsonl").write_text("old", encoding="utf-8")

    def stop(_progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(store, "jsonl", "all", tmp_path / "out", tell=stop)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["all.jsonl"]
    assert (tmp_path / "out" / "all.jsonl").read_text(encoding="utf-8") == "old"


def test_a_folder_that_cannot_be_made_is_told(store, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        export(store, "jsonl", "all", tmp_path / "file" / "out")


@pytest.mark.parametrize("name", ["../../etc", "a/b", ".hidden", "נועה", "a b", "con:x", ""])
def test_no_name_leaves_its_folder(name):
    assert "/" not in safe_name(name) and not safe_name(name).startswith(".") and safe_name(name)


def test_two_names_never_share_a_file():
    names = ["a b", "a_b", "a/b", "a%20b", "a%b"]
    assert len({safe_name(name) for name in names}) == len(names)


@pytest.mark.parametrize("key", ["a" * 285 + "_36", "جريدة" * 60, "\U00010480" * 90, "a b" * 100, "x." * 140])
def test_a_key_that_is_too_long_for_a_file_has_one_short_name_before_each_ending(key):
    endings = ("", ".ann", ".txt", ".about.json", ".sgm", ".apf.xml", ".tsv")
    names = [safe_name(key + ending) for ending in endings]
    assert all(len(name.encode()) <= 200 for name in names)
    assert all(name.endswith(ending) for name, ending in zip(names, endings, strict=True))
    assert len({name.removesuffix(ending) for name, ending in zip(names, endings, strict=True)}) == 1
    assert safe_name(key + "1.ann") != names[1]


def test_a_format_whose_package_is_missing_is_refused_with_what_brings_it(store, tmp_path, monkeypatch):
    monkeypatch.setattr("corpus_tool.workbench.needs.find_spec", lambda _name: None)
    with pytest.raises(NotFoundError, match=r"pip install 'corpus-tool\[spacy\]' brings it"):
        export(store, "spacy", "gold", tmp_path / "out")


def test_more_files_than_may_be_open_are_all_written_whole(tmp_path):
    names = [f"{number}/{number}.txt" for number in range(writing.MOST_OPEN * 3)]
    with writing.FilesBeside(tmp_path / "out") as files:
        for round_ in range(2):
            for name in names:
                files.add(name, f"{name} {round_}\n")
                assert len(files._open) <= writing.MOST_OPEN
        assert files.put_in_place() == [tmp_path / "out" / name for name in names]
    assert all((tmp_path / "out" / name).read_text() == f"{name} 0\n{name} 1\n" for name in names)


def test_of_more_files_than_may_be_open_nothing_is_left_where_it_fails(tmp_path):
    with pytest.raises(KeyboardInterrupt), writing.FilesBeside(tmp_path / "out") as files:
        for number in range(writing.MOST_OPEN * 2):
            files.add(f"{number}.txt", "x")
        raise KeyboardInterrupt
    assert not (tmp_path / "out").exists()


def test_gold_that_is_not_finished_stays_at_home(tmp_path):
    gold = LayerKind.GOLD
    lines = [
        line_of(Bundle(document(), (layer(strike(), "gold", gold, Status.IN_PROGRESS),))),
        line_of(Bundle(document(ARABIC + " ثم عاد.", "ar-0002"), (layer([], "gold", gold),))),
    ]
    with new_store(tmp_path) as store:
        for number, line in enumerate(lines):
            source = tmp_path / f"{number}.jsonl"
            source.write_text(line, encoding="utf-8")
            import_files(store, [source], counting_surroundings())
            if not number:
                with pytest.raises(NotFoundError, match="No gold layer of this corpus is done yet"):
                    export(store, "jsonl", "gold", tmp_path / "out")
        for layers in ("gold", "gold,gold"):
            report = export(store, "jsonl", layers, tmp_path / "out")
            assert (report.documents, report.left_out, report.layers) == (1, 1, 1)


@pytest.mark.parametrize("layers", ["noa,gold", " gold , noa "])
def test_gold_may_be_named_with_people(store, tmp_path, layers):
    report = export(store, "jsonl", layers, tmp_path / "out")
    assert (report.documents, report.layers, report.spans) == (2, 3, 9)
    with pytest.raises(NotFoundError, match="Nobody called yael has annotated"):
        export(store, "jsonl", "gold,yael", tmp_path / "none")


def test_a_folder_in_the_place_of_a_file_is_told_and_nothing_is_left_beside_it(tmp_path):
    (tmp_path / "page.html").mkdir()
    with pytest.raises(StoreError, match="cannot be written"), writing.FilesBeside(tmp_path) as files:
        files.add("page.html", "all of it")
        files.put_in_place()
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device to write to")
@pytest.mark.parametrize("beside", [writing.FilesBeside, FolderBeside])
def test_what_does_not_fit_on_a_full_disk_hides_no_other_error_and_leaves_nothing(tmp_path, beside):
    with Path("/dev/full").open("wb") as full, pytest.raises(KeyboardInterrupt), beside(tmp_path / "out") as files:
        files.add("a.txt", "x")
        files._open["a.txt"].close()
        files._open["a.txt"] = full
        files.add("a.txt", "not on the disk yet")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("beside", [writing.FilesBeside, FolderBeside])
def test_a_name_that_this_system_cannot_write_is_told(tmp_path, beside, monkeypatch):
    def refuse(self, *_):
        self.name.encode("ascii")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StoreError, match=r"cannot be written: .* PYTHONUTF8=1"), beside(tmp_path / "out") as files:
        files.add("\u062e\u0628\u0631.txt", "x")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
