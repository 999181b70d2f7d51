"""Files into the corpus: what comes in, what is repaired, what is refused and what is said."""

import json
from pathlib import Path

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, counting_surroundings, document, layer, new_store, strike

from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.cleaning import Repair
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.import_report import ImportReport, Outcome
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.progress import CancelledError

NOA = LayerName("noa", LayerKind.ANNOTATOR)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        yield store


@pytest.fixture
def bring(store, tmp_path):
    """Write a file and import it."""

    def bring(name: str, content: bytes | str) -> ImportReport:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_files(store, [path], counting_surroundings())

    return bring


def outcomes(report: ImportReport) -> list[Outcome]:
    return [entry.outcome for entry in report.entries]


def only(store: Store):
    (id,) = store.documents.ids()
    return store.documents.load(id)


def line(text: str = ARABIC, key: str = "ar-0001", annotations=None, annotator: str = "noa") -> str:
    found = layer(strike() if annotations is None else annotations, annotator)
    return line_of(Bundle(document(text, key), (found,))) + "\n"


def test_a_text_file_becomes_a_document(store, bring):
    assert outcomes(bring("siege.txt", HEBREW)) == [Outcome.IMPORTED]
    found = only(store)
    assert (found.key, found.language, found.direction) == ("siege", "he", "rtl")
    assert (found.text, found.title) == (HEBREW, HEBREW.split("\n")[0])
    assert found.tokens and found.cutter and found.metadata == {"file": "siege.txt"}


def test_a_text_longer_than_any_article_is_refused(store, bring):
    (entry,) = bring("long.txt", b"a " * 5_000_001).entries
    assert entry.outcome is Outcome.REFUSED
    assert "a text of 10,000,002 characters; an article has 10,000,000 at most" in entry.message
    assert not store.documents.ids()


def test_what_is_told_of_a_broken_file_is_no_longer_than_somebody_reads(bring):
    (entry,) = bring("long.ann", b"A1\t" + b"x" * 1_000_000).entries[-1:]
    assert entry.outcome is Outcome.REFUSED
    assert len(entry.message) < 6_000


def test_of_a_file_of_something_else_not_every_line_is_told(store, bring):
    report = bring("log.jsonl", "oops\n" * 10_003 + line())
    assert report.count(Outcome.REFUSED) == 10_001
    assert "3 more in it cannot come in" in report.entries[-1].message
    assert only(store).text == ARABIC


def test_repairs_are_made_recorded_and_reported(store, bring):
    report = bring("a.txt", "\ufeffقصف\r\nحلب\x00\r".encode())
    found = only(store)
    assert found.text == "قصف\nحلب\ufffd\n"
    expected = (
        Repair("byte order mark removed", 1, 0),
        Repair("CRLF made LF", 1, 4),
        Repair("NUL made U+FFFD", 1, 9),
        Repair("CR made LF", 1, 10),
    )
    assert report.entries[0].repairs == expected
    assert tuple(store.documents.repairs(found.id)) == expected


def test_nothing_else_of_a_text_is_touched(store, bring):
    text = "e\u0301 العــنكاوي\u2028x\u0085\u00a0 \u200f\ufeff😀\t \n\n"
    bring("a.txt", text)
    assert only(store).text == text


def test_what_cannot_be_read_is_named_and_the_rest_comes_in(store, tmp_path):
    (tmp_path / "bad.txt").write_bytes(ARABIC.encode()[:30] + b"\xe4\xe9")
    (tmp_path / "good.txt").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "essay.docx").write_bytes(b"PK")
    names = ["bad.txt", "missing.txt", "folder.txt", "essay.docx", "good.txt"]
    report = import_files(store, [tmp_path / name for name in names], counting_surroundings())
    assert sorted(outcomes(report)) == [Outcome.IMPORTED] + [Outcome.REFUSED] * 4
    sentences = {Path(entry.file).name: f"{entry.where} {entry.message}" for entry in report.entries}
    assert "byte 30 not UTF-8" in sentences["bad.txt"] and "e4 e9" in sentences["bad.txt"]
    assert "No such file" in sentences["missing.txt"]
    assert "folder" in sentences["folder.txt"]
    assert ".jsonl" in sentences["essay.docx"] and ".txt" in sentences["essay.docx"]


