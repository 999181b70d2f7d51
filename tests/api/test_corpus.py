"""A corpus in Python: every annotation as it is stored, one moment at a time, and nothing can be written."""

import json
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    add_document,
    counting_surroundings,
    document,
    event,
    layer,
    new_store,
    span,
    strike,
)
from msgspec.structs import replace

from corpus_tool import Corpus
from corpus_tool.api.notebook import MOST
from corpus_tool.errors import NotFoundError, StoreError, UsageError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Relation
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.reports.frames import TABLES
from corpus_tool.store.store import Store
from corpus_tool.workbench.demo import make_demo
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.exporting import LossRefusedError

KEPT = Path(__file__).parents[1] / "store" / "kept"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("api") / "demo.db"
    make_demo(path)
    return Corpus(path)


def mark(path, *annotations, who="noa", document_id=1):
    with Store.open(path) as store:
        desk = Desk(store, document_id, LayerName(who, LayerKind.ANNOTATOR), counting_surroundings())
        for annotation in annotations:
            desk.do("Mark", edits.add(desk.layer, annotation))


@pytest.fixture
def small(tmp_path):
    """One document, marked by noa."""
    with new_store(tmp_path) as store:
        add_document(store, document())
    mark(tmp_path / "corpus.db", *strike())
    return Corpus(tmp_path / "corpus.db")


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_has_the_columns_and_types_that_the_documentation_names(demo, name):
    assert getattr(demo, name)().schema == TABLES[name].schema


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_of_an_empty_corpus_has_the_same_columns_and_no_row(tmp_path, name):
    new_store(tmp_path).close()
    frame = getattr(Corpus(tmp_path / "corpus.db"), name)()
    assert (frame.height, frame.schema) == (0, TABLES[name].schema)


@pytest.mark.parametrize("name", ["spans", "events"])
def test_offsets_find_the_surface_in_the_text_of_the_document(demo, name):
    texts = dict(demo.documents().select("document", "text").iter_rows())
    rows = getattr(demo, name)().rows(named=True)
    assert len({row["document"] for row in rows}) > 5
    for row in rows:
        text = texts[row["document"]]
        assert " ".join(text[piece["start"] : piece["end"]] for piece in row["fragments"]) == row["text"]
        assert (row["start"], row["end"]) == (row["fragments"][0]["start"], row["fragments"][-1]["end"])
    assert any(len(row["fragments"]) > 1 for row in demo.events().rows(named=True))


@pytest.mark.parametrize("name", ["spans", "events", "relations"])
def test_every_annotation_of_every_layer_is_there_in_the_layers_order(demo, name):
    with Store.open_to_read(demo.path) as store:
        expected = [
            (store.documents.key_of(id), *layer, annotation.id)
            for id in store.documents.ids()
            for layer in store.layers.names(id)
            for annotation in getattr(store.layers.load(id, layer), name)
        ]
    assert getattr(demo, name)().select("document", "annotator", "kind", "id").rows() == expected


def test_an_argument_stands_beside_what_plays_it_be_that_a_span_or_an_event(demo):
    arguments = demo.arguments(layers="gold")
    fillers = {
        (row["document"], row["id"]): (row.get("label") or row["type"], row["start"], row["end"], row["text"])
        for frame in (demo.spans(layers="gold"), demo.events(layers="gold"))
        for row in frame.rows(named=True)
    }
    assert set(arguments["target_is"]) == {"span", "event"}
    for row in arguments.rows(named=True):
        assert fillers[row["document"], row["target"]] == (row["label"], row["start"], row["end"], row["text"])
    assert arguments.height == demo.events(layers="gold")["arguments"].list.len().sum() == 404


def test_a_relation_stands_beside_both_its_ends(small):
    tie = Relation(id="r1", type="coreference", source="s1", target="s3", attributes={})
    mark(small.path, tie)
    (row,) = small.relations().rows(named=True)
    assert (row["from_label"], row["from_text"]) == ("ORG", "الجيش السوري")
    assert (row["to_label"], row["to_text"]) == ("ORG", "داعش")


def test_an_event_can_play_a_role(small):
    mark(small.path, event("e2", ARABIC, "قتلوا", "Life.Die", Cause="e1"))
    row = small.arguments(labels="Life.Die").row(0, named=True)
    assert (row["role"], row["target_is"], row["label"], row["text"]) == ("Cause", "event", "Conflict.AirStrike", "قصف")


def test_tokens_are_those_that_were_cut_at_import(demo):
    tokens = demo.tokens(language="he").filter(document="he-0001")
    text = demo.documents().filter(document="he-0001").item(0, "text")
    assert [text[row["start"] : row["end"]] for row in tokens.rows(named=True)] == tokens["text"].to_list()
    assert tokens["number"].to_list() == list(range(tokens.height))


