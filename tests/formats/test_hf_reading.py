"""Folders of Hugging Face's datasets come in: ours whole, others' as far as their columns are usual."""

import json
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from corpus_tool_testing.builders import counting_surroundings, new_store
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.formats import Notice, Reading, Refusal, Writing, formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.class_names import names_in_card, names_in_info
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import Layer
from corpus_tool.model.tag_rows import SENTENCES
from corpus_tool.workbench.importing import import_files

HF = formats()["hf"]
TEXT = "😀 زار محمد حلب"
PLACES = [{"start": 6, "end": 10, "label": 0}, {"start": 11, "end": 14, "label": 1}]

CARD = """\
---
license: mit
language:
- ar
dataset_info:
- config_name: default
  features:
  - name: tokens
    sequence: string
  - name: ner_tags
    sequence:
      class_label:
        names:
          '0': O
          '1': B-PER
          '2': 'I-PER'
  - name: entities
    list:
    - name: start
      dtype: int32
    - name: label
      dtype:
        class_label:
          names: [PER, "GPE"]
  splits:
  - name: train
    num_examples: 1
---
# Names: of places
"""


def parquet(*rows: dict) -> bytes:
    file = BytesIO()
    pl.DataFrame(list(rows)).write_parquet(file)
    return file.getvalue()


def found_in(content: bytes, suffix: str = ".parquet", card: str = CARD, **more):
    beside = {"../README.md": card.encode()} if card else {}
    reading = Reading(suffix=suffix, stem="train", beside=beside.get, **more)
    return list(HF.read([line + b"\n" for line in content.split(b"\n")] if suffix == ".jsonl" else [content], reading))


def lines(*rows: dict) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def places(bundle: Bundle) -> list[tuple[str, str]]:
    text = bundle.document.text
    return [(one.label, text[start:end]) for one in bundle.layers[0].spans for start, end in one.fragments]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=bundle_parts())
def test_what_we_wrote_comes_home(parts):
    document, layers = parts
    tokens = tuple(languages.tokenize(document.text, document.language))
    kept, _ = HF.restricted(Bundle(replace(document, tokens=tokens), layers))
    files = {
        piece.file: piece.content.encode() if isinstance(piece.content, str) else piece.content
        for piece in HF.pieces([kept], Writing("gold", default_schema()))
    }
    card = files.pop("gold.hf/README.md", b"").decode()
    for name, content in files.items():
        found = found_in(content, card=card)
        if "/iob/" in name:
            assert all(isinstance(one, Notice) and "as `spans` beside has them all" in one.words for one in found)
            continue
        assert [one.document.metadata for one in found] == [document.metadata] * len(layers)
        assert [(one.document.key, one.document.text) for one in found] == [(document.key, document.text)] * len(layers)
        assert [said(one.layers[0]) for one in found] == [said(one) for one in kept.layers]


def said(layer: Layer):
    return layer.name, layer.status, layer.spans, layer.events, layer.relations


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl"])
def test_texts_with_entities_of_others_come_in_with_the_names_of_their_card(suffix):
    row = {"id": "7", "text": TEXT, "url": "https://a.example", "entities": PLACES}
    (found,) = found_in((parquet if suffix == ".parquet" else lines)(row), suffix, annotator="noa")
    assert places(found) == [("PER", "محمد"), ("GPE", "حلب")]
    assert found.layers[0].name.annotator == "noa"
    assert found.document.metadata == {"id": "7", "url": "https://a.example"}


@pytest.mark.parametrize(
    "marked",
    [
        {"spans": {"start": [6, 11], "end": [10, 14], "label": ["PER", "GPE"]}},
        {"entities": [{"offsets": [[6, 10]], "type": "PER", "text": ["محمد"]}, {"offsets": [[11, 14]], "type": "GPE"}]},
        {"ner": [{"start_char": 6, "end_char": 10, "tag": "PER"}, {"begin": 11, "end": 14, "entity": "GPE"}]},
    ],
)
def test_columns_may_be_called_otherwise(marked):
    (found,) = found_in(lines({"text": TEXT, **marked}), ".jsonl", card="")
    assert places(found) == [("PER", "محمد"), ("GPE", "حلب")]


def test_sentences_of_words_with_tags_become_documents_of_a_hundred():
    rows = [{"tokens": ["زار", "محمد", "علي"], "ner_tags": [0, 1, 2]}] * (SENTENCES + 1)
    first, second = found_in(parquet(*rows))
    assert (first.document.key, second.document.key) == ("train-0001", "train-0002")
    assert places(first) == [("PER", "محمد علي")] * SENTENCES
    assert second.document.text == "زار محمد علي"


