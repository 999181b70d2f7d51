"""What of a corpus leaves the house: some documents, some labels, without texts, without names."""

import json
import sqlite3

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    HEBREW,
    counting_surroundings,
    document,
    layer,
    new_store,
    span,
    strike,
)
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given
from msgspec.structs import replace

from corpus_tool.errors import NotFoundError, StoreError, UsageError
from corpus_tool.formats import Reading, Refusal, Writing, formats, reader
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.annotations import Event, Relation, label_of, references
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.choosing import only_labels
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind
from corpus_tool.store.store import Store
from corpus_tool.workbench.choosing import Choice
from corpus_tool.workbench.exporting import LossRefusedError, Mode, export
from corpus_tool.workbench.import_report import Outcome
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.taking import Taking

SECOND = ARABIC + " ثم عاد."


@pytest.fixture
def store(tmp_path):
    """An Arabic article of 2026-01-31, a later one, and a Hebrew one without a date."""
    arabic, later, hebrew = document(), document(SECOND, "ar-0002"), document(HEBREW, "he-0001")
    bundles = [
        Bundle(arabic, (layer(strike()), layer(strike()[:1], "sami", status=Status.IN_PROGRESS))),
        Bundle(
            replace(later, metadata={"source": "b", "date": "2026-02-03", "url": "https://example.org/2"}),
            (layer([span("s1", SECOND, "حلب", "GPE")]), layer([], "gold", LayerKind.GOLD)),
        ),
        Bundle(replace(hebrew, metadata={"source": "b"}), (layer([span("s1", HEBREW, "דמשק", "GPE")]),)),
    ]
    source = tmp_path / "source.jsonl"
    source.write_text("".join(line_of(bundle) + "\n" for bundle in bundles), encoding="utf-8")
    with new_store(tmp_path) as store:
        import_files(store, [source], counting_surroundings())
        yield store


def lines_of(report) -> list[dict]:
    return [json.loads(line) for line in report.files[0].read_bytes().split(b"\n") if line]


@pytest.mark.parametrize(
    ("choice", "keys"),
    [
        (Choice(languages=("he",)), ["he-0001"]),
        (Choice(sources=("b",)), ["ar-0002", "he-0001"]),
        (Choice(since="2026-02"), ["ar-0002"]),
        (Choice(until="2026-01"), ["ar-0001"]),
        (Choice(since="2026-01-31", until="2026"), ["ar-0001", "ar-0002"]),
        (Choice(keys=("he-0001", "ar-0001")), ["ar-0001", "he-0001"]),
        (Choice(languages=("ar",), sources=("b",)), ["ar-0002"]),
    ],
)
def test_documents_are_chosen_by_what_is_known_of_them(store, tmp_path, choice, keys):
    report = export(store, "jsonl", "all", tmp_path / "out", choice=choice)
    assert [line["key"] for line in lines_of(report)] == keys
    assert report.left_out == 0


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_without_texts_no_field_of_the_metadata_repeats_one(tmp_path, name):
    known = {"url": "https://example.org/1", "summary": f"بالمختصر: {ARABIC}"}
    source = tmp_path / "source.jsonl"
    source.write_text(line_of(Bundle(replace(document(), metadata=known), (layer(strike()),))), encoding="utf-8")
    with new_store(tmp_path) as store:
        import_files(store, [source], counting_surroundings())
        report = export(store, name, "all", tmp_path / "out", mode=Mode(without_text=True))
    written = "".join(file.read_text(encoding="utf-8") for file in report.files)
    assert "example.org" in written
    assert "summary" not in written
    assert not [word for word in ARABIC.split() if word.isalpha() and word in written]


def test_layers_are_chosen_by_how_far_they_are(store, tmp_path):
    report = export(store, "jsonl", "all", tmp_path / "out", choice=Choice(statuses=(Status.IN_PROGRESS,)))
    assert [(line["key"], len(line["layers"])) for line in lines_of(report)] == [("ar-0001", 1)]


