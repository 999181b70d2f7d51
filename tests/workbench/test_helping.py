"""A second process changes how long an import takes, and nothing else."""

import os
import signal
from contextlib import nullcontext

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, counting_surroundings, new_store
from msgspec import json

from corpus_tool.model.documents import text_digest
from corpus_tool.text.queries import Phrase, index_words
from corpus_tool.workbench import importing, reading_ahead
from corpus_tool.workbench.examining import EXAMINING, Question, examine
from corpus_tool.workbench.helping import Helper, helped
from corpus_tool.workbench.import_report import Outcome
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.progress import CancelledError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes that can be waited for")
TEXTS = [f"{text} {number}\r\n{odd}" for number in range(60) for text, odd in ((ARABIC, "\u202e"), (HEBREW, "\ufb2a"))]


@pytest.fixture
def helper():
    """One that has come up."""
    one = Helper(EXAMINING)
    while not one.is_ready:
        one.pump(None)
    yield one
    one.close()


def line(number, text, **more):
    return json.encode(
        {
            "format": "corpus-tool/1",
            "key": f"a{number}",
            "language": "",
            "direction": "rtl",
            "title": "",
            "text": text,
            "text_sha256": text_digest(text or ""),
            **more,
        }
    )


@pytest.fixture
def file(tmp_path):
    """Many documents, a broken line, a text twice, and a line that leaves its text to an earlier one."""
    lines = [line(number, text) for number, text in enumerate(TEXTS)]
    clean = "one text that needs no repair"
    lines[50:50] = [b"{", line(200, TEXTS[1]), line(201, clean), line(202, None, text_sha256=text_digest(clean))]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(lines))
    return path


def imported(folder, file, monkeypatch, helper=None):
    """(the report, every row of a corpus) after an import with that helper or none."""

    monkeypatch.setattr(importing, "helped", lambda _task, **_: nullcontext(helper))
    folder.mkdir()
    with new_store(folder) as store:
        report = import_files(store, [file], counting_surroundings())
        return report.entries, rows(store)


def rows(store):
    """Every row there is, and what the index of words finds; its own tables depend on when it was flushed."""
    tables = [name for name in store._db.utils.table_names() if not name.startswith(("word_index", "_sqlite"))]
    kept = {name: store._db.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    words = sorted({word for text in TEXTS for word in index_words(text).split()})
    return kept, [(word, store.search.count([Phrase((word,), (), is_prefix=False)])) for word in words]


def test_it_answers_in_the_order_it_is_asked(helper):
    questions = [Question(text, "", "") for text in TEXTS]
    helper.ask(questions[:7])
    helper.ask([])
    helper.ask(questions[7:])
    assert [helper.answer(), helper.answer(), helper.answer()] == [
        [examine(question) for question in part] for part in (questions[:7], [], questions[7:])
    ]
    assert helper.outstanding == 0


def test_answers_wider_than_a_pipe_come_whole(helper):
    question = Question(ARABIC * 20_000, "ar", "rtl")
    for _ in range(3):
        helper.ask([question])
    assert [helper.answer() for _ in range(3)] == [[examine(question)]] * 3


@pytest.mark.parametrize("documents", [1, 7, 500])
def test_an_import_with_it_leaves_what_one_without_leaves(tmp_path, file, monkeypatch, helper, documents):
    alone = imported(tmp_path / "alone", file, monkeypatch)
    monkeypatch.setattr(reading_ahead, "DOCUMENTS", documents)
    asked = []
    monkeypatch.setattr(helper, "ask", lambda questions: (asked.append(len(questions)), Helper.ask(helper, questions)))
    assert imported(tmp_path / "helped", file, monkeypatch, helper) == alone
    assert [entry.outcome for entry in alone[0]].count(Outcome.REFUSED) == 1
    assert max(asked) > 0


def test_an_import_goes_on_where_it_goes_away(tmp_path, file, monkeypatch, helper):
    alone = imported(tmp_path / "alone", file, monkeypatch)
    helper._process.kill()
    assert imported(tmp_path / "helped", file, monkeypatch, helper) == alone


def test_what_stands_before_damage_in_a_file_comes_in_first(tmp_path, file, monkeypatch, helper):
    def torn(lines, reading):
        yield from list(usual(lines, reading))[:40]
        raise OSError("the disk is gone")

    usual = importing.formats.reader("jsonl").read
    monkeypatch.setattr(importing, "found_in", lambda _source, lines, reading: torn(lines, reading))
    entries, _ = imported(tmp_path / "helped", file, monkeypatch, helper)
    assert [entry.outcome for entry in entries] == [Outcome.IMPORTED] * 40 + [Outcome.REFUSED]


def test_whoever_stops_keeps_whole_documents(tmp_path, monkeypatch, helper):
    file = tmp_path / "b.jsonl"
    file.write_bytes(b"\n".join(line(number, text) for number, text in enumerate(TEXTS)))
    monkeypatch.setattr(importing, "helped", lambda _task, **_: nullcontext(helper))

    def stop(progress):
        if progress.documents == 33:
            raise CancelledError

    with new_store(tmp_path) as store:
        with pytest.raises(CancelledError):
            import_files(store, [file], counting_surroundings(), stop)
        assert store.documents.count() == 33


def test_ctrl_c_does_not_end_it_before_its_time(helper):
    os.kill(helper._process.pid, signal.SIGINT)
    helper.ask([Question(ARABIC, "", "")])
    assert helper.answer() == [examine(Question(ARABIC, "", ""))]


def test_a_small_import_starts_none():
    with helped(EXAMINING, is_worth_it=False) as none:
        assert none is None
