"""Each verb: what it does, what it prints, how it ends."""

import json
import os
import signal

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, document, event, layer, span, strike

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import LayerKind

GOLD = layer([span("s1", ARABIC, "حلب", "GPE")], "gold", LayerKind.GOLD)

SCHEMA = """
[schema]
name = "small"
version = "0.1"
[[entity]]
id = "PER"
key = "p"
"""


def annotated(*layers, text: str = ARABIC, key: str = "ar-0001") -> str:
    """A line of our JSONL: by default noa's layer, with an event and nested spans, and a gold layer IOB2 can hold."""
    return line_of(Bundle(document(text, key), layers or (layer(strike()), GOLD)))


@pytest.fixture
def corpus(folder, well):
    """A corpus at the default place, with one annotated document in it."""
    (folder / "noa.jsonl").write_text(annotated() + "\n", encoding="utf-8")
    well("new")
    well("import", "noa.jsonl")
    return folder / "corpus.db"


def test_new_makes_a_corpus_under_the_default_schema(folder, well):
    assert "schema conflict-news 1.0.0" in well("new").out
    assert (folder / "corpus.db").is_file()


def test_new_takes_a_schema_file(folder, well):
    (folder / "small.toml").write_text(SCHEMA, encoding="utf-8")
    assert "schema small 0.1, 1 label, 0 event types" in well("new", "--schema", "small.toml").out


def test_new_builds_a_schema_from_annotated_data(folder, well):
    tribes = annotated(layer([span("s1", ARABIC, "حلب", "TRIBE"), event("e1", ARABIC, "قصف", "Bombed", By="s1")]))
    (folder / "tribes.jsonl").write_text(tribes, encoding="utf-8")
    assert "schema tribes 1.0.0, 1 label, 1 event type" in well("new", "--schema-from-data", "tribes.jsonl").out
    assert well("import", "tribes.jsonl").err == ""


def test_new_builds_a_schema_from_the_files_of_a_folder_in_any_format(folder, well):
    (folder / "data").mkdir()
    (folder / "data" / "train.txt").write_text("بيان O\nحكومة B-ORG\nفلسطين I-ORG B-GPE\n", encoding="utf-8")
    (folder / "data" / "val.txt").write_text("جوجل B-WEBSITE\n", encoding="utf-8")
    made = well("new", "--schema-from-data", "data", "--format", "wojood")
    assert "schema data 1.0.0, 3 labels" in made.out
    assert "2 imported" in well("import", "data", "--format", "wojood").out
    assert (
        "schema data 1.0.0"
        in well("new", "--schema-from-data", "data/../data", "--format", "wojood", "--corpus", "x").out
    )


def test_new_leaves_a_file_that_is_there_alone(corpus, tool):
    before = corpus.read_bytes()
    done = tool("new")
    assert (done.code, done.out) == (1, "")
    assert "corpus.db is there already" in done.err
    assert corpus.read_bytes() == before


def test_import_says_what_came_in(folder, well):
    well("new")
    (folder / "siege.txt").write_text(HEBREW, encoding="utf-8")
    assert well("import", "siege.txt").out == "imported: siege.txt: siege\n1 imported.\n"
    assert "skipped: siege.txt: these very bytes came in at" in well("import", "siege.txt").out


def test_import_ends_with_1_where_something_was_refused_and_takes_the_rest(folder, tool, well):
    well("new")
    (folder / "bad.txt").write_bytes(b"\xd8\xa7 \xff\xfe")
    (folder / "good.txt").write_text(ARABIC, encoding="utf-8")
    done = tool("import", "bad.txt", "gone.txt", "good.txt")
    assert done.code == 1
    assert done.out == "imported: good.txt: good\n1 imported, 2 refused.\n"
    assert [line.partition(": byte")[0] for line in done.err.split("\n")] == [
        "refused: bad.txt",
        "refused: gone.txt: cannot be read: No such file or directory",
        "",
    ]
    assert "byte 3: not UTF-8" in done.err


def test_import_tells_repairs_with_their_place(folder, well):
    well("new")
    (folder / "a.txt").write_bytes("\ufeffقصف\r\nحلب\x00".encode())
    line, *_ = well("import", "a.txt").out.split("\n")
    assert line.endswith(
        "byte order mark removed: 1 (first at 0); CRLF made LF: 1 (first at 4); NUL made U+FFFD: 1 (first at 9)"
    )


