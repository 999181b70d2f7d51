"""An article in the terminal, from the demo to the exported file: what was marked by keyboard is what comes out."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from corpus_tool_testing.terminal import SIZES, Terminal

from corpus_tool.model.default_schema import default_schema
from corpus_tool.store.store import Store
from corpus_tool.text.inline import visual_string
from corpus_tool.text.selection import words_of

pytestmark = pytest.mark.terminal


class Mark(NamedTuple):
    """A span to mark: where to go, what to press there, and what is marked then."""

    word: str
    keys: tuple[str, ...]
    label: str
    text: str

    @property
    def title(self) -> str:
        """How prompts show it."""
        return visual_string(f"{self.label} {self.text}")


class Story(NamedTuple):
    """What is annotated in one document: three spans, and an event with two arguments."""

    key: str
    a_word: Mark
    extended: Mark
    trimmed: Mark
    trigger: str
    target: str
    place: str

    @property
    def marks(self) -> tuple[Mark, Mark, Mark]:
        return self.a_word, self.extended, self.trimmed


STORIES = [
    Story(
        "ar-0001",
        a_word=Mark("مقر", ("f",), "FAC", "مقر"),
        extended=Mark("بادية", ("shift+left", "l"), "LOC", "بادية البوكمال"),
        trimmed=Mark("للواء", ("[", "shift+left", "o"), "ORG", "لواء الفجـــر"),
        trigger="غارة",
        target="لواء الفجـــر",
        place="بادية البوكمال",
    ),
    Story(
        "he-0001",
        a_word=Mark("סוריה", ("g",), "GPE", "סוריה"),
        extended=Mark("חזית", ("shift+left", "o"), "ORG", "חזית הצפון"),
        trimmed=Mark("לדיר", ("[", "shift+left", "shift+left", "g"), "GPE", "דיר א-זור"),
        trigger="תקיפה",
        target="חזית הצפון",
        place="דיר א-זור",
    ),
]


class Desk:
    """Somebody at the keyboard, in one document."""

    def __init__(self, terminal: Terminal, corpus: Path, key: str) -> None:
        self.terminal = terminal
        with Store.open(corpus) as store:
            document = store.documents.load(store.documents.id_of_key(key) or 0)
            self._row = [entry.key for entry in store.documents.entries()].index(key)
        self._text = document.text
        self._words = [word.start for word in words_of(document.tokens)]

    def open_from_the_list(self) -> None:
        self.terminal.wait_for("arrows move")
        self.terminal.press(*["down"] * self._row, "enter")
        self.terminal.wait_for("0 spans  0 events")

    def go_to(self, word: str) -> None:
        """To the first occurrence of a word, one word at a time."""
        self.terminal.press("ctrl+home", *["left"] * self._words.index(self._text.index(word)))

    def mark(self, mark: Mark, count: int) -> None:
        """Mark it, and see that `count` spans are marked then."""
        self.go_to(mark.word)
        self.terminal.press(*mark.keys)
        self.terminal.wait_for(f" {count} span")

    def strike(self, story: Story) -> None:
        """Make the trigger an air strike, and fill two of its roles."""
        terminal = self.terminal
        self.go_to(story.trigger)
        terminal.press("E")
        terminal.wait_for("Event type for")
        terminal.press(default_schema().event_by_id["Conflict.AirStrike"].key)
        for role, filler in (("Target", story.target), ("Place", story.place)):
            terminal.press(terminal.key_of(role))
            terminal.wait_for("backspace  the roles")  # the last row: all letters are those of the fillers by now
            (mark,) = (mark for mark in story.marks if mark.text == filler)
            terminal.press(terminal.key_of(mark.title))
            terminal.wait_for(lambda terminal: "backspace  the roles" not in terminal.text)
            terminal.wait_for(f"{role}: {visual_string(filler)}")
        terminal.press("escape")
        terminal.wait_for(lambda terminal: "which role?" not in terminal.text)


def exported(folder: Path, key: str, annotator: str) -> dict:
    """The layer of one document in an export."""
    lines = (folder / "exports" / f"{annotator}.jsonl").read_text(encoding="utf-8").split("\n")
    (found,) = (line for line in map(json.loads, filter(None, lines)) if line["key"] == key)
    (layer,) = found["layers"]
    return layer


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_what_is_marked_by_keyboard_is_there_when_opened_again_and_in_the_export(
    open_terminal, tool, tmp_path, demo, story, size
):
    desk = Desk(open_terminal("demo", "--as", "lena", size=size), demo, story.key)
    desk.open_from_the_list()
    for count, mark in enumerate(story.marks, 1):
        desk.mark(mark, count)
    desk.strike(story)
    desk.terminal.wait_for("lena (in-progress)  3 spans  1 event")
    desk.terminal.quit()

    again = open_terminal("annotate", story.key, "--as", "lena", "--corpus", "demo.db", size=size)
    again.wait_for("lena (in-progress)  3 spans  1 event")
    again.quit()

    tool("--corpus", "demo.db", "export", "--layers", "lena")
    layer = exported(tmp_path, story.key, "lena")
    assert [(span["label"], span["text"]) for span in layer["spans"]] == [(m.label, m.text) for m in story.marks]
    (event,) = layer["events"]
    texts = {span["id"]: span["text"] for span in layer["spans"]}
    assert (event["type"], event["text"]) == ("Conflict.AirStrike", story.trigger)
    assert [(argument["role"], texts[argument["target"]]) for argument in event["arguments"]] == [
        ("Target", story.target),
        ("Place", story.place),
    ]


def test_every_label_stands_beneath_its_span_on_the_screen(open_terminal, demo):
    story = STORIES[0]
    desk = Desk(open_terminal("annotate", story.key, "--as", "lena", "--corpus", "demo.db"), demo, story.key)
    desk.terminal.wait_for("0 spans")
    for count, mark in enumerate(story.marks, 1):
        desk.mark(mark, count)
    for mark in (story.a_word, story.extended):  # what is trimmed joins the letter before it: other glyphs
        desk.terminal.wait_for(lambda terminal, mark=mark: stands_beneath(terminal, mark))
    desk.terminal.quit()


def stands_beneath(terminal: Terminal, mark: Mark) -> bool:
    """Whether the label of a mark in the first line is in the bracket under it."""
    text, brackets = terminal.screen[1:3]
    shown = visual_string(mark.text)
    at = text.find(shown)
    return at >= 0 and mark.label in brackets[at : at + len(shown)]


def test_labels_answer_under_an_arabic_keyboard_layout(open_terminal, demo):
    desk = Desk(open_terminal("annotate", "ar-0001", "--as", "lena", "--corpus", "demo.db"), demo, "ar-0001")
    desk.terminal.wait_for("0 spans")
    desk.go_to("مقر")
    desk.terminal.press("ب")  # where a Latin layout has f
    desk.terminal.wait_for("FAC: ")
    desk.terminal.wait_for("1 span")
    desk.terminal.quit()


def test_undo_reaches_back_over_a_restart(open_terminal, demo):
    words = ("annotate", "ar-0001", "--as", "lena", "--corpus", "demo.db")
    story = STORIES[0]
    desk = Desk(open_terminal(*words), demo, story.key)
    desk.terminal.wait_for("0 spans")
    desk.mark(story.a_word, 1)
    desk.mark(story.extended, 2)
    desk.terminal.quit()

    again = open_terminal(*words)
    again.wait_for("2 spans")
    again.press("U")
    again.wait_for("1 span")
    again.wait_for("Undo Mark LOC.")
    again.press("U")
    again.wait_for("0 spans")
    again.press("R")
    again.wait_for("1 span")
    again.quit()

    last = open_terminal(*words)
    last.wait_for("1 span")
    last.press("R")
    last.wait_for("2 spans")
    last.quit()


def test_what_was_exported_comes_back_the_same_through_our_own_importer(open_terminal, tool, tmp_path, demo):
    story = STORIES[1]
    desk = Desk(open_terminal("annotate", story.key, "--as", "lena", "--corpus", "demo.db"), demo, story.key)
    desk.terminal.wait_for("0 spans")
    for count, mark in enumerate(story.marks, 1):
        desk.mark(mark, count)
    desk.strike(story)
    desk.terminal.quit()

    tool("--corpus", "demo.db", "export", "--layers", "all", "--to", "first")
    tool("new", "--corpus", "second.db")
    tool("import", "first/all.jsonl", "--corpus", "second.db")
    tool("--corpus", "second.db", "export", "--layers", "all", "--to", "second")
    assert '"lena"' in (tmp_path / "first" / "all.jsonl").read_text(encoding="utf-8")
    assert (tmp_path / "first" / "all.jsonl").read_bytes() == (tmp_path / "second" / "all.jsonl").read_bytes()
