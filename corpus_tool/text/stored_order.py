"""Whether a text was stored in the order of the screen, as old files and bad extractions are: its words run backwards.

Nothing proves it for one word; letters that only ever end a word tell it for a text. Each sign is weighed against the
same sign the right way round, so a text that quotes a reversed word is not taken for reversed.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from corpus_tool.text.details import ARTICLE_LAST, ENDINGS_FIRST, FINALS_FIRST, JOINED_BACKWARDS
from corpus_tool.text.lookup import Lookup

_FEWEST = 3
"""Signs below this many are typing errors."""

_HEBREW_LETTER = "[\u05d0-\u05ea]"
_ARABIC_LETTER = "[\u0621-\u063a\u0641-\u064a]"
_HEBREW_WORD = re.compile(f"{_HEBREW_LETTER}{{2,}}")
_ARABIC_WORD = re.compile(f"{_ARABIC_LETTER}{{3,}}")
_HEBREW_FINALS = "\u05da\u05dd\u05df\u05e3\u05e5"
_ARABIC_ENDINGS = "\u0629\u0649"
_ARTICLE = "\u0627\u0644"
_HEBREW_FINAL_FIRST = re.compile(f"[{_HEBREW_FINALS}](?<!{_HEBREW_LETTER}.)(?={_HEBREW_LETTER})")
_ARABIC_ENDING_FIRST = re.compile(f"[{_ARABIC_ENDINGS}](?<!{_ARABIC_LETTER}.)(?={_ARABIC_LETTER}{{2}})")
_ARTICLE_LAST = re.compile(f"{_ARTICLE[::-1]}(?!{_ARABIC_LETTER})")
"""These three find where words begin or end in a way they should not, without looking at every word."""
_FORM = re.compile("[\ufb50-\ufbff\ufe80-\ufefc]")
_FORMS = re.compile(f"{_FORM.pattern}{{2,}}")


class Reason(NamedTuple):
    """One sign that a text is stored backwards."""

    times: int
    first_offset: int
    sentence: str


def reasons_for_visual_order(text: str, alphabet: str) -> list[Reason]:
    """The signs that lines of `text` are stored from left to right as they are seen; none for text as it should be.

    A check is made only where the `alphabet` of the text has what it looks for.
    """
    has_forms = _FORM.search(alphabet) is not None
    return [
        *_misplaced_letters(text, alphabet),
        *_reversed_articles(text),
        *(_reversed_forms(text) if has_forms else ()),
    ]


def _misplaced_letters(text: str, alphabet: str) -> Iterator[Reason]:
    """Letters that end words, at their start."""
    for first, words, letters, sentence in (
        (_HEBREW_FINAL_FIRST, _HEBREW_WORD, _HEBREW_FINALS, FINALS_FIRST),
        (_ARABIC_ENDING_FIRST, _ARABIC_WORD, _ARABIC_ENDINGS, ENDINGS_FIRST),
    ):
        if not any(letter in alphabet for letter in letters):
            continue
        starting = [found.start() for found in first.finditer(text)]
        if len(starting) >= _FEWEST:
            ending = sum(word[-1] in letters for word in words.findall(text))
            if len(starting) > ending:
                count = f"{len(starting):,}"
                yield Reason(len(starting), starting[0], sentence.format(count=count, ending=ending))


def _reversed_articles(text: str) -> Iterator[Reason]:
    """The article, read backwards, at the end of more words than have it in front."""
    if len(_ARTICLE_LAST.findall(text)) < 2 * _FEWEST:
        return
    found = list(_ARABIC_WORD.finditer(text))
    ending = [word.start() for word in found if word[0].endswith(_ARTICLE[::-1])]
    starting = sum(word[0].startswith(_ARTICLE) for word in found)
    # Everyday words end so too (\u0625\u0644\u0627, \u0623\u0648\u0644\u0627): they alone must not tell.
    if len(ending) >= 2 * _FEWEST and len(ending) > 2 * starting:
        said = ARTICLE_LAST.format(count=f"{len(ending):,}", forwards=starting)
        yield Reason(len(ending), ending[0], said)


def _reversed_forms(text: str) -> Iterator[Reason]:
    """Presentation forms that join away from each other: an initial form must be followed by one that joins back."""
    backwards: list[int] = []
    forwards = 0
    for run in _FORMS.finditer(text):
        shapes = run[0].translate(_shapes)
        forwards += len(re.findall("i[mf]", shapes))
        backwards += [run.start() + found.start() for found in re.finditer("[mf]i(?![mf])", shapes)]
    if len(backwards) >= _FEWEST and len(backwards) > forwards:
        said = JOINED_BACKWARDS.format(count=len(backwards), forwards=forwards)
        yield Reason(len(backwards), backwards[0], said)


def _shape(code_point: int) -> str:
    """i, m, f for an initial, medial, final form; - for all else."""
    tag = unicodedata.decomposition(chr(code_point)).partition(" ")[0]
    return {"<initial>": "i", "<medial>": "m", "<final>": "f"}.get(tag, "-")


_shapes = Lookup(_shape)
