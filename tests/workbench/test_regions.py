"""Regions in a corpus: repeated lines of a source, corrections, exports without boilerplate."""

import json

import pytest
from corpus_tool_testing.builders import ARABIC, NOW, counting_surroundings, document, layer, new_store, span
from msgspec.structs import replace

from corpus_tool.errors import NotFoundError
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.regions import Origin, Region, RegionKind, boilerplate
from corpus_tool.store.store import Store
from corpus_tool.workbench.exporting import Mode, export
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.regions import Repeated, document_regions, find_repeated, set_region

LINE = "هذه المادة من أرشيف الموقع."


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        yield store


def add(store: Store, number: int, line: str = LINE, source: str = "س") -> int:
    text = f"عنوان {number}\nقصفت طائرات حربية مواقع في القرية رقم {number}.\n{line}\nثم هدأ القصف بعد {number} دقائق."
    found = replace(document(text, f"d{number}-{source}"), metadata={"source": source})
    with store.writing():
        return store.documents.add(found, (), NOW)


def marked(store: Store, id: int) -> list[str]:
    found = store.documents.load(id)
    return [found.text[start:end] for start, end in boilerplate(document_regions(store, found))]


def test_a_line_that_a_source_repeats_is_boilerplate_there_and_nowhere_else(store):
    ids = [add(store, number) for number in range(3)]
    alone = add(store, 9, source="ص")
    assert find_repeated(store) == [Repeated("س", LINE, 3)]
    assert [marked(store, id) for id in ids] == [[LINE]] * 3
    assert marked(store, alone) == []


def test_spelling_does_not_hide_a_repeated_line(store):
    ids = [add(store, number, LINE.replace("أ", letter)) for number, letter in enumerate("أاإ")]
    find_repeated(store)
    assert all(marked(store, id) for id in ids)


def test_a_line_of_two_articles_in_a_hundred_is_the_articles_own(store):
    ids = [add(store, number, LINE if number < 2 else f"خبر رقم {number} من القرية.") for number in range(100)]
    assert find_repeated(store) == []
    assert marked(store, ids[0]) == []


def test_articles_that_tell_one_story_count_once(store):
    ids = [add(store, number) for number in range(3)]
    with store.writing():
        store.stories.replace((id, ids[0]) for id in ids)
    assert find_repeated(store) == []


def test_long_lines_are_paragraphs_and_first_lines_titles(store):
    for number in range(4):
        add(store, number, "نص " * 100)
    assert find_repeated(store) == []


def test_looking_again_forgets_what_is_no_longer_so(store):
    ids = [add(store, number) for number in range(3)]
    find_repeated(store)
    for number in range(3, 100):
        add(store, number, f"خبر {number}.")
    with store.writing():
        store.stories.replace((id, ids[0]) for id in ids)
    find_repeated(store)
    assert marked(store, ids[0]) == []


def test_an_import_looks_by_itself(store, tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(
            f"عنوان {number}\nخبر {number}.\n{LINE}\nتم {number}.", encoding="utf-8"
        )
    import_files(store, [tmp_path / f"{number}.txt" for number in range(3)], counting_surroundings())
    assert marked(store, 1) == [LINE]


def test_a_user_corrects_a_line_and_takes_it_back(store):
    ids = [add(store, number) for number in range(3)]
    find_repeated(store)
    found = store.documents.load(ids[0])
    (line,) = (one for one in document_regions(store, found) if one.kind is RegionKind.BOILERPLATE)
    set_region(store, found, line, RegionKind.CAPTION, "noa")
    assert line._replace(kind=RegionKind.CAPTION, origin=Origin.USER) in document_regions(store, found)
    find_repeated(store)
    assert marked(store, ids[0]) == []
    set_region(store, found, line, None, "noa")
    assert line in document_regions(store, found)
    with pytest.raises(NotFoundError, match=r"no line at 1\.\.3"):
        set_region(store, found, Region(1, 3, RegionKind.BODY), RegionKind.BODY, "noa")


TEXT = f"{ARABIC}\nتابعنا على تلغرام"


def test_an_export_leaves_boilerplate_out_where_asked_and_says_what_is_lost(store, tmp_path):
    marks = [span("s1", TEXT, "حلب", "GPE"), span("s2", TEXT, "تلغرام")]
    (tmp_path / "a.jsonl").write_text(line_of(Bundle(document(TEXT), (layer(marks),))), encoding="utf-8")
    import_files(store, [tmp_path / "a.jsonl"], counting_surroundings())
    report = export(store, "iob2", "noa", tmp_path / "out", allow_loss=True, mode=Mode(without_boilerplate=True))
    columns = (tmp_path / "out" / "noa.iob2").read_text(encoding="utf-8")
    assert "حلب\tB-GPE" in columns and "تلغرام" not in columns
    assert {why: [loss.annotation for loss in found] for why, found in report.losses.examples.items()} == {
        "in boilerplate that is left out": ["s2"]
    }
    report = export(store, "jsonl", "noa", tmp_path / "out", allow_loss=True, mode=Mode(without_boilerplate=True))
    (line,) = (tmp_path / "out" / "noa.jsonl").read_text(encoding="utf-8").splitlines()
    assert [span["id"] for span in json.loads(line)["layers"][0]["spans"]] == ["s1"]
    assert json.loads(line)["text"] == TEXT
    assert report.notes == ["jsonl holds whole texts: marks in boilerplate are out, its lines are not."]
