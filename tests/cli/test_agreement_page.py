"""`corpus-tool agreement --html`: the page is written, and told of beside the figures."""

import json

import pytest

from corpus_tool.workbench.demo import make_demo


@pytest.fixture(autouse=True)
def corpus(folder):
    make_demo(folder / "corpus.db")


def test_the_page_is_written_and_the_figures_are_still_printed(well, folder):
    done = well("agreement", "--resamples", 0, "--html", "out.html")
    assert "noa and sami" in done.out
    assert "out.html" in done.err and "disagreements" in done.err
    assert (folder / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_json_stays_json_beside_the_page(well, folder):
    assert json.loads(well("agreement", "--resamples", 0, "--html", "out.html", "--json").out)["shared"] == 8
    assert (folder / "out.html").is_file()


def test_where_the_page_cannot_be_written_the_user_is_told(tool, folder):
    (folder / "file").write_text("")
    done = tool("agreement", "--resamples", 0, "--html", "file/out.html")
    assert done.code and "cannot be written" in done.err and "Traceback" not in done.err


@pytest.mark.parametrize("target", ["--html", "--csv"])
def test_no_folder_is_made_for_what_is_written(tool, folder, target):
    done = tool("agreement", "--resamples", 0, target, "nofolder/out")
    assert done.code == 2 and "there is no folder nofolder" in done.err
    assert not (folder / "nofolder").exists()