@pytest.mark.parametrize(
    ("choice", "error", "words"),
    [
        (Choice(languages=("fa",)), NotFoundError, r"No document is in the language 'fa' \(there are: ar, he\)"),
        (Choice(sources=("c",)), NotFoundError, r"from the source 'c' \(there are: b, test\)"),
        (Choice(keys=("ar-9",)), NotFoundError, "no document 'ar-9'"),
        (Choice(labels=("PERSON",)), NotFoundError, "no label or type 'PERSON'"),
        (Choice(since="yesterday"), UsageError, "'yesterday' is no date"),
    ],
)
def test_what_is_not_there_is_told(store, tmp_path, choice, error, words):
    with pytest.raises(error, match=words):
        export(store, "jsonl", "all", tmp_path / "out", choice=choice)
    assert not (tmp_path / "out").exists()


def test_a_choice_of_labels_tells_of_the_arguments_it_takes_away(store, tmp_path):
    choice = Choice(labels=("ORG", "Conflict.AirStrike"), keys=("ar-0001",))
    assert export(store, "jsonl", "noa", tmp_path / "out", choice=choice).losses.total == 0
    choice = Choice(labels=("Conflict.AirStrike",), keys=("ar-0001",))
    with pytest.raises(LossRefusedError, match="2 things would go with what was not chosen; nothing was written") as no:
        export(store, "jsonl", "noa", tmp_path / "no", choice=choice)
    assert "--format jsonl" not in str(no.value)
    report = export(store, "jsonl", "noa", tmp_path / "out", choice=choice, allow_loss=True)
    assert [loss.text for losses in report.losses.examples.values() for loss in losses] == ["قصف", "قصف"]
    assert lines_of(report)[0]["layers"][0]["events"][0]["arguments"] == []


@given(bundle_parts())
def test_whatever_labels_are_chosen_nothing_points_at_what_is_gone(parts):
    told, layers = parts
    chosen, losses = only_labels(Bundle(told, layers), {"ORG", "coreference", "Conflict.Attack"})
    gone = 0
    for before, after in zip(layers, chosen.layers, strict=True):
        assert {label_of(one) for one in after.ordered} <= {"ORG", "coreference", "Conflict.Attack"}
        assert all(target in after for one in after.ordered for target in references(one))
        gone += sum(isinstance(one, Relation) for one in before.ordered) - len(after.relations)
        gone += sum(
            len(one.arguments) - len(after[one.id].arguments)
            for one in before.ordered
            if isinstance(one, Event) and one.id in after
        )
    assert len(losses) == gone


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_tables_without_texts_come_back_where_the_articles_are(store, tmp_path, name):
    report = export(store, name, "noa", tmp_path / "out", mode=Mode(without_text=True))
    content = b"".join(file.read_bytes() for file in report.files)
    assert "حلب".encode() not in content and "الجيش".encode() not in content
    taking = Taking(format=reader(name), as_suggestions="again")
    again = import_files(store, [tmp_path / "out"], counting_surroundings(), taking=taking)
    assert (again.count(Outcome.LAYERS), again.count(Outcome.REFUSED)) == (3, 0)
    noa, theirs = (store.layers.load(1, layer) for layer in store.layers.names(1) if layer.annotator != "sami")
    assert noa.ordered == theirs.ordered


def test_without_texts_no_word_of_an_article_leaves_and_it_all_comes_back(store, tmp_path):
    report = export(store, "jsonl", "all", tmp_path / "out", mode=Mode(without_text=True))
    content = report.files[0].read_text(encoding="utf-8")
    assert not any(word in content for word in ("حلب", "الجيش", "דמשק"))
    first, second, _ = lines_of(report)
    assert (first["text"], first["title"], first["layers"][0]["spans"][0]["text"]) == (None, "", None)
    assert (len(second["text_sha256"]), second["metadata"]["url"]) == (64, "https://example.org/2")
    with Store.create(tmp_path / "other.db", default_schema(), "2026") as other:
        refused = import_files(other, report.files, counting_surroundings())
        assert refused.count(Outcome.REFUSED) == 3
        assert "import the article first" in refused.entries[0].message
        for key, text in (("a", ARABIC), ("b", SECOND), ("c", HEBREW)):
            (tmp_path / f"{key}.txt").write_text(text, encoding="utf-8")
            import_files(other, [tmp_path / f"{key}.txt"], counting_surroundings())
        assert import_files(other, report.files, counting_surroundings()).count(Outcome.LAYERS) == 3
        again = export(other, "jsonl", "all", tmp_path / "again")
    whole = export(store, "jsonl", "all", tmp_path / "whole")
    assert [line["layers"] for line in lines_of(again)] == [line["layers"] for line in lines_of(whole)]