def test_the_same_file_twice_is_skipped_with_a_word(store, bring):
    bring("a.txt", ARABIC)
    for name in ("a.txt", "other-name.txt"):
        report = bring(name, ARABIC)
        assert outcomes(report) == [Outcome.SKIPPED]
        assert "came in" in report.entries[0].message
    assert outcomes(bring("b.txt", "\ufeff" + ARABIC)) == [Outcome.SKIPPED]
    assert store.documents.count() == 1


def test_two_texts_of_one_name_get_two_keys(store, bring, tmp_path):
    bring("a.txt", ARABIC)
    report = bring("a.txt", HEBREW)
    assert report.entries[0].where == "a-2"


def test_layers_come_in_with_their_document(store, bring):
    assert outcomes(bring("a.jsonl", line())) == [Outcome.IMPORTED]
    found = store.layers.load(only(store).id, NOA)
    assert found.ordered == tuple(strike())
    assert found.status == "done"


def test_a_second_annotators_file_adds_her_layer(store, bring):
    bring("noa.jsonl", line())
    assert outcomes(bring("sami.jsonl", line(annotator="sami"))) == [Outcome.LAYERS]
    assert [name.annotator for name in store.layers.names(1)] == ["noa", "sami"]
    both = line() + line(annotator="sami")
    assert outcomes(bring("both.jsonl", both)) == [Outcome.SKIPPED, Outcome.SKIPPED]


def test_a_layer_that_is_here_with_other_content_is_kept(store, bring):
    bring("noa.jsonl", line())
    report = bring("again.jsonl", line(annotations=strike()[:2]))
    assert outcomes(report) == [Outcome.REFUSED]
    assert "kept as it is" in report.entries[0].message
    assert store.layers.load(1, NOA).ordered == tuple(strike())


def test_a_key_that_names_another_text_is_refused(store, bring):
    bring("one.jsonl", line())
    report = bring("two.jsonl", line(HEBREW, annotations=[]))
    assert "names another text" in report.entries[0].message
    assert store.documents.count() == 1


def test_labels_the_schema_does_not_know_are_refused_with_those_it_knows(store, bring):
    report = bring("a.jsonl", line().replace('"NORP"', '"TRIBE"'))
    assert outcomes(report) == [Outcome.REFUSED]
    assert "label 'TRIBE' is not in schema conflict-news 1.0.0 (known: PER, ORG, GPE" in report.entries[0].message
    assert "--schema-from-data" in report.entries[0].message
    assert store.documents.count() == 0


def test_work_that_breaks_other_rules_comes_in_and_is_told(store, bring):
    report = bring("a.jsonl", line().replace('"role":"Attacker"', '"role":"Bomber"'))
    assert outcomes(report) == [Outcome.IMPORTED, Outcome.PROBLEM]
    assert "has no role 'Bomber'" in report.entries[1].message
    assert store.layers.load(1, NOA)["e1"].arguments[0].role == "Bomber"


def test_offsets_follow_the_repair_of_line_ends(store, bring):
    text = ARABIC.replace("\n", "\r\n")
    value = json.loads(line_of(Bundle(document(text), (layer([]),))))
    start = text.index("سانا")
    value["layers"][0]["spans"] = [{"id": "s1", "label": "ORG", "fragments": [[start, start + 4]], "text": "سانا"}]
    assert outcomes(bring("a.jsonl", json.dumps(value))) == [Outcome.IMPORTED]
    found = only(store)
    ((start, end),) = store.layers.load(found.id, NOA)["s1"].fragments
    assert found.text == ARABIC
    assert found.text[start:end] == "سانا"


def test_stopping_keeps_whole_documents(store, tmp_path):
    paths = []
    for number in range(4):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"{ARABIC} {number}", encoding="utf-8")

    def stop_at_two(progress):
        if progress.documents == 2:
            raise CancelledError

    report = ImportReport()
    with pytest.raises(CancelledError):
        import_files(store, paths, counting_surroundings(), stop_at_two, report=report)
    assert store.documents.count() == report.count(Outcome.IMPORTED) == 2
    assert import_files(store, paths, counting_surroundings()).count(Outcome.IMPORTED) == 2


