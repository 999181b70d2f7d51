"""`serve` in a real browser: what stands in its cells and is seen there, what the mouse selects, and who comes in."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator

import pytest
from bidi.algorithm import get_display
from corpus_tool_testing.builders import add_document, document, new_store
from corpus_tool_testing.chromium import Chromium, Tab, readable, running_chromium
from corpus_tool_testing.serving import Served, serving
from corpus_tool_testing.terminal import Terminal

from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.web.attempts import ATTEMPTS
from corpus_tool.web.tokens import Tokens, beside, make

TODAY = "2026-01-01T00:00:00.000+00:00"
ARABIC = "أعلنت شركة Google في حلب يوم 14/1/2026 عن «مشروع F-16» جديد."
HEBREW = "חברת Google הודיעה ב-14/1/2026 על 500 משרות (חדשות) ליד דמשק."
TEXTS = {"ar-0001": ARABIC, "he-0001": HEBREW}

CLICKED = {"ar-0001": ("حلب", "Google", "شركة"), "he-0001": ("משרות", "Google", "500")}
DRAGGED = {
    "ar-0001": [("شركة", "Google"), ("Google", "حلب"), ("حلب", "14/1/2026"), ("مشروع", "F-16")],
    "he-0001": [("חברת", "Google"), ("Google", "הודיעה"), ("על", "500"), ("500", "משרות"), ("500", "דמשק")],
}
"""By the key of the document: words, and the first and the last word of a stretch."""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory) -> Iterator[Chromium]:
    with running_chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def corpus(tmp_path):
    with new_store(tmp_path) as store:
        for key, text in TEXTS.items():
            add_document(store, document(text, key))
    return tmp_path / "corpus.db"


@pytest.fixture
def served(corpus) -> Iterator[Served]:
    with serving("noa", corpus) as server:
        yield server


def token_of(corpus, name: str) -> str:
    made = make(name, TODAY)
    Tokens(beside(corpus)).add(made.token)
    return made.secret


def come_in(browser: Chromium, address: str) -> Tab:
    """A page in which the list of documents is open."""
    tab = browser.tab()
    tab.open(address)
    tab.wait_to_read("he-0001")
    return tab


def open_text(tab: Tab, key: str) -> None:
    tab.press(*(["down"] if key == "he-0001" else []), "enter")
    tab.wait_to_read("U undo")


def marked(tab: Tab, corpus, number: int = 1) -> list[tuple[tuple[int, int], ...]]:
    """Mark what is selected; the fragments of all marks as they are on disk."""
    tab.press("g")
    tab.wait_to_read(f"{number} span")
    with Store.open(corpus) as store:
        found = [store.layers.load(id, LayerName("noa", LayerKind.ANNOTATOR)) for id in (1, 2)]
        return [one.fragments for layer in found if layer for one in layer.spans]


def take_back(tab: Tab) -> None:
    tab.press("U")
    tab.wait_to_read("0 spans")


def between(key: str, first: str, last: str) -> tuple[tuple[int, int], ...]:
    text = TEXTS[key]
    return ((text.index(first), text.index(last) + len(last)),)


@pytest.mark.parametrize("key", TEXTS)
def test_each_cell_has_what_the_visual_mode_has_in_a_terminal(chromium, served, corpus, tmp_path, key):
    tab = come_in(chromium, served.door)
    open_text(tab, key)
    rows = tab.rows()
    words = ("annotate", key, "--as", "noa", "--corpus", str(corpus))
    terminal = Terminal(tmp_path, *words, size=(len(rows[0]), len(rows)), CORPUS_TOOL_RTL_MODE="visual")
    terminal.wait_for("U undo")
    terminal.press("escape")
    assert tab.lines() == terminal.screen
    terminal.close()


@pytest.mark.parametrize("key", TEXTS)
def test_a_line_of_two_directions_stands_as_the_unicode_standard_puts_it(chromium, served, key):
    tab = come_in(chromium, served.door)
    open_text(tab, key)
    seen = get_display(TEXTS[key], base_dir="R")
    assert any(seen in readable(row) for row in tab.rows()), tab.lines()


@pytest.mark.parametrize("key", TEXTS)
def test_what_is_seen_in_a_cell_is_the_letter_that_stands_there(chromium, served, key):
    """The browser puts nothing into another order: no two letters look the same anywhere on the screen."""
    tab = come_in(chromium, served.door)
    open_text(tab, key)
    letters = defaultdict(set)
    for cells, seen in zip(tab.rows(), tab.pixels(), strict=True):
        for cell, pixels in zip(cells, seen, strict=True):
            if cell.letters.strip():
                letters[pixels].add(cell.letters)
    if len({seen for seen, those in letters.items() if min(those) > "\u0590"}) < 10:
        pytest.skip("no font of this machine has these letters")
    assert len(letters) > 40
    assert [many for many in letters.values() if len(many) > 1] == []


@pytest.mark.parametrize("key", TEXTS)
def test_clicking_selects_the_word_under_the_mouse(chromium, served, corpus, key):
    tab = come_in(chromium, served.door)
    open_text(tab, key)
    for times in (1, 2):
        for word in CLICKED[key]:
            row, columns = tab.where(word)
            tab.click((columns[1], row), times)
            assert marked(tab, corpus) == [between(key, word, word)], (word, times)
            take_back(tab)


@pytest.mark.parametrize("key", TEXTS)
def test_dragging_over_both_directions_selects_from_letter_to_letter(chromium, served, corpus, key):
    tab = come_in(chromium, served.door)
    open_text(tab, key)
    for first, last in DRAGGED[key]:
        for way in (1, -1):
            tab.drag(tab.across(first, last)[::way])
            assert marked(tab, corpus) == [between(key, first, last)], (first, last, way)
            take_back(tab)


def test_a_browser_that_is_killed_takes_nothing_with_it(served, corpus, tmp_path):
    with running_chromium(tmp_path / "browser") as browser:
        tab = come_in(browser, served.door)
        open_text(tab, "ar-0001")
        row, columns = tab.where("حلب")
        tab.click((columns[0], row))
        on_disk = marked(tab, corpus)
        browser.kill()
    assert on_disk == [between("ar-0001", "حلب", "حلب")]
    with running_chromium(tmp_path / "another") as browser:
        tab = come_in(browser, served.door)
        tab.press("enter")
        tab.wait_to_read("1 span")
    assert "Traceback" not in served.stop()


def test_two_people_work_at_once_each_in_her_own_layer(chromium, served, corpus):
    noa, sami = come_in(chromium, served.door), come_in(chromium, f"{served.origin}/#{token_of(corpus, 'sami')}")
    for tab, word in ((noa, "حلب"), (sami, "شركة")):
        open_text(tab, "ar-0001")
        row, columns = tab.where(word)
        tab.click((columns[0], row))
        tab.press("g")
        tab.wait_to_read("1 span")
    assert [" noa " in noa.lines()[0], " sami " in sami.lines()[0]] == [True, True]
    with Store.open(corpus) as store:
        layers = [store.layers.load(1, LayerName(name, LayerKind.ANNOTATOR)) for name in ("noa", "sami")]
        assert [one.fragments for layer in layers for one in layer.spans] == [
            between("ar-0001", word, word) for word in ("حلب", "شركة")
        ]


def test_a_wrong_token_is_told_so_and_soon_has_to_wait(chromium, served):
    tab = chromium.tab()
    for number in range(ATTEMPTS + 1):
        tab.open(f"{served.origin}/?{number}#ct-wrong")
        said = tab.wait_for("location.pathname == '/enter' && document.querySelector('.wrong').textContent")
        tab.open("about:blank")
        tab.wait_for("location.protocol == 'about:'")
        assert ("wait" in said.lower() or "minute" in said.lower()) == (number == ATTEMPTS), said


def test_a_page_from_elsewhere_gets_no_socket(chromium, served):
    tab = come_in(chromium, served.door)
    tab.open("data:text/html,")
    tab.wait_for("location.protocol == 'data:'")
    address = served.origin.replace("http", "ws") + "/ws"
    opened = f"new Promise(done => {{ const socket = new WebSocket('{address}');"
    assert tab.value(f"{opened} socket.onopen = () => done('open'); socket.onerror = () => done('refused'); }})") == (
        "refused"
    )


async def test_a_page_is_told_that_its_token_was_revoked_and_one_that_nobody_uses_that_it_is_closed(house, chromium):
    def read(name: str) -> Tab:
        tab = chromium.tab()
        tab.open(f"{house.origin}/#{house.token_for(name)}")
        tab.wait_to_read("ar-0001")
        return tab

    def reason(tab: Tab) -> str:
        return str(tab.wait_for("document.getElementById('reason').textContent"))

    noa = await asyncio.to_thread(read, "noa")
    house.server.tokens.revoke("noa")
    await house.server.sweep()
    assert await asyncio.to_thread(reason, noa) == "Your token was revoked."
    sami = await asyncio.to_thread(read, "sami")
    house.clock.now += 601
    await house.server.sweep()
    assert await asyncio.to_thread(reason, sami) == "Nothing was done here for a while."
