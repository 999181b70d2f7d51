"""IOB2 and BIOES columns."""

from io import StringIO

import pytest
from corpus_tool_testing.builders import ARABIC, document, layer, span, strike
from hypothesis import given
from hypothesis import strategies as st
from seqeval.metrics.sequence_labeling import get_entities

from corpus_tool.formats import Reading, Refusal, Writing, formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.losses import Reason
from corpus_tool.model.policies import Overlaps, Policy, Window

IOB2 = formats()["iob2"]
BIOES = formats()["bioes"]
WRITING = Writing("x", default_schema())
LAYERED = Writing("x", default_schema(), Policy(overlaps=Overlaps.LAYERED))
TRAPS = '😀 זירה\u200cא קרא\u2028ל\u05bbנד \u200fצה"ל\u00a0כאן. סוף'
"""An emoji before everything, a joiner and a mark in a word, a line separator, a direction mark, a no-break space."""


def content(format, annotations, text=ARABIC, writing=WRITING):
    bundle = format.restricted(Bundle(document(text), (layer(annotations),)), writing.policy)[0]
    (piece,) = format.pieces([bundle], writing)
    return piece.content


def read(lines: str, format=IOB2, stem="name"):
    return list(format.read([f"{line}\n".encode() for line in lines.split("\n")], Reading(stem=stem)))


def test_columns_are_token_tab_tag_with_blank_lines_between_sentences():
    whole = [span("s1", ARABIC, "الجيش السوري"), span("s2", ARABIC, "15", "NUM")]
    (piece,) = IOB2.pieces([Bundle(document(), (layer(whole),))], WRITING)
    assert piece.file == "noa.iob2"
    lines = piece.content.split("\n")
    assert lines[:6] == ["-DOCSTART- (ar-0001)\tO", "", "قصف\tO", "الجيش\tB-ORG", "السوري\tI-ORG", "مواقع\tO"]
    assert "15\tB-NUM" in lines
    assert lines[lines.index("وقالت\tO") - 1] == ""
    assert piece.content.endswith("\tO\n\n")


def test_each_layer_has_a_file_of_its_own():
    two = (layer([]), layer([], "sami"), layer([], "gold", LayerKind.GOLD), layer([], "noa", LayerKind.SUGGESTION))
    files = [piece.file for piece in IOB2.pieces([Bundle(document(), two)], WRITING)]
    assert files == ["noa.iob2", "sami.iob2", "gold.iob2", "noa.suggestion.iob2"]


def test_everything_that_is_lost_is_told():
    found = {(loss.annotation, loss.reason) for loss in IOB2.restricted(Bundle(document(), (layer(strike()),)))[1]}
    assert found == {
        ("s1", Reason.ATTRIBUTES),
        ("s2", Reason.NESTED),
        ("s3", Reason.PART_OF_WORD),
        ("e1", Reason.EVENT),
    }


def test_bioes_tells_the_last_word_and_the_one_that_stands_alone():
    lines = content(BIOES, [span("s1", ARABIC, "الجيش السوري"), span("s2", ARABIC, "حلب", "GPE")]).split("\n")
    assert lines[3:5] == ["الجيش\tB-ORG", "السوري\tE-ORG"]
    assert "حلب\tS-GPE" in lines


def test_nested_spans_have_further_columns_the_outermost_first():
    nested = [span("s2", ARABIC, "السوري", "NORP"), span("s1", ARABIC, "الجيش السوري")]
    lines = content(IOB2, nested, writing=LAYERED).split("\n")
    assert lines[0] == "-DOCSTART- (ar-0001)" + "\tO" * 4
    assert lines[3:5] == ["الجيش\tB-ORG\tO\tO\tO", "السوري\tI-ORG\tB-NORP\tO\tO"]


def test_what_lies_deeper_than_there_are_columns_is_told():
    same = [span(f"s{number}", ARABIC, "حلب", "GPE") for number in range(6)]
    losses = IOB2.restricted(Bundle(document(), (layer(same),)), LAYERED.policy)[1]
    assert [(loss.annotation, loss.reason) for loss in losses] == [("s4", Reason.TOO_DEEP), ("s5", Reason.TOO_DEEP)]


