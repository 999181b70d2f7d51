"""Tables of annotations: CSV as polars reads it, Parquet as pyarrow does, and both back home."""

import csv
from io import BytesIO, StringIO

import polars as pl
import pyarrow.parquet
import pytest
from corpus_tool_testing.builders import document, layer, span, strike
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.formats import Reading, Refusal, Writing, formats
from corpus_tool.formats.parquet import parts
from corpus_tool.model.annotations import Event, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema

CSV, PARQUET = formats()["csv"], formats()["parquet"]
both = pytest.mark.parametrize("format", [CSV, PARQUET], ids=lambda format: format.name)

NOTES = ("=1+1", "+49", "-", "@SUM(A1)", "\tx", "'quoted'", "", "a,b", 'say "no"', "two\nlines", "\r", " edge ", "＝1")


def corpus():
    """Two documents; emoji before a span, several fragments, notes that a spreadsheet would run."""
    text = "😀 قصف\u2028الجيش\u200f السوري"
    found = [
        *(span(f"n{number}", text, "الجيش", note=note, link=note) for number, note in enumerate(NOTES)),
        Span(id="d", label="ORG", fragments=((6, 11), (13, 19)), attributes={"x": [1, None]}),
        Event(id="e", type="Conflict.Attack", fragments=((2, 5),)),
        Relation(id="r", type="coreference", source="d", target="n0"),
    ]
    return [
        Bundle(document(), (layer(strike()), layer([], "gold"))),
        Bundle(document(text, "=cmd"), (layer(found, "@noa"),)),
    ]


def files_of(format, bundles, **writing):
    files: dict[str, bytes] = {}
    for file, content in format.pieces(bundles, Writing("all", default_schema(), **writing)):
        files[file] = files.get(file, b"") + (content.encode() if isinstance(content, str) else content)
    return files


def read(format, files, name, text_of=lambda _: None):
    stem = name.removesuffix(format.suffix)
    reading = Reading(format.suffix, stem=stem, beside=files.get, text_of=text_of)
    return list(format.read(BytesIO(files[name]), reading))


def documents_file(format):
    return f"all.documents{format.suffix}" if format is CSV else f"all.documents-00000{format.suffix}"


@both
def test_a_corpus_comes_home(format):
    found = read(format, files_of(format, corpus()), documents_file(format))
    for back, sent in zip(found, corpus(), strict=True):
        assert isinstance(back, Bundle), back
        assert (back.document.key, back.document.text) == (sent.document.key, sent.document.text)
        assert [(one.name, one.status, one.ordered) for one in back.layers] == [
            (one.name, one.status, one.ordered) for one in sent.layers
        ]


def spans_as_polars_reads_them():
    content = files_of(CSV, corpus())["all.spans.csv"]
    return pl.read_csv(BytesIO(content), infer_schema=False)


def test_polars_finds_every_span_where_it_was_marked():
    texts = {bundle.document.key: bundle.document.text for bundle in corpus()}
    rows = spans_as_polars_reads_them().to_dicts()
    assert len(rows) == 4 + len(NOTES) + 1
    for row in rows:
        text = texts[row["document"].removeprefix("'")]
        pieces = [text[slice(*map(int, pair.split(":")))] for pair in row["fragments"].split(" ")]
        assert " ".join(pieces) == row["text"]
        assert text[int(row["start"]) : int(row["end"])].startswith(pieces[0])


def test_no_cell_is_a_formula():
    for content in files_of(CSV, corpus()).values():
        for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row), row


def test_a_spreadsheet_is_told_that_it_is_utf8():
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files_of(CSV, corpus()).values())


def test_pyarrow_finds_every_span_where_it_was_marked():
    texts = {bundle.document.key: bundle.document.text for bundle in corpus()}
    table = pyarrow.parquet.read_table(BytesIO(files_of(PARQUET, corpus())["all.spans-00000.parquet"]))
    assert (table.schema.field("start").type, table.schema.field("note").type) == ("int64", "large_string")
    rows = table.to_pylist()
    assert [row["note"] for row in rows[4:-1]] == list(NOTES)
    for row in rows:
        if len(row["fragments"].split(" ")) == 1:
            assert texts[row["document"]][row["start"] : row["end"]] == row["text"]


def test_arguments_and_relations_point_at_ids_of_the_same_document():
    content = files_of(CSV, corpus())
    arguments = pl.read_csv(BytesIO(content["all.arguments.csv"])).to_dicts()
    assert [(row["event"], row["role"], row["target"]) for row in arguments] == [
        ("e1", "Attacker", "s1"),
        ("e1", "Target", "s3"),
    ]
    (relation,) = pl.read_csv(BytesIO(content["all.relations.csv"])).to_dicts()
    assert (relation["source"], relation["target"]) == ("d", "n0")


