"""Keys that benchmarks/keystrokes.py counts are pressed on the annotator's screen, and make what was to be made."""

import pytest
from corpus_tool_testing.builders import document, event, layer
from fingers import Fingers
from keystrokes import session
from typists import Helped, Session

from corpus_tool.model.annotations import Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.tui.bindings import keymap

FIRST = "قصف الجيش السوري مواقع داعش في حلب يوم الأحد. ثم قصف الجيش السوري مواقع لداعش في حلب يوم الإثنين."
SECOND = "انسحبت داعش من حلب. وعاد الجيش السوري إلى حلب يوم الجمعة."
HEBREW = 'דאע"ש נסוג מדמשק ביום שני. כוחות הצבא נכנסו לדמשק, ודאע"ש חזר לדמשק.'


def marks(text, *wanted):
    """Spans one after the other, each with its label and subtype."""
    at, found = 0, []
    for number, (words, label, subtype) in enumerate(wanted):
        at = text.index(words, at)
        attributes = {"subtype": subtype} if subtype else {}
        found.append(Span(id=f"s{number}", label=label, fragments=((at, at + len(words)),), attributes=attributes))
    return found


def article(text, key, *annotations):
    return Bundle(document(text, key), ()), layer(list(annotations))


ARMY, FOE, TOWN = ("الجيش السوري", "ORG", "StateForces"), ("داعش", "ORG", "ArmedGroup"), ("حلب", "GPE", "Town")
ARTICLES = [
    article(
        FIRST,
        "d1",
        *marks(FIRST, ARMY, FOE, TOWN, ("يوم الأحد", "TIME", "Date"), ARMY, FOE, TOWN, ("يوم الإثنين", "TIME", "Date")),
        event("e", FIRST, "قصف", Attacker="s0", Target="s1", Place="s2"),
    ),
    article(SECOND, "d2", *marks(SECOND, FOE, TOWN, ARMY, TOWN, ("يوم الجمعة", "TIME", "Date"))),
    article(
        HEBREW,
        "d3",
        *marks(HEBREW, ('דאע"ש', "ORG", "ArmedGroup"), ("דמשק", "GPE", ""), ("כוחות הצבא", "ORG", "StateForces")),
        *[Span(id="late", label="GPE", fragments=((HEBREW.rindex("דמשק"), HEBREW.rindex("דמשק") + 4),))],
    ),
]


@pytest.fixture
def typed(monkeypatch):
    """Every key that went to a screen."""
    found = []
    real = Fingers.press

    def press(self, *keys):
        found.extend(keys)
        real(self, *keys)

    monkeypatch.setattr(Fingers, "press", press)
    return found


def test_every_key_that_is_counted_is_pressed_and_makes_what_was_to_be_made(typed):
    by_hand = session(ARTICLES, Session)
    assert len(typed) == sum(by_hand) + len(ARTICLES)  # N after each
    assert {"o", "T", "left", "shift+left", "E", "S"} <= set(typed)
    assert not {"enter", "ctrl+a", "~"} & set(typed)
    typed.clear()
    helped = session(ARTICLES, Helped)
    assert len(typed) == sum(helped) + len(ARTICLES)
    assert sum(helped) < sum(by_hand)


def test_a_layer_that_came_out_otherwise_is_no_figure(monkeypatch):
    monkeypatch.setattr(Session, "name_subtype", lambda self, span, subtype: None)
    with pytest.raises(SystemExit, match="was not made as it is"):
        session(ARTICLES[:1], Session)


def test_the_keys_are_those_of_the_keymap():
    commands = keymap("plain").commands
    assert {("ctrl+a",), ("}",), ("~",), ("Q",), ("enter",), (";",), ("T",), ("A",), ("E",), ("S",)} <= set(commands)