@pytest.mark.parametrize(("window", "blank_lines"), [(Window.SENTENCE, 3), (Window.PARAGRAPH, 2), (Window.DOCUMENT, 1)])
def test_blank_lines_stand_between_the_windows_that_are_asked_for(window, blank_lines):
    text = "قتل ثلاثة. جرح اثنان\nانتهى"
    rows = content(IOB2, [], text, Writing("x", default_schema(), Policy(window=window))).partition("\n\n")[2]
    assert rows.count("\n\n") == blank_lines


@pytest.mark.parametrize("format", [IOB2, BIOES], ids=lambda format: format.name)
def test_seqeval_finds_what_was_annotated(format):
    marked = [span("s1", TRAPS, "זירה\u200cא קרא"), span("s2", TRAPS, 'צה"ל'), span("s3", TRAPS, "כאן", "GPE")]
    rows = [row.split("\t") for row in content(format, marked, TRAPS).split("\n")[2:] if row]
    assert [word for word, _ in rows] == ["😀", "זירה\u200cא", "קרא", "ל\u05bbנד", "\u200f", 'צה"ל', "כאן", ".", "סוף"]
    found = get_entities([tag for _, tag in rows])
    assert [(label, first, last) for label, first, last in found] == [("ORG", 1, 2), ("ORG", 5, 5), ("GPE", 6, 6)]


def test_spacy_converts_the_file():
    from spacy.training.converters import conll_ner_to_docs

    rows = content(IOB2, [span("s1", ARABIC, "الجيش السوري")]).partition("\n\n")[2]
    (converted,) = list(conll_ner_to_docs(rows, no_print=True))
    assert [(entity.text, entity.label_) for entity in converted.ents] == [("الجيش السوري", "ORG")]


def test_nltk_like_readers_that_split_at_white_space_see_two_cells_in_every_line():
    for line in StringIO(content(IOB2, [], TRAPS), newline="\n"):
        assert len(line.split()) in {0, 2} or line.startswith("-DOCSTART-")


@pytest.mark.parametrize(
    ("lines", "marked"),
    [
        ("A B-X\nb I-X\nc O", [("X", "A b")]),
        ("A I-X\nb I-X\nc B-X", [("X", "A b"), ("X", "c")]),
        ("A\tB-X\nb\tE-X\nc\tS-X", [("X", "A b"), ("X", "c")]),
        ("A\tB-X\nb\tL-X\nc\tU-X", [("X", "A b"), ("X", "c")]),
        ("A\tB-X\nb\tE-X\nc\tE-X", [("X", "A b"), ("X", "c")]),
        ("A NNP B-NP B-X\nb NN I-NP I-X\nc . O O", [("X", "A b")]),
        ("A -X- -X- B-X\n\nb -X- _ I-X", [("X", "A"), ("X", "b")]),
        ("A\tB-X\tB-Y\nb\tI-X\tO", [("X", "A b"), ("Y", "A")]),
        ("# id 7 domain=news\n#\tB-X\n# sent\nb\tO", [("X", "#")]),
    ],
)
def test_columns_of_many_kinds_are_read(lines, marked):
    (found,) = read(lines)
    text = found.document.text
    spans = found.layers[0].spans
    assert [(one.label, text[one.fragments[0][0] : one.fragments[0][1]]) for one in spans] == marked


def test_keys_come_from_the_line_that_begins_a_document_or_from_the_file():
    keys = [one.document.key for one in read("-DOCSTART- (1 EU)\n\na O\n-DOCSTART- -X- O O\n\nb O\n")]
    assert keys == ["1 EU", ""]
    assert [one.document.key for one in read("a O")] == ["name"]


@pytest.mark.parametrize("key", ["a\tb", "a\nb", "100%", "%41", "a\u2028b", "(x)", "نص 1", " "])
def test_any_key_comes_back(key):
    (piece,) = IOB2.pieces([Bundle(document(key=key), (layer([]),))], WRITING)
    assert [one.document.key for one in read(piece.content)] == [key]