def test_a_file_itself_may_say_what_numbers_stand_for(tmp_path):
    from datasets import ClassLabel, Dataset, Features, List, Value

    tags = ClassLabel(names=["O", "B-GPE"])
    features = Features({"tokens": List(Value("string")), "ner_tags": List(tags)})
    rows = Dataset.from_list([{"tokens": ["في", "حلب"], "ner_tags": [0, 1]}], features=features)
    rows.to_parquet(tmp_path / "train.parquet")
    (found,) = found_in((tmp_path / "train.parquet").read_bytes(), card="")
    assert (found.document.key, places(found)) == ("train", [("GPE", "حلب")])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"a": 1}, "a text with entities, or tokens with ner_tags, were expected; there are: a"),
        ({"tokens": ["a"], "ner_tags": [0, 0]}, "ner_tags has 2 tags for 1 word"),
        ({"tokens": ["a"], "ner_tags": [9]}, "ner_tags has 9, but there are 3 names, from 0"),
        ({"tokens": ["a"], "ner_tags": ["x"]}, "ner_tags has 'x'; a tag, O, or B-"),
        ({"tokens": ["a"], "ner_tags": [""]}, "ner_tags has ''; a tag, O, or B-"),
        ({"tokens": ["a"], "ner_tags": [True]}, "'True', which is no label"),
        ({"tokens": [" "], "ner_tags": [0]}, "one of them is empty"),
        ({"text": TEXT, "entities": [{"start": 6, "end": 99, "label": 0}]}, "not a range of a text of 14"),
        ({"text": TEXT, "entities": [{"start": True, "end": 9, "label": 0}]}, "entities, 1: it has no start and end"),
        ({"text": TEXT, "entities": [{"start": 6, "end": 10}]}, "entities, 1: it has no label (start, end)"),
        ({"text": TEXT, "entities": [{**PLACES[0], "text": "حلب"}]}, "s1 is 'حلب', but the text has 'محمد' at 6:10"),
        ({"text": TEXT, "entities": {"start": [1], "end": []}}, "lists of different lengths"),
        ({"text": TEXT, "entities": ["PER"]}, "no list of things with a start"),
        ({"text": TEXT, "spans": [{"start": 6, "end": 10, "label": 5}]}, "spans.label has numbers, and no README.md"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place_and_the_others_come_in(row, words):
    whole = {"text": TEXT, "entities": PLACES}
    refusal, bundle = found_in(lines(row, whole), ".jsonl")
    assert isinstance(refusal, Refusal) and refusal.where == "line 1"
    assert words in refusal.reason
    assert len(places(bundle)) == 2


def test_a_row_of_ours_that_was_changed_is_refused():
    ours = {"annotator": "noa", "kind": "annotator", "status": "done", "id": "k", "text": TEXT}
    entity = {"id": "s1", "label": 0, "text": "محمد", "fragments": [{"start": 6, "end": 10}]}
    row = {**ours, "entities": [entity], "events": [], "relations": []}
    (bundle,) = found_in(lines(row), ".jsonl")
    assert places(bundle) == [("PER", "محمد")]
    for changes, words in (
        ({"entities": [entity | {"text": "x"}]}, "s1 is 'x', but the text has 'محمد' at 6:10"),
        ({"entities": [entity, entity]}, "id 's1' is given twice"),
        ({"entities": [entity | {"attributes": "["}]}, "'[' is no object of JSON"),
        ({"kind": "boss"}, "not a row of ours: Invalid enum value 'boss'"),
        (
            {"relations": [{"id": "r", "type": "t", "source": "s1", "target": "s9"}]},
            "r points at 's9', which is not there",
        ),
    ):
        (refusal,) = found_in(lines(row | changes), ".jsonl")
        assert words in refusal.reason


def test_what_is_no_parquet_is_refused():
    (refusal,) = found_in(b"PAR1 and no more")
    assert isinstance(refusal, Refusal) and refusal.reason.startswith("not Parquet: ")


def test_names_of_a_card_are_found_whatever_its_line_ends_and_only_there():
    names = {("ner_tags",): ["O", "B-PER", "I-PER"], ("entities", "label"): ["PER", "GPE"]}
    assert names_in_card(CARD) == names_in_card("\ufeff" + CARD.replace("\n", "\r\n")) == names
    assert names_in_card("# A card\n") == {} == names_in_card("---\ndataset_info:\n")
    info = {"features": {"x": {"feature": {"names": ["O"], "_type": "ClassLabel"}, "_type": "List"}}}
    assert names_in_info(info) == {("x",): ["O"]}
    assert names_in_info(None) == {}


@given(st.text(alphabet="-: '\"[]\nab\t#", max_size=60))
def test_no_card_makes_it_stumble(words):
    names_in_card(f"---\n{words}\n---\n")
    names_in_card(f"---\ndataset_info:\n{words}\n---\n")


def test_a_folder_that_ends_so_is_read_whole_without_a_word(tmp_path: Path):
    folder = tmp_path / "news.hf" / "data"
    folder.mkdir(parents=True)
    (folder / "train.parquet").write_bytes(parquet({"text": TEXT, "entities": PLACES}))
    (folder.parent / "README.md").write_bytes(CARD.encode())
    with new_store(tmp_path, "hf.db") as store:
        import_files(store, [folder.parent], counting_surroundings())
        (id,) = store.documents.ids()
        (name,) = store.layers.names(id)
        layer = store.layers.load(id, name)
        assert layer is not None and [one.label for one in layer.spans] == ["PER", "GPE"]
