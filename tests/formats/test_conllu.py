"""CoNLL-U: the conllu package finds what was written, and files of treebanks come in with their text."""

import io
from urllib.parse import unquote

import conllu
import pytest
from corpus_tool_testing.builders import document, layer, span
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.formats import Notice, Reading, Refusal, Writing
from corpus_tool.formats.conllu import FORMAT, read
from corpus_tool.model.annotations import Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.policies import Clitics, Policy, Window
from corpus_tool.model.tag_rows import SENTENCES
from corpus_tool.model.word_misc import escaped_name, escaped_spaces, spaces_of

TEXT = (
    "\u00a0😀 قال\u00a0الناطق\u2028بلسان \u200fحزب\u200cالله:\tدخل  الجيشُ السوريُّ حلب. ضرب لداعش|هناك\\هنا.\n\n"
    "\ufeffثم عاد الجيشُ  إلى دمشق_ \u00a0"
)


def hostile_bundle() -> Bundle:
    start, end = TEXT.index("الجيشُ"), TEXT.index("حلب") + 3
    spans = [
        span("s1", TEXT, "الجيشُ السوريُّ"),
        span("s=2|(x)", TEXT, "السوريُّ", "NORP"),
        Span(id="s3", label="A-B c", fragments=((start, start + 6), (end - 3, end))),
        span("s4", TEXT, "داعش"),
        span("s5", TEXT, "الناطق\u2028بلسان", "TTL"),
    ]
    return Bundle(document(TEXT, "a key"), (layer(spans),))


def file_of(bundle: Bundle, policy: Policy) -> tuple[str, Bundle]:
    kept, _ = FORMAT.restricted(bundle, policy)
    pieces = list(FORMAT.pieces([kept], Writing("out", default_schema(), policy)))
    assert {piece.file for piece in pieces} == {"noa.conllu"}
    return "".join(str(piece.content) for piece in pieces), kept


@pytest.mark.parametrize("window", list(Window))
def test_the_conllu_package_finds_every_word_its_name_and_its_white_space(window):
    made, kept = file_of(hostile_bundle(), Policy(clitics=Clitics.SPLIT, window=window))
    text, tags, position = "", [], 0
    sentences = list(conllu.parse_incr(io.StringIO(made, newline="\n")))
    for sentence in sentences:
        covered = 0
        for token in sentence:
            said = token["misc"] or {}
            text += spaces_of(said.get("SpacesBefore", ""))
            if isinstance(token["id"], tuple):
                covered = token["id"][2]
            elif "NER" in said:
                tags.append((said["NER"], token["form"]))
            if isinstance(token["id"], tuple) or token["id"] > covered:
                gap = "" if said.get("SpaceAfter") == "No" else " "
                text += token["form"] + spaces_of(said.get("SpacesAfter", gap))
        plain = "".join(text[position:].split())
        assert "".join(sentence.metadata["text"].split()) == plain
        position = len(text)
    assert text == kept.document.text
    assert sentences[0].metadata["newdoc id"] == "a key"
    assert tags == [
        ("B-TTL", "الناطق"),
        ("I-TTL", "بلسان"),
        ("B-ORG", "الجيشُ"),
        ("I-ORG", "السوريُّ"),
        ("B-ORG", "داعش"),
    ]


def test_a_word_that_is_cut_is_a_multiword_token():
    made, _ = file_of(hostile_bundle(), Policy(clitics=Clitics.SPLIT))
    rows = [line.split("\t") for line in made.split("\n") if "\t" in line]
    at = next(number for number, row in enumerate(rows) if row[1] == "لداعش")
    assert [row[1] for row in rows[at : at + 3]] == ["لداعش", "ل", "داعش"]
    first = int(rows[at + 1][0])
    assert [row[0] for row in rows[at : at + 3]] == [f"{first}-{first + 1}", str(first), str(first + 1)]
    assert all(len(row) == 10 for row in rows)


