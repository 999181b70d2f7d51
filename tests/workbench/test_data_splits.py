"""Splits of a corpus: no story on two sides, and proof of it over everything that is there."""

import pytest
from corpus_tool_testing.builders import NOW, add_document, document, layer, new_store, span
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.model.addresses import same_page
from corpus_tool.model.changes import Status, StatusChange
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.splitting import folds, shares
from corpus_tool.model.stories import Stories
from corpus_tool.store.data_splits import DataSplit
from corpus_tool.text.shingles import SAME, likeness, shingles
from corpus_tool.workbench.containment import FEWEST_SHARED, contained
from corpus_tool.workbench.data_splits import check_split, extend_split, make_split, show_split
from corpus_tool.workbench.desk import Desk

NEWS = DataSplit(
    name="news", mode="story", seed=7, shares=shares("train=60,dev=20,test=20"), layers="gold", at=NOW, who="lea"
)


def story(number, length=60):
    return [f"كلمة{number}_{place}" for place in range(length)]


def add(store, words, gold=True, **metadata):
    text = " ".join(words)
    number = store.documents.count()
    one = replace(document(text, f"d{number:02}"), metadata={"date": f"2026-01-{number + 1:02}", **metadata})
    id = add_document(store, one)
    if gold:
        desk = Desk(store, id, LayerName("gold", LayerKind.GOLD), who="lea")
        desk.become("Adjudicate", layer([span("s1", text, words[0])], "gold", LayerKind.GOLD))
    return id


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        for number in range(20):
            add(store, story(number))
        yield store


def test_a_split_is_kept_with_its_seed_and_shows_its_parts(store):
    report = make_split(store, NEWS)
    assert [(size.part, size.documents) for size in report.parts] == [("train", 12), ("dev", 4), ("test", 4)]
    assert report.parts[0].counts == {"label ORG": 12, "language ar": 12}
    assert show_split(store, "news") == report
    assert store.data_splits.all() == [NEWS]


def test_copies_pieces_and_articles_of_one_page_stay_together(store):
    short = add(store, story(0)[:20])
    add(store, [*story(1), *story(90, 400)])
    add(store, story(91), url="https://www.example.org/a/1?utm_source=x#top")
    last = add(store, story(92), url="http://example.org/a/1/")
    make_split(store, NEWS)
    parts = store.data_splits.parts("news")
    assert parts[1] == parts[short]
    assert parts[2] == parts[short + 1]
    assert parts[last] == parts[last - 1]
    assert check_split(store, "news").leaks == []


def test_a_document_outside_of_the_split_ties_two_of_its_documents(store):
    add(store, [*story(0), *story(1)], gold=False)
    make_split(store, NEWS)
    parts = store.data_splits.parts("news")
    assert parts[1] == parts[2]
    assert len(parts) == 20


def test_a_later_copy_that_joins_two_parts_is_found_with_what_ties_it(store):
    make_split(store, NEWS)
    parts = store.data_splits.parts("news")
    one = next(id for id, part in parts.items() if part == "train")
    other = next(id for id, part in parts.items() if part == "test")
    bridge = add(store, [*story(one - 1), *story(other - 1)], gold=False)
    (leak,) = check_split(store, "news").leaks
    assert sorted(zip(leak.story, leak.parts, strict=True)) == sorted(
        [(f"d{one - 1:02}", "train"), (f"d{other - 1:02}", "test")]
    )
    key = store.documents.key_of(bridge)
    assert [(tie.second, tie.why, tie.containment) for tie in leak.ties] == [(key, "text", 1.0)] * 2
    with pytest.raises(UsageError, match="but they belong together"):
        extend_split(store, "news")


def test_what_comes_later_is_dealt_out_and_nothing_else_moves(store):
    make_split(store, NEWS)
    before = store.data_splits.parts("news")
    copy = add(store, [*story(3), "زيادة"])
    for number in range(30, 34):
        add(store, story(number))
    assert check_split(store, "news").unplaced == ["d20", "d21", "d22", "d23", "d24"]
    extend_split(store, "news")
    after = store.data_splits.parts("news")
    assert after.items() >= before.items()
    assert after[copy] == before[4]
    assert check_split(store, "news").unplaced == []


def test_a_copy_of_what_has_no_gold_any_more_goes_where_that_was(store):
    make_split(store, NEWS)
    parts = store.data_splits.parts("news")
    for part in ("train", "dev", "test"):
        id = next(id for id, there in parts.items() if there == part)
        desk = Desk(store, id, LayerName("gold", LayerKind.GOLD), who="lea")
        desk.do("Open again", (StatusChange(desk.layer.status, Status.IN_PROGRESS),))
        copy = add(store, [*story(id - 1), "زيادة"])
        extend_split(store, "news")
        assert store.data_splits.parts("news")[copy] == part
    assert check_split(store, "news").leaks == []


