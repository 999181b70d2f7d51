"""WebAnno TSV: as INCEpTION writes it, and as web-anno-tsv reads it."""

from pathlib import Path

import pytest
from corpus_tool_testing.builders import document, layer
from corpus_tool_testing.formats import HARD, files_of, hard_bundle, written
from hypothesis import given
from hypothesis import strategies as st
from web_anno_tsv import open_web_anno_tsv

from corpus_tool.formats import Notice, Reading, Refusal, formats
from corpus_tool.formats.webanno_tsv.columns import escaped, escaped_text, escaped_word, numbered, parted, unescaped
from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.losses import Reason

TSV = formats()["webanno-tsv"]
TEXT = "😀 aab bb.\n\n  cc"
TABLE = files_of(TSV, [hard_bundle()])["noa/hard.tsv"]

THEIRS = """#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_SP=webanno.custom.Place|kind
#T_SP=webanno.custom.Strike|ROLE_webanno.custom.Strike:targets_webanno.custom.StrikeTargetsLink|webanno.custom.Place
#T_SP=webanno.custom.Bare|
#T_RL=webanno.custom.Near|value|BT_webanno.custom.Place


#Text=😀 aa bb
1-1\t0-2\t😀\t_\t_\t_\t*;By[2]\t1-2;1-3[4]\t_\t_\t_\t
1-2\t3-5\taa\t*[1]|*[3]\tPER[1]|O\\|RG[3]\ttown\t_\t_\t_\t_\t_\t
1-3\t6-8\tbb\t*[1]\tPER[1]\tvillage[4]\t_\t_\t_\tfar\t1-2[0_4]\t
1-3.1\t7-8\tb\t_\t_\t_\t_\t_\t*\t_\t_\t

#Sentence.id=x
#Text=cc
2-1\t9-11\tcc\tQ1\tLOC\t_\t_\t_\t_\t_\t_\t
"""


def found_in(table: str | bytes, beside: bytes | None = None) -> list:
    raw = table.encode() if isinstance(table, str) else table
    return list(TSV.read([line + b"\n" for line in raw.split(b"\n")], Reading(stem="a", beside=lambda _name: beside)))


def test_a_token_is_a_line_and_an_edge_inside_a_word_makes_a_part_of_one():
    marks = [
        Span(id="s1", label="ORG", fragments=((2, 8),), link="Q1"),
        Span(id="s2", label="O[R]_G", fragments=((3, 4),)),
        Event(id="e1", type="Attack", fragments=((0, 1),), arguments=(Argument("T;x", "s1"), Argument("T", "s2"))),
        Relation(id="r1", type="near", source="s2", target="s1"),
    ]
    files = files_of(TSV, [Bundle(document(TEXT), (layer(marks),))])
    assert list(files) == ["noa/ar-0001.tsv", "noa/ar-0001.about.json"]
    head, body = files["noa/ar-0001.tsv"].decode().split("\n\n\n")
    assert head.split("\n")[0] == "#FORMAT=WebAnno TSV 3.3"
    assert head.split("\n")[1].startswith(
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value|"
    )
    rows = [line.split("\t") for line in body.split("\n")]
    assert [row[:5] for row in rows if len(row) > 1] == [
        ["1-1", "0-2", "😀", "_", "_"],
        ["1-2", "3-6", "aab", "Q1[9]", "ORG[9]"],
        ["1-2.1", "4-5", "a", "*[10]", "O\\[R\\]\\_G[10]"],
        ["1-3", "7-9", "bb", "Q1[9]", "ORG[9]"],
        ["1-4", "9-10", ".", "_", "_"],
        ["2-1", "14-16", "cc", "_", "_"],
    ] or rows
    assert rows[0] == ["#Text=😀 aab bb."]


def test_web_anno_tsv_finds_what_was_annotated(tmp_path: Path):
    bundle = hard_bundle(fragments=False)
    folder = written(TSV, bundle, tmp_path) / "noa"
    with open_web_anno_tsv(str(folder / "hard.tsv")) as file:
        sentences = list(file)
    found = [(one.label, one.text) for sentence in sentences for one in sentence.annotations]
    annotated = [(span.label, HARD[slice(*span.fragments[0])]) for span in bundle.layers[0].spans]
    assert sorted(found) == sorted(annotated)
    tokens = [token.text for sentence in sentences for token in sentence.tokens]
    assert tokens == [HARD[token.start : token.end] for token in bundle.document.tokens]


def test_what_inception_wrote_is_read_as_it_stands():
    (bundle,) = found_in(THEIRS)
    assert bundle.document.text == "😀 aa bb\ncc"
    spans = {(span.label, span.fragments): span for span in bundle.layers[0].spans}
    assert set(spans) == {
        ("PER", ((2, 7),)),
        ("O|RG", ((2, 4),)),
        ("Place", ((2, 4),)),
        ("Place", ((5, 7),)),
        ("Bare", ((6, 7),)),
        ("LOC", ((8, 10),)),
    }
    assert spans["LOC", ((8, 10),)].link == "Q1"
    town, village = spans["Place", ((2, 4),)], spans["Place", ((5, 7),)]
    assert (town.attributes, village.attributes) == ({"kind": "town"}, {"kind": "village"})
    (event,) = bundle.layers[0].events
    assert (event.type, event.fragments) == ("Strike", ((0, 1),))
    assert event.arguments == (Argument("targets", town.id), Argument("By", village.id))
    (relation,) = bundle.layers[0].relations
    assert (relation.type, relation.source, relation.target) == ("far", town.id, village.id)


