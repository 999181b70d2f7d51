"""brat standoff: there and back, and as other programs read it."""

import re
from pathlib import Path

import pytest
from bioc import brat as bioc_brat
from corpus_tool_testing.builders import ARABIC, document, layer, strike
from corpus_tool_testing.formats import HARD, files_of, hard_bundle, read_back, written
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pybrat.parser import BratParser

from corpus_tool.formats import Notice, Reading, Refusal, formats
from corpus_tool.formats.brat.lines import Happening, Place, parsed
from corpus_tool.formats.brat.names import brat_name, brat_role, our_name
from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.losses import Reason

BRAT = formats()["brat"]
TEXT = "aa bb 😀 cc\ndd"


def ann_of(*annotations: Span | Event | Relation, text: str = TEXT) -> list[str]:
    """The lines of the .ann file, without what is said of the document."""
    files = files_of(BRAT, [Bundle(document(text), (layer(list(annotations)),))])
    return files["noa/ar-0001.ann"].decode().split("\n")[:-2]


def found_in(*lines: str | bytes, text: str | None = TEXT) -> list:
    raw = [line if isinstance(line, bytes) else line.encode() for line in lines]
    beside = {"a.txt": text.encode()} if text is not None else {}
    return list(BRAT.read([line + b"\n" for line in raw], Reading(stem="a", beside=beside.get)))


def test_a_layer_is_a_folder_with_a_text_and_an_ann_file_for_each_document():
    files = files_of(BRAT, [Bundle(document(), (layer(strike()), layer([], "sami")))])
    assert list(files) == [
        "annotation.conf",
        "visual.conf",
        "noa/ar-0001.txt",
        "noa/ar-0001.ann",
        "sami/ar-0001.txt",
        "sami/ar-0001.ann",
    ]
    assert files["noa/ar-0001.txt"].decode() == ARABIC
    assert files["noa/ar-0001.ann"].decode().split("\n")[:10] == [
        "T1\tORG 4 16\tالجيش السوري",
        "A1\tsubtype T1 StateForces",
        "T2\tNORP 10 16\tالسوري",
        "T3\tORG 24 28\tداعش",
        "A2\tsubtype T3 ArmedGroup",
        "#1\tAnnotatorNotes T3\tproclitic outside",
        "T4\tGPE 32 35\tحلب",
        "T5\tConflict__AirStrike 0 3\tقصف",
        "E1\tConflict__AirStrike:T5 Attacker:T1 Target:T3",
        files["noa/ar-0001.ann"].decode().split("\n")[9],
    ]


def test_everything_that_brat_has_a_line_for_has_one():
    one, two = (Span(id=id, label="ORG", fragments=((start, start + 2),)) for id, start in (("a", 0), ("b", 3)))
    event = Event(
        id="e",
        type="Conflict.Attack",
        fragments=((6, 7),),
        arguments=(Argument("Target", "a"), Argument("Target", "b"), Argument("Role1", "a")),
        attributes={"sure": True, "count": 3},
    )
    again = replace(event, id="f", arguments=(Argument("Cause", "e"),), attributes={}, note="two\nlines")
    assert ann_of(
        replace(one, link="wikidata:Q1"),
        replace(two, link="Q2", fragments=((3, 5), (8, 13))),
        event,
        again,
        Relation(id="r", type="part_of", source="a", target="e", attributes={"kind": "x"}),
        Relation(id="q", type="Equiv", source="a", target="b"),
    ) == [
        "T1\tORG 0 2\taa",
        "N1\tReference T1 wikidata:Q1\taa",
        "T2\tORG 3 5;8 10;11 13\tbb cc dd",
        "N2\tReference T2 link:Q2\tbb cc dd",
        "T3\tConflict__Attack 6 7\t😀",
        "E1\tConflict__Attack:T3 Target:T1 Target2:T2 Role1_x_:T1",
        "A1\tsure E1",
        '#1\tCorpusTool E1\t{"attributes":{"count":3}}',
        "T4\tConflict__Attack 6 7\t😀",
        "E2\tConflict__Attack:T4 Cause:E1",
        '#2\tCorpusTool E2\t{"note":"two\\nlines"}',
        "R1\tpart_of Arg1:T1 Arg2:E1",
        "A2\tkind R1 x",
        "*\tEquiv T1 T2",
    ]


