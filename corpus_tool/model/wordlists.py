"""Words that were listed without their places, found again in the text they were taken from."""

from collections.abc import Iterable, Sequence
from unicodedata import category

from corpus_tool.model.annotations import Fragment, Fragments


def located(words: Sequence[str], text: str) -> Fragments | None:
    """Where the words stand, in order and as near to each other as they can; None where one is not there.

    A word is looked for as a whole word, and inside longer ones only where it is never whole. Words that stand
    in another order than they are listed in are taken near to one of them. What only white space parts is one
    fragment.
    """
    places: list[list[Fragment]] = [_places(word, text) for word in words]
    if not words or not all(places):
        return None
    chains = [chain for first in places[0] if (chain := _chain(first, places[1:]))]
    if chains:
        shortest = min(chains, key=_length)
        return _joined(shortest, text)
    return _joined(min((_around(place, places) for there in places for place in there), key=_length), text)


def _places(word: str, text: str) -> list[Fragment]:
    found = []
    start = text.find(word) if word.strip() else -1
    while start >= 0:
        found.append((start, start + len(word)))
        start = text.find(word, start + 1)
    return [place for place in found if _is_whole(place, text)] or found


def _is_whole(place: Fragment, text: str) -> bool:
    start, end = place
    before = start > 0 and _of_word(text[start - 1]) and _of_word(text[start])
    behind = end < len(text) and _of_word(text[end]) and _of_word(text[end - 1])
    return not before and not behind


def _of_word(character: str) -> bool:
    """Whether it is a letter, a digit or a mark on one."""
    return category(character)[0] in "LNM"


def _chain(first: Fragment, rest: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """From a place of the first word on, the next place of each; none where they end."""
    chain = [first]
    for places in rest:
        following = next((place for place in places if place[0] >= chain[-1][1]), None)
        if following is None:
            return []
        chain.append(following)
    return chain


def _around(anchor: Fragment, places: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """The place of each word that is nearest to the anchor."""
    return sorted({min(there, key=lambda place: abs(place[0] - anchor[0])) for there in places})


def _length(places: Iterable[Fragment]) -> int:
    """From the first to the last."""
    first, *_, last = [edge for place in places for edge in place]
    return last - first


def _joined(places: Iterable[Fragment], text: str) -> Fragments:
    """The places without those that lie in another, and with those in one that only white space parts."""
    joined: list[Fragment] = []
    for start, end in places:
        if joined and (start < joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
