"""How the same words are labelled in different places: strings in one spelling, their labels, and where each stands."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

from corpus_tool.model.annotations import Fragments
from corpus_tool.model.layers import LayerName

Borders = Callable[[str], list[int]]
"""Word -> offsets inside it where a name may start behind proclitics, best first."""


class Use(NamedTuple):
    """One place of some words, as one layer has it."""

    document_id: int
    layer: LayerName
    fragments: Fragments
    words: str
    """As an index of words takes them: folded, a space between two."""
    what: str
    """span or event."""
    label: str = ""
    """Or event type; nothing where the layer has no mark."""
    id: str = ""
    """Of the mark."""

    @property
    def place(self) -> tuple[int, int]:
        """From the first code point to the last."""
        return self.fragments[0][0], self.fragments[-1][1]


class Group(Struct, frozen=True):
    """All places of one string."""

    words: str
    what: str
    labels: Mapping[str, int]
    """Label to how often, the most frequent first."""
    unlabelled: int
    """Places where it stands without any mark."""
    uses: tuple[Use, ...]
    """Those with a label first, by label, then in the order they were given."""

    @property
    def marked(self) -> int:
        """Places with a mark."""
        return sum(self.labels.values())

    @property
    def doubt(self) -> int:
        """How many places would have to change for all to be alike, at most as many without a mark as with one."""
        return self.marked - max(self.labels.values(), default=0) + min(self.unlabelled, self.marked)


def bare_forms(strings: Iterable[str], borders: Borders) -> dict[str, str]:
    """String to what it is without proclitics, where that is itself among `strings`; else to itself.

    A letter that may be a proclitic often belongs to the name: only a corpus that has the rest, too, tells.
    """
    there = set(strings)
    return {string: _bare(string, there, borders) for string in there}


def _bare(string: str, there: set[str], borders: Borders) -> str:
    head, space, tail = string.partition(" ")
    return next((rest for border in borders(head) if (rest := head[border:] + space + tail) in there), string)


def grouped(uses: Iterable[Use], bare: Mapping[str, str], *, every: bool = False) -> list[Group]:
    """The strings that are not treated alike everywhere (or `every` string), those with most to look at first."""
    found: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in uses:
        found[bare.get(use.words, use.words), use.what].append(use)
    groups = (_group(words, what, there) for (words, what), there in found.items())
    doubtful = [group for group in groups if every or group.doubt]
    return sorted(doubtful, key=lambda group: (-group.doubt, -group.marked, group.words, group.what))


def _group(words: str, what: str, uses: list[Use]) -> Group:
    labels = Counter(use.label for use in uses if use.label)
    ranked = dict(sorted(labels.items(), key=lambda item: (-item[1], item[0])))
    place = {label: number for number, label in enumerate((*ranked, ""))}
    ordered = sorted(uses, key=lambda use: place[use.label])
    return Group(words, what, ranked, len(uses) - labels.total(), tuple(ordered))