def test_mentions_are_brackets_as_corefud_has_them():
    made, _ = file_of(hostile_bundle(), Policy(clitics=Clitics.SPLIT))
    entities = [part for line in made.split("\n") for part in line.split("\t")[-1].split("|") if part[:6] == "Entity"]
    assert entities == [
        "Entity=(s5-TTL",
        "Entity=s5)",
        "Entity=(s1-ORG(s3[1/2]-A%2DB%20c)",
        "Entity=s1)(s%3D2%7C%28x%29-NORP)",
        "Entity=(s3[2/2]-A%2DB%20c)",
        "Entity=(s4-ORG)",
    ]


def test_a_document_without_a_layer_comes_back_without_one():
    (piece,) = FORMAT.pieces([Bundle(document())], Writing("out", default_schema()))
    assert piece.file == "out.conllu"
    (found,) = list(read([line.encode() for line in str(piece.content).splitlines(keepends=True)]))
    assert (found.document.text, found.layers) == (document().text, ())


@given(st.text(alphabet=" \t\n|\\\u00a0\u2028\u3000snu0", max_size=12))
def test_white_space_is_escaped_so_that_it_comes_back(spaces):
    assert spaces_of(escaped_spaces(spaces)) == spaces
    assert not any(one.isspace() or one == "|" for one in escaped_spaces(spaces))


@given(st.text(max_size=4) | st.text(alphabet="%|=()[]-/, \t\n\u00a0a2Dא", max_size=8))
def test_a_name_has_no_sign_that_means_something_there_and_comes_back(name):
    assert not set("|=()[]-/ \t\n\u00a0") & set(escaped_name(name))
    assert unquote(escaped_name(name)) == name


def row(id: object, form: str, misc: str = "_") -> str:
    return "\t".join((str(id), form, *"_______", misc))


def found_in(*lines: str, **more):
    raw = [(line + "\n").encode() for line in "\n".join(lines).split("\n")]
    return list(read(raw, Reading(stem="htb", annotator="sade", **more)))


def names(bundle: Bundle) -> list[tuple[str, str]]:
    text = bundle.document.text
    return [(one.label, " ".join(text[a:b] for a, b in one.fragments)) for one in bundle.layers[0].spans]


HEBREW = (
    "# sent_id = 1",
    "# text = הגיע לבית הלבן.",
    row(1, "הגיע"),
    row("2-4", "לבית"),
    row(2, "ל"),
    row(3, "ה"),
    row(4, "בית", "NER=B-FAC"),
    row("5-6", "הלבן", "SpaceAfter=No"),
    row(5, "ה", "NER=I-FAC"),
    row(6, "לבן", "NER=I-FAC"),
    row(7, "."),
    "",
)


def test_a_treebank_comes_in_and_a_name_in_a_word_that_is_not_simply_cut_is_the_word():
    (found,) = found_in(*HEBREW)
    assert (found.document.key, found.document.text) == ("htb", "הגיע לבית הלבן.")
    assert names(found) == [("FAC", "לבית הלבן")]
    assert found.layers[0].name.annotator == "sade"


def test_documents_and_paragraphs_are_those_of_the_file():
    first, second = found_in(
        "# newdoc id = a",
        row(1, "x"),
        "",
        "# newpar",
        row(1, "y", "Entity=(e1-PER)"),
        "",
        row(1, "z"),
        "",
        "# newdoc",
        row(1, "w"),
    )
    assert (first.document.key, first.document.text) == ("a", "x\ny z")
    assert (second.document.key, second.document.text, second.layers) == ("", "w", ())
    assert names(first) == [("PER", "y")]


def test_mentions_may_lie_across_one_another_and_chains_become_spans():
    (found,) = found_in(
        "# global.Entity = eid-etype-head-other",
        row(1, "a", "Entity=(e1-PER-1-x(e2-ORG-1-"),
        row(2, "b", "Entity=e1)(e1-PER-1-)"),
        row(3, "c", "Entity=e2)(e3[1/2]-GPE-1-)"),
        row(4, "d"),
        row(5, "e", "Entity=(e3[2/2]-GPE-1-)"),
    )
    assert names(found) == [("ORG", "a b c"), ("PER", "a b"), ("PER", "b"), ("GPE", "c e")]
    assert [one.id for one in found.layers[0].spans] == ["e2", "e1", "e1-2", "e3"]