@both
def test_the_articles_can_be_left_out(format):
    files = files_of(format, corpus(), with_text=False)
    assert not any("قصف" in content.decode(errors="ignore") for content in files.values())
    assert all("there is no text" in one.reason for one in read(format, files, documents_file(format)))
    texts = {bundle.document.text_sha256: bundle.document.text for bundle in corpus()}
    found = read(format, files, documents_file(format), texts.get)
    assert [one.layers[0].spans for one in found] == [one.layers[0].spans for one in corpus()]


def test_the_part_of_the_data_stands_beside_each_document():
    files = files_of(CSV, corpus(), split_of=lambda key: "test" if key == "=cmd" else "train")
    assert pl.read_csv(BytesIO(files["all.documents.csv"]))["split"].to_list() == ["train", "test"]


def test_large_corpora_come_in_parts_that_can_be_read_alone(monkeypatch):
    monkeypatch.setattr(parts, "ROWS_A_PART", 1)
    files = files_of(PARQUET, corpus())
    assert sorted(name.rpartition("-")[2] for name in files) == ["00000.parquet"] * 7 + ["00001.parquet"] * 7
    (second,) = read(PARQUET, files, "all.documents-00001.parquet")
    assert (second.document.key, len(second.layers[0].spans)) == ("=cmd", len(NOTES) + 1)


def test_an_empty_corpus_has_heads():
    assert len(files_of(CSV, [])) == len(files_of(PARQUET, [])) == 7
    assert read(CSV, files_of(CSV, []), "all.documents.csv") == []


@both
def test_tables_that_are_not_there_are_told(format):
    files = files_of(format, corpus())
    left = {name: content for name, content in files.items() if ".relations" not in name and ".arguments" not in name}
    told, *found = read(format, left, documents_file(format))
    assert told.words == "there is no table of arguments, relations beside it: what is in there does not come in"
    assert len(found) == 2


@both
def test_another_table_is_passed_over_beside_that_of_the_documents_and_refused_alone(format):
    files = files_of(format, corpus())
    name = documents_file(format).replace("documents", "spans")
    assert read(format, files, name) == []
    (found,) = read(format, {name: files[name]}, name)
    assert "documents" in found.reason


def changed(table, old, new):
    """What is read where something of a table is another."""
    found = [*strike(), Relation(id="r1", type="coreference", source="s1", target="s2")]
    files = files_of(CSV, [Bundle(document(), (layer(found),))])
    name = f"all.{table}.csv"
    assert old.encode() in files[name]
    files[name] = files[name].replace(old.encode(), new if isinstance(new, bytes) else new.encode(), 1)
    return read(CSV, files, "all.documents.csv")


@pytest.mark.parametrize(
    ("table", "old", "new", "reason"),
    [
        ("spans", "4:16,", "4:1600,", "spans, row 1: fragment [4, 1600] is not a range of a text"),
        ("spans", "4:16,", "16:4,", "fragment [16, 4] is not a range"),
        ("spans", "4:16,", "four,", "fragments are 'four'; `4:16 20:24` is how they are written"),
        ("spans", "4:16,", "4:15,", "text is 'الجيش السوري', but the document has 'الجيش السور' at 4:15"),
        ("spans", ",s2,", ",s1,", "the id 's1' is given twice"),
        ("spans", "annotator,s1", "boss,s1", "spans, row 1: 'noa' and 'boss' name no layer"),
        ("spans", "{}", "{", "spans, row 2: attributes is not a JSON object"),
        ("spans", ",label,", ",tag,", "the table of spans has no column 'label'"),
        ("spans", ",ORG,", ",", "spans, row 1: 11 cells under 12 columns"),
        ("spans", "الجيش", b"\xff", "the table of spans is not UTF-8 in line 2"),
        ("spans", "الجيش", '"', "the table of spans is not CSV"),
        ("spans", "ar-0001", "ar-9", "spans, row 1: there is no document of that key"),
        ("events", ",e1,", ",e2,", "arguments, row 1: there is no event 'e1' in that layer"),
        ("arguments", ",s3", ",s9", "arguments, row 2: target is 's9', which is not in that layer"),
        ("relations", ",s1,s2", ",s1,s9", "relations, row 1: target is 's9', which is not in that layer"),
        ("layers", "done", "finished", "layers, row 1: status is 'finished'"),
        ("documents", "ar-0001", " ", "documents, row 1: the key is empty"),
        ("documents", "وقالت", "وقال", "documents, row 1: text_sha256 is"),
    ],
)
def test_a_wrong_row_is_told_with_its_table_and_its_number(table, old, new, reason):
    found = changed(table, old, new)
    assert any(isinstance(one, Refusal) and reason in one.reason for one in found), found


@both
@settings(max_examples=60)
@given(content=st.binary(max_size=200), others=st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(format, content, others):
    head = files_of(format, [])[documents_file(format)]
    for documents in (content, head + content):
        for found in format.read(BytesIO(documents), Reading(stem="", beside=lambda _: others)):
            assert isinstance(found, Bundle | Refusal)
