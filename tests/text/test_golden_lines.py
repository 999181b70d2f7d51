"""Nasty lines, cell by cell, as they have to reach the terminal. The data was checked by eye against UAX #9."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus_tool.text.layout import Layout
from corpus_tool.text.terminal import Terminal

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "golden_lines.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_nasty_line_shows_as_it_should(case: dict[str, Any]) -> None:
    layout = Layout(case["text"], case["width"], case["direction"], Terminal(**case["terminal"]))
    lines = [layout.row(number) for number in range(layout.height)]
    assert case["rows"] == [
        {
            "pad": line.pad,
            "glyphs": [cluster.glyph for cluster in line.clusters],
            "starts": [cluster.start for cluster in line.clusters],
        }
        for line in lines
    ]
