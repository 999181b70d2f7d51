"""Photograph `corpus-tool serve` in Chromium: docs/pictures/browser-*.png, as an annotator sees it.

    python scripts/make_browser_pictures.py

Each picture is the sample corpus in a new file, a document, and a stretch of it that the mouse is dragged over.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # the browser and the server are those of the tests

from corpus_tool_testing.chromium import Chromium, running_chromium
from corpus_tool_testing.serving import serving

from corpus_tool.workbench.demo import make_demo

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"


class Scene(NamedTuple):
    """What is shown: a document of the sample, and the words on one line between which the mouse is dragged."""

    downs: int
    first: str
    last: str
    told: str
    """What the foot says then."""


SCENES = {"browser-ar": Scene(0, "طائرة", "MQ-9", "p"), "browser-he": Scene(10, "F-16", "קואליציית", "p")}
"""By the name of the file."""


def main() -> None:
    """Make them all."""
    with TemporaryDirectory() as folder, running_chromium(Path(folder, "browser")) as chromium:
        corpus = Path(folder, "war.db")
        make_demo(corpus)
        with serving("dana", corpus) as server:
            for name, scene in SCENES.items():
                (PICTURES / f"{name}.png").write_bytes(photograph(chromium, server.door, scene))


def photograph(chromium: Chromium, door: str, scene: Scene) -> bytes:
    """What is seen after the mouse was let go."""
    tab = chromium.tab()
    tab.open(door)
    tab.wait_to_read("he-0001")
    tab.press(*["down"] * scene.downs, "enter")
    tab.wait_to_read("U undo")
    tab.drag(tab.across(scene.first, scene.last))
    tab.wait_to_read(scene.told)
    return tab.screenshot()


if __name__ == "__main__":
    main()