@given(st.text(alphabet="a_x.-1F0 é0", max_size=9) | st.text(max_size=5))
def test_a_name_becomes_one_that_brat_holds_and_comes_back(name):
    for written_name in (brat_name(name), brat_role(name)):
        assert our_name(written_name) == name
        assert re.fullmatch("[A-Za-z0-9_-]+", written_name)
    assert not brat_role(name)[-1].isdigit()


def test_the_configuration_lists_the_labels_of_the_schema():
    files = files_of(BRAT, [])
    conf = files["annotation.conf"].decode()
    sections = [line for line in conf.split("\n") if line.startswith("[")]
    assert sections == ["[entities]", "[relations]", "[events]", "[attributes]"]
    lines = conf.split("\n")
    assert "ORG" in lines and "!Conflict" in lines
    attack = next(line for line in lines if line.startswith("\tConflict__Attack\t"))
    assert "Attacker*:" in attack and "Place" in attack
    assert any(line.startswith("polarity\tArg:<EVENT>, Value:") for line in lines)
    assert "ORG | Organisation" in files["visual.conf"].decode().split("\n")


def test_pybrat_and_bioc_find_what_was_annotated(tmp_path: Path):
    bundle = hard_bundle()
    folder = written(BRAT, bundle, tmp_path) / "noa"
    (example,) = BratParser(error="ignore").parse(folder)
    (other,) = bioc_brat.listdir(folder)
    assert example.text == other.text == HARD
    spans = bundle.layers[0].spans
    found = {one.id: one for one in example.entities}
    for number, span in enumerate(spans, 1):
        entity = found[f"T{number}"]
        text = " ".join(HARD[start:end] for start, end in span.fragments)
        assert entity.type == span.label
        assert " ".join(HARD[place.start : place.end] for place in entity.spans).split() == text.split()
        theirs = next(one for one in other.annotations if one.id == f"T{number}")
        places = sorted((place.begin, place.end) for place in theirs.locations)
        assert " ".join(HARD[start:end] for start, end in places).split() == text.split()
        assert theirs.text.split() == entity.mention.split() == text.split()
    (event,) = example.events
    assert event.type == "Conflict__Attack"
    assert [argument.mention for argument in event.arguments] == [found["T1"].mention, found["T2"].mention]
    (theirs,) = [one for one in other.annotations if one.id == "E1"]
    assert theirs.arguments == {"Target": "T1", "Target2": "T2"}
    (relation,) = example.relations
    assert (relation.type, relation.arg1.id, relation.arg2.id) == ("coreference", "T1", "T2")


def test_what_others_wrote_is_read_as_it_stands():
    (bundle,) = found_in(
        "T1\tPerson 0 2\taa",
        "",
        "T2\tAttack 3 5;6 7\tbb 😀",
        "E1\tAttack:T2 Target:T1 Target2:T3 ",
        "T3\tPerson 8 10;11 13\tcc dd",
        "A1\tNegation E1",
        "M1\tConfidence T1 High",
        "R1\tKnows Arg1:T1 Arg2:T2\t",
        "*\tEquiv T1 T3 E1",
        "N1\tReference T1 Wikidata:Q1\tsomeone",
        "#1\tAnnotatorNotes T2\tsure?",
        "#2\tAnnotatorNotes T2\tyes",
    )
    assert (bundle.document.key, bundle.document.text) == ("a", TEXT)
    assert bundle.layers[0].name.annotator == "imported"
    assert bundle.layers[0].ordered == (
        Span(id="T1", label="Person", fragments=((0, 2),), attributes={"Confidence": "High"}, link="Wikidata:Q1"),
        Event(
            id="E1",
            type="Attack",
            fragments=((3, 5), (6, 7)),
            attributes={"Negation": True},
            arguments=(Argument("Target", "T1"), Argument("Target", "T3")),
            note="sure?\nyes",
        ),
        Span(id="T3", label="Person", fragments=((8, 13),)),
        Relation(id="R1", type="Knows", source="T1", target="E1"),
        Relation(id="*1", type="Equiv", source="T1", target="T3"),
        Relation(id="*2", type="Equiv", source="T3", target="E1"),
    )


