"""Words that were listed without their places, found again in the text they were taken from."""

from collections.abc import Iterable, Sequence
from unicodedata import category

from corpus_tool.model.annotations import Fragment, Fragments


def located(words: Sequence[str], text: str) -> Fragments | None:
    """Where the words stand, in order and as near to each other as they can; None where one is not there.

    A word is looked for as a whole word, and inside longer ones only where it is never whole. Words that stand
    in another order than they are listed in are taken where each is met first. What only white space parts is one
    fragment.
    """
    places: list[list[Fragment]] = [_places(word, text) for word in words]
    if not words or not all(places):
        return None
    chains = [chain for first in places[0] if (chain := _chain(first, places[1:]))]
    if chains:
        shortest = min(chains, key=lambda chain: chain[-1][1] - chain[0][0])
        return _joined(shortest, text)
    return _joined(sorted({there[0] for there in places}), text)


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


def _joined(places: Iterable[Fragment], text: str) -> Fragments:
    """The places without those that lie in another, and with those in one that only white space parts."""
    joined: list[Fragment] = []
    for start, end in places:
        if joined and (start < joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
