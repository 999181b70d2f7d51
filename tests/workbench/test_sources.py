"""Folders, patterns, archives, metadata beside articles."""

import os
import stat
import zipfile
from pathlib import Path

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, counting_surroundings, new_store

from corpus_tool.errors import UnreadableFileError
from corpus_tool.formats import Reading
from corpus_tool.workbench import archives, needs
from corpus_tool.workbench.import_report import Outcome
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.sources import gather


def put(path: Path, content: bytes | str = ARABIC) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def pack(path: Path, files: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def names(*paths: Path, root: Path) -> list[str]:
    return [str(source.shown.relative_to(root)) for source in gather(paths).sources]


@pytest.fixture
def bring(tmp_path):
    with new_store(tmp_path, "bring.db") as store:

        def bring(*paths: Path, **more):
            report = import_files(store, paths, counting_surroundings(), **more)
            return report, [store.documents.load(id) for id in store.documents.ids()]

        yield bring


@pytest.fixture
def crawl(tmp_path) -> Path:
    for name in ("b/2.txt", "b/1.txt", "a/z.TXT", ".git/x.txt", "b/.hidden.txt", "b/photo.jpg", "b/1.json", "c.csv"):
        put(tmp_path / "crawl" / name, "{}" if name.endswith("json") else ARABIC)
    return tmp_path / "crawl"


def test_a_folder_is_gone_through_in_a_sorted_order_and_what_is_no_article_is_counted(crawl):
    assert names(crawl, root=crawl) == ["c.csv", "a/z.TXT", "b/1.txt", "b/2.txt"]
    assert gather([crawl]).passed_over == {".jpg": 1}


def test_a_pattern_stands_for_what_it_matches(crawl):
    assert names(crawl / "**" / "*.txt", root=crawl) == ["b/1.txt", "b/2.txt"]
    (problem,) = gather([crawl / "*.html"]).problems
    assert "No such file" in problem.why


def test_a_name_with_signs_of_a_pattern_is_a_name_first(tmp_path):
    put(tmp_path / "[1].txt")
    assert names(tmp_path / "[1].txt", root=tmp_path) == ["[1].txt"]


def test_metadata_beside_an_article_comes_with_it(tmp_path, bring):
    put(tmp_path / "in/a.txt", ARABIC)
    put(tmp_path / "in/a.json", '{"key": "k1", "title": "T", "source": "S", "tags": ["x"]}')
    put(tmp_path / "in/b.txt", HEBREW)
    put(tmp_path / "in/b.toml", 'date = 2026-01-31\nurl = "https://example.org"')
    _, (first, second) = bring(tmp_path / "in")
    assert (first.key, first.title, first.metadata) == ("k1", "T", {"source": "S", "tags": ["x"]})
    assert second.metadata == {"date": "2026-01-31", "url": "https://example.org", "file": "b.txt"}


@pytest.mark.parametrize(
    ("content", "words"),
    [("{", "not JSON"), ("[1]", "names and values"), ('{"title": 3}', "title"), ('{"language": "x"}', "language")],
)
def test_metadata_that_cannot_be_read_keeps_its_article_out(tmp_path, bring, content, words):
    put(tmp_path / "in/a.txt")
    put(tmp_path / "in/a.json", content)
    report, documents = bring(tmp_path / "in")
    assert documents == []
    (entry,) = report.entries
    assert entry.outcome is Outcome.REFUSED
    assert ".json beside it" in entry.message and words in entry.message


def test_an_archive_is_read_like_a_folder_without_unpacking_it(tmp_path, bring):
    archive = pack(tmp_path / "news.zip", {
        "2026/b.txt": HEBREW, "2026/a.txt": ARABIC, "2026/a.toml": 'source = "S"', "x.jpg": b"", "__MACOSX/a.txt": "x",
    })  # fmt: skip
    said = []
    report, (first, second) = bring(archive, say=said.append)
    assert [entry.file for entry in report.entries] == [f"{archive}/2026/a.txt", f"{archive}/2026/b.txt"]
    assert (first.key, first.metadata) == ("a", {"source": "S", "file": "a.txt"})
    assert second.text == HEBREW
    assert said == ["Passed over: 1 .jpg."]
    assert sorted(path.name for path in tmp_path.iterdir() if "bring.db" not in path.name) == ["news.zip"]


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:\\out.txt", "..\\out.txt"])
def test_an_archive_with_a_path_that_leads_out_is_refused(tmp_path, bring, name):
    report, documents = bring(pack(tmp_path / "bad.zip", {"good.txt": ARABIC, name: HEBREW}))
    assert documents == []
    assert "leads out of the archive's folder" in report.entries[0].message


def test_a_link_in_an_archive_is_no_article(tmp_path, bring):
    archive = pack(tmp_path / "linked.zip", {"good.txt": ARABIC})
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr(link, "/etc/passwd")
    _, documents = bring(archive)
    assert [document.key for document in documents] == ["good"]


def test_a_pipe_is_told_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path, tmp_path / "pipe.txt"):
        (problem,) = gather([path]).problems
        assert (problem.path, problem.why) == (
            tmp_path / "pipe.txt",
            "is a pipe or a device; save what comes from it to a file",
        )


