"""The examples of docs/python.md, run one after the other over the sample corpus."""

import doctest
import re
from pathlib import Path

from corpus_tool import Corpus
from corpus_tool.workbench.demo import make_demo

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
EXAMPLES = re.findall(r"^```pycon\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_every_example_answers_what_the_page_says(tmp_path, monkeypatch):
    make_demo(tmp_path / "demo.db")
    monkeypatch.chdir(tmp_path)
    session = doctest.DocTestParser().get_doctest("\n".join(EXAMPLES), {}, "python.md", str(PAGE), 0)
    said: list[str] = []
    result = doctest.DocTestRunner().run(session, out=said.append)
    assert (result.failed, "".join(said)) == (0, "")
    assert result.attempted > 15


def test_the_page_shows_every_table_and_verb_of_a_corpus():
    page = PAGE.read_text(encoding="utf-8")
    verbs = [name for name in vars(Corpus) if not name.startswith("_") and callable(vars(Corpus)[name])]
    assert [name for name in verbs if f"{name}(" not in page and f"`{name}`" not in page] == []
