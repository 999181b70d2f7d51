"""Words in a document."""

from corpus_tool.workbench.searching import Search

TEXT = "ab cd ab ef ab"


def test_the_places_are_walked_forwards_and_backwards_and_round():
    search = Search(TEXT)
    search.look_for("AB")
    assert search.at_or_after(0) == (0, 2)
    assert search.at_or_after(1) == (6, 8)
    assert search.at_or_after(13) == (0, 2)
    assert search.before(12) == (6, 8)
    assert search.before(0) == (12, 14)
    assert search.told(search.places[1]) == "2 of 3"


def test_what_is_nowhere_has_no_place():
    search = Search(TEXT)
    search.look_for("x")
    assert search.at_or_after(0) is search.before(0) is None
