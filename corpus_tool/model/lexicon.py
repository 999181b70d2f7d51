"""A lexicon: names by their folded words, under which labels they were marked, and where a text says one of them.

A name is found by whole words, behind what is written onto its first. The first words lead to the names that begin
with them, so a text costs a look for each of its words, however many names there are.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from corpus_tool.text.queries import CutText, index_words

Words = tuple[str, ...]
"""Folded words."""

Starts = Callable[[str], list[tuple[int, str]]]
"""Folded word -> where in it a name may begin, and the first word of that name."""

LEAST_LETTERS = 2
"""A shorter name is found in every line."""

_PARTED = frozenset(".,;:!?()[]{}/\\|\n\u060c\u061b\u061f\u06d4")
"""What does not stand inside a name: between the words of «Damascus, Aleppo» is a border."""


class Match(NamedTuple):
    """A place of a text that says a name; code points."""

    start: int
    end: int
    words: Words
    is_inside: bool = False
    """Whether a longer one holds it."""


class Head(NamedTuple):
    """Where a name may begin."""

    word: int
    """Number of the word of the text."""
    turn: int
    """Which of the beginnings in that word, as it is read."""
    offset: int
    """Folded characters of the word before it."""


class Spoken:
    """A text cut for looking: the names that its words may begin. Any number of lexicons can be held to it."""

    def __init__(self, text: str, starts: Starts) -> None:
        self.text = text
        self.cut = CutText(text)
        homes: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.cut.words):
            homes[word].append(number)
        self.heads: dict[str, list[Head]] = defaultdict(list)
        """First word of a name to where one may begin that has it."""
        for word, numbers in homes.items():
            for turn, (offset, head) in enumerate(starts(word)):
                self.heads[head] += [Head(number, turn, offset) for number in numbers]

    def times(self, head: str, until: int) -> int:
        """How many words that may begin a name with that first word begin before an offset of the text."""
        found = sorted(self.heads.get(head, ()))
        return bisect_left(found, until, key=lambda one: self.cut.origin(one.word, 0).start)


class Lexicon:
    """Names, and how often each was marked as what."""

    def __init__(self) -> None:
        self.labels: dict[Words, Counter[str]] = defaultdict(Counter)
        """Folded words to how often they were marked as what."""
        self.shown: dict[Words, str] = {}
        """Folded words to how they were written, the first time."""
        self._subtypes: dict[tuple[Words, str], Counter[str]] = defaultdict(Counter)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        """First word to how many words names have that begin with it."""

    def __len__(self) -> int:
        return len(self.labels)

    def add(self, name: str, label: str, count: int = 1, subtype: str = "") -> None:
        """Take a name in; nothing for one without a word, or of one letter."""
        self.add_words(tuple(index_words(name).split()), name, label, count, subtype)

    def add_words(self, words: Words, name: str, label: str, count: int = 1, subtype: str = "") -> None:
        """The same for a name that is folded already."""
        if sum(map(len, words)) >= LEAST_LETTERS:
            self.labels[words][label] += count
            self._subtypes[words, label][subtype] += count
            self.shown.setdefault(words, name)
            self._lengths[words[0]].add(len(words))

    def take(self, other: "Lexicon", names: Iterable[Words]) -> None:
        """Take these names over from another lexicon."""
        for words in names:
            self.labels[words] = other.labels[words]
            self.shown[words] = other.shown[words]
            self._lengths[words[0]].add(len(words))
            for label in other.labels[words]:
                self._subtypes[words, label] = other._subtypes[words, label]

    def shares(self, words: Words) -> list[tuple[str, float]]:
        """Labels of a name with their shares, which are 1 together, the greatest first."""
        counts = self.labels[words]
        total = sum(counts.values())
        return [(label, count / total) for label, count in counts.most_common()]

    def subtype(self, words: Words, label: str) -> str:
        """The subtype a name has under a label more often than not; empty where there is none."""
        counts = self._subtypes.get((words, label)) or Counter[str]()
        return next((one for one, count in counts.items() if 2 * count > counts.total()), "")

    def matches(self, spoken: Spoken) -> list[Match]:
        """Every place that says a name, in text order; of those with one beginning, and within a longer one, all."""
        shared = self._lengths.keys() & spoken.heads.keys()  # a text speaks of few names, a lexicon may hold many
        beginnings = sorted((one, head) for head in shared for one in spoken.heads[head])
        return _told_apart(match for one, head in beginnings for match in self._at(spoken, one.word, one.offset, head))

    def _at(self, spoken: Spoken, number: int, offset: int, head: str) -> Iterator[Match]:
        """The names with a first word that begin within a word of the text."""
        cut = spoken.cut
        for length in self._lengths[head]:
            words = (head, *cut.words[number + 1 : number + length])
            if len(words) == length and words in self.labels:
                start, end = cut.origin(number, offset)
                end = end if length == 1 else cut.origin(number + length - 1, 0).end
                if length == 1 or _PARTED.isdisjoint(spoken.text[start:end]):
                    yield Match(start, end, words)


def _told_apart(found: Iterable[Match]) -> list[Match]:
    """In text order, each place once, and those in longer ones told."""
    places = {(one.start, one.end): one for one in reversed(list(found))}
    told: list[Match] = []
    furthest = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        told.append(places[start, end]._replace(is_inside=end <= furthest))
        furthest = max(furthest, end)
    return told
