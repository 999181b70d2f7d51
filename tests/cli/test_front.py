"""What the front door understands by itself is what Typer understands; everything else it leaves to Typer."""

from contextlib import suppress
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.cli.front import asked_plainly
from corpus_tool.cli.opening import Asked
from corpus_tool.cli.program import run

WORDS = (
    *("annotate", "demo", "ar-0001", "noa", "x.db", "--corpus", "--as", "--rtl-mode", "--interface", "--corpus=y.db"),
    *("--as=", "--interface=he", "-h", "--help", "--", "-", "", "--nonsense", "ar 1", "=", "--as=a=b"),
)


@pytest.fixture(scope="module")
def by_typer():
    """What Typer opens the annotator with, for words; None where it opens nothing."""
    with pytest.MonkeyPatch.context() as patch:
        calls: list[Asked] = []
        patch.setattr(import_module("corpus_tool.cli.verbs.annotate"), "open_annotator", calls.append)

        def asked(words: list[str]) -> Asked | None:
            calls.clear()
            with suppress(SystemExit):
                run(words)
            return calls[0] if calls else None

        yield asked


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("annotate", Asked()),
        ("annotate ar-0001 --as noa", Asked("ar-0001", "noa")),
        ("--corpus a.db annotate --interface=he", Asked(interface="he", corpus="a.db")),
    ],
)
def test_what_is_nearly_always_said_needs_no_typer(words, asked):
    found = asked_plainly(words.split())
    assert found is not None
    assert found._replace(corpus=found.corpus and str(found.corpus)) == asked


@pytest.mark.parametrize(
    "words", ["", "--help", "annotate --help", "annotate a b", "annotate --as", "demo", "--as x annotate"]
)
def test_what_is_not_plain_is_left_to_typer(words):
    assert asked_plainly(words.split()) is None


@given(words=st.lists(st.sampled_from(WORDS), max_size=6), at=st.integers(0, 6))
def test_the_front_door_never_says_otherwise_than_typer(by_typer, words, at):
    words.insert(min(at, len(words)), "annotate")
    if (asked := asked_plainly(words)) is not None:
        assert by_typer(words) == asked
