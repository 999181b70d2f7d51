"""The folder for Hugging Face's datasets, loaded by it: everything in `spans`, flat tags in `iob`."""

import json
from io import BytesIO

import polars as pl
import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, document, layer, span, strike
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given, settings
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.formats import Writing, formats
from corpus_tool.model.annotations import Argument, Event, Relation, Span, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.losses import LossTally
from corpus_tool.model.policies import Clitics, Policy
from corpus_tool.model.tagging import spans_of
from corpus_tool.text.tokens import Token

HF = formats()["hf"]
SCHEMA = default_schema()
SPLIT = Writing("gold", SCHEMA, Policy(clitics=Clitics.SPLIT))
TRAPS = '😀 זירה\u200cא קרא\u2028ל\u05bbנד \u200fצה"ל\u00a0כאן. סוף'


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Write bundles and load them with the real library, without a network."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    from datasets import disable_progress_bars, load_dataset

    disable_progress_bars()

    def loaded(bundles, configuration=None, writing=SPLIT):
        for name, content in HF.pieces(bundles, writing):
            path = tmp_path / "out" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load_dataset(str(tmp_path / "out" / "gold.hf"), configuration, cache_dir=str(tmp_path / "cache"))

    return loaded


def test_the_library_loads_the_folder_with_the_names_of_the_schema(load):
    data = load([Bundle(document(), (layer(strike()),)), Bundle(document(HEBREW, "he-0001"), (layer([]),))])
    assert data.num_rows == {"train": 2}
    features = data["train"].features
    assert features["entities"].feature["label"].names == [label.id for label in SCHEMA.labels]
    assert features["events"].feature["type"].names == [event.id for event in SCHEMA.events]
    assert features["entities"].feature["start"].dtype == "int32"
    first, second = data["train"]
    labels = features["entities"].feature["label"]
    assert [(labels.int2str(one["label"]), first["text"][one["start"] : one["end"]]) for one in first["entities"]] == [
        ("ORG", "الجيش السوري"),
        ("NORP", "السوري"),
        ("ORG", "داعش"),
        ("GPE", "حلب"),
    ]
    (strike_event,) = first["events"]
    assert strike_event["arguments"] == [{"role": "Attacker", "target": "s1"}, {"role": "Target", "target": "s3"}]
    assert (second["id"], second["language"], second["entities"]) == ("he-0001", "he", [])


def test_the_tags_are_those_of_the_words_in_each_sentence(load):
    marked = [span("s1", TRAPS, "זירה\u200cא קרא"), span("s2", TRAPS, 'ה"ל', "GPE")]
    kept = HF.restricted(Bundle(document(TRAPS), (layer(marked),)))[0]
    train = load([kept], "iob")["train"]
    names = train.features["ner_tags"].feature.names
    assert names[:3] == ["O", "B-PER", "I-PER"]
    found = []
    for row in train:
        assert [TRAPS[start : start + len(word)] for start, word in zip(row["starts"], row["tokens"], strict=True)] == (
            row["tokens"]
        )
        places = [
            Token(start, start + len(word), "word") for start, word in zip(row["starts"], row["tokens"], strict=True)
        ]
        found += spans_of([names[tag] for tag in row["ner_tags"]], places)
    assert found == [(one.label, *one.fragments[0]) for one in marked]
    assert [row["sentence"] for row in train] == [0, 1]


def test_the_parts_of_the_data_are_those_the_library_knows(load):
    parts = {"a": "train", "b": "dev", "c": "test", "d": "fold-1"}
    bundles = [Bundle(document(f"{ARABIC} {key}", key), (layer([]),)) for key in parts]
    writing = SPLIT._replace(split_of=parts.__getitem__)
    data = load([*bundles, Bundle(document("", "b"), (layer([]),))], None, writing)
    assert data.num_rows == {"train": 1, "validation": 2, "test": 1, "fold_1": 1}


def test_a_file_that_is_missing_is_noticed(load, tmp_path, monkeypatch):
    monkeypatch.setattr("corpus_tool.formats.hf.SHARD_ROWS", 2)
    bundles = [Bundle(document(f"{ARABIC} {key}", f"k{key}"), (layer([]),)) for key in range(5)]
    assert load(bundles).num_rows == {"train": 5}
    (tmp_path / "out/gold.hf/spans/train-00001.parquet").unlink()
    from datasets import load_dataset
    from datasets.utils.info_utils import NonMatchingSplitsSizesError

    with pytest.raises(NonMatchingSplitsSizesError):
        load_dataset(str(tmp_path / "out/gold.hf"), cache_dir=str(tmp_path / "again"))


