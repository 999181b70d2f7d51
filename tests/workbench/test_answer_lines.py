"""What is said of documents, by whoever is quicker than we ask, or never asked at all."""

import pytest
from corpus_tool_testing.builders import document
from msgspec.structs import replace

from corpus_tool.errors import UnreadableFileError
from corpus_tool.workbench.suggestions.answer_lines import Answers

DOCUMENTS = [replace(document(key=key), id=number) for number, key in enumerate("abc", 1)]


def line(key):
    return b'{"key": "%s", "spans": [{"start": 0, "end": 3, "label": "GPE"}]}\n' % key.encode()


def test_an_answer_may_come_before_its_document_was_asked_about():
    answers = Answers("tagger")
    asking = answers.ask(DOCUMENTS)

    def said():
        yield line("c")
        next(asking)
        yield line("a")

    assert [one.document for one in answers.read(said())] == [1, 3]


def test_a_document_that_is_not_among_them_is_refused_once_all_are_known():
    answers = Answers("tagger")
    answers.ask(DOCUMENTS)
    with pytest.raises(UnreadableFileError, match="Line 2 of what tagger said: document x was not asked about"):
        answers.read([line("b"), line("x")])
