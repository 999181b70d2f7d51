"""Lines and texts that no article has are refused with their place, and nothing of their document comes in."""

import json
import tracemalloc
from collections.abc import Iterator

import pytest

from corpus_tool.formats import Notice, Reading, Refusal, formats
from corpus_tool.text.decoding import LONGEST_TEXT

LONG = b"a" * (LONGEST_TEXT + 1)
WORD = b"a" * 65_000
TEN_LINES = (b"a" * 999_999 + b"\n") * 10


def refused(name: str, lines: list[bytes], stem: str = "x") -> Refusal:
    format = formats()[name]
    found = list(format.read(lines, Reading(format.suffix, stem=stem)))
    (one,) = [one for one in found if not isinstance(one, Notice)]
    assert isinstance(one, Refusal)
    return one


def repeated(line: bytes, times: int) -> list[bytes]:
    return [line] * times


@pytest.mark.parametrize(
    ("name", "lines", "where", "sentence"),
    [
        (
            "table",
            [b"id,text\n", b"1,x\n", b"2," + LONG + b"\n", b"3,x\n"],
            "line 3",
            "a cell has more than",
        ),
        (
            "table",
            [b"id,text\n", b'1,"' + TEN_LINES * 2],
            "line 2",
            "a quotation mark that nothing closes",
        ),
        ("table", [b"id,text\n", b"1" + b"," * 20_000_001], "line 2", "more than 20,000,000 characters"),
        ("table", [b"," * 20_000], "line 1", "20,001 cells; the names of 16,384 columns at most were expected"),
        ("csv", [b"key," * 20_000], "", "documents has 80,000 bytes in line 1, not the names of columns"),
        ("csv", [b"a," * 9_000], "", "no column 'key' (there are: a, a"),
        ("iob2", repeated(WORD + b" O\n", 154), "line 154", "a line -DOCSTART- begins each"),
        ("wojood", repeated(WORD + b" O\n", 154), "line 154", "a blank line ends a sentence"),
        ("conllu", repeated(b"#\n", 100_001), "line 100001", "a sentence of more than 100,000 lines"),
        ("jsonl", [json.dumps({"text": LONG.decode()}).encode()], "row 1", "a text of 10,000,001 characters"),
        ("jsonl", [b'{"text":"' + b"a" * (1 << 26) + b'"}'], "line 1", "it is longer than 67,108,864 bytes"),
        ("cas-json", [b'{"%FEATURE_STRUCTURES":[' + b"{}," * 2_000_000 + b"{}]}"], "", "2,000,000 are read of such"),
        (
            "gliner",
            [b'[{"tokenized_text":["' + LONG + b'"],"ner":[]}]'],
            "sentence 1",
            "a text of 10,000,002",
        ),
        ("dygie", [b'{"doc_key":"d","sentences":[["' + LONG + b'"]]}'], "line 1, document d", "window 1: a text of"),
        ("doccano", [b'{"text":"' + LONG + b'"}'], "line 1", "a text of 10,000,001 characters"),
        ("textee", [b'{"text":"' + b"a" * (1 << 26) + b'"}'], "line 1", "it is longer than 67,108,864 bytes"),
    ],
)
def test_what_is_too_long_is_refused_where_it_stands(name, lines, where, sentence):
    found = refused(name, lines, "x.documents" if name == "csv" else "x")
    assert sentence in found.reason
    assert found.where == where
    assert len(found.reason) < 2_000


def test_columns_behind_a_document_that_is_too_long_come_in():
    lines = [*repeated(WORD + b" O\n", 200), b"-DOCSTART- (b)\tO\n", b"x B-ORG\n"]
    wrong, right = formats()["iob2"].read(lines, Reading(stem="a"))
    assert isinstance(wrong, Refusal)
    assert right.document.key == "b"


def test_articles_behind_a_line_that_cannot_be_read_are_articles():
    lines = [b'{"text":"' + b"a" * (1 << 26) + b'"}\n', b"", b"oops\n", b'{"text":"fine"}\n']
    notice, *wrong, right = formats()["jsonl"].read(lines)
    assert isinstance(notice, Notice)
    assert [one.where for one in wrong] == ["line 1", "line 3"]
    assert right.document.text == "fine"


def test_a_file_of_line_ends_takes_no_more_than_its_size():
    def line_ends() -> Iterator[bytes]:
        for number in range(300_000):
            yield b"\n" if number % 2 else b" \n"

    tracemalloc.start()
    try:
        (found,) = formats()["txt"].read(line_ends(), Reading(stem="x"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.document.text) == 450_000
    assert peak < 5 * 450_000


def test_many_columns_of_one_name_are_told_apart_in_their_order():
    names = ",".join(["text", *["a"] * 16_000, "a (3)"])
    notice, found = formats()["table"].read([f"{names}\nyes{',1' * 16_001}\n".encode()], Reading(".csv"))
    assert isinstance(notice, Notice)
    assert list(found.document.metadata)[:3] == ["a", "a (2)", "a (3)"]
    assert len(found.document.metadata) == 16_002
