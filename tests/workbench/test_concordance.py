"""Words and annotations are found across a corpus, by any spelling and behind proclitics."""

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    HEBREW,
    add_document,
    counting_surroundings,
    document,
    new_store,
    strike,
)
from corpus_tool_testing.strategies import any_text
from hypothesis import HealthCheck, given, settings

from corpus_tool.errors import UsageError
from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.found import Wanted
from corpus_tool.store.store import Store
from corpus_tool.workbench.concordance import Order, phrases_of, rebuild_index, search
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import delete, purge, undelete

TEXTS = {
    "ar": ARABIC,
    "he": HEBREW,
    "marks": "🔴 دمّرت الطائراتُ بيوتاً للمســلحين، وللحزب مقر.",
    "niqqud": "שָׁלוֹם לדאעש ודאע״ש ובדמשק, מטוס F-16.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with new_store(tmp_path_factory.mktemp("search")) as store:
        for key, text in TEXTS.items():
            add_document(store, document(text, key))
        for who in ("noa", "sami"):
            desk = Desk(store, 1, LayerName(who, LayerKind.ANNOTATOR), counting_surroundings())
            for annotation in strike()[: 5 if who == "noa" else 1]:
                desk.do("Mark", edits.add(desk.layer, annotation))
            if who == "noa":
                desk.do("Deny", edits.set_attribute(desk.layer, "e1", "polarity", "negative"))
        yield store


def found(store: Store, query: str, **more) -> list[tuple[str, str]]:
    return [(line.document, line.text) for line in search(store, query, **more).lines]


@pytest.mark.parametrize(
    ("query", "surfaces"),
    [
        ("دمرت", ["دمّرت"]),
        ("دَمَّرَت", ["دمّرت"]),
        ("للمسلحين", ["للمســلحين"]),
        ("المسلحين", ["للمســلحين"]),
        ("الحزب", ["وللحزب"]),
        ("داعش", ["لداعش"]),
        ("דאע״ש", ['דאע"ש', "לדאעש", "ודאע״ש"]),
        ('דאע"ש', ['דאע"ש', "לדאעש", "ודאע״ש"]),
        ("דאעש", ['דאע"ש', "לדאעש", "ודאע״ש"]),
        ("דמשק", ["לדמשק", "ובדמשק"]),
        ("שלום", ["שָׁלוֹם"]),
        ("שָׁלוֹם", ["שָׁלוֹם"]),
        ("F-16", ["F-16"]),
        ("צה״ל", ['צה"ל']),
        ('"دمرت الطائرات"', ["دمّرت الطائراتُ"]),
        ("طائر*", ["الطائراتُ"]),
    ],
)
def test_any_spelling_finds_any_other(store, query, surfaces):
    assert [text for _, text in found(store, query)] == surfaces


def test_proclitic_forms_can_be_switched_off(store):
    assert found(store, "דמשק", proclitics=False) == []
    assert found(store, "לדמשק", proclitics=False) == [("he", "לדמשק")]


def test_a_find_is_at_its_place_in_the_original(store):
    for query in ("للمسلحين", "דאעש", "داعش"):
        for line in search(store, query).lines:
            text = TEXTS[line.document]
            assert text[line.start : line.end] == line.text
            assert text.startswith(line.before) or len(line.before) == 120
            assert text[: line.start].endswith(line.before)
            assert text[line.end :].startswith(line.after)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(any_text)
def test_whatever_is_typed_is_a_query(store, query):
    try:
        search(store, query, order=Order.LEFT)
    except UsageError as refused:
        assert "no word" in str(refused)


@pytest.mark.parametrize(
    "query", ['"', "F-16", "words:x", "a AND", "NEAR(a b)", "^a", "{a} : b", "a + b", "-a", "'; DROP TABLE texts; --"]
)
def test_operators_of_the_index_are_only_text(store, query):
    if query != '"':
        search(store, query)
    assert store.documents.count() == len(TEXTS)


def test_a_pasted_article_is_no_query(store):
    with pytest.raises(UsageError, match="more than 64 words"):
        search(store, "كلمة " * 65)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(label="ORG"), ["s1", "s1", "s3"]),
        (Wanted(label="ORG", annotator="noa"), ["s1", "s3"]),
        (Wanted(type="Conflict.AirStrike"), ["e1"]),
        (Wanted(type="Conflict"), ["e1"]),
        (Wanted(type="Conflict.Air"), []),
        (Wanted(role="Attacker"), ["s1"]),
        (Wanted(type="Conflict.AirStrike", label="ORG"), ["s1", "s3"]),
        (Wanted(type="Conflict.AirStrike", role="Target", attributes={"polarity": "negative"}), ["s3"]),
        (Wanted(attributes={"polarity": "negative"}), ["e1"]),
        (Wanted(attributes={"subtype": "ArmedGroup"}), ["s3"]),
        (Wanted(attributes={"subtype": "ArmedGroup", "polarity": "negative"}), []),
        (Wanted(annotator="nobody'; --"), []),
    ],
)
def test_annotations_are_found_by_what_they_are(store, wanted, ids):
    assert [line.annotation for line in search(store, "", wanted).lines] == ids


