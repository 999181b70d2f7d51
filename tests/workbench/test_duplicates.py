"""Near-duplicates: which are found, which are not, and what is kept of them."""

import pytest
from corpus_tool_testing.builders import NOW, counting_surroundings, document, new_store
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.model.stories import Stories
from corpus_tool.store.store import Store
from corpus_tool.text.differences import differences
from corpus_tool.text.folding import folded_text
from corpus_tool.text.shingles import Likeness, likeness, shingles
from corpus_tool.workbench import duplicates
from corpus_tool.workbench.demo import make_demo, sample_folder
from corpus_tool.workbench.duplicates import find_duplicates, listed_stories, paragraphs_told_twice
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.progress import CancelledError

words = st.lists(st.sampled_from([f"كلمة{number}" for number in range(30)]), max_size=40)


def story(number: int, length: int = 60) -> list[str]:
    return [f"كلمة{number}_{place}" for place in range(length)]


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        yield store


def add(store: Store, told: list[str]) -> int:
    with store.writing():
        return store.documents.add(document(" ".join(told), f"d{store.documents.count()}"), (), NOW)


def test_of_the_sample_corpus_one_story_is_told_by_two_and_nothing_else_is_found(tmp_path):
    make_demo(tmp_path / "demo.db", counting_surroundings())
    with Store.open(tmp_path / "demo.db") as store:
        find_duplicates(store)
        (found,) = listed_stories(store).stories
        assert found.documents == ["ar-0006", "ar-0007"]
        assert found.pairs[0].jaccard > 0.5
        assert sample_folder().is_dir()


def test_edited_shortened_and_extended_copies_tell_one_story(store):
    told = story(1)
    ids = [
        add(store, told),
        add(store, [word if place % 12 else "أخرى" for place, word in enumerate(told)]),
        add(store, told[:35]),
        add(store, told + story(2, 20)),
    ]
    alone = add(store, story(3))
    assert find_duplicates(store).stories == {ids[0]: ids}
    assert store.stories.of_document(ids[2]) == [ids[0], ids[1], ids[3]]
    assert store.stories.of_document(alone) == []


def test_looking_again_looks_only_at_what_is_new_and_finds_the_same(store, monkeypatch):
    first = add(store, story(1))
    before = find_duplicates(store)
    signed = []
    signature = duplicates._signature
    monkeypatch.setattr(duplicates, "_signature", lambda found: signed.append(found) or signature(found))
    second = add(store, [*story(1), "زيادة"])
    found = find_duplicates(store)
    assert (before.stories, found.stories) == ({}, {first: [first, second]})
    assert len(signed) == 1
    assert find_duplicates(store) == found


def test_texts_without_words_tell_no_story(store):
    with store.writing():
        for number, text in enumerate(["", "...", "…"]):
            store.documents.add(document(text, f"empty-{number}"), (), NOW)
    assert find_duplicates(store).stories == {}


def test_a_note_sent_many_times_is_one_story_without_a_million_pairs(store):
    for number in range(40):
        add(store, [*story(1), f"رقم{number}"])
    found = find_duplicates(store)
    assert [len(ids) for ids in found.stories.values()] == [40]
    assert len(found.pairs) <= 40 * duplicates.MOST_COMPARED


def test_stopping_keeps_what_was_signed(store, monkeypatch):
    monkeypatch.setattr(duplicates, "A_TRANSACTION", 1)
    for number in range(3):
        add(store, story(number))

    def stop(_progress):
        raise CancelledError

    with pytest.raises(CancelledError):
        find_duplicates(store, stop)
    assert len(store.stories.without_signature(duplicates.METHOD)) == 2


def test_a_paragraph_told_twice_is_told_with_both_places(store, tmp_path):
    paragraph = "أعلنت وزارة الدفاع أنها دمرت خمسة عشر هدفا للمسلحين شمالي البلاد"
    text = f"عنوان الخبر\n{paragraph}.\nوقال شهود إن القصف استمر.\nوفي السياق نفسه، {paragraph} أمس.\n"
    (found,) = paragraphs_told_twice(text)
    assert text[slice(*found.first)] == f"{paragraph}."
    assert text[slice(*found.second)].startswith("وفي السياق")
    assert found.containment > 0.8
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    import_files(store, [tmp_path / "a.txt"], counting_surroundings())
    find_duplicates(store)
    assert listed_stories(store).told_twice == {"a": 1}
    assert store.stories.told_twice() == {1: [found]}


def test_spelling_variants_are_shared():
    assert likeness(shingles("دمّرت الطائرات مواقع"), shingles("دمرت الطائـــرات مواقع")) == Likeness(1.0, 1.0)
    assert likeness(shingles(""), shingles("كلمة")) == Likeness(0.0, 0.0)


@given(one=words, other=words)
def test_likeness_is_symmetric_and_bounded(one, other):
    first, second = shingles(" ".join(one)), shingles(" ".join(other))
    found = likeness(first, second)
    assert found == likeness(second, first)
    assert 0 <= found.jaccard <= found.containment <= 1
    if first:
        assert likeness(first, first) == Likeness(1.0, 1.0)


@given(one=words, other=words)
def test_with_its_differences_put_in_one_text_becomes_the_other(one, other):
    first, second = " ".join(one), " ".join(other)
    found = list(differences(first, second))
    became = first
    for difference in reversed(found):
        new = second[slice(*difference.second)]
        start, end = difference.first
        became = f"{became[:start]} {new} {became[end:]}"
    assert folded_text(became).split() == folded_text(second).split()
    assert list(differences(first, first)) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 20), st.integers(1, 20)).filter(lambda pair: pair[0] != pair[1]), max_size=30))
def test_documents_joined_by_any_chain_are_one_story_named_by_its_smallest(pairs):
    reach = {id: {id} for pair in pairs for id in pair}
    for _ in reach:
        for one, other in pairs:
            together = reach[one] | reach[other]
            for id in together:
                reach[id] = together
    assert Stories(pairs).members() == [(id, min(reach[id])) for id in sorted(reach)]


def test_what_was_compared_is_not_compared_again(store, monkeypatch):
    add(store, story(1))
    add(store, story(1)[:40])
    find_duplicates(store)
    compared = []
    monkeypatch.setattr(duplicates, "likeness", lambda one, other: compared.append(one) or likeness(one, other))
    assert find_duplicates(store).pairs
    assert compared == []
    third = add(store, [*story(1), "زيادة"])
    assert len(find_duplicates(store).pairs) == 3
    assert len(compared) == 2
    assert third in store.stories.of_document(1)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(20, 60)), min_size=2, max_size=8), st.integers(1, 7))
def test_documents_that_come_in_two_parts_make_the_stories_they_make_at_once(tmp_path_factory, told, cut):
    texts = [story(number)[:length] for number, length in told]
    with new_store(tmp_path_factory.mktemp("once")) as once, new_store(tmp_path_factory.mktemp("twice")) as twice:
        for number, words_of_it in enumerate(texts):
            add(once, [*words_of_it, f"آخر{number}"])
            add(twice, [*words_of_it, f"آخر{number}"])
            if number == cut:
                find_duplicates(twice)
        assert find_duplicates(once) == find_duplicates(twice)