def test_rows_are_chosen_by_layer_language_and_label(demo):
    assert set(demo.spans(layers="gold")["kind"]) == {"gold"}
    assert set(demo.spans(layers="noa,sami")["annotator"]) == {"noa", "sami"}
    assert set(demo.spans(layers=["gold", "noa"])["annotator"]) == {"gold", "noa"}
    assert set(demo.spans(language="he")["language"]) == {"he"}
    assert set(demo.spans(labels=["PER", "GPE"])["label"]) == {"PER", "GPE"}
    assert {type.partition(".")[0] for type in demo.events(labels="Conflict")["type"]} == {"Conflict"}


@pytest.mark.parametrize(
    ("ask", "error", "told"),
    [
        (lambda corpus: corpus.spans(layers="nobody"), NotFoundError, "nobody"),
        (lambda corpus: corpus.spans(labels="ORGG"), NotFoundError, "ORG"),
        (lambda corpus: corpus.events(labels="Confl"), NotFoundError, "Conflict.AirStrike"),
        (lambda corpus: corpus.documents(language="arabic"), NotFoundError, "ar"),
        (lambda corpus: next(corpus.batches("words")), NotFoundError, "tokens"),
        (lambda corpus: next(corpus.batches("tokens", labels="PER")), UsageError, "tokens"),
        (lambda corpus: next(corpus.batches("spans", documents=0)), UsageError, "1"),
        (lambda corpus: corpus.export("iob2", "x", clitics="cut"), UsageError, "expand"),
    ],
)
def test_a_name_that_nothing_has_is_refused_with_those_there_are(demo, ask, error, told):
    with pytest.raises(error, match=told):
        ask(demo)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_batches_together_are_the_table_and_cut_no_document(demo, name):
    found = list(demo.batches(name, documents=3))
    assert len(found) == 6
    assert pl.concat(found).equals(getattr(demo, name)())
    keys = [set(frame["document"]) for frame in found]
    assert sum(map(len, keys)) == len(set.union(*keys))


def test_nothing_can_be_written_through_it_and_the_file_stays_as_it_is(small):
    before = small.path.read_bytes()
    with small._open() as store, pytest.raises(sqlite3.DatabaseError, match="readonly"):
        store.documents.set_repairs(1, ())
    for name in TABLES:
        getattr(small, name)()
    assert small.path.read_bytes() == before


def test_what_others_mark_is_seen_at_the_next_question_but_not_within_a_with(small):
    assert small.spans().height == 4
    with small as corpus:
        assert corpus.spans().height == 4
        mark(small.path, span("s9", ARABIC, "15", "NUM"))
        assert (corpus.spans().height, corpus.layers().item(0, "spans")) == (4, 4)
    assert (small.spans().height, small.layers().item(0, "spans")) == (5, 5)


def test_a_with_in_a_with_holds_the_moment_of_the_outer_one(small):
    with small as corpus:
        with corpus:
            assert corpus.spans().height == 4
        mark(small.path, span("s9", ARABIC, "15", "NUM"))
        assert corpus.spans().height == 4
    assert small.spans().height == 5


def test_one_corpus_can_be_asked_from_several_threads(demo):
    with ThreadPoolExecutor(4) as pool:
        heights = {frame.height for frame in pool.map(lambda _: demo.spans(), range(8))}
    assert len(heights) == 1


def test_questions_may_be_asked_while_going_through_batches(demo):
    assert [demo.spans().height for _ in demo.batches("documents", documents=9)] == [1648, 1648]
    with demo:
        assert [demo.spans().height for _ in demo.batches("documents", documents=9)] == [1648, 1648]


def test_deleted_documents_and_layers_are_not_there(small):
    with Store.open(small.path) as store, store.writing():
        store.hiding.hide(1, None, "2026-02-01")
    assert [getattr(small, name)().height for name in sorted(TABLES)] == [0] * len(TABLES)


