"""What marking costs, counted in keys from where the caret is: an entity at most 3, an event with two arguments 10."""

from pathlib import Path
from typing import NamedTuple

import pytest
from corpus_tool_testing.terminal import Terminal

from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.text.selection import words_of

pytestmark = pytest.mark.terminal

ENTITY = 3
"""Keys that a mark with a known boundary may cost."""

EVENT = 10
"""Keys that an event with two marked arguments may cost."""


class Mark(NamedTuple):
    """A span: the word where the caret stands, the keys, and what is marked then."""

    place: str
    keys: tuple[str, ...]
    label: str
    text: str
    subtype: str | None = None


class Story(NamedTuple):
    """What is marked in one document."""

    key: str
    plain: Mark
    behind_a_proclitic: Mark
    part_of_a_word: Mark
    phrase: Mark
    nested: Mark
    with_subtype: Mark
    two_pieces: Mark
    again: str
    """Where the text of the plain mark comes again."""
    trigger: str
    type_key: str


ARABIC = Story(
    "ar-0001",
    plain=Mark("البوكمال (", ("g",), "GPE", "البوكمال"),
    behind_a_proclitic=Mark("لداعش", ("[", "o"), "ORG", "داعش"),
    part_of_a_word=Mark("مديرها", ("]", "p"), "PER", "مدير"),
    phrase=Mark("قوة حماية", (")", "o"), "ORG", "قوة حماية البادية"),
    nested=Mark('البادية"', ("l",), "LOC", "البادية"),
    with_subtype=Mark("سوريا)", ("T", "g", "c"), "GPE", "سوريا", "Country"),
    two_pieces=Mark("مُحَمَّد", ("+", "left", "left", "p"), "PER", "مُحَمَّد أن"),
    again="البوكمال شرقي",
    trigger="غارة جوية",
    type_key="a",
)

HEBREW = Story(
    "he-0001",
    plain=Mark("ברנט (", ("p",), "PER", "ברנט"),
    behind_a_proclitic=Mark("הקואליציה, ", ("[", "o"), "ORG", "קואליציה"),
    part_of_a_word=Mark("שבמזרח", ("[", "[", "l"), "LOC", "מזרח"),
    phrase=Mark('חזית הצפון", ', (")", "o"), "ORG", "חזית הצפון"),
    nested=Mark('הצפון", ', ("l",), "LOC", "הצפון"),
    with_subtype=Mark("סוריה", ("T", "g", "c"), "GPE", "סוריה", "Country"),
    two_pieces=Mark("קולונל", ("+", "left", "left", "p"), "PER", "קולונל ברנט"),
    again="ברנט ל",
    trigger="תקיפה אווירית",
    type_key="a",
)


class Sitting:
    """Somebody at the keyboard who counts her keys."""

    def __init__(self, terminal: Terminal, corpus: Path, key: str) -> None:
        self.terminal = terminal
        self._corpus = corpus
        with Store.open(corpus) as store:
            self._document = store.documents.load(store.documents.id_of_key(key) or 0)
        self._words = [word.start for word in words_of(self._document.tokens)]
        terminal.wait_for("0 spans  0 events")

    def go_to(self, context: str) -> None:
        """To the first word of a stretch of text."""
        start = self._document.text.index(context)
        number = max(number for number, word in enumerate(self._words) if word <= start)
        self.terminal.press("ctrl+home", *["left"] * number)

    def press(self, *keys: str, at_most: int) -> None:
        assert len(keys) <= at_most
        self.terminal.press(*keys)

    def mark(self, mark: Mark, count: int, at_most: int = ENTITY) -> None:
        self.go_to(mark.place)
        self.press(*mark.keys, at_most=at_most)
        self.terminal.wait_for(f" {count} span")

    def marked(self) -> tuple[list[Span], list[Event]]:
        """What is on disk."""
        with Store.open(self._corpus) as store:
            layer = store.layers.load(self._document.id or 0, LayerName("lena", LayerKind.ANNOTATOR))
        assert layer is not None
        return list(layer.spans), list(layer.events)

    def text_of(self, span: Span | Event) -> str:
        return " ".join(self._document.text[start:end] for start, end in span.fragments)


@pytest.mark.parametrize("story", [ARABIC, HEBREW], ids=lambda story: story.key)
def test_marking_costs_no_more_keys_than_promised(open_terminal, demo, story):
    terminal = open_terminal("annotate", story.key, "--as", "lena", "--corpus", "demo.db", size=(100, 40))
    sitting = Sitting(terminal, demo, story.key)
    singles = (story.plain, story.behind_a_proclitic, story.part_of_a_word, story.phrase, story.nested)
    for count, mark in enumerate((*singles, story.with_subtype), 1):
        sitting.mark(mark, count)
    sitting.mark(story.two_pieces, 7, at_most=4)  # two places: going to the second is two of the four

    sitting.go_to(story.plain.place)
    terminal.press("K")
    terminal.wait_for("Link of")
    terminal.press("Q", "1", "7", "enter")
    terminal.wait_for("Link: Q17")
    sitting.go_to(story.again)
    sitting.press(story.plain.keys[0], "K", "enter", at_most=ENTITY)
    terminal.wait_for(" 8 spans")
    terminal.wait_for("Link: Q17")

    sitting.go_to(story.trigger)
    terminal.press("E")
    terminal.wait_for("Event type for")
    first = ("a", "a")  # Attacker: the nearest that fits
    second = ("t", "a")
    sitting.press(story.type_key, *first, *second, at_most=EVENT - 1)
    terminal.wait_for(" 1 event")
    terminal.wait_for("Target: ")
    terminal.quit()

    spans, events = sitting.marked()
    expected = [*singles, story.with_subtype, story.two_pieces]
    assert [(one.label, sitting.text_of(one), one.attributes.get("subtype")) for one in spans[:7]] == [
        (mark.label, mark.text, mark.subtype) for mark in expected
    ]
    assert [one.link for one in spans] == ["Q17", *[None] * 6, "Q17"]
    assert [len(one.fragments) for one in spans][6] == 2
    assert [[argument.role for argument in one.arguments] for one in events] == [["Attacker", "Target"]]
