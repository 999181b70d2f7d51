"""Where annotations stand among the words of an article: the sentence, and which words of it they touch."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from corpus_tool.learning.articles import Article, Sentence
from corpus_tool.learning.chunks import Chunk
from corpus_tool.learning.gazetteer import MOST, Key
from corpus_tool.model.annotations import Event, Span, label_of

_start, _end = attrgetter("start"), attrgetter("end")


class Placed(NamedTuple):
    """An annotation of one piece that lies in one sentence."""

    chunk: Chunk
    annotation: Span | Event
    offset: int
    """Characters of its first word before it begins."""


def placed(article: Article, annotations: Iterable[Span | Event]) -> dict[int, list[Placed]]:
    """Number of a sentence to what lies in it; what is in pieces or crosses sentences is left out."""
    bounds = [(sentence[0].start, sentence[-1].end) for sentence in article.sentences]
    starts = [start for start, _ in bounds]
    found: dict[int, list[Placed]] = defaultdict(list)
    for one in annotations:
        (start, end), *others = one.fragments
        number = bisect_right(starts, start) - 1
        if others or number < 0 or end > bounds[number][1]:
            continue
        sentence = article.sentences[number]
        first = bisect_right(sentence, start, key=_end)
        last = bisect_left(sentence, end, key=_start)
        if first < last:
            found[number].append(Placed(Chunk(first, last, label_of(one)), one, start - sentence[first].start))
    return found


def outermost(some: Iterable[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Those that no longer one holds or meets, and the others; the longest first, then in text order."""
    outer: list[Placed] = []
    rest: list[Placed] = []
    taken: set[int] = set()
    for one in sorted(some, key=lambda one: (one.chunk.start - one.chunk.end, one.chunk)):
        words = range(one.chunk.start, one.chunk.end)
        (rest if taken.intersection(words) else outer).append(one)
        taken.update(words)
    return outer, rest


def key_of(sentence: Sentence, one: Placed) -> Key | None:
    """The folded words of an annotation; None where it begins inside a word, at no place we know of, or is long."""
    start, end, _ = one.chunk
    first = sentence[start]
    heads = {0: first.folded, **dict(first.borders)}
    if one.offset not in heads or end - start > MOST:
        return None
    return (heads[one.offset], *(word.folded for word in sentence[start + 1 : end]))