def test_a_label_that_the_schema_does_not_know_gets_a_name_behind_the_others(load):
    data = load([Bundle(document(), (layer([span("s1", ARABIC, "حلب", "TOWN")]),))])["train"]
    label = data.features["entities"].feature["label"]
    assert label.int2str(data[0]["entities"][0]["label"]) == "TOWN"
    assert label.names[-1] == "TOWN"


@pytest.mark.parametrize("configuration", ["spans", "iob"])
@pytest.mark.parametrize("text", [ARABIC, "\n"])
def test_a_schema_without_event_types_or_labels_makes_a_folder_that_loads(load, configuration, text):
    bare = replace(SCHEMA, labels=(), events=(), attributes=(), relations=())
    words, wordless = Bundle(document(), (layer([]),)), Bundle(document(text, "two"), (layer([]),))
    data = load([words, wordless], configuration, Writing("gold", bare))["train"]
    assert set(data["id"]) >= {"ar-0001"}
    assert all(not row["entities"] and not row["events"] for row in data if configuration == "spans")


def test_the_card_counts_what_the_tags_cannot_hold():
    *_, card = HF.pieces([Bundle(document(), (layer(strike()),))], Writing("gold", SCHEMA))
    assert card.file == "gold.hf/README.md"
    assert 'language: ["ar"]' in card.content
    assert "| edge inside a word | 1 |" in card.content
    assert "Edges inside words: drop" in card.content


def test_what_the_tags_cannot_hold_is_in_the_loss_report_and_keeps_nobody_from_writing():
    kept, losses = HF.restricted(Bundle(document(), (layer(strike()),)))
    assert len(kept.layers[0].ordered) == len(strike())
    told = {(loss.annotation, loss.why) for loss in losses}
    assert ("s2", "nested in another span: not in iob, but in spans") in told
    assert ("s3", "edge inside a word: not in iob, but in spans") in told
    assert ("e1", "event: not in iob, but in spans") in told
    tally = LossTally()
    tally.add(losses)
    assert (tally.refused, tally.commonest(refused=True)) == (0, {}) and tally.total == len(losses)


def test_nothing_is_written_where_there_is_nothing():
    assert list(HF.pieces([], SPLIT)) == []


def annotations_of(row):
    """The annotations in a row of `spans`."""
    labels, events = [label.id for label in SCHEMA.labels], [event.id for event in SCHEMA.events]

    def place(one):
        return {
            "id": one["id"],
            "fragments": tuple((part["start"], part["end"]) for part in one["fragments"]),
            "attributes": json.loads(one["attributes"]),
        }

    for one in row["entities"]:
        yield Span(label=labels[one["label"]], link=one["link"], note=one["note"], **place(one))
    for one in row["events"]:
        arguments = tuple(Argument(part["role"], part["target"]) for part in one["arguments"])
        yield Event(type=events[one["type"]], note=one["note"], arguments=arguments, **place(one))
    for one in row["relations"]:
        yield Relation(**one | {"attributes": json.loads(one["attributes"])})


@settings(max_examples=100)
@given(parts=bundle_parts())
def test_the_rows_of_spans_hold_everything(parts):
    of, layers = parts
    of = replace(of, tokens=tuple(languages.tokenize(of.text, of.language)))
    files = {piece.file: piece.content for piece in HF.pieces([Bundle(of, layers)], SPLIT)}
    rows = pl.read_parquet(BytesIO(files["gold.hf/spans/train-00000.parquet"])).to_dicts() if layers else []
    for row, wanted in zip(rows, layers, strict=True):
        assert (row["id"], row["text"], row["title"]) == (of.key, of.text, of.title)
        assert json.loads(row["metadata"]) == of.metadata
        assert (row["annotator"], row["kind"], row["status"]) == (*wanted.name, wanted.status)
        assert list(annotations_of(row)) == list(wanted.ordered)
        assert [one["text"] for one in row["entities"]] == [surface(of.text, one.fragments) for one in wanted.spans]
