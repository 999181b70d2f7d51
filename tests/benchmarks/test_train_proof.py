"""What is exported can be learned from: a short form of benchmarks/train_proof.py."""

from random import Random

import enlarging
import learning
import pytest
import spacy_learning
import train_proof
from train_proof import TARGET, gold_articles, light_scores

from corpus_tool.model.annotations import surface

ARTICLES = gold_articles()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.document.key)
def test_a_twin_says_the_same_of_other_names(article):
    made = enlarging.twin(article, enlarging.pool_of(ARTICLES), 1, Random(1))
    before, after = article.layers[0], made.layers[0]
    swapped = {span.id for span in enlarging.swappable(article)}
    changed = 0
    for old, new in zip(before.ordered, after.ordered, strict=True):
        assert (old.id, type(old)) == (new.id, type(new))
        if hasattr(old, "fragments"):
            there = surface(made.document.text, new.fragments)
            same = there == surface(article.document.text, old.fragments)
            # What is neither a name nor around one stands where it stood before, to the letter.
            assert same or old.id in swapped or any(_lies_in(article, id, old.fragments) for id in swapped)
            changed += not same
    assert changed > 10
    assert made.document.text != article.document.text


def _lies_in(article, id, fragments):
    (inner,) = article.layers[0][id].fragments
    return any(start <= inner[0] and inner[1] <= end for start, end in fragments)


def test_behind_lam_the_article_of_a_name_loses_its_alef():
    spans = [(span, article) for article in ARTICLES for span in enlarging.swappable(article)]
    behind = [
        (span, article) for span, article in spans if article.document.text[span.fragments[0][0] - 1] == enlarging.LAM
    ]
    assert behind
    for span, article in behind:
        start, end = span.fragments[0]
        edit = enlarging._edit(span, article.document.text, "الجيش")
        assert (edit.start, edit.end, edit.text, edit.canonical) == (start, end, "لجيش", "الجيش")


def test_no_story_is_on_both_sides(tmp_path):
    sides = train_proof.make_sides(tmp_path / "turn", train_proof.FOLDS[1], twins=2)
    stories = {
        name: {key.partition("~")[0] for key in corpus.documents()["document"]} for name, corpus in sides.items()
    }
    assert stories["dev"] == {"ar-0002", "he-0002"}
    assert not stories["train"] & stories["dev"]
    assert [corpus.documents().height for corpus in sides.values()] == [12, 4]


def test_tags_are_read_as_stretches():
    assert learning.chunks(["B-PER", "I-PER", "O", "B-ORG", "B-ORG", "I-PER"]) == [
        (0, 2, "PER"),
        (3, 4, "ORG"),
        (4, 5, "ORG"),
        (5, 6, "PER"),
    ]


def test_sentences_of_spacy_files_keep_their_marks_and_shuffled_ones_have_those_of_others(tmp_path):
    sides = train_proof.make_sides(tmp_path / "turn", train_proof.FOLDS[0], twins=1)
    files = train_proof.export(sides, "spacy", tmp_path / "spacy")
    found = spacy_learning.sentences(files["dev"], "spancat_singlelabel")
    marks = {(label, doc[start:end].text) for doc, inside in found for start, end, label in inside}
    spans = sides["dev"].spans(layers="gold")
    assert marks & set(zip(spans["label"], spans["text"], strict=True)) and len(marks) > 50
    mixed = spacy_learning.shuffled(found, Random(1))
    assert [inside for _, inside in mixed] != [inside for _, inside in found]
    assert all(0 <= start < end <= len(doc) for doc, inside in mixed for start, end, _ in inside)


def test_models_learn_more_from_what_is_exported_than_from_shuffled_labels(tmp_path):
    scores = light_scores(tmp_path, list(train_proof.MODELS)[:2], twins=2)
    assert [score.name for score in scores if score.margin < TARGET] == []
