"""NEMO's columns (OnlpLab's Hebrew corpus): a word and its BIOSE tags a line, nested or not, in its three variants.

A blank line ends a sentence. In `morph` a line is a morpheme. In `token-single` it is a word with all that is written
onto it. In `token-multi` a tag has a part for each morpheme of the word, `לרוחמה O^S-GPE`: it says that a name begins
inside the word, but not where. There a letter is cut for each part before the name, and none for the article that ב, כ
and ל swallow; where these are no letters that are written onto words, the name is the whole word. The first such line
is told.

Files that are called as in that corpus (`token-multi_gold_dev.bmes`, `a_morph_gold_test.bmes`) say with the beginning
of their names whose layer it is: ANNOTATOR-token-multi, ANNOTATOR-a-morph; where a word has several tags, as in its
folders `nested`, ANNOTATOR-morph-nested. So its three files, flat and nested, and those of its two annotators, come in
one beside the other, on one text where the words are the same.

The file holds no text: where it is beside in `NAME.txt`, the words are found in it, and the document is the one that is
in the corpus already; else a text is made of the words, a sentence a line, and a long file becomes documents of 100
sentences.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from corpus_tool.formats import AS_IT_IS, Format, Notice, Reading, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.tag_rows import Origin, bundles
from corpus_tool.text.decoding import UndecodableError, decode

ONTO_WORDS = frozenset("ושהבכלמ\"'\u05f4\u05f3")
"""Proclitics of one letter, and the quote that may stand before a name."""

SWALLOWING = frozenset("בכל")
"""Before the article these stand for it as well."""

QUOTES = frozenset("\"'\u05f4\u05f3")

_OF_THE_CORPUS = re.compile("(?:(?:(group[0-9]+)_)?([a-z])_)?(morph|token-single|token-multi)_.*")
"""How its files are called: whose annotations, where they are not gold (in a pilot: in which group), which variant."""

GUESS = (
    "line {}: a name begins inside a word, but the file does not say where; a letter was cut for each part before it,"
    " please check such names"
)


def letters_before(word: str, parts: int) -> int:
    """How many characters that many parts at the beginning of a word have; 0 where they are none we know."""
    position = 0
    previous = ""
    for _ in range(parts):
        letter = word[position : position + 1]
        if previous in SWALLOWING and letter not in QUOTES:
            previous = ""
            continue
        if letter not in ONTO_WORDS:
            return 0
        previous = letter
        position += 1
    return position


def annotator_of(stem: str, annotator: str, is_nested: bool) -> str:
    """Whose layer a file holds: the annotator, with what a name of that corpus and the columns say of it."""
    named = _OF_THE_CORPUS.fullmatch(stem)
    if not named:
        return annotator
    return "-".join([annotator, *filter(None, named.groups()), *(["nested"] if is_nested else [])])


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The documents of the file, each with one layer."""
    try:
        there = reading.beside(f"{reading.stem}.txt")
        text = None if there is None else decode(there, reading.encoding)
    except UndecodableError as broken:
        yield Refusal(f"{reading.stem}.txt", str(broken))
        return
    watched = _Watched(lines)
    annotator = annotator_of(reading.stem, reading.annotator, watched.is_nested)
    origin = Origin(reading.stem, annotator, text, letters_before)
    for found in bundles(watched, reading.encoding, origin):
        yield from watched.told()
        yield found


class _Watched:
    """Lines that go by, and the first one where a name begins inside a word."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._seen: list[bytes] = []
        self._first = 0
        self._has_told = False

    @property
    def is_nested(self) -> bool:
        """Whether the first word has several tags; asked before the lines go by."""
        for line in self._lines:
            self._seen.append(line)
            if cells := line.split():
                return len(cells) > 2
        return False

    def __iter__(self) -> Iterator[bytes]:
        for number, line in enumerate(chain(self._seen, self._lines), 1):
            if not self._first and b"O^" in line and b"-" in line.partition(b"O^")[2]:
                self._first = number
            yield line

    def told(self) -> Iterator[Notice]:
        """What is to be said, once."""
        if self._first and not self._has_told:
            self._has_told = True
            yield Notice(GUESS.format(self._first))


FORMAT = Format(name="nemo", title="NEMO's columns of nested names", suffix=".bmes", by_tokens=True, read=read)
