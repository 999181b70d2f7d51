"""Annotated work of others: what reads it, whose it is, under which names, and in which text."""

import json

import pytest
from corpus_tool_testing.builders import ARABIC, counting_surroundings, document, event, layer, new_store, span, strike
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import assume, given
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.errors import NotFoundError, SchemaError
from corpus_tool.formats import Reading, reader
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.aligning import MisalignedError, laid_out
from corpus_tool.model.annotations import Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.model.name_map import NameMap, map_from_toml
from corpus_tool.workbench.import_report import Outcome
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.placing import in_text
from corpus_tool.workbench.sniffing import looks_like
from corpus_tool.workbench.taking import Taking

THEIRS = [
    span("s1", ARABIC, "الجيش السوري", "PERS"),
    span("s2", ARABIC, "حلب", "CITY", attributes={"Conf": "0.8"}),
    span("s3", ARABIC, "داعش", "WEBSITE"),
    event("e1", ARABIC, "قصف", "Conflict:Attack", Agent="s1", Victim="s3", Place="s2"),
    Relation(id="r1", type="coreference", source="s1", target="s3"),
]
MAP = b"""
[labels]
PERS = "PER"
CITY = { to = "GPE", set = { subtype = "Town" } }
WEBSITE = ""
[types]
"Conflict:Attack" = "Conflict.Attack"
[roles]
Agent = "Attacker"
[attributes]
Conf = "canonical"
"""


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        yield store


@pytest.fixture
def bring(store, tmp_path):
    said = []

    def bring(name, content, **more):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        report = import_files(store, [path], counting_surroundings(), say=said.append, **more)
        return report, said

    return bring


def layers_of(store) -> dict[str, Layer]:
    return {name.short: store.layers.load(1, name) for name in store.layers.names(1)}


def line(*layers) -> str:
    return line_of(Bundle(document(), layers)) + "\n"


def test_names_are_mapped_to_ours_and_what_is_left_out_is_told(store, bring):
    report, _ = bring("theirs.jsonl", line(layer(THEIRS)), taking=Taking(names=map_from_toml(MAP)))
    found = layers_of(store)["noa"]
    assert [(one.label, one.attributes) for one in found.spans] == [
        ("PER", {}),
        ("GPE", {"canonical": "0.8", "subtype": "Town"}),
    ]
    assert [(one.role, one.target) for one in found.events[0].arguments] == [("Attacker", "s1"), ("Place", "s2")]
    assert not found.relations
    (left,) = [entry for entry in report.entries if entry.outcome is Outcome.LEFT_OUT]
    assert left.message == "label WEBSITE: 1, argument Victim: 1, relation coreference: 1"


def test_unknown_names_are_refused_with_a_map_to_fill_in(store, bring):
    report, said = bring("theirs.jsonl", line(layer(THEIRS)))
    assert report.count(Outcome.REFUSED) == 1 and not store.documents.count()
    assert "does not have 4 of the names" in said[-1]
    assert said[-1].split("\n")[1:] == [
        "[labels]",
        '"PERS" = "PER"',
        '"CITY" = ""',
        '"WEBSITE" = ""',
        "[types]",
        '"Conflict:Attack" = "Conflict.Attack"',
    ]


def test_unknown_names_can_be_left_out(store, bring):
    report, _ = bring("theirs.jsonl", line(layer([*THEIRS, *strike()[3:4]])), taking=Taking(skip_unknown=True))
    assert report.count(Outcome.REFUSED) == 0
    assert [one.label for one in layers_of(store)["noa"].spans] == ["GPE"]


def test_a_map_to_names_that_are_not_there_is_refused(bring):
    with pytest.raises(SchemaError, match=r"labels that schema conflict-news .* does not have: PERSON \(known"):
        bring("theirs.jsonl", "", taking=Taking(names=NameMap(labels={"PERS": "PERSON"})))


@pytest.mark.parametrize("broken", [b"\xff", b"[labels", b"[label]\nx='y'", b"[labels]\nx=3"])
def test_a_map_that_cannot_be_read_is_told(broken):
    with pytest.raises(SchemaError, match=r"The map cannot be read: .* PERS = \"PER\""):
        map_from_toml(broken)


def test_any_work_can_come_in_as_suggestions(store, bring):
    work = line(layer(strike()), layer(strike()[:1], "sami"))
    report, _ = bring("theirs.jsonl", work, taking=Taking(as_suggestions="model-3"))
    assert report.count(Outcome.PROBLEM) == 0
    found = layers_of(store)
    assert set(found) == {"model-3 noa.suggestion", "model-3 sami.suggestion"}
    assert {one.status for one in found.values()} == {Status.NEW}


