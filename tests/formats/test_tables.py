"""Tables: columns guessed or given and told, cells as they are, rows without text refused."""

import re
from io import BytesIO

import polars as pl
import pytest
from corpus_tool_testing.strategies import any_text
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.formats import Notice, Reading, Refusal
from corpus_tool.formats.tables import FORMAT, read

CSV = Reading(suffix=".csv")


def rows(content: bytes, reading: Reading = CSV):
    return list(read([content], reading))


def test_columns_are_guessed_and_told_before_the_rows():
    notice, found = rows("ID,Headline,Body,desk\n007,عنوان,«نص», 3 \n".encode())
    assert notice == Notice(
        "1 row; text from 'Body', title from 'Headline', key from 'ID'; metadata: desk."
        " --column text=NAME says otherwise."
    )
    document = found.document
    assert (document.key, document.title, document.text) == ("007", "عنوان", "«نص»")
    assert document.metadata == {"desk": " 3 ", "row": 1}


def test_columns_that_are_given_count_more_than_guesses():
    reading = Reading(".csv", "", {"text": "b", "source": "c"})
    _, found = rows(b"text,b,c\nno,yes,radio\n", reading)
    assert found.document.text == "yes"
    assert found.document.metadata == {"source": "radio", "text (column)": "no", "row": 1}


def test_a_column_without_a_name_is_called_by_its_number():
    """As the numbers of rows in what pandas writes."""
    told, found = rows(b",text\n7,yes\n")
    assert "metadata: column 1." in told.words
    assert found.document.metadata == {"column 1": "7", "row": 1}


@pytest.mark.parametrize(
    ("content", "columns", "words"),
    [
        (b"a,b\n1,2\n", {}, "no column looks like the text .there are: a, b.; say --column text=NAME"),
        (b"a,b\n1,2\n", {"text": "c"}, "there is no column 'c' .there are: a, b."),
        (b"", {}, "not a table"),
        (b"x" * 1000, {}, "there are: x{60}[.]{3}.; say"),
        (b"a," * 1000, {}, "and [0-9]+ more.; say"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_as_a_whole(content, columns, words):
    (refused,) = rows(content, Reading(".csv", "", columns))
    assert isinstance(refused, Refusal)
    assert re.search(words, refused.reason), refused.reason


def test_rows_without_text_are_refused_by_number_and_the_rest_comes():
    _, first, second, third = rows("text,title\nأ,1\n,2\nب,3\n".encode())
    assert second == Refusal("row 2", "there is no text in the column 'text'")
    assert [first.document.text, third.document.text] == ["أ", "ب"]


def test_rows_with_too_many_cells_are_refused_by_line_and_missing_ones_are_empty():
    _, first, second = rows("text,title\nأ\nب,1,2\n".encode())
    assert first.document.metadata == {"row": 1}
    assert second == Refusal("line 3", "3 cells under 2 columns")


def test_gershayim_need_no_second_mark_and_it_is_told_where_quotation_is_not_as_the_standard_has_it():
    assert rows('id,text\n1,דאע"ש נסוג מצה"ל\n'.encode())[1].document.text == 'דאע"ש נסוג מצה"ל'
    notice, found = rows('id\ttext\n1\t"כך" אמר\n'.encode(), Reading(".tsv"))
    assert "not written twice" in notice.words
    assert found.document.text == '"כך" אמר'


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
@given(text=any_text.filter(str.strip), title=any_text)
def test_cells_come_back_as_they_were_written(suffix, text, title):
    content = pl.DataFrame({"text": [text], "title": [title]}).write_csv(separator="\t" if suffix == ".tsv" else ",")
    found = rows(content.encode(), Reading(suffix))[-1]
    assert found.document.text == text


@given(texts=st.lists(any_text.filter(str.strip), min_size=1, max_size=4))
def test_parquet_gives_texts_and_plain_metadata(texts):
    from datetime import date

    frame = pl.DataFrame({"text": texts}).with_columns(
        date=pl.lit(date(2026, 1, 31)), score=pl.lit(float("nan")), tags=pl.lit(["a", "b"]), number=pl.lit(3)
    )
    buffer = BytesIO()
    frame.write_parquet(buffer)
    _, *found = rows(buffer.getvalue(), Reading(".parquet"))
    assert [bundle.document.text for bundle in found] == texts
    assert found[0].document.metadata == {"date": "2026-01-31", "tags": ["a", "b"], "number": 3, "row": 1}


def test_a_semicolon_or_a_byte_order_mark_does_no_harm():
    _, found = rows("\ufefftext;title\nا,ب;2\n".encode())
    assert (found.document.text, found.document.title) == ("ا,ب", "2")


def test_another_encoding_is_read_where_it_is_named():
    content = "text\nقصف\n".encode("windows-1256")
    assert rows(content, Reading(".csv", "windows-1256"))[1].document.text == "قصف"
    (refused,) = rows(content)
    assert refused.where == "byte 5" and "not UTF-8" in refused.reason


def test_a_language_is_known_by_its_usual_names():
    _, *found = rows(b"text,lang\na,Arabic\nb,iw\nc,klingon\n")
    assert [bundle.document.language for bundle in found] == ["ar", "he", ""]


def test_a_table_with_annotations_is_none_of_articles():
    file = BytesIO()
    pl.DataFrame({"text": ["a"], "entities": [[{"start": 0, "end": 1}]]}).write_parquet(file)
    (refusal,) = list(FORMAT.read([file.getvalue()], Reading(suffix=".parquet")))
    assert refusal.reason == "there are annotations in the column 'entities'; say --format hf"
