"""What is selected, and how it moves."""

from corpus_tool_testing.strategies import hostile_text
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus_tool import languages
from corpus_tool.text.clusters import is_border
from corpus_tool.text.selection import (
    Edge,
    Selection,
    extend_cluster,
    extend_word,
    next_word,
    previous_word,
    swap_edge,
    trim,
    word_at,
    words_of,
)

TEXT = "قال لداعش، ثم عاد"
WORDS = words_of(languages.tokenize(TEXT, "ar"))


def text_of(selection: Selection) -> str:
    return TEXT[slice(*selection.range)]


def test_motions_stop_at_words_not_at_punctuation():
    here = word_at(WORDS, 0)
    seen = []
    for _ in range(5):
        seen.append(text_of(here))
        here = next_word(here, WORDS)
    assert seen == ["قال", "لداعش", "ثم", "عاد", "عاد"]
    assert text_of(previous_word(here, WORDS)) == "ثم"


def test_the_first_extension_decides_which_edge_moves():
    here = next_word(word_at(WORDS, 0), WORDS)
    forward = extend_word(here, WORDS, forward=True)
    assert (text_of(forward), forward.moving) == ("لداعش، ثم", Edge.END)
    assert text_of(extend_word(forward, WORDS, forward=False)) == "لداعش"
    backward = extend_word(here, WORDS, forward=False)
    assert (text_of(backward), backward.moving) == ("قال لداعش", Edge.START)


def test_an_edge_moves_by_letters_and_the_other_one_too():
    here = next_word(word_at(WORDS, 0), WORDS)
    shorter = extend_cluster(here._replace(moving=Edge.START), TEXT, forward=True)
    assert text_of(shorter) == "داعش"
    assert text_of(extend_cluster(swap_edge(shorter), TEXT, forward=False)) == "داع"


def test_trimming_goes_round():
    here = next_word(word_at(WORDS, 0), WORDS)
    once = trim(here, WORDS, [5])
    assert text_of(once) == "داعش"
    assert text_of(trim(once, WORDS, [5])) == "لداعش"
    assert trim(here, WORDS, []) == here


@given(hostile_text, st.lists(st.integers(0, 6), max_size=12))
def test_a_selection_stays_in_the_text_and_never_cuts_a_cluster_or_becomes_empty(text, moves):
    words = words_of(languages.tokenize(text, "ar"))
    # A lone mark behind a space is a token, so that nothing is lost, but no mark may begin there: a rule says so.
    assume(all(is_border(text, word.start) for word in words))
    here = word_at(words, 0)
    for move in moves:
        if not words:
            break
        match move:
            case 0:
                here = next_word(here, words)
            case 1:
                here = previous_word(here, words)
            case 2 | 3:
                here = extend_word(here, words, forward=move == 2)
            case 4 | 5:
                here = extend_cluster(here, text, forward=move == 4)
            case 6:
                here = swap_edge(here)
        assert 0 <= here.start < here.end <= len(text)
        assert is_border(text, here.start) and is_border(text, here.end)
        assert here.start <= here.head < here.end