def test_where_a_transaction_fails_the_report_tells_only_what_was_kept(store, tmp_path):
    (tmp_path / "a.txt").write_text(ARABIC, encoding="utf-8")

    def break_down(progress):
        raise OSError("the listener is gone")

    report = ImportReport()
    with pytest.raises(OSError, match="listener"):
        import_files(store, [tmp_path / "a.txt"], counting_surroundings(), break_down, report=report)
    assert store.documents.count() == len(report.entries) == 0


def test_progress_counts_bytes_and_documents_up_to_the_end(store, tmp_path):
    (tmp_path / "a.jsonl").write_text(line() + line(HEBREW, "he-0001", []), encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{ARABIC} 2", encoding="utf-8")
    seen = []
    import_files(store, [tmp_path / "a.jsonl", tmp_path / "b.txt"], counting_surroundings(), seen.append)
    done = [progress.done for progress in seen]
    assert done == sorted(done)
    assert done[-1] == seen[-1].total == sum((tmp_path / name).stat().st_size for name in ("a.jsonl", "b.txt"))
    assert seen[-1].documents == 3


def test_many_files_of_one_name_get_numbers_in_their_order(store, tmp_path):
    for number in range(5):
        folder = tmp_path / "crawl" / f"{number}"
        folder.mkdir(parents=True)
        (folder / "index.txt").write_text(f"{ARABIC} {number}", encoding="utf-8")
    report = import_files(store, [tmp_path / "crawl"], counting_surroundings())
    assert [entry.where for entry in report.entries] == ["index", "index-2", "index-3", "index-4", "index-5"]


def test_a_layer_that_comes_again_in_another_order_is_the_same(store, bring):
    bring("a.jsonl", line())
    assert outcomes(bring("b.jsonl", line(annotations=list(reversed(strike()))))) == [Outcome.SKIPPED]


def test_long_files_that_are_called_alike_are_cut_apart_and_a_changed_one_is_refused(store, tmp_path):
    """As the two treebanks of NEMO's corpus have them."""
    for folder, word in (("ud", "בירושלים"), ("spmrl", "ב")):
        path = tmp_path / folder / "morph_gold_dev.bmes"
        path.parent.mkdir()
        path.write_text("\n\n".join(f"{word} O\nw{number} S-GPE" for number in range(101)), encoding="utf-8")
    for expected in (Outcome.IMPORTED, Outcome.SKIPPED):
        report = import_files(store, [tmp_path / "ud", tmp_path / "spmrl"], counting_surroundings())
        assert set(outcomes(report)) == {expected}
    keys = sorted(store.documents.key_of(id) for id in store.documents.ids())
    assert keys == [f"morph_gold_dev-{number}" for number in ("0001", "0001-2", "0002", "0002-2")]
    changed = path.read_text(encoding="utf-8").replace("w0", "w00")
    path.write_text(changed, encoding="utf-8")
    refused = import_files(store, [path], counting_surroundings()).entries[0]
    assert refused.outcome is Outcome.REFUSED and "'w00'" in refused.message


def test_an_empty_file_is_a_document_without_text(store, bring):
    assert outcomes(bring("empty.txt", "")) == [Outcome.IMPORTED]
    assert (only(store).text, only(store).title) == ("", "empty")


def test_an_empty_file_that_should_hold_documents_is_refused(store, bring):
    assert outcomes(bring("empty.txt", "")) == [Outcome.IMPORTED]
    for name in ("empty.jsonl", "empty.iob2", "empty.bmes"):
        (entry,) = bring(name, "").entries
        assert entry.outcome is Outcome.REFUSED and "it is empty" in entry.message


def test_what_is_odd_about_a_text_is_kept_with_it_and_reported(store, bring):
    report = bring("a.txt", ARABIC + "\u202e")
    (finding,) = report.entries[0].findings
    assert (finding.kind, finding.first_offset) == ("direction override", len(ARABIC))
    assert store.findings.of(only(store).id) == (finding,)
    assert bring("b.txt", HEBREW).entries[0].findings == ()