@pytest.mark.parametrize("format", [one for one in formats().values() if not one.textless and one.write])
def test_a_format_that_needs_texts_says_which_do_not(store, tmp_path, format):
    with pytest.raises(UsageError, match=f"{format.name} cannot be written without the texts; .*jsonl.* can"):
        export(store, format.name, "all", tmp_path / "out", mode=Mode(without_text=True))


@given(bundle_parts())
def test_without_its_text_a_document_is_found_by_its_digest_alone(parts):
    told, layers = parts
    jsonl = formats()["jsonl"]
    writing = Writing("name", default_schema(), with_text=False)
    line = b"".join(piece.content for piece in jsonl.pieces([Bundle(told, layers)], writing))
    (found,) = jsonl.read([line], Reading(text_of={told.text_sha256: told.text}.get))
    assert isinstance(found, Bundle)
    assert [one.placed.keys() for one in found.layers] == [one.placed.keys() for one in layers]
    assert found.document.text == told.text
    (refused,) = jsonl.read([line])
    assert isinstance(refused, Refusal)


def test_annotators_have_the_same_pseudonyms_in_every_export(store, tmp_path):
    first = export(
        store, "jsonl", "all", tmp_path / "1", mode=Mode(pseudonyms=True), surroundings=counting_surroundings()
    )
    assert store.pseudonyms.all().keys() == {"noa", "sami"}
    names = {layer["annotator"] for line in lines_of(first) for layer in line["layers"]}
    assert names == {"A1", "A2", "gold"}
    assert b"noa" not in first.files[0].read_bytes()
    second = export(store, "iob2", "noa", tmp_path / "2", mode=Mode(pseudonyms=True), allow_loss=True)
    whose = store.pseudonyms.all()["noa"]
    assert [file.name for file in second.files] == [
        f"{whose}.iob2",
        f"{whose}.iob2.losses.tsv",
        f"{whose}.iob2.losses.json",
    ]
    assert not any(b"noa" in file.read_bytes() for file in second.files)


def test_a_pseudonym_is_never_the_name_of_somebody(store):
    with store.writing():
        store.pseudonyms.give(["noa"], {"A1", "A2"})
        store.pseudonyms.give(["noa", "sami"], {"A1"})
    assert store.pseudonyms.all() == {"noa": "A3", "sami": "A4"}


def test_losses_are_summed_up_for_programs(store, tmp_path):
    report = export(store, "iob2", "noa", tmp_path / "out", allow_loss=True)
    summary = json.loads(report.files[-1].read_bytes())
    assert (summary["format"], summary["of"], summary["policy"]["clitics"]) == ("iob2", "noa", "drop")
    assert summary["total"] == report.losses.total == sum(reason["count"] for reason in summary["reasons"])
    assert {reason["reason"] for reason in summary["reasons"]} == set(report.losses.counts)
    assert summary["documents"] == 3


def test_a_mark_that_does_not_stand_where_its_words_are_stops_the_export(store, tmp_path):
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE spans SET text = 'دمشق' WHERE id = 's4'")
    db.close()
    with pytest.raises(StoreError, match="ar-0001, noa: s4 is stored as 'دمشق', but the document has 'حلب' there"):
        export(store, "jsonl", "all", tmp_path / "out")
    assert not (tmp_path / "out").exists()
