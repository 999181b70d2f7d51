"""Words that were marked, and as what: where a sentence says them again is a feature of its words.

An article that is learned from is shown what the *others* say, else it would teach to believe the list blindly.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from corpus_tool.learning.articles import Sentence

Key = tuple[str, ...]
Row = tuple[Key, str, str]
"""Folded words, label, cluster."""

MOST = 8
"""Words of a name that is kept."""


class Gazetteer:
    """Folded names to labels, by the cluster that they were marked in."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """`rows`: words, label, cluster."""
        self.rows = tuple(sorted(set(rows)))
        self._said: dict[Key, list[tuple[str, str]]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        self._found: dict[tuple[Key, str], str] = {}
        for words, label, cluster in self.rows:
            self._said[words].append((label, cluster))
            self._lengths[words[0]].add(len(words))

    def knows(self, words: Key, but: str = "") -> str:
        """The label words have most often, outside a cluster; empty for none."""
        if words not in self._said:
            return ""
        if (words, but) not in self._found:
            counts = Counter(label for label, cluster in self._said[words] if cluster != but or not but)
            self._found[words, but] = counts.most_common(1)[0][0] if counts else ""
        return self._found[words, but]

    def labels(self, words: Key, but: str = "") -> set[str]:
        """Every label words have, outside a cluster."""
        return {label for label, cluster in self._said.get(words, ()) if cluster != but or not but}

    def features(self, sentence: Sentence, but: str = "") -> list[str]:
        """For each word the label of the longest known name it is in, with its place there; empty for none."""
        found = [""] * len(sentence)
        at = 0
        while at < len(sentence):
            length, label = self._longest(sentence, at, but)
            if length:
                found[at : at + length] = [f"{label}b", *[f"{label}i"] * (length - 1)]
            at += max(1, length)
        return found

    def _longest(self, sentence: Sentence, at: int, but: str) -> tuple[int, str]:
        word = sentence[at]
        best = (0, "")
        for head in (word.folded, *(rest for _, rest in word.borders)) if word.borders else (word.folded,):
            for length in self._lengths.get(head, ()):
                rest = tuple(other.folded for other in sentence[at + 1 : at + length])
                if length > best[0] and len(rest) == length - 1 and (label := self.knows((head, *rest), but)):
                    best = (length, label)
        return best
