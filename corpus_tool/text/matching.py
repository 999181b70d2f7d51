"""Names found by a few letters of them, however they are spelled: what a list is filtered by while one types."""

from collections.abc import Iterable

from corpus_tool.text.folding import folded_text

FINALS = str.maketrans("ךםןףץ", "כמנפצ")
"""A word that is still being typed ends in any letter, so the form of its last one says nothing."""

NOWHERE = 3


def loosely(text: str) -> str:
    """`text` without what a hurried typist leaves out: case, hamza, niqqud, vowel marks, forms of final letters."""
    return folded_text(text).translate(FINALS).strip()


def match_rank(query: str, names: Iterable[str]) -> int:
    """How well the best of `names` answers: 0 begins with the query, 1 has words that begin with each of its words,
    2 has its words inside, 3 not.
    """
    sought = loosely(query)
    return min((_rank(sought, loosely(name)) for name in names), default=NOWHERE)


def _rank(sought: str, name: str) -> int:
    if name.startswith(sought):
        return 0
    spaced = f" {name.replace('.', ' ')}"
    words = sought.split()
    if all(f" {word}" in spaced for word in words):
        return 1
    return 2 if all(word in name for word in words) else NOWHERE