def test_a_pipe_beside_a_file_is_told_and_never_waited_for(tmp_path, bring):
    os.mkfifo(tmp_path / "a.txt")
    put(tmp_path / "a.ann", "T1\tPER 0 2\tab\n")
    report, documents = bring(tmp_path / "a.ann")
    (entry,) = report.entries
    assert (entry.outcome, documents) == (Outcome.REFUSED, [])
    assert entry.message == "cannot be read: the a.txt beside it is no file, but a folder, a pipe or a device"


def test_a_bomb_is_refused_with_the_limit(tmp_path, bring):
    report, documents = bring(pack(tmp_path / "bomb.zip", {"a.txt": b"0" * (archives.SMALL * 4)}))
    assert documents == []
    assert "grows more than 200 times" in report.entries[0].message


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("MOST_MEMBERS", "holds 2 files; at most 1"),
        ("LARGEST_MEMBER", "at most 1 are read"),
        ("LARGEST_ARCHIVE", "at most 1"),
    ],
)
def test_every_limit_of_an_archive_is_said(tmp_path, monkeypatch, limit, words):
    monkeypatch.setattr(archives, limit, 1)
    (problem,) = gather([pack(tmp_path / "a.zip", {"a.txt": ARABIC, "b.txt": HEBREW})]).problems
    assert words in problem.why


def test_a_damaged_archive_is_refused_and_the_rest_comes_in(tmp_path, bring):
    good = pack(tmp_path / "good.zip", {"a.txt": ARABIC * 9, "b.txt": HEBREW * 9})
    content = bytearray(good.read_bytes())
    content[60:70] = bytes(10)
    report, documents = bring(put(tmp_path / "torn.zip", bytes(content)), put(tmp_path / "no.zip", b"PK"))
    assert [entry.outcome for entry in report.entries].count(Outcome.REFUSED) == 2
    assert [document.text for document in documents] == [HEBREW * 9]


def test_a_table_tells_its_columns_before_its_rows_come(tmp_path, bring):
    said = []
    hebrew = HEBREW.replace('"', '""')
    path = put(tmp_path / "news.csv", f'body,headline,source\n"{ARABIC}",ع,س\n"{hebrew}",כ,מ\n')
    _, (first, second) = bring(path, say=said.append)
    assert said == [f"{path}: 2 rows; text from 'body', title from 'headline', source from 'source'."
                    " --column text=NAME says otherwise."]  # fmt: skip
    assert (first.key, first.title, first.metadata) == ("news", "ع", {"source": "س", "row": 1, "file": "news.csv"})
    assert (second.key, second.language) == ("news-2", "he")


def test_an_encoding_that_is_named_is_used(tmp_path, bring):
    _, (found,) = bring(
        put(tmp_path / "a.txt", ARABIC.encode("windows-1256")), reading=Reading(encoding="windows-1256")
    )
    assert found.text == ARABIC


def test_what_needs_an_extra_says_so_before_anything_comes_in(tmp_path, bring, monkeypatch):
    monkeypatch.setattr(needs, "find_spec", lambda _name: None)
    with pytest.raises(UnreadableFileError, match=r"pip install 'corpus-tool\[html\]'"):
        bring(put(tmp_path / "a.txt"), put(tmp_path / "b.html", "<p>x</p>"))
    _, documents = bring(tmp_path / "a.txt")
    assert len(documents) == 1
