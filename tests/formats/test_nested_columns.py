"""NEMO and Wojood: nested names out of columns, of whole words and inside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.formats import Notice, Reading, Refusal, formats, readable
from corpus_tool.formats.nemo import letters_before
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.tag_rows import SENTENCES, Row, stretches

NEMO, WOJOOD = formats()["nemo"], formats()["wojood"]


def found_in(format, text: str, **more):
    lines = [(line + "\n").encode() for line in text.split("\n")]
    return list(format.read(lines, Reading(stem="sample", **more)))


def names(bundle: Bundle) -> list[tuple[str, str]]:
    text = bundle.document.text
    return [(one.label, text[start:end]) for one in bundle.layers[0].spans for start, end in one.fragments]


WOJOOD_LINES = """\
بيان O
محكمة B-ORG
حكومة I-ORG B-ORG
فلسطين I-ORG I-ORG B-GPE
. O

المدير B-OCC
في I-OCC B-ORG
غزة B-GPE I-ORG
🕊 O"""


def test_names_of_wojood_lie_in_each_other():
    (found,) = found_in(WOJOOD, WOJOOD_LINES, annotator="sina")
    assert found.document.key == "sample"
    assert found.document.text == "بيان محكمة حكومة فلسطين .\nالمدير في غزة 🕊"
    assert found.layers[0].name.annotator == "sina"
    assert names(found) == [
        ("ORG", "محكمة حكومة فلسطين"),
        ("ORG", "حكومة فلسطين"),
        ("GPE", "فلسطين"),
        ("OCC", "المدير في"),
        ("ORG", "في غزة"),
        ("GPE", "غزة"),
    ]


def test_the_words_are_the_tokens_so_that_they_can_be_found_in_the_text_of_a_document():
    (found,) = found_in(WOJOOD, WOJOOD_LINES)
    text = found.document.text
    assert [text[one.start : one.end] for one in found.document.tokens] == text.split()
    assert WOJOOD.by_tokens and NEMO.by_tokens


def test_a_column_that_moves_up_when_the_outer_name_ends_goes_on():
    (found,) = found_in(WOJOOD, "a B-ORG B-GPE\nb I-GPE\nc O")
    assert names(found) == [("GPE", "a b"), ("ORG", "a")]


def test_a_tag_that_continues_nothing_begins_a_name():
    (found,) = found_in(WOJOOD, "a I-TIME\nb B-TIME\nc I-GPE")
    assert names(found) == [("TIME", "a"), ("TIME", "b"), ("GPE", "c")]


def test_tabs_part_cells_as_well_as_spaces():
    (found,) = found_in(WOJOOD, "a\tB-GPE\nb  I-GPE")
    assert names(found) == [("GPE", "a b")]


def test_words_are_found_in_the_text_that_is_beside_them():
    text = "بيان محكمة حكومة  فلسطين.\n\nالمدير في غزة🕊\n"
    beside = {"sample.source.txt": text.encode()}.get
    (found,) = found_in(WOJOOD, WOJOOD_LINES, beside=beside)
    assert found.document.text == text
    assert names(found)[0] == ("ORG", "محكمة حكومة  فلسطين")


def test_a_text_of_other_words_is_refused():
    (found,) = found_in(WOJOOD, WOJOOD_LINES, beside={"sample.source.txt": b"other"}.get)
    assert isinstance(found, Refusal)
    assert "word 1 is 'بيان', but at offset 0 of the text stands 'other'" in found.reason


TOKEN_MULTI = """\
דיווח O O O
בירושלים O^S-GPE O^O O^O
ולגליל O^O^B-LOC^E-LOC O^O^O^O O^O^O^O
לאורחים O^O^S-ORG O^O^O O^O^O
הפועל B-ORG^I-ORG O^O O^O
תל I-ORG B-GPE O
אביב E-ORG E-GPE S-X
אמר O O O