def test_import_prints_json_for_scripts(folder, tool, well):
    well("new")
    (folder / "bad.txt").write_bytes(b"\xff")
    (folder / "good.txt").write_text(ARABIC, encoding="utf-8")
    done = tool("import", "--json", "bad.txt", "good.txt")
    assert done.code == 1
    assert done.err == ""
    assert [(entry["outcome"], entry["file"]) for entry in json.loads(done.out)] == [
        ("refused", "bad.txt"),
        ("imported", "good.txt"),
    ]


def test_import_tells_the_columns_of_a_table_on_stderr_before_its_rows(folder, well):
    well("new")
    (folder / "news.csv").write_text(f'a,b\n"{ARABIC}",T\n', encoding="utf-8")
    done = well("import", "news.csv", "--column", "text=a", "--column", "title=b")
    assert done.err.startswith("news.csv: 1 row; text from 'a', title from 'b'.")
    assert done.out == "imported: news.csv: news\n1 imported.\n"


def test_a_dry_run_tells_all_that_an_import_would_and_writes_nothing(folder, tool, well):
    well("new", "--corpus", "corpus.db")
    (folder / "he.txt").write_text(HEBREW, encoding="utf-8")
    (folder / "ar.txt").write_bytes(ARABIC.encode().replace(b"\n", b"\r\n") + b"\r\n")
    (folder / "bad.txt").write_bytes(b"\xff\xfe")
    (folder / "news.csv").write_text("body,headline\nsome words,Title\n", encoding="utf-8")
    before = (folder / "corpus.db").read_bytes()
    tried = tool("import", "--dry-run", "he.txt", "ar.txt", "bad.txt", "news.csv")
    assert (folder / "corpus.db").read_bytes() == before
    assert tried.code == 1
    assert "text from 'body', title from 'headline'" in tried.err
    assert tried.err.endswith("This was a dry run: nothing was written.\n")
    assert "CRLF made LF" in tried.out
    assert "Languages: 1 he, 1 ar, 1 other." in tried.out
    assert tool("import", "he.txt", "ar.txt", "bad.txt", "news.csv").out == tried.out


def test_import_that_is_interrupted_keeps_whole_documents_and_says_how_many(folder, tool, well, monkeypatch):
    well("new")
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"{ARABIC} {number}", encoding="utf-8")
    from corpus_tool.workbench import keeping_arrivals

    tokenized = keeping_arrivals.described

    def interrupted(document, cleaned, known, path, digest):
        if path.name == "2.txt":
            os.kill(os.getpid(), signal.SIGINT)
        return tokenized(document, cleaned, known, path, digest)

    monkeypatch.setattr(keeping_arrivals, "described", interrupted)
    done = tool("import", ".")
    assert done.code == 130
    assert "Stopped: 3 new documents are in, whole" in done.err
    assert len(json.loads(well("documents", "--json").out)) == 3
    monkeypatch.setattr(keeping_arrivals, "described", tokenized)
    assert "2 imported, 3 skipped." in well("import", ".").out


def test_documents_lists_every_document_with_its_layers(corpus, well):
    heading, row, _ = well("documents").out.split("\n")
    assert heading.split() == ["key", "lang", "words", "date", "layers", "title"]
    assert row.startswith("ar-0001  ar")
    assert "noa 5 (done), gold 1 (done)" in row
    (entry,) = json.loads(well("documents", "--json").out)
    assert (entry["key"], [state["annotator"] for state in entry["layers"]]) == ("ar-0001", ["noa", "gold"])


def test_show_prints_the_text_and_what_was_said_about_it(corpus, well):
    out = well("show", "ar-0001").out
    assert ARABIC in out
    assert "== noa (annotator, done, conflict-news 1.0.0)" in out
    assert "Attacker=s1  Target=s3" in out
    assert "== noa" not in well("show", "ar-0001", "--layers", "gold").out


def test_show_json_is_the_very_line_that_came_in(corpus, well):
    assert well("show", "ar-0001", "--json").out == annotated() + "\n"


def test_export_writes_every_layer_asked_for(corpus, folder, well):
    assert "1 document, 2 layers: 5 spans, 1 event," in well("export", "--layers", "all").out
    assert (folder / "exports" / "all.jsonl").read_text(encoding="utf-8") == annotated() + "\n"
    report = json.loads(well("export", "--layers", "noa", "--to", "else/where", "--json").out)
    assert report["files"] == ["else/where/noa.jsonl"]
    assert (folder / "else" / "where" / "noa.jsonl").read_text(encoding="utf-8") == annotated(layer(strike())) + "\n"


def test_export_that_would_lose_something_writes_nothing_and_ends_with_3(corpus, folder, tool):
    done = tool("export", "--format", "iob2", "--layers", "noa")
    assert (done.code, done.out) == (3, "")
    assert "  event\n" in done.err
    assert "iob2 cannot hold" in done.err
    assert "--allow-loss" in done.err
    assert not (folder / "exports").exists()


