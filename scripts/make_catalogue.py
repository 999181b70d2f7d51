"""Brings the catalogues of the interface up to date: `python scripts/make_catalogue.py`; with --check, only looks.

Finds every sentence that `tr`, `tr_many` and `tr_later` are given, the titles and hints of commands, panels and modes,
the help of commands, and the words of what is chosen among. Keeps the translations there are, adds what is new
without one, drops what nobody says any more. Stands in a catalogue what is missing, the exit code is 1.
"""

import ast
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import NamedTuple

from corpus_tool.agreement import known
from corpus_tool.cli.verbs.agreement import IN_SHORT
from corpus_tool.model.adjudicating import Borders, State
from corpus_tool.model.changes import Status
from corpus_tool.model.readings import Kind
from corpus_tool.model.rulings import Origin, Reason
from corpus_tool.saying import RIGHT_TO_LEFT
from corpus_tool.saying.catalogues import entries, plural_rule, po_file
from corpus_tool.store.list_questions import STATES, Column
from corpus_tool.text.oddities import Oddity
from corpus_tool.tui.bindings import plans
from corpus_tool.tui.boards.agreement import AgreementBoard
from corpus_tool.tui.boards.cases import CasesBoard
from corpus_tool.tui.boards.consistency import Consistency, PlacesOfWords
from corpus_tool.tui.boards.feedback import FeedbackBoard
from corpus_tool.tui.boards.gaps import Gaps
from corpus_tool.tui.commands import GROUPS
from corpus_tool.tui.list_commands import COMMANDS
from corpus_tool.tui.looks import CAPTIONS
from corpus_tool.tui.themes import THEMES

CODE = Path(__file__).parent.parent / "corpus_tool"

SAYING = {"tr", "tr_many", "tr_later"}
IN_CLASSES = {"title", "hint", "title_of_line"}
"""What a class of the tui says of itself."""

Place = str
"""The file that says it, as catalogues name it."""


class Message(NamedTuple):
    """A sentence of the interface."""

    one: str
    many: str = ""
    """The English plural, where it counts something."""


def messages() -> dict[Message, Place]:
    """Every sentence, and a file that says it, in the order of the files."""
    found: dict[Message, Place] = {}
    for file in sorted(CODE.rglob("*.py")):
        for message in _in_file(file):
            found.setdefault(message, file.relative_to(CODE.parent).as_posix())
    for words in _from_the_code():
        found.setdefault(Message(words), "corpus_tool")
    return found


def _in_file(file: Path) -> Iterator[Message]:
    draws = "tui" in file.relative_to(CODE).parts
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            yield from _said(node.func.id, node.args)
        elif isinstance(node, ast.ClassDef) and draws:
            yield from (Message(words) for words in _of_class(node))


def _said(how: str, given: list[ast.expr]) -> Iterator[Message]:
    if how == "tr_many":
        one, many, *_ = (part.value for part in given if isinstance(part, ast.Constant))
        yield Message(str(one), str(many))
        return
    told = given[0]
    for part in (told.body, told.orelse) if isinstance(told, ast.IfExp) else (told,):
        if isinstance(part, ast.Constant):
            yield Message(str(part.value))


def _of_class(node: ast.ClassDef) -> Iterator[str]:
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
    for part in node.body:
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            name, value = part.targets[0].id, part.value
            if name in IN_CLASSES and isinstance(value, ast.Constant):
                yield str(value.value)
            elif name == "keys" and "Mode" in bases:
                yield from (what for _, what in ast.literal_eval(value))


def _from_the_code() -> Iterator[str]:
    """What the code holds in other shapes than sentences."""
    yield from GROUPS
    for commands in (*GROUPS.values(), COMMANDS):
        for command in commands:
            yield cleandoc(command.__doc__ or "")
    for board in (AgreementBoard, CasesBoard, Consistency, PlacesOfWords, FeedbackBoard, Gaps):
        yield cleandoc(board.__doc__ or "")
    for choices in (Status, Oddity, Column, STATES, CAPTIONS, Kind, Origin, Reason, State, Borders):
        yield from (str(choice) for choice in choices)
    yield from (theme.title for theme in THEMES.values())
    yield from (said for name in IN_SHORT for said in (known()[name].title, known()[name].question))
    yield from (one.no_interval for one in known().values() if one.no_interval)
    yield from (plan.title for plan in plans().values())


def renewed(language: str) -> tuple[str, list[str]]:
    """The catalogue of a language as it should be, and what it does not translate."""
    kept = {entry["msgid"]: entry for entry in entries(po_file(language).read_text(encoding="utf-8"))}
    header = kept[""]["msgstr"]
    count = plural_rule(header)[0]
    parts = [f'msgid ""\nmsgstr ""\n{_quoted_lines(header)}\n']
    missing = []
    for message, place in sorted(messages().items(), key=lambda pair: (pair[1], pair[0])):
        entry = kept.get(message.one, {})
        keys = [f"msgstr[{number}]" for number in range(count)] if message.many else ["msgstr"]
        plural = f"msgid_plural {_quoted(message.many)}\n" if message.many else ""
        said = "".join(f"{key} {_quoted(entry.get(key, ''))}\n" for key in keys)
        parts.append(f"#: {place}\nmsgid {_quoted(message.one)}\n{plural}{said}")
        if not all(entry.get(key) for key in keys):
            missing.append(message.one)
    return "\n".join(parts), missing


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\u200e", "\\u200e")
    return f'"{escaped}"'


def _quoted_lines(text: str) -> str:
    return "".join(f"{_quoted(line)}\n" for line in text.splitlines(keepends=True)).rstrip("\n") + "\n"


def main() -> int:
    """Write the catalogues, or look whether they are as they should be."""
    code = 0
    for language in sorted(RIGHT_TO_LEFT):
        wanted, missing = renewed(language)
        file = po_file(language)
        if "--check" not in sys.argv:
            file.write_text(wanted, encoding="utf-8")
        elif file.read_text(encoding="utf-8") != wanted:
            sys.stdout.write(f"{file} is not up to date: run python scripts/make_catalogue.py\n")
            code = 1
        for message in missing:
            sys.stdout.write(f"{language} lacks: {message}\n")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
