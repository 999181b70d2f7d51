"""Names known from work that is done are found in new documents, as sure as they have proved."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store

from corpus_tool import languages
from corpus_tool.errors import UsageError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.lexicon import Lexicon, Spoken
from corpus_tool.model.suggestions import score_of
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.lexicon import known_names, listed_names, names_in, suggestions_in, sure

FIRST = "قصف الجيش السوري حلب. وقال الجيش السوري إن داعش في حلب."
SECOND = "وصل داعش إلى حلب، وغادر الجيش السوري."


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as opened:
        for number, text in enumerate((FIRST, SECOND), 1):
            add_document(opened, document(text, f"d{number}"))
        yield opened


def work(store, id, who, *marks, status=Status.DONE, kind=LayerKind.ANNOTATOR):
    """Every place of these words marked, and the document done."""
    desk = Desk(store, id, LayerName(who, kind), counting_surroundings())
    for words, label in marks:
        at = desk.document.text.find(words)
        while at >= 0:
            span = Span(id=desk.new_id("s"), label=label, fragments=((at, at + len(words)),))
            desk.do("Mark", edits.add(desk.layer, span))
            at = desk.document.text.find(words, at + 1)
    if status is Status.DONE:
        desk.do("Done", edits.set_status(desk.layer, status))


def suggested(store, known, id=2):
    text = store.documents.load(id).text
    found = suggestions_in(store.documents.load(id), known, store.schemas.current())
    return [(text[slice(*one.fragments[0])], one.label) for one in found]


def test_names_of_done_work_are_suggested_in_the_next_document(store):
    work(store, 1, "noa", ("الجيش السوري", "ORG"), ("حلب", "GPE"), ("داعش", "ORG"))
    known = known_names(store, "noa")
    assert suggested(store, known) == [("داعش", "ORG"), ("حلب", "GPE"), ("الجيش السوري", "ORG")]


def test_work_in_progress_and_that_of_others_is_not_told(store):
    work(store, 1, "noa", ("داعش", "ORG"), status=Status.IN_PROGRESS)
    work(store, 1, "sami", ("حلب", "GPE"))
    work(store, 1, "gold", ("الجيش السوري", "ORG"), ("حلب", "GPE"), kind=LayerKind.GOLD)
    assert suggested(store, known_names(store, "noa")) == []
    assert suggested(store, known_names(store)) == [("حلب", "GPE"), ("الجيش السوري", "ORG")]


def test_a_name_that_was_mostly_passed_over_is_not_suggested(store):
    desk = Desk(store, 1, LayerName("noa", LayerKind.ANNOTATOR), counting_surroundings())
    text = "في حلب " * 1 + FIRST
    id = add_document(store, document(text + " حلب حلب حلب حلب حلب", "d3"))
    desk = Desk(store, id, LayerName("noa", LayerKind.ANNOTATOR), counting_surroundings())
    desk.do("Mark", edits.add(desk.layer, Span(id="s1", label="GPE", fragments=((3, 6),))))
    desk.do("Done", edits.set_status(desk.layer, Status.DONE))
    assert suggested(store, known_names(store, "noa")) == []


def test_a_name_of_two_labels_tells_their_shares(store):
    lexicon = Lexicon()
    lexicon.add("حلب", "GPE", 3)
    lexicon.add("حلب", "ORG", 1)
    (said,) = names_in("في حلب", languages.language("ar"), sure(lexicon))
    assert said.shares == (("GPE", 0.75), ("ORG", 0.25))
    (span,) = suggestions_in(document("في حلب", "d"), sure(lexicon), default_schema())
    assert (span.label, score_of(span)) == ("GPE", 0.75)


def test_names_are_found_behind_proclitics_and_the_longest_is_told_from_what_is_in_it():
    arabic, lexicon = languages.language("ar"), Lexicon()
    for name in ("لواء الفجر", "الفجر", 'דאע"ש', "علي"):
        lexicon.add(name, "ORG")
    found = lexicon.matches(
        Spoken("للواء الفجر", lambda word: [(one.offset, one.head) for one in arabic.name_starts(word)])
    )
    assert [(one.words, one.is_inside) for one in found] == [(("لواء", "الفجر"), False), (("الفجر",), True)]
    said = names_in("של ודאע\u05f4ש", languages.language("he"), sure(lexicon))
    assert [one.match.words for one in said] == [("דאעש",)]
    assert list(names_in("على", arabic, sure(lexicon))) == []


def test_a_name_is_not_read_across_a_comma():
    lexicon = Lexicon()
    lexicon.add("حلب دمشق", "LOC")
    assert lexicon.matches(Spoken("حلب، دمشق", lambda word: [(0, word)])) == []


def test_word_lists_are_read_and_what_is_wrong_in_them_is_said(tmp_path):
    file = tmp_path / "names.csv"
    file.write_text("name,label,subtype\n# remark\nDamascus,GPE,City\n\nחלב,GPE\n", encoding="utf-8")
    lexicon = listed_names(file, default_schema())
    assert (len(lexicon), lexicon.subtype(("damascus",), "GPE")) == (2, "City")
    file.write_text("Damascus,CITY\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"row 1: the schema has no label 'CITY'"):
        listed_names(file, default_schema())
    with pytest.raises(UsageError, match="cannot be read"):
        listed_names(tmp_path / "none.csv", default_schema())