@pytest.mark.parametrize(
    ("lines", "where", "why"),
    [
        ("a O\nb", "line 2", "it is 'b'; a word, a tab or a space, and a tag were expected"),
        ("a\tO\nb\tPER", "line 2", "'PER' is no tag; O, or B-, I-, E-, S-, L- or U- and a label were expected"),
        ("a\tO\nb\tO\tO", "line 2", "it has 3 cells, the lines before it 2"),
        ("a\tO\n\tO", "line 2", "a word, a tab"),
        (f"a\tO\n{'x' * (1 << 20)}\tO", "line 2", "it has 1,048,579 bytes"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number_and_the_other_documents_come(lines, where, why):
    refused, other = read(f"{lines}\nmore O\n-DOCSTART- (b)\nx\tO")
    assert isinstance(refused, Refusal)
    assert refused.where == where and why in refused.reason
    assert other.document.key == "b"


def test_bytes_that_are_not_utf8_are_refused_unless_their_encoding_is_named():
    line = "قصف\tO\n".encode("windows-1256")
    (refused,) = IOB2.read([line])
    assert refused.where == "line 1" and "windows-1256" in refused.reason
    (found,) = IOB2.read([line], Reading(encoding="windows-1256"))
    assert found.document.text == "قصف"


ONTONOTES = """\
#begin document (nw/ann/00/ann_0001); part 000
nw/ann/00/ann_0001 0 0 رئيس NN (TOP* - - - - (PERSON(ORG* * -
nw/ann/00/ann_0001 0 1 بلدية NN * - - - - * * -
nw/ann/00/ann_0001 0 2 نابلس NNP * - - - - (GPE))) * (1)
nw/ann/00/ann_0001 0 3 . PUNC *) - - - - * * -

nw/ann/00/ann_0001 0 0 غادر VB (TOP*) - - - - * * -

#end document
#begin document (nw/ann/00/ann_0001); part 001
nw/ann/00/ann_0001 1 0 حلب NNP (TOP*) - - - - (GPE) * -

#end document"""


def test_columns_of_ontonotes_come_in_with_names_in_each_other():
    first, second = read(ONTONOTES)
    assert (first.document.key, second.document.key) == ("nw/ann/00/ann_0001", "nw/ann/00/ann_0001-001")
    text = first.document.text
    assert text == "رئيس بلدية نابلس .\nغادر"
    assert [(one.label, text[slice(*one.fragments[0])]) for one in first.layers[0].spans] == [
        ("PERSON", "رئيس بلدية نابلس"),
        ("ORG", "رئيس بلدية نابلس"),
        ("GPE", "نابلس"),
    ]
    assert [one.label for one in second.layers[0].spans] == ["GPE"]


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("(GPE)))", "(GPE))", "line 6", "the sentence ends within a name of the label PERSON"),
        ("(GPE)))", "(GPE))))", "line 4", "a name ends here that has not begun"),
        ("(PERSON(ORG*", "B-PERSON", "line 2", "'B-PERSON' says of no name where it is; (ORG*"),
        ("رئيس NN ", "", "line 2", "it has 11 columns; CoNLL-2012 has 12 or more"),
        ("#begin document (nw/ann/00/ann_0001); part 000", "#begin document", "line 1", "part 000 was expected"),
    ],
)
def test_a_wrong_line_of_ontonotes_is_refused_and_the_other_documents_come_in(old, new, where, words):
    refusal, bundle = read(ONTONOTES.replace(old, new, 1))
    assert isinstance(refusal, Refusal) and refusal.where == where
    assert words in refusal.reason
    assert bundle.document.text == "حلب"


@given(
    st.lists(st.text(alphabet="(*)AB-", min_size=1, max_size=8), max_size=6), st.text(alphabet="()#; a0\n", max_size=20)
)
def test_whatever_stands_in_the_brackets_reading_it_never_breaks(cells, head):
    rows = [f"k 0 {number} w NN * - - - - {cell} * -" for number, cell in enumerate(cells)]
    for found in read("\n".join([f"#begin document{head}", *rows])):
        assert isinstance(found, Bundle | Refusal)