IDS = st.from_regex(r"[0-9A-Za-z_.-]{0,3}", fullmatch=True)
WORDS = st.text(st.characters(exclude_characters="\t\r\n ", exclude_categories=["Cs"]), min_size=1, max_size=6)
NUMBERS = st.integers(0, 9_999_999_999)


@given(IDS, WORDS, st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4), WORDS | st.none())
def test_a_place_is_taken_apart_as_it_was_put_together(id, label, fragments, words):
    ranges = ";".join(f"{start} {end}" for start, end in fragments)
    line = f"T{id}\t{label} {ranges}" + ("" if words is None else f"\t{words}\tmore")
    said = "" if words is None else f"{words}\tmore"
    assert parsed(line.encode() + b"\r\n") == Place(f"T{id}", label, tuple(fragments), said)


@given(IDS, WORDS, st.lists(st.tuples(WORDS, IDS), max_size=4))
def test_an_event_is_taken_apart_as_it_was_put_together(id, type, arguments):
    body = " ".join([f"{type}:T1", *(f"{role}:T{of}" for role, of in arguments)])
    roles = [(re.sub(r"[0-9]+\Z", "", role) or role, f"T{of}") for role, of in arguments]
    assert parsed(f"E{id}\t{body}\n".encode()) == Happening(f"E{id}", type, "T1", tuple(roles))


def test_a_byte_order_mark_before_the_first_line_is_passed_over():
    (bundle,) = found_in(b"\xef\xbb\xbfT1\tP 0 2\taa\r")
    assert [one.label for one in bundle.layers[0].spans] == ["P"]


def test_what_is_passed_over_is_said():
    notice, bundle = found_in(
        "T1\tP 0 2\taa", "N1\tReference T1 a:1\taa", "N2\tReference T1 b:2\taa", "#1\tOther T1\tx"
    )
    assert notice == Notice("passed over: 1 further links of an annotation, 1 notes of the type Other")
    assert bundle.layers[0].spans[0].link == "a:1"


