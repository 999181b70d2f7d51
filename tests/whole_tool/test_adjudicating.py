"""An article of the sample adjudicated in a terminal, by keys alone, counted."""

import re
import sys

import pytest

from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.rulings import Origin
from corpus_tool.store.store import Store
from corpus_tool.workbench.adjudication.gold_desk import GoldDesk, Task

pytestmark = pytest.mark.terminal

GOLD = LayerName("mine", LayerKind.GOLD)
MORE = 2
"""Keys beyond one for each disagreement: done, and leaving."""


def still_open(terminal):
    found = re.search(r"(\d+) open of", terminal.text)
    return int(found.group(1)) if found else sys.maxsize


@pytest.mark.parametrize("key", ["ar-0001", "he-0001"])
def test_a_disagreement_costs_one_key_and_what_is_agreed_costs_none(open_terminal, demo, key):
    with Store.open(demo) as store:
        id = store.documents.id_of_key(key) or 0
        disputed = len(list(GoldDesk(store, id, "rina", Task(into="mine")).matters.disputed))
    words = ("adjudicate", key, "--into", "mine", "--as", "rina", "--corpus", "demo.db")
    terminal = open_terminal(*words, size=(120, 40))
    terminal.wait_for(f"{disputed} open of {disputed}")
    pressed, left = 0, disputed
    while left:
        terminal.press("a")
        pressed += 1
        terminal.wait_for(lambda now, before=left: still_open(now) < before)
        left = still_open(terminal)
    terminal.press("enter")
    pressed += 1
    terminal.wait_for(lambda now: key not in now.screen[0])
    terminal.press("q")
    pressed += 1
    assert pressed <= disputed + MORE
    terminal.quit()
    with Store.open(demo) as store:
        gold = store.layers.load(id, GOLD)
        noa = store.layers.load(id, LayerName("noa", LayerKind.ANNOTATOR))
    assert gold.status is Status.DONE
    assert len(gold.placed) == len(noa.placed)
    assert {one.origin for one in gold.rulings.values()} == {Origin.UNANIMOUS, Origin.PICKED}