def test_export_goes_on_where_loss_is_allowed_and_leaves_a_list(corpus, folder, well):
    done = well("export", "--format", "iob2", "--layers", "noa", "--allow-loss")
    assert "  event\n" in done.err
    columns = (folder / "exports" / "noa.iob2").read_text(encoding="utf-8")
    assert columns.startswith("-DOCSTART- (ar-0001)\tO\n\nقصف\tO\nالجيش\tB-ORG\nالسوري\tI-ORG\n")
    assert "\te1\tقصف\n" in (folder / "exports" / "noa.iob2.losses.tsv").read_text(encoding="utf-8")


def test_export_that_loses_nothing_needs_no_leave(corpus, folder, well):
    assert well("export", "--format", "iob2").err == ""
    assert [file.name for file in (folder / "exports").iterdir()] == ["gold.iob2"]


def test_annotate_without_a_terminal_says_what_to_do_instead(corpus, tool):
    done = tool("annotate", "ar-0001", "--as", "noa")
    assert (done.code, done.out) == (2, "")
    assert "needs a terminal" in done.err


def test_demo_without_a_screen_exports_the_sample_corpus(folder, well):
    first, second = well("demo", "--no-ui"), well("demo", "--no-ui")
    assert "Made demo.db" in first.err
    assert "made earlier" in second.err
    assert first.out == second.out
    assert {file.name for file in (folder / "exports").iterdir()} == {
        "all.jsonl",
        "gold.iob2",
        "gold.iob2.losses.tsv",
        "gold.iob2.losses.json",
    }
    assert not (folder / "corpus.db").exists()


def test_demo_needs_no_name_where_nobody_annotates(well, monkeypatch):
    monkeypatch.setattr("getpass.getuser", nobody)
    well("demo", "--no-ui")


def nobody() -> str:
    raise KeyError("uid not found")


def test_help_and_version_go_to_stdout(well):
    assert well("--version").out.startswith("corpus-tool ")
    assert "Annotate entities and events" in well("--help").out
    assert "--allow-loss" in well("export", "-h").out


BOILERPLATED = f"{ARABIC}\nتابعنا على تلغرام\n"


def test_regions_lists_the_lines_of_a_document_and_corrects_them(folder, well, tool):
    well("new")
    (folder / "a.txt").write_text(BOILERPLATED, encoding="utf-8")
    well("import", "a.txt")
    lines = well("regions", "a").out.split("\n")
    assert lines[0].split() == ["line", "kind", "by", "place", "text"]
    assert lines[3].split()[:3] == ["3", "boilerplate", "shape"]
    assert "body  user" in well("regions", "a", "--set", "3=body", "--as", "noa").out
    assert json.loads(well("regions", "a", "--json").out)[2]["kind"] == "body"
    assert "boilerplate  shape" in well("regions", "a", "--set", "3=found", "--as", "noa").out
    for wrong, words in (("9=body", "it has 1 to 3"), ("1=poem", "no kind 'poem'"), ("body", "no line")):
        done = tool("regions", "a", "--set", wrong, "--as", "noa")
        assert (done.code, words in done.err) == (2, True), done
    assert tool("regions", "--set", "1=body").code == 2


def test_regions_without_a_document_lists_what_sources_repeat(folder, well):
    well("new")
    for number in range(3):
        (folder / f"{number}.txt").write_text(
            f"عنوان {number}\nخبر {number}.\nسطر مكرر.\nتم {number}.", encoding="utf-8"
        )
    well("import", "0.txt", "1.txt", "2.txt")
    done = well("regions")
    assert "سطر مكرر." in done.out
    assert "marked as boilerplate: 1 line." in done.err
    assert json.loads(well("regions", "--json").out)[0]["documents"] == 3


def test_duplicates_lists_stories_and_how_their_articles_differ(folder, well):
    well("new")
    long = " ".join(f"كلمة{number}" for number in range(30))
    (folder / "a.txt").write_text(long, encoding="utf-8")
    (folder / "b.txt").write_text(long.replace("كلمة9 ", "غيرها "), encoding="utf-8")
    well("import", "a.txt", "b.txt")
    done = well("duplicates")
    assert done.out.startswith("a b\n  jaccard 0.")
    assert done.err == "1 story is told by several articles, 2 in all.\n"
    assert "    - كلمة9\n    + غيرها\n" in well("duplicates", "a").out
    assert json.loads(well("duplicates", "--json").out)["stories"][0]["documents"] == ["a", "b"]
    assert list(json.loads(well("duplicates", "b", "--json").out)["differences"]) == ["a"]