def test_suggestions_never_become_the_work_of_the_one_who_brings_them(store, bring):
    predicted = layer(strike()[:1], "model", LayerKind.SUGGESTION)
    bring("theirs.jsonl", line(predicted), reading=Reading(annotator="noa"))
    assert list(layers_of(store)) == ["model.suggestion"]


def test_the_same_bytes_come_in_again_when_they_are_read_otherwise(store, bring):
    work = line(layer(strike()))
    bring("theirs.jsonl", work)
    report, _ = bring("theirs.jsonl", work, taking=Taking(as_suggestions="model"))
    assert report.count(Outcome.LAYERS) == 1
    assert set(layers_of(store)) == {"noa", "model.suggestion"}


def test_a_format_that_is_named_reads_a_file_however_it_ends(store, bring):
    bring("theirs.out", line(layer(strike())), taking=Taking(format=reader("jsonl")))
    assert set(layers_of(store)) == {"noa"}
    with pytest.raises(NotFoundError, match=r"no format 'brit' to import from \(known: .*jsonl"):
        reader("brit")


def test_of_a_folder_only_the_files_of_the_named_format_come_in(store, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(ARABIC, encoding="utf-8")
    (folder / "b.jsonl").write_text(line(), encoding="utf-8")
    said = []
    import_files(store, [folder], counting_surroundings(), taking=Taking(format=reader("jsonl")), say=said.append)
    assert store.documents.count() == 1
    assert said == ["Passed over: 1 .txt."]


def test_a_text_that_differs_is_refused_with_the_first_difference(bring):
    bring("ours.jsonl", line())
    other = line_of(Bundle(replace(document(), text=ARABIC.replace("حلب", "حما")), (layer([]),)))
    report, _ = bring("theirs.jsonl", other)
    (entry,) = report.entries
    assert entry.outcome is Outcome.REFUSED
    assert "at offset 33 the one here has 'لب." in entry.message
    assert "(U+0644 ARABIC LETTER LAM), the one in the file 'ما." in entry.message


def test_a_json_file_that_is_none_of_ours_says_what_it_may_be(bring, monkeypatch):
    monkeypatch.setattr("corpus_tool.workbench.sniffing.SIGNS", ((frozenset({"text", "label"}), "txt"),))
    theirs = json.dumps({"text": ARABIC, "label": [[0, 3, "X"]]})
    for name in ("a.json", "a.jsonl"):
        report, _ = bring(name, theirs)
        assert "it looks like txt: say --format txt" in report.entries[-1].message


@pytest.mark.parametrize(
    ("head", "hint"),
    [
        (b'[{"event_type": "A", "spans": [{"source_actor": []}]}]', "it looks like plover: say --format plover"),
        (b'\n<Sentences>\n<Sentence id="a">', "it looks like plover: say --format plover"),
        (b'{"format": "corpus-tool/1", "text": "a", "layers": [{"spans": [{"label": "A"}]}]}', ""),
        (b"<html>", ""),
    ],
)
def test_records_are_known_by_their_fields_and_our_own_lines_are_no_others(head, hint):
    assert looks_like(head).removeprefix("; ") == hint


@given(bundle_parts())
def test_words_are_found_again_in_the_text_they_are_the_words_of(parts):
    told, _ = parts
    tokens = languages.tokenize(told.text, told.language)
    words = [told.text[token.start : token.end] for token in tokens]
    assume(words and not any(character.isspace() for word in words for character in word))
    text, ((*made,),) = laid_out([words])
    marked = [
        Span(id=f"s{number}", label="ORG", fragments=((made[first].start, made[last].end),))
        for number, (first, last) in enumerate(((0, 0), (0, len(made) - 1), (len(made) // 2, len(made) - 1)))
    ]
    bundle = Bundle(replace(told, text=text, tokens=tuple(made)), (layer(marked),))
    found = in_text(bundle, told.text)
    assert found.document.text == told.text
    assert [one.fragments for one in found.layers[0].spans] == [
        ((tokens[first].start, tokens[last].end),)
        for first, last in ((0, 0), (0, len(made) - 1), (len(made) // 2, len(made) - 1))
    ]


def test_words_of_another_text_are_refused():
    text, (made,) = laid_out([["قصف", "الجيش"]])
    with pytest.raises(MisalignedError, match="word 2 is 'الجيش', but at offset 4"):
        in_text(Bundle(replace(document(text), tokens=tuple(made))), "قصف السوري")