def test_a_wrong_path_is_told_at_once(tmp_path):
    with pytest.raises(NotFoundError, match=r"none\.db"):
        Corpus(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("no corpus", encoding="utf-8")
    with pytest.raises(StoreError, match="not a corpus"):
        Corpus(tmp_path / "text.db")


def test_a_corpus_of_an_older_program_is_not_changed_but_told(tmp_path):
    older = tmp_path / "old.db"
    with sqlite3.connect(older) as connection:
        connection.executescript((KEPT / "m001_corpus.sql").read_text(encoding="utf-8"))
    connection.close()
    before = older.read_bytes()
    with pytest.raises(StoreError, match="corpus-tool check"):
        Corpus(older)
    assert older.read_bytes() == before


def test_a_corpus_on_a_medium_that_cannot_be_written_is_read(small, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    assert small.spans().height == 4
    assert [file.name for file in small.path.parent.iterdir()] == ["corpus.db"]


def test_export_writes_what_the_command_line_writes(demo, tmp_path):
    report = demo.export("jsonl", tmp_path)
    assert (report.documents, [file.name for file in report.files]) == (8, ["gold.jsonl"])
    with pytest.raises(LossRefusedError) as refused:
        demo.export("iob2", tmp_path / "flat", layers=["noa"])
    assert refused.value.losses.total
    assert not (tmp_path / "flat").exists()
    assert demo.export("iob2", tmp_path / "flat", layers="noa", clitics="expand", allow_loss=True).documents == 10


def test_gold_and_annotators_are_exported_together_as_they_are_shown_together(demo, tmp_path):
    report = demo.export("jsonl", tmp_path, layers=["noa", "gold"])
    assert report.spans == demo.spans(layers=["noa", "gold"]).height
    assert [file.name for file in report.files] == ["noa+gold.jsonl"]
    assert demo.export("jsonl", tmp_path / "all", layers=["all", "gold"]).spans == demo.spans().height


def adjudicate(path, who, status):
    with Store.open(path) as store:
        desk = Desk(store, 1, LayerName(who, LayerKind.GOLD))
        desk.become("Adjudicate", layer([span("g1", ARABIC, "15", "NUM")], who, LayerKind.GOLD, status))


def test_gold_in_tables_is_what_an_export_takes_for_gold(small, tmp_path):
    with pytest.raises(NotFoundError, match="There is no gold layer"):
        small.spans(layers="gold")
    adjudicate(small.path, "lea", Status.IN_PROGRESS)
    with pytest.raises(NotFoundError, match="No gold layer of this corpus is done yet"):
        small.spans(layers="gold")
    adjudicate(small.path, "lea", Status.DONE)
    adjudicate(small.path, "dan", Status.IN_PROGRESS)
    assert small.spans(layers="gold").select("annotator", "kind").rows() == [("lea", "gold")]
    assert small.layers(layers=["gold", "noa"]).height == 2
    assert small.export("jsonl", tmp_path).spans == 1
    assert small.spans().filter(kind="gold").height == 2


@pytest.mark.parametrize("layers", ["", " , ", []])
def test_an_export_of_nobody_is_refused(demo, tmp_path, layers):
    with pytest.raises(UsageError, match="No layers are named: gold, all"):
        demo.export("jsonl", tmp_path / "out", layers=layers)
    assert not (tmp_path / "out").exists()


def test_export_takes_what_the_options_of_the_verb_take(demo, tmp_path):
    report = demo.export(
        "jsonl", tmp_path / "some", layers="all", languages="he", statuses=["done"], labels="ORG", allow_loss=True
    )
    lines = [json.loads(line) for file in report.files[:1] for line in file.read_text("utf-8").split("\n")[:-1]]
    assert {line["language"] for line in lines} == {"he"}
    assert {span["label"] for line in lines for layer in line["layers"] for span in layer["spans"]} == {"ORG"}
    assert demo.export("jsonl", tmp_path / "two", documents=["ar-0001", "he-0001"]).documents == 2
    assert demo.export("jsonl", tmp_path / "none", since="2999").documents == 0
    with pytest.raises(UsageError, match="status cannot be 'ready'"):
        demo.export("jsonl", tmp_path / "wrong", statuses="ready")


def test_export_gives_annotators_the_pseudonyms_of_the_corpus(tmp_path):
    path = tmp_path / "demo.db"
    make_demo(path)
    with Corpus(path) as corpus, pytest.raises(UsageError, match="noa, sami has no pseudonym yet"):
        corpus.export("jsonl", tmp_path / "none", layers="all", pseudonyms=True)
    for folder in ("one", "two"):
        Corpus(path).export("jsonl", tmp_path / folder, layers="all", pseudonyms=True)
    first = (tmp_path / "one" / "all.jsonl").read_text("utf-8")
    assert first == (tmp_path / "two" / "all.jsonl").read_text("utf-8")
    named = {layer["annotator"] for line in first.split("\n")[:-1] for layer in json.loads(line)["layers"]}
    assert named == {"A1", "A2", "gold"}
    with Corpus(path) as corpus:
        assert corpus.export("jsonl", tmp_path / "three", layers="all", pseudonyms=True).documents == 11


def test_stats_are_the_tables_of_the_command_line(demo):
    found = demo.stats()
    assert found["documents"]["documents"].sum() == 18
    assert {"labels", "annotators", "weeks", "sources", "shapes", "arguments"} <= found.keys()


class Tags(HTMLParser):
    """Which elements there are, and the text between."""

    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)

    def handle_data(self, words):
        self.words.append(words)


def test_a_notebook_shows_counts_and_no_name_can_be_markup_or_turn_the_line(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
    mark(tmp_path / "corpus.db", span("s1", ARABIC, "داعش"), who="<script>نوعا")
    seen = Tags()
    seen.feed(Corpus(tmp_path / "corpus.db")._repr_html_())
    assert "script" not in seen.tags
    assert "<script>نوعا" in seen.words
    assert seen.tags.count("bdi") >= 3
    assert repr(Corpus(tmp_path / "corpus.db")).startswith("Corpus(")


def test_a_notebook_shows_the_largest_of_many_sources_and_how_many_more_there_are(tmp_path):
    with new_store(tmp_path) as store:
        for number in range(MOST + 7):
            one = document(f"{ARABIC} {number}", f"d{number}")
            add_document(store, replace(one, metadata={"source": f"paper {number}"}))
    seen = Tags()
    seen.feed(Corpus(tmp_path / "corpus.db")._repr_html_())
    assert sum(words.startswith("paper ") for words in seen.words) == MOST
    assert "7 more" in "".join(seen.words)