CHAINS = """\
#FORMAT=WebAnno TSV 3.3
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType
#T_CH=webanno.custom.PlaceLink|referenceRelation|referenceType


#Text=زار محمد العلي بيته
1-1\t0-3\tزار\t_\t_\t_\t_\t
1-2\t4-8\tمحمد\tcoref->1-1\tnam[1]\t_\t_\t
1-3\t9-14\tالعلي\tcoref->1-1\tnam[1]\t_\t_\t
1-4\t15-19\tبيته\t_\t_\t*->1-1\thome[1]\t
1-4.1\t18-19\tه\t*->2-1|*->1-2\t*[2]|pr[1]\t_\t_\t
"""


def test_links_of_a_chain_are_spans_with_a_relation_to_the_next():
    (bundle,) = found_in(CHAINS)
    (layer,) = bundle.layers
    spans = {one.id: (one.label, one.fragments, one.attributes.get("referenceType")) for one in layer.spans}
    assert sorted(spans.values(), key=str) == [
        ("CoreferenceLink", ((18, 19),), "pr"),
        ("CoreferenceLink", ((18, 19),), None),
        ("CoreferenceLink", ((4, 14),), "nam"),
        ("PlaceLink", ((15, 19),), "home"),
    ]
    (tie,) = layer.relations
    assert (tie.type, spans[tie.source][1], spans[tie.target][2]) == ("coref", ((4, 14),), "pr")


@pytest.mark.parametrize(
    ("table", "where", "sentence"),
    [
        ("", "line 1", "it begins with ''"),
        ("hello", "line 1", "it begins with 'hello'"),
        (b"\xff", "line 1", "not UTF-8 at byte 0"),
        (THEIRS.replace("3-5\taa", "x-5\taa"), "line 11", "'x-5' are no offsets"),
        (THEIRS.replace("3-5\taa", "1-5\taa"), "", "that is inside a character"),
        (THEIRS.replace("3-5\taa", "3-99\taa"), "", "outside of it"),
        (THEIRS.replace("6-8\tbb", "8-6\tbb"), "", "behind its end"),
        (THEIRS.replace("9-11\tcc", "7-9\tcc"), "line 17", "before the end of the last one"),
        (THEIRS.replace("9-11\tcc", "99999999999-9\tcc"), "line 17", "far behind the last one"),
        (THEIRS.replace("\tfar\t1-2[0_4]", ""), "line 12", "10 columns; the head of the file tells of 11"),
        (THEIRS.replace("1-2[0_4]", "1-2[7_4]"), "line 12", "[7] is not there"),
        (THEIRS.replace("1-2[0_4]", "9-2[0_4]"), "line 12", "nothing is marked at 9-2"),
        (THEIRS.replace("village[4]", "village[1]"), "line 12", "[1] is the number of a"),
        (THEIRS.replace("#T_RL=webanno.custom.Near", "#T_CH=x"), "line 6", "the layer of chains x has no"),
        (CHAINS.replace("coref->1-1", "coref"), "line 8", "'coref' is no link of a chain"),
        (THEIRS.replace("ROLE_webanno.custom.Strike:targets_", "ROLE_"), "line 4", "is no column of roles"),
        (THEIRS + "x" * 17_000_000, "line 18", "16,000,000 are read"),
    ],
)
def test_a_wrong_table_is_refused_with_the_place_and_the_reason(table, where, sentence):
    (found,) = found_in(table)
    assert isinstance(found, Refusal), found
    assert sentence in found.reason
    assert found.where == where


@pytest.mark.parametrize("beside", [b"{}", b"\xff", b'{"key": "a", "annotator": "noa", "replaced": {"0": "x"}}'])
def test_a_wrong_file_beside_it_is_refused(beside):
    (found,) = found_in(THEIRS, beside)
    assert isinstance(found, Refusal) and "what corpus-tool says of the document" in found.reason


@given(st.text(alphabet="a\\|[]_*->;\t\n1é"))
def test_what_is_escaped_comes_back_and_parts_nothing(value):
    assert unescaped(escaped(value)) == value
    assert unescaped(escaped_text(value)) == unescaped(escaped_word(value)) == value
    assert "\n" not in escaped_text(value) and "\t" not in escaped_word(value)
    assert parted(escaped(value), "|") == [escaped(value)]
    assert numbered(f"{escaped(value)}[12]") == (escaped(value), "12")
    assert not {"\t", "\n"} & set(escaped(value))


@given(st.lists(st.tuples(st.integers(0, len(TABLE) - 1), st.integers(0, 255)), min_size=1, max_size=3), st.booleans())
def test_no_table_makes_it_stumble(changes, is_theirs):
    table = bytearray(THEIRS.encode() if is_theirs else TABLE)
    for at, byte in changes:
        table[at % len(table)] = byte
    assert all(isinstance(one, Bundle | Refusal | Notice) for one in found_in(bytes(table)))


def test_a_mark_in_two_sentences_is_told_and_keeps_nobody_from_writing():
    text = "aa bb. Cc dd."
    marks = [Span(id="s1", label="A", fragments=((3, 9),)), Span(id="s2", label="A", fragments=((0, 6),))]
    kept, losses = TSV.restricted(Bundle(document(text), (layer(marks),)))
    assert [(loss.annotation, loss.reason) for loss in losses] == [("s1", Reason.IN_SENTENCES)]
    assert len(kept.layers[0].spans) == 2
