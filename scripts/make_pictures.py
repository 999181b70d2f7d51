"""Draw the pictures of the documentation from the running annotator: docs/pictures/*.svg.

    python scripts/make_pictures.py [NAME ...]

Each picture is a scene: the sample corpus in a new file, keys that are pressed, and the screen as it stands then. A
browser puts Arabic and Hebrew into order by itself; the annotator has done that already. So a picture forbids it
(`unicode-bidi: bidi-override`) and says for each letter in which cell it stands, whatever fonts the reader has.
"""

import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.cells import cell_len

from corpus_tool.saying import speak
from corpus_tool.store.store import Store
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.app import CorpusTool
from corpus_tool.tui.terminal.detection import UNASKED
from corpus_tool.workbench.adjudication.gold_desk import Task
from corpus_tool.workbench.demo import make_demo

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
CELL = 12.2
"""Width of a cell in the pictures that Textual exports, in pixels."""
FONTS = "'Courier New', 'Liberation Mono', 'DejaVu Sans Mono', monospace"
"""Those that have Hebrew before those that do not."""
COLOURS = {
    "#292929": "#16181d",  # what is around the screen
    "#4b4e55": "#16181d",  # black
    "#cc555a": "#f2777a",  # red
    "#98a84b": "#a5c261",  # green
    "#608ab1": "#7fb0e0",  # blue
    "#98729f": "#c594c5",  # magenta
    "#68a0b3": "#74c7d4",  # cyan
    "#c5c8c6": "#d8dce3",  # white
    "#00823d": "#7ccf8a",  # the bright ones from here
    "#1984e9": "#6cb6ff",
    "#ff2c7a": "#ff8fc0",
    "#398280": "#63d0cc",
    "#fdfdc5": "#ffffff",
}
"""Instead of those that Textual exports: the annotator leaves colours to the terminal, and these can be read."""


IN_CELLS = "text, tspan { direction: ltr; unicode-bidi: bidi-override; text-anchor: middle; }"
SIGNS = r"\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670"
CLUSTER = re.compile(f"[^{SIGNS}][{SIGNS}]*")
"""A letter with the signs on it, as they share a cell."""
NOTHING = "\u00a0"


class Scene(NamedTuple):
    """What is shown: `keys` are pressed one after the other by `annotator`, in `document` or else in the list."""

    annotator: str
    document: str | None
    keys: Sequence[str]
    size: tuple[int, int] = (100, 30)
    task: Task | None = None
    """What is adjudicated, instead of annotated."""


SHIP = ("ctrl+home", *["left"] * 4, "shift+left", "v")
ADEN = ("left", "left", "g")
BOAT = ("ctrl+home", "left", "shift+left", "[", "w")
ATTACK = ("ctrl+home", "E", "x")

SCENES: dict[str, Scene] = {
    "tutorial-list": Scene("dana", None, ("down",) * 5),
    "tutorial-first": Scene("dana", "ar-0006", ()),
    "tutorial-marked": Scene("dana", "ar-0006", (*SHIP, *ADEN, *BOAT)),
    "tutorial-roles": Scene("dana", "ar-0006", (*SHIP, *ADEN, *BOAT, *ATTACK, "t")),
    "tutorial-event": Scene("dana", "ar-0006", (*SHIP, *ADEN, *BOAT, *ATTACK, *"tsiapa", "escape", "L"), (120, 34)),
    "article-he": Scene("noa", "he-0005", ("down", "down")),
    "agreement": Scene("lea", None, ("v",)),
    "adjudicating": Scene("rina", "ar-0001", (), (120, 34), task=Task(("noa", "sami"), "second")),
}
"""By the name of the file."""


def main(names: Sequence[str]) -> None:
    """Draw these, or all."""
    PICTURES.mkdir(exist_ok=True)
    for name in names or SCENES:
        with TemporaryDirectory() as folder:
            corpus = Path(folder, "war.db")
            make_demo(corpus)
            (PICTURES / f"{name}.svg").write_text(asyncio.run(picture(SCENES[name], corpus)), encoding="utf-8")


async def picture(scene: Scene, corpus: Path) -> str:
    """The screen after the keys of a scene, as SVG."""
    speak("en")
    with Store.open(corpus) as store:
        id = scene.document and store.documents.id_of_key(scene.document)
        terminal = replace(UNASKED, terminal=Terminal(mode="visual"))
        app = CorpusTool(store, scene.annotator, id or None, terminal, adjudicating=scene.task)
        async with app.run_test(size=scene.size) as pilot:
            await pilot.pause()
            for key in scene.keys:
                await pilot.press(key)
            for _ in ("what is asked for", "what that asks for"):
                await app.workers.wait_for_complete()
                await pilot.pause()
            return in_cells(app.export_screenshot())


def in_cells(svg: str) -> str:
    """The same picture with nothing from the net, letters in the order they were sent, and each in its cell."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]*;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"\d\d:\d\d:\d\d", "12:00:00", svg)  # when it was saved: no other day makes another picture
    svg = re.sub(r"terminal-\d+", "screen", svg)  # nor that this makes other names
    for theirs, ours in COLOURS.items():
        svg = svg.replace(theirs, ours)
    svg = svg.replace(
        "</style>", "text { direction: ltr; unicode-bidi: bidi-override; text-anchor: middle; }\n    </style>", 1
    )
    return re.sub(r'<text ([^>]*?)x="([\d.]+)" ([^>]*?)textLength="[\d.]+"([^>]*)>([^<]*)</text>', _run, svg)


def _run(match: re.Match[str]) -> str:
    """A run of text, with the middle of the cell of each letter."""
    before, x, between, after, words = match.groups()
    placed, left = "", float(x)
    for letter in CLUSTER.findall(unescape(words)):
        wide = CELL * cell_len(letter)
        if letter != NOTHING:
            placed += f'<tspan x="{left + wide / 2:.1f}">{escape(letter)}</tspan>'
        left += wide
    return f"<text {before}{between}{after}>{placed}</text>"


if __name__ == "__main__":
    main(sys.argv[1:])