def test_the_text_of_a_sentence_shows_the_white_space_that_the_words_do_not():
    (found,) = found_in("# text = a, b", row(1, "a"), row(2, ","), row(3, "b"))
    assert found.document.text == "a, b"


def test_empty_nodes_stay_out_and_that_is_said():
    told, found = found_in(row(1, "a"), row("1.1", "zero"), row(2, "b"))
    assert isinstance(told, Notice) and "empty nodes" in told.words
    assert found.document.text == "a b"


def test_a_file_without_documents_becomes_documents_of_many_sentences():
    found = found_in(*[f"{row(1, f'w{number}')}\n" for number in range(SENTENCES + 1)])
    assert [one.document.key for one in found] == ["htb-0001", "htb-0002"]


@pytest.mark.parametrize(
    ("lines", "where", "reason"),
    [
        ((row(1, "a"), "2\tb"), "line 2", "10 columns, parted by tabs, were expected"),
        ((row(1, "a"), row(3, "b")), "line 2", "it begins with '3'; number 2 and a word were expected"),
        ((row("x", "a"),), "line 1", "it begins with 'x'"),
        ((row(1, ""),), "line 1", "number 1 and a word"),
        ((row("1-3", "ab"), row(1, "a")), "line 2", "the sentence ends before number 3"),
        (("# text = a c", row(1, "a"), row(2, "b")), "line 1", "word 2 is 'b', but at offset 2 of the text stands 'c'"),
        (("# text = a\x0bb", row(1, "ab")), "line 1", "word 1 is 'ab', but at offset 0 of the text stands 'a\\x0bb'"),
        ((row(1, "a", "Entity=(e1-PER"),), "htb", "Entity opens 'e1' and never closes it"),
        ((row(1, "a", "Entity=e1)"),), "htb", "Entity closes 'e1', which is not open"),
        ((row(1, "a", "Entity=(e1)"),), "htb", "Entity opens 'e1' without a type"),
        ((row(1, "a", "NER=PER"),), "htb", "NER is 'PER'; O, or B- or I- and a label were expected"),
        (("# corpus_tool = {", row(1, "a")), "line 1", "not JSON"),
        (("x" * (1 << 23),), "line 1", "a word or a comment was expected"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_the_reason(lines, where, reason):
    (found,) = found_in(*lines)
    assert isinstance(found, Refusal), found
    assert found.where == where
    assert reason in found.reason


def test_a_wrong_document_does_not_hold_up_the_others():
    wrong, right = found_in("# newdoc id = a", "oops", "", "# newdoc id = b", row(1, "x"))
    assert isinstance(wrong, Refusal) and wrong.where == "line 2"
    assert right.document.key == "b"


@given(raw=st.binary(max_size=60) | st.text(alphabet="#1-2.\t\n_ab=|()NERntity[/]", max_size=80).map(str.encode))
def test_whatever_a_file_holds_reading_it_never_breaks(raw):
    for found in read([line + b"\n" for line in raw.split(b"\n")], Reading(stem="x")):
        assert isinstance(found, Bundle | Refusal | Notice)


@given(st.lists(st.text(alphabet="(e1)-PER[/2]", max_size=8), min_size=1, max_size=4))
def test_whatever_brackets_a_file_holds_reading_it_never_breaks(brackets):
    for found in found_in(*[row(number, "w", f"Entity={one}") for number, one in enumerate(brackets, 1)]):
        assert isinstance(found, Bundle | Refusal)


def test_each_further_mention_of_a_chain_has_a_number_that_no_chain_is_called_by():
    mentions = ["(x-LOC)", "(x%2D2-LOC)", "(x-LOC)", "(x-LOC)", "(x%2D2-LOC)"]
    lines = [row(number, "w", f"Entity={said}") for number, said in enumerate(mentions, 1)]
    (found,) = found_in("# global.Entity = eid-etype", *lines)
    assert [one.id for one in found.layers[0].spans] == ["x", "x-2", "x-3", "x-4", "x-2-2"]