def test_a_split_is_not_replaced_unasked(store):
    make_split(store, NEWS)
    with pytest.raises(UsageError, match="splits extend news"):
        make_split(store, replace(NEWS, seed=8))
    assert make_split(store, replace(NEWS, seed=8), anew=True).split.seed == 8


def test_by_date_training_comes_before_testing(store):
    parts = {size.part: size for size in make_split(store, replace(NEWS, mode="date")).parts}
    assert parts["train"].last_date < parts["dev"].first_date
    assert parts["dev"].last_date < parts["test"].first_date


def test_what_has_no_date_needs_a_part(store):
    add(store, story(50), date="yesterday")
    with pytest.raises(UsageError, match=r"1 document has no date like 2026-01-31 \(first d20\)"):
        make_split(store, replace(NEWS, mode="date"))
    make_split(store, replace(NEWS, mode="date", undated="train"))
    assert store.data_splits.parts("news")[21] == "train"
    extend_split(store, "news")


def test_by_source_no_source_is_on_two_sides(tmp_path):
    with new_store(tmp_path) as store:
        for number in range(20):
            add(store, story(number), source=f"s{number % 5}")
        make_split(store, replace(NEWS, mode="source"))
        parts = store.data_splits.parts("news")
        assert all(len({parts[id] for id in parts if id % 5 == source}) == 1 for source in range(5))


def test_a_source_that_comes_to_be_on_two_sides_of_a_split_by_source_is_found(tmp_path):
    with new_store(tmp_path) as store:
        for number in range(20):
            add(store, story(number), source=f"s{number % 5}")
        add(store, story(20), gold=False, source="s0")
        make_split(store, replace(NEWS, mode="source"))
        assert check_split(store, "news").leaks == []
        parts = store.data_splits.parts("news")
        other = next(id for id in parts if parts[id] != parts[1])
        with store.writing():
            store._db.execute('UPDATE documents SET metadata = \'{"source": "s0"}\' WHERE id = ?', (other,))
        (leak,) = check_split(store, "news").leaks
        assert {store.documents.key_of(1), store.documents.key_of(other)} <= set(leak.story)
        assert {tie.why for tie in leak.ties} == {"source"}


def test_where_everything_belongs_together_nothing_is_split(tmp_path):
    with new_store(tmp_path) as store:
        for _ in range(3):
            add(store, [*story(1), *story(store.documents.count() + 5, 5)])
        with pytest.raises(UsageError, match="All 3 documents would be in one part"):
            make_split(store, NEWS)
        assert store.data_splits.all() == []


def test_folds_are_equal_parts(store):
    sizes = [size.documents for size in make_split(store, replace(NEWS, shares=folds(5))).parts]
    assert sizes == [4] * 5


def test_a_split_that_is_not_there_is_told_with_those_that_are(store):
    with pytest.raises(NotFoundError, match="none yet"):
        check_split(store, "x")
    make_split(store, NEWS)
    with pytest.raises(NotFoundError, match=r"splits: news"):
        check_split(store, "x")


def test_a_purged_document_leaves_its_split(store):
    make_split(store, NEWS)
    with store.writing():
        store.hiding.destroy(1, None)
    assert 1 not in store.data_splits.parts("news")
    assert check_split(store, "news").documents == 19


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.Example.org/a/?utm_source=x&id=3#top", "example.org/a?id=3"),
        ("http://m.example.org/a", "example.org/a"),
        ("https://example.org/?p=7", "example.org?p=7"),
        ("https://example.org/", ""),
        ("https://example.org", ""),
        ("ftp://example.org/a", ""),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_addresses_of_one_page_are_one(url, page):
    assert same_page(url) == page


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from([f"w{n}" for n in range(12)]), max_size=14), max_size=10))
def test_what_stands_in_another_is_found_as_by_comparing_all_with_all(texts):
    found = [shingles(" ".join(words)) for words in texts]
    all_pairs = []
    for one in range(len(found)):
        for other in range(one):
            like = likeness(found[one], found[other])
            shared = len(found[one] & found[other])
            if like.containment >= SAME and (shared >= FEWEST_SHARED or like.jaccard >= SAME):
                all_pairs.append((other, one))
    pairs = contained(list(enumerate(found)))
    assert {(pair.first, pair.second) for pair in pairs} <= set(all_pairs)
    expected, joined = Stories(all_pairs), Stories((pair.first, pair.second) for pair in pairs)
    assert [expected.of(id) for id in range(len(found))] == [joined.of(id) for id in range(len(found))]