אמריקה O^S-GPE O^O O^O"""


def test_names_of_token_multi_begin_inside_the_word_and_that_is_said():
    told, found = found_in(NEMO, TOKEN_MULTI)
    assert isinstance(told, Notice) and told.words.startswith("line 2: ")
    assert names(found) == [
        ("GPE", "ירושלים"),
        ("LOC", "גליל"),
        ("ORG", "אורחים"),
        ("ORG", "הפועל תל אביב"),
        ("GPE", "תל אביב"),
        ("X", "אביב"),
        ("GPE", "אמריקה"),
    ]


@pytest.mark.parametrize(
    ("word", "parts", "letters"),
    [
        ("לגליל", 1, 1),
        ("ובחולון", 2, 2),
        ("לאורחים", 2, 1),
        ('ל"ספורט', 2, 2),
        ("אמריקה", 1, 0),
        ("", 1, 0),
        ("ב", 5, 0),
    ],
)
def test_a_letter_is_cut_for_each_part_that_is_written(word, parts, letters):
    assert letters_before(word, parts) == letters


def test_names_of_the_other_variants_are_of_whole_words():
    (found,) = found_in(NEMO, "בירושלים S-GPE O O O\nה_ B-ORG\nגליל E-ORG")
    assert names(found) == [("GPE", "בירושלים"), ("ORG", "ה_ גליל")]


def test_files_of_nemo_are_known_by_their_ending():
    assert readable(".bmes") is NEMO
    assert readable(".txt").name == "txt"


@pytest.mark.parametrize(
    ("stem", "tags", "annotator"),
    [
        ("token-multi_gold_dev", "S-GPE", "noa-token-multi"),
        ("token-single_gold_train", "S-GPE", "noa-token-single"),
        ("morph_gold_test", "S-GPE", "noa-morph"),
        ("morph_gold_test", "S-GPE O O O", "noa-morph-nested"),
        ("b_morph_gold_test", "S-GPE O", "noa-b-morph-nested"),
        ("group1_f_token-single_dev_1-400", "S-GPE", "noa-group1-f-token-single"),
        ("token-multi", "S-GPE", "noa"),
        ("my_own_file", "S-GPE O", "noa"),
    ],
)
def test_files_of_the_corpus_say_whose_layers_they_are(stem, tags, annotator):
    (found,) = NEMO.read([b"\n", f"אמריקה {tags}".encode()], Reading(stem=stem, annotator="noa"))
    assert found.layers[0].name.annotator == annotator


def test_a_name_in_both_parts_behind_a_proclitic_begins_behind_it():
    """As the corpus writes the article that a preposition swallowed, and one that is written."""
    lines = "בארץ O^B-GPE^E-GPE O^O^O\nהארץ B-WOA^E-WOA O^O\nוירושלים O^B-LOC O^S-GPE\nהמערבית I-LOC^E-LOC O^O"
    _, found = found_in(NEMO, lines)
    assert names(found) == [("GPE", "ארץ"), ("WOA", "הארץ"), ("LOC", "ירושלים המערבית"), ("GPE", "ירושלים")]


def test_a_long_file_becomes_documents_of_many_sentences():
    lines = "\n\n".join(f"w{number} S-GPE" for number in range(SENTENCES + 1))
    first, second = found_in(NEMO, lines)
    assert [first.document.key, second.document.key] == ["sample-0001", "sample-0002"]
    assert [len(first.layers[0].spans), len(second.layers[0].spans)] == [SENTENCES, 1]


@pytest.mark.parametrize("format", [NEMO, WOJOOD], ids=["nemo", "wojood"])
@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("a O\nb", "it is 'b'; a word, a space or a tab, and its tags were expected"),
        ("a O\nb B-", "'B-' is no tag"),
        ("a O\nb x y", "'x' is no tag"),
        ("a O\nb O^O O", "the columns of 'b' have tags for different numbers of parts"),
        ("a O\nb " + "O " * 70_000, "a word with its tags was expected"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number(format, lines, reason):
    (found,) = found_in(format, lines)
    assert isinstance(found, Refusal)
    assert found.where == "line 2"
    assert reason in found.reason


@pytest.mark.parametrize("format", [NEMO, WOJOOD], ids=["nemo", "wojood"])
def test_a_file_in_another_encoding_is_refused_or_read_in_it(format):
    raw = ["غزة B-GPE\n".encode("windows-1256")]
    (found,) = list(format.read(raw, Reading(stem="x")))
    assert isinstance(found, Refusal) and found.where == "line 1"
    (found,) = list(format.read(raw, Reading(stem="x", encoding="windows-1256")))
    assert names(found) == [("GPE", "غزة")]


@pytest.mark.parametrize("format", [NEMO, WOJOOD], ids=["nemo", "wojood"])
@given(raw=st.binary(max_size=40) | st.text(alphabet="aO^BIES- \t\n\u2028א", max_size=40).map(str.encode))
def test_whatever_a_file_holds_reading_it_never_breaks(format, raw):
    lines = [line + b"\n" for line in raw.split(b"\n")]
    for found in format.read(lines, Reading(stem="x")):
        assert isinstance(found, Bundle | Refusal | Notice)


TAGS = st.sampled_from(["O", "B-A", "I-A", "E-A", "S-A", "B-B", "I-B", "E-B", "S-B"])


@given(st.lists(st.tuples(TAGS, TAGS), max_size=12))
def test_every_tag_is_in_a_name_and_every_beginning_begins_one(tags):
    rows = [Row("w", ((first,), (second,))) for first, second in tags]
    found = stretches(rows)
    beginnings = sum(tag[0] in "BS" for pair in tags for tag in pair)
    tagged = sum(tag != "O" for pair in tags for tag in pair)
    assert len(found) >= beginnings
    assert sum(one.last - one.first + 1 for one in found) == tagged