def test_words_and_annotations_together_are_the_annotations_under_the_words(store):
    assert found(store, "داعش", wanted=Wanted(label="ORG")) == [("ar", "داعش")]
    assert found(store, "داعش", wanted=Wanted(label="GPE")) == []


def test_lines_are_sorted_by_the_words_in_front_or_behind(store):
    assert [text for _, text in found(store, "דאעש", order=Order.RIGHT)] == ['דאע"ש', "ודאע״ש", "לדאעש"]
    assert [text for _, text in found(store, "דאעש", order=Order.LEFT)] == ["ודאע״ש", 'דאע"ש', "לדאעש"]


def test_a_limit_says_that_there_is_more(store):
    result = search(store, "דאעש", limit=2)
    assert (len(result.lines), result.has_more) == (2, True)
    assert not search(store, "דאעש", limit=3).has_more


def test_an_index_made_anew_finds_the_same(store):
    before = found(store, "דאעש")
    steps = []
    rebuild_index(store, steps.append)
    assert found(store, "דאעש") == before
    assert len(steps) == len(TEXTS)


def test_a_document_that_is_taken_out_of_the_index_is_not_found(tmp_path):
    with new_store(tmp_path) as store:
        id = add_document(store, document())
        with store.writing():
            store.search.remove(id, ARABIC)
        assert found(store, "داعش") == []


def test_sqlite_utils_may_rebuild_a_table_without_stopping_the_index(tmp_path):
    with new_store(tmp_path) as store:
        store._db["documents"].transform(rename={"cutter": "cut_by"})
        store._db["documents"].transform(rename={"cut_by": "cutter"})
        add_document(store, document())
        assert found(store, "داعش") == [("ar-0001", "لداعش")]


def test_an_index_by_another_recipe_is_made_anew_before_it_is_asked(tmp_path, monkeypatch):
    with new_store(tmp_path) as store:
        add_document(store, document())
        monkeypatch.setattr("corpus_tool.store.search.RECIPE", "another")
        assert store.search.is_stale()
        assert found(store, "داعش") == [("ar-0001", "لداعش")]
        assert not store.search.is_stale()


def test_a_deleted_document_is_not_found_until_it_is_taken_back_and_a_purged_one_leaves_no_word(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        add_document(store, document("قسطنطينية وحدها", "secret"))
        delete(store, ["secret"], "", "lead")
        assert found(store, "قسطنطينية") == []
        undelete(store, ["secret"], "", "lead")
        assert found(store, "قسطنطينية") == [("secret", "قسطنطينية")]
        delete(store, ["secret"], "", "lead")
        purge(store, list(store.hiding.deleted()), "lead")
        assert store.search.count(phrases_of("قسطنطينية")) == 0
        assert found(store, "داعش") == [("ar-0001", "لداعش")]
    assert "قسطنطينيه".encode() not in (tmp_path / "corpus.db").read_bytes()
