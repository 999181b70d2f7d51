"""corpus-tool agreement: figures for the eye, for scripts and for spreadsheets."""

import csv
import json

import pytest

from corpus_tool.cli.agreement_printing import bar
from corpus_tool.cli.folding import folded
from corpus_tool.workbench.demo import make_demo, sample_folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("agreement") / "demo.db"
    make_demo(path)
    return path


@pytest.fixture
def said(tool, corpus):
    """Measure with these words; its exit code and what it says."""

    def call(*words):
        done = tool("agreement", "--corpus", str(corpus), "--resamples", "50", *words)
        return done.code, done.out

    return call


def test_the_page_says_what_a_figure_answers_and_what_to_beware_of(said):
    code, page = said("--measures", "f1_strict,alpha")
    assert code == 0
    assert "Done by two or more: 8 of 18 documents, by all: 8" in page
    assert "strict F1 (f1_strict): Of everything either marked" in page
    assert "! Only 8 documents are shared" in page
    assert "█" in page


def test_a_long_sentence_is_broken_between_words_for_a_terminal_only(said):
    lines = list(folded("! In the same documents noa marked 96 spans and sami 71.", 30, "  "))
    assert lines == ["! In the same documents noa", "  marked 96 spans and sami 71."]
    assert "is the labelling of the whole text, for any number of annotators?" in said("--measures", "alpha")[1]


def test_what_was_given_to_whom_is_counted(said):
    people = json.loads(said("--measures", "percent", "--json")[1])["counted"]["annotators"]
    assert all(part["open"] + part["done"] >= part["assigned"] for part in people.values())


def test_json_has_keys_that_stay(said):
    found = json.loads(said("--measures", "f1_strict,gamma", "--json", "--seed", "7")[1])
    head = {"annotators", "documents", "unit", "seed", "resamples", "program", "schema", "filters", "counted"}
    assert head <= set(found)
    assert found["seed"] == 7
    score = found["figures"]["f1_strict[noa,sami]"]
    assert list(score)[:5] == ["value", "low", "high", "n", "reason"]
    assert score["low"] < score["value"] < score["high"]
    gamma = found["figures"]["gamma"]
    assert gamma["value"] is not None or gamma["reason"] in {"not_installed", "too_many_units"}


def test_the_same_seed_gives_the_same_page(said):
    assert said("--measures", "alpha") == said("--measures", "alpha")


def test_a_row_for_each_figure(said):
    rows = list(csv.DictReader(said("--measures", "f1_strict", "--csv", "-")[1].splitlines()))
    assert rows[0]["figure"] == "f1_strict[noa,sami]"
    assert float(rows[0]["value"]) > 0.5


def test_filters_narrow_what_is_compared(said):
    arabic = json.loads(said("--language", "ar", "--measures", "percent", "--json")[1])
    everything = json.loads(said("--measures", "percent", "--json")[1])
    one = json.loads(said("--labels", "GPE", "--without-boilerplate", "--measures", "f1_strict", "--json")[1])
    assert 0 < arabic["shared"] < everything["shared"]
    assert list(one["counted"]["labels"]) == ["GPE"]
    assert one["counted"]["left_out"]["ORG"] == "not asked for"
    assert one["counted"]["positions"] < everything["counted"]["positions"]


def test_a_measure_is_explained_and_an_unknown_one_refused(said):
    assert "Krippendorff" in said("--explain", "alpha")[1]
    assert said("--explain", "beta")[0] != 0
    assert said("--measures", "beta")[0] != 0


@pytest.mark.parametrize(
    ("value", "drawn"), [(0, "··········"), (1, "██████████"), (0.55, "█████▌····"), (-0.2, "··········")]
)
def test_bars_are_of_ten_cells(value, drawn):
    assert bar(value) == drawn


def three_annotators(tool, tmp_path, names):
    """A corpus in which three people of these names have done the sample."""
    here, there = tmp_path / "three.db", tmp_path / "three.jsonl"
    bundles = [json.loads(line) for line in (sample_folder() / "hebrew.jsonl").read_text("utf-8").split("\n") if line]
    for bundle in bundles:
        done = [one for one in bundle["layers"] if one["status"] == "done"]
        bundle["layers"] = [
            {**one, "annotator": name, "kind": "annotator"} for one, name in zip(done, names, strict=False)
        ]
    there.write_text("".join(json.dumps(bundle) + "\n" for bundle in bundles), encoding="utf-8")
    assert tool("new", "--corpus", str(here)).code == 0
    assert tool("import", str(there), "--corpus", str(here)).code == 0
    return str(here)


def test_a_figure_against_the_rest_counts_pairs(tool, tmp_path):
    corpus = three_annotators(tool, tmp_path, ["noa", "sami", "tal"])
    page = tool("agreement", "--resamples", "0", "--measures", "f1_strict", "--corpus", corpus).out
    against = [line for line in page.split("\n") if " and rest" in line]
    assert len(against) == 3
    assert all(line.endswith(" 2 pairs") for line in against)


def test_every_pair_is_shown_whatever_its_annotators_are_called(tool, tmp_path):
    corpus = three_annotators(tool, tmp_path, ["noa {1}", "sami.b", "mean"])
    page = tool("agreement", "--resamples", "0", "--measures", "f1_strict", "--corpus", corpus).out
    lines = [line for line in page.split("\n") if line.endswith(" spans")]
    assert len(lines) == 3
    assert "noa {1} and sami.b" in page


@pytest.mark.parametrize(
    "words",
    [("--csv", "-", "--json"), ("--html", "-"), ("--html", "."), ("--csv", ".")],
)
def test_where_it_cannot_be_written_is_said_before_anything_is_worked_out(tool, tmp_path, words):
    done = tool("agreement", "--corpus", str(tmp_path / "there-is-none.db"), *words)
    assert done.code == 2
    assert words[0] in done.err or "is a folder" in done.err
    assert "Traceback" not in done.err


def test_json_is_printed_beside_a_file_of_rows(said, tmp_path):
    code, page = said("--measures", "f1_strict", "--csv", str(tmp_path / "rows.csv"), "--json")
    assert code == 0
    assert json.loads(page)["shared"] == 8
    assert (tmp_path / "rows.csv").is_file()
