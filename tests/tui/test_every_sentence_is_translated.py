"""Whatever English words the annotator shows go through `tr`: a sentence that does not is found in the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus_tool.tui

FOLDER = Path(corpus_tool.tui.__file__).parent

ALL = ("say", "notify", "Piece", "Prompt", "LinePrompt", "Named", "Offer", "act", "begin", "ask_by_name")
SHOWN: dict[str, tuple[int, ...] | None] = {**dict.fromkeys(ALL), "Choice": (1,), "ask_type": (1,)}
"""What puts a text on the screen, and which of its arguments are texts; None: any."""

SHOWN_BY_NAME = {"title", "group", "message", "heading"}
"""Arguments that are texts wherever they are named in these calls."""

WORDS = re.compile(r"[A-Za-z]{3,}")


def sentences(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each text with words in it that is shown as it stands in the code."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and (name := called(call)) in SHOWN:
            which = SHOWN[name]
            arguments = [one for at, one in enumerate(call.args) if which is None or at in which]
            arguments += [one.value for one in call.keywords if one.arg in SHOWN_BY_NAME]
            for argument in arguments:
                yield from ((argument.lineno, text) for text in literals(argument) if WORDS.search(text))


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def literals(node: ast.expr) -> Iterator[str]:
    """The texts of which an expression is put together, without those it hands to a function."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from literals(part)
        case ast.BinOp(left=left, right=right):
            yield from (*literals(left), *literals(right))
        case ast.IfExp(body=one, orelse=other):
            yield from (*literals(one), *literals(other))
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from literals(part)


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.py")), ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_nothing_is_shown_that_is_not_translated(file):
    assert list(sentences(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "shown",
    [
        'place.say("Nothing here.")',
        'place.say(f"Nothing called {name}.")',
        'place.say("Nothing." if empty else tr("Something."))',
        'Prompt(title="Which one?")',
        'Choice("x", "remove it", act)',
        'Piece(" of " + "nothing", BOLD)',
    ],
)
def test_a_sentence_without_tr_is_found(shown):
    assert [line for line, _ in sentences(shown)] == [1] * len(list(sentences(shown)))
    assert list(sentences(shown))


@pytest.mark.parametrize(
    "shown",
    [
        'place.say(tr("Nothing."))',
        'Choice("enter", tr("go"), act)',
        'Piece(f"{number} {name}")',
        'Piece("  ")',
        'f("ab c")',
    ],
)
def test_what_is_translated_or_not_shown_is_no_alarm(shown):
    assert list(sentences(shown)) == []
