"""Predictions from files of other programs become suggestions with their scores, and can be told anew."""

import json

import pytest

TEXT = "وصل إلى حلب وفد."


@pytest.fixture
def corpus(well, folder):
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    well("new")
    well("import", "b.txt")


def scores(well, name):
    layers = {one["annotator"]: one for one in json.loads(well("show", "b", "--json").out)["layers"]}
    assert layers[name]["kind"] == "suggestion"
    return {(one["label"], one["text"]): one["attributes"].get("score") for one in layers[name]["spans"]}


def write(folder, name, *values):
    (folder / name).write_text("".join(json.dumps(one) + "\n" for one in values), encoding="utf-8")


def test_scores_of_prodigy_stand_on_the_span_else_on_the_example_or_in_its_meta(corpus, well, folder):
    spans = [{"start": 8, "end": 11, "label": "GPE", "score": 0.91}, {"start": 12, "end": 15, "label": "ORG"}]
    write(folder, "span.jsonl", {"text": TEXT, "spans": spans, "meta": {"score": 0.5}})
    well("import", "span.jsonl", "--format", "prodigy", "--as-suggestions", "ner")
    assert scores(well, "ner") == {("GPE", "حلب"): 0.91, ("ORG", "وفد"): 0.5}
    write(folder, "odd.jsonl", {"text": TEXT, "spans": spans[1:], "score": "high", "meta": "none"})
    well("import", "odd.jsonl", "--format", "prodigy", "--as-suggestions", "odd")
    assert scores(well, "odd") == {("ORG", "وفد"): None}


def test_scores_of_spacy_stand_in_groups_and_on_spans(corpus, well, folder):
    from numpy import array
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

    doc = Doc(Vocab(), words=["وصل", "إلى", "حلب", "وفد", "."], spaces=[True, True, True, False, False])
    doc.spans["sc"] = [Span(doc, 2, 3, label="GPE"), Span(doc, 3, 4, label="ORG")]
    doc.spans["sc"].attrs["scores"] = array([0.93, 0.25], dtype="f")
    doc.ents = [Span(doc, 2, 3, label="GPE"), Span(doc, 0, 1, label="LOC")]
    doc.user_data["._.", "confidence", 0, 3] = 0.7
    packed = DocBin(store_user_data=True)
    packed.add(doc)
    (folder / "model.spacy").write_bytes(packed.to_bytes())
    well("import", "model.spacy", "--format", "spacy", "--as-suggestions", "spancat")
    assert scores(well, "spancat") == {("GPE", "حلب"): 0.93, ("ORG", "وفد"): 0.25, ("LOC", "وصل"): 0.7}


def test_predictions_of_label_studio_are_suggestions_whoever_imports_them(corpus, well, folder):
    value = {"start": 8, "end": 11, "text": "حلب", "labels": ["GPE"]}
    result = [{"id": "a", "type": "labels", "from_name": "label", "to_name": "text", "value": value, "score": 0.4}]
    task = {"data": {"text": TEXT}, "predictions": [{"model_version": "v7", "score": 0.9, "result": result}]}
    (folder / "tasks.json").write_text(json.dumps([task]), encoding="utf-8")
    well("import", "tasks.json", "--format", "label-studio")
    assert scores(well, "v7") == {("GPE", "حلب"): 0.4}


def test_our_own_lines_keep_their_scores_also_where_unknown_names_are_left_out(corpus, well, folder):
    line = json.loads(well("show", "b", "--json").out)
    attributes = {"score": 0.77, "strange": "x"}
    span = {"id": "s1", "label": "GPE", "fragments": [[8, 11]], "text": "حلب", "attributes": attributes}
    schema = {"name": "conflict-news", "version": "1.0.0"}
    of_layer = {"annotator": "m", "kind": "annotator", "status": "done", "schema": schema}
    line["layers"] = [{**of_layer, "spans": [span], "events": [], "relations": []}]
    write(folder, "ours.jsonl", line)
    done = well("import", "ours.jsonl", "--format", "jsonl", "--as-suggestions", "ours", "--skip-unknown")
    assert scores(well, "ours") == {("GPE", "حلب"): 0.77}
    assert "attribute strange: 1" in done.out


def test_told_anew_the_layer_is_what_the_file_says_now_and_work_of_people_is_not(corpus, well, tool, folder):
    write(folder, "one.jsonl", {"text": TEXT, "spans": [{"start": 8, "end": 11, "label": "GPE", "score": 0.3}]})
    write(folder, "two.jsonl", {"text": TEXT, "spans": [{"start": 12, "end": 15, "label": "ORG", "score": 0.6}]})
    for name in ("one", "two", "two"):
        done = well("import", f"{name}.jsonl", "--format", "prodigy", "--as-suggestions", "model")
    assert scores(well, "model") == {("ORG", "وفد"): 0.6}
    assert "this text is here already" in done.out
    well("import", "one.jsonl", "--format", "prodigy", "--as", "noa")
    assert tool("import", "two.jsonl", "--format", "prodigy", "--as", "noa").code == 1
    (mine,) = [one for one in json.loads(well("show", "b", "--json").out)["layers"] if one["annotator"] == "noa"]
    assert [(one["label"], one["attributes"]) for one in mine["spans"]] == [("GPE", {})]