@pytest.mark.parametrize(
    ("lines", "where", "sentence"),
    [
        (["T1\tP 0 2\taa", "T1\tP 3 5\tbb"], "line 2", "T1 is there twice"),
        (["T1\tP 0 99\taa"], "line 1", "T1: 0 99 is no range of a text of 13 code points"),
        (["T1\tP 2 0\taa"], "line 1", "T1: 2 0 is no range"),
        (["T1\tP 3 5;0 2\tbb aa"], "line 1", "T1: fragment [0, 2] begins before"),
        (["T1\tP -1 2\taa"], "line 1", "START END"),
        (["T1\tP\taa"], "line 1", "START END"),
        (["T1\tP 0 2\tbb"], "line 1", "T1: it says 'bb', but the text has 'aa' there"),
        (["T1\tP \u0660 \u0662\taa"], "line 1", "START END"),
        (["T1\tP 0 2;\taa"], "line 1", "START END"),
        (["T1\tP 0 12345678901\taa"], "line 1", "START END"),
        (["E1\tP:T1"], "line 1", "its trigger T1 is not there"),
        (["E1\t "], "line 1", "TYPE:TRIGGER, then ROLE:ID"),
        (["E1\tP:"], "line 1", "TYPE:TRIGGER, then ROLE:ID"),
        (["T1\tP 0 2\taa", "E1\tP:T1 Who:"], "line 2", "TYPE:TRIGGER, then ROLE:ID"),
        (["T1\tP 0 2\taa", "E1\tP:T1 Who:T7"], "line 2", "E1 points at 'T7'"),
        (["T1\tP 0 2\taa", "R1\tP Arg1:T1"], "line 2", "TYPE Arg1:ID Arg2:ID"),
        (["T1\tP 0 2\taa", "R1\tP Arg1:T1 Arg2:T8"], "line 2", "R1 points at 'T8'"),
        (["*\tEquiv T1"], "line 1", "Equiv ID ID"),
        (["A1\tNegation"], "line 1", "NAME ID"),
        (["A1\tNegation T1"], "", "an attribute is given to 'T1', which is not there"),
        (["T1\tP 0 2\taa", "A1\tN T1 x", "A2\tN T1 y"], "line 3", "A2: T1 has N already"),
        (["N1\tReference T1 Q1\tx"], "line 1", "Reference ID BASE:ENTRY"),
        (["hello"], "line 1", "'hello' is not a line of brat"),
        ([b"T1\tP 0 2\t\xff"], "line 1", "not UTF-8 at byte 9 of the line"),
        ([b"T1\tP 0 2\t" + b"a" * 17_000_000], "line 1", "16,000,000 are read"),
        (["#1\tCorpusTool T0\t{}"], "line 1", "missing required field"),
        (["T1\tP 0 2\taa", "#1\tCorpusTool T1\t[" + "[" * 99_999], "line 2", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_the_reason(lines, where, sentence):
    (found,) = found_in(*lines)
    assert isinstance(found, Refusal), found
    assert sentence in found.reason
    assert found.where == where


def test_a_file_without_its_text_is_refused():
    assert found_in(text=None) == [Refusal("", "there is no a.txt beside it, which has the text")]


PIECES = st.sampled_from(
    [*"*\t ;:P{é", "T1", "T2", "E1", "R1", "A1", "#1", "N1", "0 2", "3 5", "Arg1:T1", "Equiv", "CorpusTool T0"]
)


@given(st.lists(st.lists(PIECES, max_size=9).map("".join), max_size=4))
def test_no_file_makes_it_stumble(lines):
    assert all(isinstance(one, Bundle | Refusal | Notice) for one in found_in(*lines))


def test_our_ids_and_order_come_back_also_where_something_was_added_there():
    bundle = hard_bundle()
    files = files_of(BRAT, [bundle])
    files["noa/hard.ann"] += b"T99\tPER 0 2\t" + HARD[:2].encode() + b"\n"
    (found,) = read_back(BRAT, files)
    assert found.layers[0].ordered[:-1] == bundle.layers[0].ordered
    assert found.layers[0].ordered[-1].id == "T99"


def test_a_mark_over_a_line_end_is_told_and_keeps_nobody_from_writing():
    text = "aa\u2028bb cc\ndd"
    places = {"s1": (0, 5), "s2": (6, 11), "s3": (3, 8), "s4": (3, 9), "s5": (2, 5)}
    marks = [Span(id=id, label="A", fragments=(place,)) for id, place in places.items()]
    kept, losses = BRAT.restricted(Bundle(document(text), (layer(marks),)))
    assert [loss.annotation for loss in losses] == ["s1", "s2", "s4", "s5"]
    assert {loss.reason for loss in losses} == {Reason.IN_LINES}
    assert len(kept.layers[0].spans) == 5


def test_white_space_alone_is_lost_since_no_reader_of_brat_takes_it(tmp_path: Path):
    text = "aa bb"
    marks = [Span(id=id, label="A", fragments=(place,)) for id, place in (("s1", (0, 2)), ("s2", (2, 3)))]
    kept, losses = BRAT.restricted(Bundle(document(text, "hard"), (layer(marks),)))
    assert [(loss.annotation, loss.reason) for loss in losses] == [("s2", Reason.WORDLESS)]
    (found,) = bioc_brat.listdir(written(BRAT, kept, tmp_path) / "noa")
    assert [one.text for one in found.annotations if one.id == "T1"] == ["aa"]
