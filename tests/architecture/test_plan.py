"""The plan of the house: ARCHITECTURE.md names what is there, and every folder of it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAN = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
TREE = PLAN.split("```")[1]
"""The first block: folders, and under each its modules."""
HOUSE = ROOT / "corpus_tool"
FOLDERS = sorted(file.parent for file in HOUSE.glob("*/__init__.py"))
MODULES = [file for folder in (HOUSE, ROOT / "scripts") for file in folder.rglob("*.py")]


def test_every_module_that_is_named_is_there():
    named = set(re.findall(r"\b[a-z]\w*\.py\b", PLAN))
    assert len(named) > 100
    assert named <= {file.name for file in MODULES}


def test_every_path_that_is_named_leads_somewhere():
    named = set(re.findall(r"\b(?:[a-z]+/)+[a-z_]+\.py\b", PLAN))
    assert "workbench/desk.py" in named
    there = {file.relative_to(ROOT).as_posix() for file in MODULES}
    missing = [path for path in named if not any(f"/{one}".endswith(f"/{path}") for one in there)]
    assert missing == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_a_folder_of_the_house_and_the_folders_in_it_are_in_the_plan(folder):
    assert re.search(rf"^  {folder.name}/", TREE, re.MULTILINE)
    within = {file.parent.name for file in folder.glob("*/__init__.py")}
    if folder.name not in {"formats"}:  # a format of several modules is a folder, and none is named there
        assert {one for one in within if not re.search(rf"\b{one}\b", TREE)} == set()
